"""The upper half of a pull request's page: what was said, and what the checks say."""

from collections.abc import Sequence
from datetime import datetime

from bot.sandbox.markdown_text import render
from bot.sandbox.markup import Html, Node, join, tag
from bot.sandbox.said import CheckRun, IssueComment, Review, User
from bot.sandbox.shapes import stamp
from bot.sandbox.world import PullRequest

_VERBS = {
    "COMMENTED": "reviewed",
    "APPROVED": "approved these changes",
    "CHANGES_REQUESTED": "requested changes",
}
_MARKS = {"success": "✓", "failure": "✗", "neutral": "■", "skipped": "■", None: "●"}
_EMOJI = {"+1": "👍", "-1": "👎", "laugh": "😄", "confused": "😕", "heart": "❤️", "hooray": "🎉"}
_EMOJI |= {"rocket": "🚀", "eyes": "👀"}
_LEVELS = {"failure": "Failure", "warning": "Warning", "notice": "Notice"}


def avatar(who: User) -> Html:
    """A letter in a circle: no picture is loaded."""
    return tag("span", who.login[:1].upper(), class_=f"avatar hue-{who.id % 6}")


def byline(who: User, does: str, when: datetime | None) -> Html:
    """Who did something, and when."""
    bot = tag("span", "bot", class_="label") if who.kind == "Bot" else None
    time = tag("time", (stamp(when) or "").replace("T", " ").rstrip("Z"), class_="muted")
    return tag("header", avatar(who), tag("b", who.login.removesuffix("[bot]")), bot, does, time)


def reactions(emoji: Sequence[str]) -> Html | None:
    """The emoji below a comment."""
    shown = [tag("span", _EMOJI[name], class_="label") for name in emoji]
    return tag("p", *shown, class_="reactions") if shown else None


def conversation(pull: PullRequest) -> list[Html]:
    """Comments and reviews in the order in which they were said."""
    said: list[tuple[datetime, Html]] = [(one.created_at, _comment(one)) for one in pull.comments]
    said += [
        (one.submitted_at, _review(pull, one))
        for one in pull.reviews
        if one.submitted_at is not None
    ]
    return [shown for _, shown in sorted(said, key=lambda entry: entry[0])]


def _comment(one: IssueComment) -> Html:
    does = " commented" + (" (edited)" if one.updated_at != one.created_at else "")
    emoji = reactions([each.content for each in one.reactions])
    head = byline(one.user, does, one.created_at)
    return tag(
        "article", head, render(one.body), emoji, class_="box comment", id=f"issuecomment-{one.id}"
    )


def _review(pull: PullRequest, one: Review) -> Html:
    mine = [comment for comment in pull.review_comments if comment.review is one]
    places = [
        tag(
            "li",
            tag(
                "a",
                f"{comment.path}:{comment.line}" if comment.line else comment.path,
                href=f"#discussion_r{comment.id}",
            ),
        )
        for comment in mine
    ]
    head = byline(one.user, f" {_VERBS[one.state]} ", one.submitted_at)
    body = render(one.body) if one.body else None
    listed = tag("ul", *places, class_="places") if places else None
    box = "box comment review"
    return tag("article", head, body, listed, class_=box, id=f"pullrequestreview-{one.id}")


def current_checks(pull: PullRequest) -> list[CheckRun]:
    """The newest check run of each name on the head."""
    newest = {
        one.name: one
        for one in pull.repository.check_runs.values()
        if one.head_sha == pull.head_sha
    }
    return list(newest.values())


def checks(pull: PullRequest, runs: Sequence[CheckRun]) -> list[Html]:
    """Each check run with its verdict and annotations."""
    if not runs:
        return [tag("p", f"No check on {pull.head_sha[:7]}.", class_="muted")]
    return [_check(one) for one in runs]


def _check(one: CheckRun) -> Html:
    verdict = one.conclusion or one.status
    mark = tag("span", _MARKS.get(one.conclusion, "✗"), class_=f"mark {verdict}")
    words = tag("span", verdict.replace("_", " "), class_="muted")
    text = render(one.text) if one.text else None
    said: list[Node] = [tag("h3", one.title or ""), render(one.summary), text]
    annotations = [_annotation(each) for each in one.annotations]
    return tag(
        "article",
        tag("header", mark, tag("b", one.name), words),
        tag("div", *said, class_="inside") if one.title or one.summary else None,
        *annotations,
        class_="box check",
    )


def _annotation(each: dict[str, object]) -> Html:
    level = str(each["annotation_level"])
    start, end = each["start_line"], each["end_line"]
    lines = f"line {start}" if start == end else f"lines {start} to {end}"
    raw = each["raw_details"]
    return tag(
        "div",
        tag("span", _LEVELS[level], class_=f"level {level}"),
        tag("code", str(each["path"])),
        tag("span", f" {lines}", class_="muted"),
        tag("p", tag("b", str(each["title"])) if each["title"] else None),
        tag("pre", join(str(each["message"]))),
        tag("pre", str(raw)) if raw else None,
        class_=f"annotation {level}",
    )
