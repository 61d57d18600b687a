"""One rule: what Semgrep's YAML must say before we believe it."""

import re
from collections.abc import Mapping

from bot.errors import UserError
from bot.review.findings import SEVERITY_FROM_SEMGREP, Confidence
from bot.review.principles import Rule

OWN_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
EXTRA_ID = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,199}")
CWE = re.compile(r"CWE-[0-9]{1,5}")
# Semgrep puts the author's own text where a message names a metavariable.
METAVARIABLE = re.compile(r"\$(?:\.\.\.)?[A-Z0-9_]+")
PATTERN_KEYS = frozenset(
    {"pattern", "patterns", "pattern-either", "pattern-regex", "pattern-sources", "match", "taint"}
)
LANGUAGE_NAMES = {
    "golang": "go",
    "js": "javascript",
    "kt": "kotlin",
    "py": "python",
    "python2": "python",
    "python3": "python",
    "rs": "rust",
    "ts": "typescript",
    "c#": "csharp",
    "c++": "cpp",
    "sh": "bash",
    "tf": "terraform",
    "docker": "dockerfile",
}
# Rules for these look at text, whatever language it is in.
ANY_LANGUAGE = frozenset({"generic", "regex", "none"})


def canonical_language(name: str) -> str:
    """Semgrep's long name of a language: `py` is `python`."""
    return LANGUAGE_NAMES.get(name.lower(), name.lower())


def plain_message(raw: Mapping[str, object]) -> str:
    """A rule's message on one line, with nothing in it that Semgrep would fill with code."""
    return METAVARIABLE.sub("…", " ".join(str(raw.get("message")).split()))


def read_own_rule(raw: object, source: str) -> Rule:
    """A rule of our own pack; raises UserError unless it keeps every promise of the pack."""
    rule = _Reader(raw, source)
    if not OWN_ID.fullmatch(rule.id):
        raise rule.broken("its id is not lower-case words joined by dashes")
    if "$" in rule.text("message"):
        raise rule.broken("its message holds a `$`, where Semgrep would print the author's code")
    if not rule.metadata_list("references"):
        raise rule.broken("its metadata lacks `references`")
    cwe = rule.metadata_list("cwe")
    if not cwe or not all(CWE.fullmatch(one) for one in cwe):
        raise rule.broken("its metadata needs `cwe`, a list such as [CWE-89]")
    return rule.rule(
        title=rule.metadata_text("title"),
        principle=rule.metadata_text("principle"),
        category=rule.metadata_text("category"),
        confidence=rule.metadata_text("confidence"),
        cwe=cwe,
    )


def read_extra_rule(raw: object, source: str) -> Rule:
    """Somebody's Semgrep rule; what its metadata lacks is filled in, what cannot run is refused."""
    rule = _Reader(raw, source)
    if not EXTRA_ID.fullmatch(rule.id):
        raise rule.broken("its id may hold letters, digits, `.`, `_` and `-` only")
    if rule.raw.get("mode", "search") not in {"search", "taint"}:
        raise rule.broken("only the modes `search` and `taint` are known")
    if "paths" in rule.raw:
        raise rule.broken("`paths` is not supported; use `paths` of the policy file instead")
    if "validators" in rule.raw:
        raise rule.broken("`validators` would use the network")
    metadata = rule.metadata
    cwe = tuple(
        found[0] for one in rule.metadata_list("cwe") if (found := CWE.match(one)) is not None
    )
    security = bool(cwe) or metadata.get("category") == "security"
    return rule.rule(
        title=str(metadata.get("title") or rule.id.split(".")[-1].replace("-", " ")),
        principle=str(metadata.get("principle") or ("security-first" if security else "blend-in")),
        category=str(metadata.get("category") or "custom"),
        confidence=str(metadata.get("confidence") or "medium"),
        cwe=cwe,
    )


class _Reader:
    """Looks at one raw rule, and names the file and the rule in every complaint."""

    def __init__(self, raw: object, source: str) -> None:
        if not isinstance(raw, dict) or not all(isinstance(key, str) for key in raw):
            raise UserError(f"{source}: each rule is a mapping with an `id`; correct it.")
        self.raw: Mapping[str, object] = raw
        self.source = source
        self.id = str(raw.get("id") or "")
        if not self.id:
            raise UserError(f"{source}: a rule has no `id`; give it one.")
        metadata = raw.get("metadata") or {}
        if not isinstance(metadata, dict):
            raise self.broken("its metadata is not a mapping")
        self.metadata: Mapping[object, object] = metadata

    def broken(self, why: str) -> UserError:
        return UserError(f"{self.source}: rule {self.id[:80]!r}: {why}; correct it.")

    def text(self, key: str) -> str:
        value = self.raw.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.broken(f"it lacks `{key}`")
        return " ".join(value.split())

    def metadata_text(self, key: str) -> str:
        value = self.metadata.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.broken(f"its metadata lacks `{key}`")
        return value.strip()

    def metadata_list(self, key: str) -> tuple[str, ...]:
        value = self.metadata.get(key) or ()
        if isinstance(value, str):
            return (value,)
        if not isinstance(value, list | tuple):
            raise self.broken(f"`{key}` of its metadata is not a list")
        return tuple(str(one) for one in value)

    def languages(self) -> tuple[str, ...]:
        value = self.raw.get("languages")
        if not isinstance(value, list) or not value:
            raise self.broken("it lacks `languages`, a list")
        return tuple(canonical_language(str(one)) for one in value)

    def rule(
        self, *, title: str, principle: str, category: str, confidence: str, cwe: tuple[str, ...]
    ) -> Rule:
        self.text("message")
        if not PATTERN_KEYS & self.raw.keys():
            raise self.broken("it has no pattern")
        severity = str(self.raw.get("severity")).upper()
        if severity not in SEVERITY_FROM_SEMGREP:
            raise self.broken("its `severity` is none of ERROR, WARNING, INFO")
        if confidence.lower() not in set(Confidence):
            raise self.broken("its `confidence` is none of high, medium, low")
        return Rule(
            id=self.id,
            title=title,
            message=plain_message(self.raw),
            languages=self.languages(),
            severity=SEVERITY_FROM_SEMGREP[severity],
            confidence=Confidence(confidence.lower()),
            principle=principle,
            category=category,
            cwe=cwe,
            frameworks=self.metadata_list("frameworks"),
        )
