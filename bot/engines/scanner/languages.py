"""Which language a file is written in, told by its name or its first line."""

from dataclasses import dataclass
from pathlib import PurePosixPath


@dataclass(frozen=True, slots=True)
class Language:
    """A language that has rules; `extension` is the one that Semgrep knows it by."""

    name: str
    extension: str


_PYTHON = Language("python", ".py")
_JAVASCRIPT = Language("javascript", ".js")
_JSX = Language("javascript", ".jsx")
_TYPESCRIPT = Language("javascript", ".ts")
_TSX = Language("javascript", ".tsx")

# Semgrep gives .mts and .cts no TypeScript rules (measured), so they are staged as .ts.
_BY_EXTENSION = {
    ".py": _PYTHON,
    ".pyi": _PYTHON,
    ".js": _JAVASCRIPT,
    ".mjs": _JAVASCRIPT,
    ".cjs": _JAVASCRIPT,
    ".jsx": _JSX,
    ".ts": _TYPESCRIPT,
    ".mts": _TYPESCRIPT,
    ".cts": _TYPESCRIPT,
    ".tsx": _TSX,
    ".go": Language("go", ".go"),
    ".java": Language("java", ".java"),
    ".kt": Language("kotlin", ".kt"),
    ".kts": Language("kotlin", ".kt"),
    ".rs": Language("rust", ".rs"),
}
_BY_INTERPRETER = {
    "python": _PYTHON,
    "node": _JAVASCRIPT,
    "bun": _TYPESCRIPT,
    "deno": _TYPESCRIPT,
    "ts-node": _TYPESCRIPT,
    "tsx": _TYPESCRIPT,
}


def language_of(path: str, first_line: bytes = b"") -> Language | None:
    """The language with rules that a file is written in, or None.

    `first_line` matters for a file without an extension: `#!` names its interpreter.
    """
    suffix = PurePosixPath(path).suffix.lower()
    if suffix or not first_line.startswith(b"#!"):
        return _BY_EXTENSION.get(suffix)
    words = first_line[2:].decode("ascii", "replace").replace("/", " ").split()
    named = [_BY_INTERPRETER.get(word.rstrip("0123456789.")) for word in words]
    return next((language for language in named if language is not None), None)
