"""A delivery is believed when GitHub signed it, and only then."""

import pytest

from bot.githubapp.signature import sign, verified

SECRET = "It's a Secret to Everybody"
BODY = b"Hello, World!"
# From GitHub's own documentation of webhook signatures.
DOCUMENTED = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"


def test_we_sign_as_github_does() -> None:
    assert sign(SECRET, BODY) == DOCUMENTED
    assert verified(BODY, DOCUMENTED, [SECRET])


def test_the_previous_secret_is_accepted_during_a_rotation() -> None:
    assert verified(BODY, DOCUMENTED, ["new", SECRET])
    assert verified(BODY, sign("new", BODY), ["new", SECRET])
    assert not verified(BODY, DOCUMENTED, ["new", "other"])


@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "sha256=",
        DOCUMENTED[:-1],
        DOCUMENTED[7:],
        DOCUMENTED.upper(),
        f" {DOCUMENTED}",
        f"{DOCUMENTED}0",
        f"{DOCUMENTED}\n",
        DOCUMENTED.replace("sha256", "sha1"),
        "sha256=é€\udcff",
        "\x00" * 71,
    ],
)
def test_any_other_header_is_refused(header: str | None) -> None:
    assert not verified(BODY, header, [SECRET])


@pytest.mark.parametrize("body", [b"", b"Hello, World", b"Hello, World!\n", b"hello, World!"])
def test_one_byte_changed_is_refused(body: bytes) -> None:
    assert not verified(body, DOCUMENTED, [SECRET])


def test_without_a_secret_nothing_is_believed() -> None:
    assert not verified(BODY, sign("", BODY), [])
    assert not verified(BODY, sign("", BODY), ["", ""])
