"""No YAML document gets past its limits, and what is refused is said with line and remedy."""

import time
from collections.abc import Callable

import pytest

from bot.errors import UserError
from bot.yaml_loader import line_of, load_trusted, load_untrusted

Load = Callable[[str, str], object]


def test_a_stranger_s_scalars_stay_text() -> None:
    document = "a: off\nb: 2027-01-31\nc: 0123\nd:\ne: [null, 1.5, true, '7']\n"

    assert load_untrusted(document, "f.yml") == {
        "a": "off",
        "b": "2027-01-31",
        "c": "0123",
        "d": "",
        "e": ["null", "1.5", "true", "7"],
    }


def test_a_rule_s_scalars_have_their_types_and_quoted_ones_stay_text() -> None:
    document = "a: off\nb: 2027-01-31\nc: 12\nd: '12'\ne: [null, 1.5, true, -3]\nf: |\n  1\n"

    assert load_trusted(document, "f.yml") == {
        "a": "off",
        "b": "2027-01-31",
        "c": 12,
        "d": "12",
        "e": [None, 1.5, True, -3],
        "f": "1\n",
    }


@pytest.mark.parametrize("load", [load_untrusted, load_trusted])
def test_an_empty_document_is_none(load: Load) -> None:
    assert load("", "f.yml") is None
    assert load("# nothing\n", "f.yml") is None


@pytest.mark.parametrize("load", [load_untrusted, load_trusted])
@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a: !!python/object:os.system x\n", "f.yml, line 1: holds a tag (!name); remove it."),
        ("a: 1\nb:\n  c: 1\n  c: 2\n", "f.yml, line 4: holds the key 'c' twice; keep one of them."),
        ("a: 1\n---\nb: 2\n", "f.yml, line 2: holds a second document; keep one."),
        ("? [a]\n: b\n", "f.yml, line 1: holds a key that is not a word; use a plain word"),
        ("a: b: c\n", "f.yml, line 1: not YAML (mapping values are not allowed"),
        ("a: 1\nb: \x00\n", "f.yml, line 2: holds a control character; remove it."),
        ("a: \ud800\n", "f.yml: holds a broken character; save it as UTF-8."),
        ("[" * 3000, "levels; nest less deeply."),
        ("- " * 3000, "levels; nest less deeply."),
        ("a: " * 2000, "f.yml, line 1: not YAML"),
    ],
)
def test_what_is_refused_is_said_with_line_and_remedy(load: Load, text: str, sentence: str) -> None:
    started = time.thread_time()
    with pytest.raises(UserError) as caught:
        load(text, "f.yml")
    assert sentence in str(caught.value)
    assert time.thread_time() - started < 2


def test_a_rule_may_say_once_what_it_shares() -> None:
    document = "a: [&x {k: &y [1]}, *x]\nb: *y\nc: &x 2\nd: *x\n*x : e\n"

    assert load_trusted(document, "f.yml") == {
        "a": [{"k": [1]}, {"k": [1]}],
        "b": [1],
        "c": 2,
        "d": 2,
        2: "e",
    }


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a: &x 1\n", "f.yml, line 1: holds an anchor (&name); write the value out where it is"),
        ("a: 1\nb: *x\n", "f.yml, line 2: holds an alias (*name); write the value out."),
    ],
)
def test_a_stranger_may_not(text: str, sentence: str) -> None:
    with pytest.raises(UserError) as caught:
        load_untrusted(text, "f.yml")
    assert sentence in str(caught.value)


def _chain(times: int, links: int) -> str:
    lines = [f"- &a0 [{', '.join('x' * times)}]"]
    lines += [f"- &a{n + 1} [{', '.join([f'*a{n}'] * times)}]" for n in range(links)]
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (_chain(9, 9), "f.yml, line 7: holds too many aliases; use fewer."),
        (_chain(1, 100), "f.yml, line 60: holds more than 60 levels; nest less deeply."),
        ("- &x [*x]\n", "f.yml, line 1: holds an alias of nothing (*x); correct it."),
        ("a: &x [1]\n*x : 2\n", "f.yml, line 2: holds a key that is not a word; use a plain word"),
    ],
)
def test_aliases_are_refused_before_they_blow_up(text: str, sentence: str) -> None:
    started = time.thread_time()
    with pytest.raises(UserError) as caught:
        load_trusted(text, "f.yml")
    assert sentence in str(caught.value)
    assert time.thread_time() - started < 2


def test_a_document_that_is_too_large_is_refused() -> None:
    with pytest.raises(UserError, match=r"f\.yml: larger than 65536 bytes; make it smaller\."):
        load_untrusted("# é\n" * 14_000, "f.yml")


def test_a_number_without_end_stays_text() -> None:
    assert load_trusted("a: " + "1" * 6000, "f.yml") == {"a": "1" * 6000}


@pytest.mark.parametrize(
    ("where", "line"),
    [
        ((), 1),
        (("a",), 1),
        (("b",), 2),
        (("b", 1), 4),
        (("b", 1, "d"), 5),
        (("b", 1, "missing"), 4),
        (("b", 9), 2),
        (("b", "d"), 2),
        (("a", "deeper"), 1),
    ],
)
def test_a_part_is_found_by_its_keys_and_indexes(where: tuple[object, ...], line: int) -> None:
    assert line_of("a: 1\nb:\n  - x\n  - c: 1\n    d: 2\n", where) == line


def test_an_empty_document_begins_at_its_first_line() -> None:
    assert line_of("", ("a",)) == 1
