"""The rules measured on labelled suites that others wrote: `python -m bench.suites --help`."""

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from bench.measure import DidNotRunError
from bench.suites.checkouts import content, located
from bench.suites.finding import scan
from bench.suites.packs import pack
from bench.suites.report import Report, Row, render, report
from bench.suites.suite import SUITES, Suite
from bot.errors import TenetError
from bot.rulebook import CompiledRules
from bot.rulebook.reading import rule_files


def main(words: Sequence[str]) -> int:
    """Print the table; 1 when a bar is missed or a suite did not run."""
    wishes = _wishes(words)
    rules = pack(wishes.rules)
    for problem in rules.problems:
        sys.stderr.write(f"left out: {problem}\n")
    exact = dict(wishes.checkout)
    rows: list[Row] = []
    failed = False
    for suite in SUITES:
        if wishes.suites and suite.name not in wishes.suites:
            continue
        sys.stderr.write(f"measuring {suite.name}\n")
        try:
            found = _measured(suite, wishes.checkouts, exact, rules)
        except (DidNotRunError, TenetError, OSError) as exc:
            sys.stderr.write(f"{suite.name} did not run: {exc}\n")
            failed = True
            continue
        rows += found.rows
        if wishes.verbose:
            sys.stderr.writelines(f"{line}\n" for line in found.mistakes)
    print(render(rows))
    return int(failed or any(row.met is False for row in rows))


def _measured(
    suite: Suite, folder: Path | None, exact: Mapping[str, Path], rules: CompiledRules
) -> Report:
    place = located(suite.repository, folder, exact.get(suite.name))
    labelled = suite.read(content(place, suite.repository.commit, suite.paths))
    scanned = scan(labelled.cases, rules)
    if scanned.problems:
        sys.stderr.write(f"{suite.name}: {len(scanned.problems)} files not scanned fully\n")
    return report(suite, labelled, scanned)


def _wishes(words: Sequence[str]) -> argparse.Namespace:
    names = [suite.name for suite in SUITES]
    parser = argparse.ArgumentParser(prog="python -m bench.suites", description=__doc__)
    parser.add_argument("suites", nargs="*", metavar="SUITE", help=f"some of {', '.join(names)}")
    parser.add_argument(
        "--checkouts", type=Path, help="a folder with copies, named owner+name, owner__name or name"
    )
    parser.add_argument(
        "--checkout",
        type=_named_path,
        action="append",
        default=[],
        metavar="SUITE=PATH",
        help="the clone or bare repository of one suite",
    )
    parser.add_argument(
        "--rules", type=_with_rules, help="measure the rules of this folder, not our own"
    )
    parser.add_argument("--verbose", action="store_true", help="list every mistake by its place")
    wishes = parser.parse_args(words)
    unknown = [name for name in (*wishes.suites, *dict(wishes.checkout)) if name not in names]
    if unknown:
        parser.error(f"there is no {unknown[0]!r}; there are: {', '.join(names)}")
    return wishes


def _with_rules(text: str) -> Path:
    folder = Path(text)
    if not any(rule_files(folder)):
        raise argparse.ArgumentTypeError("there are no rules in it")
    return folder


def _named_path(text: str) -> tuple[str, Path]:
    name, sign, path = text.partition("=")
    if not sign:
        raise argparse.ArgumentTypeError("it is SUITE=PATH")
    return name, Path(path)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
