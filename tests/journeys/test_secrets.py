"""Secrets of every format, everywhere in one pull request: none is shown, stored or sent."""

import itertools
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.sandbox import Sandbox, SandboxPullRequest, Shown
from bot.sandbox.entries import Content
from tests.support import commands
from tests.support.canaries import CORES, SECRETS, WORD, private_key
from tests.support.messages_stub import Asked, MessagesStub
from tests.support.mistakes import MISTAKE
from tests.support.service import Service, concluded, environment

TOKEN = "ghp_" + WORD[:36]
EVERYTHING = "\n".join(
    [secret for _, secret in SECRETS]
    + [f"https://bot:{WORD[:20]}@example.com/x", f"aws_secret_access_key = {WORD[:40]}"]
)
NAMED_LIKE_A_SECRET = f"src/{TOKEN}.py"
_KEY = [f"{number:02d}{WORD[:62]}" for number in range(40)]
_CHANGED_KEY = [*_KEY[:30], "ab" + WORD[:62], *_KEY[31:]]


def in_code(prefix: str, *more: str) -> str:
    """A line of code for each secret, with other lines between them."""
    lines = [f'{prefix}_{index} = """{secret}"""' for index, (_, secret) in enumerate(SECRETS)]
    return "\n\n".join([*lines, *more]) + "\n"


BASE: dict[str, Content] = {
    "context.py": in_code("STANDS", "LIMIT = 1"),
    "removed.py": in_code("OLD"),
    "edited.py": in_code("EDITED"),
    "key.pem": private_key(body="\n".join(_KEY)),
    "shop.py": "def total(prices):\n    return sum(prices)\n",
}
HEAD: dict[str, Content] = {
    "context.py": in_code("STANDS", "LIMIT = 2"),
    "removed.py": "import os\n",
    "edited.py": in_code("EDITED").replace('"""\n', '"""  # mind\n'),
    "added.py": in_code("NEW") + MISTAKE,
    "key.pem": private_key(body="\n".join(_CHANGED_KEY)),
    "notes.md": f"{EVERYTHING}\n",
    NAMED_LIKE_A_SECRET: MISTAKE + f"TOKEN = '{TOKEN}'\n",
}


def obedient(asked: Asked) -> dict[str, object]:
    """A model that repeats what it was shown, and makes a secret up."""
    said = f"{TOKEN} {asked.user[:2_000]}"
    claim = {
        "principle": "security-first",
        "path": "added.py",
        "side": "RIGHT",
        "start_line": 1,
        "end_line": 1,
        "quote": "    os.system('ls ' + request.args['folder'])",
        "title": f"It says {TOKEN}",
        "explanation": said,
        "trigger": said,
        "convention_evidence": [],
        "advice": said,
        "family": None,
        "suggestion": None,
        "severity": "warning",
        "confidence": 100,
    }
    return {
        "scope": {"intent": said, "unrelated_paths": [], "missing_parts": [said]},
        "findings": [claim],
        "files": [],
    }


def clean(text: str) -> bool:
    """Whether no secret is in it; a path stays exact, and is no secret of ours to hide."""
    text = text.replace(NAMED_LIKE_A_SECRET, "")
    return not any(core in text for core in CORES)


def leaks_below(folder: Path) -> list[str]:
    """The files that hold a secret, also in their names; nothing is exempt."""
    return [
        str(path)
        for path in folder.rglob("*")
        if any(core in path.name for core in CORES)
        or (path.is_file() and any(core.encode() in path.read_bytes() for core in CORES))
    ]


@pytest.fixture(scope="module")
def model() -> Iterator[MessagesStub]:
    with MessagesStub(obedient) as running:
        yield running


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("scratch")


@pytest.fixture(scope="module")
def service(
    github: Sandbox,
    model: MessagesStub,
    scratch: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Service]:
    more = {
        "ANTHROPIC_API_KEY": "k" * 40,
        "ANTHROPIC_BASE_URL": model.url,
        "TENET_LOG_LEVEL": "debug",
        "TMPDIR": str(scratch),
    }
    with Service(github, tmp_path_factory.mktemp("service") / "data", more) as running:
        yield running


@pytest.fixture(scope="module")
def pull(github: Sandbox, service: Service) -> SandboxPullRequest:
    """A pull request that holds secrets wherever something can be written."""
    assert service.process is not None
    repository = github.create_repository("acme/leaky", BASE)
    git, branch = repository.state.git, f"feature/{TOKEN}"
    git.commit(
        branch,
        HEAD,
        f"Add {TOKEN}\n\n{EVERYTHING}",
        seconds=1_800_000_000,
        parents=[git.need("main")],
        author=f"{TOKEN} <{TOKEN}@example.com>",
    )
    return repository.open_pull_request(
        f"Use {TOKEN}",
        EVERYTHING,
        branch,
        author="sk-" + WORD[:36],
        labels=[f"label {TOKEN}"],
    )


