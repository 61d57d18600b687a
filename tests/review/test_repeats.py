"""A second function beside one that exists is seen, and siblings that only look alike are not."""

import pytest

from bot.review.change import DiffLine, FileChange, FileKind, FileStatus, Hunk, LineKind
from bot.review.facts import Fact
from bot.review.repeats import added_functions, candidates, may_add_functions, repeats

MONEY = """\
def format_money(amount, currency):
    quantized = Decimal(amount).quantize(CENTS, ROUND_HALF_UP)
    symbol = SYMBOLS.get(currency, currency)
    return f"{symbol}{quantized:,}"
"""
MONEY_AGAIN = """\
def formatMoney(value, currency):
    symbol = SYMBOLS.get(currency, currency)
    quantized = Decimal(value).quantize(CENTS, ROUND_HALF_UP)
    return f"{symbol} {quantized:,}"
"""


def added(path: str, text: str, kind: LineKind = LineKind.ADDED) -> FileChange:
    """A file of which every line is added, or removed."""
    lines = text.splitlines()
    new = kind is LineKind.ADDED
    hunk = Hunk(
        *(0, 0, 1, len(lines)) if new else (1, len(lines), 0, 0),
        heading="",
        lines=tuple(
            DiffLine(kind, None if new else number, number if new else None, line)
            for number, line in enumerate(lines, 1)
        ),
    )
    status = FileStatus.ADDED if new else FileStatus.DELETED
    return FileChange(
        path, path, status, FileKind.TEXT, None, "2" * 40, "100644", "100644", (hunk,)
    )


def told(path: str, new: str, base: dict[str, str], *more: FileChange) -> list[Fact]:
    change = [added(path, new), *more]
    found = [
        one for file in may_add_functions(change[:1]) for one in added_functions(file, "", new)
    ]
    paths = candidates(found, change, list(base))
    return list(repeats(found, change, {one: base[one] for one in paths}))


def test_a_second_one_under_the_same_name_is_seen() -> None:
    (fact,) = told("app/orders.py", MONEY_AGAIN, {"app/utils/money.py": f"import x\n\n\n{MONEY}"})
    assert fact.text == (
        "formatMoney (line 1 of app/orders.py in the new revision) looks like a second "
        "format_money: exists at app/utils/money.py:4"
    )
    assert fact.evidence == {"app/utils/money.py:4"}


ISO_DAY = """\
export const toIsoDay = (date: Date): string => {
  const shifted = new Date(date.getTime() - date.getTimezoneOffset() * 60000);
  return shifted.toISOString().slice(0, 10);
};
"""
ISO_DAY_AGAIN = """\
function asIsoDay(d: Date) {
  const shifted = new Date(d.getTime() - d.getTimezoneOffset() * 60000);
  return shifted.toISOString().slice(0, 10);
}
"""
START_OF_DAY = """\
func startOfDay(t time.Time) time.Time {
	year, month, day := t.Date()
	return time.Date(year, month, day, 0, 0, 0, 0, t.Location())
}
"""
START_OF_DAY_AGAIN = """\
func StartOfDay(at time.Time) time.Time {
	y, m, day := at.Date()
	return time.Date(y, m, day, 0, 0, 0, 0, at.Location())
}
"""
READ_CONFIG = """\
pub fn read_config(path: &Path) -> Config {
    let text = fs::read_to_string(path).unwrap_or_default();
    toml::from_str(&text).unwrap_or_default()
}
"""
READ_CONFIG_AGAIN = """\
fn load_config(file: &Path) -> Config {
    let raw = fs::read_to_string(file).unwrap_or_default();
    toml::from_str(&raw).unwrap_or_default()
}
"""


@pytest.mark.parametrize(
    ("path", "there", "existing", "again"),
    [
        ("src/a.ts", "src/lib/dates.ts", ISO_DAY, ISO_DAY_AGAIN),
        ("shop/order.go", "internal/clock/clock.go", START_OF_DAY, START_OF_DAY_AGAIN),
        ("src/orders.rs", "src/util.rs", READ_CONFIG, READ_CONFIG_AGAIN),
    ],
)
def test_names_are_compared_whatever_their_case_and_synonyms(
    path: str, there: str, existing: str, again: str
) -> None:
    (fact,) = told(path, again, {there: existing})
    assert fact.evidence == {f"{there}:1"}


def test_a_copy_under_another_name_is_seen() -> None:
    copy = MONEY.replace("format_money", "show_price")
    (fact,) = told("app/orders.py", copy, {"app/utils/money.py": MONEY})
    assert "show_price" in fact.text


CAN = """\
async function canUpdate{0}(user, id) {{
  if (user.isAdmin) {{
    return true;
  }}
  const found = await get{0}(id);
  return found.ownerId === user.id || hasPermission(found.role, PERMISSIONS.update);
}}
"""


@pytest.mark.parametrize(
    ("path", "new", "base"),
    [
        ("src/board.ts", CAN.format("Board"), {"src/link.ts": CAN.format("Link")}),
        # A role that several have is no helper.
        (
            "app/d.py",
            MONEY_AGAIN,
            {f"app/{name}.py": MONEY for name in ("a", "b", "c")},
        ),
        # One word is no name.
        (
            "app/b.py",
            MONEY_AGAIN.replace("formatMoney", "run"),
            {"app/a.py": MONEY.replace("format_money", "run").replace("SYMBOLS", "SIGNS")},
        ),
        # Two methods of one name are how objects work.
        (
            "app/b.py",
            "class B:\n    " + MONEY_AGAIN.replace("\n", "\n    "),
            {"app/a.py": "class A:\n    " + MONEY.replace("\n", "\n    ").replace("CENTS", "P")},
        ),
        ("app/b.py", MONEY_AGAIN, {"tests/test_money.py": MONEY}),
        ("tests/test_b.py", MONEY_AGAIN, {"app/a.py": MONEY}),
        ("app/b.py", MONEY_AGAIN, {"app/a.go": MONEY}),
        ("app/b.py", MONEY_AGAIN, {"vendor/a.py": MONEY}),
        (
            "app/b.py",
            "def to_id(a):\n    return a.b\n",
            {"app/a.py": "def to_id(a):\n    return a.b\n"},
        ),
    ],
)
def test_what_only_looks_alike_is_not_reported(path: str, new: str, base: dict[str, str]) -> None:
    assert told(path, new, base) == []


def test_a_function_that_moves_is_no_second_one() -> None:
    gone = added("app/old.py", MONEY, LineKind.REMOVED)
    assert told("app/new.py", MONEY, {"app/old.py": MONEY}, gone) == []


def test_a_function_that_was_in_the_file_before_is_not_added() -> None:
    file = added("app/a.py", MONEY)
    assert list(added_functions(file, MONEY, MONEY)) == []
