import io
import re
from dataclasses import replace
from pathlib import Path

import pytest

from bot.publishers.terminal import write
from bot.review.change import Side
from bot.review.coverage import Coverage, Gap
from bot.review.findings import Location, Severity, Status, Suggestion
from bot.review.verdict import Review, Suppressed, Tool, Usage, Verdict
from tests.support.findings import FINDING, change, file, hunk, placed

TOOL = Tool("0.1.0", "1.182.0", "d1ce", "backend-developer", None)
QUIET = Review(
    TOOL,
    change(file("app.py", hunk("+a\n"))),
    Verdict.PASSED,
    (),
    (),
    coverage=(Coverage("app.py", "semgrep", 1, 1),),
)
LOUD = Review(
    replace(TOOL, model="claude-sonnet-5-5"),
    change(file("app.py", hunk(" a\n-b\n+c\n+d\n")), file("b.py")),
    Verdict.FAILED,
    ("1 error introduced by this change", "1 file not fully looked at: timed out (1)"),
    (
        placed(
            replace(
                FINDING,
                location=Location("src/app.py", Side.RIGHT, 9, 10),
                quote="\tquery(\n\t\tname)",
                message="Anyone can read the table.\nBind the value.",
            )
        ),
        placed(
            replace(
                FINDING,
                source="model",
                rule_id=None,
                severity=Severity.WARNING,
                location=Location("old.py", Side.LEFT, 3, 3),
                quote="check()",
                title="A check is gone",
                message="Nobody is asked any more.",
            )
        ),
        placed(
            replace(
                FINDING,
                severity=Severity.NOTE,
                location=None,
                title="Nothing is tested",
                message="Add a test.",
            )
        ),
        placed(FINDING, "f4", Status.PREEXISTING),
        placed(FINDING, "f5", Status.FIXED),
        placed(FINDING, "f6", Status.FIXED),
    ),
    (Suppressed("f7", None, "c.py", "policy", "Read-only. (mara)", None),),
    (
        *(Coverage(f"{number}.md", "semgrep", 1, 0, Gap.DOCUMENT) for number in range(7)),
        Coverage("b.py", "semgrep", 1, 0, Gap.TIMED_OUT, "after 10 s"),
    ),
    ("The policy file is broken.",),
    Usage(1, 10, 20, 0.0123),
)


def printed(review: Review, *, colour: bool | None = False) -> str:
    file = io.StringIO()
    write(review, file, colour=colour)
    return file.getvalue()


def test_a_quiet_review_is_two_lines() -> None:
    assert printed(QUIET) == ("passed\nbbbbbbbbbb..aaaaaaaaaa: 1 file, +1 -0 · semgrep 1.182.0\n")


def test_what_to_write_instead_is_shown() -> None:
    (first, *_) = LOUD.findings
    suggested = replace(first.finding, suggestion=Suggestion("    query(\n\x1b[2Jname)"))
    said = printed(replace(LOUD, findings=(replace(first, finding=suggested),)))

    assert "  Instead:\n        +     query(\n        + \\x1b[2Jname)\n" in said


def test_everything_is_said_in_order() -> None:
    assert (
        printed(LOUD)
        == """\
error  SQL from user input  security-first · python-sql-injection
  src/app.py:9
      9 │     query(
     10 │         name)
  Anyone can read the table.
  Bind the value.

warning  A check is gone  security-first · model
  old.py:3 (before this change)
      3 │ check()
  Nobody is asked any more.

note  Nothing is tested  security-first · python-sql-injection
  Add a test.

1 finding stood there before; 2 findings fixed by this change
suppressed c.py (policy): Read-only. (mara)
not looked at by semgrep (timed out: after 10 s): b.py
not looked at by semgrep (document): 0.md, 1.md, 2.md, 3.md, 4.md and 2 more
The policy file is broken.
failed: 1 error introduced by this change; 1 file not fully looked at: timed out (1)
bbbbbbbbbb..aaaaaaaaaa: 2 files, +2 -1 · semgrep 1.182.0, claude-sonnet-5-5 ($0.0123)
"""
    )


