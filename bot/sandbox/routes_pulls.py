"""Pull requests as such: lists, one of them, its files and commits."""

from bot.sandbox import shapes_code, shapes_pulls
from bot.sandbox.call import Answer, Call
from bot.sandbox.refusals import Refusal

_LISTED_FILES = 3_000  # GitHub lists no more
_DIFF_FILES, _DIFF_LINES = 300, 20_000  # the diff media type's limits


def list_pulls(call: Call) -> Answer:
    """GET /repos/{owner}/{repo}/pulls?state=&head=&base=."""
    state, base = call.query.get("state", "open"), call.query.get("base")
    head = call.query.get("head", "").rpartition(":")[2]
    found = [
        pull
        for pull in reversed(call.repository().pulls.values())
        if state in {"all", pull.state} and base in {None, pull.base} and head in {"", pull.head}
    ]
    if call.query.get("sort") == "updated":
        found.sort(key=lambda pull: pull.updated_at, reverse=True)
    if call.query.get("direction") == "asc":
        found.reverse()
    return call.page([shapes_pulls.pull_request(call.site, pull) for pull in found])


def get_pull(call: Call) -> Answer:
    """GET /repos/{owner}/{repo}/pulls/{number}; also as a diff."""
    pull = call.pull()
    if call.accept.endswith("diff"):
        files = pull.files()
        if len(files) > _DIFF_FILES or sum(len(f.lines) for f in files) > _DIFF_LINES:
            raise Refusal(406, "Sorry, the diff exceeded the maximum number of files (300).")
        text = pull.repository.diffs.text(pull.merge_base(), pull.head_sha)
        return Answer(text, media_type="application/vnd.github.diff; charset=utf-8")
    return Answer(shapes_pulls.full_pull_request(call.site, pull))


def list_files(call: Call) -> Answer:
    """GET /repos/{owner}/{repo}/pulls/{number}/files."""
    pull = call.pull()
    files = pull.files()[:_LISTED_FILES]
    where, head = pull.repository, pull.head_sha
    return call.page([shapes_code.diff_entry(call.site, where, head, file) for file in files])


def list_commits(call: Call) -> Answer:
    """GET /repos/{owner}/{repo}/pulls/{number}/commits."""
    pull = call.pull()
    return call.page([shapes_code.commit(call.site, pull.repository, c) for c in pull.commits()])


def list_pulls_of_commit(call: Call) -> Answer:
    """GET /repos/{owner}/{repo}/commits/{sha}/pulls."""
    where = call.repository()
    sha = where.git.need(call.parameters["ref"])
    found = [pull for pull in where.pulls.values() if pull.head_sha == sha]
    return call.page([shapes_pulls.pull_request(call.site, pull) for pull in found])


def get_issue(call: Call) -> Answer:
    """GET /repos/{owner}/{repo}/issues/{number}."""
    issue = call.repository().issues.get(int(call.parameters["number"]))
    return Answer(shapes_pulls.issue(call.site, issue or call.pull()))
