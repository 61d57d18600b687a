"""Who scans a whole repository: the rules alone, with a memory of earlier scans."""

from dataclasses import replace

from bot.app.reviewer import Bot
from bot.engines.kept import KeptTexts
from bot.engines.scan_engine import Count, ScanEngine
from bot.engines.scanner.memory import Memory
from bot.engines.semgrep_engine import SemgrepEngine
from bot.pipeline import Reviewer
from bot.review.contents import Contents

RULES_ONLY = "a scan runs the rules only"


def appoint(bot: Bot, contents: Contents, count: Count) -> Reviewer:
    """The bot's reviewer, who looks at a great many files; `count` is told how far they are.

    Raises what `Bot.appoint` raises.
    """
    reviewer = bot.appoint(contents, RULES_ONLY)
    tool = reviewer.tool

    def patient(semgrep: SemgrepEngine) -> ScanEngine:
        looked = (tool.rules_digest, tool.semgrep, tool.version, *semgrep.start)
        return ScanEngine(
            semgrep, Memory(KeptTexts(bot.settings.data_dir / "scans"), looked), count
        )

    engines = [patient(one) if isinstance(one, SemgrepEngine) else one for one in reviewer.engines]
    return replace(reviewer, engines=engines)
