"""Findings from Semgrep and the rule pack, with what it looked at on both sides of a change."""

import hashlib
import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.engines.scanner import semgrep_process
from bot.engines.scanner.flows import Lines, Place, flows, place_of
from bot.engines.scanner.private_folder import private_folder
from bot.engines.scanner.quoting import Quoted
from bot.engines.scanner.semgrep_answer import Match, Scan
from bot.engines.scanner.semgrep_process import Patience
from bot.engines.scanner.staging import stage
from bot.engines.scanner.targets import Selection, Target, select
from bot.review.change import Change, FileChange, Hunk, Side
from bot.review.contents import Contents
from bot.review.coverage import Coverage, Gap
from bot.review.findings import Finding, Location, Suggestion
from bot.review.known_secrets import CATEGORY, digests, whole_secret
from bot.review.policy import Policy
from bot.review.principles import Rule
from bot.review.redaction import redact
from bot.review.severities import severity_at
from bot.review.verdict import EngineReport
from bot.rulebook import CompiledRules, compile_rules
from bot.settings import Isolation

NAME = "semgrep"
Flows = Mapping[Place, tuple[Lines, ...]]
_SECRETS = "secrets"


@dataclass(frozen=True, slots=True)
class SemgrepEngine:
    """Semgrep over the changed files of base and head.

    `start` is the command that runs it, `extra_rules` are folders of rules beside our own, `cache`
    a folder for compiled rules, and `isolation` how it is locked in. With `with_flows` each finding
    at the head says how input reaches it.
    """

    start: tuple[str, ...]
    cache: Path | None = None
    extra_rules: tuple[Path, ...] = ()
    isolation: Isolation = Isolation.AUTO
    name: str = NAME
    patience: Patience | None = None
    with_flows: bool = False
    clock: Callable[[], float] = time.monotonic

    def off(self, policy: Policy) -> None:
        """It always looks; what a policy excludes is said file by file."""

    def examine(
        self, change: Change, contents: Contents, policy: Policy, found: Sequence[Finding] = ()
    ) -> EngineReport:
        """Scan both sides of what changed. Raises OperatorError when Semgrep does not work."""
        del found
        selection = select(change, contents, policy)
        languages = {target.language.name for target in selection.targets if target.language}
        compiled = compile_rules(languages, self.extra_rules, self.cache)
        rules = {rule.id: rule for rule in compiled.rules}
        with private_folder() as folder:
            files = {target.piece: target.scanned for target in selection.targets}
            batches = stage(files, compiled, folder)
            started = self.clock()
            scan = semgrep_process.scan(self.start, folder, batches, self.isolation, self.patience)
            paths = self._flows(scan, selection, compiled, folder)
            milliseconds = round((self.clock() - started) * 1000)
        findings = _findings(scan, selection, rules, paths)
        return EngineReport(
            engine=NAME,
            findings=tuple(one for side, one in findings if side is Side.RIGHT),
            baseline=tuple(one for side, one in findings if side is Side.LEFT),
            coverage=_coverage_of_all(change, selection, scan),
            notes=(*compiled.problems, *scan.problems),
            milliseconds=milliseconds,
        )

    def _flows(
        self, scan: Scan, selection: Selection, compiled: CompiledRules, folder: Path
    ) -> Flows:
        if not self.with_flows:
            return {}
        head = {one.name for one in selection.targets if one.side is Side.RIGHT}
        matches = [one for one in scan.matches if one.name in head]
        return flows(matches, compiled, folder, self.isolation)


def _findings(
    scan: Scan, selection: Selection, rules: Mapping[str, Rule], paths: Flows
) -> list[tuple[Side, Finding]]:
    by_name: dict[str, list[Match]] = {}
    for match in scan.matches:
        if match.rule_id in rules:
            by_name.setdefault(match.name, []).append(match)
    key = os.urandom(16)  # a digest that is kept must not give a weak password away
    found = [
        (target.side, finding)
        for target in selection.targets
        for finding in _in_target(target, by_name.get(target.name, []), rules, paths, key)
    ]
    return list(dict.fromkeys(found))


