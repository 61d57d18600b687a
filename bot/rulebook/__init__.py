"""What the persona believes: personas, principles and rules, read from the rules folder."""

from bot.rulebook.coverage import PrincipleCoverage, principle_coverage
from bot.rulebook.folder import rules_folder
from bot.rulebook.matrix import COLUMNS, Cell, Matrix
from bot.rulebook.pack import (
    CompiledRules,
    compile_rules,
    load_rules,
    pack_matrix,
    rule_page,
    rules_digest,
)
from bot.rulebook.personas import BUILT_IN, find_principle, load_persona, parse_persona
from bot.rulebook.principles import built_in_principles
from bot.rulebook.protections import load_protections

__all__ = [
    "BUILT_IN",
    "COLUMNS",
    "Cell",
    "CompiledRules",
    "Matrix",
    "PrincipleCoverage",
    "built_in_principles",
    "compile_rules",
    "find_principle",
    "load_persona",
    "load_protections",
    "load_rules",
    "pack_matrix",
    "parse_persona",
    "principle_coverage",
    "rule_page",
    "rules_digest",
    "rules_folder",
]
