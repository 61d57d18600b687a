"""Which changed files Semgrep is given, under which name of ours, and why others are not."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.engines.scanner.batches import Piece
from bot.engines.scanner.decoding import as_utf8, means_what_it_says
from bot.engines.scanner.languages import SETTINGS, Language, extension_for, language_of
from bot.review.change import Change, FileChange, FileKind, FileStatus, Side
from bot.review.contents import Contents
from bot.review.coverage import Gap
from bot.review.file_kinds import is_document, is_lock_file
from bot.review.paths import in_scope
from bot.review.policy import Policy

MAX_BYTES = 1_000_000  # Semgrep's own limit for a target


@dataclass(frozen=True, slots=True)
class Target:
    """One side of one changed file, and the name and the text that Semgrep gets of it."""

    file: FileChange
    side: Side
    language: Language | None
    name: str
    scanned: bytes

    @property
    def path(self) -> str:
        """The file's path on this side."""
        return self.file.path if self.side is Side.RIGHT else self.file.old_path

    @property
    def piece(self) -> Piece:
        """What decides in which run it is scanned."""
        language = self.language.name if self.language else None
        return Piece(self.name, len(self.scanned), language)


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
        (Gap.BINARY, file.kind is FileKind.BINARY and not _may_be_text(file.path)),
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
        text = None if content is None else as_utf8(content)
        first_line = (text or b"").split(b"\n", 1)[0]
        language = language_of(path, first_line)
        if text and language and language.name == "python" and not means_what_it_says(text):
            text = None
        gap = _gap_by_content(path, content, text, language, size=sizes.get(blob))
        if gap is not None and side is Side.RIGHT:
            gaps[file.path] = gap
        if text is not None:
            letter = "h" if side is Side.RIGHT else "b"
            extension = language.extension if language else extension_for(path, first_line)
            yield Target(file, side, language, f"{letter}{number:05d}{extension}", text)
            number += 1


def _may_be_text(path: str) -> bool:
    """Whether people write such a file, though git takes it for binary, as it does UTF-16."""
    return language_of(path) is not None or extension_for(path) in SETTINGS


def _gap_by_content(
    path: str,
    content: bytes | None,
    text: bytes | None,
    language: Language | None,
    *,
    size: int | None,
) -> Gap | None:
    if size is None:
        return Gap.ENGINE_FAILED
    if content is None:
        return Gap.TOO_LARGE if language is not None else Gap.NO_RULES
    if text is None:
        return Gap.NOT_DECODABLE if language is not None else Gap.BINARY
    if language is not None:
        return None
    return Gap.DOCUMENT if is_document(path) else Gap.NO_RULES
