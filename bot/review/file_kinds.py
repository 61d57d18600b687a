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
