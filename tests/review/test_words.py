"""What people read, compared whole with the files in `golden/words`."""

from dataclasses import replace
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from bot.review import words
from bot.review.change import Change, Side
from bot.review.coverage import Coverage, Gap
from bot.review.explanation import SaidFinding, explanations
from bot.review.findings import Confidence, Finding, Location, Severity, Status, Suggestion
from bot.review.fitting import MAX_BYTES
from bot.review.marker import Marker, MarkerKind, Seal
from bot.review.reasons import did_not_look, reason_for_blocking, reason_for_gaps
from bot.review.since import Course, Standing, course, write
from bot.review.verdict import PlacedFinding, Placement, Review, Suppressed, Tool, Usage, Verdict
from tests.support import automatic_links

GOLDEN = Path(__file__).parent / "golden" / "words"
HEAD, BASE = "1f" * 20, "2e" * 20
SITE = "https://github.com/acme/shop"
SEAL = Seal(b"k" * 32, repository_id=7, number=12)
LINES = Location("src/db.py", Side.RIGHT, 10, 12)
TOKEN = "ghp_" + "A1b2C3d4" * 5

INJECTION = Finding(
    source="semgrep",
    rule_id="python-sql-injection",
    principle="security-first",
    category="injection",
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    location=LINES,
    quote="cursor.execute(...)",
    title="SQL is joined from request data",
    message="A caller can read or change any row. Pass values: `cursor.execute(sql, (name,))`.",
    cwe=("CWE-89",),
)
ARGUED = replace(
    INJECTION,
    source="model",
    rule_id=None,
    principle="fail-gracefully",
    category="error-swallowing",
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    location=Location("src/[odd] name.py", Side.LEFT, 3, 3),
    title="The time-out is gone",
    message="A slow peer now holds a worker for ever.\n\nBring the limit back.",
    cwe=(),
)
WHOLE = replace(
    ARGUED,
    principle="complete-the-task",
    severity=Severity.NOTE,
    location=None,
    title="Half of the issue is open",
    message="The issue asks for a page size, too. Say why it is left out.",
)
INLINE = PlacedFinding(INJECTION, "f0123456789abcdef", Status.INTRODUCED, Placement.INLINE, LINES)
ON_FILE = PlacedFinding(ARGUED, "fabcdef0123456789", Status.INTRODUCED, Placement.FILE)
IN_SUMMARY = PlacedFinding(WHOLE, "f1111111111111111", Status.INTRODUCED, Placement.SUMMARY)
REVIEW = Review(
    tool=Tool("0.1.0", "1.182.0", "d" * 64, "backend-developer", "claude-sonnet-5-5", "bwrap"),
    change=Change("acme/shop", 12, BASE, HEAD, files=()),
    verdict=Verdict.FAILED,
    reasons=(reason_for_blocking([INLINE]),),
    findings=(
        INLINE,
        ON_FILE,
        IN_SUMMARY,
        replace(INLINE, fingerprint="f2", status=Status.PREEXISTING, placement=Placement.SUMMARY),
        replace(INLINE, fingerprint="f3", status=Status.FIXED, placement=Placement.SUMMARY),
    ),
    suppressed=(
        Suppressed("f4", "python-eval", "tools/x.py", "waiver", "build tool", "2027-01-31"),
        Suppressed("f5", None, "tools/y.py", "inline", "test data"),
        Suppressed("f6", None, "z.py", "policy", "old", None, Severity.ERROR, "SQL is joined"),
    ),
    coverage=(
        Coverage("src/db.py", "semgrep", 2, 2),
        Coverage("src/big.py", "semgrep", 3, 0, Gap.TOO_LARGE, "1.4 MB"),
        Coverage("src/big.py", "model", 3, 0, Gap.TOO_LARGE, "1.4 MB"),
        Coverage("src/slow.js", "semgrep", 4, 1, Gap.TIMED_OUT),
        Coverage("uv.lock", "semgrep", 1, 0, Gap.LOCK_FILE),
    ),
    notices=("The policy is broken: the defaults are used.",),
    usage=Usage(3, 12_000, 800, 0.0321),
    timings_ms=(("total", 3210),),
)
NOTHING = replace(
    REVIEW,
    tool=replace(REVIEW.tool, model=None),
    verdict=Verdict.PASSED,
    reasons=(),
    findings=(),
    suppressed=(),
    coverage=(Coverage("src/db.py", "semgrep", 2, 2),),
    notices=(did_not_look("model", "ANTHROPIC_API_KEY is not set"),),
    usage=Usage(),
)
INCOMPLETE = replace(
    REVIEW,
    verdict=Verdict.INCOMPLETE,
    reasons=(reason_for_gaps([one for one in REVIEW.coverage if one.blocks]),),
    findings=(),
)
LAST = Course(Standing(BASE, frozenset({INLINE.fingerprint, "f6", "f7"})))
FIX = Suggestion("cursor.execute(sql, (name,))\n", proven=True)