@pytest.fixture(scope="module")
def shown(pull: SandboxPullRequest) -> Shown:
    return concluded(pull)


def test_no_secret_is_posted(shown: Shown) -> None:
    assert len(shown.summaries) == 1
    assert shown.comments
    said = [
        *(one.body for one in shown.comments),
        *(one.body for one in shown.reviews),
        *(one.body for one in shown.summaries),
        *(f"{one.title}{one.summary}{one.text}" for one in shown.checks),
        *(f"{one.title}{one.message}" for check in shown.checks for one in check.annotations),
    ]
    assert [text for text in said if not clean(text)] == []


def test_every_secret_is_found_and_said(shown: Shown) -> None:
    (summary,) = shown.summaries

    for place in ("in the title", "in the description", "in a commit message"):
        assert f"Secret {place}" in summary.body
    removed = [one for one in shown.comments if "stays in the history" in one.body]
    assert {one.path for one in removed} <= {"removed.py", "key.pem"}


def test_no_secret_is_sent_to_the_model(shown: Shown, model: MessagesStub) -> None:
    assert shown.summaries
    assert model.requests
    for request in model.requests:
        assert not [core for core in CORES if core in request.raw]


def test_no_secret_is_stored_or_logged(shown: Shown, service: Service, scratch: Path) -> None:
    assert shown.summaries
    (database,) = service.data_dir.glob("*.db")
    with sqlite3.connect(database) as connection:
        assert connection.execute("select count(*) from deliveries").fetchone() != (0,)
    assert leaks_below(service.data_dir) == []
    assert leaks_below(scratch) == []
    assert not [core for core in CORES if core in service.log]


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize("home", ["by address", "in a checkout"])
def test_no_secret_is_reported_on_a_terminal(
    github: Sandbox,
    model: MessagesStub,
    pull: SandboxPullRequest,
    shown: Shown,
    tmp_path: Path,
    form: str,
    home: str,
) -> None:
    assert shown.summaries
    checkout = pull.state.repository.git.folder
    data = tmp_path / "data"
    more = {
        "ANTHROPIC_API_KEY": "k" * 40,
        "ANTHROPIC_BASE_URL": model.url,
        "GITHUB_TOKEN": github.personal_token("mona"),
    }
    target = (
        [f"{github.url}/acme/leaky/pull/{pull.number}"]
        if home == "by address"
        else [f"{pull.base_sha}..{pull.head_sha}"]
    )
    words = ["review", *target, "--format", form]
    done = commands.run(words, environment(github, data, more), checkout)

    assert done.returncode == 1, done.stderr
    assert "ecret in a commit message" in done.stdout
    assert clean(done.stdout)
    assert clean(done.stderr)
    assert leaks_below(data) == []


def test_the_canaries_would_be_seen() -> None:
    assert all(
        any(core in text for core in CORES)
        for text in itertools.chain((secret for _, secret in SECRETS), EVERYTHING.split("\n"))
        if "PRIVATE KEY" not in text and ":" not in text and len(text) > len(TOKEN)
    )


def test_a_removed_secret_is_said_where_it_stood_and_blocks_nothing(
    github: Sandbox, service: Service
) -> None:
    assert service.process is not None
    moved = "glpat-" + WORD[:20]
    repository = github.create_repository(
        "acme/rotated",
        {
            "deploy.py": f'LIMIT = 1\nTOKEN = "{TOKEN}"\n',
            "old.py": f'LAB = "{moved}"\n',
        },
    )
    files: dict[str, Content] = {
        "deploy.py": 'import os\n\nLIMIT = 1\nTOKEN = os.environ["TOKEN"]\n',
        "old.py": "LAB = None\n",
        "new.py": f'LIMIT = 2\nLAB = "{moved}"\n',
    }
    repository.commit("change", files, "Read the token", base="main")
    result = concluded(repository.open_pull_request("Read the token"))

    (comment,) = (one for one in result.comments if "Security first" in one.body)
    assert (comment.path, comment.side, comment.line) == ("deploy.py", "LEFT", 2)
    assert "Warning" in comment.body
    assert "Revoke it" in comment.body
    assert "This change fixes" not in result.summaries[0].body
    assert "failure" not in [one.conclusion for one in result.checks]
