"""A real bare git repository, as the small GitHub keeps it."""

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path

from bot.sandbox.entries import REGULAR, SUBMODULE, Content, Entry
from bot.sandbox.refusals import Refusal

GIT = shutil.which("git") or "git"
_UPLOAD_PACK_SETTINGS = ("allowFilter", "allowAnySHA1InWant", "allowReachableSHA1InWant")


def git_environment() -> dict[str, str]:
    """An environment in which git obeys nobody's configuration."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "LC_ALL": "C.UTF-8",
        "HOME": "/nonexistent",
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_TERMINAL_PROMPT": "0",
    }


class GitRepository:
    """One bare repository in a folder; every method but `commit` and `fetch` only reads."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def create(cls, folder: Path) -> "GitRepository":
        """An empty repository that serves fetches as GitHub does."""
        repository = cls(folder)
        folder.mkdir(parents=True)
        repository.run("init", "--quiet", "--bare", "--initial-branch=main")
        for name in _UPLOAD_PACK_SETTINGS:
            repository.run("config", f"uploadpack.{name}", "true")
        return repository

    @cached_property
    def _environment(self) -> dict[str, str]:
        return git_environment() | {"GIT_DIR": str(self.folder)}

    def run(self, *arguments: str | bytes, stdin: bytes = b"") -> bytes:
        """What git prints; raises `subprocess.CalledProcessError` when it fails."""
        return subprocess.run(
            [GIT, *arguments],
            input=stdin,
            env=self._environment,
            cwd=self.folder,
            capture_output=True,
            check=True,
        ).stdout

    def resolve(self, revision: str) -> str | None:
        """The commit id that a branch, tag or id names; None where there is none."""
        if "\0" in revision:
            return None
        for candidate in (f"refs/heads/{revision}", f"refs/tags/{revision}", revision):
            try:
                found = self.run(
                    "rev-parse", "--verify", "--quiet", "--end-of-options", candidate + "^{commit}"
                )
            except subprocess.CalledProcessError:
                continue
            return found.decode().strip()
        return None

    def need(self, revision: str) -> str:
        """The commit id that `revision` names, or GitHub's refusal."""
        sha = self.resolve(revision)
        if sha is None:
            raise Refusal(422, f"No commit found for SHA: {revision}")
        return sha

    def commit(
        self,
        branch: str,
        files: Mapping[str, Content],
        message: str,
        *,
        seconds: int,
        parents: Sequence[str] = (),
        author: str = "Octo Author <author@example.com>",
        replace_all: bool = False,
    ) -> str:
        """Put one commit on a branch (moved there by force) and return its id."""
        lines = [
            f"commit refs/heads/{branch}".encode(),
            f"author {author} {seconds} +0000".encode(),
            f"committer {author} {seconds} +0000".encode(),
            _data(message.encode()),
        ]
        lines += [
            f"{'merge' if index else 'from'} {parent}".encode()
            for index, parent in enumerate(parents)
        ]
        lines += [b"deleteall"] if replace_all else []
        lines += [_file_line(path, content) for path, content in files.items()]
        stream = b"\n".join([f"reset refs/heads/{branch}".encode(), *lines, b"done", b""])
        self.run("fast-import", "--quiet", "--force", "--done", stdin=stream)
        return self.need(branch)

    def fetch(self, other: "GitRepository", sha: str, reference: str) -> None:
        """Bring a commit here from another repository, under a reference."""
        self.run("fetch", "--quiet", "--no-tags", str(other.folder), f"+{sha}:{reference}")

    def merge_base(self, base: str, head: str) -> str:
        """Where two commits parted; refused when they have no common ancestor."""
        try:
            return self.run("merge-base", base, head).decode().strip()
        except subprocess.CalledProcessError as error:
            raise Refusal(404, f"No common ancestor between {base} and {head}.") from error

    def commits(self, base: str, head: str) -> list[str]:
        """The commits of `head` that `base` does not have, oldest first."""
        return self.run("rev-list", "--reverse", head, f"^{base}").decode().split()

    def read(self, blob: str) -> bytes:
        """The bytes of one blob."""
        return self.run("cat-file", "blob", blob)

    def tree(self, sha: str, path: str) -> list[tuple[str, str, str]]:
        """(mode, id, full path) of what stands at a path: an entry, or a folder's entries."""
        inside = path.strip("/")
        if "\0" in path or ".." in inside.split("/"):
            return []
        pattern = [inside + "/"] if inside else []
        literal = ["--literal-pathspecs", "ls-tree", "-z", sha]
        entry = self.run(*literal, "--", inside) if inside else b"040000 tree"
        if not entry:
            return []
        if entry.startswith(b"040000"):
            entry = self.run(*literal, "--", *pattern)
        found = []
        for line in entry.split(b"\0")[:-1]:
            about, _, name = line.partition(b"\t")
            mode, _, blob = about.decode().split(" ")
            found.append((mode, blob, name.decode(errors="replace")))
        return found


def _data(content: bytes) -> bytes:
    return b"data %d\n%s" % (len(content), content)


def _file_line(path: str, content: Content) -> bytes:
    name = os.fsencode(path)
    quoted = b'"%s"' % name.replace(b"\\", rb"\\").replace(b'"', rb"\"").replace(b"\n", rb"\n")
    if content is None:
        return b"D " + quoted
    if isinstance(content, str):
        content = content.encode()
    entry = content if isinstance(content, Entry) else Entry(REGULAR, content)
    if entry.mode == SUBMODULE:
        return b"M %s %s %s" % (entry.mode.encode(), entry.content, quoted)
    return b"M %s inline %s\n%s" % (entry.mode.encode(), quoted, _data(entry.content))
