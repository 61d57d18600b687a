"""What is counted while the bot works, until somebody takes the numbers and keeps their sums.

A label is always one of a few words of ours, never what a stranger wrote: each combination is kept
for good.
"""

import threading
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.errors import OperatorError, TransientError, UserError


class Kind(StrEnum):
    """How a number behaves, in the words of Prometheus."""

    COUNTER = "counter"
    GAUGE = "gauge"
    HISTOGRAM = "histogram"


@dataclass(frozen=True, slots=True)
class Meter:
    """One number, or one for each combination of its labels; times are in seconds."""

    name: str
    kind: Kind
    meaning: str
    labels: tuple[str, ...] = ()


DELIVERIES = Meter(
    "tenet_deliveries_total",
    Kind.COUNTER,
    "Calls to the webhook, by what became of them.",
    ("outcome",),
)
WEBHOOK_SECONDS = Meter(
    "tenet_webhook_seconds", Kind.HISTOGRAM, "Time until a call to the webhook was answered."
)
HANDED_ON = Meter(
    "tenet_handed_on_total",
    Kind.COUNTER,
    "Deliveries that were handed on to jobs, by what was done.",
    ("outcome",),
)
QUEUE_AGE = Meter(
    "tenet_queue_age_seconds",
    Kind.GAUGE,
    "How long the oldest delivery has waited to be handed on.",
)
JOBS = Meter(
    "tenet_jobs",
    Kind.GAUGE,
    "Reviews and commands that run, wait or have failed; counted up to 1000.",
    ("kind", "state"),
)
STEP_SECONDS = Meter(
    "tenet_step_seconds",
    Kind.HISTOGRAM,
    "Time that a step of a job took, each attempt by itself.",
    ("step",),
)
REVIEWS = Meter(
    "tenet_reviews_total",
    Kind.COUNTER,
    "Reviews that ended, by how they ended and what they came to.",
    ("state", "verdict"),
)
FINDINGS = Meter(
    "tenet_findings_total",
    Kind.COUNTER,
    "Findings that changes brought in, each time that a review has them.",
    ("principle", "severity"),
)
MODEL_CALLS = Meter("tenet_model_calls_total", Kind.COUNTER, "Calls to the model.")
MODEL_TOKENS = Meter(
    "tenet_model_tokens_total", Kind.COUNTER, "Tokens of the model.", ("direction",)
)
MODEL_USD = Meter("tenet_model_usd_total", Kind.COUNTER, "What the model cost, in US dollars.")
RATE_LIMIT = Meter(
    "tenet_github_rate_limit_remaining",
    Kind.GAUGE,
    "Requests that GitHub still allows: the lowest that it said lately, of any installation.",
)
GITHUB_WAITS = Meter(
    "tenet_github_waits_total", Kind.COUNTER, "How often GitHub asked for a time of silence."
)
GITHUB_WAIT_SECONDS = Meter(
    "tenet_github_wait_seconds_total", Kind.COUNTER, "How long GitHub wanted silence, in all."
)
FAILURES = Meter(
    "tenet_failures_total",
    Kind.COUNTER,
    "Reviews, commands and deliveries that failed, by whose matter it is.",
    ("what", "matter"),
)
METERS = (
    DELIVERIES,
    WEBHOOK_SECONDS,
    HANDED_ON,
    QUEUE_AGE,
    JOBS,
    STEP_SECONDS,
    REVIEWS,
    FINDINGS,
    MODEL_CALLS,
    MODEL_TOKENS,
    MODEL_USD,
    RATE_LIMIT,
    GITHUB_WAITS,
    GITHUB_WAIT_SECONDS,
    FAILURES,
)

Labels = tuple[tuple[str, str], ...]  # sorted by name
Key = tuple[str, Labels]

# Upper bounds in seconds: from a quick answer to a long scan.
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0)
BUCKET, SUM, BOUND, ENDLESS = "_bucket", "_sum", "le", "+Inf"

_lock = threading.Lock()
_counted: dict[Key, float] = defaultdict(float)
_lowest: dict[Key, float] = {}


def count(meter: Meter, amount: float = 1.0, **labels: str) -> None:
    """Add to a number that only grows."""
    with _lock:
        _counted[key_of(meter, **labels)] += amount


def observe(meter: Meter, seconds: float, **labels: str) -> None:
    """Note how long something took."""
    name, own = key_of(meter, **labels)
    bound = next((f"{one:g}" for one in BUCKETS if seconds <= one), ENDLESS)
    with _lock:
        _counted[name + BUCKET, (*own, (BOUND, bound))] += 1
        _counted[name + SUM, own] += seconds


def lowest(meter: Meter, value: float) -> None:
    """Note a number that goes up and down; the lowest until it is taken is kept."""
    key = key_of(meter)
    with _lock:
        _lowest[key] = min(value, _lowest.get(key, value))


def failed(what: str, exc: Exception) -> None:
    """Count a failure by whom it is for: `user`, `operator`, `transient`, else `bug`."""
    kinds = ((UserError, "user"), (OperatorError, "operator"), (TransientError, "transient"))
    matter = next((word for kind, word in kinds if isinstance(exc, kind)), "bug")
    count(FAILURES, what=what, matter=matter)


def take() -> tuple[dict[Key, float], dict[Key, float]]:
    """What was counted since the last call, and what was lowest; both begin anew."""
    with _lock:
        taken = dict(_counted), dict(_lowest)
        _counted.clear()
        _lowest.clear()
        return taken


def give_back(counted: Mapping[Key, float]) -> None:
    """Count again what was taken and could not be kept."""
    with _lock:
        for key, amount in counted.items():
            _counted[key] += amount


def key_of(meter: Meter, **labels: str) -> Key:
    """How a number of a meter is called. Raises ValueError for labels that it does not have."""
    if set(labels) != set(meter.labels):
        raise ValueError(f"{meter.name} has the labels {meter.labels}, and not {sorted(labels)}.")
    return meter.name, tuple(sorted(labels.items()))
