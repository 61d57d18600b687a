"""The YAML of a rules folder, parsed once for each content and kept on disk."""

import hashlib
import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from bot.errors import UserError

MAX_FOLDER_FILES = 1000
MAX_FILE_BYTES = 4 * 1024 * 1024
MAX_KEPT = 20
CACHE_VERSION = "1"  # raise it when the YAML loader gives something else for the same text

Raw = Mapping[str, Any]


def rule_files(folder: Path) -> Iterator[Path]:
    """The rule files of a folder; fixtures, hidden names and symlinks left out, in stable order."""
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(parent, name)
            fixture = name.startswith(".") or ".test." in name
            if path.suffix in {".yaml", ".yml"} and not fixture and not path.is_symlink():
                yield path


def raw_rules(folder: Path, cache_folder: Path | None) -> tuple[dict[Path, list[Raw]], list[str]]:
    """The raw rules of each file, and sentences about files that could not be read.

    Raises UserError when there is no such folder, or too many files in it.
    """
    if not folder.is_dir():
        raise UserError(f"The rules folder {folder} does not exist; name one that does.")
    files = list(rule_files(folder))
    if len(files) > MAX_FOLDER_FILES:
        raise UserError(f"{folder} holds more than {MAX_FOLDER_FILES} rule files; split it.")
    contents = {path.relative_to(folder).as_posix(): _read(path) for path in files}
    kept = None if cache_folder is None else cache_folder / f"rules-{_content_key(contents)}.json"
    parsed = _from_disk(kept) if kept else None
    if parsed is None:
        parsed = {name: _parse(data, str(folder / name)) for name, data in contents.items()}
        if kept:
            _to_disk(kept, parsed)
    rules = {folder / name: one["rules"] for name, one in parsed.items() if "rules" in one}
    problems = [
        f"{folder / name}{one['problem']}" for name, one in parsed.items() if "problem" in one
    ]
    return rules, problems


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_FILE_BYTES + 1)  # one more than the YAML loader accepts
    except OSError as exc:
        raise UserError(f"{path} cannot be read ({exc.strerror}); correct it.") from exc


def _parse(data: bytes, source: str) -> dict[str, Any]:
    # Late: a warm start never needs YAML.
    from bot.yaml_loader import load_trusted  # noqa: PLC0415

    try:
        document = load_trusted(data.decode(), source)
    except UnicodeDecodeError:
        return {"problem": ": not UTF-8; save it as UTF-8."}
    except UserError as exc:
        # The folder is not part of what is kept: the same content may lie elsewhere next time.
        return {"problem": str(exc).removeprefix(source)}
    rules = document.get("rules") if isinstance(document, dict) else None
    if not isinstance(rules, list):
        return {"problem": ": has no list `rules`; move it elsewhere or add one."}
    return {"rules": rules}


def _content_key(contents: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256(CACHE_VERSION.encode())
    for name, data in contents.items():
        digest.update(hashlib.sha256(os.fsencode(name)).digest())
        digest.update(hashlib.sha256(data).digest())
    return digest.hexdigest()


def _from_disk(kept: Path) -> dict[str, Any] | None:
    try:
        parsed = json.loads(kept.read_bytes())
    except (OSError, ValueError):  # not there yet, or damaged: it is parsed again
        return None
    return parsed if isinstance(parsed, dict) else None


def _to_disk(kept: Path, parsed: dict[str, Any]) -> None:
    with suppress(OSError):  # a cache that cannot be written costs time, nothing else
        kept.parent.mkdir(parents=True, exist_ok=True)
        number, name = tempfile.mkstemp(dir=kept.parent, prefix=".rules-")
        with open(number, "w", encoding="utf-8") as file:  # noqa: PTH123  # mkstemp opened it
            json.dump(parsed, file)
        Path(name).replace(kept)
        oldest_first = sorted(kept.parent.glob("rules-*.json"), key=lambda one: one.stat().st_mtime)
        for old in oldest_first[:-MAX_KEPT]:
            old.unlink(missing_ok=True)
