import hashlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.review.findings import Finding
from bot.review.fingerprint import fingerprints
from tests.support.findings import FINDING, at


def test_no_finding_has_no_fingerprint() -> None:
    assert fingerprints([], {}) == ()


def test_a_fingerprint_is_the_same_forever() -> None:
    parts = ("python-sql-injection", "app.py", "query(name)", "0")
    expected = "f" + hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]
    assert fingerprints([FINDING], {}) == (expected,)


@pytest.mark.parametrize(
    "same",
    [
        at(300, 310),
        replace(FINDING, quote="  query(\n\tname)  ".replace("(\n\t", "(")),
        replace(FINDING, title="Better words", message="Better words."),
        replace(FINDING, principle="blend-in", category="other", cwe=()),
    ],
)
def test_neither_the_line_nor_our_words_are_part_of_it(same: Finding) -> None:
    assert fingerprints([same], {}) == fingerprints([FINDING], {})


@pytest.mark.parametrize(
    "other",
    [
        replace(FINDING, rule_id="python-command-injection"),
        replace(FINDING, rule_id=None),
        at(3, path="other.py"),
        replace(FINDING, quote="query(other)"),
        replace(FINDING, identity="digest"),
        replace(FINDING, location=None),
    ],
)
def test_the_rule_the_path_and_the_code_are_part_of_it(other: Finding) -> None:
    assert fingerprints([other], {}) != fingerprints([FINDING], {})


def test_of_what_has_no_rule_the_principle_counts() -> None:
    ours = replace(FINDING, rule_id=None)
    other = replace(ours, principle="blend-in")
    assert fingerprints([ours], {}) != fingerprints([other], {})


def test_the_identity_counts_more_than_the_quote() -> None:
    first = replace(FINDING, quote="key = [SECRET]", identity="digest")
    second = replace(FINDING, quote="key = …", identity="digest")
    assert fingerprints([first], {}) == fingerprints([second], {})


def test_equal_findings_are_told_apart_by_their_order() -> None:
    marks = fingerprints([at(3), at(9), at(12)], {})
    assert len(set(marks)) == len(marks)
    assert fingerprints([at(5), at(6)], {}) == marks[:2]


def test_a_renamed_file_keeps_its_findings() -> None:
    before = at(3, path="old.py")
    assert fingerprints([before], {"old.py": "new.py"}) == fingerprints([at(3, path="new.py")], {})


def test_parts_do_not_run_into_one_another() -> None:
    one = replace(at(3, path="a"), rule_id="r", quote="b c")
    other = replace(at(3, path="a b"), rule_id="r", quote="c")
    assert fingerprints([one], {}) != fingerprints([other], {})


@given(st.text(), st.text())
def test_any_text_has_a_short_plain_fingerprint(path: str, quote: str) -> None:
    hostile = replace(at(3, path=path + "\udcff"), quote=quote)
    (mark,) = fingerprints([hostile], {})
    assert mark.isascii()
    assert mark.isalnum()
    assert mark[0] == "f"
    assert len(mark) == len("f") + 16
