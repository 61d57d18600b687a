"""Which change a CI job runs on, and where what its clone lacks can be had, by its variables."""

import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from bot.errors import UserError
from bot.githubapp.basic import basic_authorization
from bot.githubapp.job_event import (
    MAX_BYTES,
    PullRequestJob,
    RevisionsJob,
    base_of_push,
    read_job,
)
from bot.review.unwanted import Traits
from bot.settings import Settings
from bot.sources.mirror import Remote

_NAME = re.compile(r"[\w.-]+(?:/[\w.-]+)+", re.ASCII)
_THIS_MACHINE = {"127.0.0.1", "localhost"}


def job_of(environ: Mapping[str, str]) -> PullRequestJob | RevisionsJob:
    """The change that the job runs on. Raises UserError where no job says which."""
    if environ.get("GITHUB_EVENT_NAME") and environ.get("GITHUB_EVENT_PATH"):
        return _of_github(environ["GITHUB_EVENT_NAME"], environ["GITHUB_EVENT_PATH"])
    if environ.get("GITLAB_CI"):
        return _of_gitlab(environ)
    if environ.get("CHANGE_TARGET"):
        return _of_jenkins(environ)
    raise UserError(
        "No job that says its change is to be seen here (GitHub Actions, GitLab CI, a Jenkins "
        "job of a pull request): say what to compare with, such as `tenet ci --base origin/main`."
    )


def remote_of(
    job: RevisionsJob | None, environ: Mapping[str, str], settings: Settings
) -> Remote | None:
    """Where the job's repository is fetched from, with the job's own token if it has one."""
    is_of_github = job is not None and job.repository_id is not None
    name = job.repository if job and is_of_github else environ.get("GITHUB_REPOSITORY", "")
    if _NAME.fullmatch(name):
        token = settings.github_token
        header = basic_authorization("x-access-token", token.get_secret_value()) if token else ""
        return Remote(f"{settings.server_url}/{name}.git", header)
    name, server = environ.get("CI_PROJECT_PATH", ""), environ.get("CI_SERVER_URL", "")
    if _NAME.fullmatch(name) and _is_safe(server):
        token_of_job = environ.get("CI_JOB_TOKEN", "")
        header = basic_authorization("gitlab-ci-token", token_of_job) if token_of_job else ""
        return Remote(f"{server}/{name}.git", header)
    address = environ.get("GIT_URL", "")  # Jenkins, which keeps its password to itself
    return Remote(address, "") if _is_safe(address) else None


def _of_github(event: str, path: str) -> PullRequestJob | RevisionsJob:
    try:
        with Path(path).open("rb") as file:
            body = file.read(MAX_BYTES + 1)
    except OSError as exc:
        raise UserError(
            f"The job's event file cannot be read ({exc.strerror}): check GITHUB_EVENT_PATH, or "
            "say by --base REF what to compare with."
        ) from exc
    if len(body) > MAX_BYTES:
        raise UserError(
            "The job's event file is larger than any that GitHub writes: check GITHUB_EVENT_PATH."
        )
    return read_job(event, body)


def _of_gitlab(environ: Mapping[str, str]) -> RevisionsJob:
    """https://docs.gitlab.com/ci/variables/predefined_variables/."""
    name, commit = environ.get("CI_PROJECT_PATH", ""), environ.get("CI_COMMIT_SHA", "HEAD")
    base = environ.get("CI_MERGE_REQUEST_DIFF_BASE_SHA", "")
    if base:
        own, theirs = (
            environ.get(f"CI_MERGE_REQUEST_{whose}PROJECT_ID", "") for whose in ("", "SOURCE_")
        )
        labels = environ.get("CI_MERGE_REQUEST_LABELS", "")
        traits = Traits(
            labels=tuple(one.strip() for one in labels.split(",") if one.strip()),
            is_draft=environ.get("CI_MERGE_REQUEST_DRAFT", "") == "true",
            is_fork=own != theirs,
        )
        # The source branch as it is, where the pipeline runs on what merging it would make.
        head = environ.get("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA") or commit
        return RevisionsJob(name, base, head, traits=traits)
    default = environ.get("CI_DEFAULT_BRANCH", "main")
    before = environ.get("CI_COMMIT_BEFORE_SHA", "")
    return RevisionsJob(
        name, base_of_push(before, environ.get("CI_COMMIT_BRANCH", ""), default), commit
    )


def _of_jenkins(environ: Mapping[str, str]) -> RevisionsJob:
    """https://www.jenkins.io/doc/book/pipeline/multibranch/."""
    traits = Traits(
        author=environ.get("CHANGE_AUTHOR", ""), is_fork=bool(environ.get("CHANGE_FORK"))
    )
    base = f"refs/remotes/origin/{environ['CHANGE_TARGET']}"
    return RevisionsJob("", base, "HEAD", traits=traits)


def _is_safe(address: str) -> bool:
    """Whether a token may go there: by TLS, or to this machine."""
    parts = urlsplit(address)
    is_safe = parts.scheme == "https" or (
        parts.scheme == "http" and parts.hostname in _THIS_MACHINE
    )
    return is_safe and bool(parts.hostname) and "@" not in parts.netloc
