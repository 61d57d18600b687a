"""How a part of the installation is, and what was found."""

from enum import StrEnum


class State(StrEnum):
    """How a part of the installation is."""

    OK = "ok"
    WARNING = "warning"
    FAILED = "failed"


Found = tuple[State, str, str | None]  # how it is, what was found, the next step if there is one
