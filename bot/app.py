"""Builds the bot from its settings: the one place where parts meet."""

from dataclasses import dataclass, replace
from importlib import metadata
from pathlib import Path

from bot.engines.model import ModelEngine
from bot.engines.scanner import semgrep_process
from bot.engines.semgrep_engine import SemgrepEngine
from bot.errors import UserError
from bot.pipeline import Reviewer
from bot.policy_file import parse_policy, policy_at_base
from bot.review.contents import Contents
from bot.review.policy import FailOn, Policy
from bot.review.principles import Persona
from bot.review.verdict import Tool
from bot.rulebook import load_persona, parse_persona, rules_digest
from bot.settings import Settings

NO_MODEL = "--no-model was given"


@dataclass(frozen=True, slots=True)
class Wishes:
    """What somebody asked for on the command line, beside the change itself."""

    persona: Path | None = None
    policy: Path | None = None
    rules: tuple[Path, ...] = ()
    no_model: bool = False
    fail_on: FailOn | None = None


def version() -> str:
    """Tenet's own version."""
    return metadata.version("tenet-review")


@dataclass(frozen=True, slots=True)
class Bot:
    """The bot, ready to review; raises OperatorError where Semgrep is missing."""

    settings: Settings
    wishes: Wishes = Wishes()
    model_off: str | None = None

    def appoint(self, contents: Contents) -> Reviewer:
        """Who reviews a change, by the policy and persona that hold at its base."""
        policy, notices = self._policy(contents)
        persona, complaint = self._persona(policy, contents)
        engine = self._model_engine(persona)
        semgrep = SemgrepEngine(
            start=semgrep_process.command(self.settings.semgrep),
            cache=self.settings.data_dir / "rules",
            extra_rules=self.wishes.rules,
        )
        tool = Tool(
            version=version(),
            semgrep=semgrep_process.version(),
            rules_digest=rules_digest(self.wishes.rules, semgrep.cache),
            persona=persona.name,
            model=engine.model if self.settings.anthropic_api_key else None,
        )
        return Reviewer(policy, (semgrep, engine), tool, (*notices, *complaint))

    def _model_engine(self, persona: Persona) -> ModelEngine:
        key = self.settings.anthropic_api_key
        return ModelEngine(
            persona,
            key=key.get_secret_value() if key else None,
            base_url=self.settings.anthropic_base_url,
            model=self.settings.model,
            off=NO_MODEL if self.wishes.no_model else self.model_off,
        )

    def _policy(self, contents: Contents) -> tuple[Policy, tuple[str, ...]]:
        if self.wishes.policy is not None:
            policy = parse_policy(read_file(self.wishes.policy), str(self.wishes.policy))
            notices: tuple[str, ...] = ()
        else:
            policy, complaint = policy_at_base(contents)
            notices = (complaint,) if complaint else ()
        if self.wishes.fail_on is not None:
            policy = replace(policy, fail_on=self.wishes.fail_on)
        return policy, notices

    def _persona(self, policy: Policy, contents: Contents) -> tuple[Persona, tuple[str, ...]]:
        """The persona, and a complaint when the repository's own could not be used."""
        if self.wishes.persona is not None:
            return load_persona(self.wishes.persona), ()
        if policy.persona is not None:
            try:
                return _persona_at_base(policy.persona, contents), ()
            except UserError as exc:
                return self._own_persona(), (f"Our own persona reviews: {exc}",)
        return self._own_persona(), ()

    def _own_persona(self) -> Persona:
        return load_persona(self.settings.persona) if self.settings.persona else load_persona()


def _persona_at_base(path: str, contents: Contents) -> Persona:
    data = contents.read_base(path)
    if data is None:
        raise UserError(f"the policy names the persona {path}, which the base does not have.")
    return parse_persona(data, path)


def read_file(path: Path) -> bytes:
    """The bytes of a file that the user named. Raises UserError when it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as exc:
        raise UserError(f"{path} cannot be read ({exc.strerror}): check the path.") from exc
