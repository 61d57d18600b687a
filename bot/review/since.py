"""What stood at the last review, kept in the summary's hidden line, and what changed since."""

from collections.abc import Collection
from dataclasses import dataclass

from bot.review.reasons import counted
from bot.review.verdict import Review

MAX_KEPT = 400  # fingerprints of both reviews; 18 characters each
_NAMED = 10  # fingerprints that one line names
_NONE = "0"


@dataclass(frozen=True, slots=True)
class Standing:
    """The findings that the review of one head brought up, by fingerprint."""

    head_sha: str
    fingerprints: frozenset[str]


@dataclass(frozen=True, slots=True)
class Course:
    """Where a pull request stands, and where it stood at the head that was reviewed before."""

    now: Standing
    before: Standing | None = None


def course(review: Review, last: Course | None) -> Course:
    """Where it stands with this review; `last` is what the summary said until now.

    A head that is reviewed again is compared with the head before it, and not with itself.
    """
    now = Standing(review.change.head_sha, frozenset(one.fingerprint for one in review.introduced))
    if last is None:
        return Course(now)
    return Course(now, last.before if last.now.head_sha == now.head_sha else last.now)


def write(one: Course) -> str:
    """The course as the data of a marker, which begins with the head."""
    before = one.before or Standing(_NONE, frozenset())
    if len(one.now.fingerprints) + len(before.fingerprints) > MAX_KEPT:
        return one.now.head_sha
    parts = [part for it in (one.now, before) for part in (it.head_sha, _joined(it.fingerprints))]
    return ".".join(parts)


def read(data: str) -> Course | None:
    """What was written; None where nothing but the head is known."""
    match data.split("."):
        case [now, standing, before, stood]:
            earlier = None if before == _NONE else Standing(before, _split(stood))
            return Course(Standing(now, _split(standing)), earlier)
        case _:
            return None


def changes(one: Course) -> str:
    """What changed since the review before this one, as a sentence; empty for the first one."""
    if one.before is None:
        return ""
    now, before = one.now.fingerprints, one.before.fingerprints
    said = [
        *_named(now - before, "new"),
        *_named(before - now, "no longer found"),
        *([f"{len(now & before)} as before"] if now & before else []),
    ]
    what = ", ".join(said) if said else "no finding then and now"
    return f"Since the review of `{one.before.head_sha[:7]}`: {what}."


def left_to_people(threads: Collection[str]) -> str:
    """Said of threads whose finding is gone, and that people talk in; empty for none."""
    if not threads:
        return ""
    stay = "stays as it is" if len(threads) == 1 else "stay as they are"
    named = f"{counted(len(threads), 'thread')} about what is gone"
    return f"{named} {stay}, because people talk there."


def _named(fingerprints: Collection[str], what: str) -> list[str]:
    if not fingerprints:
        return []
    named = ", ".join(f"`{one}`" for one in sorted(fingerprints)[:_NAMED])
    more = ", …" if len(fingerprints) > _NAMED else ""
    return [f"{len(fingerprints)} {what} ({named}{more})"]


def _joined(fingerprints: Collection[str]) -> str:
    return "-".join(sorted(fingerprints)) or _NONE


def _split(text: str) -> frozenset[str]:
    return frozenset() if text == _NONE else frozenset(text.split("-"))
