from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme


def named(request):
    # ok: open-redirect-python
    return redirect("users:detail", request.GET["name"])


def checked(request):
    target = request.GET.get("next")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        target = "/"
    # ok: open-redirect-python
    return HttpResponseRedirect(target)


def allowed(request):
    target = request.GET.get("next")
    if target and _allow_target(target):
        # ok: open-redirect-python
        return redirect(target)
    # ok: open-redirect-python
    return redirect(get_return_url(request, request.GET.get("from")))


def allowed_or_home(request):
    target = request.POST.get("next")
    if target and safe_target(target):
        log.info("sent on")
    else:
        target = "/"
    # ok: open-redirect-python
    return HttpResponseRedirect(target)


def back(request):
    # ok: open-redirect-python
    return HttpResponseRedirect(request.get_full_path())


def anywhere(request):
    # ruleid: open-redirect-python
    return redirect(request.GET["next"])


def after(request):
    # ruleid: open-redirect-python
    return HttpResponseRedirect(request.POST.get("next", "/"))


def renamed(request, old, new):
    # ok: open-redirect-python
    return redirect(request.path.replace(old, new))


def renamed(request, rest):
    target = request.path.replace("/old/", "/new/", 1)
    query = request.META.get("QUERY_STRING", "")
    if query:
        target += "?" + query
    # ok: open-redirect-python
    return HttpResponseRedirect(target)


def with_query(request):
    target = reverse("home")
    target += f"?next={request.GET['next']}"
    # ok: open-redirect-python
    return HttpResponseRedirect(target)


def with_query_of_a_stranger(request):
    target = request.GET["next"]
    target += "?" + request.GET["page"]
    # ruleid: open-redirect-python
    return HttpResponseRedirect(target)


def with_query_of_this_page(request, redirect_url):
    query = request.GET.urlencode()
    if query:
        redirect_url += "?" + query
    # ok: open-redirect-python
    return HttpResponseRedirect(redirect_url)


def wherever(request, url):
    # ruleid: open-redirect-python
    return HttpResponseRedirect(url)


class Joined(FormView):
    def form_valid(self, form):
        # ok: open-redirect-python
        return redirect(form.cleaned_data["next_page"])
