import contextlib
import logging

log = logging.getLogger(__name__)


def remove_quietly(path):
    try:
        path.unlink()
    # ok: silent-handler-python
    except FileNotFoundError:
        pass  # somebody else was faster


def read_optional(config):
    try:
        return config["region"]
    # ok: silent-handler-python
    except KeyError:
        pass
    return "eu"


def charge_and_tell(order, gateway):
    try:
        gateway.charge(order)
    # ok: silent-handler-python
    except Exception:
        log.exception("charge failed", extra={"order": order.id})


def charge_and_raise(order, gateway):
    try:
        gateway.charge(order)
    # ok: silent-handler-python
    except Exception as error:
        raise PaymentFailed(order.id) from error


def each_counted(orders, gateway, metrics):
    for order in orders:
        try:
            gateway.charge(order)
        # ok: silent-handler-python
        except Exception:
            metrics.increment("charge_failed")
            continue


class Handle:
    def __del__(self):
        try:
            self.close()
        # ok: silent-handler-python
        except Exception:
            pass


def let_go(connection):
    try:
        connection.close()
    # ok: silent-handler-python
    except Exception:
        pass


def insert_once(session, row):
    try:
        session.execute(row)
    # ok: silent-handler-python
    except DatabaseError:
        # the same event was stored by an earlier delivery
        pass


EXAMPLE = """
try:
    work()
# ok: silent-handler-python
except Exception:
    pass
"""


def custom_family(client):
    try:
        client.poll()
    # ok: silent-handler-python
    except errors.QuietException:
        pass


def charge(order, gateway):
    try:
        gateway.charge(order)
    # ruleid: silent-handler-python
    except Exception:
        pass


def charge_bare(order, gateway):
    try:
        gateway.charge(order)
    # ruleid: silent-handler-python
    except:  # noqa: E722
        pass


def charge_named(order, gateway):
    try:
        gateway.charge(order)
    # ruleid: silent-handler-python
    except Exception as error:

        # ignore

        ...


def charge_all(orders, gateway):
    for order in orders:
        try:
            gateway.charge(order)
        except KeyError:
            raise
        # ruleid: silent-handler-python
        except (ValueError, Exception):
            continue
        else:
            log.info("charged")


def charge_one_line(order, gateway):
    try: gateway.charge(order)
    # ruleid: silent-handler-python
    except Exception: pass


def store(session, row):
    try:
        session.commit()
    # ruleid: silent-handler-python
    except SQLAlchemyError:
        pass


async def notify(client, event):
    try:
        await client.post("/events", json=event)
    # ruleid: silent-handler-python
    except BaseException:
        pass
    finally:
        await client.aclose()


def explained(path):
    try:
        copy_times(path)
    # ok: silent-handler-python
    except Exception:
        # The times are a nicety: it is fine to keep those of today.
        pass


def in_development(cache):
    if settings.DEBUG:
        try:
            cache.clear()
        # ok: silent-handler-python
        except Exception:
            pass


async def add_column(db):
    try:
        await db.execute("ALTER TABLE orders ADD COLUMN note TEXT")
    # ok: silent-handler-python
    except OperationalError:
        pass


def queue_ping(request):
    try:
        if queue.inspect():
            return Answer(200)
    # ok: silent-handler-python
    except Exception:
        pass
    return Answer(500)


async def _release_lock(name):
    try:
        await cache.delete(name)
        await cache.publish(name)
    # ok: silent-handler-python
    except Exception:
        pass


def each_line(lines):
    for line in lines:
        try:
            yield read_line(line)
        # ok: silent-handler-python
        except Exception:  # a reviewer's mark - broken lines are left out
            continue


class Sender:
    def emit(self, record):
        try:
            self.queue.put(record)
        # ok: silent-handler-python
        except Exception:
            pass


def state_of_the_disk(state):
    try:
        # This can fail when the database lies on another machine.
        state["disk"] = disk_usage(database_path())
    # ok: silent-handler-python
    except Exception:
        pass
    try:
        show(state)
    # ok: silent-handler-python
    except Exception:
        # don't fail because of the picture
        pass


def first_text(raw):
    try:
        return modern(raw)
    except ValueError:
        try:
            return ancient(raw)
        # ok: silent-handler-python
        except Exception:
            pass
        return None


def forget(paths):
    for path in paths:
        try:
            os.unlink(path)
        # ok: silent-handler-python
        except Exception:
            pass


def wished(request):
    action = None
    try:
        action = request.body.get("action")
    # ok: silent-handler-python
    # ruleid: silent-handler-computed-python
    except Exception:
        pass
    return action


def numbers(rows):
    for row in rows:
        try:
            yield int(row["amount"]) + int(row["tax"])
        # ok: silent-handler-python
        # ruleid: silent-handler-computed-python
        except Exception:
            continue


def numbers_of(rows):
    for row in rows:
        try:
            yield int(row["amount"])
        # ok: silent-handler-computed-python
        except (KeyError, ValueError):
            continue


def picture(row):
    try:
        return row["picture"]
    # ok: silent-handler-computed-python
    except Exception:
        # fine: old rows have none
        pass


def sent(row, gateway):
    try:
        gateway.send(row["mail"])
    # ok: silent-handler-computed-python
    # ruleid: silent-handler-python
    except Exception:
        pass


def migrated(manager, source):
    # The key is taken out of the ring as well. If this fails it's fine,
    # since the ring is emptied when the source goes.
    if source.fingerprint:
        try:
            manager.delete_key_pair(source.id)
        # ok: silent-handler-python
        except:
            pass


def place_of(error):
    place = None
    try:
        place = queue_of(error).popleft()
        # no need to name the error: without a place
        # there is none
    # ok: silent-handler-python
    except Exception:
        pass
    return place


def _try_wake_up(waiting):
    try:
        waiting.callback(None)
    # ok: silent-handler-python
    except Exception:
        pass


def read_all(parser, source):
    try:
        return parser.feed(source.read())
    finally:
        if not parser.ended:
            try:
                parser.finish_early()
            # ok: silent-handler-python
            except Exception:
                # Ignore any additional exceptions.
                pass


def moved(rows):
    for row in rows:
        try:
            row.data = json.dumps(literal_of(row))
        # ok: silent-handler-computed-python
        # ruleid: silent-handler-python
        except Exception:
            pass
        try:
            row.data = json.dumps(row.parts)
        # ok: silent-handler-python
        # ruleid: silent-handler-computed-python
        except Exception:
            pass
