"""The exact shape of a policy file, key by key, and how its text becomes values."""

import re
from datetime import date
from enum import StrEnum
from pathlib import PurePosixPath
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from bot.policy_file.mistakes import shown
from bot.review.findings import Confidence, Severity
from bot.review.paths import MAX_PATTERN, pattern_problem
from bot.review.policy import (
    FailOn,
    Forks,
    InlineSuppressions,
    OnIncomplete,
    PathInstruction,
    Policy,
    Waiver,
)

# How YAML writes yes and no, in all its versions: every scalar arrives as text.
_BOOLEANS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
_NUMBER = re.compile(r"[0-9]{1,9}(\.[0-9]{1,9})?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _boolean(value: object) -> object:
    return _BOOLEANS.get(value.lower(), value) if isinstance(value, str) else value


def _number(value: object) -> object:
    if isinstance(value, str) and not _NUMBER.fullmatch(value):
        raise ValueError("must be a number such as 1 or 0.5")
    return value


def _day(value: object) -> object:
    if isinstance(value, str) and not _DAY.fullmatch(value):
        raise ValueError("must be a day such as 2027-01-31")
    return value


def _pattern(value: str) -> str:
    problem = pattern_problem(value)
    if problem is not None:
        raise ValueError(f"the pattern {shown(value)} {problem}")
    return value


def _path(value: str) -> str:
    if value.startswith(("/", "~")) or ".." in PurePosixPath(value).parts:
        raise ValueError("must be a path inside the repository, such as .github/tenet-rules/")
    return value


def _said(value: str) -> str:
    if not value.strip():
        raise ValueError("is empty; say it in a few words, or remove the key")
    return value.strip()


Boolean = Annotated[bool, BeforeValidator(_boolean)]
Dollars = Annotated[float, Field(ge=0, allow_inf_nan=False), BeforeValidator(_number)]
Count = Annotated[int, Field(ge=0, le=100), BeforeValidator(_number)]
Day = Annotated[date, BeforeValidator(_day)]
Name = Annotated[str, Field(max_length=200), AfterValidator(_said)]
Words = Annotated[str, Field(max_length=2000), AfterValidator(_said)]
Pattern = Annotated[str, Field(max_length=MAX_PATTERN), AfterValidator(_pattern)]
RepositoryPath = Annotated[Name, AfterValidator(_path)]
OrUnset = BeforeValidator(lambda value: None if value in ("", "~", "null") else value)


class PrincipleLevel(StrEnum):
    """How severe the findings of a principle are, or that there are none."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    OFF = "off"


class Section(BaseModel):
    """Keys and values; a key that is not known is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class PathsSection(Section):
    """Which files are reviewed, by patterns as in `.gitignore`."""

    include: tuple[Pattern, ...] = ("**",)
    exclude: tuple[Pattern, ...] = ()


class InstructionEntry(Section):
    """What the model is to mind in some paths."""

    paths: Annotated[tuple[Pattern, ...], Field(min_length=1)]
    text: Words


class RulesSection(Section):
    """Which rules apply, and how severe they are."""

    disable: tuple[Name, ...] = ()
    severity: dict[Name, Severity] = Field(default_factory=dict)
    extra: tuple[RepositoryPath, ...] = ()


class ModelSection(Section):
    """How the model is used."""

    enabled: Boolean = True
    max_usd_per_pr: Annotated[Dollars | None, OrUnset] = None
    min_confidence: Confidence = Confidence.MEDIUM


class CommentsSection(Section):
    """What is said on the pull request."""

    max_inline: Count = 20
    suggestions: Boolean = True
    summary: Boolean = True


class SkipSection(Section):
    """Which pull requests are left alone."""

    drafts: Boolean = True
    bots: tuple[Name, ...] = ()
    labels: tuple[Name, ...] = ()
    forks: Forks = Forks.RULES_ONLY


class SuppressionsSection(Section):
    """How findings may be answered away."""

    inline: InlineSuppressions = InlineSuppressions.WITH_REASON
    forbid: tuple[Name, ...] = ()


class WaiverEntry(Section):
    """One finding that somebody has answered for, up to a day."""

    fingerprint: Name
    reason: Words
    owner: Name
    expires: Annotated[Day | None, OrUnset] = None


class PolicyFile(Section):
    """A whole policy file."""

    version: Annotated[Literal[1], BeforeValidator(lambda value: 1 if value == "1" else value)]
    persona: Annotated[RepositoryPath | None, OrUnset] = None
    fail_on: FailOn = FailOn.ERROR
    incomplete: OnIncomplete = OnIncomplete.NEUTRAL
    paths: PathsSection = PathsSection()
    instructions: tuple[InstructionEntry, ...] = ()
    rules: RulesSection = RulesSection()
    principles: dict[Name, PrincipleLevel] = Field(default_factory=dict)
    model: ModelSection = ModelSection()
    comments: CommentsSection = CommentsSection()
    skip: SkipSection = SkipSection()
    suppressions: SuppressionsSection = SuppressionsSection()
    waivers: tuple[WaiverEntry, ...] = ()


def policy_of(file: PolicyFile) -> Policy:
    """The policy that a file asks for."""
    return Policy(
        persona=file.persona,
        fail_on=file.fail_on,
        incomplete=file.incomplete,
        include=file.paths.include,
        exclude=file.paths.exclude,
        instructions=tuple(PathInstruction(one.paths, one.text) for one in file.instructions),
        disabled_rules=frozenset(file.rules.disable),
        severities=dict(file.rules.severity),
        extra_rules=file.rules.extra,
        principles={
            principle: None if level is PrincipleLevel.OFF else Severity(level.value)
            for principle, level in file.principles.items()
        },
        model_enabled=file.model.enabled,
        max_usd_per_pr=file.model.max_usd_per_pr,
        min_confidence=file.model.min_confidence,
        max_inline=file.comments.max_inline,
        suggestions=file.comments.suggestions,
        summary=file.comments.summary,
        skip_drafts=file.skip.drafts,
        skip_bots=file.skip.bots,
        skip_labels=file.skip.labels,
        forks=file.skip.forks,
        inline_suppressions=file.suppressions.inline,
        forbidden_suppressions=frozenset(file.suppressions.forbid),
        waivers=tuple(
            Waiver(one.fingerprint, one.reason, one.owner, one.expires) for one in file.waivers
        ),
    )
