"""The real `tenet` command, as people run it."""

import json
import os
import pty
import re
import signal
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path

import jsonschema
import pytest

import bot
from tests.support import commands
from tests.support.data_folder import with_parsed_rules
from tests.support.messages_stub import Answer, Asked, MessagesStub
from tests.support.repositories import Content, Repository

# Semgrep reads a file only if it holds a word of some rule: here it is `catch`.
BROKEN = "function f( {\n}\nfoo( // catch {}\n"
EVAL = "def run(request):\n    eval(request.args['x'])\n"
COMMANDS = ("review", "serve", "worker", "sandbox", "rules", "persona", "policy")


class Shell:
    """Somebody in a repository; nothing of this machine's settings is theirs."""

    def __init__(self, home: Path, repository: Repository) -> None:
        self.repository = repository
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "TENET_DATA_DIR": str(with_parsed_rules(home / "data")),
            "LC_ALL": "C.UTF-8",
        }

    def start(
        self,
        *arguments: str,
        cwd: Path | None = None,
        more: Mapping[str, str] | None = None,
        stdout: int = subprocess.PIPE,
        stderr: int = subprocess.PIPE,
    ) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [commands.COMMAND, *arguments],
            env={**self.environment, **(more or {})},
            cwd=cwd or self.repository.folder,
            text=True,
            stdin=subprocess.DEVNULL,
            stdout=stdout,
            stderr=stderr,
        )

    def run(
        self, *arguments: str, cwd: Path | None = None, more: Mapping[str, str] | None = None
    ) -> tuple[int, str, str]:
        """Exit code, standard output and standard error."""
        environment = {**self.environment, **(more or {})}
        done = commands.run(arguments, environment, cwd or self.repository.folder)
        assert "Traceback" not in done.stderr
        return done.returncode, done.stdout, done.stderr

    def review(
        self, *arguments: str, cwd: Path | None = None, more: Mapping[str, str] | None = None
    ) -> tuple[int, str, str]:
        return self.run("review", "--no-model", *arguments, cwd=cwd, more=more)

    def mistake(
        self, *arguments: str, cwd: Path | None = None, more: Mapping[str, str] | None = None
    ) -> str:
        """The one sentence that is told of a mistake, without what was told of progress."""
        code, stdout, stderr = self.review(*arguments, cwd=cwd, more=more)
        assert (code, stdout) == (2, "")
        *progress, sentence = stderr.splitlines()
        assert set(progress) <= {"Reading the change"}
        assert sentence.startswith("tenet: ")
        return sentence.removeprefix("tenet: ")


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    repository = Repository(tmp_path_factory.mktemp("work") / "shop")
    fork = repository.commit({"app.py": "a = 1\n", "README.md": "# Shop\n"})
    branches: dict[str, dict[str, Content]] = {
        "clean": {"app.py": "a = 2\n", "README.md": "# The shop\n"},
        "eval": {"app.py": "a = 1\n", "README.md": "# Shop\n", "src/run.py": EVAL},
        "broken": {"app.py": "a = 1\n", "app.js": BROKEN},
    }
    for branch, files in branches.items():
        repository.commit(files, branch=branch, parents=[fork])
    repository.check_out("eval")
    return Shell(tmp_path_factory.mktemp("home"), repository)


def test_help_lists_every_command_fast(shell: Shell) -> None:
    code, stdout, stderr = shell.run("--help")
    assert (code, stderr) == (0, "")
    listed = [line.split()[0] for line in stdout.partition("Commands:")[2].splitlines() if line]
    assert set(COMMANDS) <= set(listed)


def test_a_clean_branch_passes_and_progress_is_told_apart(shell: Shell) -> None:
    code, stdout, stderr = shell.review("--head", "clean")
    assert code == 0
    *others, verdict, about = stdout.splitlines()
    assert "The model did not look: --no-model was given." in others
    assert verdict == "passed"
    assert "2 files, +2 -2 · semgrep " in about
    assert stderr == "Reading the change\nSemgrep looks at 2 files\n"


