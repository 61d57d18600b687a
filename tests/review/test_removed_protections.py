import re
from dataclasses import replace
from pathlib import Path

import pytest

from bot.engines.removed_protections import MOST, ONLY_THE_FIRST, RemovedProtections
from bot.review.change import Side
from bot.review.coverage import Gap
from bot.review.findings import Finding, Location
from bot.review.policy import Policy
from tests.support.before_after import BothSides, changed
from tests.support.findings import at

FOLDER = Path(__file__).with_name("protections")
_HEAD = re.compile(r"^=== (?P<name>.*?) \| (?P<id>[\w-]+) \| (?P<path>\S+)$", re.MULTILINE)


def guarded(before: dict[str, str], after: dict[str, str]) -> tuple[Finding, ...]:
    """What the guard says of the change from the one to the other."""
    contents = BothSides(before, after)
    return RemovedProtections().examine(changed(before, after), contents, Policy()).findings


def cases(name: str) -> list[tuple[str, str, dict[str, str], dict[str, str]]]:
    """Each case of a table: its name, the id, and the files before and after."""
    text = (FOLDER / name).read_text()
    heads = list(_HEAD.finditer(text))
    ends = [*(one.start() for one in heads[1:]), len(text)]
    found: dict[str, tuple[str, str, dict[str, str], dict[str, str]]] = {}
    for head, end in zip(heads, ends, strict=True):
        lines = text[head.end() + 1 : end].splitlines()
        case = found.setdefault(head["name"], (head["name"], head["id"], {}, {}))
        for files, sign in ((case[2], "-"), (case[3], "+")):
            kept = [line[1:] for line in lines if line[:1] in {" ", "", sign}]
            if kept:
                files[head["path"]] = "\n".join(kept) + "\n"
    return list(found.values())


REMOVED, KEPT = cases("removed.txt"), cases("kept.txt")


@pytest.mark.parametrize(
    ("rule", "before", "after"),
    [case[1:] for case in REMOVED],
    ids=[f"{case[1]}: {case[0]}" for case in REMOVED],
)
def test_a_protection_that_goes_is_found_where_it_stood(
    rule: str, before: dict[str, str], after: dict[str, str]
) -> None:
    assert [one.rule_id for one in guarded(before, after)] == [rule]


@pytest.mark.parametrize(
    ("before", "after"),
    [case[2:] for case in KEPT],
    ids=[f"{case[1]}: {case[0]}" for case in KEPT],
)
def test_what_is_put_back_or_goes_as_a_whole_is_not_found(
    before: dict[str, str], after: dict[str, str]
) -> None:
    assert [(one.rule_id, one.message) for one in guarded(before, after)] == []


VIEW = "@login_required\ndef orders():\n    return jsonify(Order.query.all())\n"
ROUTE = 'router.get("/orders", requireAuth, listOrders);\n'
BARE = 'router.get("/orders", listOrders);\n'
LONG = (
    "def orders(owner):\n    chosen = Order.query.filter_by(owner=owner)\n"
    "    return jsonify([one.as_json() for one in chosen])\n"
)
EVASIONS = {
    "a decorator of this change that does nothing": (
        {"app/views.py": VIEW},
        {
            "app/views.py": "def require_login(view):\n    return view\n\n\n"
            + VIEW.replace("login_required", "require_login")
        },
    ),
    "the same name for a decorator of this change that does nothing": (
        {"app/views.py": "from flask_login import login_required\n" + VIEW},
        {
            "app/views.py": "login_required = lambda view: view\n\n@login_required  # same\n"
            + VIEW[16:]
        },
    ),
    "a middleware of this change that goes on in any case, in another file": (
        {"src/routes.js": ROUTE, "src/auth.js": "export const nothing = 1;\n"},
        {
            "src/routes.js": ROUTE.replace("requireAuth", "ensureLoggedIn"),
            "src/auth.js": "export const ensureLoggedIn = (req, res, next) => next();\n",
        },
    ),
    "a comment": ({"app/views.py": VIEW}, {"app/views.py": f"# {VIEW}"}),
    "a comment behind the code": (
        {"src/routes.js": ROUTE},
        {"src/routes.js": BARE.replace(";", "; // requireAuth")},
    ),
    "a string": (
        {"src/routes.js": ROUTE},
        {"src/routes.js": BARE.replace('"/orders"', '"/orders", "requireAuth"')},
    ),
    "a condition that never holds": (
        {
            "src/routes.js": "const r = express.Router();\n"
            "r.use(requireAuth);\nr.get('/orders', all);\n"
        },
        {
            "src/routes.js": "const r = express.Router();\nif (false) {\n  r.use(requireAuth);\n}\n"
            "r.get('/orders', all);\n"
        },
    ),
    "a block that never runs in a function": (
        {"app/views.py": "def pay(order):\n    check_permission(order)\n    order.pay()\n"},
        {
            "app/views.py": "def pay(order):\n    if False:\n        check_permission(order)\n"
            "    order.pay()\n"
        },
    ),
    "a function that nobody calls": (
        {"app/views.py": VIEW},
        {"app/views.py": VIEW[16:] + "\n\n@login_required\ndef unused():\n    return None\n"},
    ),
    "a new name for the function": (
        {"app/views.py": VIEW + "\n\nLIMIT = 1\n"},
        {"app/views.py": VIEW[16:].replace("orders", "all_orders") + "\n\nLIMIT = 1\n"},
    ),
    "a move to another file": (
        {"app/views.py": f"@login_required\n{LONG}\n\nLIMIT = 1\n"},
        {"app/views.py": "LIMIT = 1\n", "app/orders.py": LONG},
    ),
}


