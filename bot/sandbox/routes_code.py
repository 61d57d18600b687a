"""Repositories and the code in them: contents, commits, comparisons, references."""

from bot.sandbox import shapes, shapes_code
from bot.sandbox.call import Answer, Call
from bot.sandbox.refusals import not_found
from bot.sandbox.tokens import InstallationCaller, PersonCaller
from bot.sandbox.world import Repository

_COMPARED_FILES = 300  # GitHub lists no more in a comparison
_LINK_DEPTH = 8


def get_repository(call: Call) -> Answer:
    """GET /repos/{owner}/{repo}."""
    who = call.caller.user if isinstance(call.caller, InstallationCaller | PersonCaller) else None
    return Answer(shapes.repository(call.site, call.repository(), who))


def get_permission(call: Call) -> Answer:
    """GET /repos/{owner}/{repo}/collaborators/{login}/permission."""
    login = call.parameters["login"]
    known = call.world.users.get(login.lower())
    if known is None:
        raise not_found()
    return Answer(shapes_code.collaborator(call.site, call.repository(), known))


def get_commit(call: Call) -> Answer:
    """GET /repos/{owner}/{repo}/commits/{ref}."""
    where = call.repository()
    sha = where.git.need(call.parameters["ref"])
    shape = shapes_code.commit(call.site, where, sha)
    empty_tree = where.git.run("hash-object", "-t", "tree", "--stdin").decode().strip()
    parent = where.git.resolve(f"{sha}^") or empty_tree
    files = where.diffs.between(parent, sha)
    added, removed = (sum(file.count(kind) for file in files) for kind in "+-")
    stats = {"additions": added, "deletions": removed, "total": added + removed}
    entries = [shapes_code.diff_entry(call.site, where, sha, file) for file in files]
    return Answer(shape | {"stats": stats, "files": entries[:_COMPARED_FILES]})


def compare(call: Call) -> Answer:
    """GET /repos/{owner}/{repo}/compare/{base}...{head}."""
    where = call.repository()
    base, dots, head = call.parameters["basehead"].partition("...")
    if not dots:
        raise not_found()
    shas = [where.git.resolve(side.rpartition(":")[2]) for side in (base, head)]
    if shas[0] is None or shas[1] is None:
        raise not_found()
    if call.accept.endswith("diff"):
        merge_base = where.git.merge_base(shas[0], shas[1])
        return Answer(where.diffs.text(merge_base, shas[1]), media_type="text/plain")
    shape = shapes_code.comparison(call.site, where, shas[0], shas[1])
    files, commits = shape["files"], shape["commits"]
    if isinstance(files, list) and isinstance(commits, list):
        page = call.page(commits)
        first = call.query.get("page", "1") == "1"
        shape |= {"files": files[:_COMPARED_FILES] if first else [], "commits": page.value}
        return Answer(shape, headers=page.headers)
    raise not_found()


def get_reference(call: Call) -> Answer:
    """GET /repos/{owner}/{repo}/git/ref/{ref}."""
    where, name = call.repository(), f"refs/{call.parameters['ref']}"
    sha = where.git.resolve(name)
    if sha is None:
        raise not_found()
    url = call.site.repository_url(where)
    target = {"sha": sha, "type": "commit", "url": f"{url}/git/commits/{sha}"}
    shape: shapes.Json = {"ref": name, "node_id": shapes.node_id("Ref", name)}
    return Answer(shape | {"url": f"{url}/git/{name}", "object": target})


def get_content(call: Call) -> Answer:
    """GET /repos/{owner}/{repo}/contents/{path}?ref=REF."""
    where, path = call.repository(), call.parameters.get("path", "").strip("/")
    ref = call.query.get("ref", where.default_branch)
    sha = where.git.resolve(ref)
    if sha is None:
        raise not_found()
    entries = where.git.tree(sha, path)
    if not entries:
        raise not_found()
    if len(entries) > 1 or entries[0][2] != path:
        return Answer([shapes_code.content(call.site, where, ref, entry) for entry in entries])
    entry = _followed(where, sha, entries[0])
    if "raw" in call.accept:
        return Answer(where.git.read(entry[1]), media_type="application/vnd.github.raw")
    return Answer(shapes_code.file_content(call.site, where, ref, entry))


def _followed(where: Repository, sha: str, entry: tuple[str, str, str]) -> tuple[str, str, str]:
    """Behind a link to a file of the same repository, GitHub shows that file."""
    here = entry
    for _ in range(_LINK_DEPTH):
        if here[0] != "120000":
            return here
        target = where.git.read(here[1]).decode(errors="replace")
        parts = [*here[2].split("/")[:-1], *target.split("/")]
        if target.startswith("/") or ".." in parts:
            return entry
        path = "/".join(part for part in parts if part != ".")
        found = where.git.tree(sha, path)
        if len(found) != 1 or found[0][2] != path:
            return entry
        here = found[0]
    return entry
