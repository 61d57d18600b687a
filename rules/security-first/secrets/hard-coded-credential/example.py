import os

import jwt

# ok: hard-coded-credential-python
password = os.environ["PASSWORD"]
# ok: hard-coded-credential-python
password = ""
# ok: hard-coded-credential-python
password = "password"
# ok: hard-coded-credential-python
password = "changeme123"
# ok: hard-coded-credential-python
SECRET_KEY = "abcdefghijklmnopqrstuvwxyz0123456789"
# ok: hard-coded-credential-python
password = "your-password-1"
# ok: hard-coded-credential-python
password = f"{prefix}1234"
# ok: hard-coded-credential-python
password = "test1234"
# ok: hard-coded-credential-python
password_field = "password1!"
# ok: hard-coded-credential-python
PASSWORD_HASH = "$2b$12$MadeUpForTheFixtureMadeUp"
# ok: hard-coded-credential-python
user = {"password": "$2b$12$MadeUpForTheFixtureMadeUp"}
# ok: hard-coded-credential-python
api_key = "550e8400-e29b-41d4-a716-446655440000"
# ok: hard-coded-credential-python
api_key = "<api-key-123456>"
# ok: hard-coded-credential-python
api_key = "${API_KEY_123456}"
# ok: hard-coded-credential-python
next_page_token = "CAUQAA1234567"
# ok: hard-coded-credential-python
CLIENT_SECRET = "client_secret"
# ok: hard-coded-credential-python
TOKEN_URL = "https://login.internal/oauth/token1"
# ok: hard-coded-credential-python
secret = client.get_secret("prod-database-1")
# ok: hard-coded-credential-python
token = jwt.encode(claims, settings.secret, algorithm="HS256")

# ruleid: hard-coded-credential-python
PASSWORD = "hunter2!"
# ruleid: hard-coded-credential-python
DB_PASSWORD: str = "MadeUp4Fixture"
# ruleid: hard-coded-credential-python
settings = {"password": "MadeUp4Fixture", "user": "app"}
# ruleid: hard-coded-credential-python
connect(host="db.internal", password="MadeUp4Fixture")
# ruleid: hard-coded-credential-python
self.api_key = "m4d3up5f1xtur3k3y7"
# ruleid: hard-coded-credential-python
app.config["SECRET_KEY"] = "my-precious-words"
# ruleid: hard-coded-credential-python
SECRET_KEY = os.environ.get("SECRET_KEY", "supersecret")
# ruleid: hard-coded-credential-python
SECRET_KEY = os.environ.get("SECRET_KEY") or "never-guessed"
# ruleid: hard-coded-credential-python
token = jwt.encode(claims, "not-so-hidden", algorithm="HS256")
# ruleid: hard-coded-credential-python
requests.get(url, auth=("app", "MadeUp4Fixture"))
# ruleid: hard-coded-credential-python
mail.login("robot", "MadeUp4Fixture")
# ruleid: hard-coded-credential-python
user.set_password("MadeUp4Fixture")


# ruleid: hard-coded-credential-python
def login(user, password="MadeUp4Fixture"):
    # ruleid: hard-coded-credential-python
    return password == "MadeUp5Fixture"


def test_log_in():
    # ok: hard-coded-credential-python
    login("robot", password="MadeUp6Fixture")


# ok: hard-coded-credential-python
def asked(user, password=""):
    return connect(user, password)


# ok: hard-coded-credential-python
def by_field(user, password="password"):
    return connect(user, password)


# ruleid: hard-coded-credential-python
def by_default(user, password="guest"):
    return connect(user, password)


def door(password, kept):
    # ruleid: hard-coded-credential-python
    if password == "rosebud":
        return True
    # ok: hard-coded-credential-python
    if password == "":
        return False
    # ok: hard-coded-credential-python
    return password == kept


class DevelopmentConfig(Config):
    # ok: hard-coded-credential-python
    SECRET_KEY = os.environ.get("SECRET_KEY") or "t0p-s3cr3t-word"


if __name__ == "__main__":
    # ok: hard-coded-credential-python
    password = "t0pSekr3t"
    print(decrypt(encrypt(password)) == password)


def to_try_it(shop):
    # ok: hard-coded-credential-python
    shop.login("anna@example.com", "admin123")


class Template(StrEnum):
    login_code = "login_code"
    # ok: hard-coded-credential-python
    leaked_token = "oauth2_leaked_token"
    # ok: hard-coded-credential-python
    reset_password = "Reset_passw0rd"
