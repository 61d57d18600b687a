"""Files are judged in few calls: the riskiest first, a test beside its code, nothing twice."""

from hypothesis import given
from hypothesis import strategies as st

from bot.review.change import FileStatus, LineKind
from bot.review.grouping import MAX_GROUPS, Group, grouped, halves, joined
from bot.review.prompt import render_file
from bot.review.shown import ShownFile, ShownHunk, ShownLine
from bot.review.untrusted import untrusted


def shown(path: str, *lengths: int) -> ShownFile:
    """A file with hunks of so many characters each."""
    hunks = tuple(
        ShownHunk(
            untrusted(f"hunk {number}"),
            (ShownLine(LineKind.ADDED, None, number, untrusted("x" * length)),),
        )
        for number, length in enumerate(lengths, 1)
    )
    name = untrusted(path)
    return ShownFile(path, name, name, FileStatus.MODIFIED, hunks)


def paths(groups: tuple[Group, ...]) -> list[list[str]]:
    return [[file.path for file in group] for group in groups]


def test_what_fits_into_one_call_is_judged_in_one() -> None:
    files = (shown("auth/login.py", 10), shown("README.md", 10))

    assert grouped(files) == (files,)


def test_a_test_is_judged_with_the_code_that_it_tests() -> None:
    files = [
        shown("auth/login.py", 900),
        shown("billing/pay.py", 900),
        shown("tests/test_login.py", 900),
        shown("billing/pay.test.ts", 900),
        shown("docs/login.md", 900),
    ]

    assert paths(grouped(files, room=700)) == [
        ["auth/login.py", "tests/test_login.py"],
        ["billing/pay.py", "billing/pay.test.ts"],
        ["docs/login.md"],
    ]


def test_files_of_one_name_in_two_folders_stay_apart() -> None:
    files = [shown("a/index.ts", 900), shown("b/main.ts", 900), shown("b/index.ts", 900)]

    assert paths(grouped(files, room=700)) == [["a/index.ts", "b/main.ts"], ["b/index.ts"]]


def test_what_fits_into_no_call_is_left_out_from_the_end() -> None:
    files = [shown(f"folder_{number}/a.py", 900) for number in range(MAX_GROUPS + 2)]

    assert paths(grouped(files, room=350)) == [[file.path] for file in files[:MAX_GROUPS]]


def test_a_hunk_that_is_too_long_is_left_out_and_the_others_are_not() -> None:
    (group,) = grouped([shown("a.py", 100, 100_000, 100)], room=700)

    assert [hunk.heading for hunk in group[0].hunks] == ["hunk 1", "hunk 3"]


@given(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.lists(st.integers(1, 1_500), min_size=1, max_size=5)),
        max_size=12,
    ),
    st.integers(100, 900),
)
def test_no_group_is_too_long_and_nothing_is_judged_twice(
    wanted: list[tuple[str, list[int]]], room: int
) -> None:
    files = [shown(f"{at}/{number}.py", *lengths) for number, (at, lengths) in enumerate(wanted)]

    groups = grouped(files, room)

    assert len(groups) <= MAX_GROUPS
    assert groups == grouped(files, room)
    for group in groups:
        assert len("\n\n".join(map(render_file, group))) <= room * 3
        assert len({file.path for file in group}) == len(group)
    pieces = [
        (file.path, hunk.heading) for group in groups for file in group for hunk in file.hunks
    ]
    assert len(pieces) == len(set(pieces))
    assert set(pieces) <= {(file.path, hunk.heading) for file in files for hunk in file.hunks}


@given(st.lists(st.integers(1, 500), min_size=2, max_size=30))
def test_halves_hold_everything_and_neither_is_empty(lengths: list[int]) -> None:
    group = (shown("a.py", *lengths[::2]), shown("b.py", *(lengths[1::2] or [1])))

    parts = halves(group)

    assert parts is not None
    assert all(parts)
    assert joined(parts) == group


def test_one_hunk_cannot_be_halved() -> None:
    assert halves((shown("a.py", 10),)) is None
