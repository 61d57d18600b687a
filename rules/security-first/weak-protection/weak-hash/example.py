import hashlib
import hmac

from argon2 import PasswordHasher


def checksum(content, password):
    # ok: weak-hash-python
    hashlib.md5(content).hexdigest()
    # ok: weak-hash-python
    hashlib.sha1(content, usedforsecurity=False)
    # ok: weak-hash-python
    hashlib.sha256(content)
    # ok: weak-hash-python
    PasswordHasher().hash(password)
    # ok: weak-hash-python
    hashlib.pbkdf2_hmac("sha256", password.encode(), SALT, 600_000)
    # ok: weak-hash-python
    return hmac.new(KEY, content, hashlib.sha256)


def stored(user, password, salt):
    # ruleid: weak-hash-python
    user.password = hashlib.md5(password.encode()).hexdigest()
    # ruleid: weak-hash-python
    hashlib.sha256((salt + password).encode()).hexdigest()
    hasher = hashlib.sha1()
    # ruleid: weak-hash-python
    hasher.update(password.encode())
    # ruleid: weak-hash-python
    hashlib.new("md5", user.password.encode())


def signed(text, secret):
    # ruleid: weak-hash-python
    hmac.new(KEY, text, hashlib.md5).hexdigest()
    # ruleid: weak-hash-python
    signature = hashlib.sha1(text + b"/mail").hexdigest()
    # ruleid: weak-hash-python
    return hashlib.md5((text + secret).encode()).hexdigest(), signature


def leaked(password):
    # ok: weak-hash-python
    digest = hashlib.sha1(password.encode()).hexdigest().upper()
    return client.range(digest[:5])


# ok: weak-hash-python
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
