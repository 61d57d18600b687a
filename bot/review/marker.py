"""The hidden line at the end of what we post, by which we find it again and nobody else can."""

import hashlib
import hmac
import re
from dataclasses import dataclass
from enum import StrEnum

_UNSIGNED = "unsigned"
_DATA = re.compile(r"[A-Za-z0-9._-]{1,8000}")
# Only the last line counts: text that somebody else wrote never stands there.
_MARKER = re.compile(
    r"<!-- tenet:v1 (?P<kind>[a-z]+) (?P<data>[A-Za-z0-9._-]{1,8000}) (?P<mac>[a-z0-9]+) -->\s*\Z"
)


class MarkerKind(StrEnum):
    """What the marked text is."""

    FINDING = "finding"
    SETTLED = "settled"
    SUMMARY = "summary"
    REVIEW = "review"
    COMMAND = "command"


@dataclass(frozen=True, slots=True)
class Marker:
    """What a marker says: a fingerprint, the head SHA of a review, whose command is answered.

    A settled finding is one that was said and is gone: where it comes back it is new.
    """

    kind: MarkerKind
    data: str


@dataclass(frozen=True, slots=True)
class Seal:
    """Makes and reads the markers of one pull request.

    `key` is random bytes that only our own App knows. None is for a personal token, which has no
    place to keep a key: its markers are unsigned, and only the comment's author vouches for them.
    """

    key: bytes | None
    repository_id: int
    number: int

    def mark(self, kind: MarkerKind, data: str) -> str:
        """The marker as one line of Markdown; ValueError when `data` could end the comment."""
        if not _DATA.fullmatch(data) or "--" in data:
            raise ValueError(f"A marker cannot carry {data!r}.")
        return f"<!-- tenet:v1 {kind} {data} {self._mac(kind, data)} -->"

    def read(self, body: str) -> Marker | None:
        """The marker that ends this text; None where there is none, or not one of ours."""
        found = _MARKER.search(body)
        if found is None or found["kind"] not in set(MarkerKind):
            return None
        kind, data = MarkerKind(found["kind"]), found["data"]
        if not hmac.compare_digest(found["mac"], self._mac(kind, data)):
            return None
        return Marker(kind, data)

    def _mac(self, kind: MarkerKind, data: str) -> str:
        if self.key is None:
            return _UNSIGNED
        # Repository and number are part of it, so that a marker copied elsewhere is worthless.
        message = f"tenet:v1 {kind} {data} {self.repository_id} {self.number}"
        return hmac.new(self.key, message.encode(), hashlib.sha256).hexdigest()
