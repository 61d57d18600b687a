"""Taking secrets out of text before it is shown, stored or sent."""

import re
from dataclasses import dataclass, field
from functools import partial

# What every private key has: a run of base64 that no line of code about private keys holds.
_KEY_MATERIAL = re.compile(r"[A-Za-z0-9+/=]{40}")

# The body ends at the next five dashes, so each character is looked at once.
_PRIVATE_KEY = re.compile(
    r"-----BEGIN (?:[A-Z0-9]+ ){0,4}PRIVATE KEY(?: BLOCK)?-----"
    r"(?:(?P<body>[^-]*(?:-(?!----)[^-]*)*)-----END (?:[A-Z0-9]+ ){0,4}PRIVATE KEY(?: BLOCK)?-----"
    r"|(?P<head>(?:[ \t\r]*\n[ \t]*[A-Za-z0-9+/=]{40,})+))"
)

# `scheme://user:password@host`; a placeholder such as `${PASSWORD}` or `%s` is no secret.
_URL_PASSWORD = re.compile(
    r"(?<![A-Za-z0-9+.-])(?P<before>[A-Za-z][A-Za-z0-9+.-]{1,30}://[^\s:@/?#\[\]\"'`<>]{0,128}:)"
    r"(?![$%{<]|\[SECRET:)[^\s@/?#\"'`<>]{1,256}(?=@)"
)

_AWS_SECRET = re.compile(
    r"(?P<before>aws_?secret_?(?:access_?)?key[\"']?\s{0,8}[:=]>?\s{0,8}[\"']?)[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])",
    re.IGNORECASE,
)

# Exact formats only: a false alarm here would falsify what people read. Each pattern is a fixed
# prefix and one run of characters (a run is bounded where something must follow it), so it takes
# linear time. Sources: the providers' own pages.
_FORMATS: tuple[tuple[str, str], ...] = (
    (
        "github-token",  # an installation token holds a JWT, with its dots and dashes
        r"ghs_[A-Za-z0-9._-]{20,}|gh[pour]_[A-Za-z0-9_]{20,}|github_pat_[A-Za-z0-9_]{22,}",
    ),
    ("gitlab-token", r"gl(?:pat|ptt|dt|rt|ft|soat|cbt|agent)-[A-Za-z0-9_-]{20,}"),
    ("aws-key", r"(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}(?![A-Za-z0-9])"),
    ("anthropic-key", r"sk-ant-[A-Za-z0-9_-]{16,}"),
    ("openai-key", r"sk-(?:(?:proj|svcacct|admin)-[A-Za-z0-9_-]{32,}|[A-Za-z0-9]{32,})"),
    ("stripe-key", r"[rs]k_(?:live|test)_[A-Za-z0-9]{16,}|whsec_[A-Za-z0-9+/=]{32,}"),
    ("slack-token", r"xox[abeoprs]-[A-Za-z0-9-]{10,}|xapp-\d-[A-Za-z0-9-]{20,}"),
    ("slack-webhook", r"hooks\.slack\.com/services/T[A-Z0-9]{6,}/B[A-Z0-9]{6,}/[A-Za-z0-9]{16,}"),
    ("discord-webhook", r"discord(?:app)?\.com/api/webhooks/\d{15,22}/[A-Za-z0-9_-]{50,}"),
    ("google-key", r"AIza[A-Za-z0-9_-]{35}|GOCSPX-[A-Za-z0-9_-]{28}|ya29\.[A-Za-z0-9_-]{30,}"),
    ("azure-key", r"AccountKey=[A-Za-z0-9+/]{86}=="),
    ("sendgrid-key", r"SG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}"),
    ("twilio-key", r"SK[0-9a-f]{32}(?![0-9a-f])"),
    ("mailgun-key", r"key-[0-9a-f]{32}(?![0-9a-f])"),
    ("telegram-token", r"\d{8,10}:AA[A-Za-z0-9_-]{33}(?![A-Za-z0-9_-])"),
    ("npm-token", r"npm_[A-Za-z0-9]{36}"),
    ("pypi-token", r"pypi-AgEI[A-Za-z0-9_-]{50,}"),
    ("docker-token", r"dckr_(?:pat|oat)_[A-Za-z0-9_-]{27,}"),
    ("digitalocean-token", r"do[opr]_v1_[0-9a-f]{64}"),
    ("shopify-token", r"shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}"),
    ("square-token", r"sq0(?:atp|csp|idp)-[A-Za-z0-9_-]{22,}"),
    ("huggingface-token", r"hf_[A-Za-z0-9]{30,}"),
    ("databricks-token", r"dapi[0-9a-f]{32}(?![0-9a-f])"),
    ("vault-token", r"hv[sbr]\.[A-Za-z0-9_-]{24,}"),
    ("terraform-token", r"[A-Za-z0-9]{14}\.atlasv1\.[A-Za-z0-9_-]{60,}"),
    ("atlassian-token", r"ATATT3[A-Za-z0-9_=-]{40,}"),
    ("grafana-token", r"gl(?:sa|c)_[A-Za-z0-9_=+/]{32,}"),
    ("supabase-token", r"sbp_[0-9a-f]{40}"),
    ("planetscale-token", r"pscale_(?:tkn|pw|oauth)_[A-Za-z0-9_.-]{32,}"),
    ("sentry-token", r"sntr(?:ys|yu)_[A-Za-z0-9_=+/]{40,}"),
    ("linear-key", r"lin_api_[A-Za-z0-9]{40}"),
    ("new-relic-key", r"NRAK-[A-Z0-9]{27}"),
    ("groq-key", r"gsk_[A-Za-z0-9]{48,}"),
    ("age-key", r"AGE-SECRET-KEY-1[0-9A-Z]{58}"),
    ("jwt", r"eyJ[A-Za-z0-9_-]{8,1000}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}"),
)

