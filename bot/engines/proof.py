"""Suggestions tried out: the file still parses, the rule is silent, and nothing new is found."""

import json
from collections import Counter
from dataclasses import dataclass, replace
from itertools import islice

from bot.engines.scanner import semgrep_process
from bot.engines.scanner.batches import Piece
from bot.engines.scanner.decoding import as_utf8
from bot.engines.scanner.languages import language_of
from bot.engines.scanner.private_folder import private_folder
from bot.engines.scanner.semgrep_answer import Scan
from bot.engines.scanner.staging import stage
from bot.engines.semgrep_engine import SemgrepEngine
from bot.review.change import Side
from bot.review.contents import Contents
from bot.review.proof import MAX_TRIED, applied, worth_a_try
from bot.review.verdict import PlacedFinding, Review
from bot.rulebook import CompiledRules, compile_rules

_PROBE = "parses"
_CODE = frozenset({"python", "javascript", "typescript", "go", "java", "kotlin", "rust"})


@dataclass(frozen=True, slots=True)
class _Trial:
    """One suggestion, and the file without and with it."""

    suggested: PlacedFinding
    before: Piece
    after: Piece


@dataclass(frozen=True, slots=True)
class Prover:
    """Tries suggestions out in memory, with the rules and the isolation of the scan."""

    semgrep: SemgrepEngine

    def proven(self, review: Review, contents: Contents) -> frozenset[str]:
        """The fingerprints of the findings whose suggestion may be committed as it stands.

        Raises OperatorError when Semgrep does not work.
        """
        files: dict[Piece, bytes] = {}
        trials = []
        for number, one in enumerate(islice(worth_a_try(review), MAX_TRIED)):
            trial = _trial(one, review, contents, number, files)
            if trial is not None:
                trials.append(trial)
        if not trials:
            return frozenset()
        scan = self._scan(files)
        texts = {piece.name: content for piece, content in files.items()}
        return frozenset(
            one.suggested.fingerprint for one in trials if _is_better(one, scan, texts)
        )

    def _scan(self, files: dict[Piece, bytes]) -> Scan:
        languages = {one.language for one in files if one.language}
        compiled = _parsing(compile_rules(languages, self.semgrep.extra_rules, self.semgrep.cache))
        with private_folder() as folder:
            batches = stage(files, compiled, folder)
            return semgrep_process.scan(
                self.semgrep.start, folder, batches, self.semgrep.isolation, self.semgrep.patience
            )


def _parsing(compiled: CompiledRules) -> CompiledRules:
    """The rules and one more, without any word of its own: it makes Semgrep parse every file."""
    languages = sorted({one for rule in compiled.rules for one in rule.languages} & _CODE)
    rule = replace(compiled.rules[0], id=_PROBE, languages=tuple(languages))
    text = json.dumps(
        {
            "id": _PROBE,
            "languages": languages,
            "severity": "INFO",
            "message": "Six times the same.",
            "pattern": "$A($A, $A, $A, $A, $A)",
        }
    )
    return replace(compiled, rules=(*compiled.rules, rule), texts=(*compiled.texts, text))


def _trial(
    suggested: PlacedFinding,
    review: Review,
    contents: Contents,
    number: int,
    files: dict[Piece, bytes],
) -> _Trial | None:
    """What is to be scanned for this suggestion, added to `files`."""
    where, suggestion = suggested.finding.location, suggested.finding.suggestion
    file = review.change.file(where.path) if where else None
    content = contents.read(file, Side.RIGHT) if file else None
    before = None if content is None else as_utf8(content)
    if where is None or suggestion is None or file is None or before is None:
        return None
    language = language_of(where.path, before.split(b"\n", 1)[0])
    after = applied(before, where, suggestion.replacement)
    if language is None or after is None:
        return None
    pieces = []
    # Several suggestions for a file have the same file without any.
    for name, text in ((f"o{review.change.files.index(file)}", before), (f"s{number}", after)):
        piece = Piece(f"{name}{language.extension}", len(text), language.name)
        files[piece] = text
        pieces.append(piece)
    return _Trial(suggested, *pieces)


def _is_better(trial: _Trial, scan: Scan, texts: dict[str, bytes]) -> bool:
    old, new = trial.before.name, trial.after.name
    if {old, new} & scan.gaps.keys() or scan.unparsed_lines.get(new):
        return False
    before, after = (_found(scan, name, texts[name]) for name in (old, new))
    if after - before:
        return False
    rule = trial.suggested.finding.rule_id
    return rule is None or _of(rule, after) < _of(rule, before)


def _found(scan: Scan, name: str, text: bytes) -> Counter[tuple[str, bytes]]:
    """How often each rule matches each code, wherever in the file."""
    return Counter(
        (one.rule_id, b" ".join(text[one.start_offset : one.end_offset].split()))
        for one in scan.matches
        if one.name == name and one.rule_id != _PROBE
    )


def _of(rule: str, found: Counter[tuple[str, bytes]]) -> int:
    return sum(count for (rule_id, _), count in found.items() if rule_id == rule)
