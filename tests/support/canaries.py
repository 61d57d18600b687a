"""Secrets of every format that we know, none of them real."""

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

# What every one of them holds, and nothing else does.
CORES = (
    WORD[:12],
    HEX * 2,
    "ABCDEFGH234567AB",
    "ABCDEFGHJKLMNPQRSTUVWXYZ012",
    "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L",
)
