"""HTML that escapes everything which is not HTML already."""

from html import escape


class Html(str):
    """Text that is safe to stand in a page as it is."""

    __slots__ = ()


Node = Html | str | int | None


def join(*nodes: Node) -> Html:
    """Nodes one after the other; None is nothing, plain text is escaped."""
    shown = (
        node if isinstance(node, Html) else escape(str(node)) for node in nodes if node is not None
    )
    return Html("".join(shown))


def tag(name: str, /, *children: Node, **attributes: str | int | None) -> Html:
    """An element; `class_` is written `class`, an attribute that is None is left out."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(str(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return Html(f"<{name}{written}>{join(*children)}</{name}>")
