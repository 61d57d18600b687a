from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe


def escaped(request):
    # ok: html-from-input-python
    return HttpResponse("<h1>" + escape(request.GET["name"]) + "</h1>")


def formatted(request):
    # ok: html-from-input-python
    return HttpResponse(format_html("<h1>{}</h1>", request.GET["name"]))


def plain(request):
    # ok: html-from-input-python
    return HttpResponse(request.GET["name"], content_type="text/plain")


def as_json(request):
    # ok: html-from-input-python
    return JsonResponse({"name": request.GET["name"]})


def template(request):
    # ok: html-from-input-python
    return render(request, "page.html", {"name": request.GET["name"]})


def greeting(request):
    # ruleid: html-from-input-python
    return HttpResponse("<h1>Hello %s</h1>" % request.GET["name"])


def echo(request):
    text = request.POST.get("text")
    # ruleid: html-from-input-python
    return HttpResponse(text)


def badge(request):
    # ruleid: html-from-input-python
    label = mark_safe(f"<b>{request.GET['label']}</b>")
    return render(request, "page.html", {"label": label})


def added(request):
    form = MemberForm(request.POST)
    member = form.cleaned_data["member"]
    # ok: html-from-input-python
    text = mark_safe('Added <a href="{url}">{name}</a>'.format(url=member.get_absolute_url(), name=escape(member)))
    drawing = chart(request.GET["title"])
    # ok: html-from-input-python
    return HttpResponse(drawing.tostring(), content_type="image/svg+xml")


class Actions:
    def answered(self, *, method, sent, label):
        # ok: html-from-input-python
        return HttpResponse(f"{label} is done")


def refused(request):
    form = InviteForm(request.POST)
    # ok: html-from-input-python
    return HttpResponseBadRequest(f"Errors: {form.errors}")


def report_of_a_host(request):
    name = "report-{}.csv".format(re.sub("[^a-zA-Z0-9]", "-", request.headers["host"]))
    # ok: html-from-input-python
    return HttpResponse(f'<a href="{name}">{name}</a>')
