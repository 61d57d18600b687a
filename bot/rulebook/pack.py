"""The rules of some folders, compiled into the one JSON document that Semgrep reads fastest."""

import difflib
import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.errors import OperatorError, UserError
from bot.review.principles import Rule
from bot.rulebook.folder import rules_folder
from bot.rulebook.matrix import Matrix, rule_matrix
from bot.rulebook.needed_words import may_match, needed_words
from bot.rulebook.protections import load_protections, protection_page
from bot.rulebook.reading import Raw, raw_rules
from bot.rulebook.rules import (
    ANY_LANGUAGE,
    canonical_language,
    plain_message,
    read_extra_rule,
    read_own_rule,
)
from bot.rulebook.topics import page_of, topic_of

_MOST_BYTES_TO_LOOK_THROUGH = 200_000  # in some 50 ms; in more than that nearly every word stands


@dataclass(frozen=True, slots=True)
class CompiledRules:
    """`rules` come sorted by id; `texts` are the same rules as JSON objects for Semgrep.

    `problems` are sentences about rules of extra folders that were left out.
    """

    rules: tuple[Rule, ...]
    texts: tuple[str, ...]
    problems: tuple[str, ...]

    @property
    def json(self) -> bytes:
        """All of them, for Semgrep's `--config`."""
        return _document(self.texts)

    @property
    def digest(self) -> str:
        """What names their content."""
        return hashlib.sha256(self.json).hexdigest()

    def narrowed(self, languages: Collection[str], files: Collection[bytes]) -> bytes:
        """What of them can find anything in these files, for Semgrep's `--config`.

        `languages` are those of the files, beside any text. A rule for any text stays in any case:
        Semgrep does not count a file as scanned for which it has no rule.
        """
        both = zip(self.rules, self.texts, strict=True)
        kept = [(rule, text) for rule, text in both if _looks_at(rule, languages)]
        if sum(map(len, files)) <= _MOST_BYTES_TO_LOOK_THROUGH:
            kept = _that_may_find(kept, [content.lower() for content in files])
        return _document(text for _, text in kept)

    def following(self, ids: Collection[str]) -> "CompiledRules":
        """Those of these rules that follow input through the code."""
        kept = [
            (rule, text)
            for rule, text in zip(self.rules, self.texts, strict=True)
            if rule.id in ids and json.loads(text).get("mode") == "taint"
        ]
        return CompiledRules(tuple(rule for rule, _ in kept), tuple(text for _, text in kept), ())


@dataclass(frozen=True, slots=True)
class _Entry:
    rule: Rule
    text: str
    file: Path


def compile_rules(
    languages: Collection[str] | None = None,
    extra_folders: Sequence[Path] = (),
    cache_folder: Path | None = None,
) -> CompiledRules:
    """Our rules and those of extra folders for these languages (None: all), ready for Semgrep.

    Languages are Semgrep's names (`python`, `javascript`, `typescript`, …); rules for any text
    always come along. A broken extra rule is left out and named in `problems`. Raises
    OperatorError when a rule of our own is broken, UserError when an extra folder is missing.
    """
    entries, problems = _entries(extra_folders, cache_folder)
    if languages is not None:
        entries = [entry for entry in entries if _looks_at(entry.rule, languages)]
    return CompiledRules(
        rules=tuple(entry.rule for entry in entries),
        texts=tuple(entry.text for entry in entries),
        problems=tuple(problems),
    )


def load_rules(*extra_folders: Path, cache_folder: Path | None = None) -> tuple[Rule, ...]:
    """Every rule of our own and of these folders, sorted by id."""
    entries, _ = _entries(extra_folders, cache_folder)
    return tuple(entry.rule for entry in entries)


def pack_matrix(cache_folder: Path | None = None) -> Matrix:
    """What our own pack looks for, in which languages and frameworks."""
    entries, _ = _entries((), cache_folder)
    return rule_matrix((topic_of(entry.rule.id, entry.file), entry.rule) for entry in entries)


def rules_digest(extra_folders: Sequence[Path] = (), cache_folder: Path | None = None) -> str:
    """What names the content of all rules together."""
    return compile_rules(None, extra_folders, cache_folder).digest


def rule_page(
    rule_id: str, extra_folders: Sequence[Path] = (), cache_folder: Path | None = None
) -> str:
    """What people read about a rule, as Markdown; an extra rule without a page gets its message.

    Raises UserError for an unknown id, with the nearest known ones.
    """
    own = protection_page(rule_id)
    if own is not None:
        return own
    entries, _ = _entries(extra_folders, cache_folder)
    entry = next((one for one in entries if one.rule.id == rule_id), None)
    if entry is None:
        known = [one.rule.id for one in load_protections()] + [one.rule.id for one in entries]
        near = difflib.get_close_matches(rule_id, known, n=3)
        hint = f"did you mean {' or '.join(near)}?" if near else "see `tenet rules list`."
        raise UserError(f"There is no rule {rule_id[:80]!r}; {hint}")
    page = page_of(rule_id, entry.file)
    if page is not None:
        return page.read_text(encoding="utf-8")
    return f"# {entry.rule.title}\n\n{entry.rule.message}\n"


def _looks_at(rule: Rule, languages: Collection[str]) -> bool:
    wanted = {canonical_language(one) for one in languages} | ANY_LANGUAGE
    return not wanted.isdisjoint(rule.languages)


def _that_may_find(
    rules: Sequence[tuple[Rule, str]], lowered: Sequence[bytes]
) -> list[tuple[Rule, str]]:
    always = next((one for one, _ in rules if not ANY_LANGUAGE.isdisjoint(one.languages)), None)
    return [
        (rule, text)
        for rule, text in rules
        if rule is always or any(may_match(needed_words(text), content) for content in lowered)
    ]


def _text(raw: Raw) -> str:
    rule = {**raw, "message": plain_message(raw)}
    return json.dumps(rule, sort_keys=True, separators=(",", ":"))


def _document(texts: Iterable[str]) -> bytes:
    return f'{{"rules":[{",".join(texts)}]}}'.encode()


def _entries(
    extra_folders: Sequence[Path], cache_folder: Path | None
) -> tuple[list[_Entry], list[str]]:
    entries = dict(_own_entries(cache_folder))
    problems = [
        problem
        for folder in extra_folders
        for problem in _add_folder(folder, cache_folder, entries, own=False)
    ]
    return [entries[key] for key in sorted(entries)], problems


@cache
def _own_entries(cache_folder: Path | None) -> Mapping[str, _Entry]:
    """Our own rules by id, read once in a process: they come with the program."""
    entries: dict[str, _Entry] = {}
    problems = _add_folder(rules_folder(), cache_folder, entries, own=True)
    if problems:
        raise OperatorError(f"A rule of our own is broken. {problems[0]}")
    return entries


def _add_folder(
    folder: Path, cache_folder: Path | None, entries: dict[str, _Entry], *, own: bool
) -> list[str]:
    read = read_own_rule if own else read_extra_rule
    rules, problems = raw_rules(folder, cache_folder)
    for file, raws in rules.items():
        for raw in raws:
            try:
                rule = read(raw, str(file))
            except UserError as exc:
                problems.append(str(exc))
                continue
            if rule.id in entries:
                problems.append(f"{file}: rule {rule.id!r} exists twice; rename one of them.")
            else:
                entries[rule.id] = _Entry(rule, _text(raw), file)
    return problems