def test_a_finding_fails_the_review_and_json_goes_to_a_parser(shell: Shell) -> None:
    code, stdout, _ = shell.review("--format", "json")
    report = json.loads(stdout)
    schema = json.loads(Path(bot.__file__).with_name("report.schema.json").read_text())
    jsonschema.validate(report, schema)
    assert code == 1
    assert (report["verdict"], report["change"]["files"]) == ("failed", 1)
    assert report["change"]["head_sha"] == shell.repository.sha("rev-parse", "eval")
    assert report["reasons"][0] == "1 error introduced by this change"
    assert "The model did not look: --no-model was given." in report["reasons"]
    assert report["tool"]["model"] is None
    (finding,) = report["findings"]
    assert (finding["path"], finding["start_line"], finding["placement"]) == (
        "src/run.py",
        2,
        "inline",
    )
    assert finding["quote"] == "    eval(request.args['x'])"
    again = json.loads(shell.review("--format", "json")[1])
    assert again | {"timings_ms": {}} == report | {"timings_ms": {}}


def test_the_report_can_be_given_to_code_scanning(shell: Shell) -> None:
    code, stdout, _ = shell.review("--format", "sarif")
    (run,) = json.loads(stdout)["runs"]
    (result,) = run["results"]
    assert code == 1
    assert (result["level"], result["baselineState"]) == ("error", "new")
    assert result["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "src/run.py", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 2, "endLine": 2},
    }
    (way,) = result["codeFlows"][0]["threadFlows"]
    assert [
        one["location"]["physicalLocation"]["region"]["startLine"] for one in way["locations"]
    ] == [2]


def test_the_severity_that_fails_can_be_chosen(shell: Shell) -> None:
    code, stdout, _ = shell.review("--fail-on", "never")
    assert code == 0
    assert "passed" in stdout.splitlines()


def test_what_was_not_looked_at_is_not_passed(shell: Shell) -> None:
    code, stdout, _ = shell.review("main..broken")
    assert code == 3
    assert "incomplete: 1 file not fully looked at: could not be parsed (1)" in stdout
    assert "not looked at by semgrep (could not be parsed): app.js" in stdout


def test_a_report_can_go_to_a_file(shell: Shell, tmp_path: Path) -> None:
    place = tmp_path / "report.json"
    place.write_text("old" * 10_000)
    code, stdout, _ = shell.review("--format", "json", "--output", str(place))
    assert (code, stdout) == (1, "")
    assert json.loads(place.read_text())["verdict"] == "failed"


def test_a_path_narrows_a_review_from_anywhere(shell: Shell, tmp_path: Path) -> None:
    folder = shell.repository.folder
    base = ("--base", "main")
    assert shell.review(str(folder / "src"), *base, cwd=tmp_path)[0] == 1
    assert shell.review(str(folder / "app.py"), *base, cwd=tmp_path)[0] == 0


