"""Every error raised on purpose, and whom each one is for."""


class TenetError(Exception):
    """What all our own errors have in common: one sentence, and the next step."""


class UserError(TenetError):
    """A mistake of the person who asked: shown to them, with what to do about it."""


class OperatorError(TenetError):
    """A mistake in settings or permissions: goes to the log and to `tenet doctor`."""


class TransientError(TenetError):
    """A fault that may pass by itself: tried again.

    `retry_after` is the number of seconds that the other side asked us to wait, if it did.
    """

    def __init__(self, message: str, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after
