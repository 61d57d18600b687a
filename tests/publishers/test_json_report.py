import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import bot
from bot.publishers.json_report import render, without_secrets
from bot.review.change import Side
from bot.review.coverage import Coverage, Gap
from bot.review.findings import Finding, Location, Severity, Status, Suggestion
from bot.review.verdict import (
    PlacedFinding,
    Placement,
    Review,
    Suppressed,
    Tool,
    Usage,
    Verdict,
)
from tests.support.findings import BASE_SHA, FINDING, HEAD_SHA, at, change, file, hunk, placed

TOOL = Tool("0.1.0", "1.182.0", "d1ce", "backend-developer", "claude-sonnet-5-5")
QUIET = Review(replace(TOOL, model=None), change(), Verdict.PASSED, (), ())
MARK = "f" + "0" * 16
REVIEW = Review(
    TOOL,
    replace(change(file("app.py", hunk(" a\n-b\n+c\n+d\n"))), number=7),
    Verdict.FAILED,
    ("1 error introduced by this change",),
    (
        placed(
            replace(FINDING, suggestion=Suggestion("query(?, name)", proven=True)),
            MARK,
            placement=Placement.INLINE,
            anchor=FINDING.location,
        ),
        placed(
            replace(FINDING, location=None, source="model", rule_id=None, severity=Severity.NOTE),
            "f" + "1" * 16,
        ),
        placed(
            replace(FINDING, location=Location("old.py", Side.LEFT, 1, 2)),
            "f" + "2" * 16,
            Status.FIXED,
        ),
    ),
    (Suppressed("f" + "3" * 16, None, "app.py", "waiver", "Why. (mara)", "2027-01-31"),),
    (Coverage("app.py", "semgrep", 1, 1), Coverage("b.js", "semgrep", 2, 1, Gap.PARSE_ERROR, "x")),
    ("The policy file is broken.",),
    Usage(1, 10, 20, 0.1234567),
    (("total", 90), ("semgrep", 70), ("model", 20)),
)


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    text = Path(bot.__file__).with_name("report.schema.json").read_text(encoding="utf-8")
    schema = json.loads(text)
    jsonschema.Draft202012Validator.check_schema(schema)
    checker = jsonschema.FormatChecker()
    return jsonschema.Draft202012Validator(schema, format_checker=checker)


def parsed(text: str) -> dict[str, Any]:
    document = json.loads(text)
    assert isinstance(document, dict)
    return document


def test_a_quiet_review_is_whole(validator: jsonschema.Draft202012Validator) -> None:
    document = parsed(render(QUIET))
    validator.validate(document)
    assert document == {
        "schema_version": 1,
        "tool": {
            "name": "tenet",
            "version": "0.1.0",
            "semgrep": "1.182.0",
            "rules_digest": "d1ce",
            "persona": "backend-developer",
            "model": None,
        },
        "change": {
            "repository": "acme/shop",
            "number": None,
            "base_sha": BASE_SHA,
            "head_sha": HEAD_SHA,
            "files": 0,
            "added": 0,
            "removed": 0,
        },
        "verdict": "passed",
        "reasons": [],
        "findings": [],
        "suppressed": [],
        "coverage": [],
        "usage": {"model_calls": 0, "input_tokens": 0, "output_tokens": 0, "cost_usd": 0.0},
        "timings_ms": {"total": 0, "semgrep": 0, "model": 0},
    }


def test_everything_that_a_review_says_is_in_the_report(
    validator: jsonschema.Draft202012Validator,
) -> None:
    document = parsed(render(REVIEW, {MARK: "https://github.com/acme/shop/pull/7#x"}))
    validator.validate(document)
    assert document["change"] == {
        "repository": "acme/shop",
        "number": 7,
        "base_sha": BASE_SHA,
        "head_sha": HEAD_SHA,
        "files": 1,
        "added": 2,
        "removed": 1,
    }
    assert document["reasons"] == [
        "1 error introduced by this change",
        "The policy file is broken.",
    ]
    first, second, third = document["findings"]
    assert first == {
        "fingerprint": MARK,
        "status": "introduced",
        "source": "semgrep",
        "rule_id": "python-sql-injection",
        "principle": "security-first",
        "category": "injection",
        "cwe": ["CWE-89"],
        "severity": "error",
        "confidence": "high",
        "path": "app.py",
        "side": "RIGHT",
        "start_line": 3,
        "end_line": 3,
        "quote": "query(name)",
        "title": "SQL from user input",
        "message": "Anyone can read the table. Bind the value.",
        "suggestion": {"replacement": "query(?, name)", "proven": True},
        "placement": "inline",
        "url": "https://github.com/acme/shop/pull/7#x",
    }
    assert {key for key, value in second.items() if value is None} == {
        "rule_id",
        "path",
        "side",
        "start_line",
        "end_line",
        "suggestion",
        "url",
    }
    assert (third["status"], third["side"], third["end_line"]) == ("fixed", "LEFT", 2)
    assert document["suppressed"] == [
        {
            "fingerprint": "f" + "3" * 16,
            "rule_id": None,
            "path": "app.py",
            "how": "waiver",
            "reason": "Why. (mara)",
            "expires": "2027-01-31",
        }
    ]
    assert document["coverage"] == [
        {
            "path": "app.py",
            "engine": "semgrep",
            "hunks": 1,
            "hunks_reviewed": 1,
            "status": "reviewed",
            "reason": None,
            "blocks": False,
        },
        {
            "path": "b.js",
            "engine": "semgrep",
            "hunks": 2,
            "hunks_reviewed": 1,
            "status": "failed",
            "reason": "could not be parsed: x",
            "blocks": True,
        },
    ]
    assert document["usage"] == {
        "model_calls": 1,
        "input_tokens": 10,
        "output_tokens": 20,
        "cost_usd": 0.123457,
    }
    assert document["timings_ms"] == {"total": 90, "semgrep": 70, "model": 20}


