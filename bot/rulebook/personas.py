"""Personas: read from our own file, or from any sub-agent file of the same format."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from bot.errors import UserError
from bot.review.principles import Persona, Principle, PrincipleKind
from bot.rulebook.folder import rules_folder
from bot.rulebook.persona_file import MAX_PERSONA_BYTES, Item, Section, read_persona_file
from bot.rulebook.principles import built_in_principles, folded, page_for

BUILT_IN = "backend-developer"
# What a heading makes of the items below it; the first line that fits wins. None: steps, examples
# and tools, which the model reads and which are no principles.
HEADINGS: tuple[tuple[re.Pattern[str], PrincipleKind | None], ...] = (
    (
        re.compile(
            r"\b(principles?|tenets?|values|rules|laws?|guidelines|commandments|beliefs|philosophy"
            r"|mindset|ethos|(i|you|we) work)\b"
        ),
        PrincipleKind.WORK,
    ),
    (
        re.compile(r"\b(workflow|process|steps?|examples?|stack|technolog\w+|tools?|formats?)\b"),
        None,
    ),
    (
        re.compile(r"\b(standards?|outputs?|deliverables?|quality|definition of done)\b"),
        PrincipleKind.STANDARD,
    ),
    (
        re.compile(r"\b(expert\w*|skills?|knowledge|competenc\w+|speciali\w+|capabilit\w+)\b"),
        PrincipleKind.EXPERTISE,
    ),
)
MAX_TITLE = 80


@cache
def built_in_persona() -> Persona:
    """The persona that this product is named for."""
    path = rules_folder() / "personas" / f"{BUILT_IN}.md"
    return parse_persona(path.read_bytes(), str(path))


def load_persona(where: str | Path = BUILT_IN) -> Persona:
    """The persona of that built-in name, or of that file.

    Raises UserError, naming the file, the line and the remedy, when it cannot be read.
    """
    if where == BUILT_IN:
        return built_in_persona()
    path = Path(where)
    try:
        with path.open("rb") as file:
            data = file.read(MAX_PERSONA_BYTES + 1)
    except OSError as exc:
        raise UserError(
            f"The persona {where} cannot be read ({exc.strerror}); name a file, or {BUILT_IN!r}."
        ) from exc
    return parse_persona(data, str(where))


def parse_persona(data: bytes, source: str) -> Persona:
    """A persona from the bytes of its file; `source` is what complaints call it.

    Titles that we know become our principles, with our page as their checklist; others get a slug
    of their own. A persona that names no principle at all is held to ours.
    """
    file = read_persona_file(data, source)
    principles: dict[str, Principle] = {}
    for section in file.sections:
        for one in _principles(section):
            known = principles.get(one.id)
            text = f"{known.text} {one.text}".strip() if known else one.text
            principles[one.id] = replace(known or one, text=text)
    model = file.fields.get("model", "").strip()
    return Persona(
        name=_slug(file.fields["name"]),
        description=" ".join(file.fields.get("description", "").split()),
        model=None if model in {"", "inherit"} else model,
        mission=file.mission,
        text=file.body,
        principles=tuple(_in_order(principles)) or built_in_principles(),
    )


def find_principle(persona: Persona, principle_id: str) -> Principle | None:
    """The persona's principle of that id, else our own: rules go on where a persona is silent."""
    own = persona.principle(principle_id)
    built_in = (one for one in built_in_principles() if one.id == principle_id)
    return own or next(built_in, None)


def _in_order(principles: dict[str, Principle]) -> list[Principle]:
    kinds = list(PrincipleKind)
    return sorted(principles.values(), key=lambda one: kinds.index(one.kind))


def _principles(section: Section) -> Iterator[Principle]:
    for depth, title in enumerate(reversed(section.path)):
        for pattern, kind in HEADINGS:
            if pattern.search(folded(title)):
                return _of_kind(section, kind, own_heading=depth == 0)
    page = page_for(section.title, PrincipleKind.EXPERTISE)
    if page and page.principle.kind is PrincipleKind.EXPERTISE:
        return _area(section)
    return (_principle(one, PrincipleKind.WORK) for one in section.items if _is_titled_number(one))


def _of_kind(
    section: Section, kind: PrincipleKind | None, *, own_heading: bool
) -> Iterator[Principle]:
    match kind:
        case None:
            return iter(())
        case PrincipleKind.EXPERTISE if not own_heading:
            return _area(section)
        case PrincipleKind.EXPERTISE:
            return (_principle(one, kind) for one in section.items if one.title)
        case _:
            return (_principle(one, kind) for one in section.items if one.title or one.numbered)


def _is_titled_number(item: Item) -> bool:
    return item.numbered and bool(item.title)


def _area(section: Section) -> Iterator[Principle]:
    """The area of expertise that a heading with a list below it names."""
    if section.items:
        text = "; ".join(" ".join(item.text.replace("**", "").split()) for item in section.items)
        yield _named(section.title, text, PrincipleKind.EXPERTISE)


def _principle(item: Item, kind: PrincipleKind) -> Principle:
    if item.title:
        return _named(item.title, item.body, kind)
    title, _, text = re.sub(r"\s+[\u2013\u2014-]\s+|:\s+", "\n", item.body, count=1).partition("\n")
    return _named(title, text, kind)


def _named(title: str, text: str, kind: PrincipleKind) -> Principle:
    page = page_for(title, kind)
    if page:
        return replace(page.principle, title=title[:MAX_TITLE], text=text)
    return Principle(id=_slug(title), title=title[:MAX_TITLE], text=text, kind=kind)


def _slug(title: str) -> str:
    return "-".join(folded(title).split())[:MAX_TITLE].strip("-") or "principle"
