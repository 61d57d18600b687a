"""What tests of every room share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.sandbox import Sandbox


@pytest.fixture
def sandbox(tmp_path: Path) -> Iterator[Sandbox]:
    with Sandbox(tmp_path / "github") as github:
        yield github
