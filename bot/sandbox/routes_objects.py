"""Git's own objects over the API: commits, trees and blobs."""

import base64
import re
import subprocess

from bot.sandbox import shapes_code
from bot.sandbox.call import Answer, Call
from bot.sandbox.refusals import Refusal, not_found
from bot.sandbox.shapes import Json, node_id

_SHA = re.compile(r"[0-9a-f]{40}")
_LISTED = 100_000  # entries; GitHub cuts a longer list off
_BLOB_LIMIT = 100_000_000  # bytes


def get_commit(call: Call) -> Answer:
    """GET /repos/{owner}/{repo}/git/commits/{commit_sha}."""
    where = call.repository()
    return Answer(shapes_code.git_commit(call.site, where, _object(call, "commit")))


def get_tree(call: Call) -> Answer:
    """GET /repos/{owner}/{repo}/git/trees/{tree_sha}?recursive=1."""
    where, sha = call.repository(), _object(call, "tree")
    deep = ["-r", "-t"] if call.query.get("recursive") else []
    listed = where.git.run("ls-tree", "-z", "--long", *deep, sha).split(b"\0")[:-1]
    url = f"{call.site.repository_url(where)}/git"
    return Answer(
        {
            "sha": sha,
            "url": f"{url}/trees/{sha}",
            "tree": [_entry(url, line) for line in listed[:_LISTED]],
            "truncated": len(listed) > _LISTED,
        }
    )


def get_blob(call: Call) -> Answer:
    """GET /repos/{owner}/{repo}/git/blobs/{file_sha}."""
    where, sha = call.repository(), _object(call, "blob")
    content = where.git.read(sha)
    if len(content) > _BLOB_LIMIT:
        raise Refusal(403, "This API returns blobs up to 100 MB in size.")
    return Answer(
        {
            "sha": sha,
            "node_id": node_id("Blob", sha),
            "size": len(content),
            "url": f"{call.site.repository_url(where)}/git/blobs/{sha}",
            "content": base64.encodebytes(content).decode(),
            "encoding": "base64",
        }
    )


def _object(call: Call, kind: str) -> str:
    """The id in the path, when an object of this kind has it."""
    sha = call.parameters["sha"]
    if not _SHA.fullmatch(sha):
        raise not_found()
    try:
        found = call.repository().git.run("cat-file", "-t", sha).decode().strip()
    except subprocess.CalledProcessError as error:
        raise not_found() from error
    if found != kind:
        raise not_found()
    return sha


def _entry(url: str, line: bytes) -> Json:
    about, _, path = line.partition(b"\t")
    mode, kind, sha, size = about.decode().split()
    shape: Json = {"path": path.decode(errors="replace"), "mode": mode, "type": kind, "sha": sha}
    # A submodule is in another repository: it has no address here.
    shape |= {} if kind == "commit" else {"url": f"{url}/{kind}s/{sha}"}
    return shape | ({"size": int(size)} if kind == "blob" else {})