def golden(name: str) -> str:
    return (GOLDEN / f"{name}.md").read_text(encoding="utf-8").removesuffix("\n")


def checked(text: words.CheckText) -> str:
    return f"{text.title}\n\n=== summary\n\n{text.summary}\n\n=== text\n\n{text.text}"


SAID = {
    "inline_comment": words.inline_comment(INLINE, SEAL),
    "inline_comment_with_suggestion": words.inline_comment(
        replace(INLINE, finding=replace(INJECTION, suggestion=FIX)), SEAL
    ),
    "file_comment": words.file_comment(ON_FILE, SEAL),
    "review_body": words.review_body(2, HEAD, SEAL),
    "summary_failed": words.summary(REVIEW, SITE, SEAL, frozenset({ON_FILE.fingerprint})),
    "summary_after_a_push": words.summary(
        REVIEW, SITE, SEAL, last=LAST, left=frozenset({"f8", "f9"})
    ),
    "settled_comment": words.settled_comment(INLINE, HEAD, SEAL),
    "summary_passed": words.summary(NOTHING, SITE, SEAL),
    "summary_incomplete": words.summary(INCOMPLETE, SITE, SEAL),
    "summary_unsigned": words.summary(NOTHING, SITE, replace(SEAL, key=None)),
    "check_failed": checked(words.check(REVIEW, SITE)),
    "check_incomplete": checked(words.check(INCOMPLETE, SITE)),
    "check_reviewing": checked(words.reviewing()),
    "check_superseded": checked(words.superseded(BASE)),
    "check_closed": checked(words.superseded(None)),
    "check_paused": checked(words.paused()),
    "check_cancelled": checked(words.cancelled()),
    "check_declined": checked(words.declined("the label no-review asks for no review")),
    "check_given_up": checked(words.given_up("GitHub did not answer for 15 minutes.")),
    "annotation": f"{words.annotation_title(INLINE)}\n\n{words.annotation_message(INLINE)}",
}


@pytest.mark.parametrize("name", SAID)
def test_it_reads_as_in_its_golden_file(name: str) -> None:
    assert SAID[name] == golden(name)


@pytest.mark.parametrize(
    ("tier", "said"),
    [
        ("", "Semgrep 1.182.0."),
        ("none", "Semgrep 1.182.0 (not isolated)."),
        ("bwrap", "Semgrep 1.182.0 (isolated by bwrap)."),
        ("landlock", "Semgrep 1.182.0 (isolated by landlock)."),
    ],
)
def test_the_check_says_how_semgrep_was_locked_in(tier: str, said: str) -> None:
    review = replace(NOTHING, tool=replace(NOTHING.tool, isolation=tier))
    assert words.check(review, SITE).summary.endswith(f"with Tenet 0.1.0, {said}")


def test_every_comment_ends_with_a_marker_of_ours() -> None:
    finding = Marker(MarkerKind.FINDING, INLINE.fingerprint)
    assert SEAL.read(SAID["inline_comment"]) == finding
    assert SEAL.read(SAID["inline_comment_with_suggestion"]) == finding
    assert SEAL.read(SAID["file_comment"]) == Marker(MarkerKind.FINDING, ON_FILE.fingerprint)
    assert SEAL.read(SAID["review_body"]) == Marker(MarkerKind.REVIEW, HEAD)
    assert SEAL.read(SAID["summary_failed"]) == Marker(
        MarkerKind.SUMMARY, write(course(REVIEW, None))
    )


@pytest.mark.parametrize(
    "suggestion",
    [
        Suggestion("safe()  # \u202eevil", proven=True),
        Suggestion("safe()\r\nmore()", proven=True),
    ],
)
def test_only_a_proven_and_plain_suggestion_can_be_committed(suggestion: Suggestion) -> None:
    placed = replace(INLINE, finding=replace(INJECTION, suggestion=suggestion))
    assert words.inline_comment(placed, SEAL) == SAID["inline_comment"]


def test_what_was_not_proven_is_shown_and_cannot_be_committed() -> None:
    placed = replace(INLINE, finding=replace(INJECTION, suggestion=Suggestion("safe(```)")))
    said = words.inline_comment(placed, SEAL)

    assert "\n````diff\n-" in said
    assert "\n+safe(```)\n````\n" in said
    assert "suggestion" not in said


def test_a_suggestion_is_not_offered_for_a_part_of_its_lines() -> None:
    placed = replace(
        INLINE,
        finding=replace(INJECTION, suggestion=FIX),
        anchor=replace(LINES, end_line=11),
    )
    assert "suggestion" not in words.inline_comment(placed, SEAL)


