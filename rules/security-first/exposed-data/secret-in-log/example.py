import logging

from flask import request

logger = logging.getLogger(__name__)


def without_the_secret(user, password, token):
    # ok: secret-in-log-python
    logger.info("password of %s changed", user.id)
    # ok: secret-in-log-python
    logger.info("password length %d", len(password))
    # ok: secret-in-log-python
    logger.info("token %s", mask(token))
    # ok: secret-in-log-python
    logger.warning(f"no password for {user.name}")
    # ok: secret-in-log-python
    logger.info("token id %s", token.id)
    # ok: secret-in-log-python
    logger.info("used %d tokens", user.tokens)


def with_the_secret(user, password, settings):
    # ruleid: secret-in-log-python
    logger.info("login of %s with %s", user.name, password)
    # ruleid: secret-in-log-python
    logger.debug(f"connecting as {settings.user}:{settings.db_password}")
    # ruleid: secret-in-log-python
    logging.error("refused: " + user.access_token)
    # ruleid: secret-in-log-python
    print("key", settings.api_key)


@app.post("/orders")
def orders():
    # ruleid: secret-in-log-python
    logger.info("headers %s", request.headers.get("Authorization"))
    # ruleid: secret-in-log-python
    logger.info("card %s", request.json["card_number"])


@cli.command()
def create_user(mail):
    user = make_user(mail)
    # ok: secret-in-log-python
    print("The user's key: %s" % user.api_key)
