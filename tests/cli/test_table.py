"""What every command says of itself: its examples are right, and the version is to be had."""

import os
import shlex
import subprocess
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from bot.cli.examples import EXAMPLES
from bot.cli.table import commands

GROUP: Any = typer.main.get_command(commands)


def every_command(above: tuple[str, ...] = ()) -> Iterator[str]:
    group = GROUP
    for name in above:
        group = group.commands[name]
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from every_command((*above, name))
        else:
            yield " ".join((*above, name))


@pytest.mark.parametrize("command", sorted(every_command()))
def test_every_commands_help_has_examples_that_the_command_takes(command: str) -> None:
    help_text = CliRunner().invoke(commands, [*command.split(), "--help"]).output

    assert EXAMPLES[command]
    for example in EXAMPLES[command]:
        assert f"  {example}\n" in help_text
        program, *words = shlex.split(example, comments=True)
        assert program == "tenet"
        found = GROUP
        while hasattr(found, "commands"):
            found = found.commands[words.pop(0)]
        found.make_context("tenet", words)
        assert " ".join(shlex.split(example, comments=True)[1:]).startswith(command)


def test_no_example_is_of_a_command_that_is_gone() -> None:
    assert set(EXAMPLES) == set(every_command())


def test_the_version_is_printed_for_whoever_asks() -> None:
    answer = CliRunner().invoke(commands, ["--version"])

    assert (answer.exit_code, answer.output) == (0, f"tenet {metadata.version('tenet-review')}\n")


def test_a_shell_that_asks_for_completions_gets_them() -> None:
    asked = {"_TENET_COMPLETE": "complete_bash", "COMP_WORDS": "tenet ru", "COMP_CWORD": "1"}
    command = Path(sys.executable).with_name("tenet")
    done = subprocess.run([command], env={**os.environ, **asked}, capture_output=True, check=False)

    assert done.stdout.split() == [b"rules"]
