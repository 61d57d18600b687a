"""The tables of protections: one TOML file a kind, with its page beside it."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from bot.errors import OperatorError
from bot.review.findings import Confidence, Severity
from bot.review.principles import Rule
from bot.review.protections import Covers, Protection, Sign
from bot.rulebook.folder import rules_folder

FOLDER = "protections"
CATEGORY = "removed-protection"
_NEVER = r"(?!)"


@cache
def load_protections() -> tuple[Protection, ...]:
    """Every kind of protection, sorted by the id of its rule.

    Raises OperatorError when a table is broken.
    """
    return tuple(_read(path) for path in sorted((rules_folder() / FOLDER).glob("*.toml")))


def protection_page(rule_id: str) -> str | None:
    """What people read about a kind, as Markdown; None where there is no such kind."""
    if rule_id not in {one.rule.id for one in load_protections()}:
        return None
    return (rules_folder() / FOLDER / f"{rule_id}.md").read_text(encoding="utf-8")


def _read(path: Path) -> Protection:
    try:
        fields = tomllib.loads(path.read_text(encoding="utf-8"))
        return _protection(path.stem, fields)
    except (KeyError, TypeError, ValueError, re.error) as exc:
        raise OperatorError(f"The protections {path} are broken ({exc}); correct it.") from exc


def _protection(rule_id: str, fields: Mapping[str, Any]) -> Protection:
    signs = {language: tuple(_signs(language, rows)) for language, rows in fields["signs"].items()}
    frameworks = {
        name
        for rows in fields["signs"].values()
        for row in rows
        for name in row.get("frameworks", ())
    }
    rule = Rule(
        id=rule_id,
        title=fields["title"],
        message=" ".join(fields["message"].split()),
        languages=tuple(sorted(signs)),
        severity=Severity(fields["severity"]),
        confidence=Confidence(fields["confidence"]),
        principle=fields["principle"],
        category=CATEGORY,
        cwe=tuple(fields["cwe"]),
        frameworks=tuple(sorted(frameworks)),
    )
    return Protection(
        rule=rule,
        signs=signs,
        likely=re.compile(fields.get("likely", _NEVER)),
        refuses=_pattern(fields, "refuses"),
        answered_by=frozenset(fields.get("answered_by", ())),
        said_by=frozenset(fields.get("said_by", ())),
        only_where_kept=bool(fields.get("only_where_kept", False)),
        spares=_pattern(fields, "spares"),
        hollow=_pattern(fields, "hollow"),
    )


def _pattern(fields: Mapping[str, Any], key: str) -> re.Pattern[str] | None:
    return re.compile(fields[key]) if key in fields else None


def _signs(language: str, rows: list[Mapping[str, Any]]) -> Iterator[Sign]:
    for row in rows:
        (way,) = {"mark", "word", "text"} & row.keys()
        names = "".join(line.strip() for line in row[way].splitlines())
        pattern = {
            "mark": rf"#!?\[\s*(?:\w+::)*(?:{names})(?![\w$])"
            if language == "rust"
            else rf"(?<![\w.])@(?:\w+:)?(?:\w+\.)*(?:{names})(?![\w$])",
            "word": rf"(?:(?<![\w$])|(?=\.))(?:{names})(?:(?![\w$])|(?<=[^\w$]))",
            "text": names,
        }[way]
        yield Sign(
            pattern=re.compile(pattern, re.MULTILINE | (re.IGNORECASE if language == "sql" else 0)),
            covers=Covers(row.get("covers", "place")),
            in_text=way == "text",
            is_mark=way == "mark",
            unless=_pattern(row, "unless"),
        )
