"""Where the suites lie: copies that somebody has, or a shallow clone at a pinned commit."""

import io
import subprocess
import tarfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.measure import DidNotRunError

_GIT = ("git", "-C")
_KEPT = Path.home() / ".cache" / "tenet-suites"


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository on GitHub at one commit."""

    name: str
    commit: str

    @property
    def url(self) -> str:
        """Where it is cloned from."""
        return f"https://github.com/{self.name}"


def located(repository: Repository, folder: Path | None, exact: Path | None) -> Path:
    """A clone or bare repository with the commit: that very one, one of the folder, or a new one.

    In the folder it is called owner+name, owner__name or name. Raises DidNotRunError.
    """
    if exact is not None:
        return exact
    owner, _, name = repository.name.partition("/")
    for place in (f"{owner}+{name}", f"{owner}__{name}", name) if folder else ():
        if folder is not None and (folder / place).is_dir():
            return folder / place
    return _cloned(repository, _KEPT / f"{owner}+{name}")


def content(place: Path, commit: str, paths: Sequence[str]) -> Mapping[str, bytes]:
    """The files below these paths (none: all) at a commit. Raises DidNotRunError."""
    packed = _git(place, "archive", "--format=tar", commit, "--", *paths)
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        files = ((one.name, archive.extractfile(one)) for one in archive if one.isfile())
        return {name: file.read() for name, file in files if file is not None}


def _cloned(repository: Repository, place: Path) -> Path:
    if not place.is_dir():
        place.mkdir(parents=True)
        _git(place, "init", "--quiet", "--bare")
    if not _has(place, repository.commit):
        _git(place, "fetch", "--quiet", "--depth=1", repository.url, repository.commit)
    return place


def _has(place: Path, commit: str) -> bool:
    asked = [*_GIT, str(place), "cat-file", "-e", f"{commit}^{{commit}}"]
    return subprocess.run(asked, check=False, capture_output=True).returncode == 0


def _git(place: Path, *arguments: str) -> bytes:
    done = subprocess.run([*_GIT, str(place), *arguments], check=False, capture_output=True)
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise DidNotRunError(f"git {arguments[0]} in {place}: {said[-1] if said else 'failed'}")
    return done.stdout
