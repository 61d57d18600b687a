"""Taking secrets out of text before it is shown, stored or sent."""

import re

# Exact formats only: a false alarm here would falsify what people read.
_FORMATS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("github-token", re.compile(r"\bgh[pousr]_[A-Za-z0-9._-]{20,}|\bgithub_pat_[A-Za-z0-9_]{22,}")),
    ("aws-key", re.compile(r"\b(?:AKIA|ASIA)[A-Z2-7]{16}\b")),
    ("anthropic-key", re.compile(r"\bsk-ant-[A-Za-z0-9_-]{16,}")),
    ("openai-key", re.compile(r"\bsk-(?:proj-)?[A-Za-z0-9_-]{32,}")),
    ("stripe-key", re.compile(r"\b[rs]k_(?:live|test)_[A-Za-z0-9]{16,}")),
    ("slack-token", re.compile(r"\bxox[abeoprs]-[A-Za-z0-9-]{10,}")),
    ("google-key", re.compile(r"\bAIza[A-Za-z0-9_-]{35}")),
    ("jwt", re.compile(r"\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}")),
)


def redact(text: str) -> str:
    """The text with every secret of a known format replaced by `[SECRET:kind]`, lines kept."""
    for kind, pattern in _FORMATS:
        text = pattern.sub(f"[SECRET:{kind}]", text)
    return text
