from typing import Any

import pytest

from tests.support.sandbox_clients import rest
from tests.support.sandbox_scene import Scene

GOOD = {"path": "app.py", "line": 5, "side": "RIGHT", "body": "Fine."}
LEFT_20 = {"path": "app.py", "line": 20, "side": "LEFT", "body": "Why?"}
ANNOTATION = {
    "path": "app.py",
    "start_line": 1,
    "end_line": 1,
    "annotation_level": "notice",
    "message": "m",
}


@pytest.mark.parametrize(
    "comment",
    [
        GOOD,
        GOOD | {"line": 2},
        LEFT_20,
        GOOD | {"line": 5, "side": "LEFT"},
        GOOD | {"line": 6, "start_line": 4, "start_side": "RIGHT"},
        GOOD | {"line": 5, "start_line": 5, "start_side": "LEFT"},
        {"path": "renamed.py", "subject_type": "file", "body": "Renamed."},
        {"path": "app.py", "position": 4, "body": "By position."},
        {"path": "new.py", "line": 2, "body": "The side is RIGHT by default."},
        GOOD | {"body": "x" * 65_536},
    ],
)
def test_a_comment_on_the_diff_is_taken(scene: Scene, comment: dict[str, Any]) -> None:
    answer = scene.review(comment)
    assert answer.status_code == 200, answer.text
    assert len(scene.pull.shown().comments) == 1


@pytest.mark.parametrize(
    "comment",
    [
        GOOD | {"line": 12},
        GOOD | {"line": 0},
        GOOD | {"line": 10**9},
        GOOD | {"path": "nowhere.py"},
        GOOD | {"path": "old.py"},
        GOOD | {"path": "renamed.py", "line": 1},
        LEFT_20 | {"line": 40},
        {"path": "new.py", "line": 1, "side": "LEFT", "body": "It was not there."},
        GOOD | {"start_line": 4},
        GOOD | {"start_line": 5, "start_side": "RIGHT"},
        GOOD | {"start_line": 7, "start_side": "RIGHT"},
        GOOD | {"line": 30, "start_line": 5, "start_side": "RIGHT"},
        GOOD | {"side": "MIDDLE"},
        GOOD | {"body": ""},
        GOOD | {"body": "x" * 65_537},
        GOOD | {"line": "5"},
        {"path": "app.py", "body": "Nowhere."},
    ],
)
def test_one_comment_off_the_diff_refuses_the_whole_review(
    scene: Scene, comment: dict[str, Any]
) -> None:
    answer = scene.review(GOOD, comment, LEFT_20, body="Hm.")
    assert answer.status_code == 422, answer.text
    assert "app.py" not in answer.text
    shown = scene.pull.shown()
    assert shown.reviews == ()
    assert shown.comments == ()


def test_a_single_comment_is_refused_with_the_field(scene: Scene) -> None:
    body = GOOD | {"line": 12, "commit_id": scene.pull.head_sha}
    answer = scene.bot.post("/repos/acme/shop/pulls/1/comments", json=body)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "pull_request_review_thread.line"


def test_an_empty_review_and_a_foreign_commit_are_refused(scene: Scene) -> None:
    assert scene.review().status_code == 422
    assert scene.review(body="Fine", commit_id=scene.pull.base_sha).status_code == 422
    assert scene.review(body="Fine", event="LGTM").status_code == 422
    assert scene.review(body="Fine", commit_id=scene.pull.head_sha).status_code == 200


def test_a_pending_review_blocks_later_ones_of_the_same_login(scene: Scene) -> None:
    reviews = "/repos/acme/shop/pulls/1/reviews"
    begun = scene.review(GOOD, event=None)
    assert begun.json()["state"] == "PENDING"
    assert scene.pull.shown().comments == ()
    blocked = scene.review(GOOD, body="Later")
    assert blocked.status_code == 422
    sentence = "User can only have one pending review per pull request"
    assert blocked.json()["errors"] == [sentence]
    with rest(scene.github, scene.github.personal_token("someone")) as other:
        assert other.get(reviews).json() == []
        said = other.post(reviews, json={"event": "COMMENT", "body": "Me too"})
        assert said.status_code == 200
    number = begun.json()["id"]
    submitted = scene.bot.post(f"{reviews}/{number}/events", json={"event": "COMMENT"})
    assert submitted.json()["state"] == "COMMENTED"
    assert len(scene.pull.shown().comments) == 1


