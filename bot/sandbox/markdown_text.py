"""Markdown as GitHub shows it, from people who may be hostile."""

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from bot.sandbox.markup import Html, join, tag

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TAG = re.compile(r"(</?(?:details|summary|sub|sup|b|br)>)", re.IGNORECASE)
_LINK_RELATION = "nofollow noopener noreferrer"


class _Renderer(RendererHTML):
    """Raw HTML is text, but for a few harmless tags; pictures are named, not loaded."""

    def html_block(
        self, tokens: Sequence[Token], index: int, _options: OptionsDict, _env: EnvType
    ) -> str:
        return _harmless(tokens[index].content)

    def html_inline(
        self, tokens: Sequence[Token], index: int, _options: OptionsDict, _env: EnvType
    ) -> str:
        return _harmless(tokens[index].content)

    def image(
        self, tokens: Sequence[Token], index: int, _options: OptionsDict, _env: EnvType
    ) -> str:
        return tag("em", f"[picture: {tokens[index].content}]")

    def link_open(
        self, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
    ) -> str:
        tokens[index].attrSet("rel", _LINK_RELATION)
        return self.renderToken(tokens, index, options, env)

    def td_open(
        self, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
    ) -> str:
        """The page lets no style in, so a column is aligned by a class."""
        style = str(tokens[index].attrs.pop("style", ""))
        if style:
            tokens[index].attrSet("class", style.rpartition(":")[2])
        return self.renderToken(tokens, index, options, env)

    th_open = td_open

    def fence(
        self, tokens: Sequence[Token], index: int, _options: OptionsDict, _env: EnvType
    ) -> str:
        one = tokens[index]
        code = tag("pre", tag("code", one.content))
        if one.info.strip() == "suggestion":
            return tag("div", tag("p", "Suggested change"), code, class_="suggestion")
        return code


def render(text: str | None) -> Html:
    """The HTML of a text; hidden comments stay hidden."""
    parser = MarkdownIt("commonmark", {"breaks": True}, renderer_cls=_Renderer)
    parser.enable(["table", "strikethrough"])
    return tag("div", Html(parser.render(text or "")), class_="markdown")


def _harmless(raw: str) -> str:
    parts = _TAG.split(_COMMENT.sub("", raw))
    return join(*(Html(part.lower()) if _TAG.fullmatch(part) else part for part in parts))