def test_a_suggestion_cannot_leave_its_fence() -> None:
    fix = Suggestion("a\n```\n@octocat ![x](https://evil.example)\n````", proven=True)
    said = words.inline_comment(replace(INLINE, finding=replace(INJECTION, suggestion=fix)), SEAL)
    [fence] = [one for one in MarkdownIt("commonmark").parse(said) if one.type == "fence"]
    assert fence.content == fix.replacement + "\n"


HOSTILE = (
    "![x](https://evil.example) <img src=x> @octocat closes #1 \udce9\u202e "
    "www.evil.example http://evil.example me@evil.example xmpp:me@evil.example"
)


def everywhere(text: str, path: str) -> list[str]:
    """Everything that is said of a review whose every free field holds this text."""
    finding = replace(
        INJECTION,
        source=text,
        rule_id=None,
        principle=text,
        title=text,
        message=text,
        location=replace(LINES, path=path),
        cwe=(text,),
    )
    placed = [
        replace(one, finding=finding) for one in (INLINE, ON_FILE, IN_SUMMARY) if one.fingerprint
    ]
    review = replace(
        REVIEW,
        tool=Tool(text, text, text, text, text, text),
        reasons=(text,),
        findings=tuple(placed),
        suppressed=(Suppressed("f4", text, path, text, text, text, Severity.NOTE, text),),
        coverage=tuple(replace(one, path=path, detail=text) for one in REVIEW.coverage),
        notices=(text,),
    )
    check = words.check(review, SITE)
    return [
        words.inline_comment(placed[0], SEAL),
        words.file_comment(placed[1], SEAL),
        words.summary(review, SITE, SEAL),
        check.summary,
        check.text,
        words.settled_comment(placed[0], HEAD, SEAL),
        explanations(
            [SaidFinding(one, HEAD, text, text, forbidden=False) for one in placed],
            lambda _: None,
            SITE,
            HEAD,
        ),
        words.given_up(text).summary,
        words.declined(text).summary,
        words.annotation_title(placed[0]),
        words.annotation_message(placed[0]),
    ]


def test_no_field_of_a_review_gets_out_of_its_place() -> None:
    for said in everywhere(HOSTILE, HOSTILE)[:-2]:
        said.encode("utf-8")
        body = "".join(line for line in said.splitlines() if not line.startswith("<!-- tenet:v1 "))
        tokens = MarkdownIt("commonmark").enable("table").parse(body)
        children = [child for token in tokens for child in token.children or []]
        kinds = {one.type for one in [*tokens, *children]}
        assert not kinds & {"image", "html_inline", "html_block"}
        links = [str(one.attrs["href"]) for one in children if one.type == "link_open"]
        assert all(link.startswith(f"{SITE}/blob/") for link in links)
        assert links == automatic_links.links(body)


def test_no_golden_text_links_or_names_anything_by_itself() -> None:
    for file in GOLDEN.parent.rglob("*.md"):
        found = automatic_links.links(file.read_text(encoding="utf-8"))
        assert [one for one in found if "/blob/" not in one] == [], file.name


def test_no_field_shows_a_secret_but_for_the_path() -> None:
    for said in everywhere(f"the key is {TOKEN} here", path="src/db.py"):
        assert "A1b2C3d4" not in said
    assert all(TOKEN in said for said in everywhere("text", path=f"src/{TOKEN}.py")[1:5])


def test_a_long_summary_leaves_out_whole_items_and_says_so() -> None:
    many = tuple(
        replace(
            IN_SUMMARY, fingerprint=f"f{number:016x}", finding=replace(WHOLE, message="é" * 999)
        )
        for number in range(200)
    )
    said = words.summary(replace(REVIEW, findings=many), SITE, SEAL)
    assert len(said.encode()) <= MAX_BYTES
    assert len(said.encode()) > MAX_BYTES - 5_000
    shown = said.count("é" * 999)
    others = 1 + 2 + 1 + 3  # notices, gaps, left out on purpose, answered
    assert f"{200 - shown + others} items left out here for want of room." in said
    marker = SEAL.read(said)
    assert marker is not None
    assert marker.data.startswith(f"{HEAD}.")


def test_a_long_message_is_clipped() -> None:
    placed = replace(INLINE, finding=replace(INJECTION, title="t" * 999, message="m" * 99_999))
    assert len(words.inline_comment(placed, SEAL)) < 5_000
    assert len(words.annotation_title(placed)) <= words.MAX_TITLE
    assert len(words.annotation_message(placed)) < 5_000


def test_many_paths_of_one_gap_are_counted() -> None:
    coverage = tuple(
        Coverage(f"src/{number}.py", "semgrep", 1, 0, Gap.TIMED_OUT) for number in range(13)
    )
    said = words.summary(replace(INCOMPLETE, coverage=coverage), SITE, SEAL)
    assert "`src/9.py` and 3 more" in said
    assert "`src/10.py`" not in said
