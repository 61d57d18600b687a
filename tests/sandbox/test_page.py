import os
import shlex
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from bot.sandbox.serve import open_example, write_environment
from tests.support.sandbox_clients import rest
from tests.support.sandbox_scene import Scene

ALLOWED = {"details", "summary", "sub", "sup", "b", "br"}
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<details ontoggle=alert(1) open>",
    "</article></main><h1>mine</h1>",
    "[x](javascript:alert(1))",
    "![x](https://evil.example/pixel.png)",
    "`</code><script>`",
    '```"><script>\n</pre><script>\n```',
    "<svg/onload=alert(1)>",
    "<b onmouseover=alert(1)>x</b>",
    "<!-- hidden --><style>*{display:none}</style>",
    "| a |\n| - |\n| <iframe src=//evil> |",
]


class Reader(HTMLParser):
    """The tags of a page with their attributes, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def page(scene: Scene, path: str = "/acme/shop/pull/1") -> Reader:
    with rest(scene.github) as nobody:
        answer = nobody.get(scene.github.url + path)
    assert answer.status_code == 200
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    return Reader(answer.text)


def test_a_person_sees_what_was_said_and_where(scene: Scene) -> None:
    scene.review({"path": "app.py", "line": 5, "body": "**error** SQL <!-- tenet:1 -->"}, body="R")
    scene.pull.comment("<details><summary>More</summary>\n\n| a |\n| - |\n| cell |\n\n</details>")
    annotation = {"path": "app.py", "start_line": 5, "end_line": 6, "message": "Told you."}
    output = {"title": "1 error", "summary": "Sum", "annotations": [annotation]}
    annotation["annotation_level"] = "failure"
    scene.check(conclusion="failure", output=output)
    seen = page(scene)
    for words in ("Change it", "Why not?", "SQL", "1 error", "Told you.", "lines 5 to 6", "cell"):
        assert words in seen.text
    assert "tenet:1" not in seen.text
    tags = [name for name, _ in seen.tags]
    assert {"details", "summary", "table"} <= set(tags)
    assert "Change it" in page(scene, "/").text


@pytest.mark.parametrize("hostile", HOSTILE)
def test_nothing_hostile_becomes_markup(scene: Scene, hostile: str) -> None:
    before = {name for name, _ in page(scene).tags}
    scene.pull.comment(hostile)
    scene.pull.state.title = hostile
    scene.pull.state.body = hostile
    scene.repository.commit("change", {hostile.replace("/", "_")[:100]: hostile})
    scene.review({"path": "app.py", "line": 5, "body": hostile}, body=hostile)
    scene.check(conclusion="neutral", output={"title": hostile, "summary": hostile})
    seen = page(scene)
    markdown = {"p", "em", "strong", "pre", "code", "table", "thead", "tbody", "tr", "th", "td"}
    page_only = {"ul", "li", "h3", "time", "a"}
    assert {name for name, _ in seen.tags} <= before | ALLOWED | markdown | page_only
    for name, attributes in seen.tags:
        assert not any(key.startswith("on") for key in attributes)
        assert (attributes.get("href") or "/").startswith(("/", "#"))
        assert name not in {"script", "img", "iframe", "svg", "style"}


def test_an_unknown_pull_request_has_no_page(scene: Scene) -> None:
    with rest(scene.github) as nobody:
        assert nobody.get(f"{scene.github.url}/acme/shop/pull/9").status_code == 404


def test_two_folders_become_a_pull_request(scene: Scene, tmp_path: Path) -> None:
    before, after = tmp_path / "before", tmp_path / "after"
    for folder, content in ((before, "1\n"), (after, "2\n")):
        (folder / "src").mkdir(parents=True)
        (folder / "src" / "a.py").write_text(content)
    (before / "gone.py").write_text("x\n")
    (after / "link").symlink_to("/etc/passwd")
    pull = open_example(scene.github, before, after)
    changed = {(file.path, file.status) for file in pull.state.files()}
    assert changed == {("src/a.py", "modified"), ("gone.py", "removed"), ("link", "added")}


def test_the_credentials_can_be_sourced(scene: Scene, tmp_path: Path) -> None:
    path = write_environment(scene.github, tmp_path)
    assert path.stat().st_mode & 0o777 == 0o600
    command = f'set -a; . {shlex.quote(str(path))}; printf %s "$GITHUB_APP_PRIVATE_KEY"'
    shown = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=True)
    assert shown.stdout == scene.github.app.private_key_pem


def test_the_program_serves_until_it_is_stopped(tmp_path: Path) -> None:
    code = "from pathlib import Path; from bot.sandbox.serve import run; run(folder=Path('.'))"
    root = Path(__file__).parents[2]
    with subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(root)},
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(5)]
        assert "http://127.0.0.1:" in lines[0]
        process.terminate()
        assert process.wait(20) == 0
    assert (tmp_path / "sandbox.env").exists()
