"""Text in a change that speaks to its reviewer, and characters in code that nobody sees."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate, groupby

from bot.review.change import Change, DiffLine, FileChange, LineKind, Side
from bot.review.file_kinds import is_document, is_test
from bot.review.findings import Confidence, Finding, Location, Severity
from bot.review.leaks import SHORT_SHA
from bot.review.redaction import redact

ENGINE = "words-to-reviewers"
RULE_ADDRESSED, RULE_UNSEEN = "text-to-reviewers", "hidden-characters"

# Known turns of phrase, in English. Each alternative begins with a rare word and looks ahead over
# a few words only, so that no text makes the search slow.
_ADDRESSED = re.compile(
    r"""
    \b(?:ignore|disregard|forget|override)\s+(?:\w+\s+){0,2}?
        (?:all|any|your|previous|prior|above|earlier|preceding|system)\s+(?:\w+\s+){0,3}?
        (?:instructions?|prompts?|guidelines|directives)\b
    | \b(?:ai|llm|automated|automatic|bot|gpt|claude|copilot|tenet)\b[\s\w-]{0,15}\b
        (?:code\s+)?(?:reviewers?|review\s+(?:bots?|agents?|assistants?|tools?|models?))\b
        [\s\w:,.-]{0,40}?\b(?:must|should|shall|please|do\s+not|don't|never|always)\b
        [\s\w]{0,40}?\b(?:approve|accept|ignore|skip|report|flag|comment|mention|pass)\b
    | \b(?:do\s+not|don't|never)\s+(?:report|flag|raise|mention|comment\s+on)\s+(?:any\s+)?
        (?:security\s+)?(?:findings?|issues?|problems?|vulnerabilit(?:y|ies))\s+
        (?:in|about|for|with|on)\s+(?:this|the|these)\s+
        (?:files?|changes?|pull\s+request|pr|diff|functions?|code|commits?)\b
    | \b(?:respond|reply|answer)\s+(?:only\s+)?with\s+(?:no\s+findings|an?\s+empty\s+(?:findings|
        list\s+of\s+findings))\b
    | \b(?:report|classify|declare|judge)\s+this\s+(?:change|pull\s+request|pr|diff|code|commit)\s+
        (?:as|to\s+be)\s+(?:safe|clean|secure)\b
    | \bapprove\s+(?:this|the)\s+(?:pull\s+request|pr|change|diff)\s+
        (?:without|immediately|regardless|no\s+matter)\b
    """,
    re.IGNORECASE | re.VERBOSE | re.ASCII,
)
# What a comment or a string puts around its words.
_FRAME = " \t#/*;!<>-\"'`+\\,()"

# They turn the direction of the text around, move the cursor, or show nothing where something is:
# https://trojansource.codes. Flags are written with tag characters, words of some languages
# and emoji with joiners.
_UNSEEN = re.compile(
    "[\\u202a-\\u202e\\u2066-\\u2069\\u200b\\u2060\\x08\\x1b\\x7f]"
    "|(?<!^)\\ufeff"
    "|(?<=[!-~])[\\u200c\\u200d](?=[!-~])"
    "|(?<![\\U0001f3f4\\U000e0020-\\U000e007e])[\\U000e0020-\\U000e007f]"
)

_ASKS = (
    "This text speaks to an automatic reviewer, and one that obeys it says nothing of what is "
    "wrong here. Take it out, or say to people what they should know."
)
_SHOWS = (
    "The line holds {names}, so that people read something else than what runs. Take the "
    "character out, or write it as an escape."
)


def addressed(change: Change) -> Iterator[Finding]:
    """A finding for each place of a change that speaks to its reviewer, or hides something."""
    texts = (("title", change.title), ("description", change.body))
    commits = ((f"commit {one.sha[:SHORT_SHA]}", one.text) for one in change.commits)
    for place, text in (*texts, *commits):
        if _ADDRESSED.search(text):
            yield _asks(Severity.WARNING, None, "", f"Text to reviewers in the {place}", place)
    for file in change.files:
        yield from _in_file(file)


def _in_file(file: FileChange) -> Iterator[Finding]:
    severity = Severity.NOTE if is_test(file.path) else Severity.WARNING
    for hunk in file.hunks:
        for kind, lines in groupby(hunk.lines, lambda one: one.kind):
            if kind is LineKind.ADDED:
                added = list(lines)
                yield from _asked_for(file.path, added, severity)
                if not is_document(file.path):
                    yield from _not_seen(file.path, added)


def _asked_for(path: str, lines: list[DiffLine], severity: Severity) -> Iterator[Finding]:
    """A sentence may go on in the next line, behind the signs of a comment or a string."""
    words = [line.text.strip(_FRAME) for line in lines]
    starts = list(accumulate((len(one) + 1 for one in words), initial=0))
    for match in _ADDRESSED.finditer("\n".join(words)):
        first, last = (bisect_right(starts, at) - 1 for at in (match.start(), match.end() - 1))
        flagged = lines[first : last + 1]
        where = Location(path, Side.RIGHT, flagged[0].new or 1, flagged[-1].new or 1)
        quote = redact("\n".join(line.text for line in flagged))
        yield _asks(severity, where, quote, "Text that speaks to an automatic reviewer", "")


def _not_seen(path: str, lines: list[DiffLine]) -> Iterator[Finding]:
    for line in lines:
        found = dict.fromkeys(_UNSEEN.findall(line.text))
        if found and line.new is not None:
            names = " and ".join(f"U+{ord(one):04X}" for one in found)
            yield Finding(
                source=ENGINE,
                rule_id=RULE_UNSEEN,
                principle="security-first",
                category=RULE_UNSEEN,
                severity=Severity.WARNING,
                confidence=Confidence.HIGH,
                location=Location(path, Side.RIGHT, line.new, line.new),
                quote=redact(line.text),
                title="Characters in code that nobody sees",
                message=_SHOWS.format(names=names),
                cwe=("CWE-451",),
            )


def _asks(
    severity: Severity, where: Location | None, quote: str, title: str, identity: str
) -> Finding:
    return Finding(
        source=ENGINE,
        rule_id=RULE_ADDRESSED,
        principle="security-first",
        category=RULE_ADDRESSED,
        severity=severity,
        confidence=Confidence.MEDIUM,
        location=where,
        quote=quote,
        title=title,
        message=_ASKS,
        identity=identity,
    )
