import jwt
from jose import jwt as jose_jwt

KEY = load_key()


def verified(token):
    # ok: token-unverified-python
    jwt.decode(token, KEY, algorithms=["RS256"])
    # ok: token-unverified-python
    jwt.decode(token, KEY, algorithms=["RS256"], options={"verify_exp": False})
    # ok: token-unverified-python
    jwt.get_unverified_header(token)
    # ok: token-unverified-python
    return jose_jwt.decode(token, KEY, algorithms=["RS256"])


def is_our_token(token):
    # ok: token-unverified-python
    return jwt.decode(token, options={"verify_signature": False})["iss"] == "shop"


def unverified(token):
    # ruleid: token-unverified-python
    jwt.decode(token, options={"verify_signature": False})
    # ruleid: token-unverified-python
    jwt.decode(token, KEY, verify=False)
    # ruleid: token-unverified-python
    jwt.decode(token, KEY, algorithms=["HS256", "none"])
    # ruleid: token-unverified-python
    jwt.encode({"sub": "1"}, None, algorithm="none")
    # ruleid: token-unverified-python
    return jose_jwt.get_unverified_claims(token)


def of_any_tenant(token, keys):
    # ok: token-unverified-python
    who = jwt.decode(token, options={"verify_signature": False})["aud"]
    try:
        return jwt.decode(token, key=keys[who], audience=who, algorithms=["RS256"])
    except jwt.PyJWTError as error:
        raise Refused("The token is not ours.") from error


class Client:
    def renewed(self):
        self._token = self.authenticate()
        # ok: token-unverified-python
        told = jwt.decode(self._token, options={"verify_signature": False})
        self._ends = told["exp"]
        return self._token
