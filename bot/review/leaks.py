"""Secrets in what people write about a change: title, description, commit messages."""

from collections.abc import Iterator

from bot.review.change import Change, CommitMessage, Leak
from bot.review.findings import Confidence, Finding, Severity
from bot.review.redaction import redact, secrets_in

ENGINE = "secrets-in-words"
TITLE, DESCRIPTION = "title", "description"
RULE_IN_TALK, RULE_IN_COMMIT = "secret-in-pull-request", "secret-in-commit-message"
SHORT_SHA = 10

_IN_TALK = (
    "A secret ({kind}) stands in the {place} of the pull request. Mails have carried it, and "
    "GitHub keeps what stood there before an edit. Revoke it at its service, then edit it out."
)
_IN_COMMIT = (
    "A secret ({kind}) stands in the message of commit {place}, and goes into the history with it. "
    "Revoke it at its service, then write the message anew before this is merged."
)


def kinds_in(text: str) -> tuple[str, ...]:
    """The kinds of secrets in a text, each once."""
    return tuple(dict.fromkeys(one.kind for one in secrets_in(text)))


def leaks_in(title: str, body: str) -> tuple[Leak, ...]:
    """What has to be remembered of a title and a body before their secrets are taken out."""
    texts = ((TITLE, title), (DESCRIPTION, body))
    return tuple(Leak(place, kind) for place, text in texts for kind in kinds_in(text))


def commit_message(sha: str, text: str) -> CommitMessage:
    """A commit's message as it may be kept."""
    return CommitMessage(sha, redact(text), kinds_in(text))


def leaked_secrets(change: Change) -> tuple[Finding, ...]:
    """A finding for each kind of secret in each text that belongs to a change."""
    return tuple(dict.fromkeys(_findings(change)))


def _findings(change: Change) -> Iterator[Finding]:
    # A source that did not take the secrets out must not hide them either.
    for leak in (*change.leaks, *leaks_in(change.title, change.body)):
        # Nothing looks again when a title is edited, so it does not block; a new commit does that.
        yield _finding(leak, RULE_IN_TALK, Severity.WARNING, _IN_TALK)
    for commit in change.commits:
        for kind in (*commit.secrets, *kinds_in(commit.text)):
            leak = Leak(commit.sha[:SHORT_SHA], kind)
            yield _finding(leak, RULE_IN_COMMIT, Severity.ERROR, _IN_COMMIT)


def _finding(leak: Leak, rule: str, severity: Severity, message: str) -> Finding:
    title = f"Secret in the {leak.place}" if rule == RULE_IN_TALK else "Secret in a commit message"
    return Finding(
        source=ENGINE,
        rule_id=rule,
        principle="security-first",
        category="secrets",
        severity=severity,
        confidence=Confidence.HIGH,
        location=None,
        quote="",
        title=title,
        message=message.format(kind=leak.kind, place=leak.place),
        cwe=("CWE-312",),
        identity=f"{leak.place}: {leak.kind}",
    )
