"""Other names for paths that hold a secret, for what is kept of a report on disk."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Self

from bot.review.change import Change
from bot.review.findings import Finding
from bot.review.redaction import redact
from bot.review.verdict import EngineReport


@dataclass(frozen=True, slots=True)
class Aliases:
    """The alias of each path of a change that holds a secret: paths stay exact everywhere else.

    The same change always gives the same aliases, so that they can be undone after a restart.
    """

    by_path: Mapping[str, str]

    @classmethod
    def of(cls, change: Change) -> Self:
        """The aliases for a change; few changes need any."""
        paths = dict.fromkeys(path for file in change.files for path in (file.path, file.old_path))
        secret = [path for path in paths if redact(path) != path]
        # No path of git's holds a NUL, so none is like an alias.
        return cls({path: f"\0{index}" for index, path in enumerate(secret)})

    def given(self, report: EngineReport) -> EngineReport:
        """The report under aliases."""
        return _renamed(report, lambda path: self.by_path.get(path, path))

    def undone(self, report: EngineReport) -> EngineReport:
        """The report as it was."""
        paths = {alias: path for path, alias in self.by_path.items()}
        return _renamed(report, lambda alias: paths.get(alias, alias))


def _renamed(report: EngineReport, name: Callable[[str], str]) -> EngineReport:
    def moved(finding: Finding) -> Finding:
        where = finding.location
        if where is None:
            return finding
        return replace(finding, location=replace(where, path=name(where.path)))

    return replace(
        report,
        findings=tuple(map(moved, report.findings)),
        baseline=tuple(map(moved, report.baseline)),
        coverage=tuple(replace(one, path=name(one.path)) for one in report.coverage),
    )
