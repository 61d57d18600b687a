"""How the service answers while its worker is busy: acknowledgements, and whether it is alive."""

import sys
from collections.abc import Sequence
from pathlib import Path

from bench.change import ten_files
from bench.knocking import Door, Heard, Plan, knock
from bench.measure import DidNotRunError, Row, percentile_99
from bench.rival import SETTING, rival
from bench.served import served
from bench.service import is_concluded, open_pull_request
from bot.sandbox import Sandbox, SandboxPullRequest

_REVIEWS = 10
_RATES = ((20, 200, 50.0), (100, 500, 250.0))  # a second, how many, the bar in ms


def busy(folder: Path) -> list[Row]:
    """Deliveries at two rates, and `/healthz`, while ten reviews are under way."""
    change = ten_files()
    with Sandbox(folder / "github") as github:
        names = [f"acme/shop-{number}" for number in range(_REVIEWS)]
        pulls = [open_pull_request(github, change, name) for name in names]
        quiet = open_pull_request(github, change, "acme/quiet")
        with served(github, folder / "serve") as service:
            heard = _knocked(github, Door(service.port), pulls, quiet)
            if all(map(is_concluded, pulls)):
                raise DidNotRunError("the reviews ended before the last delivery was sent")
        with rival(github, folder / "rival") as door:
            theirs = _knocked(github, door, pulls, quiet) if door else None
    if theirs is None:
        sys.stderr.write(f"pr-agent is not measured: {SETTING} names no Python that has it\n")
    return [*_rows(heard), *(_beside(heard, theirs) if theirs else ())]


def _knocked(
    github: Sandbox,
    door: Door,
    pulls: Sequence[SandboxPullRequest],
    quiet: SandboxPullRequest,
) -> Heard:
    """What a server answers after it was told of these pull requests."""
    for pull in pulls:
        github.deliver("pull_request", "opened", pull, to=door.webhook_url)
    payload = quiet.payload("pull_request", "synchronize")
    one = github.webhooks.prepare(
        "pull_request", "synchronize", quiet.state.repository, payload, door.webhook_url
    )
    rates = [(rate, count) for rate, count, _ in _RATES]
    return knock(Plan(door, one.headers, one.payload.decode(), rates))


def _rows(heard: Heard) -> list[Row]:
    return [
        *(
            Row(f"{_at(rate)}, {_REVIEWS} reviews", percentile_99(taken), "ms", bar)
            for (rate, _, bar), taken in zip(_RATES, heard.acknowledged, strict=True)
        ),
        Row(f"`/healthz` during {_REVIEWS} reviews, p99", percentile_99(heard.alive), "ms", 50.0),
    ]


def _beside(ours: Heard, theirs: Heard) -> list[Row]:
    pairs = zip(
        [*(_at(rate) for rate, _, _ in _RATES), "whether it is alive, p99"],
        [*theirs.acknowledged, theirs.alive],
        [*ours.acknowledged, ours.alive],
        strict=True,
    )
    return [
        Row(
            f"pr-agent: {what}",
            percentile_99(them),
            "ms",
            ratio=percentile_99(them) / percentile_99(us),
            to="ours",
        )
        for what, them, us in pairs
    ]


def _at(rate: int) -> str:
    return f"acknowledgement at {rate}/s, p99"
