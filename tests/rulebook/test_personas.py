"""Strangers' personas are understood, and a broken one is refused with a remedy."""

import re
import time
from pathlib import Path

import pytest

from bot.errors import UserError
from bot.review.principles import PrincipleKind
from bot.rulebook import built_in_principles, find_principle, load_persona, parse_persona

PERSONAS = Path(__file__).parent / "personas"


def _principles(name: str) -> dict[str, tuple[str, str]]:
    persona = load_persona(PERSONAS / f"{name}.md")
    return {one.id: (one.kind.value, one.text) for one in persona.principles}


def test_a_persona_with_top_level_sections_and_other_titles_maps_to_our_principles() -> None:
    persona = load_persona(PERSONAS / "api-smith.md")

    assert (persona.name, persona.model) == ("api-smith", "opus")
    assert persona.description == "Forges HTTP interfaces that last"
    assert persona.mission == (
        "Forge interfaces that clients never have to fear, not even after ten years."
    )
    assert persona.text.startswith("# Identity\n")
    assert _principles("api-smith") == {
        "study-first": ("work principle", "Read three neighbours before the first line."),
        "fail-gracefully": ("work principle", "Whoever catches, answers."),
        "security-first": ("work principle", "parse it, do not check it."),
        "leave-no-magic-behind": (
            "work principle",
            "A number has a name, and a name has a reason.",
        ),
        "error-responses": ("output standard", "The caller knows what to change."),
        "testing": ("output standard", "One for each promise."),
        "api-design": ("expertise", "REST and its verbs; gRPC: deadlines everywhere"),
        "database": ("expertise", "PostgreSQL"),
    }


def test_a_sub_agent_file_whose_description_is_no_yaml_is_read_as_agents_read_it() -> None:
    persona = load_persona(PERSONAS / "go-guardian.md")

    assert persona.name == "go-guardian"
    assert persona.description.startswith("Use this agent after Go code was written. Examples: <ex")
    assert persona.model is None
    assert persona.mission.startswith("You are a patient reviewer of Go services.")
    assert _principles("go-guardian") == {
        "complete-the-task": ("work principle", "no more, no less"),
        "blend-in": ("work principle", "write it as this repository would"),
        "security": ("expertise", "sessions, JWT"),
        "concurrency": ("expertise", "channels, leaks"),
    }


def test_windows_line_ends_bold_headings_and_two_titles_of_one_principle_are_read() -> None:
    persona = load_persona(PERSONAS / "platform-reviewer.md")

    assert persona.description == "Watches over the platform"
    assert persona.mission == "Keep the lights on."
    assert _principles("platform-reviewer") == {
        "fail-gracefully": ("work principle", "a dead job says so and early"),
        "structured-logging": ("output standard", "fields, not prose"),
    }


def test_a_known_title_carries_our_page_and_an_unknown_one_its_text_alone() -> None:
    persona = load_persona(PERSONAS / "api-smith.md")

    known = persona.principle("study-first")
    unknown = persona.principle("leave-no-magic-behind")

    assert known is not None
    assert known.title == "Study before acting"
    assert "### What to look for" in known.checklist
    assert unknown is not None
    assert unknown.checklist == ""


def test_a_rule_keeps_its_principle_where_the_persona_lacks_it() -> None:
    persona = load_persona(PERSONAS / "platform-reviewer.md")

    lacking = find_principle(persona, "security-first")

    assert persona.principle("security-first") is None
    assert lacking is not None
    assert lacking.title == "Security first"
    assert find_principle(persona, "no-such-principle") is None


def test_a_persona_that_names_no_principle_is_held_to_ours() -> None:
    persona = parse_persona(b"---\nname: quiet\n---\nBe kind.\n", "quiet.md")

    assert persona.principles == built_in_principles()
    assert persona.mission == "Be kind."


def test_a_title_means_the_principle_of_the_section_it_stands_in() -> None:
    text = (
        "---\nname: a\n---\n## Principles\n1. **Security** — a\n## Expertise\n- **Security**: b\n"
    )

    kinds = {one.id: one.kind for one in parse_persona(text.encode(), "a.md").principles}

    assert kinds == {
        "security-first": PrincipleKind.WORK,
        "security": PrincipleKind.EXPERTISE,
    }


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "p.md: empty; write a persona, or name another file."),
        (b" \n\n", "p.md: empty; write a persona, or name another file."),
        (
            b"# Backend\n",
            "p.md, line 1: no front matter; begin with `---`, `name:`, `description:`, `---`.",
        ),
        (
            b"---\nname: a\n",
            "p.md, line 1: the front matter has no end; close it with `---`.",
        ),
        (
            b"---\ndescription: a\n---\ntext\n",
            "p.md, line 1: the front matter lacks `name:`; add it.",
        ),
        (
            b"---\n- a\n- b\n---\ntext\n",
            "p.md, line 2: the front matter is not `key: value` lines; correct it.",
        ),
        (
            b"---\nname: a\ncolor: [red\n---\ntext\n",
            "p.md, line 4: not YAML (did not find expected ',' or ']'); correct it.",
        ),
        (
            b"---\nname: a\nname: b\n---\ntext\n",
            "p.md, line 3: holds the key 'name' twice; keep one of them.",
        ),
        (
            b"---\nname: a\ndescription: &x b\ntools: *x\n---\ntext\n",
            "p.md, line 3: holds an anchor (&name); write the value out where it is used.",
        ),
        (b"---\nname: a\n---\n \n", "p.md, line 4: nothing follows the front matter; "),
        (b"---\nname: a\n---\n\xff\n", "p.md, line 4: not UTF-8; save it as UTF-8."),
        (b"-" * 65537, "p.md: larger than 65536 bytes; make it shorter."),
    ],
)
def test_a_broken_persona_is_refused_with_file_line_and_remedy(data: bytes, sentence: str) -> None:
    with pytest.raises(UserError, match=re.escape(sentence)):
        parse_persona(data, "p.md")


def test_a_persona_file_that_is_not_there_is_a_mistake_of_the_user(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"none\.md cannot be read .*name a file, or 'backend-dev"):
        load_persona(tmp_path / "none.md")


@pytest.mark.parametrize("line", ["#" * 30_000, "(" * 30_000, "**" * 15_000, "# " + " #" * 15_000])
def test_a_hostile_line_costs_no_time(line: str) -> None:
    started = time.thread_time()
    parse_persona(f"---\nname: a\n---\n## Principles\n{line}x\n1. {line}x\n".encode(), "a.md")
    assert time.thread_time() - started < 2
