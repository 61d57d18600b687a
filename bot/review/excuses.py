"""Comments in the code that ask to ignore a finding on their lines, and the reason they give."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from bot.review.change import Change, Side
from bot.review.contents import Contents
from bot.review.findings import Finding
from bot.review.markdown import clipped
from bot.review.redaction import redact

MAX_REASON = 500  # characters
_MAX_LINE = 2_000  # characters; no line that people wrote is longer
_RULES = r"[A-Za-z0-9._-]{1,200}(?:[ \t]{0,3},[ \t]{0,3}[A-Za-z0-9._-]{1,200}){0,20}"
_SIGN = r"#|//|/\*|--|<!--|;|%"
# `nosemgrep` as Semgrep reads it: https://semgrep.dev/docs/ignoring-files-folders-code
_EXCUSE = re.compile(
    rf"(?:{_SIGN})[ \t]{{0,8}}(?:"
    rf"nosem(?:grep)?\b(?::[ \t]{{0,8}}(?P<theirs>{_RULES}))?"
    rf"|tenet:[ \t]{{0,8}}ignore\[(?P<ours>{_RULES})\])(?P<reason>.*)"
)
_WHOLE_LINE = re.compile(rf"[ \t]*(?:{_SIGN}|\{{/\*)")
_ENDS_OF_COMMENT = ("*/}", "*/", "-->")


def with_excuses(
    findings: Iterable[Finding], change: Change, contents: Contents
) -> tuple[Finding, ...]:
    """The findings at the head, each with what a comment on its lines says for it."""
    lines: dict[str, Mapping[int, str]] = {}
    found = []
    for finding in findings:
        where = finding.location
        if where is None or where.side is Side.LEFT:
            found.append(finding)
            continue
        if where.path not in lines:
            lines[where.path] = _lines(where.path, change, contents)
        found.append(replace(finding, excuse=excuse(finding, lines[where.path])))
    return tuple(found)


def excuse(finding: Finding, lines: Mapping[int, str]) -> str | None:
    """The reason that a comment gives for a finding; "" if it gives none, None without a comment.

    It stands on the first or the last line of the finding, or by itself on the line before.
    """
    where = finding.location
    if where is None:
        return None
    before = lines.get(where.start_line - 1, "")
    candidates = (
        lines.get(where.start_line, ""),
        lines.get(where.end_line, ""),
        before if _WHOLE_LINE.match(before) else "",
    )
    given = [_reason(line, finding) for line in candidates]
    return max((one for one in given if one is not None), key=len, default=None)


def _reason(line: str, finding: Finding) -> str | None:
    found = _EXCUSE.search(line[:_MAX_LINE])
    if found is None:
        return None
    named = found["ours"] or found["theirs"]
    if named is None and finding.rule_id is None:
        return None  # Semgrep's bare word is about rules
    if named is not None:
        # Semgrep puts the folders of a rule before its id.
        ids = {_last(one.strip()) for one in named.split(",")}
        if _last(finding.rule_id or finding.principle) not in ids:
            return None
    reason = redact(found["reason"]).strip()
    for end in _ENDS_OF_COMMENT:
        reason = reason.removesuffix(end).rstrip()
    reason = reason.lstrip(" \t:-\u2013\u2014")
    return clipped(reason, MAX_REASON) if any(char.isalnum() for char in reason) else ""


def _last(rule_id: str) -> str:
    return rule_id.rpartition(".")[2]


def _lines(path: str, change: Change, contents: Contents) -> Mapping[int, str]:
    """The lines of a file at the head that may hold such a comment, by number."""
    file = change.file(path)
    content = None if file is None else contents.read(file, Side.RIGHT)
    if content is None or (b"nosem" not in content and b"tenet:" not in content):
        return {}
    lines = content.decode("utf-8", "replace").split("\n")
    return {
        number: line for number, line in enumerate(lines, 1) if "nosem" in line or "tenet:" in line
    }
