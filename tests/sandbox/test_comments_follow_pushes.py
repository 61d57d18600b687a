import pytest

from tests.support.sandbox_scene import Scene, text


def say(scene: Scene, **place: object) -> None:
    answer = scene.review({"path": "app.py", "body": "Hm."} | place)
    assert answer.status_code == 200, answer.text


@pytest.mark.parametrize(
    ("pushed", "line", "outdated"),
    [
        ("new\n" + text({5: "changed 5", 20: None, 30: "changed 30"}), 6, False),
        (text({5: "changed again", 20: None, 30: "changed 30"}), None, True),
        (text({20: None, 30: "changed 30"}), None, True),
        (text({5: "changed 5", 6: None, 20: None, 30: "changed 30"}), 5, False),
        (text({4: None, 5: "changed 5", 30: "changed 30"}), 4, False),
    ],
)
def test_a_comment_goes_where_its_line_goes(
    scene: Scene, pushed: str, line: int | None, *, outdated: bool
) -> None:
    say(scene, line=5)
    sha = scene.pull.push({"app.py": pushed})
    (shown,) = scene.pull.shown().comments
    assert (shown.line, shown.outdated) == (line, outdated)
    (listed,) = scene.bot.get("/repos/acme/shop/pulls/1/comments").json()
    assert listed["original_line"] == 5
    assert (listed["position"] is None) is outdated
    assert (listed["commit_id"] == sha) is not outdated


def test_a_comment_on_the_old_side_stays(scene: Scene) -> None:
    say(scene, line=20, side="LEFT")
    scene.pull.push({"more.py": "1\n"})
    (shown,) = scene.pull.shown().comments
    assert (shown.side, shown.line) == ("LEFT", 20)


def test_the_hunk_of_a_comment_ends_at_its_line(scene: Scene) -> None:
    say(scene, line=29)
    (listed,) = scene.bot.get("/repos/acme/shop/pulls/1/comments").json()
    assert listed["diff_hunk"].split("\n")[0].startswith("@@ -27,7 +26,7 @@")
    assert listed["diff_hunk"].endswith("\n-line 30\n+changed 30")


def test_the_base_moves_only_with_a_push_as_on_github(scene: Scene) -> None:
    before = scene.pull.base_sha
    base = scene.repository.commit("main", {"app.py": text({40: "changed 40"})})
    assert scene.pull.base_sha == before
    scene.pull.push({"more.py": "1\n"})
    assert scene.pull.base_sha == base
    compared = scene.bot.get("/repos/acme/shop/compare/main...change").json()
    assert compared["merge_base_commit"]["sha"] == before
    assert (compared["status"], compared["ahead_by"], compared["behind_by"]) == ("diverged", 2, 1)


def test_a_force_push_replaces_the_commits(scene: Scene) -> None:
    old = scene.pull.head_sha
    scene.pull.push({"other.py": "1\n"}, base="main")
    assert [file.path for file in scene.pull.state.files()] == ["other.py"]
    assert scene.review(body="Late", commit_id=old).status_code == 422
