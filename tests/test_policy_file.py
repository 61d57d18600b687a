import json
from datetime import date
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

import bot
from bot.errors import TransientError, UserError
from bot.policy_file import POLICY_PATH, has_policy, parse_policy, policy_at_base, policy_schema
from bot.review.findings import Confidence, Severity
from bot.review.policy import (
    FailOn,
    Forks,
    InlineSuppressions,
    OnIncomplete,
    PathInstruction,
    Policy,
    Waiver,
)

EVERY_KEY = """\
version: 1
persona: .claude/agents/backend-developer.md   # optional; a file of the base revision
fail_on: warning
incomplete: block
paths: {include: ["src/**"], exclude: ["third_party/**"]}
instructions: [{paths: ["api/**"], text: "Every list endpoint is paginated."}]
rules: {disable: [rule-id], severity: {other-rule: warning}, extra: [".github/tenet-rules/"]}
principles: {blend-in: off, complete-the-task: note}
model: {enabled: no, max_usd_per_pr: 1.5, min_confidence: high}
comments: {max_inline: 5, suggestions: false, summary: False}
skip: {drafts: false, bots: ["dependabot[bot]"], labels: ["no-review"], forks: full}
suppressions: {inline: never, forbid: [secrets]}
waivers: [{fingerprint: 0123, reason: Read-only., owner: mara, expires: 2027-01-31}]
"""
PUBLISHED_SCHEMA = Path(bot.__file__).with_name("policy.schema.json")


def refused(text: bytes) -> str:
    with pytest.raises(UserError) as refusal:
        parse_policy(text, "tenet.yml")
    return str(refusal.value)


class Base:
    """A base revision with one policy file, or none."""

    def __init__(self, text: bytes | None) -> None:
        self.text = text

    def read_base(self, path: str) -> bytes | None:
        return self.text if path == POLICY_PATH else None


class UnreachableBase:
    """A base revision that does not answer."""

    def read_base(self, path: str) -> bytes | None:
        raise TransientError(f"{path} is out of reach.")


def test_a_file_with_only_its_version_asks_for_the_defaults() -> None:
    assert parse_policy(b"version: 1", "tenet.yml") == Policy()


def test_every_key_reaches_the_policy() -> None:
    assert parse_policy(EVERY_KEY.encode(), "tenet.yml") == Policy(
        persona=".claude/agents/backend-developer.md",
        fail_on=FailOn.WARNING,
        incomplete=OnIncomplete.BLOCK,
        include=("src/**",),
        exclude=("third_party/**",),
        instructions=(PathInstruction(("api/**",), "Every list endpoint is paginated."),),
        disabled_rules=frozenset({"rule-id"}),
        severities={"other-rule": Severity.WARNING},
        extra_rules=(".github/tenet-rules/",),
        principles={"blend-in": None, "complete-the-task": Severity.NOTE},
        model_enabled=False,
        max_usd_per_pr=1.5,
        min_confidence=Confidence.HIGH,
        max_inline=5,
        suggestions=False,
        summary=False,
        skip_drafts=False,
        skip_bots=("dependabot[bot]",),
        skip_labels=("no-review",),
        forks=Forks.FULL,
        inline_suppressions=InlineSuppressions.NEVER,
        forbidden_suppressions=frozenset({"secrets"}),
        waivers=(Waiver("0123", "Read-only.", "mara", date(2027, 1, 31)),),
    )


@pytest.mark.parametrize("nothing", ["", "~", "null"])
def test_an_optional_key_may_be_left_empty(nothing: str) -> None:
    text = f"version: 1\npersona: {nothing}\nmodel:\n  max_usd_per_pr: {nothing}\n"
    assert parse_policy(text.encode(), "tenet.yml") == Policy()


@pytest.mark.parametrize(
    ("written", "off"),
    [("off", True), ("no", True), ("false", True), ("on", False), ("yes", False), ("true", False)],
)
def test_yes_and_no_are_understood_in_every_version_of_yaml(written: str, *, off: bool) -> None:
    policy = parse_policy(f"version: 1\ncomments: {{summary: {written}}}".encode(), "tenet.yml")
    assert policy.summary is not off


