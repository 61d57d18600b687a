"""The persona file format: front matter, headed sections, numbered and bulleted lists."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import takewhile

from bot.errors import UserError

MAX_PERSONA_BYTES = 64 * 1024
FIELD = re.compile(r"(?P<key>[A-Za-z_][\w-]*):[ \t]+(?P<value>\S.*)")
HEADING = re.compile(r"(?P<marks>#{1,6})\s+(?P<title>.*)")
ITEM = re.compile(r"(?P<indent>\s*)(?:(?P<number>\d{1,3}[.)])|[-*+])\s+(?P<text>\S.*)")
# `**Title** — text`, `**Title**: text`, `**Title:** text`
TITLED = re.compile(
    r"\*\*(?P<title>[^*]+?):?\*\*\s*(?:[\u2013\u2014:-]+\s*)?(?P<text>.*)", re.DOTALL
)
# A line that is bold from end to end stands for a heading below all others.
BOLD_LINE = re.compile(r"\*\*(?P<title>[^*]+?):?\*\*:?")
MISSION = re.compile(
    r"(?:[-*+]\s+)?\*\*(?:\w+ )?mission:?\*\*\s*[\u2013\u2014:-]*\s*(?P<text>\S.*)", re.IGNORECASE
)


@dataclass(slots=True)
class Item:
    """One item of a list; `title` is its bold beginning, or empty."""

    line: int
    numbered: bool
    text: str

    @property
    def title(self) -> str:
        """The bold words that the item begins with."""
        found = TITLED.match(self.text)
        return found["title"].strip() if found else ""

    @property
    def body(self) -> str:
        """What follows the title."""
        found = TITLED.match(self.text)
        return " ".join((found["text"] if found else self.text).split())


@dataclass(slots=True)
class Section:
    """What stands below one heading, down to the next; `path` holds the headings above it too."""

    path: tuple[str, ...]
    items: list[Item] = field(default_factory=list)
    prose: list[str] = field(default_factory=list)

    @property
    def title(self) -> str:
        """The nearest heading."""
        return self.path[-1] if self.path else ""


@dataclass(frozen=True, slots=True)
class PersonaFile:
    """A persona file, taken apart."""

    fields: Mapping[str, str]
    body: str
    mission: str
    sections: tuple[Section, ...]


def read_persona_file(data: bytes, source: str) -> PersonaFile:
    """Take a persona file apart; raises UserError, naming `source`, the line and the remedy."""
    text = _decode(data, source)
    fields, body, first_line = _front_matter(text, source)
    if not fields.get("name", "").strip():
        raise UserError(f"{source}, line 1: the front matter lacks `name:`; add it.")
    if not body.strip():
        raise UserError(
            f"{source}, line {first_line}: nothing follows the front matter; write the persona."
        )
    sections = tuple(_sections(body, first_line))
    return PersonaFile(fields, body.strip() + "\n", _mission(body, sections), sections)


def _decode(data: bytes, source: str) -> str:
    if len(data) > MAX_PERSONA_BYTES:
        raise UserError(f"{source}: larger than {MAX_PERSONA_BYTES} bytes; make it shorter.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as exc:
        line = data.count(b"\n", 0, exc.start) + 1
        raise UserError(f"{source}, line {line}: not UTF-8; save it as UTF-8.") from exc
    if not text.strip():
        raise UserError(f"{source}: empty; write a persona, or name another file.")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _front_matter(text: str, source: str) -> tuple[dict[str, str], str, int]:
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        raise UserError(
            f"{source}, line 1: no front matter; begin with `---`, `name:`, `description:`, `---`."
        )
    end = next((at for at in range(1, len(lines)) if lines[at].rstrip() == "---"), None)
    if end is None:
        raise UserError(f"{source}, line 1: the front matter has no end; close it with `---`.")
    fields = _fields(lines[1:end], source)
    return fields, "\n".join(lines[end + 1 :]), end + 2


def _fields(lines: list[str], source: str) -> dict[str, str]:
    # Late: most of what is read here is our own persona, once for each start.
    from bot.yaml_loader import load_untrusted  # noqa: PLC0415

    # The blank line in front makes the loader's line numbers those of the file.
    try:
        document = load_untrusted("\n".join(["", *lines]), source)
    except UserError:
        # Agents' own readers take `description: Use it when: …` as it stands, so we do too.
        document = load_untrusted("\n".join(["", *map(_quoted, lines)]), source)
    if not isinstance(document, dict):
        raise UserError(
            f"{source}, line 2: the front matter is not `key: value` lines; correct it."
        )
    return {key: value for key, value in document.items() if isinstance(value, str)}


def _quoted(line: str) -> str:
    found = FIELD.fullmatch(line.rstrip())
    if not found or found["value"][0] in "\"'[{|>&*!":
        return line
    return "{}: '{}'".format(found["key"], found["value"].replace("'", "''"))


def _sections(body: str, first_line: int) -> Iterator[Section]:
    path: list[tuple[int, str]] = []
    section = Section(())
    for number, line in _lines_outside_code(body, first_line):
        heading = HEADING.fullmatch(line) or BOLD_LINE.fullmatch(line.strip())
        if heading:
            yield section
            depth = len(heading.groupdict().get("marks", "#######"))
            path = [(level, title) for level, title in path if level < depth]
            path.append((depth, heading["title"].rstrip("# ").strip("* ")))
            section = Section(tuple(title for _, title in path))
        else:
            _add_line(section, number, line)
    yield section


def _lines_outside_code(body: str, first_line: int) -> Iterator[tuple[int, str]]:
    fence = ""
    for number, line in enumerate(body.split("\n"), first_line):
        mark = line.lstrip()[:3]
        if mark in {"```", "~~~"} and fence in {"", mark}:
            fence = "" if fence else mark
        elif not fence:
            yield number, line


def _add_line(section: Section, number: int, line: str) -> None:
    found = ITEM.fullmatch(line)
    nested = bool(found and len(found["indent"]) > 1 and section.items)
    if found and not nested:
        section.items.append(Item(number, bool(found["number"]), found["text"]))
    elif section.items and line[:1].isspace() and line.strip():
        section.items[-1].text += "\n" + line.strip()
    elif line.strip():
        section.prose.append(line.strip())


def _mission(body: str, sections: tuple[Section, ...]) -> str:
    lines = [line.strip() for _, line in _lines_outside_code(body, 1)]
    for at, line in enumerate(lines):
        found = MISSION.fullmatch(line)
        if found:
            return " ".join([found["text"], *takewhile(bool, lines[at + 1 :])])
    named = [one for one in sections if "mission" in one.title.lower() and one.prose]
    spoken = named or [one for one in sections if one.prose]
    return " ".join(spoken[0].prose) if spoken else ""
