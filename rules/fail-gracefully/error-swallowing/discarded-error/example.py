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
