def clean(order, gateway):
    try:
        gateway.charge(order)
    # ok: finally-swallows-python
    finally:
        gateway.close()
    return order


def nested(order, gateway):
    try:
        gateway.charge(order)
    # ok: finally-swallows-python
    finally:
        def closed():
            return gateway.closed

        gateway.close(closed)


def after(order, gateway):
    try:
        result = gateway.charge(order)
    # ok: finally-swallows-python
    finally:
        gateway.close()

    if result:
        return result
    return None


def charge(order, gateway):
    try:
        gateway.charge(order)
    # ruleid: finally-swallows-python
    finally:
        gateway.close()
        return order


def charge_if(order, gateway):
    try:
        return gateway.charge(order)
    except KeyError:
        raise
    # ruleid: finally-swallows-python
    finally:
        if gateway.open:

            return None


def charge_all(orders, gateway):
    for order in orders:
        try:
            gateway.charge(order)
        # ruleid: finally-swallows-python
        finally:
            gateway.close()
            continue
