"""Every suite: where it lies, who reads it, and how good the pack must be at it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bench.suites import (
    clippy,
    gitleaks,
    gosec,
    leaky_repo,
    owasp_benchmark,
    pmd,
    ruff_fixtures,
)
from bench.suites.cases import Labelled
from bench.suites.checkouts import Repository
from bench.suites.scores import Measure


@dataclass(frozen=True, slots=True)
class Bar:
    """What families together must reach; of a false alarm rate it is the most that is allowed."""

    name: str
    limits: Mapping[Measure, float]
    families: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Suite:
    """A suite: `paths` are what its reader needs, none for everything."""

    name: str
    repository: Repository
    paths: Sequence[str]
    read: Callable[[Mapping[str, bytes]], Labelled]
    bars: Sequence[Bar]


SUITES = (
    Suite(
        "owasp",
        Repository("OWASP-Benchmark/BenchmarkJava", "79b9bd6177e07991a9c11dc19e457c840e229931"),
        owasp_benchmark.PATHS,
        owasp_benchmark.read,
        (Bar("injection, mean", {Measure.YOUDEN: 0.25}, owasp_benchmark.COUNTED),),  # aim for .40
    ),
    Suite(
        "gosec",
        Repository("securego/gosec", "45b083a0cb42119d61b1e0e364d8c62c68f6f5cd"),
        gosec.PATHS,
        gosec.read,
        (Bar("injection", {Measure.PRECISION: 0.85, Measure.RECALL: 0.75}, gosec.INJECTION),),
    ),
    Suite(
        "ruff",
        Repository("astral-sh/ruff", "fca5c7cf2cd2f8338f18b9485f936b8e9f07bd0b"),
        ruff_fixtures.PATHS,
        ruff_fixtures.read,
        (
            Bar("swallowed errors", {Measure.RECALL: 0.90}, ruff_fixtures.SWALLOWING),
            Bar("secrets", {Measure.RECALL: 0.90}, ruff_fixtures.SECRETS),
            Bar("SQL", {Measure.RECALL: 0.90}, ruff_fixtures.QUERIES),
        ),
    ),
    Suite(
        "clippy",
        Repository("rust-lang/rust-clippy", "e57f468d8f079a7b50627a95121fd16fff8e5bfa"),
        clippy.PATHS,
        clippy.read,
        (Bar("all", {}),),
    ),
    Suite(
        "pmd",
        Repository("pmd/pmd", "cd096e90e4ed2e61f4109466d21a1eaab09721eb"),
        pmd.PATHS,
        pmd.read,
        (Bar("all", {}),),
    ),
    Suite(
        "gitleaks",
        Repository("gitleaks/gitleaks", "b58d3f102cf3a2c84cb7f923d05c25c9b1aed84b"),
        gitleaks.PATHS,
        gitleaks.read,
        (Bar("all", {Measure.RECALL: 0.90, Measure.FALSE_ALARM_RATE: 0.05}),),
    ),
    Suite(
        "leaky-repo",
        Repository("Plazmaz/leaky-repo", "2e951359cac53addbee56437da3ffb546e3dfe24"),
        leaky_repo.PATHS,
        leaky_repo.read,
        (Bar("all", {Measure.PRECISION: 0.95, Measure.RECALL: 0.60}),),
    ),
)
