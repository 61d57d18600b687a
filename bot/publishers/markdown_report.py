"""The review as Markdown, such as a CI job shows it as its summary."""

from bot.review import words
from bot.review.verdict import Review


def render(review: Review, repository_url: str | None = None) -> str:
    """The whole report, ending with a line break; with the repository's address it has links."""
    text = words.report(review, repository_url)
    # GitHub's runner obeys `##[` anywhere in a printed line, also within a code span.
    return text.replace("##[", "#\u200b#[") + "\n"
