"""The App's key signs, whatever shape it was given in, or we say what is wrong with it."""

import time
from datetime import UTC, datetime, timedelta

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes

from bot.errors import OperatorError
from bot.githubapp.auth import AppKey, InstallationToken, PersonalToken, read_key
from bot.githubapp.client import GitHub
from bot.sandbox import Sandbox, SandboxPullRequest, SandboxRepository
from tests.support.github_view import asked

KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


def pem(key: PrivateKeyTypes = KEY, phrase: bytes | None = None) -> str:
    encryption = serialization.BestAvailableEncryption(phrase) if phrase else None
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        encryption or serialization.NoEncryption(),
    ).decode()


@pytest.mark.parametrize(
    "text",
    [
        pem(),
        pem().replace("\n", "\r\n"),
        pem().replace("\n", "\\n"),
        f"\n  {pem()}  \n",
        pem().rstrip("\n"),
    ],
)
def test_the_key_is_read_in_the_shapes_that_people_paste(text: str) -> None:
    assert read_key(text).private_numbers() == KEY.private_numbers()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (pem(phrase=b"secret"), "is encrypted. Take off its pass phrase"),
        (pem(ec.generate_private_key(ec.SECP256R1())), "is no RSA key. Generate"),
        ("", "cannot be read. Generate"),
        ("-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----", "cannot be read"),
        (pem()[:-200], "cannot be read"),
        ("/etc/tenet/key.pem", "cannot be read"),
    ],
)
def test_an_unusable_key_is_refused_with_the_next_step(text: str, sentence: str) -> None:
    with pytest.raises(OperatorError, match=sentence):
        AppKey(1, text)


def test_the_app_signs_as_github_wants_it() -> None:
    token = AppKey(12, pem()).token()
    claims = jwt.decode(token, KEY.public_key(), algorithms=["RS256"])
    assert claims["iss"] == "12"
    assert 0 <= time.time() - 60 - claims["iat"] < 5
    assert claims["exp"] - claims["iat"] <= 600


@pytest.mark.parametrize("minutes", [-10, 10, 60])
def test_a_wrong_clock_is_corrected_by_githubs(minutes: int) -> None:
    key = AppKey(12, pem())
    there = datetime.now(UTC) + timedelta(minutes=minutes)
    assert key.renew(there)
    claims = jwt.decode_complete(key.token(), options={"verify_signature": False})["payload"]
    assert abs(claims["iat"] + 60 - there.timestamp()) < 5
    assert not key.renew(there), "the same clock does no better the second time"


def test_a_right_clock_is_left_alone() -> None:
    key = AppKey(12, pem())
    assert not key.renew(datetime.now(UTC) + timedelta(seconds=5))
    assert not key.renew(None)


@pytest.mark.parametrize("token", ["", "  ", "ghp_a\nX-Evil: 1", "ghp_ä", "ghp_\x00"])
def test_an_unreadable_token_is_refused_without_being_shown(token: str) -> None:
    with pytest.raises(OperatorError, match=r"empty or unreadable\. Copy it once more\.$"):
        PersonalToken(token)


def test_an_installation_token_is_used_until_shortly_before_its_end() -> None:
    minted: list[datetime] = []

    def mint() -> tuple[str, datetime]:
        # The second one is about to expire when it comes.
        minted.append(datetime.now(UTC) + timedelta(minutes=60 if not minted else 4))
        return f"token {len(minted)}", minted[-1]

    token = InstallationToken(mint)
    assert [token.token(), token.token()] == ["token 1", "token 1"]
    assert token.renew(None)
    assert [token.token(), token.token()] == ["token 2", "token 3"]


def test_one_token_serves_many_requests(
    github: GitHub, sandbox: Sandbox, shop: SandboxRepository, pull: SandboxPullRequest
) -> None:
    for _ in range(3):
        github.pull_request(shop.id, pull.number)
    github.create_issue_comment(shop.id, pull.number, "Hello.")
    github.git_authorization()
    assert len(asked(sandbox, "POST", "/access_tokens")) == 1


def test_a_token_is_minted_again_when_the_answer_was_lost(
    github: GitHub, sandbox: Sandbox, shop: SandboxRepository, pull: SandboxPullRequest
) -> None:
    sandbox.faults.add(kind="lost-answer", path="/access_tokens")
    assert github.pull_request(shop.id, pull.number).number == pull.number
