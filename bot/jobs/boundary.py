"""What people asked for is brought to an end, whatever happens: logged, counted, left as failed."""

from collections.abc import Callable

from bot import meters
from bot.errors import TenetError
from bot.jobs.engine import CancelledError, FailedError, Json, OtherVersionError
from bot.log import Log
from bot.review.redaction import redact

_LOG = Log(__name__)


def to_its_end(
    what: str,
    work: Callable[[], Json],
    give_up: Callable[[str], object],
    start_anew: Callable[[], None] | None = None,
) -> Json:
    """Do the work, which says what it did; `what` it is stands in the log.

    When it cannot be done, `give_up` tells whoever waits for it why. Raises FailedError then. Work
    that another version of ours began is started anew, where `start_anew` says how: it finds what
    was done outside already. Else it counts as cancelled.
    """
    _LOG.info(f"the {what} begins")
    try:
        done = work()
    except OtherVersionError:
        if start_anew is None:
            raise
        start_anew()
        return {"outcome": "started anew"}
    except CancelledError:
        raise
    except TenetError as exc:
        meters.failed(what, exc)
        _LOG.warning(f"the {what} failed", reason=str(exc))
        give_up(str(exc))
        raise FailedError(redact(str(exc))) from exc
    except Exception as exc:
        # The worker's boundary: a bug must end in a visible state too, and stays loud.
        _LOG.exception(f"the {what} failed")
        meters.failed(what, exc)
        why = f"a bug in Tenet ({type(exc).__name__})"
        give_up(f"{why}.")
        raise FailedError(why) from exc
    _LOG.info(f"the {what} ended", **done)
    return done
