"""Which changed files Semgrep is given, under which name of ours, and why others are not."""

import codecs
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from bot.engines.scanner.languages import Language, language_of
from bot.review.change import Change, FileChange, FileKind, FileStatus, Side
from bot.review.contents import Contents
from bot.review.coverage import Gap
from bot.review.file_kinds import is_document, is_lock_file
from bot.review.paths import in_scope
from bot.review.policy import Policy

MAX_BYTES = 1_000_000  # Semgrep's own limit for a target


@dataclass(frozen=True, slots=True)
class Target:
    """One side of one changed file, and the name that Semgrep sees it under."""

    file: FileChange
    side: Side
    language: Language | None
    name: str
    content: bytes

    @property
    def path(self) -> str:
        """The file's path on this side."""
        return self.file.path if self.side is Side.RIGHT else self.file.old_path

    @property
    def scanned(self) -> bytes:
        """What Semgrep gets: a byte order mark would hide the first line from it (measured)."""
        return self.content.removeprefix(codecs.BOM_UTF8)


@dataclass(frozen=True, slots=True)
class Selection:
    """What is scanned, and for each path with a gap, why not or not fully."""

    targets: tuple[Target, ...]
    gaps: Mapping[str, Gap]


def select(change: Change, contents: Contents, policy: Policy) -> Selection:
    """Sort the changed files: both sides of what can be scanned, a reason for the rest."""
    gaps: dict[str, Gap] = {}
    candidates = []
    for file in change.files:
        gap = _gap_by_kind(file, policy)
        if gap is not None:
            gaps[file.path] = gap
        if gap is None or gap is Gap.DELETED:
            candidates.append(file)
    wanted = {blob for file in candidates for blob in (file.old_blob, file.new_blob) if blob}
    sizes = contents.sizes(tuple(wanted))
    bodies = contents.read_many(tuple(b for b in wanted if sizes.get(b, 0) <= MAX_BYTES))
    targets: list[Target] = []
    for file in candidates:
        targets.extend(_sides(file, sizes, bodies, gaps, len(targets)))
    return Selection(tuple(targets), gaps)


def _gap_by_kind(file: FileChange, policy: Policy) -> Gap | None:
    same = file.old_blob == file.new_blob
    renamed = file.status is FileStatus.RENAMED
    first_that_holds = (
        (Gap.EXCLUDED, not in_scope(file.path, policy.include, policy.exclude)),
        (Gap.SUBMODULE, file.kind is FileKind.SUBMODULE),
        (Gap.SYMLINK, file.kind is FileKind.SYMLINK),
        (Gap.DELETED, file.status is FileStatus.DELETED),
        (Gap.RENAME_ONLY, same and renamed),
        (Gap.MODE_ONLY, same and not renamed),
        (Gap.LOCK_FILE, is_lock_file(file.path)),
        (Gap.BINARY, file.kind is FileKind.BINARY and language_of(file.path) is None),
    )
    return next((gap for gap, holds in first_that_holds if holds), None)


def _sides(
    file: FileChange,
    sizes: Mapping[str, int],
    bodies: Mapping[str, bytes],
    gaps: dict[str, Gap],
    number: int,
) -> Iterator[Target]:
    for side, path, blob in (
        (Side.RIGHT, file.path, file.new_blob),
        (Side.LEFT, file.old_path, file.old_blob),
    ):
        if blob is None:
            continue
        content = bodies.get(blob)
        language = language_of(path, (content or b"").split(b"\n", 1)[0])
        gap = _gap_by_content(path, content, language, size=sizes.get(blob))
        if gap is not None and side is Side.RIGHT:
            gaps[file.path] = gap
        if content is not None and gap not in {Gap.NOT_DECODABLE, Gap.BINARY}:
            letter = "h" if side is Side.RIGHT else "b"
            name = f"{letter}{number:05d}{_extension(path, language)}"
            yield Target(file, side, language, name, content)
            number += 1


def _gap_by_content(
    path: str, content: bytes | None, language: Language | None, *, size: int | None
) -> Gap | None:
    if size is None:
        return Gap.ENGINE_FAILED
    if content is None:
        return Gap.TOO_LARGE if language is not None else Gap.NO_RULES
    if not _is_utf8(content):
        return Gap.NOT_DECODABLE if language is not None else Gap.BINARY
    if language is not None:
        return None
    return Gap.DOCUMENT if is_document(path) else Gap.NO_RULES


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return b"\0" not in content


def _extension(path: str, language: Language | None) -> str:
    """An extension that Semgrep knows, or the file's own if it is plain; never anything else."""
    if language is not None:
        return language.extension
    name = PurePosixPath(path).name.lower()
    suffix = PurePosixPath(name).suffix or (name if name.startswith(".") else "")
    plain = suffix[1:].isascii() and suffix[1:].isalnum() and len(suffix) <= len(".properties")
    return suffix if plain else ".txt"
