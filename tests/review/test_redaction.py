"""Secrets are taken out, and nothing else changes."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.review.redaction import redact

# Put together here so that no file of ours holds what looks like a secret.
HEX = "0123456789abcdef"
WORD = "Ab1Cd2Ef3Gh4Ij5Kl6Mn7Op8Qr9St0Uv1Wx2Yz3" * 4
KEY_LINES = "\n".join(WORD[:64] for _ in range(3))


def private_key(kind: str = "RSA PRIVATE KEY", body: str = KEY_LINES) -> str:
    return f"-----BEGIN {kind}-----\n{body}\n-----END {kind}-----"


SECRETS = [
    ("github-token", "ghp_" + WORD[:36]),
    ("github-token", "ghs_123456_" + "eyJhbGciOi.eyJpc3MiOi" + "-" + WORD),
    ("github-token", "github_pat_" + WORD[:50]),
    ("gitlab-token", "glpat-" + WORD[:20]),
    ("aws-key", "AKIA" + "ABCDEFGH234567AB"),
    ("anthropic-key", "sk-ant-api03-" + WORD[:40]),
    ("openai-key", "sk-proj-" + WORD[:48]),
    ("openai-key", "sk-" + WORD[:48]),
    ("stripe-key", "sk_live_" + WORD[:24]),
    ("slack-token", "xoxb-" + "1234567890-" + WORD[:24]),
    ("slack-webhook", "hooks.slack.com/services/T0123ABCD/B0123ABCD/" + WORD[:24]),
    ("discord-webhook", "discord.com/api/webhooks/123456789012345678/" + WORD[:68]),
    ("google-key", "AIza" + WORD[:35]),
    ("google-key", "GOCSPX-" + WORD[:28]),
    ("azure-key", "AccountKey=" + WORD[:86] + "=="),
    ("sendgrid-key", "SG." + WORD[:22] + "." + WORD[:43]),
    ("twilio-key", "SK" + HEX * 2),
    ("mailgun-key", "key-" + HEX * 2),
    ("telegram-token", "123456789:AA" + WORD[:33]),
    ("npm-token", "npm_" + WORD[:36]),
    ("pypi-token", "pypi-AgEI" + WORD[:60]),
    ("docker-token", "dckr_pat_" + WORD[:27]),
    ("digitalocean-token", "dop_v1_" + HEX * 4),
    ("shopify-token", "shpat_" + HEX * 2),
    ("square-token", "sq0atp-" + WORD[:22]),
    ("huggingface-token", "hf_" + WORD[:34]),
    ("databricks-token", "dapi" + HEX * 2),
    ("vault-token", "hvs." + WORD[:30]),
    ("terraform-token", WORD[:14] + ".atlasv1." + WORD[:67]),
    ("atlassian-token", "ATATT3" + WORD[:60]),
    ("grafana-token", "glsa_" + WORD[:40]),
    ("supabase-token", "sbp_" + HEX * 2 + HEX[:8]),
    ("planetscale-token", "pscale_tkn_" + WORD[:43]),
    ("sentry-token", "sntrys_" + WORD[:60]),
    ("linear-key", "lin_api_" + WORD[:40]),
    ("new-relic-key", "NRAK-" + "ABCDEFGHJKLMNPQRSTUVWXYZ012"),
    ("groq-key", "gsk_" + WORD[:52]),
    (
        "age-key",
        "AGE-SECRET-KEY-1" + "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L" + "QPZRY9X8GF2TVDW0S3JN54KHCE",
    ),
    ("jwt", "eyJhbGciOiJI.eyJzdWIiOiIx." + WORD[:43]),
    ("private-key", private_key()),
    ("private-key", private_key("PRIVATE KEY")),
    ("private-key", private_key("OPENSSH PRIVATE KEY")),
    ("private-key", private_key("PGP PRIVATE KEY BLOCK", "\nComment: x\n\n" + KEY_LINES)),
    ("private-key", private_key("RSA PRIVATE KEY", "DEK-Info: AES-128-CBC,00\n\n" + KEY_LINES)),
    ("private-key", private_key().replace("\n", "\\n")),
]
BEFORE = ("", "key = '", "TOKEN_", "Bearer ", "token=", "\u200b")


@pytest.mark.parametrize(("kind", "secret"), SECRETS)
@pytest.mark.parametrize("before", BEFORE)
def test_a_secret_is_replaced_by_its_kind_and_the_lines_stay(
    kind: str, secret: str, before: str
) -> None:
    after = "'\nnext line"

    redacted = redact(before + secret + after)

    assert redacted == f"{before}[SECRET:{kind}]" + "\n" * secret.count("\n") + after


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
