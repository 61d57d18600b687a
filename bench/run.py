"""Every benchmark, as one table: `make bench`, or `python bench/run.py NAME…` for some."""

import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from bench import command_line, draining, killing, load, model, scanning, service, workers
from bench.measure import DidNotRunError, Row
from bench.table import render
from bot.errors import TenetError

BENCHMARKS: Mapping[str, Callable[[Path], list[Row]]] = {
    "scan": scanning.small,
    "scan-large": scanning.large,
    "scan-huge": scanning.huge,
    "start": command_line.start_up,
    "review": command_line.local_review,
    "model": model.stage,
    "serve": service.start_up,
    "delivery": service.review,
    "acknowledge": service.acknowledgement,
    "busy": load.busy,
    "kills": killing.killed,
    "drain": draining.drained,
    "workers": workers.two,
}


def main(names: Sequence[str]) -> int:
    """Print the table; 1 when something did not run, 2 when there is no such benchmark."""
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        sys.stderr.write(f"There is no {unknown[0]!r}; there are: {', '.join(BENCHMARKS)}.\n")
        return 2
    rows: list[Row] = []
    failed = 0
    for name in names or BENCHMARKS:
        sys.stderr.write(f"measuring {name}\n")
        try:
            with tempfile.TemporaryDirectory(prefix="tenet-bench-") as folder:
                rows += BENCHMARKS[name](Path(folder))
        except (DidNotRunError, TenetError, OSError, subprocess.SubprocessError) as exc:
            sys.stderr.write(f"{name} did not run: {exc}\n")
            failed = 1
    print(render(rows))
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
