"""Cases scanned by the rules the way the bot scans: its Semgrep, its names, its isolation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bench.suites.cases import Case, Text
from bot.engines.scanner import semgrep_process
from bot.engines.scanner.batches import Piece
from bot.engines.scanner.decoding import as_utf8
from bot.engines.scanner.languages import extension_for, language_of
from bot.engines.scanner.private_folder import private_folder
from bot.engines.scanner.semgrep_process import Patience
from bot.engines.scanner.staging import stage
from bot.rulebook import CompiledRules

# A measurement is not a review: nobody waits, and a large pack needs longer.
_PATIENCE = Patience(batch=600, alone=60, one_by_one=1800, total=7200)


@dataclass(frozen=True, slots=True)
class Found:
    """A finding: in which file of a case, on which lines of it, by which rule."""

    text: Text
    first: int
    last: int
    rule_id: str
    weaknesses: frozenset[str]


@dataclass(frozen=True, slots=True)
class Scanned:
    """The findings by file, and sentences about files at which nobody could look."""

    findings: Mapping[Text, Sequence[Found]]
    problems: Sequence[str]


def scan(cases: Sequence[Case], compiled: CompiledRules) -> Scanned:
    """Look at every file of the cases, each under a flat name of its own."""
    texts = list(dict.fromkeys(text for case in cases for text in case.texts))
    staged = {piece.name: (piece, text) for piece, text in map(_piece, range(len(texts)), texts)}
    weaknesses = {rule.id: frozenset(rule.cwe) for rule in compiled.rules}
    with private_folder() as folder:
        contents = {piece: as_utf8(text.content) or b"" for piece, text in staged.values()}
        batches = stage(contents, compiled, folder)
        start = semgrep_process.command(None)
        answer = semgrep_process.scan(start, folder, batches, patience=_PATIENCE)
    findings: dict[Text, list[Found]] = {}
    for match in answer.matches:
        text = staged[match.name][1]
        found = Found(
            text, match.start_line, match.end_line, match.rule_id, weaknesses[match.rule_id]
        )
        findings.setdefault(text, []).append(found)
    gaps = [f"{staged[name][1].place}: {gap}" for name, (gap, _) in sorted(answer.gaps.items())]
    binary = [f"{text.place}: no text" for text in texts if as_utf8(text.content) is None]
    return Scanned(findings, [*answer.problems, *gaps, *binary])


def _piece(number: int, text: Text) -> tuple[Piece, Text]:
    first_line = text.content.split(b"\n", 1)[0]
    language = language_of(text.name, first_line)
    extension = language.extension if language else extension_for(text.name, first_line)
    name = f"h{number:05d}{extension}"
    return Piece(name, len(text.content), language.name if language else None), text