def test_what_is_staged_or_lies_there_is_reviewed_without_a_trace(
    shell: Shell, tmp_path: Path
) -> None:
    repository = Repository(tmp_path / "shop")
    repository.commit({"app.py": "a = 1\n"})
    repository.check_out()
    repository.write({"app.py": EVAL.encode()})
    before = repository.snapshot()
    assert shell.review("--staged", cwd=repository.folder)[0] == 0
    assert shell.review("--worktree", cwd=repository.folder)[0] == 1
    assert repository.snapshot() == before
    hook = repository.git_folder / "hooks" / "pre-commit"
    hook.parent.mkdir()
    hook.write_text(
        f"#!/bin/sh\nexec {commands.COMMAND} review --staged --no-model --format json\n"
    )
    hook.chmod(0o755)
    repository.git("add", "app.py")
    done = subprocess.run(
        ["git", "commit", "-qm", "Run it", "app.py"],
        cwd=repository.folder,
        env={
            **shell.environment,
            "GIT_AUTHOR_NAME": "M",
            "GIT_AUTHOR_EMAIL": "m@example.com",
            "GIT_COMMITTER_NAME": "M",
            "GIT_COMMITTER_EMAIL": "m@example.com",
        },
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    assert b'"path": "app.py"' in done.stdout + done.stderr


def test_on_the_default_branch_the_next_step_is_told(shell: Shell, tmp_path: Path) -> None:
    repository = Repository(tmp_path / "shop")
    repository.commit({"app.py": "a = 1\n"})
    assert shell.mistake(cwd=repository.folder) == (
        "You are on main, the default branch, so there is nothing to compare it with. "
        "Try `tenet review HEAD~1..HEAD`, `--staged` or `--worktree`."
    )


def test_no_repository_is_told(shell: Shell, tmp_path: Path) -> None:
    assert shell.mistake(cwd=tmp_path) == (
        f"There is no git repository at '{tmp_path}'. Go to one, or name it: `tenet review PATH`."
    )


NO_REVISION = (
    "There is no revision '{}' in this repository. Check the spelling, or fetch it first "
    "(`git fetch`)."
)
NO_PULL_REQUEST = (
    "https://github.com/acme is no pull request's address. It looks like "
    "https://github.com/OWNER/NAME/pull/NUMBER."
)
NO_PERSONA = (
    "The persona gone.md cannot be read (No such file or directory); name a file, or "
    "'backend-developer'."
)
NO_SEMGREP = (
    "TENET_SEMGREP names '/no/semgrep', where no program is. Correct it, or unset it to use the "
    "Semgrep beside Python."
)
NO_TARGET = (
    "is no path here, no range A..B and no URL of a pull request. "
    "A single revision is named by --head."
)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nothing"], f"'nothing' {NO_TARGET}"),
        (["x" * 5000], f"'{'x' * 100}' {NO_TARGET}"),
        (
            ["main..gone"],
            NO_REVISION.format("gone"),
        ),
        (
            ["--base=--output=x"],
            NO_REVISION.format("--output=x"),
        ),
        (
            ["--staged", "--worktree"],
            "--staged and --worktree are two different heads: choose one.",
        ),
        (
            ["--staged", "--head", "eval"],
            "--head names a revision, which --staged and --worktree do not review.",
        ),
        (
            ["main..eval", "--base", "main"],
            "A range says base and head already: leave the other options out.",
        ),
        (["--publish"], "--publish posts to a pull request: give its URL as the target."),
        (
            ["https://github.com/acme/shop/pull/1", "--staged"],
            "--staged has no meaning for a pull request: leave it out.",
        ),
        (
            ["https://github.com/acme"],
            NO_PULL_REQUEST,
        ),
        (
            ["--policy", "gone.yml"],
            "gone.yml cannot be read (No such file or directory): check the path.",
        ),
        (
            ["--persona", "gone.md"],
            NO_PERSONA,
        ),
        (["--rules", "gone"], "The rules folder gone does not exist; name one that does."),
        (
            ["--output", "gone/report.json"],
            "gone/report.json cannot be written: name another file by --output.",
        ),
        (["--output", "."], ". cannot be written: name another file by --output."),
    ],
)
def test_a_mistake_is_one_sentence_with_the_next_step(
    shell: Shell, arguments: list[str], sentence: str
) -> None:
    assert shell.mistake(*arguments) == sentence


@pytest.mark.parametrize(
    ("variable", "value", "sentence"),
    [
        (
            "TENET_SEMGREP",
            "/no/semgrep",
            NO_SEMGREP,
        ),
        ("PATH", "/nothing", "Git is not installed here: install it and try again."),
    ],
)
def test_a_missing_program_is_one_sentence(
    shell: Shell, variable: str, value: str, sentence: str
) -> None:
    assert shell.mistake(more={variable: value}) == sentence


