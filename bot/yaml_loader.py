"""The one door to PyYAML: documents built from its events, so that no input can blow up."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceStartEvent,
)

from bot.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_UNTRUSTED_BYTES = 64 * 1024
MAX_TRUSTED_BYTES = 4 * 1024 * 1024
MAX_UNTRUSTED_DEPTH = 20
MAX_TRUSTED_DEPTH = 60  # the deepest Semgrep rules that we know nest about twelve levels
MAX_TRUSTED_NODES = 1_000_000  # aliases written out; our own rules have a hundredth of it in a file

# The core schema of YAML 1.2, decimals only: `off` and `yes` are words.
_WORDS = {"": None, "~": None, "null": None, "true": True, "false": False}
_INTEGER = re.compile(r"[-+]?[0-9]{1,18}")
_FRACTION = re.compile(r"[-+]?[0-9]{1,18}\.[0-9]{1,18}")

_Loader: type[yaml.CSafeLoader | yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NO_KEY: Final = object()


def load_untrusted(
    text: str,
    source: str,
    max_bytes: int = MAX_UNTRUSTED_BYTES,
    max_depth: int = MAX_UNTRUSTED_DEPTH,
) -> object:
    """A stranger's document as dicts, lists and strings: `off`, `2027-01-31`, `0123` stay text.

    An empty document is None, an empty value is "". Raises UserError, which names `source`, the
    line and the remedy, for anchors, aliases, tags, duplicate keys, a second document, too many
    bytes, nesting that is too deep, and what is not YAML.
    """
    return _load(text, source, max_bytes, max_depth, trusted=False)


def load_trusted(text: str, source: str) -> object:
    """A rule file as dicts, lists, strings, numbers, booleans and None.

    Dates stay text. An alias is its anchor's value, the same object. Refuses what `load_untrusted`
    refuses, but for anchors; size and depth are more generous, and count with every alias written
    out.
    """
    return _load(text, source, MAX_TRUSTED_BYTES, MAX_TRUSTED_DEPTH, trusted=True)


def line_of(text: str, where: Iterable[object]) -> int:
    """The line, from 1 on, at which a part of a document begins that `load_untrusted` took.

    `where` are the keys (text) and the indexes (from 0 on) that lead to it; of a part that is not
    there, it is the line of what lacks it.
    """
    node = yaml.compose(text, Loader=_Loader)  # recursive, and its depth was looked at
    line = node.start_mark.line if node else 0
    for part in where:
        if isinstance(node, yaml.MappingNode):
            found = [(key, value) for key, value in node.value if key.value == part]
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int):
            found = [(one, one) for one in node.value[part : part + 1]]
        else:
            found = []
        if not found:
            break
        [(begin, node)] = found
        line = begin.start_mark.line
    return line + 1


def _load(text: str, source: str, max_bytes: int, max_depth: int, *, trusted: bool) -> object:
    try:
        if len(text.encode()) > max_bytes:
            raise UserError(f"{source}: larger than {max_bytes} bytes; make it smaller.")
        loader = _Loader(text)
        try:
            return _Document(source, max_depth, loader, trusted).read()
        finally:
            loader.dispose()
    except UnicodeEncodeError as exc:
        raise UserError(f"{source}: holds a broken character; save it as UTF-8.") from exc
    except yaml.MarkedYAMLError as exc:
        line = exc.problem_mark.line + 1 if exc.problem_mark else 1
        raise UserError(f"{source}, line {line}: not YAML ({exc.problem}); correct it.") from exc
    except yaml.reader.ReaderError as exc:
        line = text.count("\n", 0, max(exc.position, 0)) + 1
        raise UserError(f"{source}, line {line}: holds a control character; remove it.") from exc


@dataclass(frozen=True, slots=True)
class _Node:
    """A value; how many nodes it is made of, and how many levels, all aliases written out."""

    value: object
    nodes: int = 1
    levels: int = 0


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not come yet."""

    value: dict[object, object] | list[object]
    anchor: str | None
    key: object = _NO_KEY
    nodes: int = 1
    levels: int = 1


