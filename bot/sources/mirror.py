"""A bare, partial copy of a repository on GitHub: only what a review needs."""

import fcntl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from bot.errors import TransientError
from bot.sources.git import SHA, Git, GitFailedError

_FETCH_SECONDS = 300.0
_REMOTE = "origin"
_PROTOCOLS = ("https", "http")


@dataclass(frozen=True, slots=True)
class Remote:
    """Where a repository is fetched from; `authorization` is a whole HTTP header, or empty."""

    url: str
    authorization: str


def mirror(folder: Path, remote: Remote, shas: Sequence[str]) -> Git:
    """Git in a bare repository that holds these commits; their blobs come when they are read.

    The token is in git's environment only: never in an argument, a URL or a file. Raises
    TransientError when the commits cannot be fetched.
    """
    for sha in shas:
        if not SHA.fullmatch(sha):
            raise ValueError(f"{sha!r} is no SHA")
    folder.mkdir(parents=True, exist_ok=True)
    git = Git(folder, {"GIT_DIR": str(folder), **_access(remote)})
    with _locked(folder):
        try:
            _prepare(git, folder, remote)
            missing = [sha for sha in shas if not _has(git, sha)]
            if missing:
                git.run(*_FETCH, _REMOTE, *missing, timeout=_FETCH_SECONDS)
        except GitFailedError as exc:
            raise TransientError(f"The commits could not be fetched from GitHub: {exc}") from exc
    return git


_FETCH = (
    "fetch",
    "--quiet",
    "--no-tags",
    "--no-recurse-submodules",
    "--no-write-fetch-head",
    "--no-auto-maintenance",
    "--filter=blob:none",
    "--depth=1",
    "--end-of-options",
)


def _access(remote: Remote) -> dict[str, str]:
    """The environment in which git may speak to this remote, and to nothing else."""
    scheme = urlsplit(remote.url).scheme
    settings = [("http.followRedirects", "false"), ("http.extraHeader", "")]
    if remote.authorization:
        settings.append(("http.extraHeader", remote.authorization))
    environment = {
        "GIT_ALLOW_PROTOCOL": scheme if scheme in _PROTOCOLS else "",
        "GIT_CONFIG_COUNT": str(len(settings)),
    }
    for number, (key, value) in enumerate(settings):
        environment[f"GIT_CONFIG_KEY_{number}"] = key
        environment[f"GIT_CONFIG_VALUE_{number}"] = value
    return environment


def _prepare(git: Git, folder: Path, remote: Remote) -> None:
    """Make it, or make it whole: whoever was here before may have been killed at any moment."""
    # We hold the only lock that counts, so a lock of git's own is one that a killed git left.
    for left in folder.glob("*.lock"):
        left.unlink()
    git.run("init", "--quiet", "--bare", "--template=", "--initial-branch=none")
    for key, value in (
        ("core.repositoryFormatVersion", "1"),
        ("extensions.partialClone", _REMOTE),
        (f"remote.{_REMOTE}.promisor", "true"),
        (f"remote.{_REMOTE}.partialCloneFilter", "blob:none"),
        (f"remote.{_REMOTE}.url", remote.url),
    ):
        git.run("config", key, value)


def _has(git: Git, sha: str) -> bool:
    # Without lazy fetching: the question is what lies here.
    here = git.with_environment({"GIT_ALLOW_PROTOCOL": "", "GIT_NO_LAZY_FETCH": "1"})
    return here.ask("cat-file", "-e", f"{sha}^{{tree}}") is not None


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    with (folder.with_name(folder.name + ".lock")).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