def test_a_wrong_secret_is_one_sentence(shell: Shell) -> None:
    told = shell.mistake(more={"GITHUB_WEBHOOK_SECRET": "hunter2"})
    assert told.startswith("GITHUB_WEBHOOK_SECRET is shorter than 32 characters; ")
    assert "hunter2" not in told


def test_a_broken_policy_file_that_was_named_is_a_mistake(shell: Shell, tmp_path: Path) -> None:
    policy = tmp_path / "policy.yml"
    policy.write_text("version: 1\nfailon: error\n")
    told = shell.mistake("--policy", str(policy))
    assert told == f"{policy}: `failon` is not a known key; write `fail_on`."


def test_a_broken_policy_at_the_base_is_told_and_switches_nothing_off(
    shell: Shell, tmp_path: Path
) -> None:
    repository = Repository(tmp_path / "shop")
    policy = {".github/tenet.yml": "version: 1\nrules: {disable: [\n"}
    repository.commit(policy)
    repository.commit({**policy, "run.py": EVAL})
    code, stdout, _ = shell.review("main~1..main", cwd=repository.folder)
    assert code == 1
    assert "The policy file is broken, so the defaults apply: .github/tenet.yml" in stdout


def test_an_unknown_option_is_wrong_use(shell: Shell) -> None:
    for arguments in (["--nope"], ["--format", "xml"], ["a", "b"]):
        code, stdout, stderr = shell.review(*arguments)
        assert (code, stdout) == (2, "")
        assert "Try 'tenet review -h' for help." in stderr
        assert "Error: " in stderr


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_reader_that_goes_away_changes_no_verdict(shell: Shell, form: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with shell.start("review", "--no-model", "--format", form, stdout=writing) as run:
        os.close(writing)
        _, stderr = run.communicate(timeout=commands.PATIENCE)
    assert run.returncode == 1
    assert stderr == "Reading the change\nSemgrep looks at 1 file\n"


def test_a_full_disk_is_told(shell: Shell) -> None:
    with (
        Path("/dev/full").open("w") as full,
        shell.start("review", "--no-model", stdout=full.fileno()) as run,
    ):
        _, stderr = run.communicate(timeout=commands.PATIENCE)
    assert run.returncode == 2
    assert stderr.splitlines()[-1] == (
        "tenet: Standard output cannot be written (No space left on device): "
        "name another file by --output."
    )


def test_an_interrupted_review_ends_at_once_and_leaves_nothing(
    shell: Shell, tmp_path: Path
) -> None:
    waiting = tmp_path / "waiting"
    fake = tmp_path / "semgrep"
    fake.write_text(f"#!/bin/sh\necho $$ > {waiting}\nsleep 900\n")
    fake.chmod(0o755)
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    more = {
        "TENET_SEMGREP": str(fake),
        "TENET_ISOLATION": "none",
        "TMPDIR": str(temporary),
    }
    with shell.start("review", "--no-model", more=more) as run:
        while not waiting.exists() or not waiting.read_text():
            time.sleep(0.05)
        run.send_signal(signal.SIGINT)
        stdout, stderr = run.communicate(timeout=commands.PATIENCE)
    assert run.returncode == 130
    assert stdout == ""
    assert "Traceback" not in stderr
    assert list(temporary.iterdir()) == []
    assert not Path(f"/proc/{waiting.read_text().strip()}").exists()


def test_a_terminal_gets_colours_and_a_pipe_does_not(shell: Shell) -> None:
    leader, follower = pty.openpty()
    terminal = {"TERM": "xterm-256color"}
    with shell.start(
        "review", "--no-model", more=terminal, stdout=follower, stderr=follower
    ) as run:
        os.close(follower)
        seen = b""
        while chunk := _read(leader):
            seen += chunk
    os.close(leader)
    assert run.returncode == 1
    assert b"\x1b[1;31merror" in seen
    assert b"\r\x1b[2KReading the change" in seen
    assert "\x1b" not in shell.review()[1]


def _read(leader: int) -> bytes:
    try:
        return os.read(leader, 65_536)
    except OSError:  # how Linux says that the other end is closed
        return b""


def finds_pass(asked: Asked) -> Answer:
    """A model that finds the `pass`."""
    claim = {
        "path": "app.py",
        "side": "RIGHT",
        "start_line": 3,
        "end_line": 3,
        "quote": "pass",
        "explanation": "The error is lost.",
        "trigger": "the file is missing",
        "convention_evidence": [],
        "advice": "Let it out.",
        "principle": "fail-gracefully",
        "family": None,
        "title": "Errors are dropped",
        "suggestion": None,
        "severity": "warning",
        "confidence": 100,
    }
    scope = {"intent": "Load.", "unrelated_paths": [], "missing_parts": []}
    files = [{"path": "app.py", "verdict": "issues"}]
    return {"scope": scope, "findings": [claim] if "pass" in asked.user else [], "files": files}


def without_timings(report: str) -> Mapping[str, object]:
    return {name: value for name, value in json.loads(report).items() if name != "timings_ms"}


def test_a_review_is_repeated_from_its_record_without_a_call(tmp_path: Path) -> None:
    shell = Shell(tmp_path, Repository(tmp_path / "shop"))
    shell.repository.commit({"app.py": "x = 1\n"})
    shell.repository.commit({"app.py": "x = 1\nfor y in x:\n    pass\n"}, branch="main")
    options = ("review", "HEAD~1..HEAD", "--format", "json")
    shell.repository.check_out()
    with MessagesStub(finds_pass) as model:
        more = {"ANTHROPIC_API_KEY": "sk-test", "ANTHROPIC_BASE_URL": model.url}
        _, first, said = shell.run(*options, more=more)
        assert len(model.requests) == 1
    named = re.search(r"tenet review --replay (\w+)", said)
    assert named is not None

    # Neither a key nor an API is there any more.
    _, replayed, said = shell.run("review", "--replay", named[1], "--format", "json")

    assert without_timings(replayed) == without_timings(first)
    assert "Errors are dropped" in replayed
    assert "--replay" not in said


def test_another_providers_review_is_repeated_without_its_credentials(tmp_path: Path) -> None:
    shell = Shell(tmp_path, Repository(tmp_path / "shop"))
    shell.repository.commit({"app.py": "x = 1\n"})
    shell.repository.commit({"app.py": "x = 1\nfor y in x:\n    pass\n"}, branch="main")
    shell.repository.check_out()
    of_bedrock = {"TENET_MODEL_PROVIDER": "bedrock"}
    with MessagesStub(finds_pass) as model:
        more = of_bedrock | {
            "AWS_REGION": "eu-west-1",
            "AWS_BEARER_TOKEN_BEDROCK": "token",
            "ANTHROPIC_BEDROCK_MANTLE_BASE_URL": model.url,
        }
        _, first, said = shell.run("review", "HEAD~1..HEAD", "--format", "json", more=more)
    named = re.search(r"tenet review --replay (\w+)", said)
    assert named is not None
    assert json.loads(first)["tool"]["model"] == "anthropic.claude-sonnet-5-5"
    assert "Errors are dropped" in first

    replay = ("review", "--replay", named[1], "--format", "json")
    _, replayed, _ = shell.run(*replay, more=of_bedrock)

    assert without_timings(replayed) == without_timings(first)


def test_a_provider_without_its_settings_is_refused_and_the_rules_alone_need_none(
    shell: Shell,
) -> None:
    more = {"TENET_MODEL_PROVIDER": "bedrock"}
    code, _, said = shell.run("review", more=more)

    assert code == 2
    assert "TENET_MODEL_PROVIDER is bedrock, and AWS_REGION is not set" in said
    assert shell.run("review", "--no-model", more=more)[0] == 1  # for what the rules find


def test_a_run_that_nobody_knows_is_refused(shell: Shell) -> None:
    code, _, said = shell.run("review", "--replay", "abc")

    assert code == 2
    assert "There is no run 'abc' on this machine." in said
