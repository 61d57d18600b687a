"""Of the model's answer only what the change bears out is believed."""

from typing import Any, get_args

import jsonschema
import pytest
from pydantic import ValidationError

from bot.review.answer import (
    MAX_MESSAGE,
    MAX_TITLE,
    Judgement,
    Standard,
    believe,
    judge,
    unsure_about,
)
from bot.review.change import FileStatus, LineKind, Side
from bot.review.claims import Answer, ClaimedFinding, answer_schema
from bot.review.findings import Confidence, Location, Severity, Suggestion
from bot.review.shown import ShownFile, ShownHunk, ShownLine
from bot.review.untrusted import untrusted

MILD = "complete-the-task"
PRINCIPLES = (MILD, "fail-gracefully", "security-first")
TOKEN = "ghp_" + "a1B2" * 9
CODE = [
    "def load(path):",
    "    try:",
    "        return read(path)",
    "    except OSError:",
    "        pass",
]


def shown(path: str = "app.py", code: list[str] | None = None) -> ShownFile:
    lines = tuple(
        ShownLine(LineKind.ADDED, None, number, untrusted(text))
        for number, text in enumerate(code or CODE, 1)
    )
    name = untrusted(path)
    return ShownFile(path, name, name, FileStatus.ADDED, (ShownHunk(untrusted(""), lines),))


def claim(**changed: object) -> dict[str, Any]:
    return {
        "path": "app.py",
        "side": "RIGHT",
        "start_line": 4,
        "end_line": 5,
        "quote": "    except OSError:\n        pass",
        "explanation": "A file that cannot be read looks like an empty one.",
        "trigger": "the file is missing",
        "convention_evidence": [],
        "advice": "Let the error out.",
        "principle": "fail-gracefully",
        "family": "error-swallowing",
        "title": "Read errors are dropped",
        "suggestion": None,
        "severity": "error",
        "confidence": 100,
    } | changed


def answer(
    *claims: dict[str, Any], files: list[dict[str, str]] | None = None, **scope: object
) -> Answer:
    return Answer.model_validate(
        {
            "scope": {"intent": "Load.", "unrelated_paths": [], "missing_parts": []} | scope,
            "findings": list(claims),
            "files": files if files is not None else [{"path": "app.py", "verdict": "issues"}],
        }
    )


def judged(
    given: Answer,
    *files: ShownFile,
    minimum: Confidence = Confidence.LOW,
    suggestions: bool = True,
) -> Judgement:
    caps = {one: Severity.NOTE if one == MILD else Severity.ERROR for one in PRINCIPLES}
    standard = Standard(caps, minimum, suggestions)
    believed = believe(given, files or (shown(),), standard)
    findings = [one.finding for one in believed.candidates]
    return judge(given, files or (shown(),), standard, findings, believed.dropped)


def test_a_finding_whose_quote_stands_there_is_kept() -> None:
    (finding,) = judged(answer(claim())).findings

    assert finding.source == "model"
    assert finding.rule_id is None
    assert finding.location == Location("app.py", Side.RIGHT, 4, 5)
    assert finding.quote == "    except OSError:\n        pass"
    assert finding.identity == "except OSError: pass"
    assert finding.title == "Read errors are dropped"
    assert finding.message == (
        "A file that cannot be read looks like an empty one. "
        "This happens when the file is missing. Let the error out."
    )


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"path": "other.py"}, "not a file of this change"),
        ({"path": "../app.py"}, "not a file of this change"),
        ({"principle": "made-up"}, "no principle of the persona"),
        ({"confidence": 0}, "not sure enough"),
        ({"quote": "except ValueError:"}, "quote not found"),
    ],
)
def test_a_finding_that_fails_a_check_is_dropped_and_counted(
    changed: dict[str, Any], reason: str
) -> None:
    result = judged(answer(claim(**changed)))

    assert result.findings == ()
    assert result.sentence == f"The model's answer: 0 findings kept, 1 dropped ({reason}: 1)."


