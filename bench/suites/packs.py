"""The rules that are measured: our own, or a folder of somebody's, ready for Semgrep."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.errors import UserError
from bot.review.principles import Rule
from bot.rulebook import CompiledRules, compile_rules
from bot.rulebook.reading import rule_files
from bot.rulebook.rules import read_extra_rule
from bot.yaml_loader import load_trusted

_LONGEST_ID = 200


@dataclass(frozen=True, slots=True)
class _Entry:
    rule: Rule
    text: str


def pack(folder: Path | None) -> CompiledRules:
    """Our own rules, or those of a folder and nothing else; `problems` name what was left out.

    Somebody's rules are named after their files, since ids repeat in large collections. A rule's
    `paths` stay when they name extensions only: suites are scanned under names of our own.
    """
    if folder is None:
        return compile_rules()
    found: dict[str, _Entry] = {}
    problems: list[str] = []
    for file in rule_files(folder):
        prefix = ".".join(file.relative_to(folder).with_suffix("").parts)
        for raw in _raw_rules(file, problems):
            name = f"{prefix}.{raw.get('id')}"[-_LONGEST_ID:]
            plain = {key: value for key, value in raw.items() if key != "paths"}
            try:
                rule = read_extra_rule({**plain, "id": name}, str(file))
            except UserError as exc:
                problems.append(str(exc))
                continue
            text = json.dumps({**plain, "id": name, **_paths(raw)}, default=str)
            found[name] = _Entry(rule, text)
    ordered = [found[name] for name in sorted(found)]
    return CompiledRules(
        tuple(one.rule for one in ordered), tuple(one.text for one in ordered), tuple(problems)
    )


def _raw_rules(file: Path, problems: list[str]) -> Iterator[Mapping[str, Any]]:
    try:
        document = load_trusted(file.read_text(encoding="utf-8"), str(file))
    except UserError as exc:
        problems.append(str(exc))
        return
    rules = document.get("rules") if isinstance(document, dict) else None
    yield from (one for one in rules or () if isinstance(one, dict))


def _paths(raw: Mapping[str, Any]) -> Mapping[str, object]:
    """The patterns that name an extension: the folders of a file, and its name, are not kept."""
    paths = {
        key: [one for one in some if one.startswith("*.") and "/" not in one]
        for key, some in (raw.get("paths") or {}).items()
    }
    kept = {key: some for key, some in paths.items() if some}
    return {"paths": kept} if kept else {}
