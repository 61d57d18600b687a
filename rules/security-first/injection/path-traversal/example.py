import os
from pathlib import Path

from flask import request, send_file, send_from_directory
from werkzeug.utils import secure_filename

FOLDER = Path("/srv/files")
FILES = {"terms": "terms.pdf"}


def a_helper(path):
    # ok: path-traversal-python
    return open(path)


@app.get("/files/<name>")
def narrowed(name):
    # ok: path-traversal-python
    open(FOLDER / secure_filename(name))
    # ok: path-traversal-python
    open(FOLDER / os.path.basename(name))
    # ok: path-traversal-python
    open(FOLDER / FILES[request.args["key"]])
    # ok: path-traversal-python
    send_from_directory(FOLDER, name)


@app.get("/checked/<name>")
def checked(name):
    path = (FOLDER / name).resolve()
    if not path.is_relative_to(FOLDER):
        abort(404)
    # ok: path-traversal-python
    return path.read_text()


@app.get("/reports/{number}")
async def numbered(number: int):
    # ok: path-traversal-python
    return FileResponse(f"/srv/reports/{number}.pdf")


@app.get("/beside/<name>")
def beside(name):
    path = FOLDER / name
    if path.absolute().parent != FOLDER:
        abort(404)
    # ok: path-traversal-python
    return path.read_text()


@app.get("/sizes/{size}")
async def of_a_size(size: Size = Size.SMALL):
    # ok: path-traversal-python
    return FileResponse(FOLDER.joinpath("sizes", size.value))


@app.get("/pictures/<number>")
def of_a_record(number):
    # ok: path-traversal-python
    return send_file(Record.folder_from_id(number) / "picture.png")


@app.get("/sheets/<name>")
def rendered(name):
    # ok: path-traversal-python
    return send_file(sheets.render_sheet(name))


def attach(request, path):
    log.info("attached by %s", request.user)
    # ok: path-traversal-python
    return open(path, "rb").read()


@app.get("/open/<path:name>")
def opened(name):
    # ruleid: path-traversal-python
    open(os.path.join("/srv/files", name))
    # ruleid: path-traversal-python
    (FOLDER / name).read_text()
    # ruleid: path-traversal-python
    send_file(f"/srv/files/{request.args.get('name')}")


@app.post("/uploads")
async def saved(file: UploadFile):
    # ruleid: path-traversal-python
    with open(f"/srv/uploads/{file.filename}", "wb") as target:
        target.write(await file.read())


def download(request, path):
    # ruleid: path-traversal-python
    content = open(FOLDER / path, "rb")
    return render(request, "shown.html", {"content": content.read()})


def django_view(request):
    # ruleid: path-traversal-python
    return FileResponse(open(FOLDER / request.GET["name"], "rb"))


@app.get("/one/<name>")
def one_segment(name):
    # ok: path-traversal-python
    return send_file(FOLDER / f"{name}.pdf")


@app.get("/themes/{theme}/style")
async def of_a_theme(theme: str, variant: str = "light"):
    # ok: path-traversal-python
    style = (FOLDER / theme / "style.css").read_text()
    # ruleid: path-traversal-python
    return style + (FOLDER / variant).read_text()


def downloaded(request, slug):
    # ok: path-traversal-python
    content = open(FOLDER / slug, "rb")
    return render(request, "shown.html", {"content": content.read()})


@app.get("/rest/{rest:path}")
async def the_rest(rest: str):
    # ruleid: path-traversal-python
    return FileResponse(FOLDER / rest)


def touched(serializer):
    # ok: path-traversal-python
    serializer.validated_data["document"].touch()


def exported(serializer, export):
    export.parts = serializer.validated_data.get("parts")
    # ok: path-traversal-python
    return open(export.target_path(), "wb")


def trusted(path):
    with tarfile.open(path) as archive:
        # ruleid: path-traversal-archive-python
        archive.extractall("/srv/files", filter="fully_trusted")


@app.get("/dumps")
def dumped():
    rows = dump_csv(name=request.args["table"])
    # ok: path-traversal-python
    return send_file(rows, as_attachment=True)


@cli.command()
def restore(backup):
    with tarfile.open(backup) as archive:
        for entry in archive:
            if entry.name.endswith(".sql"):
                # ok: path-traversal-python
                os.unlink(entry.name)


@app.route("/replies/<name>")
def reply(name, account: SignedInAccount):
    # ok: path-traversal-python
    with open(os.path.join(FOLDER, account.folder), "rb") as file:
        first = file.read()
    # ok: path-traversal-python
    with open(default_storage.path(request.args["name"]), "rb") as file:
        return first + file.read()
