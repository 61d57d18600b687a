"""A delivery means one thing, or is refused with a sentence."""

import json

import pytest

from bot.githubapp.events import (
    Action,
    CheckEvent,
    CommandEvent,
    Ignored,
    PingEvent,
    PullRequestEvent,
    RemovedEvent,
    read,
    write,
)
from bot.githubapp.strict_json import UnreadableError
from bot.githubapp.values import CommentAddress, CommentPlace
from bot.review.buttons import Button

SHA = "0123456789abcdef0123456789abcdef01234567"


def delivered(**changed: object) -> bytes:
    pull: dict[str, object] = {
        "number": 12,
        "draft": False,
        "user": {"login": "ada", "type": "User"},
        "head": {"sha": SHA, "ref": "topic", "repo": None},
    }
    other = changed.pop("pull_request", {})
    whole = {
        "action": "opened",
        "number": 12,
        "pull_request": pull | other if isinstance(other, dict) else other,
        "repository": {"id": 7, "full_name": "acme/shop", "private": True},
        "installation": {"id": 99},
        "sender": {"login": "ada"},
        **changed,
    }
    return json.dumps(whole).encode()


def test_an_opened_pull_request_of_a_deleted_fork_is_read() -> None:
    assert read("pull_request", delivered(), host="ghe.example") == PullRequestEvent(
        action=Action.OPENED,
        repository_id=7,
        repository="acme/shop",
        number=12,
        head_sha=SHA,
        base_changed=False,
        draft=False,
        author="ada",
        author_is_bot=False,
        installation_id=99,
        host="ghe.example",
    )


@pytest.mark.parametrize(
    "action", ["opened", "synchronize", "reopened", "ready_for_review", "closed"]
)
def test_these_actions_are_acted_on(action: str) -> None:
    event = read("pull_request", delivered(action=action))
    assert isinstance(event, PullRequestEvent)
    assert event.action == action


def test_an_edit_matters_when_the_base_changed() -> None:
    other = {"base": {"ref": {"from": "main"}, "sha": {"from": SHA}}, "title": {"from": "x"}}
    event = read("pull_request", delivered(action="edited", changes=other))
    assert isinstance(event, PullRequestEvent)
    assert event.base_changed
    edited = read("pull_request", delivered(action="edited", changes={"title": {"from": "x"}}))
    assert isinstance(edited, Ignored)


@pytest.mark.parametrize(
    "action", ["labeled", "assigned", "converted_to_draft", None, 5, ["opened"]]
)
def test_other_actions_are_ignored(action: object) -> None:
    assert isinstance(read("pull_request", delivered(action=action)), Ignored)


def test_bots_and_ghosts_are_known() -> None:
    bot = {"login": "dependabot[bot]", "type": "Bot"}
    event = read("pull_request", delivered(pull_request={"user": bot}))
    assert isinstance(event, PullRequestEvent)
    assert (event.author, event.author_is_bot) == ("dependabot[bot]", True)
    event = read("pull_request", delivered(pull_request={"user": None}))
    assert isinstance(event, PullRequestEvent)
    assert (event.author, event.author_is_bot) == ("ghost", False)


def test_a_delivery_of_a_repository_webhook_is_ignored() -> None:
    assert isinstance(read("pull_request", delivered(installation=None)), Ignored)


def test_a_ping_is_a_ping() -> None:
    assert read("ping", b'{"zen": "Keep it logically awesome.", "hook_id": 5}') == PingEvent(5)
    assert read("ping", b"{}") == PingEvent(None)


@pytest.mark.parametrize("event", ["issue_comment", "star", "", "pull_request\n", "__class__"])
def test_unknown_events_are_ignored(event: str) -> None:
    assert isinstance(read(event, b"{}"), Ignored)


