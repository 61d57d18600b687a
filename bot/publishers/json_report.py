"""The review as JSON, in the published schema `bot/report.schema.json`."""

import json
from collections.abc import Mapping
from typing import Any

from bot.review.change import Change
from bot.review.coverage import Coverage
from bot.review.redaction import redact
from bot.review.verdict import PlacedFinding, Review, Suppressed, Tool

SCHEMA_VERSION = 1


def render(review: Review, urls: Mapping[str, str] | None = None) -> str:
    """The whole report, ending with a line break; `urls` maps fingerprints to comments."""
    urls = urls or {}
    timings = dict(review.timings_ms)
    report = {
        "schema_version": SCHEMA_VERSION,
        "tool": _tool(review.tool),
        "change": _change(review.change),
        "verdict": review.verdict.value,
        "reasons": [*review.reasons, *review.notices],
        "findings": [_finding(one, urls.get(one.fingerprint)) for one in review.findings],
        "suppressed": [_suppressed(one) for one in review.suppressed],
        "coverage": [_coverage(one) for one in review.coverage],
        "usage": {
            "model_calls": review.usage.model_calls,
            "input_tokens": review.usage.input_tokens,
            "output_tokens": review.usage.output_tokens,
            "cost_usd": round(review.usage.cost_usd, 6),
        },
        "timings_ms": {
            "total": timings.get("total", 0),
            "semgrep": timings.get("semgrep", 0),
            "model": timings.get("model", 0),
        },
    }
    return written(report)


def without_secrets(review: Review, most_files: int) -> str:
    """The report as it may be kept: redacted in every field, paths too, and of bounded size.

    Of the coverage at most `most_files` entries stay, what was not looked at first.
    """
    report = json.loads(render(review))
    gaps_first = sorted(report["coverage"], key=lambda one: (not one["blocks"], one["path"]))
    report["coverage"] = gaps_first[:most_files]
    return written(_redacted(report))


def _redacted(value: Any) -> Any:  # noqa: ANN401  any JSON
    if isinstance(value, str):
        return redact(value)
    if isinstance(value, list):
        return [_redacted(one) for one in value]
    if isinstance(value, dict):
        return {key: _redacted(one) for key, one in value.items()}
    return value


def written(report: Mapping[str, Any]) -> str:
    """A report as text that steers neither a terminal nor a CI job, ending with a line break."""
    # ASCII only: a path that is no UTF-8 stays exact, and no control character reaches a terminal.
    text = json.dumps(report, indent=2, ensure_ascii=True) + "\n"
    # GitHub's runner obeys `##[` anywhere in a printed line; to a parser this is the same text.
    return text.replace("##[", r"#\u0023[")


def _tool(tool: Tool) -> dict[str, Any]:
    return {
        "name": "tenet",
        "version": tool.version,
        "semgrep": tool.semgrep,
        "rules_digest": tool.rules_digest,
        "persona": tool.persona,
        "model": tool.model,
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "repository": change.repository,
        "number": change.number,
        "base_sha": change.base_sha,
        "head_sha": change.head_sha,
        "files": len(change.files),
        "added": sum(file.added for file in change.files),
        "removed": sum(file.removed for file in change.files),
    }


def _finding(placed: PlacedFinding, url: str | None) -> dict[str, Any]:
    finding = placed.finding
    where = finding.location
    suggestion = finding.suggestion
    return {
        "fingerprint": placed.fingerprint,
        "status": placed.status.value,
        "source": finding.source,
        "rule_id": finding.rule_id,
        "principle": finding.principle,
        "category": finding.category,
        "cwe": list(finding.cwe),
        "severity": finding.severity.value,
        "confidence": finding.confidence.value,
        "path": where.path if where else None,
        "side": where.side.value if where else None,
        "start_line": where.start_line if where else None,
        "end_line": where.end_line if where else None,
        "quote": finding.quote,
        "title": finding.title,
        "message": finding.message,
        "suggestion": None
        if suggestion is None
        else {"replacement": suggestion.replacement, "proven": suggestion.proven},
        "placement": placed.placement.value,
        "url": url,
    }


def _suppressed(one: Suppressed) -> dict[str, Any]:
    return {
        "fingerprint": one.fingerprint,
        "rule_id": one.rule_id,
        "path": one.path,
        "how": one.how,
        "reason": one.reason,
        "expires": one.expires,
    }


def _coverage(one: Coverage) -> dict[str, Any]:
    return {
        "path": one.path,
        "engine": one.engine,
        "hunks": one.hunks,
        "hunks_reviewed": one.hunks_reviewed,
        "status": one.status.value,
        "reason": one.reason,
        "blocks": one.blocks,
    }
