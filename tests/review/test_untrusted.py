"""Text of strangers is shown whole, without its secrets, and hides nothing."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.review.untrusted import MAX_TEXT, untrusted

ROOT = Path(__file__).parents[2]
HIDDEN = {
    "zero-width space": 0x200B,
    "zero-width joiner": 0x200D,
    "word joiner": 0x2060,
    "byte order mark": 0xFEFF,
    "soft hyphen": 0xAD,
    "left-to-right override": 0x202D,
    "right-to-left override": 0x202E,
    "right-to-left isolate": 0x2067,
    "Arabic letter mark": 0x61C,
    "tag space": 0xE0020,
    "tag letter a": 0xE0061,
    "variation selector 16": 0xFE0F,
    "variation selector 256": 0xE01EF,
    "combining grapheme joiner": 0x34F,
    "Hangul filler": 0x3164,
    "half-width Hangul filler": 0xFFA0,
    "blank Braille cell": 0x2800,
    "no-break space": 0xA0,
    "ideographic space": 0x3000,
    "line separator": 0x2028,
    "paragraph separator": 0x2029,
    "next line": 0x85,
    "NUL": 0,
    "escape": 0x1B,
    "delete": 0x7F,
    "carriage return": 0x0D,
    "private use": 0xE000,
    "noncharacter": 0xFFFF,
    "byte that was not UTF-8": 0xDCFF,
}


@pytest.mark.parametrize("code", HIDDEN.values(), ids=HIDDEN.keys())
def test_a_hidden_character_is_shown(code: int) -> None:
    assert untrusted(f"a{chr(code)}b") == f"a\\u{{{code:X}}}b"


@pytest.mark.parametrize("text", ["naïve café", "Ünïcödé", "日本語", "Привет", "→ ✓ 🙂", "a\tb\nc"])
def test_what_people_see_stays_as_it_is(text: str) -> None:
    assert untrusted(text) == text


def test_a_secret_is_taken_out() -> None:
    assert untrusted("key ghp_" + "a1B2" * 9) == "key [SECRET:github-token]"


def test_a_secret_is_taken_out_before_the_text_is_cut() -> None:
    assert untrusted("12345 ghp_" + "a1B2" * 9, cap=12).startswith("12345 [SECRE")


def test_a_long_text_is_cut_and_says_so() -> None:
    shown = untrusted("x" * (MAX_TEXT + 5))

    assert shown == "x" * MAX_TEXT + " […5 more characters]"


@given(st.text(alphabet=st.characters(), max_size=200))
def test_any_text_can_be_sent_and_hides_nothing(text: str) -> None:
    shown = untrusted(text)

    shown.encode("utf-8")
    assert untrusted(shown) == shown
    assert all(line == "" or line.isprintable() for line in re.split(r"[\n\t]", shown))


def test_mypy_refuses_a_plain_string_where_untrusted_text_is_asked_for(tmp_path: Path) -> None:
    module = tmp_path / "careless.py"
    module.write_text(
        "from bot.review.prompt import user_text\n"
        "from bot.review.said import Said\n"
        'user_text(Said("title", "body"), [], [], [], "0" * 40, "before")\n'
    )

    checked = subprocess.run(
        [sys.executable, "-m", "mypy", "--follow-imports=silent", str(module)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert checked.returncode == 1
    assert checked.stdout.count('expected "Untrusted"') == 3


def test_untrusted_text_is_made_in_one_place_only() -> None:
    makers = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "bot").rglob("*.py")
        if re.search(r"\bUntrusted\(", path.read_text())
    ]

    assert makers == ["bot/review/untrusted.py"]
