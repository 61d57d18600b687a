import logging

log = logging.getLogger(__name__)


def recorded(order, gateway):
    try:
        gateway.charge(order)
    # ok: broad-catch-python
    except Exception:
        log.exception("charge failed")
        order.open = True


def recorded_with_its_traceback(order, gateway):
    try:
        gateway.charge(order)
    # ok: broad-catch-python
    except Exception:
        log.warning("charge failed", exc_info=True)


def named(order, gateway):
    try:
        gateway.charge(order)
    # ok: broad-catch-python
    except Exception as error:
        order.reason = str(error)


def passed_on(order, gateway, session):
    try:
        gateway.charge(order)
    # ok: broad-catch-python
    except Exception:
        session.rollback()
        raise


def answered(order, gateway):
    try:
        gateway.charge(order)
    # ok: broad-catch-python
    except Exception:
        return make_response("the charge failed", 502)


def counted(orders, gateway, metrics):
    for order in orders:
        try:
            gateway.charge(order)
        # ok: broad-catch-python
        except Exception:
            metrics.increment("charge_failed")


def tried_again(order, gateway):
    for attempt in range(3):
        try:
            return gateway.charge(order)
        # ok: broad-catch-python
        except Exception:
            time.sleep(2**attempt)


def narrow(order, gateway):
    try:
        gateway.charge(order)
    # ok: broad-catch-python
    except CardRefused:
        order.open = True


def optional_module():
    try:
        import rapid
    # ok: broad-catch-python
    except Exception:
        rapid = None
    return rapid


def is_reachable(gateway):
    try:
        answer = gateway.ping()
    # ok: broad-catch-python
    except Exception:
        answer = None
    return answer is not None


def charge(order, gateway):
    try:
        gateway.charge(order)
    # ruleid: broad-catch-python
    except Exception:
        log.error("charge failed")


def charge_later(order, gateway):
    try:
        gateway.charge(order)
    # ruleid: broad-catch-python
    except Exception:
        order.open = True
        order.save()


def rate(gateway):
    try:
        value = gateway.rate()
    # ruleid: broad-catch-python
    except:
        # the usual one
        value = 1.19
    return value


def charge_named(order, gateway):
    try:
        gateway.charge(order)
    # ruleid: broad-catch-python
    except (ValueError, Exception) as error:
        log.warning("charge failed", exc_info=False)


def read_all(numbers):
    invalid_numbers = []
    for number in numbers:
        try:
            read(number)
        # ok: broad-catch-python
        except Exception:
            invalid_numbers.append(number)
    return invalid_numbers


def ranked(query):
    try:
        hits = rank(query)
    # ok: broad-catch-python
    except Exception:
        # The ranking fails on an index with holes, which only a rebuild mends,
        # and an answer without an order is better than none.
        hits = plain(query)
    return hits


def a_number_or_none(text):
    try:
        number, unit = text.split()
    # ok: broad-catch-python
    except Exception:
        number, unit = text, "pieces"
    return number, unit


def an_answer(response):
    try:
        found = response.json()
    # ok: broad-catch-python
    except Exception:
        return Answer(found=False, message="no JSON")
    return Answer(found=True, message=found["message"])


def an_error_of_an_error(client, order):
    try:
        return client.pay(order)
    except PaymentError as problem:
        try:
            code = int(problem.answer["code"])
            text = CODES[code]
            where = problem.answer["where"]
            field = where.field
            line = where.line
        # ok: broad-catch-python
        except Exception:
            text = f"The payment failed: {problem}"
        return Answer(found=False, message=text)


async def let_go(client):
    try:
        await client.aclose()
    # ok: broad-catch-python
    except Exception:
        log.warning("not closed")


async def state_of(payment):
    try:
        answer = await client.get(f"/payments/{payment}")
        return Answer(found=answer["paid"])
    # ruleid: broad-catch-python
    except Exception:
        return Answer(found=False)


def each_setting(stored, kept):
    for key, value in stored.items():
        try:
            setattr(kept, key, value)
        # ruleid: broad-catch-python
        except Exception:
            log.warning("setting %s was not taken", key)


def watched(function):
    async def inside(*args):
        try:
            await function(*args)
        # ok: broad-catch-python
        except Exception:
            log_exception("failed", *args)

    return inside
