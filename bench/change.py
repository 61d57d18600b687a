"""A change of ten files in several languages, made from the rule pack's own fixtures."""

import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain, islice, zip_longest
from pathlib import Path

from bench.measure import DidNotRunError
from bot.rulebook import rules_folder

FILES = 10
_EXTENSIONS = (".py", ".js", ".ts", ".go", ".java", ".kt", ".rs")
_GIT = (
    "git",
    "-c",
    "user.name=Bench",
    "-c",
    "user.email=bench@localhost",
    "-c",
    "commit.gpgsign=false",
)


@dataclass(frozen=True, slots=True)
class Sides:
    """Paths and their bytes before and after a change."""

    before: Mapping[str, bytes]
    after: Mapping[str, bytes]


# No Semgrep looks at it.
A_DOCUMENT = Sides({"README.md": b"Before\n"}, {"README.md": b"After\n"})


def ten_files() -> Sides:
    """The change; which fixtures it takes depends on their names only.

    Each file held another fixture of its language before, so both sides parse and nearly every
    finding is new.
    """
    families = [fixtures_in(extension) for extension in _EXTENSIONS]
    chosen = list(islice((one for one in chain(*zip_longest(*families)) if one), FILES))
    if len(chosen) < FILES:
        raise DidNotRunError(f"the rule pack has {len(chosen)} fixtures, and {FILES} are needed")
    before, after = {}, {}
    for fixture in chosen:
        family = fixtures_in(fixture.suffix)
        other = family[family.index(fixture) - 1]
        path = f"src/{fixture.parent.name}/{fixture.name}"
        before[path], after[path] = other.read_bytes(), fixture.read_bytes()
    return Sides(before, after)


def fixtures() -> list[Path]:
    """Every fixture of the rule pack in a language of the change."""
    return [one for extension in _EXTENSIONS for one in fixtures_in(extension)]


def fixtures_in(extension: str) -> list[Path]:
    """Every fixture of the rule pack with this extension."""
    return sorted(rules_folder().rglob(f"*{extension}"))


def every_fixture() -> list[Path]:
    """Every fixture of the rule pack, those in the formats of settings too."""
    files = [one for one in sorted(rules_folder().rglob("*")) if one.is_file()]
    return [one for one in files if one.suffix not in {".md", ".yaml"} or ".test." in one.name]


def write(files: Mapping[str, bytes], folder: Path) -> None:
    """Put the files there."""
    for path, content in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)


def commit_both(change: Sides, folder: Path) -> None:
    """A repository whose last commit is the change."""
    folder.mkdir()
    _git(folder, "init", "--quiet", "--initial-branch=main")
    for files, message in ((change.before, "Before"), (change.after, "After")):
        write(files, folder)
        _git(folder, "add", "--all", "--force")
        _git(folder, "commit", "--quiet", f"--message={message}")


def _git(folder: Path, *arguments: str) -> None:
    subprocess.run([*_GIT, "-C", str(folder), *arguments], check=True, capture_output=True)
