"""Files put into the folder that is scanned, with the rules that each batch of them needs."""

import os
from collections.abc import Mapping
from pathlib import Path

from bot.engines.scanner.batches import Piece, split
from bot.engines.scanner.semgrep_process import Batch
from bot.rulebook import CompiledRules


def stage(contents: Mapping[Piece, bytes], compiled: CompiledRules, folder: Path) -> list[Batch]:
    """Write everything that a scan of these files needs, and say in which runs."""
    for piece, content in contents.items():
        (folder / piece.name).write_bytes(content)
    batches = []
    for number, pieces in enumerate(split(list(contents), os.cpu_count() or 1)):
        rules = folder / f"rules{number}.json"
        languages = {one.language for one in pieces if one.language}
        rules.write_bytes(compiled.narrowed(languages, [contents[one] for one in pieces]))
        batches.append(Batch(rules, [one.name for one in pieces]))
    return batches
