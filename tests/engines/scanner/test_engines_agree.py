"""Both commands of Semgrep say the same of everything that our rules have a fixture for."""

from pathlib import Path

import pytest

from bot.engines.scanner import isolation, one_run
from bot.engines.scanner.semgrep_answer import Scan
from bot.engines.scanner.semgrep_process import command
from bot.rulebook import compile_rules, rules_folder
from bot.settings import Isolation
from tests.support.scans import Scanner

BROKEN = {
    "half.py": "y = = 3\neval(input())\n",
    "whole.js": "function f( {\n}\nfoo( // catch {}\n",
    "deep.py": f"a = {'(' * 3000}1{')' * 3000}\n",
    "quiet.py": "eval(input())  # nosemgrep\n",
}
pytestmark = pytest.mark.timeout(1_200)  # every rule on every fixture, twice
ANSWERS_ONLY_WITHOUT = "if '--experimental' in sys.argv:\n    {}\n"
FINDS_IN_EVERY_FILE = "answer([match(name, 1) for name in names])"


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> tuple[Scan, Scan, int]:
    folder = tmp_path_factory.mktemp("corpus")
    fixtures = [
        path
        for path in sorted(rules_folder().rglob("*"))
        if path.is_file()
        and path.suffix != ".md"
        and not path.with_suffix("").suffix
        and path.suffix != ".yaml"
    ] + sorted(rules_folder().rglob("*.test.yaml"))
    for number, path in enumerate(fixtures):
        (folder / f"h{number:05d}{path.suffix}").write_bytes(path.read_bytes())
    for name, text in BROKEN.items():
        (folder / name).write_text(text)
    names = sorted(path.name for path in folder.iterdir())
    rules = folder / "rules.json"
    rules.write_bytes(compile_rules().json)
    tier = isolation.strongest(Isolation.AUTO)
    fast, legacy = (
        one_run.locked_in(command(None), one, folder, tier).run(rules, names, 600)
        for one in (one_run.FAST, one_run.LEGACY)
    )
    return fast, legacy, len(fixtures)


def test_both_commands_find_exactly_the_same(answers: tuple[Scan, Scan, int]) -> None:
    fast, legacy, fixtures = answers
    assert fixtures > 50
    assert len(fast.matches) > 3 * fixtures
    # A match holds the rule, the file, both lines and both offsets.
    assert sorted(map(repr, fast.matches)) == sorted(map(repr, legacy.matches))


def test_both_commands_say_the_same_of_what_they_could_not_read(
    answers: tuple[Scan, Scan, int],
) -> None:
    fast, legacy, _ = answers
    assert fast.gaps == legacy.gaps
    assert fast.unparsed_lines == legacy.unparsed_lines
    assert fast.problems == legacy.problems == []
    assert "whole.js" in fast.gaps
    assert "half.py" in fast.unparsed_lines


@pytest.mark.parametrize(
    ("trouble", "reason"),
    [
        ("sys.exit('unknown option --experimental')", "exit code 1"),
        ("os.kill(os.getpid(), 11)", "exit code -11"),
        ("print('{}')\n    sys.exit()", "exit code 0"),
    ],
)
def test_where_the_fast_command_is_gone_the_other_one_looks_and_it_is_said(
    scanner: Scanner, trouble: str, reason: str
) -> None:
    head = {"a.py": "a\n", "b.py": "b\n"}
    fake = ANSWERS_ONLY_WITHOUT.format(trouble) + FINDS_IN_EVERY_FILE
    scanned = scanner.scan({}, head, fake=fake)
    assert set(scanned.found) == set(head)
    assert not any(one.blocks for one in scanned.report.coverage)
    assert scanned.report.notes == (
        f"Semgrep's fast command gave no answer ({reason}), so its slower one was used.",
    )


def test_a_bad_file_does_no_harm_where_the_fast_command_is_gone(scanner: Scanner) -> None:
    bad = "if b'BAD\\n' in contents:\n    sys.exit(2)\n"
    fake = ANSWERS_ONLY_WITHOUT.format("sys.exit(3)") + bad + FINDS_IN_EVERY_FILE
    scanned = scanner.scan({}, {"bad.py": "BAD\n", "good.py": "good\n"}, fake=fake)
    assert set(scanned.found) == {"good.py"}
    assert scanned.coverage["bad.py"].reason == "the engine failed: exit code 2"


@pytest.mark.parametrize("tier", [Isolation.BUBBLEWRAP, Isolation.LANDLOCK, Isolation.NONE])
@pytest.mark.parametrize("words", [one_run.FAST, one_run.LEGACY], ids=["fast", "legacy"])
def test_each_command_works_in_each_tier(
    tmp_path: Path, tier: Isolation, words: tuple[str, ...]
) -> None:
    if tier is not Isolation.NONE and isolation.why_not(tier) is not None:
        pytest.skip(f"{tier} does not work here")
    (tmp_path / "a.py").write_text("eval(input())\n")
    rules = tmp_path / "rules.json"
    rules.write_bytes(compile_rules({"python"}).json)
    scan = one_run.locked_in(command(None), words, tmp_path, tier).run(rules, ["a.py"], 60)
    assert [one.rule_id for one in scan.matches] == ["code-evaluation-parameter-python"]
