"""Every sentence that people read on GitHub: comments, summary, check."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.review import markdown, since
from bot.review.accounts import accounts
from bot.review.change import Side
from bot.review.coverage import Coverage
from bot.review.fitting import Section, fitted, paragraphs
from bot.review.marker import MarkerKind, Seal
from bot.review.phrases import per_severity, plain, principle_name, severities
from bot.review.reasons import counted
from bot.review.redaction import redact
from bot.review.since import Course
from bot.review.verdict import PlacedFinding, Placement, Review, Tool, Verdict

CHECK_NAME = "Tenet"
MAX_TITLE = 200  # characters
SHORT_SHA = 7


@dataclass(frozen=True, slots=True)
class CheckText:
    """What a check run says: a plain line, then two texts in Markdown."""

    title: str
    summary: str
    text: str = ""


def inline_comment(placed: PlacedFinding, seal: Seal) -> str:
    """What is said at the lines of one finding; its suggestion can be committed when proven."""
    return paragraphs(
        claim(placed),
        _message(placed),
        _suggestion(placed),
        receipt(placed),
        seal.mark(MarkerKind.FINDING, placed.fingerprint),
    )


def file_comment(placed: PlacedFinding, seal: Seal) -> str:
    """What is said about a finding whose lines the diff does not show."""
    location = placed.finding.location
    where = "" if location is None else f"This is about {markdown.place(location)}."
    return paragraphs(
        claim(placed),
        where,
        _message(placed),
        receipt(placed),
        seal.mark(MarkerKind.FINDING, placed.fingerprint),
    )


def settled_comment(placed: PlacedFinding, head_sha: str, seal: Seal) -> str:
    """What stands in the place of a finding that is gone; nobody has to act on it any more."""
    return paragraphs(
        f"Fixed in `{head_sha[:SHORT_SHA]}`: I do not find this there any more.",
        claim(placed),
        receipt(placed),
        seal.mark(MarkerKind.SETTLED, placed.fingerprint),
    )


def review_body(comments: int, head_sha: str, seal: Seal) -> str:
    """What stands above the inline comments of one review."""
    said = f"{counted(comments, 'comment')} on `{head_sha[:SHORT_SHA]}`."
    return paragraphs(said, seal.mark(MarkerKind.REVIEW, head_sha))


def summary(
    review: Review,
    repository_url: str,
    seal: Seal,
    refused: frozenset[str] = frozenset(),
    *,
    last: Course | None = None,
    left: frozenset[str] = frozenset(),
) -> str:
    """The one comment that stands for the whole review, verdict first.

    `refused` are the fingerprints that GitHub did not take as comments: they are said here.
    `repository_url` is the repository's web address; `last` is where the summary says until now
    that the pull request stands; `left` are findings that are gone and that people talk about.
    """
    here_now = since.course(review, last)
    here = [
        one
        for one in review.introduced
        if one.placement is Placement.SUMMARY or one.fingerprint in refused
    ]
    tail = paragraphs(_footer(review), seal.mark(MarkerKind.SUMMARY, since.write(here_now)))
    head = paragraphs(_head(review), since.changes(here_now), since.left_to_people(left))
    items = tuple(_item(one, review, repository_url) for one in here)
    sections = (Section("Said only here", items), *accounts(review))
    return fitted(head, sections, tail)


def check(review: Review, repository_url: str) -> CheckText:
    """What the check run says of a finished review."""
    head = paragraphs(_reasons(review), _table(review))
    items = tuple(_item(one, review, repository_url) for one in review.introduced)
    return CheckText(
        title=headline(review),
        summary=fitted(head, accounts(review), _footer(review)),
        text=fitted("", (Section("Findings", items),), ""),
    )


def report(review: Review, repository_url: str | None = None) -> str:
    """The whole review as one text for where no pull request is: every introduced finding in it.

    Without the repository's web address nothing in it is a link.
    """
    items = tuple(_item(one, review, repository_url) for one in review.introduced)
    return fitted(_head(review), (Section("Findings", items), *accounts(review)), _footer(review))


def headline(review: Review) -> str:
    """The verdict in one plain line."""
    found = severities(review.introduced)
    match review.verdict:
        case Verdict.FAILED:
            return f"changes needed ({found})"
        case Verdict.INCOMPLETE:
            gaps = [one for one in review.coverage if one.blocks]
            missed = f"not fully reviewed: {_files(gaps)} not looked at in full"
            return f"{missed} ({found})" if found else missed
        case Verdict.PASSED:
            return f"passed ({found})" if found else "passed, nothing to say"


def annotation_title(placed: PlacedFinding) -> str:
    """The title of a finding inside a check run; plain text."""
    finding = placed.finding
    title = f"{principle_name(finding.principle)}: {plain(finding.title)}"
    return markdown.clipped(title, MAX_TITLE)


def annotation_message(placed: PlacedFinding) -> str:
    """What can go wrong and what to do, inside a check run; plain text."""
    message = markdown.clipped(redact(placed.finding.message), markdown.MAX_TEXT)
    return f"{markdown.visible(message, keep=chr(10))}\n({placed.fingerprint})"


def reviewing() -> CheckText:
    """Said while a review is under way."""
    return CheckText("reviewing", "The review of this commit is under way.")


def superseded(by_sha: str | None) -> CheckText:
    """Said on a head that is no longer the newest; None when the pull request was closed."""
    if by_sha is None:
        return CheckText("not reviewed: closed", "The pull request was closed before the review.")
    return CheckText(
        "superseded by a newer commit",
        f"`{by_sha[:SHORT_SHA]}` was pushed during the review, and is reviewed instead.",
    )


def paused() -> CheckText:
    """Said on a new head of a paused pull request."""
    return CheckText("paused", "Reviews are paused here. `/tenet resume` starts them again.")


def cancelled() -> CheckText:
    """Said on a head whose review was cancelled by whoever runs the bot."""
    return CheckText(
        "not reviewed: cancelled",
        "Whoever runs this bot cancelled the review. `/tenet review` starts it again.",
    )


def declined(reason: str) -> CheckText:
    """Said where somebody asked for a review that the policy does not want."""
    return CheckText("not reviewed", f"By the policy: {markdown.sentence(reason)}.")


def given_up(reason: str) -> CheckText:
    """Said when a review could not be finished; the reason is a sentence for the author."""
    said = paragraphs(markdown.prose(reason), "`/tenet review` tries again.")
    return CheckText("not fully reviewed: the review did not finish", said)


def _head(review: Review) -> str:
    title = f"### {CHECK_NAME}: {headline(review)}"
    return paragraphs(title, _reasons(review), _table(review))


def claim(placed: PlacedFinding) -> str:
    """Severity, principle and title of a finding, as one line."""
    finding = placed.finding
    severity, principle = finding.severity.capitalize(), principle_name(finding.principle)
    title = markdown.sentence(finding.title, MAX_TITLE)
    return f"**{severity} · {markdown.inline(principle)}:** {title}"


def _message(placed: PlacedFinding) -> str:
    return markdown.prose(placed.finding.message)


def _suggestion(placed: PlacedFinding) -> str:
    suggestion, location = placed.finding.suggestion, placed.finding.location
    if suggestion is None or location is None:
        return ""
    # What people commit with one click must be exactly what they see.
    if markdown.visible(suggestion.replacement, keep="\n\t") != suggestion.replacement:
        return ""
    if suggestion.proven and location == placed.anchor:
        return markdown.fenced(suggestion.replacement, "suggestion")
    removed = (f"-{line}" for line in placed.finding.quote.split("\n"))
    added = (f"+{line}" for line in suggestion.replacement.split("\n"))
    return markdown.fenced("\n".join((*removed, *added)), "diff")


def receipt(placed: PlacedFinding) -> str:
    """What names a finding: its fingerprint, who found it, its weakness."""
    finding = placed.finding
    rule = f"rule {markdown.code(finding.rule_id)}" if finding.rule_id else ""
    by = rule or f"{markdown.inline(finding.source)}, {finding.confidence} confidence"
    return " · ".join([markdown.code(placed.fingerprint), by, *map(markdown.inline, finding.cwe)])


def _item(placed: PlacedFinding, review: Review, repository_url: str | None) -> str:
    where = _where(placed, review, repository_url)
    message = markdown.sentence(placed.finding.message)
    return f"- {claim(placed)}\n  {where}. {message} {receipt(placed)}"


def _where(placed: PlacedFinding, review: Review, repository_url: str | None) -> str:
    location = placed.finding.location
    if location is None:
        return "The change as a whole"
    if repository_url is None:
        return markdown.place(location)
    change = review.change
    sha = change.head_sha if location.side is Side.RIGHT else change.base_sha
    url = markdown.permalink(repository_url, sha, location)
    return markdown.link(markdown.place(location), url)


def _reasons(review: Review) -> str:
    return "\n".join(f"- {markdown.sentence(one)}" for one in review.reasons)


def _table(review: Review) -> str:
    introduced = review.introduced
    if not introduced:
        return ""
    rows = []
    for principle in dict.fromkeys(one.finding.principle for one in introduced):
        of_it = [one for one in introduced if one.finding.principle == principle]
        cells = [markdown.inline(principle_name(principle)), *map(str, per_severity(of_it))]
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(
        ["| principle | errors | warnings | notes |", "| --- | --: | --: | --: |", *rows]
    )


def _files(gaps: Sequence[Coverage]) -> str:
    number = len({one.path for one in gaps})
    return f"{counted(number, 'file')} {'was' if number == 1 else 'were'}"


def _footer(review: Review) -> str:
    tool = review.tool
    milliseconds = dict(review.timings_ms).get("total")
    took = "" if milliseconds is None else f" in {milliseconds / 1000:.1f} s"
    model = f" and {markdown.inline(tool.model)}" if tool.model else ""
    head, persona = review.change.head_sha[:SHORT_SHA], markdown.inline(tool.persona)
    version, semgrep = markdown.inline(tool.version), markdown.inline(tool.semgrep)
    by = f"Tenet {version}, Semgrep {semgrep}{_isolation(tool)}{model}"
    return f"`{head}` was reviewed as {persona}{took}, with {by}.{_cost(review)}"


def _isolation(tool: Tool) -> str:
    match tool.isolation:
        case "":
            return ""
        case "none":
            return " (not isolated)"
        case tier:
            return f" (isolated by {markdown.inline(tier)})"


def _cost(review: Review) -> str:
    usage = review.usage
    if not usage.model_calls:
        return ""
    calls, tokens = counted(usage.model_calls, "call"), usage.input_tokens + usage.output_tokens
    return f" The model cost {usage.cost_usd:.3f} USD ({calls}, {tokens:,} tokens)."
