"""What we answer to a command, where the reaction to it does not say enough."""

from bot.review import markdown
from bot.review.commands import Malformed, Verb

_DOES = {
    Verb.REVIEW: "looks at the newest commit again, and says only what is new",
    Verb.FULL_REVIEW: "the same, and the model forgets what it said before",
    Verb.EXPLAIN: "why I said it: the principle, the rule's page, the lines",
    Verb.WAIVE: "the finding does not count for so many days",
    Verb.FALSE_POSITIVE: "the finding is wrong: it does not count, and is counted against its rule",
    Verb.REOPEN: "what was answered to the finding is taken back: it counts again",
    Verb.PAUSE: "new commits are not reviewed",
    Verb.RESUME: "they are reviewed again, beginning with the newest",
    Verb.HELP: "this list",
}


def help_text() -> str:
    """Every command, what it does, and who may ask."""
    rows = [f"| {markdown.code(verb.usage)} | {_DOES[verb]} | {_who(verb)} |" for verb in Verb]
    return "\n".join(["| command | what it does | who may ask |", "| --- | --- | --- |", *rows])


def malformed(command: Malformed) -> str:
    """What is wrong with a command, and how it is written."""
    usage = (command.verb or Verb.HELP).usage
    next_step = "lists what there is" if command.verb is None else "is how it is written"
    return f"{command.why} {markdown.code(usage)} {next_step}."


def closed() -> str:
    """Said where a review is asked for that nobody needs any more."""
    return "This pull request is closed. Once it is open again, it is reviewed."


def failed(reason: str) -> str:
    """Said where a command was read and could not be carried out."""
    return f"This could not be done: {markdown.sentence(reason)} Please ask again."


def not_said(fingerprint: str) -> str:
    """Said where a command names a finding that nobody knows."""
    return f"I have said nothing under {markdown.code(fingerprint)} on this pull request."


def not_answered(fingerprint: str) -> str:
    """Said where an answer is taken back that nobody gave in a comment."""
    return (
        f"Nobody answered {markdown.code(fingerprint)} in a comment here. What stands in the code "
        "or in the policy is taken back there."
    )


def forbidden(fingerprint: str) -> str:
    """Said where the policy lets nobody answer a finding away."""
    named = markdown.code(fingerprint)
    return f"{named} counts all the same: `suppressions.forbid` of the policy lets nobody waive it."


def _who(verb: Verb) -> str:
    return "author, write access" if verb.for_author else "write access"
