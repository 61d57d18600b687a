import logging

log = logging.getLogger(__name__)


def find_missing(session, key):
    try:
        return session.query(key).one()
    # ok: default-on-failure-python
    except NoResultFound:
        return None


def to_number(text):
    try:
        return int(text)
    # ok: default-on-failure-python
    except ValueError:
        return 0


def find_logged(session, key):
    try:
        return session.query(key).one()
    # ok: default-on-failure-python
    except Exception:
        log.exception("find failed", extra={"key": key})
        return None


def is_up(database):
    try:
        database.ping()
    # ok: default-on-failure-python
    except Exception:
        return False
    return True


def answer(request):
    try:
        return load(request)
    # ok: default-on-failure-python
    except Exception:
        return error_response(503)


def find(session, key):
    try:
        return session.query(key).one()
    # ruleid: default-on-failure-python
    except Exception:
        return None


def list_all(session):
    try:
        return session.query().all()
    # ruleid: default-on-failure-python
    except Exception as error:  # noqa: BLE001
        # nothing found
        return []


def save(session, row):
    try:
        session.add(row)
        session.commit()
        return True
    # ruleid: default-on-failure-python
    except:
        return False


def run(job):
    try:
        job.start()
    except TimeoutError:
        raise
    # ruleid: default-on-failure-python
    except BaseException: return


def pair(session):
    try:
        return session.first(), session.last()
    # ruleid: default-on-failure-python
    except Exception:
        return None, None


def number_of(text):
    try:
        return UUID(text)
    # ok: default-on-failure-python
    except Exception:
        return None


def preview_of(page):
    try:
        return draw(page)
    # ok: default-on-failure-python
    except Exception:
        # Best effort, pages have no preview more often than not.
        return None