def _in_target(
    target: Target, matches: list[Match], rules: Mapping[str, Rule], paths: Flows, key: bytes
) -> Iterator[Finding]:
    if not matches:
        return
    secrets = [one for one in matches if rules[one.rule_id].category == CATEGORY]
    quoted = Quoted(target.scanned, [_span(target, one) for one in secrets])
    for match in sorted(matches, key=lambda one: (one.start_offset, one.end_offset, one.rule_id)):
        rule = rules[match.rule_id]
        matched = whole_secret(target.scanned, match.start_offset, match.end_offset)
        yield Finding(
            source=NAME,
            rule_id=rule.id,
            principle=rule.principle,
            category=rule.category,
            severity=severity_at(rule, target.path),
            confidence=rule.confidence,
            location=Location(
                target.path, target.side, match.start_line, _last_line(target, match)
            ),
            quote=quoted.lines(match.start_line, match.end_line),
            title=rule.title,
            message=rule.message,
            cwe=rule.cwe,
            identity=hashlib.sha256(b" ".join(matched.split())).hexdigest(),
            secrets=digests(matched, key) if rule.category == CATEGORY else (),
            suggestion=_suggestion(target, match),
            flow=tuple(
                Location(target.path, target.side, first, last)
                for first, last in paths.get(place_of(match), ())
            ),
        )


def _suggestion(target: Target, match: Match) -> Suggestion | None:
    """The rule's own fix, as a whole line; over several lines it would lose the author's form."""
    if match.fix is None or match.start_line != match.end_line:
        return None
    text = target.scanned
    start = text.rfind(b"\n", 0, match.start_offset) + 1
    end = text.find(b"\n", match.end_offset)
    line = text[start : match.start_offset].decode() + match.fix
    line += text[match.end_offset : end if end >= 0 else len(text)].decode()
    return None if redact(line) != line else Suggestion(line.rstrip("\r"))


def _last_line(target: Target, match: Match) -> int:
    """Where it ends; at the base that is a key's last line, as any of them may be taken away."""
    if target.side is Side.RIGHT:
        return match.end_line
    _, end = _span(target, match)
    return match.end_line + target.scanned.count(b"\n", match.end_offset, end)


def _span(target: Target, match: Match) -> tuple[int, int]:
    """Which bytes nobody may see of a secret."""
    start = match.start_offset
    return start, start + len(whole_secret(target.scanned, start, match.end_offset))


def _coverage_of_all(change: Change, selection: Selection, scan: Scan) -> tuple[Coverage, ...]:
    names = {
        target.file.path: target.name for target in selection.targets if target.side is Side.RIGHT
    }
    return tuple(
        _coverage(file, names.get(file.path, ""), selection.gaps.get(file.path), scan)
        for file in change.files
    )


def _coverage(file: FileChange, name: str, gap: Gap | None, scan: Scan) -> Coverage:
    """What became of a file; `name` is that of its head among the targets, if it is there."""
    detail = ""
    if gap is None and name in scan.gaps:
        gap, detail = scan.gaps[name]
    if gap in {Gap.NO_RULES, Gap.DOCUMENT, Gap.LOCK_FILE} and name:
        detail = "only searched for secrets"
    hunks = len(file.hunks)
    if gap is not None:
        return Coverage(file.path, NAME, hunks, 0, gap, detail)
    unparsed = scan.unparsed_lines.get(name, [])
    lost = [hunk for hunk in file.hunks if _touches(hunk, unparsed)]
    if lost:
        first = min(start for start, _ in unparsed)
        return Coverage(
            file.path, NAME, hunks, hunks - len(lost), Gap.PARSE_ERROR, f"near line {first}"
        )
    return Coverage(file.path, NAME, hunks, hunks)


def _touches(hunk: Hunk, spans: Sequence[tuple[int, int]]) -> bool:
    last = hunk.new_start + hunk.new_count - 1
    return any(start <= last and end >= hunk.new_start for start, end in spans)