def test_a_byte_order_mark_is_no_mistake() -> None:
    assert parse_policy(b"\xef\xbb\xbfversion: 1\r\n", "tenet.yml") == Policy()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (b"", "is empty; begin it with `version: 1`, or delete the file to have the defaults."),
        (b"# only a comment", "is empty; begin it with `version: 1`, or delete the file to have"),
        (b"null", "holds one value; begin it with `version: 1`, or delete the file to have the"),
        (b"[]", "holds a list; begin it with `version: 1`, or delete the file to have the"),
        (b"- version: 1", "holds a list; begin it with `version: 1`, or delete the file"),
        (b"{}", "`version` is missing; begin the file with `version: 1`."),
    ],
)
def test_a_file_without_keys_is_told_how_to_begin(text: bytes, sentence: str) -> None:
    assert refused(text).startswith(f"tenet.yml: {sentence}")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (b"version: 1\npersona: caf\xe9.md", ", line 2: not UTF-8; save the file as UTF-8."),
        ("version: 1".encode("utf-16"), ", line 1: not UTF-8; save the file as UTF-8."),
        (b"version: 1\npaths:\n\tinclude: []", ", line 3: not YAML (found character that cannot"),
        (b"version: 1\npersona: a\x00b", ", line 2: holds a control character; remove it."),
        (b"version: 1\nversion: 1", ", line 2: holds the key 'version' twice; keep one of them."),
        (b"version: 1\npaths: {", ", line 3: not YAML (did not find expected node content)"),
        (b"a: &x [1]\nb: [*x, *x]", ", line 1: holds an anchor (&name); write the value out"),
        (b"version: !!python/object:os.system 1", ", line 1: holds a tag (!name); remove it."),
        (b"a: " + b"[" * 3000, ", line 1: holds more than 20 levels; nest less deeply."),
        (b"version: 1\n---\nversion: 1", ", line 2: holds a second document; keep one."),
        (b"#" * 65537, ": larger than 65536 bytes; make it smaller."),
    ],
)
def test_what_is_no_plain_yaml_is_named_with_its_line(text: bytes, sentence: str) -> None:
    assert refused(text).startswith(f"tenet.yml{sentence}")


@pytest.mark.parametrize(
    ("key", "sentence"),
    [
        ("fail-on: error", "`fail-on` is not a known key; write `fail_on`."),
        ("Paths: {}", "`Paths` is not a known key; write `paths`."),
        ("exclude: [a]", "`exclude` is not a known key; write `paths.exclude`."),
        (
            "comments: {max_inlin: 3}",
            "`comments.max_inlin` is not a known key; write `comments.max_inline`.",
        ),
        (
            "paths: {zebra: 3}",
            "`paths.zebra` is not a known key; remove it; known here are: include, exclude.",
        ),
        ("fail_on: errors", "`fail_on` is `errors`; write `error`."),
        ("fail_on: ERROR", "`fail_on` is `ERROR`; write `error`."),
        ("fail_on: 7", "`fail_on` is `7`; write one of: error, warning, note, never."),
        ("fail_on: [error]", "`fail_on` is a list; write `error`."),
        ("fail_on:", "`fail_on` is empty; write one of: error, warning, note, never."),
        ("principles: {blend-in: of}", "`principles.blend-in` is `of`; write `off`."),
        ("principles: [blend-in]", "`principles` must hold keys and their values, such as"),
        ("paths: src", "`paths` must hold keys and their values, such as `key: value`."),
        ("paths: {include: src}", "`paths.include` must be a list, such as `[first, second]`."),
        (
            'paths: {exclude: ["!src"]}',
            "`paths.exclude[1]` the pattern `!src` begins with `!`; move what it brings back",
        ),
        ("skip: {bots: [{a: b}]}", "`skip.bots[1]` must be one piece of text; put it in quotes."),
        ("skip: {drafts: maybe}", "`skip.drafts` must be true or false."),
        ("comments: {max_inline: 101}", "`comments.max_inline` must be a whole number from 0 to"),
        ("comments: {max_inline: 1.5}", "`comments.max_inline` must be a whole number from 0 to"),
        ("model: {max_usd_per_pr: -1}", "`model.max_usd_per_pr` must be a number such as 1 or 0.5"),
        ("model: {max_usd_per_pr: nan}", "`model.max_usd_per_pr` must be a number such as 1 or"),
        ("model: {max_usd_per_pr: 1e9}", "`model.max_usd_per_pr` must be a number such as 1 or"),
        ("persona: ../../etc/passwd", "`persona` must be a path inside the repository, such as"),
        ("rules: {extra: [/etc]}", "`rules.extra[1]` must be a path inside the repository, such"),
        ("instructions: [{paths: [], text: a}]", "`instructions[1].paths` is empty; write at"),
        ("instructions: [{paths: [a], text: ' '}]", "`instructions[1].text` is empty; say it in"),
        (f"persona: {'a' * 201}", "`persona` is longer than 200 characters; shorten it."),
        ("waivers: [{fingerprint: a, reason: b}]", "`waivers[1].owner` is missing; add it."),
        (
            "waivers: [{fingerprint: a, reason: b, owner: c, expires: 1800000000}]",
            "`waivers[1].expires` must be a day such as 2027-01-31.",
        ),
        (
            "waivers: [{fingerprint: a, reason: b, owner: c, expires: 2027-02-30}]",
            "`waivers[1].expires` must be a day such as 2027-01-31.",
        ),
    ],
)
def test_a_wrong_key_is_named_with_what_to_write(key: str, sentence: str) -> None:
    assert refused(f"version: 1\n{key}".encode()).startswith(f"tenet.yml: {sentence}")


