"""Builds git repositories from plain values, by plumbing only, so that anything can be in them."""

import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

_ENVIRONMENT = {
    "PATH": os.environ["PATH"],
    "HOME": "/nonexistent",
    "LC_ALL": "C",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_AUTHOR_NAME": "Mara",
    "GIT_AUTHOR_EMAIL": "mara@example.com",
    "GIT_AUTHOR_DATE": "1700000000 +0000",
    "GIT_COMMITTER_NAME": "Mara",
    "GIT_COMMITTER_EMAIL": "mara@example.com",
    "GIT_COMMITTER_DATE": "1700000000 +0000",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """What a path holds when it is no plain file: its mode, and its content or commit."""

    mode: str
    content: bytes


def executable(content: bytes) -> Entry:
    """A file that may be run."""
    return Entry("100755", content)


def link(target: bytes) -> Entry:
    """A symbolic link."""
    return Entry("120000", target)


def submodule(commit: str) -> Entry:
    """A commit of another repository."""
    return Entry("160000", commit.encode())


Name = str | bytes
Content = bytes | str | Entry
Files = Mapping[str, Content] | Mapping[bytes, Content] | Mapping[Name, Content]
Written = Mapping[str, bytes | None] | Mapping[bytes, bytes | None] | Mapping[Name, bytes | None]


class Repository:
    """A git repository in a folder of its own, with the branch `main`, that no commit is on yet."""

    def __init__(self, folder: Path, *, bare: bool = False, object_format: str = "sha1") -> None:
        self.folder = folder
        self.folder.mkdir(parents=True, exist_ok=True)
        kind = ["--bare"] if bare else []
        self.git(
            "init", "-q", "-b", "main", "--template=", f"--object-format={object_format}", *kind
        )

    @property
    def git_folder(self) -> Path:
        """Where git keeps what it knows."""
        inner = self.folder / ".git"
        return inner if inner.exists() else self.folder

    def git(
        self, *arguments: str, stdin: bytes = b"", environment: Mapping[str, str] | None = None
    ) -> bytes:
        """What git prints; it must agree."""
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.folder,
            input=stdin,
            env={**_ENVIRONMENT, **(environment or {})},
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout

    def sha(self, *arguments: str, stdin: bytes = b"") -> str:
        """The same, where git prints one object's name."""
        return self.git(*arguments, stdin=stdin).decode().strip()

    def blob(self, content: bytes) -> str:
        """Store this content."""
        return self.sha("hash-object", "-w", "-t", "blob", "--stdin", stdin=content)

    def tree(self, files: Files) -> str:
        """Store a tree of exactly these files; no name is refused, as in a hostile repository."""
        leaves: dict[bytes, Content] = {}
        folders: dict[bytes, dict[bytes, Content]] = {}
        for name, content in files.items():
            path = name if isinstance(name, bytes) else name.encode()
            first, slash, rest = path.partition(b"/")
            if slash:
                folders.setdefault(first, {})[rest] = content
            else:
                leaves[first] = content
        lines = [self._leaf(name, content) for name, content in leaves.items()]
        lines += [
            f"040000 tree {self.tree(inner)}\t".encode() + name for name, inner in folders.items()
        ]
        return self.sha("mktree", "-z", "--missing", stdin=b"".join(one + b"\0" for one in lines))

    def _leaf(self, name: bytes, content: Content) -> bytes:
        entry = content if isinstance(content, Entry) else Entry("100644", _bytes(content))
        if entry.mode == "160000":
            return b"160000 commit " + entry.content + b"\t" + name
        return f"{entry.mode} blob {self.blob(entry.content)}\t".encode() + name

    def commit(
        self,
        files: Files,
        *,
        branch: str | None = "main",
        parents: Sequence[str] | None = None,
        message: str = "Say what is done",
    ) -> str:
        """Commit exactly these files on a branch (None: on no branch), whose tip is the parent."""
        if parents is None:
            tips = self.git("for-each-ref", "--format=%(objectname)", f"refs/heads/{branch}")
            parents = tips.decode().split()
        onto = [part for parent in parents for part in ("-p", parent)]
        sha = self.sha("commit-tree", *onto, self.tree(files), stdin=message.encode())
        if branch is not None:
            self.git("update-ref", f"refs/heads/{branch}", sha)
        return sha

    def check_out(self, revision: str = "main") -> None:
        """Lay a revision's files out in the working tree, and into the index."""
        branches = self.git("for-each-ref", "--format=%(refname:short)", "refs/heads").split()
        if revision.encode() in branches:
            self.git("symbolic-ref", "HEAD", f"refs/heads/{revision}")
        else:
            self.git("update-ref", "--no-deref", "HEAD", revision)
        self.git("read-tree", "--reset", "-u", revision)

    def write(self, files: Written) -> None:
        """Write files into the working tree, or remove them (None)."""
        for name, content in files.items():
            place = self.folder / (name if isinstance(name, str) else os.fsdecode(name))
            if content is None:
                place.unlink()
                continue
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)

    def configure(self, **settings: str) -> None:
        """Append to the repository's own configuration, `section_name="value"`."""
        with (self.git_folder / "config").open("a") as file:
            for key, value in settings.items():
                section, _, name = key.partition("_")
                file.write(f'[{section}]\n\t{name} = "{value}"\n')

    def snapshot(self) -> dict[str, str]:
        """What every file in git's folder holds, by a digest."""
        return {
            str(path.relative_to(self.git_folder)): sha256(path.read_bytes()).hexdigest()
            for path in sorted(self.git_folder.rglob("*"))
            if path.is_file()
        }


def _bytes(content: bytes | str) -> bytes:
    return content if isinstance(content, bytes) else content.encode()
