"""What kind of file a path names, as far as the name alone tells."""

import re

# Names that end in `.lock` are a convention of many package managers; these are the others.
_LOCK_FILE = re.compile(
    r".*\.lock(?:file|b)?|package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|go\.sum"
    r"|packages\.lock\.json|conda-lock\.ya?ml",
    re.IGNORECASE | re.DOTALL,
)
_TEST = re.compile(
    r"(?:^|/)(?:tests?|specs?|__tests__|fixtures|testdata)/|(?:^|/)test_|[._-](?:test|spec)s?\."
)
_TOOL = re.compile(
    r"(?:^|/)(?:scripts?|tools?|hack|dev|examples?|samples?|demos?|bench(?:marks?)?|e2e"
    r"|management/commands)/"
)
_DOCUMENTS = (".md", ".mdx", ".markdown", ".rst", ".adoc", ".txt", ".org", ".tex", ".svg")


def is_lock_file(path: str) -> bool:
    """Whether a package manager wrote this file."""
    return _LOCK_FILE.fullmatch(path.rpartition("/")[2]) is not None


def is_document(path: str) -> bool:
    """Whether this is prose or a drawing, which people look at."""
    return path.lower().endswith(_DOCUMENTS)


def is_test(path: str) -> bool:
    """Whether this tests other code."""
    return _TEST.search(path) is not None


def is_tool(path: str) -> bool:
    """Whether this is run by those who wrote it, or shows something, and serves nobody else."""
    return _TOOL.search(path) is not None
