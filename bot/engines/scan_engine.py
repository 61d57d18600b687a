"""Findings from Semgrep over a whole tree: a chunk at a time, and nothing known a second time."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field, replace

from bot import process
from bot.engines.scanner.chunks import cut
from bot.engines.scanner.memory import Memory
from bot.engines.semgrep_engine import NAME, SemgrepEngine
from bot.errors import TenetError
from bot.review.change import Change, FileChange, FileKind
from bot.review.contents import Contents
from bot.review.coverage import Coverage, Gap
from bot.review.findings import Finding
from bot.review.paths import in_scope
from bot.review.policy import Policy
from bot.review.reasons import did_not_look
from bot.review.verdict import EngineReport

CHUNKS_AT_ONCE = 1  # the scanner gives one to two processes already, of about 150 MB each
# Another time these may go well, so they are not remembered.
_PASSING = frozenset({Gap.TIMED_OUT, Gap.OUT_OF_MEMORY, Gap.ENGINE_FAILED})

Count = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class ScanEngine:
    """Semgrep over files that are all new; `count` is told how many of how many are done."""

    semgrep: SemgrepEngine
    memory: Memory
    count: Count
    name: str = NAME

    def off(self, policy: Policy) -> None:
        """It always looks; what a policy excludes is said file by file."""

    def examine(
        self, change: Change, contents: Contents, policy: Policy, found: Sequence[Finding] = ()
    ) -> EngineReport:
        """Scan what is not known yet. Raises KeyboardInterrupt with no program left behind."""
        del found
        known, unknown, others = self._sorted(change, policy)
        # No program is needed for these; it also tells what is wrong with the rules.
        first = self.semgrep.examine(replace(change, files=tuple(others)), contents, policy)
        sizes = contents.sizes(tuple(file.new_blob for file in unknown if file.new_blob))
        scan = _Scan(self.semgrep, self.memory, change, contents, policy, first.notes)
        started = time.monotonic()
        done = len(change.files) - len(unknown)
        self.count(done, len(change.files))
        with ThreadPoolExecutor(CHUNKS_AT_ONCE) as pool:
            try:
                chunks = {pool.submit(scan.look_at, one): len(one) for one in cut(unknown, sizes)}
                for future in as_completed(chunks):
                    done += chunks[future]
                    self.count(done, len(change.files))
            except KeyboardInterrupt:
                process.stop()
                pool.shutdown(cancel_futures=True)
                raise
        milliseconds = round((time.monotonic() - started) * 1000) if chunks else 0
        self.memory.kept.forget_old()
        return _joined((first, *known, *map(Future.result, chunks)), milliseconds)

    def _sorted(
        self, change: Change, policy: Policy
    ) -> tuple[list[EngineReport], list[FileChange], list[FileChange]]:
        """The reports that are known, the files of which nothing is, and those nobody looks at."""
        known, unknown, others = [], [], []
        for file in change.files:
            if not _is_looked_at(file, policy):
                others.append(file)
            elif (report := self.memory.recall(file)) is not None:
                known.append(report)
            else:
                unknown.append(file)
        return known, unknown, others


@dataclass(frozen=True, slots=True)
class _Scan:
    """One scan, as its threads share it; `said` are notes that belong to no file."""

    semgrep: SemgrepEngine
    memory: Memory
    change: Change
    contents: Contents
    policy: Policy
    said: Sequence[str]
    trouble: list[str] = field(default_factory=list)

    def look_at(self, files: tuple[FileChange, ...]) -> EngineReport:
        """The report of these files; once Semgrep did not work, it is not tried again."""
        if self.trouble:
            return _failed(files, self.trouble[0])
        part = replace(self.change, files=files)
        try:
            report = self.semgrep.examine(part, self.contents, self.policy)
        except TenetError as exc:
            self.trouble.append(str(exc))
            return _failed(files, str(exc))
        # A note more means that a rule did not work: another scan must say so again.
        if set(report.notes) <= set(self.said):
            self._keep(files, report)
        return report

    def _keep(self, files: Sequence[FileChange], report: EngineReport) -> None:
        findings = _by_path(report.findings)
        coverage = {one.path: one for one in report.coverage}
        for file in files:
            looked = coverage[file.path]
            if looked.gap not in _PASSING:
                own = EngineReport(NAME, tuple(findings.get(file.path, ())), coverage=(looked,))
                self.memory.keep(file, own)


def _is_looked_at(file: FileChange, policy: Policy) -> bool:
    return file.kind in {FileKind.TEXT, FileKind.BINARY} and in_scope(
        file.path, policy.include, policy.exclude
    )


def _by_path(findings: Iterable[Finding]) -> Mapping[str, Sequence[Finding]]:
    found = defaultdict(list)
    for finding in findings:
        if finding.location is not None:
            found[finding.location.path].append(finding)
    return found


def _failed(files: Sequence[FileChange], reason: str) -> EngineReport:
    return EngineReport(
        NAME,
        coverage=tuple(
            Coverage(file.path, NAME, len(file.hunks), 0, Gap.ENGINE_FAILED) for file in files
        ),
        notes=(did_not_look(NAME, reason),),
    )


def _joined(reports: Sequence[EngineReport], milliseconds: int) -> EngineReport:
    return EngineReport(
        NAME,
        findings=tuple(one for report in reports for one in report.findings),
        coverage=tuple(one for report in reports for one in report.coverage),
        notes=tuple(dict.fromkeys(note for report in reports for note in report.notes)),
        milliseconds=milliseconds,
    )
