"""The repository that the user stands in, and which part of it is meant."""

import os
from pathlib import Path

from bot.errors import UserError
from bot.sources.git import Git, GitFailedError


def repository_at(folder: Path, command: str) -> Git:
    """Git where the user stands; `command` is what they typed.

    Raises UserError when no repository is there, or git cannot use it.
    """
    folder = folder if folder.is_dir() else folder.parent
    if not folder.is_dir():
        raise UserError(f"There is no folder at {str(folder)!r}: check the path.")
    git = Git.where_the_user_stands(folder)
    try:
        git.run("rev-parse", "--git-dir")
    except GitFailedError as exc:
        if "not a git repository" in str(exc):
            raise UserError(
                f"There is no git repository at {str(folder)!r}. Go to one, or name it: "
                f"`{command} PATH`."
            ) from exc
        raise UserError(
            f"git cannot use the repository at {str(folder)!r} ({exc}): `git status` there "
            "says more."
        ) from exc
    return git


def name_of(git: Git, folder: Path) -> str:
    """`owner/name` of the origin, nothing else of its address; or the folder's name."""
    address = git.ask("config", "--get", "remote.origin.url") or ""
    parts = address.removesuffix("/").removesuffix(".git").replace(":", "/").split("/")
    named = [part for part in parts[-2:] if part and "@" not in part]
    if address and len(named) == 2:  # noqa: PLR2004  owner and name
        return "/".join(named)
    return Path(git.ask("rev-parse", "--show-toplevel") or folder.resolve()).name


def part_of(git: Git, path: Path | None) -> str:
    """The path to narrow to, from the top of the repository; empty for the top itself."""
    if path is None:
        return ""
    top = git.ask("rev-parse", "--show-toplevel")
    if top is None:
        return ""
    # A link to a file is itself under review, not what it leads to.
    wanted = path.resolve() if path.is_dir() else path.parent.resolve() / path.name
    relative = os.path.relpath(wanted, Path(top).resolve())
    return "" if relative == "." else Path(relative).as_posix()


def is_in(path: str, part: str) -> bool:
    """Whether a path of the repository is this part of it, or lies below."""
    return not part or path == part or path.startswith(f"{part}/")
