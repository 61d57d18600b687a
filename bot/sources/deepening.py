"""What a shallow clone lacks, fetched in steps and beside it: the clone itself stays as it is."""

import re
import shutil
from pathlib import Path

from bot.errors import UserError
from bot.sources.git import SHA, Git, GitFailedError
from bot.sources.mirror import Remote, way_to
from bot.sources.revisions import Revisions

# Commits behind each revision; the last number is git's word for all of them.
_DEPTHS = (100, 2_000, 2_147_483_647)
_SECONDS = 300.0
_BRANCH = re.compile(r"(?:refs/remotes/)?origin/(?P<name>\w[\w./-]{0,254})", re.ASCII)
_FETCH = (
    "fetch",
    "--quiet",
    "--no-tags",
    "--no-recurse-submodules",
    "--no-write-fetch-head",
    "--no-auto-maintenance",
)


class NotThereError(UserError):
    """What is to be reviewed lies neither here nor where it could be fetched from."""


def deepened(git: Git, folder: Path, remote: Remote, base: str, head: str) -> tuple[Git, Revisions]:
    """Git that sees base, head and the history between them, and where they parted.

    `folder` is made for what is fetched. Nothing of the clone's configuration is obeyed: who wrote
    there in an earlier step must not get the token. Raises NotThereError where it does not help.
    """
    beside = _beside(git, folder)
    known = {name: _commit(git, name) for name in (base, head)}
    fetcher = beside.with_environment(way_to(remote))
    wanted = [_wanted(name, sha) for name, sha in known.items()]
    for depth in _DEPTHS:
        more = (f"--depth={depth}", "--end-of-options", "origin", *wanted)
        try:
            fetcher.run(*_FETCH, *more, timeout=_SECONDS)
        except GitFailedError as exc:
            raise NotThereError(f"What the clone lacks could not be fetched: {exc}.") from exc
        shas = [sha or _commit(beside, name) for name, sha in known.items()]
        fork = beside.ask("merge-base", "--end-of-options", *(sha or "" for sha in shas))
        if fork is not None and SHA.fullmatch(fork):
            return beside, Revisions(fork, shas[-1] or "")
    raise NotThereError(f"{base} and {head} share no history where the clone comes from.")


def _beside(git: Git, folder: Path) -> Git:
    """A repository that sees the clone's objects and knows where its history ends."""
    store = git.objects_only(folder)
    shallow = git.path("shallow")
    if shallow.exists():
        shutil.copyfile(shallow, folder / "shallow")
    tip = _commit(git, "HEAD")
    if tip is not None:
        # The server is told that this lies here, so that it sends only what is behind it.
        branches = folder / "refs" / "heads"
        branches.mkdir()
        (branches / "here").write_text(f"{tip}\n", encoding="ascii")
    return store.with_new_objects(folder / "fetched")


def _commit(git: Git, name: str) -> str | None:
    return git.ask("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")


def _wanted(name: str, sha: str | None) -> str:
    """What is asked of the server: a commit, or a branch under its usual name."""
    branch = _BRANCH.fullmatch(name)
    if sha is None and branch is not None:
        return f"+refs/heads/{branch['name']}:refs/remotes/origin/{branch['name']}"
    if sha is None and not SHA.fullmatch(name):
        raise NotThereError(
            f"There is no revision {name!r} in this clone: name a branch as origin/BRANCH, or a "
            "commit by its whole SHA."
        )
    return sha or name
