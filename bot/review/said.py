"""What people wrote about a change, as the model gets it: words of strangers, each cut to size."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.review.change import Change, CommitMessage
from bot.review.untrusted import MAX_TEXT, Untrusted, untrusted

MAX_ISSUES = 3  # issues that are read
_MAX_COMMITS = 20  # messages that are told
_MAX_MESSAGE = 500  # characters of a commit's message
_MAX_ISSUE = 3_000  # characters of an issue

# https://docs.github.com/issues/tracking-your-work-with-issues/linking-a-pull-request-to-an-issue
_CLOSES = re.compile(
    r"\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?[ \t]+"
    r"(?:(?P<name>[\w.-]{1,100}/[\w.-]{1,100})?#"
    r"|https?://[^\s/]{1,253}/(?P<address>[\w.-]{1,100}/[\w.-]{1,100})/issues/)"
    r"(?P<number>[1-9]\d{0,8})\b",
    re.IGNORECASE | re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Said:
    """Title and description, the commits' messages, and the issues that the change closes."""

    title: Untrusted
    body: Untrusted
    commits: tuple[Untrusted, ...] = ()
    issues: tuple[Untrusted, ...] = ()

    @property
    def texts(self) -> tuple[Untrusted, ...]:
        """All of them."""
        return self.title, self.body, *self.commits, *self.issues


def said_about(change: Change) -> Said:
    """What people wrote about this change; GitHub ends lines of descriptions as Windows does."""
    issues = (f"#{one.number} {one.title}\n\n{one.body}".strip() for one in change.issues)
    return Said(
        untrusted(change.title),
        _plain(change.body),
        tuple(_plain(one.text.strip(), _MAX_MESSAGE) for one in _told(change)),
        tuple(_plain(one, _MAX_ISSUE) for one in issues),
    )


def _plain(text: str, cap: int = MAX_TEXT) -> Untrusted:
    return untrusted(text.replace("\r\n", "\n"), cap)


def closed_issues(repository: str, body: str) -> tuple[int, ...]:
    """The numbers of the repository's issues that a description says it closes, at most three."""
    found = dict.fromkeys(
        int(match["number"])
        for match in _CLOSES.finditer(body)
        if (match["name"] or match["address"] or repository).lower() == repository.lower()
    )
    return tuple(found)[:MAX_ISSUES]


def _told(change: Change) -> Iterator[CommitMessage]:
    """The first messages that say more than title and description, which hold them at times."""
    for one in change.commits[:_MAX_COMMITS]:
        text = one.text.strip()
        if text and text != change.title.strip() and text not in change.body:
            yield one
