"""Clippy's tests about results that nobody looks at."""

import re
from collections.abc import Mapping

from bench.suites.cases import SWALLOWED, Case, Labelled, Lines, Text, Unread

_TESTS = "tests/ui"
_FAMILIES = (
    "let_underscore_future",
    "let_underscore_must_use",
    "map_err",
    "unused_result_ok",
)
PATHS = tuple(f"{_TESTS}/{one}.{kind}" for one in _FAMILIES for kind in ("rs", "stderr"))
_FOUND = re.compile(r"^(?:error|warning): .*\n +--> \S+?\.rs:(\d+):\d+$", re.MULTILINE)


def read(files: Mapping[str, bytes]) -> Labelled:
    """A case is a test, a family its name; the expected lines are those of its `.stderr`.

    A hit is a finding about a swallowed error on such a line. Clippy knows types and our rules do
    not: `let _ = f()` looks the same whether `f` returns a result or a number.
    """
    cases, unread = [], []
    for family in _FAMILIES:
        path = f"{_TESTS}/{family}.rs"
        expected = files.get(f"{_TESTS}/{family}.stderr")
        if expected is None or path not in files:
            unread.append(Unread(family, path, "the test or its `.stderr` is not there"))
            continue
        spans = tuple((int(line), int(line)) for line in _FOUND.findall(expected.decode()))
        text = Text(path, path, files[path])
        cases.append(Case(family, SWALLOWED, (text,), Lines(spans)))
    return Labelled(cases, unread)
