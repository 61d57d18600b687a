import json

from django.http import JsonResponse
from shop.forms import UserForm
from shop.models import User


def by_form(request):
    # ok: mass-assignment-python
    form = UserForm(request.POST)
    # ok: mass-assignment-python
    User.objects.create(name=request.POST["name"])
    # ok: mass-assignment-python
    User.objects.filter(id=1).update(name=request.POST["name"])
    return JsonResponse({"ok": form.is_valid()})


def let_through(request):
    serializer = UserSerializer(data=request.data)
    serializer.is_valid(raise_exception=True)
    for key, value in serializer.validated_data.items():
        # ok: mass-assignment-python
        setattr(request.user, key, value)
    return JsonResponse({"ok": True})


def as_a_whole(request):
    # ruleid: mass-assignment-python
    User.objects.create(**request.POST.dict())
    # ruleid: mass-assignment-python
    User.objects.filter(id=1).update(**json.loads(request.body))
    return JsonResponse({"ok": True})
