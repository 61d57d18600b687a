"""What an operator sees of a running service: its log, its numbers, and whether it is ready."""

import json
from pathlib import Path
from typing import Any

import requests
from prometheus_client.parser import text_string_to_metric_families

from bot.sandbox import Sandbox, SandboxPullRequest
from tests.support.collector import Collector
from tests.support.mistakes import MISTAKE
from tests.support.service import Service, concluded, wait_for

SECRET = "ghp_" + "a1B2c3D4e5" * 3 + "f6G7h8"
SHELL = f"{MISTAKE}\n\nKEY = '{SECRET}'\n"
ABOUT = {"delivery", "repository", "repository_id", "number", "head"}


def lines(service: Service) -> list[dict[str, Any]]:
    """Every line of the log, each of which must be JSON."""
    return [json.loads(line) for line in service.log.splitlines()]


def said(service: Service, event: str) -> list[dict[str, Any]]:
    return [one for one in lines(service) if one["event"] == event]


def numbers(service: Service) -> dict[tuple[str, frozenset[tuple[str, str]]], float]:
    page = requests.get(f"{service.url}/metrics", timeout=10)
    assert page.status_code == 200
    assert page.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    assert "acme" not in page.text
    assert "shop" not in page.text
    return {
        (one.name, frozenset(one.labels.items())): one.value
        for family in text_string_to_metric_families(page.text)
        for one in family.samples
    }


def of(name: str, **labels: str) -> tuple[str, frozenset[tuple[str, str]]]:
    return name, frozenset(labels.items())


def reviewed_and_answered(github: Sandbox) -> SandboxPullRequest:
    repository = github.create_repository("acme/shop", {"a.py": "x = 1\n"})
    repository.add_collaborator("wanda", "maintain")
    repository.commit("change", {"a.py": SHELL}, f"Show {SECRET}")
    pull = repository.open_pull_request(f"Show {SECRET}", f"My {SECRET}")
    concluded(pull)
    pull.comment(f"/tenet help {SECRET}", "wanda")
    pull.comment("/tenet review", "wanda")
    return pull


def test_the_log_says_what_each_line_is_about_and_the_numbers_add_up(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    with (
        Collector() as collector,
        Service(
            sandbox,
            tmp_path / "data",
            {"TENET_LOG_FORMAT": "json", "OTEL_EXPORTER_OTLP_ENDPOINT": collector.url},
        ) as service,
    ):
        pull = reviewed_and_answered(sandbox)
        wait_for(lambda: len(said(service, "the review ended")) == 2, "both reviews")
        wait_for(lambda: len(said(service, "the command ended")) == 2, "both commands")
        both = of("tenet_reviews_total", state="finished", verdict="failed")
        # The worker is another process, which keeps its numbers every ten seconds.
        wait_for(lambda: numbers(service).get(both) == 2, "its numbers")
        told = numbers(service)
        ready = requests.get(f"{service.url}/readyz", timeout=10).json()

    looks = [each for each in collector.spans if each.name == "semgrep looks"]
    reviews = {each.span_id: each for each in collector.spans if each.name == "review"}
    assert len(looks) == len(reviews) == 2
    assert {each.parent_span_id for each in looks} == reviews.keys()
    for each_review in reviews.values():
        told_of = {each.key: each.value.string_value for each in each_review.attributes}
        assert told_of.keys() == ABOUT
        assert (told_of["head"], told_of["repository"]) == (pull.head_sha, "acme/shop")
    assert not any(SECRET.encode() in each.SerializeToString() for each in collector.spans)

    written = lines(service)
    assert SECRET not in service.log
    about_work = [one for one in written if one["logger"].startswith(("bot.jobs.", "bot.server."))]
    for one in about_work:
        if one["logger"] != "bot.jobs.dispatch":
            assert one.keys() >= ABOUT, one
            assert (one["repository"], one["number"]) == ("acme/shop", pull.number)
            assert one["repository_id"] == pull.state.repository.id
        assert one["delivery"] in {each.guid for each in sandbox.deliveries}
    ends = said(service, "the review ended")
    assert [(one["head"], one["verdict"]) for one in ends] == [(pull.head_sha, "failed")] * 2
    of_review, of_command = (one["delivery"] for one in ends)
    assert of_review != of_command
    commands = {(one["outcome"], one["head"]) for one in said(service, "the command ended")}
    assert commands == {("answered", None), ("review started", pull.head_sha)}

    assert told[of("tenet_deliveries_total", outcome="accepted")] == 3
    assert told[of("tenet_webhook_seconds_count")] >= 3
    assert told[of("tenet_handed_on_total", outcome="command started")] == 2
    assert told[of("tenet_reviews_total", state="finished", verdict="failed")] == 2
    injection = of("tenet_findings_total", principle="security-first", severity="error")
    assert told[injection] >= 2
    assert told[of("tenet_step_seconds_count", step="semgrep looks")] == 2
    assert told[of("tenet_jobs", kind="review", state="failed")] == 0
    assert told[of("tenet_queue_age_seconds")] == 0
    assert told[of("tenet_github_rate_limit_remaining")] > 0
    assert (ready["ready"], ready["reasons"], ready["database"]) == (True, [], "sqlite")
    assert ready["disk_free_bytes"] > 0
