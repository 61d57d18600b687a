"""What a person sees on a pull request, as plain values."""

from dataclasses import dataclass

from bot.sandbox.world import PullRequest


@dataclass(frozen=True, slots=True)
class ShownReview:
    """One submitted review."""

    author: str
    state: str
    body: str
    commit: str
    minimized: str | None


@dataclass(frozen=True, slots=True)
class ShownComment:
    """One comment on the diff; `line` is None for a file, and when the line is outdated."""

    id: int
    author: str
    path: str
    side: str
    start_line: int | None
    line: int | None
    subject: str
    outdated: bool
    in_reply_to: int | None
    body: str
    reactions: tuple[str, ...]
    minimized: str | None
    resolved: bool


@dataclass(frozen=True, slots=True)
class ShownSummary:
    """One comment in the conversation."""

    id: int
    author: str
    body: str
    edited: bool
    reactions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownAnnotation:
    """One annotation of a check run."""

    path: str
    start_line: int
    end_line: int
    level: str
    title: str | None
    message: str


@dataclass(frozen=True, slots=True)
class ShownCheck:
    """One check run; `head` is the commit that it stands on."""

    id: int
    name: str
    head: str
    status: str
    conclusion: str | None
    title: str | None
    summary: str | None
    text: str | None
    annotations: tuple[ShownAnnotation, ...]
    buttons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """All of it: reviews, comments on the diff, the conversation, and every head's checks."""

    title: str
    state: str
    reviews: tuple[ShownReview, ...]
    comments: tuple[ShownComment, ...]
    summaries: tuple[ShownSummary, ...]
    checks: tuple[ShownCheck, ...]


def show(pull: PullRequest) -> Shown:
    """What a pull request shows now; call it with the world's lock held."""
    heads = {pull.head_sha, *pull.former_heads}
    return Shown(
        title=pull.title,
        state=pull.state,
        reviews=tuple(
            ShownReview(one.user.login, one.state, one.body, one.commit_id, one.minimized)
            for one in pull.reviews
            if one.state != "PENDING"
        ),
        comments=_comments(pull),
        summaries=tuple(
            ShownSummary(
                id=one.id,
                author=one.user.login,
                body=one.body,
                edited=one.updated_at != one.created_at,
                reactions=tuple(each.content for each in one.reactions),
            )
            for one in pull.comments
        ),
        checks=_checks(pull, heads),
    )


def _comments(pull: PullRequest) -> tuple[ShownComment, ...]:
    return tuple(
        ShownComment(
            id=one.id,
            author=one.user.login,
            path=one.path,
            side=one.side,
            start_line=one.start_line,
            line=one.line,
            subject=one.subject,
            outdated=one.subject == "line" and one.line is None,
            in_reply_to=one.in_reply_to,
            body=one.body,
            reactions=tuple(each.content for each in one.reactions),
            minimized=one.minimized,
            resolved=one.resolved,
        )
        for one in pull.review_comments
        if one.review.state != "PENDING"
    )


def _checks(pull: PullRequest, heads: set[str]) -> tuple[ShownCheck, ...]:
    return tuple(
        ShownCheck(
            id=one.id,
            name=one.name,
            head=one.head_sha,
            status=one.status,
            conclusion=one.conclusion,
            title=one.title,
            summary=one.summary,
            text=one.text,
            annotations=tuple(
                ShownAnnotation(
                    path=str(each["path"]),
                    start_line=int(str(each["start_line"])),
                    end_line=int(str(each["end_line"])),
                    level=str(each["annotation_level"]),
                    title=None if each["title"] is None else str(each["title"]),
                    message=str(each["message"]),
                )
                for each in one.annotations
            ),
            buttons=tuple(one.actions),
        )
        for one in pull.repository.check_runs.values()
        if one.head_sha in heads
    )
