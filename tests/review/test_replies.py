"""What we answer to commands, compared whole with the files in `golden/replies`."""

from dataclasses import replace
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from bot.review import replies
from bot.review.change import Side
from bot.review.commands import Malformed, Verb
from bot.review.explanation import SaidFinding, explanation, said_findings
from bot.review.findings import MODEL, Location, Status
from bot.review.principles import Persona, Principle, PrincipleKind
from bot.review.verdict import PlacedFinding, Placement
from tests.support import automatic_links
from tests.support.findings import FINDING, HEAD_SHA, change

GOLDEN = Path(__file__).parent / "golden" / "replies"
SITE = "https://github.example/acme/shop"
MARK = "f0123456789abcdef"
CLAUSE = "All input is hostile:\nqueries are parameterised."
PERSONA = Persona(
    name="backend-developer",
    description="",
    model=None,
    mission="",
    text="",
    principles=(Principle("security-first", "Security first", CLAUSE, PrincipleKind.WORK),),
)
PAGE = """# SQL from text

## What
A query is joined from text.

## How to fix
1. Bind the value.

## Before / After
```python
# bad
```
"""
SAID = SaidFinding(
    placed=PlacedFinding(FINDING, MARK, Status.INTRODUCED, Placement.INLINE),
    sha=HEAD_SHA,
    persona="backend-developer",
    clause=CLAUSE,
    forbidden=False,
)
ARGUED = replace(FINDING, source=MODEL, rule_id=None, location=None, quote="")
BY_MODEL = replace(SAID, placed=replace(SAID.placed, finding=ARGUED))
REPLIES = {
    "help": replies.help_text(),
    "malformed": replies.malformed(Malformed(Verb.WAIVE, "A reason is needed.")),
    "unknown": replies.malformed(Malformed(None, "There is no such command.")),
    "closed": replies.closed(),
    "failed": replies.failed("GitHub did not answer for 15 minutes."),
    "not_said": replies.not_said(MARK),
    "not_answered": replies.not_answered(MARK),
    "forbidden": replies.forbidden(MARK),
    "explanation": explanation(SAID, PAGE, SITE),
    "explanation_by_model": explanation(BY_MODEL, None, SITE),
}


@pytest.mark.parametrize("name", REPLIES)
def test_it_reads_as_in_its_golden_file(name: str) -> None:
    golden = (GOLDEN / f"{name}.md").read_text(encoding="utf-8")
    assert REPLIES[name] == golden.removesuffix("\n")


def test_nothing_hostile_gets_out_of_an_explanation() -> None:
    text = "![x](https://evil.example) <img src=x> @octocat #1 \u202e\n```\n# ghp_" + "a" * 36
    finding = replace(
        FINDING,
        rule_id=None,
        source=text,
        principle=text,
        title=text,
        message=text,
        quote=text,
        location=Location("a b`.py", Side.RIGHT, 1, 2),
    )
    said = replace(SAID, placed=replace(SAID.placed, finding=finding), persona=text, clause=text)
    tokens = MarkdownIt("commonmark").parse(explanation(said, None, SITE))
    children = [child for token in tokens for child in token.children or []]
    assert not {one.type for one in [*tokens, *children]} & {"image", "html_inline", "html_block"}
    links = [str(one.attrs["href"]) for one in children if one.type == "link_open"]
    assert all(link.startswith(f"{SITE}/blob/") for link in links)
    assert links == automatic_links.links(explanation(said, None, SITE))
    shown = " ".join(one.content for one in children if one.type == "text")
    assert "ghp_" not in shown


def test_what_is_kept_of_a_finding_holds_its_clause_and_no_secret_of_a_path() -> None:
    token = "ghp_" + "a" * 36
    there = replace(FINDING, location=Location(f"src/{token}.py", Side.LEFT, 3, 3))
    placed = replace(SAID.placed, finding=there)
    (kept,) = said_findings([placed], change(), PERSONA, frozenset({"injection"}))

    assert kept.placed.finding.location == Location("src/[SECRET:github-token].py", Side.LEFT, 3, 3)
    assert (kept.sha, kept.clause, kept.forbidden) == (change().base_sha, CLAUSE, True)
