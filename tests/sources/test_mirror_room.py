import os
import time
from pathlib import Path

import pytest

from bot.sources import mirror_room
from bot.sources.mirror_room import Place

DAY = 86_400


@pytest.fixture
def mirrors(tmp_path: Path) -> Path:
    return tmp_path / "mirrors"


def used(mirrors: Path, number: int, days_ago: int, size: int = 100_000) -> Path:
    """A mirror of that size, which somebody used that long ago."""
    folder = Place(mirrors, "https://api.github.com", str(number % 2), number).folder
    with mirror_room.in_use(folder):
        (folder / "objects").mkdir(parents=True)
        (folder / "objects" / "pack").write_bytes(b"x" * size)
    then = time.time() - days_ago * DAY
    os.utime(folder.with_suffix(".use"), (then, then))
    return folder


def left(mirrors: Path) -> set[int]:
    return {int(folder.stem) for folder in mirrors.glob("*/*/*.git")}


def test_what_was_used_longest_ago_goes_first(mirrors: Path) -> None:
    for number, days_ago in ((1, 3), (2, 9), (3, 1), (4, 7), (5, 5)):
        used(mirrors, number, days_ago)
    mirror_room.make_room(mirrors, 350_000)
    assert left(mirrors) == {1, 3, 5}
    assert not list(mirrors.rglob(".aside-*"))


def test_as_long_as_all_of_them_fit_none_goes(mirrors: Path) -> None:
    used(mirrors, 1, 1_000)
    mirror_room.make_room(mirrors)
    assert left(mirrors) == {1}


def test_what_is_used_now_stays_however_old_it_is(mirrors: Path) -> None:
    oldest, _ = used(mirrors, 1, 9), used(mirrors, 2, 1)
    with mirror_room.in_use(oldest), mirror_room.in_use(oldest):
        os.utime(oldest.with_suffix(".use"), (0, 0))
        mirror_room.make_room(mirrors, 0)
        assert left(mirrors) == {1}
    mirror_room.make_room(mirrors, 0)
    assert left(mirrors) == set()


def test_to_use_a_mirror_makes_it_the_youngest(mirrors: Path) -> None:
    folder, _ = used(mirrors, 1, 9), used(mirrors, 2, 1)
    with mirror_room.in_use(folder):
        pass
    mirror_room.make_room(mirrors, 150_000)
    assert left(mirrors) == {1}


def test_stores_that_the_api_filled_count_too(mirrors: Path) -> None:
    place = Place(mirrors, "https://api.github.com", "7", 1)
    place.folder_by_api.mkdir(parents=True)
    (place.folder_by_api / "blob").write_bytes(b"x" * 100_000)
    mirror_room.make_room(mirrors, 50_000)
    assert not place.folder_by_api.exists()


def test_what_a_killed_process_left_aside_goes_when_nobody_can_want_it(mirrors: Path) -> None:
    folder = used(mirrors, 1, 0)
    old, young = mirror_room.new_folder(folder), mirror_room.new_folder(folder)
    for aside in (old, young):
        (aside / "objects").mkdir(parents=True)
    os.utime(old, (0, 0))
    mirror_room.make_room(mirrors)
    assert (old.exists(), young.exists()) == (False, True)


def test_a_mirror_that_outgrew_its_share_is_begun_anew(mirrors: Path) -> None:
    large, small = used(mirrors, 1, 0), used(mirrors, 2, 0)
    with (large / "pack").open("wb") as file:
        for _ in range(1_001):
            file.write(bytes(1_000_000))
    with mirror_room.in_use(large):
        mirror_room.begin_anew_if_full(large)
        assert large.exists(), "somebody reads it"
    for folder in (large, small):
        mirror_room.begin_anew_if_full(folder)
    assert left(mirrors) == {2}


def test_a_mirror_of_too_many_commits_is_begun_anew(mirrors: Path) -> None:
    folder = used(mirrors, 1, 0)
    (folder / "shallow").write_text(("1" * 40 + "\n") * (mirror_room.SHARE_COMMITS + 1))
    mirror_room.begin_anew_if_full(folder)
    assert not folder.exists()


def test_nothing_is_thrown_away_where_nothing_is(mirrors: Path) -> None:
    mirror_room.make_room(mirrors)
    mirror_room.begin_anew_if_full(Place(mirrors, "host", "own", 1).folder)
    assert not mirrors.exists()


@pytest.mark.parametrize("name", ["..", ".", "", "../..", "a/b", "/etc", "https://x/../../y"])
def test_no_name_leads_out_of_the_folder_of_mirrors(mirrors: Path, name: str) -> None:
    for host, whose in ((name, "7"), ("host", name)):
        try:
            folder = Place(mirrors, host, whose, 1).folder
        except ValueError:
            continue
        assert folder.parent.parent.parent == mirrors
        assert ".." not in folder.parts
