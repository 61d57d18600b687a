"""What Semgrep answers, read into values of ours."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.review.coverage import Gap
from bot.review.redaction import redact

_MAX_WORDS = 200  # characters of one complaint
_GAP_OF_ERROR = {
    "Timeout": Gap.TIMED_OUT,
    "FixpointTimeout": Gap.TIMED_OUT,
    "OutOfMemory": Gap.OUT_OF_MEMORY,
    "StackOverflow": Gap.OUT_OF_MEMORY,
    "Syntax error": Gap.PARSE_ERROR,
    "Lexical error": Gap.PARSE_ERROR,
    "Other syntax error": Gap.PARSE_ERROR,
}


class NoAnswerError(Exception):
    """Semgrep said nothing that can be read."""


@dataclass(frozen=True, slots=True)
class Match:
    """One place where a rule matched; lines are 1-based, offsets count bytes.

    `fix` is what the rule would write there instead, if it says so.
    """

    name: str
    rule_id: str
    start_line: int
    end_line: int
    start_offset: int
    end_offset: int
    fix: str | None = None


@dataclass(slots=True)
class Scan:
    """What one or more runs answered, by the names that we gave the files."""

    matches: list[Match] = field(default_factory=list)
    gaps: dict[str, tuple[Gap, str]] = field(default_factory=dict)
    unparsed_lines: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def add(self, other: "Scan") -> None:
        """Take in what another run answered about other files."""
        self.matches.extend(other.matches)
        self.gaps.update(other.gaps)
        self.unparsed_lines.update(other.unparsed_lines)
        self.problems.extend(one for one in other.problems if one not in self.problems)


def read_answer(answer: bytes, names: Sequence[str]) -> Scan:
    """What a run over these files found; what it did not scan has a gap.

    Raises NoAnswerError when this is not what Semgrep prints.
    """
    scan = Scan()
    try:
        document = json.loads(answer.decode("utf-8", "replace"))
        scan.matches.extend(_matches(document["results"]))
        for error in document["errors"]:
            _read_error(scan, error)
        scanned = set(document["paths"]["scanned"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as exc:
        raise NoAnswerError from exc
    for name in names:
        if name not in scanned:
            scan.gaps.setdefault(name, (Gap.ENGINE_FAILED, "Semgrep left it out"))
    return scan


def _matches(results: Sequence[Mapping[str, Any]]) -> Iterator[Match]:
    for result in results:
        start, end = result["start"], result["end"]
        yield Match(
            name=result["path"],
            rule_id=result["check_id"],
            start_line=start["line"],
            # A match that ends before the first column ends with the line before.
            end_line=max(start["line"], end["line"] - (end["col"] <= 1)),
            start_offset=start["offset"],
            end_offset=end["offset"],
            fix=_text(result.get("extra", {}).get("fix")),
        )


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _read_error(scan: Scan, error: Mapping[str, Any]) -> None:
    kind = error["type"]
    name = error.get("path")
    if isinstance(kind, list):
        kind = kind[0]
    if name is None:
        words = " ".join(str(error.get("message") or kind).split())
        scan.problems.append(redact(words)[:_MAX_WORDS])
    elif kind == "PartialParsing":
        spans = [(span["start"]["line"], span["end"]["line"]) for span in error["spans"]]
        scan.unparsed_lines.setdefault(name, []).extend(spans)
    else:
        scan.gaps[name] = (_GAP_OF_ERROR.get(kind, Gap.ENGINE_FAILED), "")
