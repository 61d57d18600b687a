"""What kind of file a path names, as far as the name alone tells."""

import re

# Names that end in `.lock` are a convention of many package managers; these are the others.
_LOCK_FILE = re.compile(
    r".*\.lock(?:file|b)?|package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|go\.sum"
    r"|packages\.lock\.json|conda-lock\.ya?ml",
    re.IGNORECASE | re.DOTALL,
)
_TEST = re.compile(
    r"(?:^|/)(?:tests?|specs?|__tests__|fixtures|__fixtures__|testdata)/"
    r"|(?:^|/)test_|[._-](?:test|spec)s?\."
)
_TOOL = re.compile(r"(?:^|/)(?:scripts?|tools?|hack|dev|bench(?:marks?)?|management/commands)/")
# Folders whose name says so in one of its parts, and files that say it themselves.
_SAMPLE = re.compile(
    r"(?:^|/)(?:[\w.-]*[_.-])?(?:tests?|e2e|examples?|samples?|demos?|stubs?|quick-?start|snapshots"
    r"|conformance|testcontainers|testinfra|molecule)(?:[_.-][\w.-]*)?/"
    r"|(?:^|/)\w*[a-z](?:Tests?|Samples?|Examples?)/"
    r"|(?:^|/)(?:example_[^/]*|tests?\.\w+|(?:example|sample)[^/]*\.(?:key|pem))$"
)
# What a developer's machine or a CI job is set up with.
_DEVELOPMENT = re.compile(
    r"(?:^|/)\.?(?:dev|devel|development|devcontainer|ci)/"
    r"|(?:^|[/._-])(?:dev|devel|development|local|ci|test)(?:[_-]config)?(?:\.\w+)?$"
    r"|(?:^|/)\.github/workflows/"
    r"|(?:^|/)(?:docker-)?compose[^/]*\.ya?ml$"
)
_DOCUMENTS = (".md", ".mdx", ".markdown", ".rst", ".adoc", ".txt", ".org", ".tex", ".svg")


# What is sent to browsers, and runs there.
_FOR_BROWSERS = re.compile(
    r"(?:^|/)(?:clients?|front-?end|web-?(?:app|ui|client)|ui|components|public|static|assets)/"
    r".*\.(?:[cm]?[jt]s|[jt]sx)$|\.[jt]sx$|\.component\.ts$"
)


def is_for_browsers(path: str) -> bool:
    """Whether this runs in a page, in the hands of whoever looks at it."""
    return _FOR_BROWSERS.search(path) is not None


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
    """Whether those run this who wrote it, and nobody else."""
    return _TOOL.search(path) is not None


def is_sample(path: str) -> bool:
    """Whether this shows or tries something, and serves nobody."""
    return is_test(path) or _SAMPLE.search(path) is not None


def is_development(path: str) -> bool:
    """Whether this sets up a developer's machine or a CI job, which are made anew each time."""
    return _DEVELOPMENT.search(path) is not None