def test_the_sentence_says_what_was_kept_and_why_the_rest_was_dropped() -> None:
    result = judged(
        answer(claim(), claim(quote="x = 1"), claim(quote="y = 2"), claim(path="b.py"), claim())
    )

    assert result.sentence == (
        "The model's answer: 1 finding kept, 4 dropped "
        "(not a file of this change: 1, quote not found: 2, said twice: 1)."
    )


@pytest.mark.parametrize(
    ("claimed", "confidence"),
    [(100, Confidence.HIGH), (75, Confidence.HIGH), (50, Confidence.MEDIUM), (25, Confidence.LOW)],
)
def test_confidence_is_ours(claimed: int, confidence: Confidence) -> None:
    (finding,) = judged(answer(claim(confidence=claimed))).findings

    assert finding.confidence is confidence


@pytest.mark.parametrize(
    ("minimum", "kept"), [(Confidence.LOW, 3), (Confidence.MEDIUM, 2), (Confidence.HIGH, 1)]
)
def test_what_is_less_sure_than_the_policy_asks_is_dropped(minimum: Confidence, kept: int) -> None:
    claims = [
        claim(confidence=75),
        claim(confidence=50, principle="security-first"),
        claim(confidence=25, principle="complete-the-task"),
    ]

    assert len(judged(answer(*claims), minimum=minimum).findings) == kept


def test_ten_thousand_findings_are_no_more_than_a_person_reads() -> None:
    code = [f"    line_{number}()" for number in range(10_000)]
    claims = [
        claim(
            quote=text,
            start_line=number,
            end_line=number,
            severity=("note", "warning", "error")[number % 3],
        )
        for number, text in enumerate(code, 1)
    ]

    result = judged(answer(*claims), shown(code=code))

    severities = [finding.severity for finding in result.findings]
    assert severities == [Severity.ERROR] * 8 + [Severity.NOTE] * 8
    assert dict(result.dropped) == {"over the limit": 9_984}


def test_the_category_is_the_rule_family_or_else_the_principle() -> None:
    findings = judged(answer(claim(), claim(family=None, principle="security-first"))).findings

    assert [one.category for one in findings] == ["error-swallowing", "security-first"]


def test_every_text_of_the_model_is_redacted_shown_and_capped() -> None:
    long = claim(
        title=f"Token {TOKEN} \u202e{'x' * 500}",
        explanation=f"It is {TOKEN}.\u200b",
        advice="y" * 5_000,
    )

    (finding,) = judged(answer(long, missing_parts=[TOKEN])).findings[:1]

    assert TOKEN not in repr(judged(answer(long, missing_parts=[TOKEN])))
    assert finding.title.startswith("Token [SECRET:github-token] \\u{202E}xxx")
    assert finding.message.startswith("It is [SECRET:github-token].\\u{200B} This happens when")
    assert len(finding.title) < MAX_TITLE + 30
    assert len(finding.message) < MAX_MESSAGE + 30


@pytest.mark.parametrize(
    "trigger", ["When the file is missing.", "this happens when the file is missing"]
)
def test_a_trigger_that_begins_the_sentence_again_is_joined_to_it(trigger: str) -> None:
    (finding,) = judged(answer(claim(trigger=trigger))).findings

    assert " This happens when the file is missing. " in finding.message


def test_a_suggestion_replaces_whole_lines() -> None:
    (finding,) = judged(answer(claim(suggestion="    except OSError:\n        raise\n"))).findings

    assert finding.suggestion == Suggestion("    except OSError:\n        raise", proven=False)


