"""What tests of every room share."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.sandbox import Sandbox


@pytest.fixture
def sandbox(tmp_path: Path) -> Iterator[Sandbox]:
    with Sandbox(tmp_path / "github") as github:
        yield github


@pytest.fixture(scope="session", autouse=True)
def interrupts_are_heard() -> None:
    """A shell starts what it puts into the background deaf to interrupts, children included."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
