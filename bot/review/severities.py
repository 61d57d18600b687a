"""How much a finding of a rule matters where it stands."""

from bot.review.file_kinds import is_sample, is_tool
from bot.review.findings import Severity
from bot.review.known_secrets import CATEGORY
from bot.review.principles import Rule

_ONE_LESS = {
    Severity.ERROR: Severity.WARNING,
    Severity.WARNING: Severity.NOTE,
    Severity.NOTE: Severity.NOTE,
}
_MADE_FOR_TESTS = (
    "private-key",
    "json-web-token",
    "config-credential",
    "hard-coded-credential",
)


def severity_at(rule: Rule, path: str) -> Severity:
    """How much a finding of this rule matters there.

    A secret of tests and samples is mostly made for them: it is said, and blocks nothing. Keys,
    tokens and passwords that they make by the dozen are noted. A script or a sample gets its input
    from whoever wrote it: anything but a secret matters one step less there.
    """
    if rule.category != CATEGORY:
        return _ONE_LESS[rule.severity] if is_tool(path) or is_sample(path) else rule.severity
    if not is_sample(path):
        return rule.severity
    if rule.id.startswith(_MADE_FOR_TESTS):
        return Severity.NOTE
    return max(rule.severity, Severity.WARNING, key=lambda one: one.rank)
