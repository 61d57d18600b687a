from dataclasses import replace

from bot.review.change import Change
from bot.review.findings import Finding, Severity
from bot.review.leaks import commit_message, leaked_secrets, leaks_in
from bot.review.placement import place
from bot.review.redaction import redact
from bot.review.verdict import Placement
from tests.support.canaries import CORES, SECRETS, WORD
from tests.support.findings import change

TOKEN, OTHER = "ghp_" + WORD[:36], "glpat-" + WORD[:20]
SHA = "5eed" * 10


def told(one: Change) -> list[tuple[str, str, str]]:
    return [(f.rule_id or "", f.severity.value, f.title) for f in leaked_secrets(one)]


def test_words_without_a_secret_say_nothing() -> None:
    assert leaked_secrets(change()) == ()
    assert told(replace(change(), title="Fix", commits=(commit_message(SHA, "Fix it"),))) == []


def test_each_place_is_named_and_no_secret_is_shown() -> None:
    title, body = f"Use {TOKEN}", f"{TOKEN} {TOKEN}\n{OTHER}"
    heard = replace(
        change(),
        title=redact(title),
        body=redact(body),
        leaks=leaks_in(title, body),
        commits=(commit_message(SHA, f"Use {TOKEN}"),),
    )
    assert told(heard) == [
        ("secret-in-pull-request", "warning", "Secret in the title"),
        ("secret-in-pull-request", "warning", "Secret in the description"),
        ("secret-in-pull-request", "warning", "Secret in the description"),
        ("secret-in-commit-message", "error", "Secret in a commit message"),
    ]
    messages = [one.message for one in leaked_secrets(heard)]
    assert [word for word in ("github-token", "gitlab-token") if word in messages[2]] == [
        "gitlab-token"
    ]
    assert SHA[:10] in messages[3]
    assert not [core for core in CORES if core in repr(heard) + repr(leaked_secrets(heard))]


def test_a_source_that_leaves_secrets_in_hides_none() -> None:
    raw = replace(change(), title=f"Use {TOKEN}")
    assert told(raw) == [("secret-in-pull-request", "warning", "Secret in the title")]


def test_every_format_is_found() -> None:
    for kind, secret in SECRETS:
        assert commit_message(SHA, f"Add\n\n{secret}").secrets == (kind,)


def test_it_is_said_in_the_summary() -> None:
    (one,) = leaked_secrets(replace(change(), title=TOKEN))
    assert isinstance(one, Finding)
    assert one.severity is Severity.WARNING
    assert place(one, change()) == (Placement.SUMMARY, None)
