import random
import secrets
import string
import uuid

from flask import session


def from_the_right_place():
    # ok: insecure-randomness-python
    token = secrets.token_urlsafe(32)
    # ok: insecure-randomness-python
    password = "".join(random.SystemRandom().choice(string.ascii_letters) for _ in range(16))
    # ok: insecure-randomness-python
    session_id = uuid.uuid4()
    return token, password, session_id


def no_secret(colours):
    # ok: insecure-randomness-python
    colour = random.choice(colours)
    # ok: insecure-randomness-python
    delay = random.uniform(1, 2)
    # ok: insecure-randomness-python
    max_tokens = random.randint(1, 100)
    return colour, delay, max_tokens


def sign_up(user):
    # ruleid: insecure-randomness-python
    user.activation_key = "".join(random.choice(string.ascii_letters) for _ in range(20))
    # ruleid: insecure-randomness-python
    password = random.randint(100000, 999999)
    # ruleid: insecure-randomness-python
    session["csrf_token"] = str(random.random())
    # ruleid: insecure-randomness-python
    user.save(reset_code=random.randrange(10**6))
    # ruleid: insecure-randomness-python
    session_id = uuid.uuid1()
    return password, session_id


def generate_token(length):
    alphabet = string.ascii_letters + string.digits
    # ruleid: insecure-randomness-python
    return "".join(random.choices(alphabet, k=length))


def remember(response):
    # ruleid: insecure-randomness-python
    value = str(random.getrandbits(64))
    response.set_cookie("remember", value)
