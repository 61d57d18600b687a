"""How the service answers while its worker is busy: acknowledgements, and whether it is alive."""

from pathlib import Path

from bench.change import ten_files
from bench.knocking import Plan, knock
from bench.measure import DidNotRunError, Row, percentile_99
from bench.served import Served, served
from bench.service import is_concluded, open_pull_request
from bot.sandbox import Sandbox, SandboxPullRequest

_REVIEWS = 10
_RATES = ((20, 200, 50.0), (100, 500, 250.0))  # a second, how many, the bar in ms


def busy(folder: Path) -> list[Row]:
    """Deliveries at two rates, and `/healthz`, while ten reviews are under way."""
    change = ten_files()
    with Sandbox(folder / "github") as github, served(github, folder / "serve") as service:
        names = [f"acme/shop-{number}" for number in range(_REVIEWS)]
        pulls = [open_pull_request(github, change, name) for name in names]
        quiet = open_pull_request(github, change, "acme/quiet")
        for pull in pulls:
            github.deliver("pull_request", "opened", pull, to=service.webhook)
        heard = knock(_plan(github, service, quiet))
        if all(map(is_concluded, pulls)):
            raise DidNotRunError("the reviews ended before the last delivery was sent")
    return [
        *(
            Row(
                f"acknowledgement at {rate}/s, p99, {_REVIEWS} reviews",
                percentile_99(taken),
                "ms",
                bar,
            )
            for (rate, _, bar), taken in zip(_RATES, heard.acknowledged, strict=True)
        ),
        Row(f"`/healthz` during {_REVIEWS} reviews, p99", percentile_99(heard.alive), "ms", 50.0),
    ]


def _plan(github: Sandbox, service: Served, pull: SandboxPullRequest) -> Plan:
    payload = pull.payload("pull_request", "synchronize")
    one = github.webhooks.prepare(
        "pull_request", "synchronize", pull.state.repository, payload, service.webhook
    )
    rates = [(rate, count) for rate, count, _ in _RATES]
    return Plan(service.port, one.headers, one.payload.decode(), rates)
