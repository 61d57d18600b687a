"""A server and a small GitHub for the stories that can share them."""

from collections.abc import Iterator

import pytest

from bot.sandbox import Sandbox
from tests.support.service import Service


@pytest.fixture(scope="module")
def github(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    with Sandbox(tmp_path_factory.mktemp("github")) as running:
        yield running


@pytest.fixture(scope="module")
def service(github: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with Service(github, tmp_path_factory.mktemp("service") / "data") as running:
        yield running


@pytest.fixture(autouse=True)
def _no_fault_is_left(github: Sandbox) -> Iterator[None]:
    yield
    github.faults.clear()
