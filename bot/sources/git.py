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
    "safe.bareRepository=all",
    "safe.directory=*",
    "submodule.recurse=false",
    "fetch.recurseSubmodules=false",
    "gc.auto=0",
    "maintenance.auto=false",
)
# What a hook or a test may have set to say which repository it means.
_WHICH_REPOSITORY = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY")


class GitFailedError(UserError):
    """Git refused; the message ends with git's own last words."""


class Git:
    """Git in one repository; `environment` is added to the closed one."""

    def __init__(self, folder: Path, environment: Mapping[str, str] | None = None) -> None:
        self.folder = folder
        self._environment = {
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

    @classmethod
    def where_the_user_stands(cls, folder: Path) -> "Git":
        """Git in the user's own repository, as a hook or the shell has set it."""
        return cls(
            folder, {name: os.environ[name] for name in _WHICH_REPOSITORY & os.environ.keys()}
        )

    def with_environment(self, more: Mapping[str, str]) -> "Git":
        """The same with some variables more."""
        return Git(self.folder, {**self._environment, **more})

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
            raise OperatorError("git is not installed here: install it and try again") from exc
        if done.timed_out:
            raise GitFailedError(f"git {arguments[0]} did not end within {timeout:.0f} s")
        if done.code != 0:
            words = done.stderr.decode("utf-8", "replace").strip().splitlines()
            raise GitFailedError(words[-1] if words else f"git {arguments[0]} failed")
        return done.stdout

    def ask(self, *arguments: str) -> str | None:
        """One line of git's answer, or None when git refuses."""
        try:
            return self.run(*arguments).decode("utf-8", "surrogateescape").removesuffix("\n")
        except GitFailedError:
            return None
