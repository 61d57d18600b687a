"""Whether the work at hand is still ours: asked before each step and each write outside.

Another process may have taken it over while this one stood still, and would then do the same.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_check: ContextVar[Callable[[], None] | None] = ContextVar("check", default=None)


@contextmanager
def guarded_by(check: Callable[[], None]) -> Iterator[None]:
    """In this context, and in copies of it, `check` raises once the work is not ours any more."""
    before = _check.set(check)
    try:
        yield
    finally:
        _check.reset(before)


def still_ours() -> None:
    """Nothing, unless the work was given to somebody else: then what `check` raises."""
    check = _check.get()
    if check is not None:
        check()
