"""What GitHub turns into links and mentions after rendering, in text that is no code."""

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

# The extended autolinks of its Markdown, and its mentions and references.
AUTOMATIC = re.compile(
    r"(?<!\w)@[a-z0-9]|#\d|\bGH-\d|\bwww\.|(?:https?|ftp)://|[\w.+-]+@[\w-]+\.\w|(?:mailto|xmpp):\S+@\w",
    re.IGNORECASE,
)


def links(markdown: str) -> list[str]:
    """Where every link of a text leads, and every link and mention that nobody wrote as one."""
    tokens = list(_leaves(MarkdownIt("commonmark").enable("table").parse(markdown)))
    written = [str(one.attrs["href"]) for one in tokens if one.type == "link_open"]
    text = "".join(
        one.content if one.type == "text" else "\0" for one in tokens if not one.children
    )
    return [*written, *(found[0] for found in AUTOMATIC.finditer(text))]


def _leaves(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _leaves(token.children or [])
