"""Source code with its strings and comments blanked, so that what is left of it is code."""

import re
from collections.abc import Mapping

from bot.review.languages import Language

# Each alternative ends by itself, at its closing sign, at the end of the line or of the text, and
# never tries again: a hostile file takes linear time.
_DOUBLE = r'"(?:[^"\\\n]|\\.)*+"?'
_SINGLE = r"'(?:[^'\\\n]|\\.)*+'?"
_CHARACTER = r"'(?:\\[^\n']{1,10}|\\'|[^\\'\n])'"
_LINE_COMMENT = r"//[^\n]*+"
_COMMENT = r"/\*(?:[^*]|\*(?!/))*+(?:\*/)?"
_NESTED_COMMENT = rf"/\*(?:[^*/]|\*(?!/)|/(?!\*)|{_COMMENT})*+(?:\*/)?"
_TRIPLE = r'"""(?:[^"\\]|\\.|"(?!""))*+(?:""")?'
_HOLE_IN_TEMPLATE = (
    rf"\$\{{(?:[^{{}}`\"']|{_DOUBLE}|{_SINGLE}|`(?:[^`\\]|\\.)*+`?|\{{[^{{}}]*+\}}?)*+\}}?"
)
_TEMPLATE = rf"`(?:[^`\\$]|\\.|\$(?!\{{)|{_HOLE_IN_TEMPLATE})*+`?"
# After a sign behind which no number can stand, a slash begins a pattern.
_PATTERN = (
    r"(?:(?<=[(,=:\[!&|?{};>])|(?<=[(,=:\[!&|?{};>] )|(?<=return ))"
    r"/(?![/*])(?:[^/\\\[\n]|\\[^\n]|\[(?:[^\]\\\n]|\\[^\n]){0,100}+\]){1,200}+/"
)
_HOLE_IN_KOTLIN = r'\$\{(?:[^{}"\n]|"(?:[^"\\\n]|\\.)*+"?|\{[^{}\n]*+\}?)*+\}?'
_KOTLIN = rf'"(?:[^"\\\n$]|\\.|\$(?!\{{)|{_HOLE_IN_KOTLIN})*+"?'
_RUST_RAW = r'(?<!\w)b?r(?P<marks>#{0,8})"(?:[^"]|"(?!(?P=marks)))*+(?:"(?P=marks))?'
_RUST = r'"(?:[^"\\]|\\.)*+"?'

_HIDDEN: Mapping[Language, tuple[str, ...]] = {
    Language.PYTHON: (r"#[^\n]*+", _TRIPLE, _TRIPLE.replace('"', "'"), _DOUBLE, _SINGLE),
    Language.JAVASCRIPT: (_LINE_COMMENT, _COMMENT, _DOUBLE, _SINGLE, _TEMPLATE, _PATTERN),
    Language.GO: (_LINE_COMMENT, _COMMENT, _DOUBLE, r"`[^`]*+`?", _CHARACTER),
    Language.JAVA: (_LINE_COMMENT, _COMMENT, _TRIPLE, _DOUBLE, _CHARACTER),
    Language.KOTLIN: (
        *(_LINE_COMMENT, _NESTED_COMMENT),
        r'"""(?:[^"]|"(?!""))*+(?:"""+)?',
        *(_KOTLIN, _CHARACTER),
    ),
    Language.RUST: (_LINE_COMMENT, _NESTED_COMMENT, _RUST_RAW, _RUST, _CHARACTER),
}
_PATTERNS: Mapping[str, re.Pattern[str]] = {
    **{language: re.compile("|".join(parts), re.DOTALL) for language, parts in _HIDDEN.items()},
    "sql": re.compile(rf"--[^\n]*+|{_COMMENT}|'[^']*+'?", re.DOTALL),
    "prisma": re.compile(f"{_LINE_COMMENT}|{_DOUBLE}", re.DOTALL),
}
_COMMENTS = ("#", "//", "/*", "--")


def blanked(text: str, language: Language) -> str:
    """The text with blanks in place of its strings and comments, each character where it was."""
    return _PATTERNS[language].sub(_blank, text)


def without_comments(text: str, grammar: str) -> tuple[str, str]:
    """The text without its comments, and without its strings as well."""
    pattern = _PATTERNS[grammar]
    return pattern.sub(_blank_comment, text), pattern.sub(_blank, text)


def _blank_comment(match: re.Match[str]) -> str:
    return _blank(match) if match[0].startswith(_COMMENTS) else match[0]


def _blank(match: re.Match[str]) -> str:
    hidden = match[0]
    if "\n" not in hidden:
        return " " * len(hidden)
    return "\n".join(" " * len(line) for line in hidden.split("\n"))
