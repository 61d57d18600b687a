"""Rules are compiled for Semgrep; a broken extra rule is named, and costs nothing else."""

import json
import re
from pathlib import Path

import pytest

from bot.errors import UserError
from bot.review.findings import Confidence, Severity
from bot.rulebook import CompiledRules, compile_rules, load_rules, rule_page, rules_digest

RULE = """rules:
  - id: no-sleep
    languages: [py]
    severity: WARNING
    message: Sleeping blocks $X. Use a timer.
    pattern: time.sleep($X)
"""
LARGE = b" " * 300_000  # more than one looks through for the words of rules


def _folder(tmp_path: Path, text: str, name: str = "team.yaml") -> Path:
    folder = tmp_path / "rules"
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text)
    return folder


def test_only_rules_for_the_wanted_languages_come_along() -> None:
    every = compile_rules()
    some = compile_rules({"go"})

    assert {"go"} <= {language for rule in some.rules for language in rule.languages}
    assert len(some.rules) < len(every.rules)
    for rule in some.rules:
        assert {"go", "generic", "regex", "none"} & set(rule.languages)
    assert {one["id"] for one in json.loads(some.json)["rules"]} == {one.id for one in some.rules}
    assert compile_rules({"golang"}).digest == some.digest
    assert every.narrowed({"go"}, [LARGE]) == some.narrowed({"golang"}, [LARGE]) == some.json


def test_rules_that_can_find_nothing_in_the_files_stay_at_home(tmp_path: Path) -> None:
    gated = RULE.replace(
        "pattern: time", "patterns: [{pattern-regex: 'sle[e]p'}]\n    pattern: time"
    )
    rules = compile_rules({"python"}, [_folder(tmp_path, gated)])

    def of(*files: bytes) -> set[str]:
        return {rule["id"] for rule in json.loads(rules.narrowed({"python"}, files))["rules"]}

    assert "no-sleep" in of(b"a = 1", b"time.Sleep(1)")
    assert "no-sleep" not in of(b"a = 1", b"time.wait(1)")
    assert len(of(b"a = 1")) < len(rules.rules) / 2


def test_a_file_that_needs_no_rule_is_still_looked_at() -> None:
    """Semgrep counts no file as scanned for which it has no rule."""
    every = compile_rules({"python"})
    key = next(at for at, rule in enumerate(every.rules) if rule.id == "cloud-key-aws-id")
    only = CompiledRules(every.rules[key : key + 1], every.texts[key : key + 1], ())

    assert only.narrowed((), [b"no key"]) == only.json


def test_typescript_gets_the_rules_for_javascript() -> None:
    ids = {rule.id for rule in compile_rules({"typescript"}).rules}

    assert "silent-handler-javascript" in ids


def test_the_same_rules_have_the_same_digest_and_another_rule_another_one(tmp_path: Path) -> None:
    folder = _folder(tmp_path, RULE)

    assert rules_digest() == rules_digest() == compile_rules().digest
    assert rules_digest([folder]) != rules_digest()


def test_an_extra_rule_is_believed_with_what_it_lacks_filled_in(tmp_path: Path) -> None:
    compiled = compile_rules({"python"}, [_folder(tmp_path, RULE)])
    rule = next(one for one in compiled.rules if one.id == "no-sleep")

    assert compiled.problems == ()
    assert (rule.title, rule.principle, rule.category) == ("no sleep", "blend-in", "custom")
    assert (rule.severity, rule.confidence) == (Severity.WARNING, Confidence.MEDIUM)
    assert rule.languages == ("python",)


