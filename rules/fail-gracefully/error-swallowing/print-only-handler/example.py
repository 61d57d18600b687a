import logging
import traceback

log = logging.getLogger(__name__)


def logged(order, gateway):
    try:
        gateway.charge(order)
    # ok: print-only-handler-python
    except Exception:
        log.exception("charge failed", extra={"order": order.id})


def narrow(order, gateway):
    try:
        gateway.charge(order)
    # ok: print-only-handler-python
    except CardRefused as error:
        print(f"card refused: {error}")


def passed_on(order, gateway):
    try:
        gateway.charge(order)
    # ok: print-only-handler-python
    except Exception:
        traceback.print_exc()
        raise


def main():
    try:
        charge_all()
    # ok: print-only-handler-python
    except Exception as error:
        print(f"failed: {error}")


def charge(order, gateway):
    try:
        gateway.charge(order)
    # ruleid: print-only-handler-python
    except Exception as error:
        print("charge failed", error)


def charge_all(orders, gateway):
    for order in orders:
        try:
            gateway.charge(order)
        # ruleid: print-only-handler-python
        except:
            traceback.print_exc()
            continue