@pytest.mark.parametrize(
    "changed",
    [
        {"suggestion": ""},
        {"suggestion": "    except OSError:\n\n        pass"},
        {"suggestion": "\n".join(["x = 1"] * 11)},
        {"suggestion": f'token = "{TOKEN}"'},
        {"suggestion": 'token = "[SECRET:github-token]"'},
        {"suggestion": "x = 1\u200b"},
        {"suggestion": "raise", "quote": "except OSError"},
    ],
    ids=["empty", "no change", "too long", "secret", "mark", "hidden", "part of a line"],
)
def test_a_suggestion_that_cannot_be_taken_over_is_left_out(changed: dict[str, Any]) -> None:
    (finding,) = judged(answer(claim(**changed))).findings

    assert finding.suggestion is None


def test_a_policy_without_suggestions_gets_none() -> None:
    (finding,) = judged(answer(claim(suggestion="    raise")), suggestions=False).findings

    assert finding.suggestion is None


def test_scope_is_one_note_about_the_change_as_a_whole() -> None:
    given = answer(
        missing_parts=["Tests of the loader."], unrelated_paths=["b.py", "b.py", "nowhere.py"]
    )

    (finding,) = judged(given, shown(), shown("b.py")).findings

    assert finding.location is None
    assert finding.principle == "complete-the-task"
    assert finding.severity is Severity.NOTE
    assert finding.message == (
        "It seems to lack: Tests of the loader. "
        "These files seem to have nothing to do with it: b.py."
    )


def test_a_change_is_never_unrelated_to_itself() -> None:
    assert judged(answer(unrelated_paths=["app.py"])).findings == ()


def test_a_file_with_too_little_context_is_named() -> None:
    given = answer(files=[{"path": "b.py", "verdict": "not_enough_context"}])

    assert unsure_about(given, (shown(), shown("b.py"))) == ("b.py",)


def test_a_finding_is_reported_under_the_real_path_of_a_file_with_a_secret_in_its_name() -> None:
    path = f"keys/{TOKEN}.py"

    (finding,) = judged(answer(claim(path="keys/[SECRET:github-token].py")), shown(path)).findings

    assert finding.location is not None
    assert finding.location.path == path


def test_the_schema_takes_what_the_model_may_say_and_nothing_else() -> None:
    schema = answer_schema(PRINCIPLES)
    good = answer(claim()).model_dump()

    jsonschema.validate(good, schema)
    for bad in (
        good | {"verdicts": []},
        good | {"findings": [claim(principle="made-up")]},
        good | {"findings": [claim(confidence=60)]},
        {key: value for key, value in good.items() if key != "files"},
    ):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(bad, schema)


def objects_of(schema: object) -> list[dict[str, Any]]:
    if isinstance(schema, list):
        return [one for part in schema for one in objects_of(part)]
    if not isinstance(schema, dict):
        return []
    inner = [one for part in schema.values() for one in objects_of(part)]
    return [schema, *inner] if schema.get("type") == "object" else inner


def test_the_schema_keeps_to_what_the_api_supports() -> None:
    schema = answer_schema(PRINCIPLES)

    objects = objects_of(schema)
    assert len(objects) == 4
    for one in objects:
        assert one["additionalProperties"] is False
        assert one["required"] == list(one["properties"])
    words = (
        "minimum",
        "maximum",
        "minLength",
        "maxLength",
        "maxItems",
        "oneOf",
        "default",
        "title",
    )
    names = set(ClaimedFinding.model_fields)
    assert not [word for word in words if f"'{word}':" in str(schema) and word not in names]


@pytest.mark.parametrize(
    "text",
    ["", "I found nothing.", "{", "null", "[]", '{"findings": []}', '{"scope": "\\ud800"}', "NaN"],
)
def test_what_is_no_answer_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        Answer.model_validate_json(text)


def test_every_family_is_one_of_the_three() -> None:
    literal, _ = get_args(ClaimedFinding.model_fields["family"].annotation)

    assert get_args(literal) == ("injection", "secrets", "error-swallowing")


def test_a_finding_is_never_more_severe_than_its_principle_allows() -> None:
    (finding,) = judged(answer(claim(principle=MILD, severity="error"))).findings

    assert finding.severity is Severity.NOTE
