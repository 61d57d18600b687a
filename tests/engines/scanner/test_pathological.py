"""Files that are too much for Semgrep: the worker is free in time, and the others are reported."""

import time

from bot.engines.scanner.semgrep_process import Patience
from bot.review.coverage import Gap
from bot.review.verdict import Verdict
from tests.support.repositories import Content
from tests.support.scans import Scanner

HASTY = Patience(batch=6, per_megabyte=0, alone=5, one_by_one=60, total=60)
A_BUSY_MACHINE = 3  # times as long; without a clock these files take many minutes
HARMLESS: dict[str, Content] = {f"good{number}.py": f"danger({number})\n" for number in range(4)}
ONE_LINE = "var a=function(b,c){return b+c};x.y(a[0],'s',{k:1});" * 6_000


def test_a_file_that_takes_for_ever_holds_nobody_up(scanner: Scanner) -> None:
    head: dict[str, Content] = {
        **HARMLESS,
        "line.js": ONE_LINE,
        "huge.js": "f(1);\n" * 600_000,
        "brackets.py": f"a = {'(' * 100_000}1{')' * 100_000}\n",
        "calls.js": f"{'a(' * 20_000}1{')' * 20_000}\n",
    }
    started = time.monotonic()
    scanned = scanner.scan({}, head, patience=HASTY)
    assert time.monotonic() - started < A_BUSY_MACHINE * HASTY.total
    assert set(scanned.found) == set(HARMLESS)
    assert {path for path in HARMLESS if scanned.coverage[path].blocks} == set()
    assert scanned.coverage["line.js"].gap is Gap.TIMED_OUT
    assert scanned.coverage["huge.js"].reason == "too large"
    assert scanned.review().verdict is not Verdict.PASSED


def test_many_files_that_take_for_ever_share_one_clock(scanner: Scanner) -> None:
    patience = Patience(batch=4, per_megabyte=0, alone=2, one_by_one=60, total=10)
    head: dict[str, Content] = {**HARMLESS} | {
        f"{number}.js": f"{ONE_LINE}// {number}\n" for number in range(6)
    }
    started = time.monotonic()
    scanned = scanner.scan({}, head, patience=patience)
    assert time.monotonic() - started < A_BUSY_MACHINE * patience.total
    slow = {path for path in head if path.endswith(".js")}
    late = set(HARMLESS) - set(scanned.found)  # a busy machine has no time for some
    assert set(scanned.found) <= set(HARMLESS)
    assert {scanned.coverage[path].gap for path in slow | late} == {Gap.TIMED_OUT}


def test_one_file_alone_is_not_tried_twice(scanner: Scanner) -> None:
    scanned = scanner.scan({}, {"line.js": ONE_LINE}, patience=HASTY)
    # By itself it would have had five seconds.
    assert scanned.coverage["line.js"].reason == "timed out: after 6 s"
