"""One review as its page shows it: from the kept report to what a template can say."""

import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

from bot.store.reports import KeptReport
from bot.store.reviews import ReviewRecord

_FULL_NAME = re.compile(r"[A-Za-z0-9_.-]{1,100}/[A-Za-z0-9_.-]{1,100}")
_ORDER = ("introduced", "preexisting", "fixed")


@dataclass(frozen=True, slots=True)
class Moment:
    """One entry of the timeline; `took` is how long it went on."""

    what: str
    at: datetime | None
    took: str = ""


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """What is shown of one review; without a report only what is remembered of every review.

    `report` is the JSON of `report.schema.json`; `pull_url` is empty where no name is known.
    """

    record: ReviewRecord
    title: str
    name: str
    author: str
    pull_url: str
    timeline: tuple[Moment, ...]
    report: Mapping[str, Any] | None
    groups: tuple[tuple[str, tuple[Mapping[str, Any], ...]], ...] = ()
    coverage: tuple[tuple[str, int, int], ...] = ()
    gaps: tuple[Mapping[str, Any], ...] = ()


def page_of(record: ReviewRecord, kept: KeptReport | None, server_url: str) -> ReviewPage:
    """The page of a review."""
    key = record.pull_request
    report = None if kept is None else json.loads(kept.report)
    repository = kept.repository if kept is not None else ""
    known = bool(_FULL_NAME.fullmatch(repository))
    # On the server that we know, wherever a report points.
    root = f"{server_url}/{repository}" if known else ""
    return ReviewPage(
        record=record,
        title=(kept.title if kept is not None else "") or f"Pull request {key.number}",
        name=f"{repository or f'repository {key.repository_id}'} #{key.number}",
        author=kept.author if kept is not None else "",
        pull_url=f"{root}/pull/{key.number}" if root else "",
        timeline=_timeline(record, report),
        report=report,
        groups=() if report is None else _groups(report, root),
        coverage=() if report is None else _coverage(report),
        gaps=() if report is None else _gaps(report),
    )


def _timeline(record: ReviewRecord, report: Mapping[str, Any] | None) -> tuple[Moment, ...]:
    spent = {} if report is None else report["timings_ms"]
    parts = (
        ("Semgrep looked", spent.get("semgrep", 0)),
        ("The model looked", spent.get("model", 0)),
    )
    ended = record.finished_at
    total = "" if ended is None else _seconds((ended - record.started_at) / timedelta(seconds=1))
    return (
        Moment("Begun", record.started_at),
        *(Moment(what, None, _seconds(ms / 1000)) for what, ms in parts if ms),
        *(() if ended is None else (Moment(record.state.value.capitalize(), ended, total),)),
    )


def _seconds(seconds: float) -> str:
    return f"{seconds:.1f} s" if seconds < 60 else f"{seconds / 60:.1f} min"  # noqa: PLR2004


def _groups(
    report: Mapping[str, Any], root: str
) -> tuple[tuple[str, tuple[Mapping[str, Any], ...]], ...]:
    found = [{**one, "evidence": _evidence(one, report, root)} for one in report["findings"]]
    return tuple(
        (status, tuple(one for one in found if one["status"] == status))
        for status in _ORDER
        if any(one["status"] == status for one in found)
    )


def _evidence(finding: Mapping[str, Any], report: Mapping[str, Any], root: str) -> str:
    """Where the lines of a finding stand on GitHub; empty where that is not known."""
    if not root or finding["path"] is None:
        return ""
    sha = report["change"]["head_sha" if finding["side"] == "RIGHT" else "base_sha"]
    path = quote(finding["path"].encode("utf-8", "surrogateescape"), safe="/")
    return f"{root}/blob/{sha}/{path}#L{finding['start_line']}-L{finding['end_line']}"


def _coverage(report: Mapping[str, Any]) -> tuple[tuple[str, int, int], ...]:
    """For each engine: how many files it looked at whole, and how many there are."""
    files = Counter(one["engine"] for one in report["coverage"])
    looked = Counter(one["engine"] for one in report["coverage"] if one["status"] == "reviewed")
    return tuple((engine, looked[engine], count) for engine, count in sorted(files.items()))


def _gaps(report: Mapping[str, Any]) -> tuple[Mapping[str, Any], ...]:
    return tuple(one for one in report["coverage"] if one["status"] != "reviewed")