def test_the_same_review_gives_the_same_bytes() -> None:
    assert render(REVIEW) == render(REVIEW)
    again = replace(REVIEW, timings_ms=(("total", 1),))
    without = [parsed(render(one)) | {"timings_ms": {}} for one in (REVIEW, again)]
    assert without[0] == without[1]
    assert list(without[0]) == list(parsed(render(QUIET)))


HOSTILE = "\x1b]8;;http://x\x07\n::error::\u202e##[add-mask]a\u2028b\udcff é</script>"


def hostile(finding: Finding) -> PlacedFinding:
    where = replace(finding.location, path=HOSTILE) if finding.location else None
    return placed(
        replace(finding, location=where, quote=HOSTILE, title=HOSTILE, message=HOSTILE), MARK
    )


def test_hostile_text_stays_exact_and_steers_nothing(
    validator: jsonschema.Draft202012Validator,
) -> None:
    review = replace(
        REVIEW,
        findings=(hostile(FINDING),),
        coverage=(Coverage(HOSTILE, "semgrep", 1, 1),),
        notices=(HOSTILE,),
    )
    text = render(review)
    assert text.isascii()
    assert all(line.isprintable() for line in text.split("\n"))
    assert "##[" not in text
    assert not any(line.strip().startswith("::") for line in text.split("\n"))
    document = parsed(text)
    validator.validate(document)
    (finding,) = document["findings"]
    assert finding["path"] == finding["quote"] == document["coverage"][0]["path"] == HOSTILE


@pytest.mark.parametrize(
    ("where", "value"),
    [
        (("verdict",), "ok"),
        (("schema_version",), 2),
        (("more",), 1),
        (("change", "head_sha"), "a" * 39),
        (("findings", 0, "fingerprint"), "0123"),
        (("findings", 0, "start_line"), 0),
        (("findings", 0, "severity"), "high"),
        (("findings", 0, "cwe"), ["89"]),
        (("suppressed", 0, "how"), "luck"),
        (("suppressed", 0, "expires"), "soon"),
        (("coverage", 0, "hunks"), -1),
    ],
)
def test_the_schema_refuses_what_is_no_report(
    validator: jsonschema.Draft202012Validator, where: tuple[str | int, ...], value: object
) -> None:
    document: Any = parsed(render(REVIEW))
    inner: Any = document
    for key in where[:-1]:
        inner = inner[key]
    inner[where[-1]] = value
    assert not validator.is_valid(document)


def test_every_field_of_the_report_is_described_and_required() -> None:
    text = Path(bot.__file__).with_name("report.schema.json").read_text(encoding="utf-8")

    def objects(schema: dict[str, Any] | list[Any]) -> list[dict[str, Any]]:
        inner = schema.values() if isinstance(schema, dict) else schema
        nested = [one for part in inner if isinstance(part, dict | list) for one in objects(part)]
        if isinstance(schema, dict) and "properties" in schema and "type" in schema:
            return [schema, *nested]
        return nested

    for one in objects(json.loads(text)):
        assert one["additionalProperties"] is False
        assert set(one["required"]) == set(one["properties"])


def test_what_is_kept_of_a_report_holds_no_secret_not_even_in_a_path() -> None:
    token = "ghp_" + "a1B2c3D4" * 5
    review = replace(
        REVIEW,
        findings=(placed(at(1, path=f"logs/{token}.txt")),),
        coverage=(
            Coverage("a.py", "semgrep", 1, 1),
            Coverage(f"{token}.js", "semgrep", 1, 0, Gap.MINIFIED),
        ),
    )
    kept = json.loads(without_secrets(review, 1))

    assert token in render(review)
    assert token not in json.dumps(kept)
    assert [one["reason"] for one in kept["coverage"]] == ["minified"]
