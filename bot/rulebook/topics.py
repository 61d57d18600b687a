"""Where a rule's page and its fixtures lie: in its topic, a folder named as its id begins."""

from collections.abc import Iterator
from pathlib import Path

_PAGE = "README.md"
_NO_FIXTURES = frozenset({".yaml", ".yml", ".md"})


def topic_of(rule_id: str, file: Path) -> str:
    """The weakness that a rule in this file looks for: its topic, or the file's own stem."""
    folder = _topic(rule_id, file)
    return folder.name if folder else file.stem


def page_of(rule_id: str, file: Path) -> Path | None:
    """The page of a rule in this file, which stands in its topic or has the file's own stem."""
    folder = _topic(rule_id, file)
    candidates = (*([folder / _PAGE] if folder else ()), file.with_suffix(".md"))
    return next((one for one in candidates if one.is_file() and not one.is_symlink()), None)


def fixtures_of(rule_id: str, file: Path) -> Iterator[Path]:
    """The fixtures of a rule in this file: its topic's, and those that have the file's stem."""
    folder = _topic(rule_id, file)
    places = [*file.parent.glob(f"{file.stem}.*"), *(folder.iterdir() if folder else ())]
    for path in sorted(places):
        if ".test." in path.name or path.suffix not in _NO_FIXTURES:
            yield path


def _topic(rule_id: str, file: Path) -> Path | None:
    """The longest name counts: `key-aws` before `key`."""
    folders = [one for one in file.parent.iterdir() if one.is_dir() and _begins(rule_id, one.name)]
    return max(folders, key=lambda one: len(one.name), default=None)


def _begins(rule_id: str, topic: str) -> bool:
    return rule_id == topic or rule_id.startswith(f"{topic}-")
