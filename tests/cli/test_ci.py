"""`tenet ci` in jobs of GitHub Actions and elsewhere, over the real command and a small GitHub."""

import json
import re
import subprocess
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import jwt
import pytest
import requests

from bot.sandbox import Sandbox, SandboxPullRequest, SandboxRepository
from tests.support import commands
from tests.support.data_folder import with_parsed_rules
from tests.support.mistakes import MISTAKE
from tests.support.repositories import Repository
from tests.support.service import environment

LENIENT = "version: 1\nfail_on: never\n"
# Semgrep reads a file only if it holds a word of some rule: here it is `catch`.
BROKEN = "function f( {\n}\nfoo( // catch {}\n"
HOSTILE = "::error::x ##[error]y <img src=x> @everyone"
# All that may steer the runner: annotations, where `GITHUB_ACTIONS` says that it listens.
COMMAND_OF_OURS = re.compile(r"::(?:error|warning|notice) file=[^:]*::(?!.*::)")
APP = ("GITHUB_APP_ID", "GITHUB_APP_PRIVATE_KEY", "GITHUB_WEBHOOK_SECRET")


@pytest.fixture(scope="module")
def github(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    # A workflow's token is one of an App of this name.
    with Sandbox(tmp_path_factory.mktemp("github"), slug="github-actions") as running:
        yield running


@pytest.fixture(scope="module")
def shop(github: Sandbox) -> SandboxRepository:
    repository = github.create_repository("acme/shop", {"shop.py": "x = 1\n"})
    repository.commit("change", {"shop.py": MISTAKE}, HOSTILE)
    return repository


@pytest.fixture
def pull(shop: SandboxRepository) -> SandboxPullRequest:
    return shop.open_pull_request(HOSTILE, HOSTILE)


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    repository = Repository(tmp_path_factory.mktemp("work") / "shop")
    fork = repository.commit({"app.py": "a = 1\n"})
    repository.commit({"app.py": "a = 1\n", "shop.py": MISTAKE}, branch="bad", parents=[fork])
    repository.commit({"app.py": "a = 1\n", "app.js": BROKEN}, branch="broken", parents=[fork])
    repository.check_out("bad")
    return repository


class Job:
    """A job in a runner: its environment, its folder, and what it left behind."""

    def __init__(self, github: Sandbox, folder: Path) -> None:
        self.folder = folder
        self.summary_file = folder / "summary.md"
        self.environment = environment(github, folder / "data")
        for name in APP:
            del self.environment[name]
        self.environment["GITHUB_STEP_SUMMARY"] = str(self.summary_file)
        self.outputs_file = folder / "outputs.txt"
        self.environment["GITHUB_OUTPUT"] = str(self.outputs_file)

    def in_actions(self) -> None:
        """Let a runner of GitHub's listen to what it prints."""
        self.environment["GITHUB_ACTIONS"] = "true"

    def on(self, event: str, payload: object) -> None:
        """Let it run because of this event."""
        file = self.folder / "event.json"
        file.write_text(payload if isinstance(payload, str) else json.dumps(payload))
        self.environment |= {"GITHUB_EVENT_NAME": event, "GITHUB_EVENT_PATH": str(file)}

    def run(
        self, *arguments: str, cwd: Path | None = None, more: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        environ = {**self.environment, **(more or {})}
        done = commands.run(["ci", *arguments], environ, cwd or self.folder)
        assert "Traceback" not in done.stderr
        for line in (done.stdout + done.stderr).splitlines():
            assert COMMAND_OF_OURS.match(line) or not line.lstrip().startswith("::")
            assert "##[" not in line
        return done

    @property
    def outputs(self) -> dict[str, str]:
        lines = self.outputs_file.read_text().splitlines() if self.outputs_file.exists() else []
        return dict(line.split("=", 1) for line in lines)

    @property
    def summary(self) -> str:
        return self.summary_file.read_text() if self.summary_file.exists() else ""


@pytest.fixture
def job(github: Sandbox, tmp_path: Path) -> Job:
    return Job(github, tmp_path)


def token(github: Sandbox, pull_requests: str, account: str = "acme") -> str:
    """The token of a workflow run of an account, with this permission on pull requests."""
    app, now = github.app, int(time.time())
    claims = {"iss": str(app.id), "iat": now - 10, "exp": now + 300}
    signed = jwt.encode(claims, app.private_key_pem, algorithm="RS256")
    permissions = {"contents": "read", "metadata": "read", "pull_requests": pull_requests}
    answer = requests.post(
        f"{github.api_url}/app/installations/{github.install(account).id}/access_tokens",
        headers={"Authorization": f"Bearer {signed}"},
        json={"permissions": permissions},
        timeout=10,
    )
    assert answer.status_code == 201, answer.text
    return str(answer.json()["token"])


def cloned(github: Sandbox, folder: Path, branch: str, name: str = "acme/shop") -> Path:
    """A shallow clone, as a CI job finds it; its configuration does not keep the token."""
    scheme, _, host = github.url.partition("://")
    key = token(github, "read", name.partition("/")[0])
    address = f"{scheme}://x-access-token:{key}@{host}/{name}.git"
    more = ["--depth", "1", "--branch", branch, "--single-branch"]
    subprocess.run(["git", "clone", "-q", *more, address, folder], check=True)
    subprocess.run(["git", "-C", folder, "remote", "remove", "origin"], check=True)
    return folder


def push(before: str, after: str, ref: str = "refs/heads/bad") -> dict[str, object]:
    where = {"id": 1, "full_name": "acme/shop", "default_branch": "main"}
    return {"ref": ref, "before": before, "after": after, "repository": where}


def test_a_pull_request_is_reviewed_posted_and_shown_once(
    github: Sandbox, pull: SandboxPullRequest, job: Job
) -> None:
    job.on("pull_request", pull.payload("pull_request", "opened"))
    job.in_actions()
    for _ in range(2):
        done = job.run("--format", "json", more={"GITHUB_TOKEN": token(github, "write")})
        assert done.returncode == 1, done.stderr

    assert json.loads(done.stdout)["change"]["number"] == pull.number
    shown = pull.shown()
    assert [(one.author, one.path, one.line) for one in shown.comments] == [
        ("github-actions[bot]", "shop.py", 5)
    ]
    assert (len(shown.reviews), len(shown.summaries), shown.checks) == (1, 1, ())
    assert job.outputs == {"verdict": "failed", "errors": "1", "warnings": "0", "notes": "0"}
    assert "::error" not in done.stderr
    assert job.summary.startswith("### Tenet: changes needed (1 error)\n")
    assert f"{github.url}/acme/shop/blob/{pull.head_sha}/shop.py#L5" in job.summary


def test_a_token_that_may_not_write_costs_a_fork_nothing_but_the_comments(
    github: Sandbox, shop: SandboxRepository, job: Job
) -> None:
    fork = github.fork(shop, "mona")
    fork.commit("theirs", {"shop.py": MISTAKE}, "Show the folder", base="main")
    pull = shop.open_pull_request(head="theirs", fork=fork)
    job.on("pull_request", pull.payload("pull_request", "opened"))
    job.in_actions()
    done = job.run(more={"GITHUB_TOKEN": token(github, "read"), "ANTHROPIC_API_KEY": "sk-ant-x"})

    assert done.returncode == 1
    (notice,) = [line for line in done.stderr.splitlines() if "warning" in line]
    assert notice.startswith("tenet: warning: the review is not posted, or not all of it: ")
    (annotation,) = [line for line in done.stderr.splitlines() if line.startswith("::")]
    assert annotation.startswith("::error file=shop.py,line=5,endLine=5,title=Security first%3A ")
    assert "pull requests from forks are reviewed by the rules only" in done.stdout
    assert pull.shown().comments == ()
    assert "changes needed" in job.summary


def test_a_policy_without_a_summary_gets_none(github: Sandbox, job: Job) -> None:
    policy = "version: 1\ncomments: {summary: false}\n"
    quiet = github.create_repository("acme/quiet", {".github/tenet.yml": policy})
    quiet.commit("change", {"shop.py": MISTAKE})
    pull = quiet.open_pull_request()
    job.on("pull_request", pull.payload("pull_request", "opened"))
    done = job.run(more={"GITHUB_TOKEN": token(github, "write")})

    assert done.returncode == 1
    shown = pull.shown()
    assert (len(shown.comments), shown.summaries) == (1, ())


def test_what_the_policy_skips_is_not_reviewed_in_a_job_either(tmp_path: Path, job: Job) -> None:
    policy = 'version: 1\nskip: {labels: ["no-review"]}\n'
    repository = Repository(tmp_path / "picky")
    base = repository.commit({".github/tenet.yml": policy})
    head = repository.commit({".github/tenet.yml": policy, "a.py": MISTAKE}, parents=[base])
    repository.check_out()
    told = {
        "number": 7,
        "labels": [{"name": "no-review"}],
        "base": {"sha": base},
        "head": {"sha": head, "repo": WHERE},
    }
    job.on("pull_request", {"pull_request": told, "repository": WHERE})
    done = job.run(cwd=repository.folder)

    why = "the label no-review asks for no review"
    assert (done.returncode, done.stdout) == (0, "")
    assert f"tenet: warning: not reviewed: {why}\n" in done.stderr
    assert job.summary == f"### Tenet: not reviewed\n\n{why}.\n"
    assert job.outputs["verdict"] == "skipped"


@pytest.fixture
def lenient(github: Sandbox) -> Iterator[SandboxPullRequest]:
    """A pull request of an organisation whose shared policy lets everything pass."""
    github.create_repository("umbrella/.github", {".github/tenet.yml": LENIENT})
    shop = github.create_repository("umbrella/shop", {"shop.py": "x = 1\n"})
    shop.commit("change", {"shop.py": MISTAKE})
    yield shop.open_pull_request()
    github.faults.clear()


def test_the_policy_of_the_organisation_holds_in_a_job(
    github: Sandbox, lenient: SandboxPullRequest, local: Repository, job: Job
) -> None:
    job.on("pull_request", lenient.payload("pull_request", "opened"))
    key = token(github, "write", "umbrella")
    done = job.run(more={"GITHUB_TOKEN": key})
    assert (done.returncode, len(lenient.shown().comments)) == (0, 1), done.stderr

    # What is pushed belongs to no pull request, and to the same organisation.
    where = {"id": lenient.state.repository.id, "full_name": "umbrella/shop"}
    told = push(local.sha("rev-parse", "main"), local.sha("rev-parse", "bad"))
    job.on("push", {**told, "repository": where})
    assert job.run(cwd=local.folder, more={"GITHUB_TOKEN": key}).returncode == 0

    done = job.run(cwd=local.folder)
    assert done.returncode == 1
    assert "The organisation's policy was not read, and does not apply: there is no" in done.stdout

    for fault in (
        {"status": 403, "body": '{"message": "No."}', "times": 1},
        {"status": 502, "times": 9},
    ):
        github.faults.add(method="GET", path="/repos/umbrella/.github$", **fault)
        done = job.run(cwd=local.folder, more={"GITHUB_TOKEN": key})
        assert done.returncode == 1, done.stderr
        assert "policy was not read, and does not apply: GitHub answered" in done.stdout
        github.faults.clear()


def test_where_the_api_refuses_the_clone_is_reviewed(
    github: Sandbox, pull: SandboxPullRequest, job: Job, tmp_path: Path
) -> None:
    clone = cloned(github, tmp_path / "clone", "main")
    job.on("pull_request", pull.payload("pull_request", "opened"))
    job.in_actions()
    github.faults.add(status=403, path="/repos/acme/shop/pulls", times=9)
    try:
        done = job.run(cwd=clone, more={"GITHUB_TOKEN": token(github, "write")})
    finally:
        github.faults.clear()

    assert done.returncode == 1, done.stderr
    assert "nothing is posted, and the clone is reviewed instead: " in done.stderr
    assert "::error file=shop.py,line=5," in done.stderr


def test_a_job_of_an_older_commit_reviews_nothing(
    github: Sandbox, shop: SandboxRepository, job: Job
) -> None:
    shop.commit("moving", {"shop.py": "x = 2\n"}, base="main")
    pull = shop.open_pull_request(head="moving")
    job.on("pull_request", pull.payload("pull_request", "opened"))
    pull.push({"shop.py": "x = 3\n"})
    done = job.run(more={"GITHUB_TOKEN": token(github, "write")})

    assert done.returncode == 2
    assert "moved on" in done.stderr
    assert pull.shown().summaries == ()


def test_without_a_token_a_pull_request_is_reviewed_in_the_clone(
    local: Repository, job: Job
) -> None:
    where = {"id": 1, "full_name": "acme/shop"}
    told = {
        "number": 7,
        "title": HOSTILE,
        "base": {"sha": local.sha("rev-parse", "main"), "ref": HOSTILE},
        "head": {"sha": local.sha("rev-parse", "bad"), "ref": HOSTILE, "repo": where},
    }
    job.on("pull_request", {"pull_request": told, "repository": where})
    done = job.run(cwd=local.folder)

    assert done.returncode == 1
    assert "tenet: warning: nothing is posted, because there is no GITHUB_TOKEN\n" in done.stderr
    assert "shop.py:5" in done.stdout
    assert HOSTILE not in done.stdout + done.stderr + job.summary


def test_a_push_is_reviewed_from_before_to_after(local: Repository, job: Job) -> None:
    main, bad = local.sha("rev-parse", "main"), local.sha("rev-parse", "bad")
    job.on("push", push(main, bad))
    report = job.folder / "report.sarif"
    done = job.run("--format", "sarif", "--output", str(report), cwd=local.folder)

    assert (done.returncode, done.stdout) == (1, "")
    (run,) = json.loads(report.read_text())["runs"]
    assert (run["properties"]["baseSha"], run["properties"]["headSha"]) == (main, bad)
    assert "changes needed" in job.summary


def test_a_new_branch_is_compared_with_the_default_branch(local: Repository, job: Job) -> None:
    main, bad = local.sha("rev-parse", "main"), local.sha("rev-parse", "bad")
    local.git("update-ref", "refs/remotes/origin/main", main)
    job.on("push", push("0" * 40, bad))
    done = job.run("--format", "json", "--fail-on", "never", cwd=local.folder)

    assert done.returncode == 0
    assert json.loads(done.stdout)["change"]["base_sha"] == main


def test_a_merge_group_is_reviewed(local: Repository, job: Job) -> None:
    main, bad = local.sha("rev-parse", "main"), local.sha("rev-parse", "bad")
    where = {"id": 1, "full_name": "acme/shop"}
    job.on("merge_group", {"merge_group": {"base_sha": main, "head_sha": bad}, "repository": where})
    done = job.run("--format", "markdown", cwd=local.folder)

    assert done.returncode == 1
    assert done.stdout.startswith("### Tenet: changes needed (1 error)\n")
    assert job.summary.startswith("### Tenet: changes needed (1 error)\n")


def test_an_incomplete_review_lets_the_job_pass_unless_it_is_strict(
    local: Repository, job: Job
) -> None:
    between = ("--base", "main", "--head", "broken")
    done = job.run(*between, cwd=local.folder)

    assert done.returncode == 0
    (warning,) = [line for line in done.stderr.splitlines() if "warning" in line]
    assert warning == (
        "tenet: warning: not fully reviewed, 1 file not fully looked at: could not be parsed (1); "
        "`--strict` fails the job for it"
    )
    assert "not fully reviewed" in job.summary
    assert job.run(*between, "--strict", cwd=local.folder).returncode == 3


def test_a_policy_that_blocks_on_incomplete_fails_the_job(job: Job, tmp_path: Path) -> None:
    repository = Repository(tmp_path / "blocking")
    policy = "version: 1\nincomplete: block\n"
    base = repository.commit({".github/tenet.yml": policy})
    repository.commit({".github/tenet.yml": policy, "app.js": BROKEN}, parents=[base])
    repository.check_out()

    assert job.run("--base", base, cwd=repository.folder).returncode == 3


def test_a_shallow_clone_is_deepened_beside_it_with_the_jobs_token(
    github: Sandbox, job: Job, tmp_path: Path
) -> None:
    secret = github.create_repository("acme/vault", {"shop.py": "x = 1\n"}, private=True)
    main = secret.commit("noise", {"noise.py": "x = 1\n"}, "Make some noise", base="main")
    middle = secret.commit("change", {"other.py": "x = 1\n"}, "Begin", base="main")
    head = secret.commit("change", {"shop.py": MISTAKE}, "Show the folder")
    key = token(github, "read")
    clone = cloned(github, tmp_path / "clone", "change", "acme/vault")
    # What an earlier step may have written there must not get the token.
    config = clone / ".git" / "config"
    config.write_text(
        config.read_text() + f'[url "{github.url}/x/"]\n\tinsteadOf = {github.url}/\n'
    )
    before = {path: path.stat().st_mtime_ns for path in (clone / ".git").rglob("*")}

    where = {"id": secret.id, "full_name": "acme/vault", "default_branch": "main"}
    job.on(
        "merge_group", {"merge_group": {"base_sha": main, "head_sha": head}, "repository": where}
    )
    done = job.run("--format", "json", cwd=clone, more={"GITHUB_TOKEN": key})

    assert done.returncode == 1, done.stderr
    change = json.loads(done.stdout)["change"]
    assert (change["head_sha"], change["files"]) == (head, 2)
    assert change["base_sha"] not in {main, middle}
    assert {path: path.stat().st_mtime_ns for path in (clone / ".git").rglob("*")} == before

    # A new branch names no base but the default branch, which the clone does not know.
    job.on("push", {**push("0" * 40, head), "repository": where})
    done = job.run("--format", "json", cwd=clone, more={"GITHUB_TOKEN": key})
    assert json.loads(done.stdout)["change"]["base_sha"] == change["base_sha"], done.stderr

    # Where git is refused, GitHub's API has it all; where both are, that is said.
    github.faults.add(status=403, path=r"\.git/", times=1_000)
    try:
        job.environment["TENET_DATA_DIR"] = str(with_parsed_rules(tmp_path / "fresh"))
        done = job.run("--format", "json", cwd=clone, more={"GITHUB_TOKEN": key})
        assert json.loads(done.stdout)["change"]["files"] == 2, done.stderr
        assert "GitHub's API is asked instead." in done.stderr

        done = job.run(cwd=clone)
        assert (done.returncode, done.stdout) == (3, "")
        assert "nothing was looked at: What the clone lacks could not be fetched: " in done.stderr
        assert "`fetch-depth: 0`" in done.stderr
        assert job.outputs["verdict"] == "incomplete"
        assert "### Tenet: nothing was looked at" in job.summary
    finally:
        github.faults.clear()


def test_a_merge_request_of_gitlab_is_reviewed_by_its_variables(
    github: Sandbox, shop: SandboxRepository, job: Job, tmp_path: Path
) -> None:
    head = shop.commit("request", {"shop.py": MISTAKE}, "Show the folder", base="main")
    clone = cloned(github, tmp_path / "clone", "request")
    root = shop.open_pull_request(head="request").base_sha
    job.environment |= {
        "GITLAB_CI": "true",
        "CI_SERVER_URL": github.url,
        "CI_PROJECT_PATH": "acme/shop",
        "CI_JOB_TOKEN": token(github, "read"),
        "CI_COMMIT_SHA": head,
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": root,
        "CI_MERGE_REQUEST_PROJECT_ID": "7",
        "CI_MERGE_REQUEST_SOURCE_PROJECT_ID": "8",
        "ANTHROPIC_API_KEY": "sk-ant-x",
    }
    done = job.run(cwd=clone)

    assert done.returncode == 1, done.stderr
    assert "shop.py:5" in done.stdout
    assert "pull requests from forks are reviewed by the rules only" in done.stdout


WHERE = {"id": 1, "full_name": "acme/shop", "default_branch": "main"}


@pytest.mark.parametrize(
    ("event", "payload", "says"),
    [
        ("schedule", {"schedule": "0 0 * * *"}, "let `tenet scan` look at everything"),
        (HOSTILE, {}, "names no change"),
        ("push", "{", "not JSON"),
        ("push", [], "not what GitHub writes"),
        ("push", push("0" * 40, "b" * 40, "refs/heads/main"), "This is the first push"),
        ("push", push("--output=x", "b" * 40), "`before`"),
        ("push", {**push("a" * 40, "b" * 40), "repository": {"id": 1}}, "`repository.full_name`"),
        ("pull_request", {"pull_request": {"number": -1}, "repository": WHERE}, "`pull_request."),
        (
            "merge_group",
            {"merge_group": {"base_sha": "$(x)", "head_sha": "b" * 40}, "repository": WHERE},
            "`merge_group.base_sha`",
        ),
    ],
)
def test_an_event_that_names_no_change_is_one_sentence(
    job: Job, event: str, payload: object, says: str
) -> None:
    job.on(event, payload)
    done = job.run()

    assert (done.returncode, done.stdout) == (2, "")
    assert says in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_outside_of_a_job_it_says_what_to_give(job: Job) -> None:
    done = job.run()

    assert done.returncode == 2
    assert done.stderr == (
        "tenet: No job that says its change is to be seen here (GitHub Actions, GitLab CI, a "
        "Jenkins job of a pull request): say what to compare with, such as "
        "`tenet ci --base origin/main`.\n"
    )


def test_an_event_file_that_is_not_there_is_one_sentence(job: Job) -> None:
    more = {"GITHUB_EVENT_NAME": "push", "GITHUB_EVENT_PATH": str(job.folder / "none.json")}
    done = job.run(more=more)

    assert done.returncode == 2
    assert "cannot be read (No such file or directory)" in done.stderr


def test_a_summary_that_cannot_be_written_costs_nobody_the_answer(
    local: Repository, job: Job
) -> None:
    more = {"GITHUB_STEP_SUMMARY": str(job.folder)}
    done = job.run("--base", "main", cwd=local.folder, more=more)

    assert done.returncode == 1
    assert "the job's summary cannot be written (Is a directory)" in done.stderr
