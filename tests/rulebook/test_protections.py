import re

import pytest

from bot.errors import UserError
from bot.review.languages import Language
from bot.review.protections import Protection
from bot.rulebook import built_in_principles, load_protections, load_rules, rule_page

PROTECTIONS = load_protections()
IDS = [one.rule.id for one in PROTECTIONS]
# What Go, Rust and others have no such thing for, or write as something else.
NOT_IN = {("removed-index", "rust"), ("removed-constraint", "rust")}


def test_every_kind_is_known_in_every_language() -> None:
    missing = {
        (one.rule.id, name) for one in PROTECTIONS for name in set(Language) - set(one.signs)
    }
    assert missing == NOT_IN
    assert len(PROTECTIONS) >= 11


@pytest.mark.parametrize("protection", PROTECTIONS, ids=IDS)
def test_a_kind_says_what_rules_say(protection: Protection) -> None:
    rule = protection.rule
    assert rule.id not in {one.id for one in load_rules()}
    assert rule.principle in {one.id for one in built_in_principles()}
    assert len(re.split(r"(?<=[.?!])\s+(?=[A-Z`])", rule.message)) == 2
    assert rule.message.endswith(".")
    assert 0 < len(rule.title) <= 60
    assert protection.answered_by <= set(IDS)
    page = rule_page(rule.id)
    for section in ("What", "Why", "How to fix", "Before", "After", "References"):
        assert f"## {section}\n" in page


def test_a_name_that_is_nearly_right_is_answered_with_the_right_one() -> None:
    with pytest.raises(UserError, match="removed-authentication"):
        rule_page("removed-authentification")
