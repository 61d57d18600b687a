"""PMD's tests of its rule about empty catch blocks in Java."""

from collections.abc import Iterator, Mapping
from xml.etree import ElementTree as ET

from bench.suites.cases import SWALLOWED, Case, Count, Labelled, Lines, Text, Unread

_RESOURCES = "pmd-java/src/test/resources/net/sourceforge/pmd/lang/java/rule"
_FAMILIES = {"EmptyCatchBlock": f"{_RESOURCES}/errorprone/xml/EmptyCatchBlock.xml"}
PATHS = tuple(_FAMILIES.values())
_SPACE = "{http://pmd.sourceforge.net/rule-tests}"


def read(files: Mapping[str, bytes]) -> Labelled:
    """A case is a `test-code`, a family the name of PMD's rule.

    Where PMD names lines, a hit is a finding about a swallowed error on one of them; elsewhere the
    found lines are counted. A case that gives PMD's rule other settings is not read.
    """
    found = [
        one
        for family, path in _FAMILIES.items()
        for one in _cases(family, path, ET.fromstring(files[path]))  # noqa: S314  a pinned commit
    ]
    return Labelled(
        [one for one in found if isinstance(one, Case)],
        [one for one in found if isinstance(one, Unread)],
    )


def _cases(family: str, path: str, root: ET.Element) -> Iterator[Case | Unread]:
    fragments = {one.get("id"): one.text or "" for one in root.iter(f"{_SPACE}code-fragment")}
    for number, test in enumerate(root.iter(f"{_SPACE}test-code"), 1):
        place = f"{path}#{number} ({test.findtext(f'{_SPACE}description')})"
        if test.find(f"{_SPACE}rule-property") is not None:
            yield Unread(family, place, "PMD's rule is given other settings")
            continue
        reference = test.find(f"{_SPACE}code-ref")
        code = test.findtext(f"{_SPACE}code") or ""
        if reference is not None:
            code = fragments.get(reference.get("id"), "")
        text = Text(place, "Sample.java", code.strip().encode())
        yield Case(family, SWALLOWED, (text,), _expected(test))


def _expected(test: ET.Element) -> Lines | Count:
    lines = test.findtext(f"{_SPACE}expected-linenumbers")
    if lines:
        return Lines(tuple((int(line), int(line)) for line in lines.split(",")))
    return Count(int(test.findtext(f"{_SPACE}expected-problems") or "0"))
