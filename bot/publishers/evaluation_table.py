"""What an evaluation came to, as tables that people read."""

from collections.abc import Iterator, Sequence

from bot.publishers.terminal import inert
from bot.review.evaluation import Evaluation
from bot.review.reasons import counted
from bot.review.scoring import TOLERANCE, Share

_NOT_SAID = "(not said)"
_NOTHING = "-"


def render(done: Evaluation) -> str:
    """The whole evaluation, ending with a line break."""
    parts = (_about, _scores, _principles, _prices, _thrown_away, _repeated, _failed)
    sections = ("\n".join(part(done)) for part in parts)
    return "\n\n".join(section for section in sections if section) + "\n"


def _about(done: Evaluation) -> Iterator[str]:
    yield inert(done.answers.sentence)
    yield f"{counted(len(done.measured), 'pull request')} measured, {len(done.failed)} failed"
    by = "lines, and a judge of the texts" if done.judged else "lines alone"
    yield f"a hit: by {by}, at most {TOLERANCE} lines apart"


def _scores(done: Evaluation) -> Iterator[str]:
    head = ("", "comments", "a PR", "hits", "expected", "precision", "recall", "F1")
    rows = [
        (
            name,
            str(score.precision.whole),
            _number(done.each(score.precision.whole), 1),
            str(len(score.hits)),
            str(score.recall.whole),
            _share(score.precision),
            _share(score.recall),
            _number(score.f1, 2),
        )
        for name, score in (("inline", done.inline), ("with the summary", done.everything))
    ]
    yield from _table([head, *rows])
    yield "[ ]: where the true value lies with a confidence of 95 % (Wilson)"


def _principles(done: Evaluation) -> Iterator[str]:
    score = done.inline
    rows = [
        (
            inert(one or _NOT_SAID),
            str(score.precision_of(one).whole),
            str(score.recall_of(one).whole),
            _share(score.precision_of(one)),
            _share(score.recall_of(one)),
        )
        for one in score.principles
    ]
    if rows:
        head = ("inline, by principle", "comments", "expected", "precision", "recall")
        yield from _table([head, *rows])


def _prices(done: Evaluation) -> Iterator[str]:
    a_review = _number(done.each(done.reviewing_usd), 4)
    judge = f", the judge ${done.judging_usd:.4f}" if done.judged else ""
    yield f"cost: ${done.cost_usd:.4f} in all, a review ${a_review}{judge}"
    a_review = _number(done.each(done.seconds), 1)
    waiting = ", without waiting for a model" if done.answers.recorded else ""
    yield f"seconds: {done.seconds:.1f} in all, a review {a_review}{waiting}"


def _thrown_away(done: Evaluation) -> Iterator[str]:
    for who, reasons in (("the checks", done.dropped), ("the second look", done.refuted)):
        yield f"thrown away by {who}: {sum(reasons.values())}"
        yield from (f"  {count:>4}  {reason}" for reason, count in reasons.items())


def _repeated(done: Evaluation) -> Iterator[str]:
    pairs = [(one.name, pair) for one in done.measured for pair in one.everything.repeated]
    if pairs:
        yield "said although it was rejected before:"
    for name, (finding, known) in pairs:
        place = f"{known.where.path}:{known.where.start_line}"
        yield f"  {inert(name)}, {inert(place)}: {inert(finding.title)}"


def _failed(done: Evaluation) -> Iterator[str]:
    if done.failed:
        yield "failed, and counted in the cost alone:"
    yield from (f"  {inert(one.name)}: {inert(one.reason)}" for one in done.failed)


def _share(share: Share) -> str:
    if share.value is None or share.interval is None:
        return _NOTHING
    low, high = share.interval
    return f"{share.value:.2f} [{low:.2f}, {high:.2f}]"


def _number(value: float | None, digits: int) -> str:
    return _NOTHING if value is None else f"{value:.{digits}f}"


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Columns under their heads, the first one to the left and the others to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for first, *others in rows:
        cells = (f"{cell:>{width}}" for cell, width in zip(others, widths[1:], strict=True))
        yield f"{first:<{widths[0]}}  {'  '.join(cells)}"
