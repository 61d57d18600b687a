"""Which language a file is written in, told by its name or its first line."""

import re
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

# Files with settings, which the rules for secrets know by these extensions.
SETTINGS = frozenset(
    {".env", ".sh", ".yaml", ".yml", ".json", ".toml", ".ini", ".cfg", ".conf", ".config"}
    | {".properties", ".tfvars", ".tf", ".hcl"}
)
_BY_NAME = (
    (r"(?:docker|container)file(?:[.-].*)?|.*\.(?:docker|container)file", ".env"),
    (r"\.env(?!\.(?:example|sample|template|dist|defaults)$).*", ".env"),
    (r"(?:requirements|constraints).*\.txt", ".cfg"),
    (r"\.(?:npmrc|pypirc|netrc|pgpass|yarnrc|gitconfig|git-credentials)|.*\.cnf", ".cfg"),
    (r".*\.(?:jsonc|json5|tfstate)", ".json"),
    (r".*\.(?:bash|zsh|ksh)|\.(?:ba|z|k)?shrc|\.(?:bash_|z)?profile", ".sh"),
)
_SETTINGS_BY_NAME = tuple(
    (re.compile(pattern, re.IGNORECASE | re.DOTALL), extension) for pattern, extension in _BY_NAME
)
_SHELL = re.compile(rb"#![^\n]*?\b(?:ba|z|k|da)?sh\b")


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


def extension_for(path: str, first_line: bytes = b"") -> str:
    """The extension by which rules know a file in no language of theirs; never anything odd."""
    name = PurePosixPath(path).name
    for pattern, extension in _SETTINGS_BY_NAME:
        if pattern.fullmatch(name):
            return extension
    suffix = PurePosixPath(name.lower()).suffix
    if not suffix:
        return ".sh" if _SHELL.match(first_line) else ".txt"
    plain = suffix[1:].isascii() and suffix[1:].isalnum() and len(suffix) <= len(".properties")
    return suffix if plain else ".txt"
