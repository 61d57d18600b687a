"""What a repository decides: its policy file from the BASE revision, or what is wrong with it."""

from typing import Any, Protocol

from pydantic import ValidationError

from bot.errors import UserError
from bot.policy_file.mistakes import sentence
from bot.policy_file.shape import PolicyFile, policy_of
from bot.review.policy import Policy
from bot.yaml_loader import load_untrusted

POLICY_PATH = ".github/tenet.yml"
_SHARED = "The organisation"

_FIRST_STEP = "begin it with `version: 1`, or delete the file to have the defaults"


class BaseFiles(Protocol):
    """Whoever can read a file of the base revision."""

    def read_base(self, path: str) -> bytes | None:
        """The file's bytes; None where there is none."""
        ...


def policy_at_base(files: BaseFiles, shared: bytes | None = None) -> tuple[Policy, str | None]:
    """The policy of the base revision, and a sentence when its file is broken.

    `shared` is the file that the organisation keeps for all of its repositories; it applies where
    the base has none, or a broken one. A broken file never switches the bot off: at the end the
    defaults apply, and the sentence says so.
    """
    broken: list[tuple[str, UserError]] = []
    policy, applies = Policy(), "the defaults apply"
    for text, source, named, its in (
        (files.read_base(POLICY_PATH), POLICY_PATH, "The policy file", ""),
        (shared, f"{_SHARED}'s {POLICY_PATH}", f"{_SHARED}'s policy file", f"{_SHARED}'s applies"),
    ):
        if text is None:
            continue
        try:
            policy, applies = parse_policy(text, source), its
            break
        except UserError as exc:
            broken.append((named, exc))
    if not broken:
        return policy, None
    so = applies[:1].lower() + applies[1:]
    return policy, " ".join(f"{named} is broken, so {so}: {exc}" for named, exc in broken)


def has_policy(files: BaseFiles) -> bool:
    """Whether the base has a policy file that can be read, so that no other one is asked for."""
    return files.read_base(POLICY_PATH) is not None and policy_at_base(files)[1] is None


def parse_policy(text: bytes, source: str) -> Policy:
    """The policy that a file asks for; `source` names the file in what people read.

    Raises UserError with the line or the key, and the remedy.
    """
    document = load_untrusted(_decoded(text, source), source)
    if not isinstance(document, dict):
        what = {type(None): "is empty", list: "holds a list"}.get(type(document), "holds one value")
        raise UserError(f"{source}: {what}; {_FIRST_STEP}.")
    try:
        return policy_of(PolicyFile.model_validate(document))
    except ValidationError as exc:
        first, *others = exc.errors(include_url=False)
        more = f" (and {len(others)} more)" if others else ""
        raise UserError(f"{source}: {sentence(first, PolicyFile)}{more}.") from exc


def policy_schema() -> dict[str, Any]:
    """The JSON Schema of the policy file, for editors; published as `bot/policy.schema.json`."""
    described = PolicyFile.model_json_schema(mode="validation")
    return described | {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Tenet's policy file, {POLICY_PATH}",
        "description": "What a repository decides about its reviews.",
    }


def _decoded(text: bytes, source: str) -> str:
    try:
        return text.decode("utf-8-sig")
    except UnicodeDecodeError as exc:
        line = text.count(b"\n", 0, exc.start) + 1
        raise UserError(f"{source}, line {line}: not UTF-8; save the file as UTF-8.") from exc