@pytest.mark.parametrize(
    "changed",
    [
        {"repository": None},
        {"repository": {"id": "7", "full_name": "acme/shop"}},
        {"repository": {"id": True, "full_name": "acme/shop"}},
        {"repository": {"id": 2**63, "full_name": "acme/shop"}},
        {"repository": {"id": 7, "full_name": "acme/shop/../.."}},
        {"repository": {"id": 7, "full_name": "acme/shop\n"}},
        {"installation": {"id": 0}},
        {"installation": []},
        {"pull_request": {"number": -1}},
        {"pull_request": {"number": 1.0}},
        {"pull_request": {"head": {"sha": "main"}}},
        {"pull_request": {"head": {"sha": SHA.upper()}}},
        {"pull_request": {"head": {"sha": f"{SHA}\n"}}},
        {"pull_request": {"head": None}},
        {"pull_request": {"draft": "no"}},
        {"pull_request": {"user": {"login": ""}}},
    ],
)
def test_a_payload_that_github_would_not_send_is_refused(changed: dict[str, object]) -> None:
    with pytest.raises(UnreadableError, match="is wrong"):
        read("pull_request", delivered(**changed))


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"", "not JSON"),
        (b"payload=%7B%7D", "not JSON"),
        (b'{"a": 1', "not JSON"),
        (b"\xef\xbb\xbf{}", "not JSON"),
        (b'{"a": ' + b"9" * 5000 + b"}", "not JSON"),
        (b"[]", "not a JSON object"),
        (b"null", "not a JSON object"),
        (b'"text"', "not a JSON object"),
        (b'{"a": NaN}', "NaN"),
        (b'{"a": -Infinity}', "-Infinity"),
        (b'{"a": 1, "a": 2}', "same key twice"),
        (b'{"a": {"b": 1, "b": 1}}', "same key twice"),
        (b'{"a": "\\ud800"}', "not UTF-8"),
        (b'{"\\udc00": 1}', "not UTF-8"),
        (b'{"a": "\xff"}', "not UTF-8"),
        (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "deeper than 100"),
        (b"[" * 100_000, "deeper than 100"),
        (b'{"a": "' + b'\\"' * 2_000_000, "not JSON"),
    ],
)
@pytest.mark.timeout(10)
def test_a_hostile_body_is_refused(body: bytes, why: str) -> None:
    with pytest.raises(UnreadableError, match=why):
        read("pull_request", body)


def test_brackets_inside_of_text_are_no_nesting() -> None:
    body = delivered(title="[{" * 500 + '\\"[[', emoji="😀")
    assert isinstance(read("pull_request", body), PullRequestEvent)


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"action": "closed", "pull_request": {"draft": True}},
        {"action": "edited", "changes": {"base": {"ref": {"from": "main"}}}},
        {"pull_request": {"user": {"login": "renovate[bot]", "type": "Bot"}}},
    ],
)
def test_what_is_kept_of_a_delivery_means_the_same_and_holds_nothing_that_people_wrote(
    changed: dict[str, object],
) -> None:
    event = read("pull_request", delivered(**changed))
    assert isinstance(event, PullRequestEvent)
    kept = write(event)

    assert read("pull_request", kept) == event
    assert b"main" not in kept
    assert b"topic" not in kept


def commented(place: str = "issue_comment", /, **changed: object) -> bytes:
    comment: dict[str, object] = {
        "id": 31,
        "body": "/tenet help\nThank you, ghp_" + "a" * 36,
        "user": {"login": "wanda", "type": "User"},
        "performed_via_github_app": None,
    }
    other = changed.pop("comment", {})
    on = "issue" if place == "issue_comment" else "pull_request"
    whole = {
        "action": "created",
        "comment": comment | other if isinstance(other, dict) else other,
        on: {"number": 12, "title": "main", "pull_request": {"url": "x"}},
        "repository": {"id": 7, "full_name": "acme/shop"},
        "installation": {"id": 99},
        "sender": {"login": "wanda"},
        **changed,
    }
    return json.dumps(whole).encode()


@pytest.mark.parametrize(
    ("place", "reply_to", "thread"),
    [
        ("issue_comment", None, 31),
        ("pull_request_review_comment", None, 31),
        ("pull_request_review_comment", 30, 30),
    ],
)
def test_a_command_is_read_and_only_its_line_is_kept(
    place: str, reply_to: int | None, thread: int
) -> None:
    event = read(place, commented(place, comment={"in_reply_to_id": reply_to}))
    where = CommentAddress(7, 12, CommentPlace(place), 31, thread)
    assert isinstance(event, CommandEvent)
    assert event == CommandEvent(where, "/tenet help", "wanda", "acme/shop", 99)
    kept = write(event)
    assert read(place, kept) == event
    assert b"Thank" not in kept
    assert b"ghp_" not in kept


