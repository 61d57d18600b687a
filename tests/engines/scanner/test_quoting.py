from bot.engines.scanner.quoting import MAX_LINES, Quoted


def quoted(content: bytes, *secrets: tuple[int, int]) -> list[str]:
    return Quoted(content, secrets).lines(1, 99).split("\n")


def test_without_secrets_lines_are_shown_as_they_are() -> None:
    assert quoted(b"a\r\n b\t\xff\n") == ["a", " b\t\ufffd", ""]
    assert Quoted(b"a\nb\nc\n", []).lines(2, 3) == "b\nc"
    assert Quoted(b"", []).lines(1, 1) == ""


def test_what_nobody_may_see_is_replaced() -> None:
    assert quoted(b"key = 'abc'\n", (7, 10)) == ["key = '[SECRET]'", ""]


def test_no_line_moves() -> None:
    assert quoted(b"a\nb\nc\nd", (0, 5)) == ["[SECRET]", "", "", "d"]


def test_secrets_may_overlap_and_come_in_any_order() -> None:
    assert quoted(b"abc:efghij", (4, 6), (0, 2), (1, 3), (0, 1)) == ["[SECRET]:[SECRET]ghij"]
    assert quoted(b"abc", (0, 3), (1, 2), (3, 3)) == ["[SECRET]"]


def test_what_a_rule_matches_from_its_middle_on_is_hidden_from_its_beginning_on() -> None:
    assert quoted(b"KEY='ab12.part.cd34'", (10, 19)) == ["KEY='[SECRET]'"]


def test_secrets_of_known_formats_are_replaced_too() -> None:
    token = b"ghp_" + b"a1B2" * 9
    assert quoted(b"x = " + token) == ["x = [SECRET:github-token]"]


def test_a_long_run_is_cut_off() -> None:
    lines = Quoted(b"x\n" * 99, []).lines(1, 50).split("\n")
    assert lines == ["x"] * MAX_LINES + ["…"]
    assert Quoted(b"x\n" * 99, []).lines(1, MAX_LINES).split("\n") == ["x"] * MAX_LINES
