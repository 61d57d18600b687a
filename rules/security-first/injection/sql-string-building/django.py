from django.db import connection
from django.db.models.expressions import RawSQL
from shop.models import User


def bound(request):
    # ok: sql-string-building-python
    User.objects.raw("SELECT * FROM users WHERE name = %s", [request.GET["name"]])
    # ok: sql-string-building-python
    return User.objects.filter(name=request.GET["name"])


def a_form(form):
    # ok: sql-string-building-python, sql-string-building-parameter-python
    return User.objects.extra(where=["name = %s"], params=[form.cleaned_data["name"]])


def raw(request):
    # ruleid: sql-string-building-python
    return User.objects.raw(f"SELECT * FROM users WHERE name = '{request.GET['name']}'")


def extra(request):
    # ruleid: sql-string-building-python
    users = User.objects.extra(where=["name = '%s'" % request.GET["name"]])
    # ruleid: sql-string-building-python
    return users.annotate(rank=RawSQL("rank(" + request.GET["order"] + ")", []))


def with_a_cursor(request):
    with connection.cursor() as cursor:
        # ruleid: sql-string-building-python
        cursor.execute("SELECT * FROM users WHERE id = %s" % request.GET["id"])
