"""Which of the six languages, whose habits are known here, a path is written in."""

from enum import StrEnum


class Language(StrEnum):
    """A language; JavaScript and TypeScript are one, since their projects mix them."""

    PYTHON = "python"
    JAVASCRIPT = "javascript"
    GO = "go"
    JAVA = "java"
    KOTLIN = "kotlin"
    RUST = "rust"


_BY_EXTENSION = {
    "py": Language.PYTHON,
    **dict.fromkeys(
        ("js", "mjs", "cjs", "jsx", "ts", "mts", "cts", "tsx"),
        Language.JAVASCRIPT,
    ),
    "go": Language.GO,
    "java": Language.JAVA,
    "kt": Language.KOTLIN,
    "kts": Language.KOTLIN,
    "rs": Language.RUST,
}


def language_of(path: str) -> Language | None:
    """The language that the path's extension stands for, or None."""
    name = path.rpartition("/")[2]
    return _BY_EXTENSION.get(name.rpartition(".")[2].lower()) if "." in name else None
