"""The pages: every pull request there is, and one of them as a person sees it."""

from pathlib import Path

from bot.sandbox.markdown_text import render
from bot.sandbox.markup import Html, Node, join, tag
from bot.sandbox.page_files import files
from bot.sandbox.page_talk import avatar, checks, conversation, current_checks
from bot.sandbox.world import PullRequest, World

STYLE = Path(__file__).with_name("page.css")
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_STATES = {"open": "Open", "draft": "Draft", "closed": "Closed", "merged": "Merged"}


def list_page(world: World) -> Html:
    """Every pull request, by repository."""
    sections: list[Node] = []
    for repository in world.repositories.values():
        rows = [
            tag(
                "li",
                _badge(pull),
                tag("a", pull.title, href=_address(pull)),
                tag("span", f"#{pull.number} by {pull.user.login}", class_="muted"),
            )
            for pull in reversed(repository.pulls.values())
        ]
        listed = tag("ul", *rows, class_="box list") if rows else tag("p", "No pull request yet.")
        sections.append(tag("section", tag("h2", repository.full_name), listed))
    if not sections:
        sections.append(tag("p", "There is no repository yet.", class_="muted"))
    return frame("Pull requests", tag("h1", "Pull requests"), *sections)


def pull_page(pull: PullRequest) -> Html:
    """One pull request: what is said, what the checks say, and the diff with its comments."""
    changed, runs = pull.files(), current_checks(pull)
    talk = len(pull.comments) + sum(one.state != "PENDING" for one in pull.reviews)
    return frame(
        f"{pull.title} #{pull.number}",
        tag("h1", pull.title, tag("span", f" #{pull.number}", class_="muted")),
        tag("p", _badge(pull), _sentence(pull), *_labels(pull), class_="about"),
        tag(
            "nav",
            _tab("Conversation", talk, "#conversation"),
            _tab("Checks", len(runs), "#checks"),
            _tab("Files changed", len(changed), "#files"),
        ),
        tag("section", _description(pull), *conversation(pull), id="conversation"),
        tag("section", tag("h2", "Checks"), *checks(pull, runs), id="checks"),
        tag("section", tag("h2", "Files changed"), *files(pull, changed), id="files"),
    )


def _sentence(pull: PullRequest) -> Html:
    commits = len(pull.commits())
    noun = "commit" if commits == 1 else "commits"
    return join(
        tag("b", pull.user.login),
        f" wants to merge {commits} {noun} into ",
        tag("code", pull.base),
        " from ",
        tag("code", f"{pull.head_user.login}:{pull.head}"),
    )


def _description(pull: PullRequest) -> Html:
    said = render(pull.body) if pull.body else tag("p", "No description provided.", class_="muted")
    head = tag("header", avatar(pull.user), tag("b", pull.user.login), " opened this pull request")
    return tag("article", head, said, class_="box comment")


def _labels(pull: PullRequest) -> list[Html]:
    return [tag("span", name, class_="label") for name in pull.labels]


def _badge(pull: PullRequest) -> Html:
    kind = "draft" if pull.draft and pull.state == "open" else pull.state
    kind = "merged" if pull.merged_at is not None else kind
    return tag("span", _STATES[kind], class_=f"badge {kind}")


def _tab(name: str, count: int, to: str) -> Html:
    return tag("a", name, tag("span", count, class_="count"), href=to)


def _address(pull: PullRequest) -> str:
    return f"/{pull.repository.full_name}/pull/{pull.number}"


def frame(title: str, *content: Node) -> Html:
    """A whole page with this content."""
    head = tag(
        "head",
        Html('<meta charset="utf-8"><meta name="viewport" content="width=device-width">'),
        tag("title", title),
        Html('<link rel="stylesheet" href="/_sandbox/page.css">'),
    )
    bar = tag(
        "div",
        tag("a", "Sandbox GitHub", href="/"),
        tag("span", "runs on this machine only"),
        class_="bar",
    )
    body = tag("body", bar, tag("main", *content))
    return join(Html("<!doctype html>"), tag("html", head, body, lang="en"))
