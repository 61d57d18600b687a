"""Every answer is what GitHub's own description of its API says it is."""

import json
from typing import Any

import githubkit_schemas.latest.models as official
import httpx
import pytest
from pydantic import TypeAdapter

from tests.support.sandbox_clients import installation_token, rest
from tests.support.sandbox_scene import Scene

READS: list[tuple[str, str, Any]] = [
    ("app", "/app", official.Integration),
    ("app", "/app/installations", list[official.Installation]),
    ("app", "/app/installations/{installation}", official.Installation),
    ("app", "{repo}/installation", official.Installation),
    ("app", "/app/hook/config", official.WebhookConfig),
    ("app", "/app/hook/deliveries", list[official.HookDeliveryItem]),
    ("app", "/app/hook/deliveries/{delivery}", official.HookDelivery),
    ("bot", "/installation/repositories", official.InstallationRepositoriesGetResponse200),
    ("bot", "/rate_limit", official.RateLimitOverview),
    ("bot", "/meta", official.ApiOverview),
    ("bot", "{repo}", official.FullRepository),
    ("bot", "{repo}/collaborators/mona/permission", official.RepositoryCollaboratorPermission),
    ("bot", "{repo}/contents", list[official.ContentDirectoryItems]),
    ("bot", "{repo}/contents/app.py?ref=change", official.ContentFile),
    ("bot", "{repo}/contents/link?ref=change", official.ContentFile),
    ("bot", "{repo}/contents/nowhere?ref=odd", official.ContentSymlink),
    ("bot", "{repo}/contents/module?ref=odd", official.ContentSubmodule),
    ("bot", "{repo}/git/ref/heads/main", official.GitRef),
    ("bot", "{repo}/git/commits/{head}", official.GitCommit),
    ("bot", "{repo}/git/trees/{tree}", official.GitTree),
    ("bot", "{repo}/git/trees/{tree}?recursive=1", official.GitTree),
    ("bot", "{repo}/git/blobs/{blob}", official.Blob),
    ("bot", "{repo}/commits/change", official.Commit),
    ("bot", "{repo}/commits/main", official.Commit),
    ("bot", "{repo}/compare/main...change", official.CommitComparison),
    ("bot", "{repo}/pulls", list[official.PullRequestSimple]),
    ("bot", "{repo}/pulls/1", official.PullRequest),
    ("bot", "{repo}/pulls/1/files", list[official.DiffEntry]),
    ("bot", "{repo}/pulls/1/commits", list[official.Commit]),
    ("bot", "{repo}/commits/{head}/pulls", list[official.PullRequestSimple]),
    ("bot", "{repo}/issues/1", official.Issue),
    ("bot", "{repo}/pulls/1/reviews", list[official.PullRequestReview]),
    ("bot", "{repo}/pulls/1/reviews/{review}", official.PullRequestReview),
    ("bot", "{repo}/pulls/1/reviews/{review}/comments", list[official.ReviewComment]),
    ("bot", "{repo}/pulls/1/comments", list[official.PullRequestReviewComment]),
    ("bot", "{repo}/pulls/comments/{line}", official.PullRequestReviewComment),
    ("bot", "{repo}/pulls/comments/{line}/reactions", list[official.Reaction]),
    ("bot", "{repo}/issues/1/comments", list[official.IssueComment]),
    ("bot", "{repo}/issues/comments/{talk}", official.IssueComment),
    ("bot", "{repo}/issues/comments/{talk}/reactions", list[official.Reaction]),
    ("bot", "{repo}/check-runs/{check}", official.CheckRun),
    ("bot", "{repo}/check-runs/{check}/annotations", list[official.CheckAnnotation]),
]
ANNOTATION = {
    "path": "app.py",
    "start_line": 5,
    "end_line": 5,
    "annotation_level": "failure",
    "message": "No.",
}


def validate(model: Any, answer: httpx.Response, status: int = 200) -> Any:  # noqa: ANN401  any model, any JSON
    assert answer.status_code == status, answer.text
    TypeAdapter(model).validate_json(answer.content)
    return answer.json()


def talk(scene: Scene) -> dict[str, int]:
    """One of everything that can be said; each answer is checked as it comes."""
    repo = "/repos/acme/shop"
    review = validate(
        official.PullRequestReview,
        scene.review({"path": "app.py", "line": 5, "body": "No."}, body="Hm."),
    )
    comment = {"commit_id": scene.pull.head_sha, "path": "new.py", "body": "On lines."}
    lines = {"line": 2, "start_line": 1, "start_side": "RIGHT", "side": "RIGHT"}
    line = validate(
        official.PullRequestReviewComment,
        scene.bot.post(f"{repo}/pulls/1/comments", json=comment | lines),
        201,
    )
    validate(
        official.PullRequestReviewComment,
        scene.bot.post(f"{repo}/pulls/1/comments", json=comment | {"subject_type": "file"}),
        201,
    )
    validate(
        official.PullRequestReviewComment,
        scene.bot.post(f"{repo}/pulls/1/comments/{line['id']}/replies", json={"body": "And?"}),
        201,
    )
    validate(
        official.PullRequestReviewComment,
        scene.bot.patch(f"{repo}/pulls/comments/{line['id']}", json={"body": "Better."}),
    )
    said = validate(
        official.IssueComment,
        scene.bot.post(f"{repo}/issues/1/comments", json={"body": "Summary"}),
        201,
    )
    validate(
        official.IssueComment,
        scene.bot.patch(f"{repo}/issues/comments/{said['id']}", json={"body": "Edited"}),
    )
    for place in (f"pulls/comments/{line['id']}", f"issues/comments/{said['id']}"):
        eyes = scene.bot.post(f"{repo}/{place}/reactions", json={"content": "eyes"})
        validate(official.Reaction, eyes, 201)
    run = validate(official.CheckRun, scene.check(status="in_progress"), 201)
    output = {"title": "1 error", "summary": "One.", "annotations": [ANNOTATION]}
    done = {"status": "completed", "conclusion": "failure", "output": output}
    validate(official.CheckRun, scene.bot.patch(f"{repo}/check-runs/{run['id']}", json=done))
    return {"review": review["id"], "line": line["id"], "talk": said["id"], "check": run["id"]}


