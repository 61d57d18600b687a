"""Whose answers an evaluation is made of, and what all of it comes to."""

import pytest

from bot.review.evaluation import Answers, Evaluation, Failed, Measured
from bot.review.scoring import Score, Share
from bot.review.verdict import Usage
from tests.support.findings import FINDING

ANTHROPIC = "https://api.anthropic.com"
LIVE = Answers("claude-opus-5-5", ANTHROPIC, recorded=False, vouched=True)


def measured(cost: float, *dropped: tuple[str, int]) -> Measured:
    usage, judging = Usage(cost_usd=cost), Usage(cost_usd=0.5)
    score = Score(wrong=(FINDING,))
    return Measured("shop", score, score + score, dropped, (), usage, judging, 1_500)


@pytest.mark.parametrize(
    ("answers", "live", "sentence"),
    [
        (LIVE, True, "claude-opus-5-5, asked at https://api.anthropic.com"),
        (
            Answers("claude-opus-5-5", ANTHROPIC, recorded=True, vouched=True),
            False,
            "RECORDED ANSWERS of claude-opus-5-5, first given at https://api.anthropic.com",
        ),
        *(
            (
                Answers("claude-opus-5-5", "http://localhost:1", recorded=recorded, vouched=False),
                False,
                (
                    "RECORDED ANSWERS, or a stand-in's, for claude-opus-5-5, given at "
                    "http://localhost:1, which is not Anthropic's: these figures measure no model"
                ),
            )
            for recorded in (False, True)
        ),
    ],
)
def test_only_answers_that_anthropic_gave_just_now_pass_for_the_model_s(
    answers: Answers, *, live: bool, sentence: str
) -> None:
    assert answers.are_live is live
    assert answers.sentence == sentence


def test_what_failed_counts_in_the_cost_alone() -> None:
    done = Evaluation(
        LIVE,
        judged=True,
        measured=(measured(1.0, ("said twice", 1)), measured(2.0, ("quote", 3), ("said twice", 1))),
        failed=(Failed("bakery", "the API failed", Usage(cost_usd=4.0)),),
    )

    assert (done.cost_usd, done.reviewing_usd, done.judging_usd) == (8.0, 3.0, 1.0)
    assert (done.inline.precision, done.everything.precision) == (Share(0, 2), Share(0, 4))
    assert list(done.dropped.items()) == [("quote", 3), ("said twice", 2)]
    assert (done.seconds, done.each(done.seconds)) == (3.0, 1.5)


def test_of_nothing_there_is_no_mean() -> None:
    assert Evaluation(LIVE, judged=False, measured=(), failed=()).each(0) is None
