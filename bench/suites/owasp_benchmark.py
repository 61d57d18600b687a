"""The OWASP Benchmark for Java: thousands of servlets, each with one weakness or a decoy of it."""

import csv
from collections.abc import Mapping

from bench.suites.cases import COMMAND, PATH, SQL, Case, Labelled, Text, Unread, Whole

_LABELS = "expectedresults-1.2.csv"
_CODE = "src/main/java/org/owasp/benchmark/testcode"
PATHS = (_LABELS, _CODE)
_WEAKNESSES = {
    "cmdi": COMMAND,
    "crypto": frozenset({"CWE-326", "CWE-327"}),
    "hash": frozenset({"CWE-328", "CWE-916"}),
    "ldapi": frozenset({"CWE-90"}),
    "pathtraver": PATH,
    "securecookie": frozenset({"CWE-614", "CWE-319"}),
    "sqli": SQL,
    "trustbound": frozenset({"CWE-501"}),
    "weakrand": frozenset({"CWE-330", "CWE-338"}),
    "xpathi": frozenset({"CWE-91", "CWE-643"}),
    "xss": frozenset({"CWE-79", "CWE-80"}),
}
# Text of an outsider that becomes code. What is left is the business of a linter (which hash, which
# generator) or of the framework (the flags of a cookie), and is listed only.
COUNTED = frozenset({"cmdi", "ldapi", "pathtraver", "sqli", "xpathi", "xss"})


def read(files: Mapping[str, bytes]) -> Labelled:
    """A case is a file, a family its category.

    A hit is any finding in a bad file by a rule with the CWE of the category or its neighbours,
    a false alarm any such finding in a good file, as the Benchmark's own scorecard counts.
    """
    cases, unread = [], []
    for row in csv.reader(files[_LABELS].decode().splitlines()):
        if not row or row[0].startswith("#"):
            continue
        name, family, bad = row[:3]
        path = f"{_CODE}/{name}.java"
        if path not in files or family not in _WEAKNESSES:
            unread.append(Unread(family, path, "its file or its category is not known"))
            continue
        text = Text(path, path, files[path])
        cases.append(Case(family, _WEAKNESSES[family], (text,), Whole(bad == "true")))
    return Labelled(cases, unread)