@pytest.fixture
def ids(scene: Scene) -> dict[str, Any]:
    from bot.sandbox import submodule, symlink  # noqa: PLC0415  only this scene has odd files

    odd = {"nowhere": symlink("/etc/passwd"), "module": submodule("1" * 40)}
    scene.repository.commit("odd", odd, base="main")
    delivery = scene.github.deliver("pull_request", "opened", scene.pull, to="http://127.0.0.1:9")
    git = scene.repository.state.git
    return talk(scene) | {
        "installation": scene.github.app.installation_id,
        "head": scene.pull.head_sha,
        "tree": git.run("rev-parse", "odd^{tree}").decode().strip(),
        "blob": git.run("rev-parse", "odd:app.py").decode().strip(),
        "delivery": delivery.id,
    }


def test_every_read_has_githubs_shape_by_name_and_by_number(
    scene: Scene, ids: dict[str, Any]
) -> None:
    for repo in ("/repos/acme/shop", f"/repositories/{scene.repository.id}"):
        for who, path, model in READS:
            client = scene.app if who == "app" else scene.bot
            validate(model, client.get(path.format(repo=repo, **ids)))


def test_the_check_runs_of_a_commit_have_githubs_shape(scene: Scene, ids: dict[str, Any]) -> None:
    found = scene.bot.get(f"/repos/acme/shop/commits/{ids['head']}/check-runs").json()
    TypeAdapter(list[official.CheckRun]).validate_python(found["check_runs"])
    assert found["total_count"] == 1


def test_a_new_token_has_githubs_shape(scene: Scene) -> None:
    number = scene.github.app.installation_id
    path = f"/app/installations/{number}/access_tokens"
    token = validate(official.InstallationToken, scene.app.post(path), 201)["token"]
    assert token.startswith(f"ghs_{scene.github.app.id}_ey")
    assert 480 < len(token) < 560
    narrowed = scene.app.post(path, json={"repository_ids": [scene.repository.id]})
    validate(official.InstallationToken, narrowed, 201)


def test_a_person_has_githubs_shape(scene: Scene) -> None:
    with rest(scene.github, scene.github.personal_token("mona")) as person:
        validate(official.PublicUser, person.get("/user"))


def test_a_pull_request_whose_fork_is_gone_has_githubs_shape(scene: Scene) -> None:
    fork = scene.github.fork(scene.repository, "stranger")
    fork.commit("theirs", {"theirs.py": "1\n"}, base="main")
    pull = scene.repository.open_pull_request("Theirs", head="theirs", fork=fork)
    pull.delete_fork()
    shape = validate(official.PullRequest, scene.bot.get("/repos/acme/shop/pulls/2"))
    assert shape["head"]["repo"] is None


@pytest.mark.parametrize(
    ("event", "action", "model"),
    [
        ("pull_request", "opened", official.WebhookPullRequestOpened),
        ("pull_request", "synchronize", official.WebhookPullRequestSynchronize),
        ("pull_request", "reopened", official.WebhookPullRequestReopened),
        ("pull_request", "closed", official.WebhookPullRequestClosed),
        ("pull_request", "ready_for_review", official.WebhookPullRequestReadyForReview),
        ("issue_comment", "created", official.WebhookIssueCommentCreated),
        (
            "pull_request_review_comment",
            "created",
            official.WebhookPullRequestReviewCommentCreated,
        ),
        ("check_run", "rerequested", official.WebhookCheckRunRerequested),
        ("check_run", "requested_action", official.WebhookCheckRunRequestedAction),
        ("check_suite", "rerequested", official.WebhookCheckSuiteRerequested),
    ],
)
@pytest.mark.usefixtures("ids")
def test_a_webhook_has_githubs_shape(scene: Scene, event: str, action: str, model: Any) -> None:  # noqa: ANN401  any model
    scene.pull.push({"more.py": "1\n"})
    payload = scene.pull.payload(event, action, sender="mona")
    TypeAdapter(model).validate_json(json.dumps(payload))
    assert payload["installation"] == {
        "id": scene.github.app.installation_id,
        "node_id": payload["installation"]["node_id"],  # type: ignore[index]  # JSON
    }


def test_an_edited_base_and_an_installation_have_githubs_shape(scene: Scene) -> None:
    installed = scene.github.install("acme")
    sender = scene.github.world.user("mona")
    for action, model in (
        ("created", official.WebhookInstallationCreated),
        ("deleted", official.WebhookInstallationDeleted),
    ):
        payload = scene.github.webhooks.payloads.installation(action, installed, sender)
        TypeAdapter(model).validate_json(json.dumps(payload))
    changes = {"base": {"ref": {"from": "main"}, "sha": {"from": scene.pull.base_sha}}}
    edited = scene.pull.payload("pull_request", "edited") | {"changes": changes}
    TypeAdapter(official.WebhookPullRequestEdited).validate_json(json.dumps(edited))


def test_a_token_for_another_account_sees_another_list(scene: Scene) -> None:
    other = scene.github.create_repository("other/thing", {"a": "1"})
    number = scene.github.world.installation_of(other.state)
    assert number is not None
    with rest(scene.github, installation_token(scene.github, number.id)) as bot:
        listed = bot.get("/installation/repositories").json()["repositories"]
    assert [one["full_name"] for one in listed] == ["other/thing"]
