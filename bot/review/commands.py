"""What people ask of us in the first line of a comment: read, never acted on."""

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.review.markdown import clipped
from bot.review.redaction import redact

MAX_LINE = 2_000  # characters that are kept of a command
MAX_REASON = 500  # characters
MAX_DAYS = 365
SYNTAX = "/tenet"
_ALIAS = "/review"

# Four spaces or a tab would make it a code block, `>` a quote, backticks code.
_COMMAND = re.compile(rf"\A {{0,3}}(?ai:{SYNTAX}|{_ALIAS})(?:[^\S\r\n][^\r\n]*)?(?=\r|\n|\Z)")
_FINGERPRINT = re.compile(r"f[0-9a-f]{16}")
_DURATION = re.compile(r"([0-9]{1,4})d")


class Verb(StrEnum):
    """What can be asked, as it is typed."""

    REVIEW = "review"
    FULL_REVIEW = "review full"
    EXPLAIN = "explain"
    WAIVE = "waive"
    FALSE_POSITIVE = "false-positive"
    REOPEN = "reopen"
    PAUSE = "pause"
    RESUME = "resume"
    HELP = "help"

    @property
    def usage(self) -> str:
        """The whole command, as people have to type it."""
        return f"{SYNTAX} {self.value}{_ARGUMENTS.get(self, '')}"

    @property
    def for_author(self) -> bool:
        """Whether the author of the pull request may ask it without write access."""
        return self in {Verb.REVIEW, Verb.EXPLAIN, Verb.HELP}


_ARGUMENTS = {
    Verb.EXPLAIN: " FINGERPRINT",
    Verb.WAIVE: " FINGERPRINT 30d REASON",
    Verb.FALSE_POSITIVE: " FINGERPRINT REASON",
    Verb.REOPEN: " FINGERPRINT",
}


@dataclass(frozen=True, slots=True)
class Command:
    """Something that was asked; `days`, `fingerprint` and `reason` where its verb has them."""

    verb: Verb
    fingerprint: str = ""
    days: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Malformed:
    """A command that cannot be understood, and why; `verb` None: not even what is asked."""

    verb: Verb | None
    why: str


def command_line(body: str) -> str | None:
    """The line of a comment that asks something of us, without secrets; None where it has none.

    It is the first line, and not a quote or code. The same line gives itself again.
    """
    found = _COMMAND.match(body)
    return None if found is None else clipped(redact(found[0]), MAX_LINE)


def parse(line: str) -> Command | Malformed:
    """What a command line asks. ValueError for a line that `command_line` does not give."""
    found = _COMMAND.match(line)
    if found is None:
        raise ValueError("This line is no command.")
    prefix, *words = line.split()
    if prefix.lower() == _ALIAS and (not words or [one.lower() for one in words] == ["full"]):
        words = ["review", *words]
    verb, arguments = _verb(words)
    if verb is None:
        return Malformed(None, "There is no such command.")
    if verb in _ARGUMENTS:
        return _about_finding(verb, arguments)
    if arguments:
        return Malformed(verb, "Nothing may follow this command.")
    return Command(verb)


def _verb(words: list[str]) -> tuple[Verb | None, list[str]]:
    folded = [one.lower() for one in words]
    if not words:
        return Verb.HELP, []
    if folded[:2] == Verb.FULL_REVIEW.split():
        return Verb.FULL_REVIEW, words[2:]
    return next((one for one in Verb if one == folded[0]), None), words[1:]


def _about_finding(verb: Verb, arguments: list[str]) -> Command | Malformed:
    # It stands in backticks where people copy it from.
    fingerprint = arguments[0].strip("`").lower() if arguments else ""
    if not _FINGERPRINT.fullmatch(fingerprint):
        return Malformed(
            verb, "A fingerprint is needed: the `f` with 16 digits that ends each comment of mine."
        )
    rest = arguments[1:]
    days = 0
    if verb in {Verb.EXPLAIN, Verb.REOPEN}:
        problem = "Nothing may follow the fingerprint." if rest else None
        return Malformed(verb, problem) if problem else Command(verb, fingerprint)
    if verb is Verb.WAIVE:
        duration = _DURATION.fullmatch(rest[0].lower()) if rest else None
        days = int(duration[1]) if duration else 0
        if not 1 <= days <= MAX_DAYS:
            return Malformed(
                verb, f"How long it holds is needed: a number of days from `1d` to `{MAX_DAYS}d`."
            )
        rest = rest[1:]
    reason = " ".join(rest)
    if not any(char.isalnum() for char in reason):
        return Malformed(verb, "A reason is needed.")
    if len(reason) > MAX_REASON:
        return Malformed(verb, f"The reason is longer than {MAX_REASON} characters.")
    return Command(verb, fingerprint, days, reason)
