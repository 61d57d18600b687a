import os
import tarfile
import zipfile

FOLDER = "/srv/files"


def filtered(path):
    with tarfile.open(path) as archive:
        # ok: path-traversal-archive-python
        archive.extractall(FOLDER, filter="data")


def chosen(path, members):
    with tarfile.open(path) as archive:
        # ok: path-traversal-archive-python
        archive.extractall(FOLDER, members=members)


def zipped(path):
    with zipfile.ZipFile(path) as archive:
        # ok: path-traversal-archive-python
        archive.extractall(FOLDER)
        for entry in archive.infolist():
            # ok: path-traversal-python
            open(os.path.join(FOLDER, os.path.basename(entry.filename)), "wb")


def unpacked(path):
    with tarfile.open(path) as archive:
        # ruleid: path-traversal-archive-python
        archive.extractall(FOLDER)


def unpacked_later(path):
    archive = tarfile.open(path, "r:gz")
    # ruleid: path-traversal-archive-python
    archive.extractall(path=FOLDER)


def by_hand(path):
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            # ruleid: path-traversal-python
            with open(os.path.join(FOLDER, name), "wb") as target:
                target.write(archive.read(name))


def unpack_own(file, folder):
    with tarfile.open(fileobj=file) as tar:
        # These are ours, and their links are absolute, so there is no filter.
        # ok: path-traversal-archive-python
        tar.extractall(folder, filter="fully_trusted")
