"""How input reaches the place where it does harm: asked of Semgrep's core, which says it to all.

Semgrep itself says it in words for people only, or to those who have an account.
"""

import importlib.util
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from bot.engines.scanner import one_run
from bot.engines.scanner.semgrep_answer import Match
from bot.rulebook import CompiledRules
from bot.settings import Isolation

_SECONDS = 20.0  # for the files of one language
_RULES = "flows.json"
# What the core calls the languages of the extensions that we stage files with.
_LANGUAGES = {
    ".py": "python",
    ".js": "javascript",
    ".jsx": "javascript",
    ".ts": "typescript",
    ".tsx": "typescript",
    ".go": "go",
    ".java": "java",
    ".kt": "kotlin",
    ".rs": "rust",
}

Lines = tuple[int, int]
Place = tuple[str, str, int, int]  # of a match: its file, rule, and first and last byte


def flows(
    matches: Sequence[Match], compiled: CompiledRules, folder: Path, isolation: Isolation
) -> Mapping[Place, tuple[Lines, ...]]:
    """For matches in the scanned folder, the lines from where input comes in to where it ends up.

    What the core does not tell, or not in time, is left out: the findings stand without it.
    """
    program = _core()
    following = compiled.following({one.rule_id for one in matches})
    ids = {rule.id for rule in following.rules}
    names: dict[str, set[str]] = defaultdict(set)
    for one in matches:
        language = _LANGUAGES.get(Path(one.name).suffix)
        if one.rule_id in ids and language is not None:
            names[language].add(one.name)
    if program is None or not names:
        return {}
    (folder / _RULES).write_bytes(following.json)
    core = one_run.core(program, folder, isolation)
    found: dict[Place, tuple[Lines, ...]] = {}
    for language, some in names.items():
        arguments = ["-rules", _RULES, "-lang", language, *sorted(some)]
        found.update(_read(core.answer(arguments, _SECONDS)))
    return found


def place_of(match: Match) -> Place:
    """By what a match of one run is known in another."""
    return match.name, match.rule_id, match.start_offset, match.end_offset


def _core() -> Path | None:
    """The program within the Semgrep beside this Python, if there is one."""
    package = importlib.util.find_spec("semgrep")
    if package is None or package.origin is None:
        return None
    program = Path(package.origin).parent / "bin" / "semgrep-core"
    return program if program.is_file() else None


def _read(answer: bytes) -> Iterator[tuple[Place, tuple[Lines, ...]]]:
    try:
        # Dots stand before it, one for each file.
        document = json.loads(answer.decode("utf-8", "replace").lstrip(".\n"))
        for result in document["results"]:
            trace = result["extra"].get("dataflow_trace")
            if trace is not None:
                start, end = result["start"]["offset"], result["end"]["offset"]
                yield (result["path"], result["check_id"], start, end), _steps(trace)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError):
        return


def _steps(trace: Mapping[str, Any]) -> tuple[Lines, ...]:
    passed = (one["location"] for one in trace.get("intermediate_vars") or ())
    spots = (_spot(trace["taint_source"]), *passed, _spot(trace["taint_sink"]))
    lines = ((int(one["start"]["line"]), int(one["end"]["line"])) for one in spots)
    return tuple(dict.fromkeys(lines))


def _spot(end: Sequence[Any]) -> Mapping[str, Any]:
    """An end of a trace; of one within a called function, the call."""
    kind, value = end
    spot: Mapping[str, Any] = value[0] if kind == "CliLoc" else value[0][0]
    return spot
