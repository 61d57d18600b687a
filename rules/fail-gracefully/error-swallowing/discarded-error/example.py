import contextlib
from contextlib import suppress


def remove(path):
    # ok: discarded-error-python
    with contextlib.suppress(FileNotFoundError):
        path.unlink()


def stop(task):
    # ok: discarded-error-python
    with suppress(TimeoutError, ConnectionResetError):
        task.stop()


def charge(order, gateway, suppress):
    # ok: discarded-error-python
    with gateway.suppress(Exception):
        gateway.charge(order)


def pay(order, gateway):
    # ruleid: discarded-error-python
    with contextlib.suppress(Exception):
        gateway.charge(order)


def pay_imported(order, gateway):
    # ruleid: discarded-error-python
    with suppress(KeyError, Exception):
        gateway.charge(order)


def pay_all(order, gateway):
    # ruleid: discarded-error-python
    with gateway.session() as session, suppress(BaseException):
        session.charge(order)


def watch(worker):
    # Diagnostics are best effort. A failure here must never
    # skip the exit below.
    # ok: discarded-error-python
    with contextlib.suppress(Exception):
        worker.dump_stacks()
    worker.exit()


def forget_check(settings):
    # This fails if there is no database yet, which is fine
    # ok: discarded-error-python
    with suppress(Exception):
        del settings.checked
    # ok: discarded-error-python
    with suppress(Exception):  # the name is not there on every system
        settings.name = name()
    # ruleid: discarded-error-python
    with suppress(Exception):  # noqa: BLE001, S110 and more of them
        settings.last = now()
    # ruleid: discarded-error-python
    with suppress(Exception):  # TODO name the one of them
        settings.last = now()


def changes(book, cache):
    found = compare(book)
    # ok: discarded-error-python
    with suppress(Exception):
        text = json.dumps(found)
        book.cache.set("changes", text, 600)

    # ruleid: discarded-error-python
    with suppress(Exception):
        cache.delete("changes")
    # ruleid: discarded-error-python
    with suppress(Exception):
        cache.set("changes", found)
        book.publish()
    return found
