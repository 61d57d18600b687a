"""What an evaluation came to, as JSON, with every hit and miss."""

from typing import Any

from bot.publishers.json_report import written
from bot.review.evaluation import Evaluation, Failed, Measured
from bot.review.findings import Finding, Location
from bot.review.scoring import TOLERANCE, KnownFinding, Score, Share

SCHEMA_VERSION = 1


def render(done: Evaluation) -> str:
    """The whole evaluation, ending with a line break."""
    return written(
        {
            "schema_version": SCHEMA_VERSION,
            "answers": {
                "sentence": done.answers.sentence,
                "model": done.answers.model,
                "address": done.answers.address,
                "recorded": done.answers.recorded,
                "measure_the_model": done.answers.are_live,
            },
            "hits": {"by": "lines-and-judge" if done.judged else "lines", "tolerance": TOLERANCE},
            "measured": len(done.measured),
            "failed": len(done.failed),
            "inline": _score(done, done.inline),
            "with_summary": _score(done, done.everything),
            "principles": [_principle(done.inline, one) for one in done.inline.principles],
            "thrown_away": {"checks": done.dropped, "second_look": done.refuted},
            "cost_usd": {
                "total": round(done.cost_usd, 6),
                "reviews": round(done.reviewing_usd, 6),
                "judge": round(done.judging_usd, 6),
            },
            "seconds": round(done.seconds, 3),
            "pull_requests": [*map(_measured, done.measured), *map(_not_measured, done.failed)],
            "record": done.record,
        }
    )


def _score(done: Evaluation, score: Score) -> dict[str, Any]:
    return {
        "comments": score.precision.whole,
        "comments_per_pull_request": done.each(score.precision.whole),
        "hits": len(score.hits),
        "expected": score.recall.whole,
        "precision": _share(score.precision),
        "recall": _share(score.recall),
        "f1": score.f1,
    }


def _principle(score: Score, one: str | None) -> dict[str, Any]:
    precision, recall = score.precision_of(one), score.recall_of(one)
    return {
        "principle": one,
        "comments": precision.whole,
        "expected": recall.whole,
        "precision": _share(precision),
        "recall": _share(recall),
    }


def _share(share: Share) -> dict[str, float | None]:
    low, high = share.interval or (None, None)
    return {"value": share.value, "low": low, "high": high}


def _measured(one: Measured) -> dict[str, Any]:
    score = one.everything
    return {
        "name": one.name,
        "failed": None,
        "inline": one.inline.precision.whole,
        "hits": [_pair(*pair) for pair in score.hits],
        "wrong": [_finding(finding) for finding in score.wrong],
        "missed": [_known(known) for known in score.missed],
        "repeated": [_pair(*pair) for pair in score.repeated],
        "cost_usd": round(one.usage.cost_usd + one.judging.cost_usd, 6),
        "seconds": one.milliseconds / 1_000,
    }


def _not_measured(one: Failed) -> dict[str, Any]:
    return {"name": one.name, "failed": one.reason, "cost_usd": round(one.usage.cost_usd, 6)}


def _pair(finding: Finding, known: KnownFinding) -> dict[str, Any]:
    return {"comment": _finding(finding), "known": _known(known)}


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "principle": finding.principle,
        "severity": finding.severity.value,
        "title": finding.title,
        **_place(finding.location),
    }


def _known(known: KnownFinding) -> dict[str, Any]:
    return {"principle": known.principle, "text": known.text, **_place(known.where)}


def _place(where: Location | None) -> dict[str, Any]:
    return {
        "path": where.path if where else None,
        "side": where.side.value if where else None,
        "start_line": where.start_line if where else None,
        "end_line": where.end_line if where else None,
    }
