"""One secret told from another: what only moved is not new, what is removed stays in the history.

Why a removed secret is still a finding stands in `.github/decisions/`.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.review.change import Change, FileStatus, LineKind, Side
from bot.review.findings import Finding, Location, Severity
from bot.review.redaction import secrets_in

CATEGORY = "secrets"
TITLE = "Removed secret stays in the history"
MESSAGE = (
    "Taking this secret out of the code is right, but not enough: git keeps it for ever, and "
    "whoever can read the repository can still use it. Revoke it at its service, and let the code "
    "read a new one from the environment or a secret store."
)

_LONGEST_KEY = 16_384  # bytes of a private key with everything around it
_HEAD_OF_KEY = 400  # characters that tell one from another where its end is not to be seen
_LITERAL = re.compile(r"\"([^\"\n]{6,512})\"|'([^'\n]{6,512})'|`([^`\n]{6,512})`")
# Passwords and keys have it, names and hosts mostly not: the same that the rules go by.
_TELLING = re.compile(r"(?=.*[A-Za-z])(?=.*[0-9!@#$%^&*?+=])\S+")


def whole_secret(content: bytes, start: int, end: int) -> bytes:
    """What a rule matched there; of a private key, of which it matches the first line, all."""
    matched = content[start:end]
    if not matched.startswith(b"-----BEGIN"):
        return matched
    text = content[start : start + _LONGEST_KEY].decode("utf-8", "replace")
    keys = (one.value for one in secrets_in(text) if one.kind == "private-key")
    return next(keys, text[:_HEAD_OF_KEY]).encode()


def digests(matched: bytes, key: bytes) -> tuple[str, ...]:
    """Digests of the secrets in matched code, in order; without `key` nobody can try them out."""
    values = ("".join(one.split()) for one in _values(matched.decode("utf-8", "replace")))
    return tuple(
        hashlib.blake2b(value.encode(), key=key, digest_size=16).hexdigest() for value in values
    )


def _values(text: str) -> Sequence[str]:
    """The secrets of known formats; else the literals that may be one; else all of the text."""
    exact = [one.value for one in secrets_in(text)]
    literals = [next(filter(None, groups)) for groups in _LITERAL.findall(text)]
    telling = [one for one in literals if _TELLING.fullmatch(one)]
    return exact or telling or literals or [text.strip("\"'` \t\n")]


def moved(new: Sequence[Finding], gone: Iterable[Finding]) -> frozenset[int]:
    """Which of the new findings, by index, are secrets that stood elsewhere at the base.

    One that is gone accounts for one that is new: a copy is a second place, and is new.
    """
    left = Counter(_key(one) for one in gone if one.category == CATEGORY and one.secrets)
    known = set()
    for index, one in enumerate(new):
        if one.category == CATEGORY and left[_key(one)] > 0:
            left[_key(one)] -= 1
            known.add(index)
    return frozenset(known)


def removed(
    change: Change, head: Iterable[Finding], gone: Iterable[tuple[Finding, str]]
) -> tuple[tuple[Finding, str], ...]:
    """What is said of secrets whose lines the change removes, each once, with its fingerprint.

    Nothing of one that still stands in the files of the change: there it is a finding anyway.
    """
    standing = {digest for one in head for digest in one.secrets}
    said = []
    for finding, mark in gone:
        if standing.isdisjoint(finding.secrets) and _lines_are_gone(change, finding.location):
            standing.update(finding.secrets)
            said.append((_in_history(finding), mark))
    return tuple(said)


def is_removed(finding: Finding) -> bool:
    """Whether this is a secret that only the base still shows."""
    where = finding.location
    return finding.category == CATEGORY and where is not None and where.side is Side.LEFT


def _key(finding: Finding) -> tuple[str, ...]:
    return tuple(sorted(set(finding.secrets)))


def _in_history(finding: Finding) -> Finding:
    severity = max(finding.severity, Severity.WARNING, key=lambda one: one.rank)
    return replace(finding, severity=severity, title=TITLE, message=MESSAGE, suggestion=None)


def _lines_are_gone(change: Change, where: Location | None) -> bool:
    """Whether the change takes away at least half of these lines of the base.

    Of a call over several lines one may change that is not the secret's; of a key the first and
    last line may stay.
    """
    file = next((one for one in change.files if where and one.old_path == where.path), None)
    if file is None or where is None:
        return False
    lines = [
        line.old
        for hunk in file.hunks
        for line in hunk.lines
        if line.kind is LineKind.REMOVED
        and line.old is not None
        and where.start_line <= line.old <= where.end_line
    ]
    all_lines = where.end_line - where.start_line + 1
    return file.status is FileStatus.DELETED or 2 * len(lines) >= all_lines