@dataclass(slots=True)
class _Document:
    """Builds one document with a stack of its own: depth costs memory, never the call stack."""

    source: str
    max_depth: int
    loader: yaml.CSafeLoader | yaml.SafeLoader
    trusted: bool
    open: list[_Open] = field(default_factory=list)
    anchors: dict[str, _Node] = field(default_factory=dict)
    result: object = None

    def read(self) -> object:
        documents = 0
        while self.loader.check_event():
            event = self.loader.get_event()
            match event:
                case DocumentStartEvent():
                    documents += 1
                    if documents > 1:
                        raise self._refuse(event, "a second document", "keep one")
                case AliasEvent():
                    self._put(self._meant(event), event)
                case ScalarEvent():
                    self._refuse_extras(event)
                    value = _typed(event) if self.trusted else event.value
                    self._put(_Node(value), event, event.anchor)
                case MappingStartEvent():
                    self._refuse_extras(event)
                    self._enter({}, event)
                case SequenceStartEvent():
                    self._refuse_extras(event)
                    self._enter([], event)
                case CollectionEndEvent():
                    done = self.open.pop()
                    self._put(_Node(done.value, done.nodes, done.levels), event, done.anchor)
                case _:
                    pass  # the stream's and the document's end carry nothing
        return self.result

    def _meant(self, event: AliasEvent) -> _Node:
        if not self.trusted:
            raise self._refuse(event, "an alias (*name)", "write the value out")
        # An anchor counts from its value's end on, so nothing can hold itself.
        if event.anchor is None or event.anchor not in self.anchors:
            raise self._refuse(
                event, f"an alias of nothing (*{str(event.anchor)[:60]})", "correct it"
            )
        return self.anchors[event.anchor]

    def _refuse_extras(self, event: NodeEvent) -> None:
        if event.anchor is not None and not self.trusted:
            raise self._refuse(event, "an anchor (&name)", "write the value out where it is used")
        if getattr(event, "tag", None) not in {None, "!"}:
            raise self._refuse(event, "a tag (!name)", "remove it")

    def _enter(self, value: dict[object, object] | list[object], event: NodeEvent) -> None:
        if self.open and isinstance(self.open[-1].value, dict) and self.open[-1].key is _NO_KEY:
            raise self._refuse(event, "a key that is not a word", "use a plain word as the key")
        self._refuse_depth(1, event)
        self.open.append(_Open(value, event.anchor))

    def _put(self, node: _Node, event: Event, anchor: str | None = None) -> None:
        if anchor is not None:
            self.anchors[anchor] = node
        if not self.open:
            self.result = node.value
            return
        top = self.open[-1]
        self._refuse_depth(node.levels, event)
        top.levels = max(top.levels, node.levels + 1)
        top.nodes += node.nodes
        if top.nodes > MAX_TRUSTED_NODES:
            raise self._refuse(event, "too many aliases", "use fewer")
        if isinstance(top.value, list):
            top.value.append(node.value)
        elif top.key is _NO_KEY:
            if isinstance(node.value, dict | list):
                raise self._refuse(event, "a key that is not a word", "use a plain word as the key")
            if node.value in top.value:
                said = str(node.value)[:60]
                raise self._refuse(event, f"the key {said!r} twice", "keep one of them")
            top.key = node.value
        else:
            top.value[top.key] = node.value
            top.key = _NO_KEY

    def _refuse_depth(self, levels: int, event: Event) -> None:
        if len(self.open) + levels > self.max_depth:
            raise self._refuse(event, f"more than {self.max_depth} levels", "nest less deeply")

    def _refuse(self, event: Event, what: str, remedy: str) -> UserError:
        line = event.start_mark.line + 1 if event.start_mark else 1
        return UserError(f"{self.source}, line {line}: holds {what}; {remedy}.")


def _typed(event: ScalarEvent) -> object:
    if not event.implicit[0]:  # quoted
        return event.value
    if event.value.lower() in _WORDS:
        return _WORDS[event.value.lower()]
    if _INTEGER.fullmatch(event.value):
        return int(event.value)
    if _FRACTION.fullmatch(event.value):
        return float(event.value)
    return event.value
