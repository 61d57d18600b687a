import pytest

from bot.review.uses import names_in, uses_of


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("    return read_all(path)", ("read_all",)),
        ("func (s *Shop) Total(ctx) error {", ("Total",)),
        ("while (true) { catch (e) }", ()),
        ("x = y + zeta", ()),
        ("a(b(c))", ()),
        ("(" * 100_000, ()),
        ("name" * 100_000, ()),
        (" ".join(f"call{number}()" for number in range(50)), tuple(f"call{n}" for n in range(5))),
    ],
)
def test_names_are_what_is_called_or_defined(text: str, names: tuple[str, ...]) -> None:
    assert names_in(text) == names


def test_names_take_turns_and_the_flagged_lines_are_left_out() -> None:
    texts = {
        "a.py": "total(1)\n" * 10 + "    return total(sums(x))\n",
        "b.py": "def sums(x):\n    totals(x)\n",
        "key.py": "total('AKIAQ3EGRIZB7XK2VN5D')\n",
    }
    assert uses_of("    return total(sums(x))", texts) == (
        "a.py:1: total(1)",
        "b.py:1: def sums(x):",
        "a.py:2: total(1)",
        "a.py:3: total(1)",
        "a.py:4: total(1)",
    )
    assert uses_of("total(2)", {"key.py": texts["key.py"]}) == (
        "key.py:1: total('[SECRET:aws-key]')",
    )
    assert uses_of("x = 1", texts) == ()
