from bot.review.aliases import Aliases
from bot.review.change import Side
from bot.review.coverage import Coverage
from bot.review.verdict import EngineReport
from tests.support.canaries import WORD
from tests.support.findings import FINDING, at, change, file

SECRET = f"src/ghp_{WORD[:36]}.py"


def test_a_path_that_holds_a_secret_is_kept_under_another_name() -> None:
    aliases = Aliases.of(change(file("app.py"), file("new.py", old_path=SECRET), file(SECRET)))
    report = EngineReport(
        "semgrep",
        (FINDING, at(3, path=SECRET)),
        (at(3, path=SECRET, side=Side.LEFT),),
        (Coverage("app.py", "semgrep", 1, 1), Coverage(SECRET, "semgrep", 1, 1)),
    )
    kept = aliases.given(report)

    assert WORD[:12] not in repr(kept)
    assert kept.findings[0] == FINDING
    assert aliases.undone(kept) == report


def test_other_paths_stay_as_they_are() -> None:
    report = EngineReport("semgrep", (FINDING,))
    assert Aliases.of(change(file("app.py"))).given(report) == report
