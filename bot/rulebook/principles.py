"""The pages of our own principles: what each is called, what it asks, how severe it may be."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from bot.errors import OperatorError, UserError
from bot.review.findings import Severity
from bot.review.principles import Principle, PrincipleKind
from bot.rulebook.folder import rules_folder

PAGE_NAME = "PRINCIPLE.md"
MAX_TITLE = 200  # what is longer is no title, and not worth folding
SECTIONS = ("What to look for", "Not a violation", "Evidence", "Highest severity")


@dataclass(frozen=True, slots=True)
class PrinciplePage:
    """A principle's page: the principle itself, and the other titles that mean the same."""

    principle: Principle
    aliases: tuple[str, ...]
    checks: tuple[str, ...]
    file: Path

    def titles(self) -> frozenset[str]:
        """Every title of this principle, folded for comparison."""
        return frozenset(map(folded, (self.principle.id, self.principle.title, *self.aliases)))


def folded(title: str) -> str:
    """A title as it is compared: words only, lower case, without what stands in brackets."""
    plain = re.sub(r"\([^)]*\)", " ", title[:MAX_TITLE].lower().replace("&", " and "))
    return " ".join(re.findall(r"\w+", plain))


@cache
def principle_pages() -> tuple[PrinciplePage, ...]:
    """All pages of our rules folder: work principles, output standards, expertise areas.

    Raises OperatorError when a page is broken.
    """
    folder = rules_folder()
    pages = [_read(path) for path in sorted(folder.rglob(PAGE_NAME))]
    kinds = list(PrincipleKind)
    return tuple(
        sorted(pages, key=lambda page: (kinds.index(page.principle.kind), page.principle.id))
    )


def built_in_principles() -> tuple[Principle, ...]:
    """Every principle that we have a page for."""
    return tuple(page.principle for page in principle_pages())


def page_for(title: str, kind: PrincipleKind) -> PrinciplePage | None:
    """The page that a persona's title means; one of the same kind comes first."""
    wanted = folded(title)
    found = [page for page in principle_pages() if wanted in page.titles()]
    same_kind = [page for page in found if page.principle.kind is kind]
    return next(iter(same_kind or found), None)


def _read(path: Path) -> PrinciplePage:
    # Late: only what needs the pages pays for YAML.
    from bot.yaml_loader import load_untrusted  # noqa: PLC0415

    try:
        _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
        fields: Any = load_untrusted("\n" + front, str(path))
        return _page(path, fields, body)
    except (KeyError, TypeError, ValueError, UserError) as exc:
        raise OperatorError(f"The principle {path} is broken ({exc}); correct it.") from exc


def _page(path: Path, fields: Mapping[str, Any], body: str) -> PrinciplePage:
    introduction, *sections = body.strip().split("\n## ")
    if [one.partition("\n")[0] for one in sections] != list(SECTIONS):
        raise ValueError(f"its sections are not {', '.join(SECTIONS)}")
    heading, _, text = introduction.partition("\n")
    if heading != f"# {fields['title']}":
        raise ValueError("its heading is not its title")
    return PrinciplePage(
        principle=Principle(
            id=fields["id"],
            title=fields["title"],
            text=" ".join(text.split()),
            kind=PrincipleKind(fields["kind"]),
            # One level down: the prompt puts the principle's own heading above.
            checklist="".join(f"### {one.strip()}\n\n" for one in sections),
            highest_severity=Severity(fields["highest_severity"]),
        ),
        aliases=tuple(fields["aliases"]),
        checks=tuple(fields.get("checks", ())),
        file=path,
    )
