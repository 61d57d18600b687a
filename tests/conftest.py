"""What tests of every room share."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from bot.sandbox import Sandbox
from bot.sandbox.tokens import new_key


@pytest.fixture(scope="session")
def app_key() -> rsa.RSAPrivateKey:
    """One for every small GitHub of a process: none asks who else has it."""
    return new_key()


@pytest.fixture
def sandbox(tmp_path: Path, app_key: rsa.RSAPrivateKey) -> Iterator[Sandbox]:
    with Sandbox(tmp_path / "github", key=app_key) as github:
        yield github


@pytest.fixture(scope="session", autouse=True)
def interrupts_are_heard() -> None:
    """A shell starts what it puts into the background deaf to interrupts, children included."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
