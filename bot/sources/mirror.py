"""A bare, partial copy of a repository on GitHub: only what a review needs, and each thing once."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from bot.errors import TransientError
from bot.sources import mirror_room
from bot.sources.git import SHA, Git, GitFailedError
from bot.sources.objects import missing
from bot.sources.store import PLAIN, make_store, reader

_FETCH_SECONDS = 300.0
# What is new since the last review. Together with a mirror that is begun anew, and a change that
# is read from it, this stays below the ten minutes that a review may take.
_MORE_SECONDS = 120.0
_REMOTE = "origin"
_PROTOCOLS = ("https", "http")
# The commits that a fetch says it has, the newest first. One is enough for the trees that the next
# commit shares with it; several, because pull requests take turns.
_KNOWN = 16
_FETCH = (
    "fetch",
    "--quiet",
    "--no-tags",
    "--no-recurse-submodules",
    "--no-write-fetch-head",
    "--no-auto-maintenance",
    "--filter=blob:none",
)
_PARTIAL = f"""\
{PLAIN}[extensions]
	partialClone = {_REMOTE}
[remote "{_REMOTE}"]
	promisor = true
	partialCloneFilter = blob:none
"""
# The machine's way out, as PyGithub takes it too: without it, git stays in behind a proxy.
_WAY_OUT = (
    *("http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY"),
    *("SSL_CERT_FILE", "SSL_CERT_DIR"),
)


@dataclass(frozen=True, slots=True)
class Remote:
    """Where a repository is fetched from; `authorization` is a whole HTTP header, or empty."""

    url: str
    authorization: str


@dataclass(frozen=True, slots=True)
class Reach:
    """How many commits deep a mirror is, and how many seconds a fetch may take.

    `for_more` is for what is new in a mirror that lies here, `for_files` for blobs.
    """

    depth: int = 1
    seconds: float = _FETCH_SECONDS
    for_more: float = _MORE_SECONDS
    for_files: float = _FETCH_SECONDS


class Mirror:
    """The mirror in a folder. Whoever reads it holds `mirror_room.in_use`.

    The token is in git's environment only, and only while git fetches: never in an argument, a
    URL or a file. What cannot be fetched raises TransientError.
    """

    def __init__(self, folder: Path, remote: Remote, reach: Reach | None = None) -> None:
        self.folder = folder
        self._remote = remote
        self._reach = reach or Reach()
        self.git = reader(folder)
        self.has_grown = False

    def revisions(self, commits: Sequence[str]) -> tuple[str, ...]:
        """These commits, which lie here then with their trees."""
        for sha in commits:
            if not SHA.fullmatch(sha):
                raise ValueError(f"{sha!r} is no SHA")
        with mirror_room.being_filled(self.folder):
            if not self._add(commits):
                self._begin_anew(commits)
        return tuple(commits)

    def fetch_blobs(self, shas: Sequence[str]) -> None:
        """See to it that these blobs lie here: those that do not come in one request."""
        if not missing(self.git, shas):
            return
        with mirror_room.being_filled(self.folder):
            wanted = missing(self.git, shas)
            if not wanted:
                return
            listed = "".join(f"{sha}\n" for sha in wanted).encode()
            # There is nothing to negotiate: we know that none of them is here.
            noop = ("-c", "fetch.negotiationAlgorithm=noop")
            git = _fetcher(self.folder, self._remote)
            self.has_grown = True
            try:
                git.run(
                    *noop, *_FETCH, "--stdin", _REMOTE, stdin=listed, timeout=self._reach.seconds
                )
            except GitFailedError as exc:
                raise _not_fetched("files", exc) from exc

    def _add(self, commits: Sequence[str]) -> bool:
        """Fetch what is missing; False where that cannot be done in what lies here."""
        if not self.folder.exists():
            return False
        try:
            _prepare(self.folder)
            wanted = missing(self.git, [f"{sha}^{{tree}}" for sha in commits])
            if wanted:
                self.has_grown = True
                shas = [one.partition("^")[0] for one in wanted]
                self._fetch(self.folder, shas, self._reach.for_more)
        except GitFailedError:
            # Damaged, or refused? A new one beside it fares better, or does not.
            return False
        return True

    def _fetch(self, folder: Path, shas: Sequence[str], seconds: float) -> None:
        record = folder / "known"
        known = record.read_text(encoding="ascii").split() if record.exists() else []
        tips = [f"--negotiation-tip={sha}" for sha in known if SHA.fullmatch(sha)]
        depth = f"--depth={self._reach.depth}"
        arguments = (depth, *tips, "--end-of-options", _REMOTE, *shas)
        _fetcher(folder, self._remote).run(*_FETCH, *arguments, timeout=seconds)
        record.write_text("\n".join([*shas, *known][:_KNOWN]), encoding="ascii")

    def _begin_anew(self, commits: Sequence[str]) -> None:
        new = mirror_room.new_folder(self.folder)
        try:
            _prepare(new)
            self._fetch(new, commits, self._reach.seconds)
            mirror_room.put_in_place(new, self.folder)
            self.has_grown = True
        except GitFailedError as exc:
            raise _not_fetched("commits", exc) from exc
        finally:
            mirror_room.discard(new)


def _prepare(folder: Path) -> None:
    """Make it, or clean up after whoever was here before and may have been killed."""
    make_store(folder, _PARTIAL)
    # We hold the only lock that counts, so a lock of git's own is one that a killed git left.
    for pattern in ("*.lock", "objects/pack/tmp_*", "objects/pack/.tmp-*", "objects/*/tmp_obj_*"):
        for left in folder.glob(pattern):
            left.unlink(missing_ok=True)


def _fetcher(folder: Path, remote: Remote) -> Git:
    return Git(folder, {"GIT_DIR": str(folder), **way_to(remote)})


def way_to(remote: Remote) -> Mapping[str, str]:
    """The environment in which git may speak to this remote, `origin`, and to nothing else."""
    scheme = urlsplit(remote.url).scheme
    settings = [
        (f"remote.{_REMOTE}.url", remote.url),
        ("http.followRedirects", "false"),
        ("http.extraHeader", ""),
    ]
    if remote.authorization:
        settings.append(("http.extraHeader", remote.authorization))
    environment = {
        "GIT_ALLOW_PROTOCOL": scheme if scheme in _PROTOCOLS else "",
        "GIT_CONFIG_COUNT": str(len(settings)),
        **{name: os.environ[name] for name in _WAY_OUT if name in os.environ},
    }
    for number, (key, value) in enumerate(settings):
        environment[f"GIT_CONFIG_KEY_{number}"] = key
        environment[f"GIT_CONFIG_VALUE_{number}"] = value
    return environment


def _not_fetched(what: str, exc: GitFailedError) -> TransientError:
    return TransientError(f"The {what} could not be fetched from GitHub: {exc}.")
