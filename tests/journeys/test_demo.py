import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from bot.sandbox.demo.judge import differences
from bot.sandbox.demo.page_reader import OnPage
from bot.sandbox.demo.posted import Check, Comment, Posted
from bot.sandbox.demo.shop import Expected, read_tree

COMMAND = [sys.executable, "-m", "bot.sandbox.demo"]
ROOT = Path(__file__).parents[2]
LANGUAGES = {".py", ".ts", ".go", ".java", ".kt", ".rs"}
FAMILIES = {"injection", "secrets", "error-swallowing"}


def environment(folder: Path) -> Mapping[str, str]:
    mine = {name: value for name, value in os.environ.items() if name != "ANTHROPIC_API_KEY"}
    return mine | {"DEMO_EXIT": "1", "TMPDIR": str(folder)}


def somebody_listens(url: str) -> bool:
    place = urlsplit(url)
    with socket.socket() as probe:
        return probe.connect_ex((place.hostname or "", place.port or 0)) == 0


def test_the_demo_reviews_a_pull_request_and_says_that_it_is_as_expected(tmp_path: Path) -> None:
    done = subprocess.run(
        COMMAND, cwd=ROOT, env=environment(tmp_path), capture_output=True, text=True, check=False
    )
    said = done.stdout
    assert done.returncode == 0, said + done.stderr
    assert re.search(r"tenet serve is ready on http://127\.0\.0\.1:\d+ \(SQLite, Semgrep ", said)
    assert "The signed delivery pull_request.opened was taken in: 202" in said
    assert "The model did not look: no ANTHROPIC_API_KEY is set." in said
    for one in read_tree("head").expected:
        assert re.search(rf"^{re.escape(one.path)}:\d", said, re.MULTILINE)
    assert "Tenet: failure, changes needed (" in said
    assert f"yes  {len(read_tree('head').expected)} mistakes are marked" in said
    assert re.search(r"The page was http://127\.0\.0\.1:\d+/acme/shop/pull/1;", said)
    assert list(tmp_path.iterdir()) == []


def test_an_interrupted_demo_leaves_nothing_behind(tmp_path: Path) -> None:
    with subprocess.Popen(
        COMMAND, cwd=ROOT, env=environment(tmp_path), stdout=subprocess.PIPE, text=True
    ) as demo:
        assert demo.stdout is not None
        before = ""
        while "was taken in" not in before:
            line = demo.stdout.readline()
            assert line, before
            before += line
        addresses = re.findall(r"http://127\.0\.0\.1:\d+", before)
        assert len(addresses) == 2
        assert all(map(somebody_listens, addresses))
        demo.send_signal(signal.SIGINT)
        demo.communicate(timeout=60)
    assert demo.returncode == 130
    assert not any(map(somebody_listens, addresses))
    assert list(tmp_path.iterdir()) == []


def test_the_shop_has_mistakes_in_every_language_and_of_every_family() -> None:
    expected = read_tree("head").expected
    assert {Path(one.path).suffix for one in expected} == LANGUAGES
    assert {one.category for one in expected} == FAMILIES


def test_no_mark_gets_into_the_repository() -> None:
    files = [*read_tree("base").files.values(), *read_tree("head").files.values()]
    assert not [one for one in files if isinstance(one, str) and "⟵" in one]


def test_whatever_differs_is_said() -> None:
    here = Comment(
        *(1, "a.py", 3, 4, "Error", "Security first", "SQL built from strings", ""),
        rule="sql-string-building-python",
        code=(),
    )
    right = [Expected("a.py", 4, "injection")]
    check, shown = Check("Tenet", "failure", "", 1), {1: OnPage(1, "a.py", 4, here.title)}
    posted = Posted((here,), ("All of it",), (check,))
    assert differences(right, posted, shown) == []
    assert differences([Expected("a.py", 5, "injection")], posted, shown) == [
        "Nothing is said about injection at a.py:5.",
        "a.py:4 is right, but sql-string-building-python complains.",
    ]
    assert differences([Expected("a.py", 4, "secrets")], posted, shown) == [
        "Nothing is said about secrets at a.py:4."
    ]
    assert differences(right, posted, {}) == ["The page does not show the comment at a.py:4."]
    assert differences(right, posted, {1: OnPage(1, "a.py", 9, here.title)}) == [
        "The page shows the comment of a.py:4 at a.py:9."
    ]
    assert differences(right, posted, {1: OnPage(1, "a.py", 4, "Something else")}) == [
        "The page does not show what is said at a.py:4."
    ]
    assert differences(right, Posted((here, here), (), ()), shown) == [
        "a.py:4 is commented more than once.",
        "The check should be one failure, and there is: no check.",
        "There should be one summary, and there are 0.",
    ]
