"""The review as SARIF 2.1.0, as GitHub's code scanning takes it.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
https://docs.github.com/code-security/reference/code-scanning/sarif-files/sarif-support
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import quote

from bot.publishers.json_report import written
from bot.review import markdown
from bot.review.change import Side
from bot.review.coverage import Coverage
from bot.review.findings import MODEL, SARIF_LEVEL, Finding, Location, Severity, Status
from bot.review.phrases import plain
from bot.review.policy import How
from bot.review.reasons import engine_name
from bot.review.verdict import PlacedFinding, Review, Suppressed

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
# Both kinds of analysis, of changes and of whole trees, are one to GitHub, which compares them.
_CATEGORY = "tenet/"
_FINGERPRINT = "tenet/v1"
_SECURITY = "security-first"
# GitHub calls 7.0 and more high, 4.0 and more medium, and anything below it low.
_SECURITY_SEVERITY = {Severity.ERROR: "8.0", Severity.WARNING: "5.5", Severity.NOTE: "2.0"}
# The page that people read about a rule, as Markdown of ours; None where it has none.
PageOf = Callable[[str], str | None]
_BASELINE = {Status.INTRODUCED: "new", Status.PREEXISTING: "unchanged"}


def render(review: Review, page_of: PageOf) -> str:
    """The whole report, ending with a line break; `page_of` says what is known of a rule.

    What the change fixes is not in it: GitHub opens an alert for every result, whatever its
    baseline state says. It refuses the whole file for one result without a place, so that
    findings about the change as a whole are notifications.
    """
    there = [one for one in review.findings if one.status in _BASELINE]
    results = [_result(one, one.finding.location) for one in there if one.finding.location]
    run = {
        "tool": {"driver": _driver(review, there, page_of)},
        "automationDetails": {"id": _CATEGORY},
        "invocations": [_invocation(review)],
        "results": [*results, *(_answered(one) for one in review.suppressed if one.path)],
        "properties": {
            "verdict": review.verdict.value,
            "reasons": list(review.reasons),
            "repository": review.change.repository,
            "baseSha": review.change.base_sha,
            "headSha": review.change.head_sha,
        },
    }
    return written({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _driver(
    review: Review, findings: Iterable[PlacedFinding], page_of: PageOf
) -> Mapping[str, Any]:
    by_rule: dict[str, list[Finding]] = {}
    for one in findings:
        by_rule.setdefault(_rule_id(one.finding), []).append(one.finding)
    rules = {rule_id: _rule(rule_id, found, page_of) for rule_id, found in by_rule.items()}
    for answered in review.suppressed:
        rule_id = answered.rule_id or MODEL
        described = _described(rule_id, rule_id, page_of(rule_id))
        rules.setdefault(rule_id, {"id": rule_id, **described})
    return {"name": "Tenet", "version": review.tool.version, "rules": list(rules.values())}


def _rule_id(finding: Finding) -> str:
    return finding.rule_id or f"{finding.source}/{finding.principle}"


def _rule(rule_id: str, findings: list[Finding], page_of: PageOf) -> Mapping[str, Any]:
    """A rule as its gravest finding shows it."""
    worst = min(findings, key=lambda one: one.severity.rank)
    is_security = worst.principle == _SECURITY
    # GitHub's own rules name a weakness so: https://codeql.github.com/codeql-query-help/
    cwe = (f"external/cwe/cwe-{one.removeprefix('CWE-'):0>3}" for one in worst.cwe)
    tags = [*(["security"] if is_security else []), worst.principle, worst.category, *cwe]
    severity = {"security-severity": _SECURITY_SEVERITY[worst.severity]} if is_security else {}
    return {
        "id": rule_id,
        **_described(worst.title, worst.message, page_of(rule_id)),
        "defaultConfiguration": {"level": SARIF_LEVEL[worst.severity]},
        "properties": {"tags": list(dict.fromkeys(tags)), **severity},
    }


def _described(title: str, message: str, page: str | None) -> Mapping[str, Any]:
    return {
        "shortDescription": {"text": plain(title)},
        "fullDescription": {"text": plain(message)},
        "help": {"text": plain(message), "markdown": page or markdown.prose(message)},
    }


def _result(placed: PlacedFinding, location: Location) -> Mapping[str, Any]:
    finding = placed.finding
    steps = [{"location": _place(one.path, one)} for one in finding.flow]
    return {
        "ruleId": _rule_id(finding),
        "level": SARIF_LEVEL[finding.severity],
        "message": _message(_said(finding)),
        "locations": [_place(location.path, location)],
        "partialFingerprints": {_FINGERPRINT: placed.fingerprint},
        "baselineState": _BASELINE[placed.status],
        **({"codeFlows": [{"threadFlows": [{"locations": steps}]}]} if steps else {}),
    }


def _answered(one: Suppressed) -> Mapping[str, Any]:
    until = f" (until {one.expires})" if one.expires else ""
    kind = "inSource" if one.how == How.INLINE else "external"
    justification = plain(one.reason) + until
    title = f"{one.title}: " if one.title else ""
    return {
        "ruleId": one.rule_id or MODEL,
        "level": SARIF_LEVEL[one.severity or Severity.NOTE],
        "message": _message(f"{title}Somebody has answered this: {justification}"),
        "locations": [_place(one.path, one.lines)],
        "partialFingerprints": {_FINGERPRINT: one.fingerprint},
        "suppressions": [{"kind": kind, "status": "accepted", "justification": justification}],
    }


def _said(finding: Finding) -> str:
    where = finding.location
    before = ""
    if where is not None and where.side is Side.LEFT:
        before = f" (This is about line {where.start_line} before this change.)"
    return f"{finding.title}: {finding.message}{before}"


def _message(text: str) -> Mapping[str, str]:
    # SARIF makes a link of `[text](address)` in plain messages, too: section 3.11.6.
    return {"text": plain(text).replace("](", r"\](")}


def _place(path: str, lines: Location | None = None) -> Mapping[str, Any]:
    """A place at the head; lines of the base are none of the head's, so that they are left out."""
    uri = quote(path.encode("utf-8", "surrogateescape"), safe="/")
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri, "uriBaseId": "%SRCROOT%"}}
    if lines is not None and lines.side is Side.RIGHT:
        physical["region"] = {"startLine": lines.start_line, "endLine": lines.end_line}
    return {"physicalLocation": physical}


def _invocation(review: Review) -> Mapping[str, Any]:
    return {
        "executionSuccessful": not any(one.blocks for one in review.coverage),
        "toolExecutionNotifications": list(_notifications(review)),
    }


def _notifications(review: Review) -> Iterator[Mapping[str, Any]]:
    for placed in review.introduced:
        if placed.finding.location is None:
            yield {
                "level": SARIF_LEVEL[placed.finding.severity],
                "message": _message(_said(placed.finding)),
                "associatedRule": {"id": _rule_id(placed.finding)},
            }
    for notice in review.notices:
        yield {"level": "warning", "message": _message(notice)}
    for one in review.coverage:
        if one.gap is not None:
            yield _gap(one)


def _gap(one: Coverage) -> Mapping[str, Any]:
    return {
        "level": "error" if one.blocks else "note",
        "message": _message(f"{engine_name(one.engine)} did not look at all of it: {one.reason}"),
        "locations": [_place(one.path)],
    }
