"""The buttons of a check run: what stands on them, and what a click asks for."""

from enum import StrEnum


class Button(StrEnum):
    """One button, by the identifier that GitHub sends back.

    GitHub takes three of them, with labels and identifiers of 20 and descriptions of 40
    characters: https://docs.github.com/rest/checks/runs#create-a-check-run
    """

    REVIEW_AGAIN = "review-again"
    EXPLAIN = "explain"

    @property
    def label(self) -> str:
        """What stands on it."""
        return _LABELS[self][0]

    @property
    def description(self) -> str:
        """What stands beside it."""
        return _LABELS[self][1]


_LABELS = {
    Button.REVIEW_AGAIN: ("Review again", "Looks again, and says what is new."),
    Button.EXPLAIN: ("Explain", "Says why, in the conversation."),
}
