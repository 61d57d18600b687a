"""Who reviews a change: engines, persona and policy, put together for one review."""

from dataclasses import dataclass, replace
from importlib import metadata
from pathlib import Path

from bot.app.extra_rules import extra_rules
from bot.engines.kept import KeptTexts
from bot.engines.model import ModelEngine
from bot.engines.proof import Prover
from bot.engines.removed_protections import RemovedProtections
from bot.engines.reviewer.calls import Ledger
from bot.engines.reviewer.memory import Memory, Recording, Replaying, Run, read_run
from bot.engines.scanner import isolation, semgrep_process
from bot.engines.secrets_in_words import SecretsInWords
from bot.engines.semgrep_engine import SemgrepEngine
from bot.engines.words_to_reviewers import WordsToReviewers
from bot.errors import UserError
from bot.pipeline import Reviewer
from bot.policy_file import parse_policy, policy_at_base
from bot.review.contents import Contents
from bot.review.policy import FailOn, Policy
from bot.review.principles import Persona
from bot.review.verdict import Tool
from bot.rulebook import load_persona, parse_persona, rules_digest
from bot.settings import Isolation, ModelAccess, Settings, model_access
from bot.sources.shared_policy import NO_POLICY, SharedPolicy

_NOT_ISOLATED = "Semgrep ran without isolation; `TENET_ISOLATION` says how it can be locked in."


@dataclass(frozen=True, slots=True)
class Wishes:
    """What somebody asked for on the command line, beside the change itself."""

    persona: Path | None = None
    policy: Path | None = None
    rules: tuple[Path, ...] = ()
    model_off: str | None = None
    fail_on: FailOn | None = None
    replay: str | None = None
    with_flows: bool = False


def version() -> str:
    """Tenet's own version."""
    return metadata.version("tenet-review")


@dataclass(frozen=True, slots=True)
class Bot:
    """The bot, ready to appoint reviewers."""

    settings: Settings
    wishes: Wishes = Wishes()

    def appoint(
        self,
        contents: Contents,
        model_off: str | None = None,
        ledger: Ledger | None = None,
        *,
        afresh: bool = False,
        shared: SharedPolicy = NO_POLICY,
    ) -> Reviewer:
        """Who reviews a change, by the policy and persona that hold at its base.

        `model_off` is why the model may not look; `ledger` counts what it costs; `afresh` lets it
        look again at what it knows; `shared` is the organisation's policy. Raises UserError for a
        wish that cannot be met, OperatorError where Semgrep, or what the way to the model needs,
        is missing.
        """
        policy, notices = self._policy(contents, shared)
        persona, complaints = self._persona(policy, contents)
        off = self.wishes.model_off or model_off
        memory = self._memory(afresh=afresh)
        access = None if off else self._access(memory)
        model = self._model(persona, access, memory, ledger, off)
        cache = rule_cache(self.settings)
        own_rules, missing = extra_rules(contents, policy.extra_rules, cache)
        rules = (*self.wishes.rules, *own_rules)
        semgrep = SemgrepEngine(
            start=semgrep_process.command(self.settings.semgrep),
            cache=cache,
            extra_rules=rules,
            isolation=isolation.strongest(self.settings.isolation),
            with_flows=self.wishes.with_flows,
        )
        if semgrep.isolation is Isolation.NONE:
            notices = (*notices, _NOT_ISOLATED)
        tool = Tool(
            version=version(),
            semgrep=semgrep_process.version(),
            rules_digest=rules_digest(rules, cache),
            persona=persona.name,
            model=model.model if access else None,
            isolation=semgrep.isolation,
        )
        engines = (
            SecretsInWords(),
            WordsToReviewers(),
            semgrep,
            RemovedProtections(),  # behind the rules: what they say of the head is not said twice
            model,
        )
        said = (*notices, *complaints, *missing)
        return Reviewer(policy, persona, engines, tool, said, Prover(semgrep).proven)

    def appoint_model(self, contents: Contents, ledger: Ledger, memory: Memory) -> Reviewer:
        """Only the model, by the policy and persona that hold at a change's base.

        `memory` is what it remembers, whatever was wished for. Raises UserError as `appoint` does.
        """
        policy, notices = self._policy(contents)
        persona, complaints = self._persona(policy, contents)
        model = self._model(persona, self._access(memory), memory, ledger)
        tool = Tool(version(), semgrep="", rules_digest="", persona=persona.name, model=model.model)
        return Reviewer(policy, persona, (model,), tool, (*notices, *complaints))

    def _model(
        self,
        persona: Persona,
        access: ModelAccess | None,
        memory: Memory,
        ledger: Ledger | None,
        off: str | None = None,
    ) -> ModelEngine:
        return ModelEngine(
            persona,
            access=access,
            model=self.settings.model,
            off=off,
            memory=memory,
            ledger=ledger,
        )

    def _memory(self, *, afresh: bool) -> Memory:
        """What the model may remember, in this review or instead of it."""
        if self.wishes.replay is not None:
            return Replaying(self.wishes.replay, self.run(self.wishes.replay))
        folder = self.settings.data_dir / "model"
        return Recording(KeptTexts(folder / "hunks"), KeptTexts(folder / "runs"), afresh)

    def run(self, name: str) -> Run:
        """What the model said in an earlier review. Raises UserError where there is no such run."""
        return read_run(KeptTexts(self.settings.data_dir / "model" / "runs"), name)

    def _access(self, memory: Memory) -> ModelAccess | None:
        """The way to the model; where a record answers, nobody is asked."""
        if isinstance(memory, Replaying):
            return ModelAccess(self.settings.model_provider, "", "replay")
        return model_access(self.settings)

    def _policy(
        self, contents: Contents, shared: SharedPolicy = NO_POLICY
    ) -> tuple[Policy, tuple[str, ...]]:
        complaints: tuple[str | None, ...] = ()
        if self.wishes.policy is not None:
            policy = parse_policy(read_file(self.wishes.policy), str(self.wishes.policy))
        else:
            text = None if shared.text is None else shared.text.encode()
            policy, complaint = policy_at_base(contents, text)
            complaints = (complaint, shared.problem)
        if self.wishes.fail_on is not None:
            policy = replace(policy, fail_on=self.wishes.fail_on)
        # The lower of both caps wins: a repository cannot spend more than its operator allows.
        cap = float(self.settings.budget_usd_per_pr)
        wished = policy.max_usd_per_pr
        policy = replace(policy, max_usd_per_pr=cap if wished is None else min(cap, wished))
        return policy, tuple(one for one in complaints if one)

    def _persona(self, policy: Policy, contents: Contents) -> tuple[Persona, tuple[str, ...]]:
        """The persona, and a complaint when the repository's own could not be used."""
        if self.wishes.persona is not None:
            return load_persona(self.wishes.persona), ()
        own = load_persona(self.settings.persona) if self.settings.persona else load_persona()
        if policy.persona is None:
            return own, ()
        try:
            return _persona_at_base(policy.persona, contents), ()
        except UserError as exc:
            return own, (f"The persona {own.name} reviews instead: {exc}",)


def rule_cache(settings: Settings) -> Path:
    """Where parsed rules are kept."""
    return settings.data_dir / "rules"


def read_file(path: Path) -> bytes:
    """The bytes of a file that the user named. Raises UserError when it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as exc:
        raise UserError(f"{path} cannot be read ({exc.strerror}): check the path.") from exc


def _persona_at_base(path: str, contents: Contents) -> Persona:
    data = contents.read_base(path)
    if data is None:
        raise UserError(f"the policy names the persona {path}, which the base does not have.")
    return parse_persona(data, path)
