import time

import httpx
import pytest

from tests.support.sandbox_scene import Scene

COMMENTS = "/repos/acme/shop/issues/1/comments"


def test_a_502_is_html_and_happens_once(scene: Scene) -> None:
    scene.github.faults.server_error(502, method="GET", path="/pulls/1$")
    assert scene.bot.get("/repos/acme/shop").status_code == 200
    broken = scene.bot.get("/repos/acme/shop/pulls/1")
    assert broken.status_code == 502
    assert broken.headers["content-type"].startswith("text/html")
    assert scene.bot.get("/repos/acme/shop/pulls/1").status_code == 200


def test_a_reset_changes_nothing_and_a_lost_answer_does(scene: Scene) -> None:
    scene.github.faults.add(kind="reset", method="POST", path="/comments")
    with pytest.raises(httpx.TransportError):
        scene.bot.post(COMMENTS, json={"body": "Lost on the way"})
    assert scene.pull.shown().summaries == ()
    scene.github.faults.add(kind="lost-answer", method="POST", path="/comments")
    with pytest.raises(httpx.TransportError):
        scene.bot.post(COMMENTS, json={"body": "Lost on the way back"})
    assert [one.body for one in scene.pull.shown().summaries] == ["Lost on the way back"]
    assert [one.status for one in scene.github.requests if one.method == "POST"][-2:] == [None] * 2


def test_limits_tokens_and_redirects_answer_as_github_does(scene: Scene) -> None:
    faults = scene.github.faults
    faults.secondary_limit()
    limited = scene.bot.get("/repos/acme/shop")
    assert (limited.status_code, limited.headers["Retry-After"]) == (403, "60")
    assert "secondary rate limit" in limited.json()["message"]
    faults.secondary_limit(status=429, retry_after=None)
    limited = scene.bot.get("/repos/acme/shop")
    assert limited.status_code == 429
    assert "Retry-After" not in limited.headers
    faults.expired_token()
    assert scene.bot.get("/repos/acme/shop").json()["message"] == "Bad credentials"
    faults.redirect("https://elsewhere.example/x", status=307)
    moved = scene.bot.post(COMMENTS, json={"body": "Hi"})
    assert (moved.status_code, moved.headers["Location"]) == (307, "https://elsewhere.example/x")
    assert scene.pull.shown().summaries == ()


def test_a_slow_answer_comes_all_the_same(scene: Scene) -> None:
    scene.github.faults.add(kind="slow", seconds=0.3)
    started = time.monotonic()
    assert scene.bot.get("/repos/acme/shop").status_code == 200
    assert time.monotonic() - started >= 0.3


def test_another_process_sets_faults_over_http(scene: Scene) -> None:
    switch = f"{scene.github.url}/_sandbox/faults"
    wanted = {"status": 500, "path": "/pulls", "times": 2, "skip": 1}
    assert scene.bot.post(switch, json=wanted).status_code == 201
    seen = [scene.bot.get("/repos/acme/shop/pulls").status_code for _ in range(4)]
    assert seen == [200, 500, 500, 200]
    scene.bot.post(switch, json={"status": 500, "times": 99})
    assert scene.bot.delete(switch).status_code == 204
    assert scene.bot.get("/repos/acme/shop").status_code == 200
    assert scene.bot.post(switch, json={"kind": "flood"}).status_code == 422


def test_a_token_that_is_withdrawn_early_is_refused(scene: Scene) -> None:
    scene.github.expire_tokens()
    assert scene.bot.get("/repos/acme/shop").status_code == 401
