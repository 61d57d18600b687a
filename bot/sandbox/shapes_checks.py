"""How GitHub writes check runs and check suites down as JSON."""

from bot.sandbox.said import CheckRun
from bot.sandbox.shapes import Json, Site, app, node_id, stamp
from bot.sandbox.shapes_code import commit
from bot.sandbox.world import PullRequest, Repository


def check_run(site: Site, where: Repository, one: CheckRun) -> Json:
    """A `check-run`."""
    url = f"{site.repository_url(where)}/check-runs/{one.id}"
    page = f"{site.page(where)}/runs/{one.id}"
    return {
        "id": one.id,
        "node_id": node_id("CheckRun", one.id),
        "name": one.name,
        "head_sha": one.head_sha,
        "external_id": one.external_id,
        "url": url,
        "html_url": page,
        "details_url": one.details_url or page,
        "status": one.status,
        "conclusion": one.conclusion,
        "started_at": stamp(one.started_at),
        "completed_at": stamp(one.completed_at),
        "output": {
            "title": one.title,
            "summary": one.summary,
            "text": one.text,
            "annotations_count": len(one.annotations),
            "annotations_url": f"{url}/annotations",
        },
        "check_suite": {"id": one.suite_id},
        "app": app(site),
        "pull_requests": [
            {
                "id": pull.id,
                "number": pull.number,
                "url": f"{site.repository_url(where)}/pulls/{pull.number}",
                "head": _side(site, where, pull.head, pull.head_sha),
                "base": _side(site, where, pull.base, pull.base_sha),
            }
            for pull in where.pulls.values()
            if pull.head_sha == one.head_sha and pull.head_repository is where
        ],
    }


def _side(site: Site, where: Repository, ref: str, sha: str) -> Json:
    repository_shape = {"id": where.id, "name": where.name, "url": site.repository_url(where)}
    return {"ref": ref, "sha": sha, "repo": repository_shape}


def check_suite(site: Site, where: Repository, pull: PullRequest) -> Json:
    """A `check-suite` as webhooks show it."""
    sha = pull.head_sha
    number = where.check_suites.get(sha, pull.id)
    url = f"{site.repository_url(where)}/check-suites/{number}"
    details = commit(site, where, sha)["commit"]
    head: Json = dict(details) if isinstance(details, dict) else {}
    tree = head.get("tree")
    head_commit = {
        "id": sha,
        "tree_id": tree["sha"] if isinstance(tree, dict) else "",
        "message": head.get("message"),
        "timestamp": stamp(pull.updated_at),
        "author": head.get("author"),
        "committer": head.get("committer"),
    }
    runs = [run for run in where.check_runs.values() if run.head_sha == sha]
    return {
        "id": number,
        "node_id": node_id("CheckSuite", number),
        "head_branch": pull.head,
        "head_sha": sha,
        "status": "completed" if runs else "queued",
        "conclusion": runs[-1].conclusion if runs else None,
        "url": url,
        "before": pull.base_sha,
        "after": sha,
        "pull_requests": [],
        "app": app(site),
        "created_at": stamp(pull.created_at),
        "updated_at": stamp(pull.updated_at),
        "rerequestable": True,
        "runs_rerequestable": True,
        "latest_check_runs_count": len(runs),
        "check_runs_url": f"{url}/check-runs",
        "head_commit": head_commit,
    }
