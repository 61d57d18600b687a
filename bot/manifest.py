"""Pull requests of which much is known: reads a manifest, or says which line of it is wrong."""

import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError

from bot.errors import UserError
from bot.policy_file.mistakes import sentence
from bot.policy_file.shape import Name, OrUnset, Section, Words
from bot.review.change import Side
from bot.review.findings import Location
from bot.review.scoring import KnownFinding
from bot.yaml_loader import line_of, load_untrusted

MAX_BYTES = 1024 * 1024

_FIRST_STEP = "begin it with `version: 1` and a list `pull_requests`"
_LINES = re.compile(r"([1-9][0-9]{0,8})(?:-([1-9][0-9]{0,8}))?")


@dataclass(frozen=True, slots=True)
class KnownPullRequest:
    """One pull request: where it lies, what its author said, and what is known of it.

    `title` and `body` are None where the commits' own words are meant. `expected` is what a
    reviewer should say, `rejected` is what somebody said and the author had reason to refuse.
    """

    folder: Path
    name: str
    base: str
    head: str
    title: str | None
    body: str | None
    expected: tuple[KnownFinding, ...]
    rejected: tuple[KnownFinding, ...]


def read_manifest(path: Path) -> tuple[KnownPullRequest, ...]:
    """The pull requests that a manifest lists, in its order.

    Raises UserError with the line and the remedy.
    """
    source = str(path)
    text = _text(path)
    document = load_untrusted(text, source, MAX_BYTES)
    if not isinstance(document, dict):
        raise UserError(f"{source}, line 1: holds no keys; {_FIRST_STEP}.")
    try:
        manifest = _Manifest.model_validate(document)
    except ValidationError as exc:
        first, *others = exc.errors(include_url=False)
        more = f" (and {len(others)} more)" if others else ""
        line = line_of(text, first["loc"])
        raise UserError(f"{source}, line {line}: {sentence(first, _Manifest)}{more}.") from exc
    known = tuple(_known(one, path.parent) for one in manifest.pull_requests)
    names = [one.name for one in known]
    for at, one in enumerate(known):
        if not one.folder.is_dir():
            wrong = f"there is no folder {str(one.folder)!r}; clone the repository to there, or "
            wrong += "leave its pull requests out"
        elif one.name in names[:at]:
            wrong = f"{one.name!r} stands twice; keep one of them"
        else:
            continue
        raise UserError(f"{source}, line {line_of(text, ('pull_requests', at))}: {wrong}.")
    return known


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as exc:
        raise UserError(f"{path} cannot be read ({exc.strerror}): check the path.") from exc
    if len(data) > MAX_BYTES:
        raise UserError(f"{path}: larger than {MAX_BYTES} bytes; make it several manifests.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as exc:
        line = data.count(b"\n", 0, exc.start) + 1
        raise UserError(f"{path}, line {line}: not UTF-8; save the file as UTF-8.") from exc


def _printable(value: str) -> str:
    if not value.isprintable():
        raise ValueError("holds a character that cannot be seen; remove it")
    return value


def _below(value: str) -> str:
    if value.startswith(("/", "~")) or ".." in PurePosixPath(value).parts:
        raise ValueError("must be a path below the manifest's folder, such as repositories/shop")
    return value


def _file(value: str) -> str:
    if value.startswith("/") or {"..", "."} & set(value.split("/")):
        raise ValueError("must be a file's path from the top of its repository, such as src/app.py")
    return value


def _lines(value: object) -> object:
    found = _LINES.fullmatch(value) if isinstance(value, str) else None
    if found is None or int(found[2] or found[1]) < int(found[1]):
        raise ValueError("must be a line or a range of lines, such as 10 or 10-12")
    return int(found[1]), int(found[2] or found[1])


_Plain = Annotated[Name, AfterValidator(_printable)]
# An empty text is one: the author wrote nothing.
_Said = Annotated[str | None, BeforeValidator(lambda value: None if value == "null" else value)]


class _Comment(Section):
    path: Annotated[_Plain, AfterValidator(_file)]
    lines: Annotated[tuple[int, int], BeforeValidator(_lines)]
    side: Side = Side.RIGHT
    text: Words


class _Expected(_Comment):
    principle: Annotated[Name | None, OrUnset] = None


class _PullRequest(Section):
    repository: Annotated[_Plain, AfterValidator(_below)]
    base: _Plain
    head: _Plain
    title: _Said = None
    body: _Said = None
    expected: tuple[_Expected, ...] = ()
    rejected: tuple[_Comment, ...] = ()


class _Manifest(Section):
    version: Annotated[Literal[1], BeforeValidator(lambda value: 1 if value == "1" else value)]
    pull_requests: Annotated[tuple[_PullRequest, ...], Field(min_length=1)]


def _known(one: _PullRequest, folder: Path) -> KnownPullRequest:
    return KnownPullRequest(
        folder=folder / one.repository,
        name=f"{one.repository} {one.base}..{one.head}",
        base=one.base,
        head=one.head,
        title=one.title,
        body=one.body,
        expected=tuple(
            KnownFinding(_where(wish), wish.text, wish.principle) for wish in one.expected
        ),
        rejected=tuple(KnownFinding(_where(wish), wish.text) for wish in one.rejected),
    )


def _where(comment: _Comment) -> Location:
    return Location(comment.path, comment.side, *comment.lines)