def test_a_place_is_a_link_to_the_file_on_a_terminal_and_to_nothing_else(tmp_path: Path) -> None:
    hostile = "\x1b]8;;evil\x07 ü.py"
    names = [hostile, "gone.py", "../outside.py", "n" * 300, "old.py"]
    root = tmp_path / "root"
    root.mkdir()
    for name in (hostile, "../outside.py", "old.py"):
        (root / name).write_text("x")
    sides = [Side.LEFT if name == "old.py" else Side.RIGHT for name in names]
    places = [Location(name, side, 3, 3) for name, side in zip(names, sides, strict=True)]
    found = tuple(placed(replace(FINDING, location=one)) for one in places)
    review = replace(LOUD, findings=found)

    for colour, links in (
        (False, []),
        (True, [f"{root.as_uri()}/%1B%5D8%3B%3Bevil%07%20%C3%BC.py"]),
    ):
        file = io.StringIO()
        write(review, file, colour=colour, root=root)
        opened = re.findall(r"\x1b\]8;[^;]*;([^\x1b]+)\x1b", file.getvalue())
        assert opened == links


def test_colour_changes_nothing_but_the_colour() -> None:
    coloured = printed(LOUD, colour=True)
    assert "\x1b[1;31merror\x1b[0m" in coloured
    assert "\x1b[1;33mwarning\x1b[0m" in coloured
    assert "\x1b[1;34mnote\x1b[0m" in coloured
    assert "\x1b[1;31mfailed\x1b[0m" in coloured
    plain = coloured
    for code in ("0", "1", "2", "36", "33", "1;31", "1;33", "1;34", "1;32"):
        plain = plain.replace(f"\x1b[{code}m", "")
    assert plain == printed(LOUD)
    assert "\x1b[1;32mpassed" in printed(QUIET, colour=True)


def test_a_file_gets_no_colour_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("FORCE_COLOR", "NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    assert printed(LOUD, colour=None) == printed(LOUD)


def test_a_long_line_is_not_broken() -> None:
    long = replace(FINDING, quote="x" * 500, title="t" * 500, message="m" * 500)
    lines = printed(replace(QUIET, findings=(placed(long),))).split("\n")
    assert "x" * 500 in lines[2]
    assert "m" * 500 in lines[3]


HOSTILE = [
    "\x1b]8;;http://x\x07link\x1b]8;;\x07.py",
    "\x1b[2J\x1b[31m",
    "a\nb.py",
    "a\rb.py",
    "::error::x.py",
    "  ::stop-commands::x",
    "##[add-mask]x.py",
    "x ##[error]y",
    "\u202egpj.py",
    "caf\udce9.py",
    "[bold]x[/bold] :smile:",
    "\x9b31m",
    "a\u2028::error::b",
    "a\x0b::error::b",
]


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_no_text_of_a_stranger_steers_a_terminal_or_a_ci_job(text: str) -> None:
    finding = replace(
        FINDING,
        rule_id=text,
        principle=text,
        location=Location(text, Side.RIGHT, 1, 1),
        quote=text,
        title=text,
        message=text,
    )
    review = replace(
        LOUD,
        tool=replace(TOOL, model=text, semgrep=text),
        findings=(placed(finding),),
        suppressed=(Suppressed("f1", None, text, "policy", text, None),),
        coverage=(Coverage(text, "semgrep", 1, 0, Gap.PARSE_ERROR, text),),
        notices=(text,),
        reasons=(text,),
    )
    said = printed(review)
    said.encode("utf-8")
    for line in said.split("\n"):
        assert line.isprintable()
        assert not line.strip().startswith("::")
        assert "##[" not in line


def test_what_is_made_harmless_can_still_be_read() -> None:
    names = ["::error::x.py", "a\nb.py", "caf\udce9.py", "##[group]x.py", "a::b.py"]
    paths = tuple(Coverage(name, "semgrep", 1, 0, Gap.BINARY) for name in names)
    line = printed(replace(QUIET, coverage=paths)).split("\n")[0]
    assert line == (
        r"not looked at by semgrep (binary): \x3a:error::x.py, a\x0ab.py, caf\xe9.py, "
        r"#\x23[group]x.py, a::b.py"
    )