def test_no_message_prints_the_author_s_code(tmp_path: Path) -> None:
    compiled = compile_rules(None, [_folder(tmp_path, RULE)])

    assert [rule.id for rule in compiled.rules if "$" in rule.message] == []
    assert [one["id"] for one in json.loads(compiled.json)["rules"] if "$" in one["message"]] == []


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("rules: 3\n", "team.yaml: has no list `rules`; move it elsewhere or add one."),
        ("rules: [\n", "team.yaml, line 2: not YAML"),
        ("rules: [7]\n", "team.yaml: each rule is a mapping with an `id`; correct it."),
        (RULE.replace("id: no-sleep\n   ", "name: x\n   "), "a rule has no `id`; give it one."),
        (RULE.replace("[py]", "[]"), "rule 'no-sleep': it lacks `languages`, a list; correct it."),
        (RULE.replace("WARNING", "LOUD"), "its `severity` is none of ERROR, WARNING, INFO"),
        (RULE.replace("pattern:", "patron:"), "it has no pattern"),
        (RULE.replace("message:", "massage:"), "it lacks `message`"),
        (RULE + "    mode: join\n", "only the modes `search` and `taint` are known"),
        (RULE + "    paths: {include: [src]}\n", "`paths` is not supported"),
        (RULE + "    metadata: {confidence: huge}\n", "its `confidence` is none of high, medium"),
        (RULE.replace("no-sleep", "../x"), "its id may hold letters, digits"),
        (RULE.replace("no-sleep", "silent-handler-go"), "rule 'silent-handler-go' exists twice"),
    ],
)
def test_a_broken_extra_rule_is_named_and_left_out(
    tmp_path: Path, text: str, sentence: str
) -> None:
    folder = _folder(tmp_path, text)
    _folder(tmp_path, RULE.replace("no-sleep", "good-neighbour"), "good.yaml")

    compiled = compile_rules(None, [folder])

    assert len(compiled.problems) == 1
    assert sentence in compiled.problems[0]
    assert str(folder) in compiled.problems[0]
    assert len(compiled.rules) == len(load_rules()) + 1


def test_fixtures_links_and_hidden_files_are_no_rules(tmp_path: Path) -> None:
    folder = _folder(tmp_path, RULE)
    (folder / "team.test.yaml").write_text("a: 1\n")
    (folder / ".hidden.yaml").write_text("a: 1\n")
    (folder / "link.yaml").symlink_to("/etc/passwd")

    assert compile_rules(None, [folder]).problems == ()


def test_a_folder_that_is_not_there_is_a_mistake_of_the_user(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="does not exist; name one that does"):
        compile_rules(None, [tmp_path / "none"])


def test_the_cache_follows_the_content_and_is_not_trusted_when_damaged(tmp_path: Path) -> None:
    folder = _folder(tmp_path, RULE)
    cache = tmp_path / "cache"

    first = compile_rules(None, [folder], cache)
    kept = sorted(cache.iterdir())
    again = compile_rules(None, [folder], cache)
    for file in kept:
        file.write_text("{damaged")
    repaired = compile_rules(None, [folder], cache)
    (folder / "team.yaml").write_text(RULE.replace("timer", "clock"))
    changed = compile_rules(None, [folder], cache)

    assert len(kept) == 2
    assert first == again == repaired
    assert changed.digest != first.digest


def test_a_cache_that_cannot_be_written_costs_nothing_but_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    assert compile_rules({"go"}, (), tmp_path / "file" / "cache") == compile_rules({"go"})


def test_the_cache_does_not_grow_without_end(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    for number in range(25):
        folder = _folder(tmp_path, RULE.replace("timer", f"timer {number}"))
        compile_rules(None, [folder], cache)

    assert len(list(cache.iterdir())) == 20


def test_a_page_is_found_by_the_id_of_any_rule(tmp_path: Path) -> None:
    folder = _folder(tmp_path, RULE)

    assert rule_page("silent-handler-go").startswith("# Handler that does nothing\n")
    assert rule_page("no-sleep", [folder]) == "# no sleep\n\nSleeping blocks …. Use a timer.\n"


def test_an_unknown_id_is_answered_with_the_nearest_one() -> None:
    with pytest.raises(UserError, match=re.escape("did you mean silent-handler-go")):
        rule_page("silent-handlers-go")