@pytest.mark.parametrize(
    "changed",
    [
        {"action": "edited"},
        {"action": "deleted"},
        {"action": None},
        {"installation": None},
        {"issue": {"number": 12}},
        {"comment": None},
        {"comment": {"body": "Help me."}},
        {"comment": {"body": "> /tenet help"}},
        {"comment": {"user": None}},
        {"comment": {"user": {"login": "renovate[bot]", "type": "Bot"}}},
        {"comment": {"user": {"login": "tenet-review[bot]", "type": "Bot"}}},
        {"comment": {"user": {"login": "acme", "type": "Organization"}}},
        {"comment": {"user": {"login": "wanda"}}},
        {"comment": {"performed_via_github_app": {"id": 1}}},
    ],
)
def test_other_comments_ask_nothing_of_us(changed: dict[str, object]) -> None:
    assert isinstance(read("issue_comment", commented(**changed)), Ignored)


@pytest.mark.parametrize(
    "changed",
    [
        {"comment": {"id": "31"}},
        {"comment": {"body": None}},
        {"comment": {"in_reply_to_id": -1}},
        {"issue": {"number": "12", "pull_request": {}}},
        {"repository": None},
    ],
)
def test_a_comment_that_github_would_not_send_is_refused(changed: dict[str, object]) -> None:
    with pytest.raises(UnreadableError, match="is wrong"):
        read("issue_comment", commented(**changed))


def asked(event: str, **changed: object) -> bytes:
    whole = {
        "action": "rerequested",
        event: {"id": 5, "head_sha": SHA, "name": "Tenet"},
        "repository": {"id": 7, "full_name": "acme/shop"},
        "installation": {"id": 99},
        "sender": {"login": "wanda", "type": "User"},
        **changed,
    }
    return json.dumps(whole).encode()


@pytest.mark.parametrize("event", ["check_run", "check_suite"])
@pytest.mark.parametrize(
    ("changed", "button"),
    [
        ({}, Button.REVIEW_AGAIN),
        (
            {"action": "requested_action", "requested_action": {"identifier": "explain"}},
            Button.EXPLAIN,
        ),
        (
            {"action": "requested_action", "requested_action": {"identifier": "review-again"}},
            Button.REVIEW_AGAIN,
        ),
    ],
)
def test_a_click_on_a_check_asks_for_something(
    event: str, changed: dict[str, object], button: Button
) -> None:
    read_event = read(event, asked(event, **changed))
    assert read_event == CheckEvent(event, button, 7, "acme/shop", SHA, "wanda", 99)
    assert read(event, write(read_event)) == read_event


@pytest.mark.parametrize(
    "changed",
    [
        {"action": "created"},
        {"action": "completed"},
        {"action": ["rerequested"]},
        {"installation": None},
        {"sender": None},
        {"sender": {"login": "dependabot[bot]", "type": "Bot"}},
        {"sender": {"login": "wanda"}},
        {"check_run": None},
        {"action": "requested_action", "requested_action": {"identifier": "merge"}},
    ],
)
def test_other_news_of_checks_ask_nothing_of_us(changed: dict[str, object]) -> None:
    assert isinstance(read("check_run", asked("check_run", **changed)), Ignored)


@pytest.mark.parametrize(
    "changed",
    [
        {"check_run": {"head_sha": "main"}},
        {"check_run": []},
        {"sender": {"login": "", "type": "User"}},
        {"repository": None},
        {"action": "requested_action", "requested_action": {"identifier": 5}},
        {"action": "requested_action", "requested_action": {"identifier": "x" * 101}},
    ],
)
def test_a_click_that_github_would_not_send_is_refused(changed: dict[str, object]) -> None:
    with pytest.raises(UnreadableError, match="is wrong"):
        read("check_run", asked("check_run", **changed))


def test_an_account_that_removes_the_app_is_read_and_kept_without_its_name() -> None:
    told = {"installation": {"id": 99, "account": {"login": "acme"}}, "sender": {"login": "ada"}}
    event = read("installation", json.dumps(told | {"action": "deleted"}).encode())

    assert isinstance(event, RemovedEvent)
    assert event == RemovedEvent(99)
    assert json.loads(write(event)) == {"action": "deleted", "installation": {"id": 99}}
    assert read("installation", write(event)) == event


@pytest.mark.parametrize("action", ["created", "suspend", ["deleted"], None])
def test_nothing_else_about_an_installation_is_acted_on(action: object) -> None:
    body = json.dumps({"action": action, "installation": {"id": 99}}).encode()
    assert isinstance(read("installation", body), Ignored)


@pytest.mark.parametrize("installation", [None, {}, {"id": 0}, {"id": "99"}, {"id": 2**63}])
def test_an_installation_without_a_number_is_refused(installation: object) -> None:
    body = json.dumps({"action": "deleted", "installation": installation}).encode()
    with pytest.raises(UnreadableError, match="installation"):
        read("installation", body)
