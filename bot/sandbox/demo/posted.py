"""What was posted, as anybody reads it from GitHub's API."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.errors import OperatorError
from bot.sandbox.demo.reading import get_json

_CLAIM = re.compile(r"\*\*(?P<severity>\w+) · (?P<principle>.+?):\*\* (?P<title>.+)")
_RULE = re.compile(r"· rule `(?P<rule>[^`]+)`")
_HIDDEN = re.compile(r"\s*<!--.*?-->", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment on the diff; `code` are the lines that it stands at, `rule` None: not a rule's.

    A comment on the whole file has line 0.
    """

    id: int
    path: str
    start_line: int
    line: int
    severity: str
    principle: str
    title: str
    message: str
    rule: str | None
    code: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """The check run on the head."""

    name: str
    conclusion: str
    title: str
    annotations: int


@dataclass(frozen=True, slots=True)
class Posted:
    """Everything that was said on one pull request; the summaries are Markdown."""

    comments: tuple[Comment, ...]
    summaries: tuple[str, ...]
    checks: tuple[Check, ...]


def read_posted(repository_api: str, number: int, head_sha: str, token: str) -> Posted:
    """Ask the API below a repository's address. Raises OperatorError for an odd answer."""

    def ask(path: str) -> Any:  # noqa: ANN401  JSON of any shape
        status, said = get_json(f"{repository_api}{path}?per_page=100", token)
        if status != 200:  # noqa: PLR2004  what GitHub answers to every reader
            raise OperatorError(f"The sandbox answered {status} to {path}: that is a bug in it.")
        return said

    comments = [_comment(one) for one in ask(f"/pulls/{number}/comments")]
    return Posted(
        comments=tuple(sorted(comments, key=lambda one: (one.path, one.line))),
        summaries=tuple(_visible(one["body"]) for one in ask(f"/issues/{number}/comments")),
        checks=tuple(_check(one) for one in ask(f"/commits/{head_sha}/check-runs")["check_runs"]),
    )


def _comment(shape: Mapping[str, Any]) -> Comment:
    body, line = _visible(shape["body"]), shape["line"] or 0
    start = shape["start_line"] or line
    claim, rule = _CLAIM.search(body), _RULE.search(body)
    said = body.split("\n\n")[1:-1]
    count = line - start + 1
    return Comment(
        id=shape["id"],
        path=shape["path"],
        start_line=start,
        line=line,
        severity=claim["severity"] if claim else "",
        principle=claim["principle"] if claim else "",
        title=claim["title"] if claim else body.split("\n")[0],
        message="\n".join(said),
        rule=rule["rule"] if rule else None,
        code=tuple(one[1:] for one in shape["diff_hunk"].split("\n")[-count:]) if line else (),
    )


def _check(shape: Mapping[str, Any]) -> Check:
    output = shape["output"]
    return Check(
        name=shape["name"],
        conclusion=shape["conclusion"] or shape["status"],
        title=output["title"] or "",
        annotations=output["annotations_count"],
    )


def _visible(body: str) -> str:
    return _HIDDEN.sub("", body).strip()
