"""How GitHub writes commits, diffs and file contents down as JSON."""

import base64
from urllib.parse import quote

from bot.sandbox.diff import DiffFile
from bot.sandbox.said import User
from bot.sandbox.shapes import Json, Site, node_id, user
from bot.sandbox.tokens import permission_of, role_of
from bot.sandbox.world import Repository

_FORMAT = "%T%x00%P%x00%an%x00%ae%x00%aI%x00%cn%x00%ce%x00%cI%x00%B"
_KINDS = {"040000": "dir", "120000": "symlink", "160000": "submodule"}
_GIT_COMMIT = {"author", "committer", "message", "tree", "verification"}
_INLINE_LIMIT = 1_000_000  # bytes; larger files come without their content


def commit(site: Site, where: Repository, sha: str) -> Json:
    """A `commit`, without its files."""
    raw = where.git.run("show", "--no-patch", f"--format={_FORMAT}", sha)
    fields = raw.decode(errors="replace").split("\0")
    tree, parents, name, mail, date, committer, committer_mail, committed, message = fields
    url, page = site.repository_url(where), site.page(where)
    return {
        "sha": sha,
        "node_id": node_id("Commit", sha),
        "url": f"{url}/commits/{sha}",
        "html_url": f"{page}/commit/{sha}",
        "comments_url": f"{url}/commits/{sha}/comments",
        "commit": {
            "url": f"{url}/git/commits/{sha}",
            "author": {"name": name, "email": mail, "date": date},
            "committer": {"name": committer, "email": committer_mail, "date": committed},
            "message": message.rstrip("\n"),
            "comment_count": 0,
            "tree": {"sha": tree, "url": f"{url}/git/trees/{tree}"},
            "verification": {
                "verified": False,
                "reason": "unsigned",
                "signature": None,
                "payload": None,
                "verified_at": None,
            },
        },
        "author": None,
        "committer": None,
        "parents": [
            {
                "sha": parent,
                "url": f"{url}/commits/{parent}",
                "html_url": f"{page}/commit/{parent}",
            }
            for parent in parents.split()
        ],
    }


def git_commit(site: Site, where: Repository, sha: str) -> Json:
    """A `git-commit`: the object itself, which knows no accounts."""
    whole = commit(site, where, sha)
    said = whole["commit"]
    shape = {} if not isinstance(said, dict) else {k: said[k] for k in said if k in _GIT_COMMIT}
    shape |= {name: whole[name] for name in ("sha", "node_id", "html_url", "parents")}
    return shape | {"url": f"{site.repository_url(where)}/git/commits/{sha}"}


def diff_entry(site: Site, where: Repository, head: str, file: DiffFile) -> Json:
    """A `diff-entry`: one changed file."""
    path = quote(file.path)
    added, removed = file.count("+"), file.count("-")
    shape: Json = {
        "sha": file.sha,
        "filename": file.path,
        "status": file.status,
        "additions": added,
        "deletions": removed,
        "changes": added + removed,
        "blob_url": f"{site.page(where)}/blob/{head}/{path}",
        "raw_url": f"{site.page(where)}/raw/{head}/{path}",
        "contents_url": f"{site.repository_url(where)}/contents/{path}?ref={head}",
    }
    if file.patch is not None:
        shape["patch"] = file.patch
    if file.previous is not None:
        shape["previous_filename"] = file.previous
    return shape


def comparison(site: Site, where: Repository, base: str, head: str) -> Json:
    """A `commit-comparison` of two commit ids."""
    merge_base = where.git.merge_base(base, head)
    ahead, behind = where.git.commits(base, head), where.git.commits(head, base)
    names = {(True, True): "diverged", (True, False): "ahead", (False, True): "behind"}
    url, page = site.repository_url(where), site.page(where)
    return {
        "url": f"{url}/compare/{base}...{head}",
        "html_url": f"{page}/compare/{base}...{head}",
        "permalink_url": f"{page}/compare/{base}...{head}",
        "diff_url": f"{page}/compare/{base}...{head}.diff",
        "patch_url": f"{page}/compare/{base}...{head}.patch",
        "base_commit": commit(site, where, base),
        "merge_base_commit": commit(site, where, merge_base),
        "status": names.get((bool(ahead), bool(behind)), "identical"),
        "ahead_by": len(ahead),
        "behind_by": len(behind),
        "total_commits": len(ahead),
        "commits": [commit(site, where, sha) for sha in ahead],
        "files": [
            diff_entry(site, where, head, file) for file in where.diffs.between(merge_base, head)
        ],
    }


def content(site: Site, where: Repository, ref: str, entry: tuple[str, str, str]) -> Json:
    """One entry of a tree, without what is in it."""
    mode, sha, path = entry
    url = f"{site.repository_url(where)}/contents/{quote(path)}?ref={quote(ref)}"
    page = f"{site.page(where)}/blob/{ref}/{quote(path)}"
    git = f"{site.repository_url(where)}/git/blobs/{sha}"
    kind = _KINDS.get(mode, "file")
    return {
        "type": kind,
        "name": path.rpartition("/")[2],
        "path": path,
        "sha": sha,
        "size": len(where.git.read(sha)) if kind in {"file", "symlink"} else 0,
        "url": url,
        "git_url": git,
        "html_url": page,
        "download_url": f"{site.page(where)}/raw/{ref}/{quote(path)}" if kind == "file" else None,
        "_links": {"self": url, "git": git, "html": page},
    }


def file_content(site: Site, where: Repository, ref: str, entry: tuple[str, str, str]) -> Json:
    """A `content-file`, `content-symlink` or `content-submodule`."""
    shape = content(site, where, ref, entry)
    if shape["type"] == "submodule":
        return shape | {"submodule_git_url": f"{site.web}/elsewhere.git"}
    data = where.git.read(entry[1])
    if shape["type"] == "symlink":
        return shape | {"target": data.decode(errors="replace")}
    if len(data) > _INLINE_LIMIT:
        return shape | {"encoding": "none", "content": ""}
    return shape | {"encoding": "base64", "content": base64.encodebytes(data).decode()}


def collaborator(site: Site, where: Repository, who: User) -> Json:
    """A `repository-collaborator-permission`: what somebody may do, and as what."""
    role = role_of(where, who)
    shape = user(site, who) | {"role_name": role}
    return {"permission": permission_of(where, who), "role_name": role, "user": shape}