def test_another_version_of_the_format_is_refused() -> None:
    assert refused(b"version: 2") == (
        "tenet.yml: `version` is `2`, and only 1 is known; write `version: 1`."
    )


def test_several_mistakes_are_counted() -> None:
    assert refused(b"version: 1\na_b_c: 1\nd_e_f: 2\nfail_on: x").endswith(" (and 2 more).")


def test_what_is_shown_of_a_wrong_value_is_short_and_harmless() -> None:
    token = "ghs_" + "a1B2" * 10
    said = refused(f'version: 1\nfail_on: "{token} `](x)\\e[31m {"z" * 500}"'.encode())
    assert token not in said
    assert "[SECRET:github-token]" in said
    assert "\x1b" not in said
    assert said.count("`") == 4
    assert len(said) < 200


def test_without_a_file_the_defaults_apply_in_silence() -> None:
    assert policy_at_base(Base(None)) == (Policy(), None)


def test_the_file_of_the_base_revision_is_obeyed() -> None:
    policy, broken = policy_at_base(Base(b"version: 1\nfail_on: note"))
    assert (policy.fail_on, broken) == (FailOn.NOTE, None)


def test_a_broken_file_never_switches_the_bot_off() -> None:
    policy, broken = policy_at_base(Base(b"version: 1\nfail_on: nevr"))
    assert policy == Policy()
    assert broken == (
        "The policy file is broken, so the defaults apply: "
        ".github/tenet.yml: `fail_on` is `nevr`; write `never`."
    )


def test_a_base_that_does_not_answer_is_no_broken_file() -> None:
    with pytest.raises(TransientError):
        policy_at_base(UnreachableBase())


def test_the_published_schema_is_the_one_that_is_obeyed() -> None:
    expected = json.dumps(policy_schema(), indent=2) + "\n"
    assert PUBLISHED_SCHEMA.read_text() == expected, (
        "Publish it again: python -c 'import json, bot.policy_file as p; "
        "print(json.dumps(p.policy_schema(), indent=2))' > bot/policy.schema.json"
    )


def test_the_published_schema_accepts_what_we_accept_and_refuses_what_we_refuse() -> None:
    validator = Draft202012Validator(json.loads(PUBLISHED_SCHEMA.read_text()))
    # An editor reads YAML with its types, and `off` as a word: quote what PyYAML would turn.
    document = yaml.safe_load(EVERY_KEY.replace(": off", ": 'off'").replace("0123", "a123"))
    document["waivers"][0]["expires"] = "2027-01-31"
    validator.validate(document)
    for wrong in ({}, {"version": 2}, {"version": 1, "zebra": 1}, {"version": 1, "fail_on": "x"}):
        assert not validator.is_valid(wrong)


SHARED = b"version: 1\nfail_on: warning"


def test_a_repository_without_a_policy_has_that_of_its_organisation() -> None:
    assert policy_at_base(Base(None), SHARED) == (Policy(fail_on=FailOn.WARNING), None)
    assert policy_at_base(Base(b"version: 1"), SHARED) == (Policy(), None)
    assert not has_policy(Base(None))
    assert not has_policy(Base(b"version: 2"))
    assert has_policy(Base(b"version: 1"))


def test_the_organisations_policy_stands_in_for_a_broken_one() -> None:
    policy, broken = policy_at_base(Base(b"version: 1\nfail_on: nevr"), SHARED)
    assert policy.fail_on is FailOn.WARNING
    assert (broken or "").startswith(
        "The policy file is broken, so the organisation's applies: .github/tenet.yml"
    )


def test_two_broken_policies_leave_the_defaults() -> None:
    policy, broken = policy_at_base(Base(b"version: 2"), b"[]")
    assert policy == Policy()
    assert (broken or "").count("is broken, so the defaults apply: ") == 2
    policy, broken = policy_at_base(Base(None), b"[]")
    assert policy == Policy()
    assert (broken or "").startswith("The organisation's policy file is broken, so the defaults")