def test_a_pending_review_can_be_thrown_away(scene: Scene) -> None:
    reviews = "/repos/acme/shop/pulls/1/reviews"
    number = scene.review(GOOD, event=None).json()["id"]
    assert scene.bot.delete(f"{reviews}/{number}").status_code == 200
    submitted = scene.review(GOOD).json()["id"]
    assert scene.bot.delete(f"{reviews}/{submitted}").status_code == 422


def test_an_approval_is_remembered(scene: Scene) -> None:
    assert not scene.github.saw_approval()
    assert scene.review(event="APPROVE", body="Nice").json()["state"] == "APPROVED"
    assert scene.github.saw_approval()


@pytest.mark.parametrize(
    "fields",
    [
        {"output": {"title": "t", "summary": "ä" * 32_768}},
        {"output": {"title": "t", "summary": "s", "text": "x" * 65_536}},
        {"output": {"title": "t", "summary": "s", "annotations": [ANNOTATION] * 51}},
        {"output": {"title": "t", "summary": "s", "annotations": [ANNOTATION | {"end_line": 0}]}},
        {"output": {"title": "t"}},
        {"status": "completed"},
        {"status": "finished"},
        {"conclusion": "passed"},
        {"head_sha": "0" * 40},
    ],
)
def test_a_check_run_beyond_the_limits_is_refused(scene: Scene, fields: dict[str, Any]) -> None:
    assert scene.check(**fields).status_code == 422


def test_annotations_of_several_requests_add_up(scene: Scene) -> None:
    output = {"title": "t", "summary": "s", "annotations": [ANNOTATION] * 50}
    run = scene.check(output=output).json()
    path = f"/repos/acme/shop/check-runs/{run['id']}"
    done = {"conclusion": "neutral", "output": output}
    assert scene.bot.patch(path, json=done).json()["output"]["annotations_count"] == 100
    assert len(scene.bot.get(f"{path}/annotations?per_page=100").json()) == 100
    assert len(scene.pull.shown().checks[0].annotations) == 100


def test_a_comment_that_is_too_long_or_empty_is_refused(scene: Scene) -> None:
    path = "/repos/acme/shop/issues/1/comments"
    assert scene.bot.post(path, json={"body": "x" * 65_536}).status_code == 201
    assert scene.bot.post(path, json={"body": "x" * 65_537}).status_code == 422
    assert scene.bot.post(path, json={"body": " "}).status_code == 422
    assert scene.bot.post(path, content=b"{").status_code == 400


def test_only_the_author_or_a_writer_changes_a_comment(scene: Scene) -> None:
    number = scene.pull.comment("Mine", author="mona")
    path = f"/repos/acme/shop/issues/comments/{number}"
    assert scene.bot.patch(path, json={"body": "Yours"}).status_code == 403
    assert scene.bot.get("/repos/acme/shop/issues/comments/1").status_code == 404


def test_what_does_not_exist_is_not_found(scene: Scene) -> None:
    for path in ("contents/none.py", "pulls/9", "commits/none/nothing", "compare/main...none"):
        assert scene.bot.get(f"/repos/acme/shop/{path}").status_code in {404, 422}
    assert scene.bot.get("/repos/acme/shop/nothing").json()["message"] == "Not Found"


@pytest.mark.parametrize(
    "path",
    ["contents/a%00b", "contents/..%2f..%2fetc", "contents/a?ref=%00", "commits/--output=x"],
)
def test_a_hostile_path_finds_nothing(scene: Scene, path: str) -> None:
    assert scene.bot.get(f"/repos/acme/shop/{path}").status_code in {404, 422}
