"""ruff's fixtures for swallowed errors, hard-coded passwords and SQL, with its own snapshots."""

import ast
import re
from collections.abc import Iterator, Mapping

from bench.suites.cases import SECRET, SQL, SWALLOWED, Case, Labelled, Lines, Text, Unread

_FIXTURES = "crates/ruff_linter/resources/test/fixtures"
_RULES = "crates/ruff_linter/src/rules"
# ruff's id: the linter and the fixture, and what answers it.
_FAMILIES = {
    "S105": ("flake8_bandit/S105.py", SECRET),
    "S106": ("flake8_bandit/S106.py", SECRET),
    "S107": ("flake8_bandit/S107.py", SECRET),
    "S110": ("flake8_bandit/S110.py", SWALLOWED),
    "S112": ("flake8_bandit/S112.py", SWALLOWED),
    "S608": ("flake8_bandit/S608.py", SQL),
    "BLE001": ("flake8_blind_except/BLE.py", SWALLOWED),
    "E722": ("pycodestyle/E722.py", SWALLOWED),
}
SWALLOWING = frozenset({"S110", "S112", "BLE001", "E722"})
SECRETS = frozenset({"S105", "S106", "S107"})
QUERIES = frozenset({"S608"})
PATHS = (
    *(f"{_FIXTURES}/{fixture}" for fixture, _ in _FAMILIES.values()),
    *sorted({f"{_RULES}/{fixture.split('/')[0]}/snapshots" for fixture, _ in _FAMILIES.values()}),
)
_FOUND = re.compile(r"^(?P<rule>[A-Z]+\d+) .*\n *--> \S+?:(?P<line>\d+):\d+$", re.MULTILINE)
_GOES_ON = re.compile(r"^ *(\d+) \| [/|] ", re.MULTILINE)


def read(files: Mapping[str, bytes]) -> Labelled:
    """A case is a fixture, a family the id of ruff's rule.

    A hit is a finding on an expected line or, where that is the line of an `except`, anywhere in
    that handler. Every other finding of the same kind of weakness is a false alarm.
    """
    cases, unread = [], []
    for family, (fixture, weaknesses) in _FAMILIES.items():
        path = f"{_FIXTURES}/{fixture}"
        linter, name = fixture.split("/")
        snapshot = next(
            (
                content
                for one, content in files.items()
                if one.startswith(f"{_RULES}/{linter}/") and one.endswith(f"_{family}_{name}.snap")
            ),
            None,
        )
        if snapshot is None or path not in files:
            unread.append(Unread(family, path, "its fixture or its snapshot is not there"))
            continue
        source = files[path]
        spans = tuple(_widened(_spans(snapshot.decode(), family), source))
        cases.append(Case(family, weaknesses, (Text(path, path, source),), Lines(spans)))
    return Labelled(cases, unread)


def _spans(snapshot: str, family: str) -> Iterator[tuple[int, int]]:
    found = [one for one in _FOUND.finditer(snapshot) if one["rule"] == family]
    ends = [*(one.start() for one in found[1:]), len(snapshot)]
    for one, end in zip(found, ends, strict=True):
        first = int(one["line"])
        shown = [int(line) for line in _GOES_ON.findall(snapshot[one.end() : end])]
        yield first, max([first, *shown])


def _widened(spans: Iterator[tuple[int, int]], source: bytes) -> Iterator[tuple[int, int]]:
    """Spans up to the end of the handler that begins on their first line."""
    try:
        nodes = list(ast.walk(ast.parse(source)))
    except SyntaxError:  # a fixture for a newer Python; none of these has handlers
        nodes = []
    ends = {node.lineno: node.end_lineno for node in nodes if isinstance(node, ast.ExceptHandler)}
    for first, last in spans:
        yield first, ends.get(first) or last