# An underscore may stand before a secret (`TOKEN_ghp_…`), a letter or digit may not; those behind
# it go with it, so that what is left cannot begin another one.
_KNOWN_FORMATS = tuple(
    (kind, re.compile(rf"(?<![A-Za-z0-9])(?:{pattern})[A-Za-z0-9]*")) for kind, pattern in _FORMATS
)
_IN_CONTEXT = (("aws-secret", _AWS_SECRET), ("url-password", _URL_PASSWORD))


# Most text holds none: one look tells, where each pattern by itself would take forty.
_ANY_FORMAT = re.compile(rf"(?<![A-Za-z0-9])(?:{'|'.join(one for _, one in _FORMATS)})")


@dataclass(frozen=True, slots=True)
class Secret:
    """A secret of a known format; `value` is for telling it from others, never for showing."""

    kind: str
    value: str = field(repr=False)


def redact(text: str) -> str:
    """The text with every secret of a known format replaced by `[SECRET:kind]`, lines kept."""
    return _without_secrets(text, [])


def secrets_in(text: str) -> tuple[Secret, ...]:
    """Every secret that `redact` would take out."""
    found: list[Secret] = []
    _without_secrets(text, found)
    return tuple(found)


def _without_secrets(text: str, found: list[Secret]) -> str:
    text = _PRIVATE_KEY.sub(partial(_private_key, found), text)
    known = _KNOWN_FORMATS if _ANY_FORMAT.search(text) else ()
    for kind, pattern in (*known, *_IN_CONTEXT):
        text = pattern.sub(partial(_secret, found, kind), text)
    return text


def _secret(found: list[Secret], kind: str, match: re.Match[str]) -> str:
    before = match.groupdict().get("before", "")
    found.append(Secret(kind, match[0].removeprefix(before)))
    return f"{before}[SECRET:{kind}]"


def _private_key(found: list[Secret], match: re.Match[str]) -> str:
    body = match["body"] or match["head"] or ""
    if not _KEY_MATERIAL.search(body):
        return match[0]
    found.append(Secret("private-key", match[0]))
    return "[SECRET:private-key]" + "\n" * match[0].count("\n")