@pytest.mark.parametrize("before_and_after", EVASIONS.values(), ids=EVASIONS.keys())
def test_a_protection_in_name_only_puts_nothing_back(
    before_and_after: tuple[dict[str, str], dict[str, str]],
) -> None:
    (finding,) = guarded(*before_and_after)
    assert finding.rule_id in {"removed-authentication", "removed-permission"}
    assert finding.location is not None
    assert finding.location.side is Side.LEFT


def test_a_finding_says_where_it_stood_and_why_nothing_puts_it_back() -> None:
    before = {"app/views.py": "LIMIT = 1\n\n\n" + VIEW}
    (finding,) = guarded(before, {"app/views.py": "LIMIT = 1\n\n\n" + VIEW[16:]})

    assert finding.location == Location("app/views.py", Side.LEFT, 4, 4)
    assert finding.quote == "@login_required"
    assert finding.source == "removed-protections"
    assert finding.message.endswith(
        " It stood at the function orders, which this change keeps, and nothing that it adds is as"
        " good."
    )


def test_a_comment_where_it_stood_can_say_why_it_goes() -> None:
    why = "# tenet: ignore[removed-authentication] the list is public\n"
    (finding,) = guarded({"app/views.py": VIEW}, {"app/views.py": why + VIEW[16:]})
    assert finding.excuse == "the list is public"

    (other,) = guarded({"app/views.py": VIEW}, {"app/views.py": "# public now\n" + VIEW[16:]})
    assert other.excuse is None


def test_a_warning_in_a_script_is_a_note() -> None:
    before = "def price(name):\n    return requests.get(name, timeout=5)\n"
    found = {
        path: [one.severity.value for one in guarded({path: before}, {path: after})]
        for path in ("app/prices.py", "scripts/prices.py")
        for after in [before.replace(", timeout=5", "")]
    }
    assert found == {"app/prices.py": ["warning"], "scripts/prices.py": ["note"]}


def test_what_a_rule_says_of_the_head_is_not_said_twice() -> None:
    before = {"app.py": "def price(name):\n    return requests.get(name, timeout=5)\n"}
    after = {"app.py": "def price(name):\n    return requests.get(name)\n"}
    said = replace(at(2), category="unbounded-waiting")
    contents = BothSides(before, after)
    report = RemovedProtections().examine(changed(before, after), contents, Policy(), [said])
    assert report.findings == ()


LARGE = "".join(f"x_{number} = '{'y' * 1_000}'\n" for number in range(300))


def test_a_file_that_is_too_large_is_said_to_be_so() -> None:
    before = {"app/views.py": VIEW + LARGE, "app/other.py": VIEW}
    after = {"app/views.py": VIEW[16:] + LARGE, "app/other.py": VIEW[16:]}
    report = RemovedProtections().examine(
        changed(before, after), BothSides(before, after), Policy()
    )

    assert [one.location.path for one in report.findings if one.location] == ["app/other.py"]
    assert {one.path: one.gap for one in report.coverage} == {
        "app/views.py": Gap.TOO_LARGE,
        "app/other.py": None,
    }


@pytest.mark.parametrize(
    "line",
    ["a." * 100_000, "requireAuth(" * 20_000, "@" * 200_000, '"' * 100_000, "z.a(" * 50_000],
    ids=["names", "calls", "marks", "quotes", "brackets"],
)
def test_a_hostile_line_takes_no_time(line: str) -> None:
    before = {"src/app.ts": ROUTE + line + "\n" + BARE}
    after = {"src/app.ts": BARE + line + "b\n" + BARE}
    assert len(guarded(before, after)) <= 1


def test_of_a_change_that_removes_everything_the_first_are_listed() -> None:
    names = [f"view_{number}" for number in range(MOST + 5)]
    before = {"app.py": "\n\n".join(VIEW.replace("orders", one) for one in names)}
    after = {"app.py": "\n\n".join(VIEW[16:].replace("orders", one) for one in names)}
    report = RemovedProtections().examine(
        changed(before, after), BothSides(before, after), Policy()
    )
    assert len(report.findings) == MOST
    assert report.notes == (ONLY_THE_FIRST,)
