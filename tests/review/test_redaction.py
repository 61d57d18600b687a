"""Secrets are taken out, and nothing else changes."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.review.redaction import redact, secrets_in
from tests.support.canaries import HEX, KEY_LINES, SECRETS, WORD

BEFORE = ("", "key = '", "TOKEN_", "Bearer ", "token=", "\u200b")


@pytest.mark.parametrize(("kind", "secret"), SECRETS)
@pytest.mark.parametrize("before", BEFORE)
def test_a_secret_is_replaced_by_its_kind_and_the_lines_stay(
    kind: str, secret: str, before: str
) -> None:
    after = "'\nnext line"

    redacted = redact(before + secret + after)

    assert redacted == f"{before}[SECRET:{kind}]" + "\n" * secret.count("\n") + after


@pytest.mark.parametrize(("kind", "secret"), SECRETS)
def test_what_would_be_taken_out_can_be_told_by_its_kind(kind: str, secret: str) -> None:
    (found,) = secrets_in(f"key = '{secret}'")

    assert (found.kind, found.value) == (kind, secret)
    assert secret not in repr(found)


def test_of_what_stands_before_a_secret_nothing_belongs_to_it() -> None:
    found = secrets_in("https://user:s3cr3t!x@db aws_secret_access_key = " + WORD[:38] + "/+")

    assert [(one.kind, one.value) for one in found] == [
        ("aws-secret", WORD[:38] + "/+"),
        ("url-password", "s3cr3t!x"),
    ]
    assert secrets_in(redact("https://user:s3cr3t!x@db")) == ()


@pytest.mark.parametrize(
    "url",
    [
        "postgres://app:{}@db.internal:5432/orders",
        "postgresql+psycopg://app:{}@db/orders?sslmode=require",
        "mysql://root:{}@127.0.0.1/x",
        "mongodb+srv://u:{}@cluster0.mongodb.net/x",
        "redis://:{}@cache:6379/0",
        "amqps://u:{}@mq",
        "https://user:{}@example.com/a",
    ],
)
def test_a_password_in_an_address_is_taken_out_and_the_rest_stays(url: str) -> None:
    assert (
        redact(f'URL = "{url.format("s3cr3t!x")}"')
        == f'URL = "{url.format("[SECRET:url-password]")}"'
    )


def test_a_token_in_place_of_a_user_is_redacted_once() -> None:
    address = f"https://{'ghp_' + WORD[:36]}@github.com/o/r"

    assert redact(address) == "https://[SECRET:github-token]@github.com/o/r"


def test_an_aws_secret_is_known_by_the_name_before_it() -> None:
    secret = WORD[:38] + "/+"

    assert redact(f"aws_secret_access_key = {secret}") == (
        "aws_secret_access_key = [SECRET:aws-secret]"
    )
    assert redact(f"checksum = {secret}") == f"checksum = {secret}"


def test_a_private_key_without_its_end_is_taken_out_as_far_as_it_goes() -> None:
    text = f"-----BEGIN PRIVATE KEY-----\n{KEY_LINES}\nx = 1"

    assert redact(text) == "[SECRET:private-key]\n\n\n\nx = 1"


@pytest.mark.parametrize(
    "innocent",
    [
        'if "-----BEGIN PRIVATE KEY-----" in text and "-----END PRIVATE KEY-----" in text:',
        "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----",
        "-----BEGIN PUBLIC KEY-----\n" + KEY_LINES + "\n-----END PUBLIC KEY-----",
        "postgres://${USER}:${PASSWORD}@db/x",
        "postgres://%s:%s@db/x",
        "postgres://{user}:{password}@db/x",
        "https://example.com:8080/@scope/name",
        "http://localhost:3000",
        '<div class="sk-cube-grid sk-circle-fade-dot-animation">',
        "ghp_short",
        "sha256:" + HEX * 4,
        "task-" + HEX * 2,
        "12:30:45 AA",
    ],
)
def test_what_is_no_secret_stays_as_it_is(innocent: str) -> None:
    assert redact(innocent) == innocent


PIECES = st.one_of(
    st.sampled_from([secret for _, secret in SECRETS]),
    st.sampled_from(["-----BEGIN PRIVATE KEY-----", "-----END PRIVATE KEY-----", "://", ":", "@"]),
    st.sampled_from(["\n", "\r\n", "eyJ", ".", "[SECRET:", "]", "\\n", "key", "=", "\u2028"]),
    st.text(max_size=20),
)


@given(st.lists(PIECES, max_size=12).map("".join))
def test_lines_are_kept_and_nothing_is_redacted_twice(text: str) -> None:
    once = redact(text)

    assert once.count("\n") == text.count("\n")
    assert redact(once) == once


@pytest.mark.parametrize(
    "piece",
    [
        "-----BEGIN PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY-----\n" + WORD[:64] + "\n",
        "-----BEGIN ",
        "-",
        "-eyJaaaaaaaa",
        "-eyJaaaaaaaa.eyJaaaaaaaa",
        "a://b:",
        "a+",
        "://:",
        "aws_secret_key:    ",
        "gh",
        "ghp_",
        "SK0",
        "1",
        ".atlasv1.",
    ],
)
def test_no_text_makes_it_slow(piece: str) -> None:
    text = piece * (300_000 // len(piece))
    started = time.perf_counter()

    redact(text)

    assert time.perf_counter() - started < 5
