"""What each process of the service opens: the store, and where numbers and traces go."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime

from bot import tracing
from bot.app.metering import Metering
from bot.app.onlooker import Onlooker
from bot.app.reviewer import version
from bot.settings import Settings
from bot.store.database import Store, open_store


@contextmanager
def opened(settings: Settings) -> Iterator[tuple[Store, Onlooker, Metering]]:
    """The store of these settings, its jobs and its numbers. Raises what `open_store` raises."""
    url = settings.database_url.get_secret_value()
    with ExitStack() as stack:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        store = open_store(url)
        stack.callback(store.close)
        if settings.otlp_endpoint is not None:
            stack.callback(tracing.set_up(settings.otlp_endpoint, version()))
        onlooker = Onlooker(store, url)
        stack.callback(onlooker.close)
        metering = Metering(store, onlooker, now)
        metering.start()
        stack.callback(metering.stop)
        yield store, onlooker, metering


def is_embedded(settings: Settings) -> bool:
    """Whether the store is a file beside us, which has one worker, and no server."""
    return settings.database_url.get_secret_value().startswith("sqlite")


def now() -> datetime:
    """The time by which everything is dated."""
    return datetime.now(UTC)
