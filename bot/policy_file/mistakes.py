"""Says what is wrong with one key of a policy file, and what to write instead."""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import get_args

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from bot.review.redaction import redact

_LONGEST_SHOWN = 60
_UNSHOWABLE = re.compile(r"[\x00-\x1f\x7f-\x9f`\u2028\u2029\u202a-\u202e\u2066-\u2069]")

_MAPPING = "must hold keys and their values, such as `key: value`"
_LIST = "must be a list, such as `[first, second]`"
_TEXT = "must be one piece of text; put it in quotes"
_WHOLE_NUMBER = "must be a whole number from 0 to 100"
_DAY = "must be a day such as 2027-01-31"
_YES_OR_NO = "must be true or false"

# Pydantic's names for mistakes (https://docs.pydantic.dev/latest/errors/validation_errors/).
_SENTENCES = {
    "model_type": _MAPPING,
    "dict_type": _MAPPING,
    "tuple_type": _LIST,
    "string_type": _TEXT,
    "string_unicode": "holds a broken character; remove it",
    "bool_type": _YES_OR_NO,
    "bool_parsing": _YES_OR_NO,
    "int_type": _WHOLE_NUMBER,
    "int_parsing": _WHOLE_NUMBER,
    "less_than_equal": _WHOLE_NUMBER,
    "float_type": "must be a number such as 1 or 0.5",
    "date_type": _DAY,
    "date_from_datetime_parsing": _DAY,
    "too_short": "is empty; write at least one entry, or remove the key",
}


def sentence(mistake: ErrorDetails, root: type[BaseModel]) -> str:
    """One sentence, without its full stop, about one mistake in a document of this shape."""
    where = mistake["loc"]
    context = mistake.get("ctx", {})
    match mistake["type"]:
        case "extra_forbidden":
            said = f"is not a known key; {_instead(where, root)}"
        case "missing" if where == ("version",):
            said = "is missing; begin the file with `version: 1`"
        case "missing":
            said = "is missing; add it"
        case "literal_error":
            said = f"is {shown(mistake['input'])}, and only 1 is known; write `version: 1`"
        case "enum":
            said = f"is {shown(mistake['input'])}; {_choice(mistake['input'], context)}"
        case "string_too_long":
            said = f"is longer than {context['max_length']} characters; shorten it"
        case "value_error":
            said = str(context["error"])
        case other:
            said = _SENTENCES.get(other, "is not understood; see the policy file's schema")
    return f"`{_key(where)}` {said}"


def shown(value: object) -> str:
    """A stranger's value as people may see it: short, harmless and without secrets."""
    if not isinstance(value, str):
        return "a mapping" if isinstance(value, dict) else "a list"
    return f"`{_cleaned(value)}`" if value else "empty"


def _cleaned(text: str) -> str:
    text = _UNSHOWABLE.sub(" ", redact(text))
    return text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "…"


def _key(where: tuple[int | str, ...]) -> str:
    """The path to a key as people write it; entries of a list are counted from 1."""
    parts = (f"[{part + 1}]" if isinstance(part, int) else f".{_cleaned(part)}" for part in where)
    return "".join(parts).removeprefix(".").removesuffix(".[key]")


def _choice(value: object, context: dict[str, object]) -> str:
    choices = re.findall(r"'([^']*)'", str(context["expected"]))
    near = get_close_matches(str(value).lower(), choices, n=1)
    return f"write `{near[0]}`" if near else f"write one of: {', '.join(choices)}"


def _instead(where: tuple[int | str, ...], root: type[BaseModel]) -> str:
    """What the writer of an unknown key may have meant."""
    *parents, last = (part for part in where if isinstance(part, str))
    known = {".".join(path): path for path in _keys(root)}
    here = {path[-1]: dotted for dotted, path in known.items() if list(path[:-1]) == parents}
    near = get_close_matches(last.replace("-", "_").lower(), here, n=1)
    if near:
        return f"write `{here[near[0]]}`"
    elsewhere = [dotted for dotted, path in known.items() if path[-1] == last]
    if elsewhere:
        return f"write `{elsewhere[0]}`"
    return f"remove it; known here are: {', '.join(here)}"


def _keys(section: type[BaseModel], above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The path of every key of a section and of those in it, lists left out."""
    for name, field in section.model_fields.items():
        yield (*above, name)
        for kind in (field.annotation, *get_args(field.annotation)):
            if isinstance(kind, type) and issubclass(kind, BaseModel):
                yield from _keys(kind, (*above, name))
