"""A manifest is read as it is meant, or refused with its line and the remedy."""

import re
from pathlib import Path

import pytest

from bot.errors import UserError
from bot.manifest import MAX_BYTES, KnownPullRequest, read_manifest
from bot.review.change import Side
from bot.review.findings import Location
from bot.review.scoring import KnownFinding

WHOLE = """\
version: 1
pull_requests:
  - repository: shop
    base: main
    head: 0123
    title: Load
    body: ""
    expected:
      - {path: src/load.py, lines: 10-12, principle: fail-gracefully, text: It is lost.}
      - {path: src/load.py, lines: 7, side: LEFT, text: It was closed here.}
    rejected:
      - path: src/load.py
        lines: 30
        text: "Rename this."
  - {repository: ./shop, base: main~2, head: main~1, title: null}
"""


@pytest.fixture
def manifest(tmp_path: Path) -> Path:
    (tmp_path / "shop").mkdir()
    return tmp_path / "manifest.yml"


def refused(manifest: Path, text: str | bytes) -> str:
    """What is said of this manifest, from its line on."""
    manifest.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(UserError) as caught:
        read_manifest(manifest)
    said = str(caught.value)
    assert said.startswith(str(manifest))
    return said.removeprefix(str(manifest)).lstrip(",: ")


def test_everything_that_a_manifest_may_say(manifest: Path) -> None:
    manifest.write_text(WHOLE)

    first, second = read_manifest(manifest)

    load = "src/load.py"
    assert first == KnownPullRequest(
        folder=manifest.parent / "shop",
        name="shop main..0123",
        base="main",
        head="0123",
        title="Load",
        body="",
        expected=(
            KnownFinding(Location(load, Side.RIGHT, 10, 12), "It is lost.", "fail-gracefully"),
            KnownFinding(Location(load, Side.LEFT, 7, 7), "It was closed here."),
        ),
        rejected=(KnownFinding(Location(load, Side.RIGHT, 30, 30), "Rename this."),),
    )
    assert (second.title, second.body, second.expected, second.rejected) == (None, None, (), ())


@pytest.mark.parametrize(
    ("wrong", "instead", "said"),
    [
        (
            "version: 1",
            "version: 2",
            "line 1: `version` is `2`, and only 1 is known; write `version: 1`.",
        ),
        ("version: 1\n", "", "line 1: `version` is missing; begin the file with `version: 1`."),
        (
            "rejected:",
            "rejeced:",
            (
                "line 11: `pull_requests[1].rejeced` is not a known key; write "
                "`pull_requests.rejected`."
            ),
        ),
        (
            "    head: 0123\n",
            "",
            "line 3: `pull_requests[1].head` is missing; add it.",
        ),
        (
            "10-12",
            "12-10",
            "line 9: `pull_requests[1].expected[1].lines` must be a line or a range of lines, ",
        ),
        (
            "lines: 30",
            "lines: [30]",
            "line 13: `pull_requests[1].rejected[1].lines` must be a line or a range of lines, ",
        ),
        (
            "side: LEFT",
            "side: left",
            "line 10: `pull_requests[1].expected[2].side` is `left`; write one of: LEFT, RIGHT.",
        ),
        (
            "repository: shop",
            "repository: ../shop",
            (
                "line 3: `pull_requests[1].repository` must be a path below the manifest's folder, "
                "such as repositories/shop."
            ),
        ),
        (
            "- path: src/load.py",
            "- path: /etc/passwd",
            "line 12: `pull_requests[1].rejected[1].path` must be a file's path from the top of ",
        ),
        (
            '"Rename this."',
            '""',
            (
                "line 14: `pull_requests[1].rejected[1].text` is empty; say it in a few words, or "
                "remove the key."
            ),
        ),
        (
            "- {repository: ./shop, base: main~2, head: main~1, title: null}",
            "- shop",
            "line 15: `pull_requests[2]` must hold keys and their values, such as `key: value`.",
        ),
        (
            "./shop, base: main~2, head: main~1",
            "shop, base: main, head: '0123'",
            "line 15: 'shop main..0123' stands twice; keep one of them.",
        ),
        (
            "head: 0123",
            'head: "ma\\0in"',
            "line 5: `pull_requests[1].head` holds a character that cannot be seen; remove it.",
        ),
        ("head: 0123", "head: &x 0123", "line 5: holds an anchor (&name); write the value out"),
        ("head: 0123", "base: 0123", "line 5: holds the key 'base' twice; keep one of them."),
        ("version: 1", "version: [1", "line 2: not YAML"),
    ],
)
def test_what_is_wrong_is_said_with_its_line_and_the_remedy(
    manifest: Path, wrong: str, instead: str, said: str
) -> None:
    assert wrong in WHOLE

    assert refused(manifest, WHOLE.replace(wrong, instead, 1)).startswith(said)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "line 1: holds no keys; begin it with `version: 1` and a list `pull_requests`."),
        ("- 1\n", "line 1: holds no keys; begin it with `version: 1` and a list `pull_requests`."),
        (
            "version: 1\npull_requests: []\n",
            "line 2: `pull_requests` is empty; write at least one entry, or remove the key.",
        ),
        (b"version: 1\n\xff\n", "line 2: not UTF-8; save the file as UTF-8."),
        ("#" * (MAX_BYTES + 1), f"larger than {MAX_BYTES} bytes; make it several manifests."),
        ("version: 1\npull_requests: " + "[" * 3_000, "line 2: holds more than 20 levels"),
    ],
)
def test_what_is_no_manifest_is_refused(manifest: Path, text: str | bytes, said: str) -> None:
    assert refused(manifest, text).startswith(said)


def test_several_mistakes_are_counted(manifest: Path) -> None:
    said = refused(manifest, WHOLE.replace("text:", "words:"))

    assert re.search(r"^line \d+: .* \(and 5 more\)\.$", said)


def test_a_repository_that_is_not_there_is_said(manifest: Path) -> None:
    said = refused(manifest, WHOLE.replace("repository: shop", "repository: bakery"))

    assert said == (
        f"line 3: there is no folder '{manifest.parent / 'bakery'}'; clone the repository to "
        "there, or leave its pull requests out."
    )


def test_a_manifest_that_is_not_there_is_said(manifest: Path) -> None:
    with pytest.raises(UserError, match=r"cannot be read .*: check the path"):
        read_manifest(manifest)
