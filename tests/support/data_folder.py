"""A data folder in which our own rules lie parsed, as after a first review."""

import atexit
import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from bot.rulebook import load_rules


def with_parsed_rules(data: Path) -> Path:
    """This data folder, made if it is not there, with the parsed rules in it."""
    shutil.copytree(parsed_rules(), data / "rules", dirs_exist_ok=True)
    return data


@cache
def parsed_rules() -> Path:
    """The cache folder in which they lie; they are parsed once in a process, and go with it."""
    folder = Path(mkdtemp(prefix="parsed-rules-"))
    atexit.register(shutil.rmtree, folder)
    load_rules(cache_folder=folder)
    return folder
