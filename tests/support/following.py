"""A colleague who knows one rule, and follows a pull request with the real publishers."""

from datetime import date

from bot.publishers import check_run, review_comments, summary_comment, threads
from bot.publishers.threads import Kept
from bot.review.change import Change, Side
from bot.review.coverage import Coverage
from bot.review.decide import by_policy, decide
from bot.review.findings import Confidence, Finding, Location, Severity
from bot.review.policy import OnIncomplete, Policy
from bot.review.verdict import EngineReport, PlacedFinding, Review, Tool
from bot.sandbox import Sandbox, SandboxPullRequest
from bot.sources.git import Git
from bot.sources.objects import ObjectContents, changed_files
from tests.support.github_view import view

KEY = b"k" * 32
TOOL = Tool("0.1.0", "1.182.0", "digest", "backend-developer", None)


class Follower:
    """Finds every line that holds `BAD`; `said` is what a store would remember."""

    def __init__(self, sandbox: Sandbox, pull: SandboxPullRequest) -> None:
        self.said: dict[str, PlacedFinding] = {}
        self._sandbox = sandbox
        self._pull = pull
        self.policy = Policy()

    def review(self) -> Review:
        """What a review of the head as it is now comes to."""
        state = self._pull.state
        base, head = state.merge_base(), state.head_sha
        git = Git(state.repository.git.folder)
        change = Change("acme/shop", state.number, base, head, changed_files(git, base, head))
        contents = ObjectContents(git, base)
        report = EngineReport(
            "semgrep",
            findings=tuple(_found(change, contents, Side.RIGHT)),
            baseline=tuple(_found(change, contents, Side.LEFT)),
            coverage=tuple(
                Coverage(one.path, "semgrep", len(one.hunks), len(one.hunks))
                for one in change.files
            ),
        )
        review = decide(TOOL, change, [report], self.policy, date(2026, 11, 26))
        self.said |= {one.fingerprint: one for one in review.findings}
        return review

    def look(self) -> Kept:
        """Review the head, and say what is to be said."""
        return self.publish(self.review())

    def conclude(self, review: Review) -> None:
        """Say a review, and on the check, too."""
        self.publish(review)
        github = view(self._sandbox)
        now = github.pull_request(self._pull.state.repository.id, self._pull.number)
        check_run.conclude(github, now, review, OnIncomplete.NEUTRAL)

    def publish(self, review: Review) -> Kept:
        """Say a review."""
        github = view(self._sandbox)
        now = github.pull_request(self._pull.state.repository.id, self._pull.number)
        kept = threads.keep(github, now, review, KEY, self._wanted)
        said = review_comments.publish(github, now, review, KEY, kept.followed)
        summary_comment.publish(github, now, review, KEY, said.refused, kept.answered)
        return kept

    def _wanted(self, fingerprint: str) -> PlacedFinding | None:
        said = self.said.get(fingerprint)
        return said if said is not None and by_policy(said.finding, self.policy) else None


def _found(change: Change, contents: ObjectContents, side: Side) -> list[Finding]:
    found = []
    for file in change.files:
        path = file.path if side is Side.RIGHT else file.old_path
        text = (contents.read(file, side) or b"").decode()
        for number, line in enumerate(text.splitlines(), 1):
            if "BAD" in line:
                found.append(_finding(Location(path, side, number, number), line))
    return found


def _finding(where: Location, line: str) -> Finding:
    return Finding(
        "semgrep",
        "no-bad",
        "security-first",
        "injection",
        Severity.ERROR,
        Confidence.HIGH,
        where,
        line,
        f"Title {line.strip()}",
        "What can go wrong. What to do.",
        identity=line.strip(),
    )
