import subprocess
import time
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.review.paths import in_scope, matches, pattern_problem


@pytest.mark.parametrize(
    ("pattern", "path", "means_it"),
    [
        ("**", "a.py", True),
        ("**", "src/deep/a.py", True),
        ("*.py", "a.py", True),
        ("*.py", "src/deep/a.py", True),
        ("*.py", "a.pyc", False),
        ("/*.py", "src/a.py", False),
        ("src/*.py", "src/a.py", True),
        ("src/*.py", "src/deep/a.py", False),
        ("src/**/*.py", "src/a.py", True),
        ("src/**/*.py", "src/very/deep/a.py", True),
        ("src/**", "src/a.py", True),
        ("src/**", "src", False),
        ("src/**", "other/src/a.py", False),
        ("**/test", "a/b/test/c.py", True),
        ("vendor", "third/vendor/a.go", True),
        ("vendor", "vendors/a.go", False),
        ("vendor/", "vendor", False),
        ("vendor/", "vendor/a.go", True),
        ("/vendor", "third/vendor/a.go", False),
        ("api/v?.py", "api/v1.py", True),
        ("api/v?.py", "api/v10.py", False),
        ("api/v[0-9].py", "api/v1.py", True),
        ("api/v[!0-9].py", "api/v1.py", False),
        ("api[/]v1.py", "api/v1.py", False),
        ("api?v1.py", "api/v1.py", False),
        ("*", ".env", True),
        ("\\*.py", "*.py", True),
        ("\\*.py", "a.py", False),
        ("a.b", "axb", False),
        ("*.{js,ts}", "a.js", False),
        ("[]-]a", "]a", True),
        ("[+--]a", ",a", True),
        ("line*", "line\nbreak.py", True),
        ("*\udcff*", "caf\udcff.py", True),
        ("API/**", "api/a.py", False),
    ],
)
def test_a_pattern_means_the_paths_that_gitignore_says(
    pattern: str, path: str, *, means_it: bool
) -> None:
    assert matches(path, [pattern]) is means_it


def test_a_path_is_in_scope_when_included_and_not_excluded() -> None:
    assert in_scope("src/a.py", ["**"], ["third_party/**"])
    assert not in_scope("third_party/a.py", ["**"], ["third_party/**"])
    assert not in_scope("docs/a.py", ["src/**"], [])
    assert not in_scope("src/a.py", [], [])


@pytest.mark.parametrize(
    ("pattern", "problem"),
    [
        ("", "holds an empty part, `.` or `..`; write a path from the top"),
        ("/", "holds an empty part, `.` or `..`; write a path from the top"),
        ("a//b", "holds an empty part, `.` or `..`; write a path from the top"),
        ("../secrets", "holds an empty part, `.` or `..`; write a path from the top"),
        ("./src/**", "holds an empty part, `.` or `..`; write a path from the top"),
        ("!src", "begins with `!`; move what it brings back into a pattern of its own"),
        ("a[bc", "holds a `[` without its `]`; write `\\[` for a real one"),
        ("a\\", "ends in a backslash; write two for a real one"),
        ("[z-a]", "holds the range `z-a`, which is empty; turn it round"),
        ("[[:alpha:]]", "holds a backslash or `[:` between brackets; write the characters out"),
        ("a" * 501, "is longer than 500 characters; shorten it"),
    ],
)
def test_a_pattern_that_means_nothing_is_named_and_matches_nothing(
    pattern: str, problem: str
) -> None:
    assert pattern_problem(pattern) == problem
    assert not matches(pattern, [pattern])


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("*a" * 250, "a" * 4095),
        ("?*" * 240 + "b", "a" * 4095),
        ("*?" * 200 + "[!a]", "a" * 4095),
        ("**/a/" * 99 + "b", "a/" * 2047 + "c"),
        ("**/*a*a*a*a*a*a*a/" * 25 + "b", "a/" * 2047 + "c"),
        ("**/*/" * 90 + "**/b", "a/" * 2047 + "c"),
        ("*/" * 249 + "b", "a/" * 2047 + "c"),
        ("(a+)+$/**", "a" * 4095),
    ],
)
def test_a_hostile_pattern_ends_soon(pattern: str, path: str) -> None:
    started = time.process_time()
    matches(path, [pattern])
    assert time.process_time() - started < 1


def ignored_by_git(repository: Path, pattern: str, path: str) -> bool:
    """What git itself says; exit code 0 means that the pattern means the path."""
    (repository / ".gitignore").write_text(pattern + "\n")
    return (
        subprocess.run(
            ["git", "check-ignore", "--no-index", "-q", "--", path], cwd=repository, check=False
        ).returncode
        == 0
    )


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("repository")
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
    return folder


_PATTERNS = st.lists(
    st.sampled_from(["a", "b", "ab", "*", "?", "**", "/", "/", "[ab]", "[!a]", "a*", "*b", "/**/"]),
    min_size=1,
    max_size=7,
).map("".join)
_PATHS = st.lists(st.text(alphabet="abc", min_size=1, max_size=3), min_size=1, max_size=5).map(
    "/".join
)


@settings(max_examples=400, deadline=None)
@given(pattern=_PATTERNS, path=_PATHS)
def test_git_agrees(repository: Path, pattern: str, path: str) -> None:
    # Git's page says that `b**` is `b*`, and yet its `b**/*` means `b`, too: we follow the page.
    glued = (part for part in pattern.split("/") if "**" in part and part != "**")
    assume(not any(glued))
    if pattern_problem(pattern) is None:
        assert matches(path, [pattern]) is ignored_by_git(repository, pattern, path)
