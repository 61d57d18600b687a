"""A repository's own Semgrep rules, from the base revision: no pull request adds any."""

import hashlib
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from bot.review.contents import Contents

_SUFFIXES = (".yaml", ".yml")
MAX_FILES = 200
MAX_BYTES = 1_000_000  # of all files together


def extra_rules(
    contents: Contents, folders: Sequence[str], cache: Path
) -> tuple[tuple[Path, ...], tuple[str, ...]]:
    """A folder that holds the rules of these folders of the base, and complaints about them.

    The files get names of ours, in a folder of `cache` that is named by their content.
    """
    found = list(_read(contents, folders))
    complaints = [
        f"The policy names extra rules in {folder}, where the base has none."
        for folder in folders
        if not any(one == folder for one, _ in found)
    ]
    kept, size = [], 0
    for _, data in found[:MAX_FILES]:
        size += len(data)
        if size > MAX_BYTES:
            break
        kept.append(data)
    if len(kept) < len(found):
        complaints.append(
            f"Of the extra rules, {len(found) - len(kept)} files are left out: at most "
            f"{MAX_FILES} files and {MAX_BYTES // 1_000_000} MB are read."
        )
    if not kept:
        return (), tuple(complaints)
    return (_written(kept, cache),), tuple(complaints)


def _read(contents: Contents, folders: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    for folder in folders:
        for path in contents.list_base(folder):
            data = contents.read_base(path) if path.endswith(_SUFFIXES) else None
            if data is not None:
                yield folder, data


def _written(files: Sequence[bytes], cache: Path) -> Path:
    digest = hashlib.sha256(b"\0".join(files)).hexdigest()
    place = cache / "extra" / digest
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(dir=place.parent))
        for number, data in enumerate(files):
            (fresh / f"extra-{number:03d}.yaml").write_bytes(data)
        try:
            fresh.rename(place)
        except FileExistsError:
            # Another review was faster, with the same content.
            for file in fresh.iterdir():
                file.unlink()
            fresh.rmdir()
    return place
