"""The command line: one small module a command, all of them in one table."""

import sys

EXIT_WRONG_USE = 2
EXIT_INTERRUPTED = 130


def main() -> None:
    """What `tenet` runs. A user's mistake is one sentence and exit code 2, never a traceback."""
    from bot.errors import TenetError

    try:
        _run()
    except TenetError as exc:
        # GitHub's runner obeys `##[` anywhere in a printed line, and a branch may be called so.
        said = str(exc).replace("##[", r"#\x23[")
        sys.stderr.write(f"tenet: {said}\n")
        sys.exit(EXIT_WRONG_USE)
    except KeyboardInterrupt:
        sys.stderr.write("tenet: interrupted\n")
        sys.exit(EXIT_INTERRUPTED)


def _run() -> None:
    from bot.cli.table import commands

    commands()
