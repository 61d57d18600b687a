"""How much a finding of a rule matters where it stands."""

from bot.review.file_kinds import is_development, is_sample, is_tool
from bot.review.findings import Severity
from bot.review.known_secrets import CATEGORY
from bot.review.principles import Rule

_MADE_FOR_TESTS = (
    "private-key",
    "json-web-token",
    "config-credential",
    "hard-coded-credential",
    "hard-coded-crypto-key",
    "database-url-password",
    "command-credential",
    "authorization-header",
    "kubernetes-secret",
    "credential-file",
)
_SETTINGS = "weak-protection"


def severity_at(rule: Rule, path: str) -> Severity:
    """How much a finding of this rule matters there.

    A secret of tests and samples is mostly made for them: it is said, and blocks nothing. Keys,
    tokens and passwords that they make by the dozen are noted, and so are those of a developer's
    machine, with what is switched off there. A script or a sample gets its input from whoever wrote
    it: warnings are notes there. Any other error blocks wherever it stands, for a folder's name is
    easily chosen.
    """
    if rule.category != CATEGORY:
        lower = is_tool(path) or is_sample(path)
        lower = lower or (rule.category == _SETTINGS and is_development(path))
        return Severity.NOTE if lower and rule.severity is Severity.WARNING else rule.severity
    if rule.id.startswith(_MADE_FOR_TESTS) and (is_sample(path) or is_development(path)):
        return Severity.NOTE
    if is_sample(path):
        return max(rule.severity, Severity.WARNING, key=lambda one: one.rank)
    return rule.severity
