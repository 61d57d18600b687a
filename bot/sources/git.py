"""Running git so that nothing in a repository, its configuration included, can run anything."""

import os
import re
from collections.abc import Mapping
from pathlib import Path

from bot import process
from bot.errors import OperatorError, UserError

SHA = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
TIMEOUT = 120.0  # seconds for one command; a large fetch brings its own

# Where git looks for what to run: each is closed, whatever the repository's configuration says.
_CLOSED = (
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "core.attributesFile=/dev/null",
    "core.bigFileThreshold=8m",
    "core.splitIndex=false",
    "diff.suppressBlankEmpty=false",
    "safe.bareRepository=all",
    "safe.directory=*",
    "submodule.recurse=false",
    "fetch.recurseSubmodules=false",
    "gc.auto=0",
    "maintenance.auto=false",
)
# What a hook or the shell may have set to say which repository it means: paths, all of them.
_WHICH_REPOSITORY = (
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_COMMON_DIR",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
)
_MORE_OBJECTS = "GIT_ALTERNATE_OBJECT_DIRECTORIES"
_OBJECTS_ONLY = """\
[core]
	repositoryFormatVersion = 1
	bare = true
[extensions]
	objectFormat = {format}
"""


class GitFailedError(UserError):
    """Git refused; the message is git's own last words."""


class Git:
    """Git in one repository; `environment` is added to the closed one, None takes away."""

    def __init__(self, folder: Path, environment: Mapping[str, str | None] | None = None) -> None:
        self.folder = folder
        wanted: dict[str, str | None] = {
            "PATH": os.environ.get("PATH", os.defpath),
            "HOME": "/nonexistent",
            "LC_ALL": "C",
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_TERMINAL_PROMPT": "0",
            "GIT_OPTIONAL_LOCKS": "0",
            "GIT_LFS_SKIP_SMUDGE": "1",
            "GIT_NO_REPLACE_OBJECTS": "1",
            "GIT_ALLOW_PROTOCOL": "",
            **(environment or {}),
        }
        self._environment = {name: value for name, value in wanted.items() if value is not None}

    @classmethod
    def where_the_user_stands(cls, folder: Path) -> "Git":
        """Git in the user's own repository, as a hook or the shell has set it."""
        named = {
            name: str(Path.cwd() / os.environ[name])
            for name in _WHICH_REPOSITORY
            if os.environ.get(name)
        }
        if _MORE_OBJECTS in os.environ:
            named[_MORE_OBJECTS] = os.environ[_MORE_OBJECTS]
        # Whoever names the repository, but no working tree, means the folder where they stand.
        return cls(Path.cwd() if "GIT_DIR" in named else folder, named)

    def with_environment(self, more: Mapping[str, str | None]) -> "Git":
        """The same with some variables more, or (None) without them."""
        return Git(self.folder, {**self._environment, **more})

    def as_the_user(self) -> "Git":
        """The same with the user's own configuration: names and patterns, nothing is run by it."""
        own = {name: os.environ.get(name) for name in ("GIT_CONFIG_GLOBAL", "XDG_CONFIG_HOME")}
        return self.with_environment({"HOME": str(Path.home()), **own})

    def with_new_objects(self, objects: Path) -> "Git":
        """The same, but what it stores goes to this folder, and the repository stays as it is."""
        others = [_quoted(str(self.path("objects")))]
        if _MORE_OBJECTS in self._environment:
            others.append(self._environment[_MORE_OBJECTS])
        objects.mkdir()
        return self.with_environment(
            {"GIT_OBJECT_DIRECTORY": str(objects), _MORE_OBJECTS: os.pathsep.join(others)}
        )

    def objects_only(self, folder: Path) -> "Git":
        """Git that sees this repository's objects, and of the rest nothing.

        What reads through it is told nothing by the repository's configuration, attributes,
        replacements and working tree; `folder` is made for it.
        """
        object_format = self.run("rev-parse", "--show-object-format").decode().strip()
        for part in (folder / "refs", folder / "objects"):
            part.mkdir(parents=True)
        (folder / "HEAD").write_text("ref: refs/heads/none\n", encoding="utf-8")
        (folder / "config").write_text(_OBJECTS_ONLY.format(format=object_format), encoding="utf-8")
        return Git(
            folder,
            {
                "GIT_DIR": str(folder),
                "GIT_OBJECT_DIRECTORY": str(self.path("objects")),
                _MORE_OBJECTS: self._environment.get(_MORE_OBJECTS),
            },
        )

    def path(self, name: str) -> Path:
        """Where this repository keeps something of its own, such as `index`."""
        answer = self.run("rev-parse", "--git-path", name).removesuffix(b"\n")
        return (self.folder / os.fsdecode(answer)).resolve()

    def run(self, *arguments: str, stdin: bytes = b"", timeout: float = TIMEOUT) -> bytes:
        """What git prints. Raises GitFailedError when git refuses or takes too long."""
        closed = [part for setting in _CLOSED for part in ("-c", setting)]
        try:
            done = process.run(
                ["git", "--no-pager", *closed, *arguments],
                env=self._environment,
                cwd=self.folder,
                stdin=stdin,
                timeout=timeout,
            )
        except FileNotFoundError as exc:
            raise OperatorError("Git is not installed here: install it and try again.") from exc
        if done.timed_out:
            raise GitFailedError(f"git {arguments[0]} did not end within {timeout:.0f} s")
        if done.code != 0:
            raise GitFailedError(_last_words(done.stderr) or f"git {arguments[0]} failed")
        return done.stdout

    def ask(self, *arguments: str) -> str | None:
        """One line of git's answer, or None when git refuses."""
        try:
            return self.run(*arguments).decode("utf-8", "surrogateescape").removesuffix("\n")
        except GitFailedError:
            return None


def _last_words(stderr: bytes) -> str:
    """What git said last of why it gave up; advice may follow it."""
    lines = stderr.decode("utf-8", "replace").strip().splitlines()
    fatal = [line for line in lines if line.startswith(("fatal: ", "error: "))]
    return (fatal or lines or [""])[-1]


def _quoted(path: str) -> str:
    # A path in a list of paths ends at a colon, unless it is quoted as C does.
    return '"' + path.replace("\\", "\\\\").replace('"', '\\"') + '"'
