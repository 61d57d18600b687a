import hashlib
import os

import bcrypt
from Crypto.Cipher import AES
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

VECTOR = b"abcdefghijklmnop"


def from_elsewhere(data, password, settings):
    # ok: hard-coded-crypto-key-python
    Fernet(os.environ["FERNET_KEY"])
    # ok: hard-coded-crypto-key-python
    Cipher(algorithms.AES(settings.key), modes.GCM(os.urandom(12)))
    # ok: hard-coded-crypto-key-python
    AES.new(settings.key, AES.MODE_GCM)
    # ok: hard-coded-crypto-key-python
    hashlib.pbkdf2_hmac("sha256", password, os.urandom(16), 600_000)
    # ok: hard-coded-crypto-key-python
    bcrypt.hashpw(password, bcrypt.gensalt())
    # ok: hard-coded-crypto-key-python
    hashlib.new("sha256", data)


def written_down(data, password, settings):
    # ruleid: hard-coded-crypto-key-python
    Fernet(b"Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmE=")
    # ruleid: hard-coded-crypto-key-python
    AES.new("0123456789abcdef".encode(), AES.MODE_GCM)
    # ruleid: hard-coded-crypto-key-python
    AES.new(settings.key, AES.MODE_CBC, b"\x00" * 16)
    # ruleid: hard-coded-crypto-key-python
    Cipher(algorithms.AES(settings.key), modes.CBC(VECTOR))
    # ruleid: hard-coded-crypto-key-python
    hashlib.pbkdf2_hmac("sha256", password, b"shop-salt", 600_000)
    # ruleid: hard-coded-crypto-key-python
    bcrypt.hashpw(password, b"$2b$12$abcdefghijklmnopqrstuu")


def fake_key(word):
    # ok: hard-coded-crypto-key-python
    return hashlib.pbkdf2_hmac("sha256", word, b"a fake purse", 2048)
