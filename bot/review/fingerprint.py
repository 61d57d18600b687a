"""A finding's identity across pushes: what is broken and in which code, never on which line.

The parts are the rule (or principle), the path at the head, the flagged code with white space
folded, and which of several equal ones it is. Titles and messages are left out, so that better
words do not make an old finding new.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping

from bot.review.findings import Finding

_LENGTH = 16  # hexadecimal digits behind the letter: 64 bits


def fingerprints(findings: Iterable[Finding], head_paths: Mapping[str, str]) -> tuple[str, ...]:
    """A fingerprint for each finding, in the same order.

    `head_paths` maps a path of the base to the same file's path at the head, so that a renamed
    file keeps its findings.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    found = []
    for finding in findings:
        parts = _parts(finding, head_paths)
        found.append(_digest((*parts, str(seen[parts]))))
        seen[parts] += 1
    return tuple(found)


def same_code(one: Finding, other: Finding) -> bool:
    """Whether both say the same of the same code, whichever file it stands in."""
    return _what(one) == _what(other)


def _parts(finding: Finding, head_paths: Mapping[str, str]) -> tuple[str, ...]:
    path = finding.location.path if finding.location is not None else ""
    rule, code = _what(finding)
    return (rule, head_paths.get(path, path), code)


def _what(finding: Finding) -> tuple[str, str]:
    code = finding.identity or " ".join(finding.quote.split())
    return (finding.rule_id or finding.principle, code)


def _digest(parts: tuple[str, ...]) -> str:
    text = "\0".join(parts).encode("utf-8", "surrogateescape")
    return "f" + hashlib.sha256(text).hexdigest()[:_LENGTH]
