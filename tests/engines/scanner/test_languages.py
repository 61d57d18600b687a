import pytest

from bot.engines.scanner.languages import language_of


@pytest.mark.parametrize(
    "path", ["", "a", "Makefile", "a.md", "a.py.txt", ".py", "py", "a.", "a.zig"]
)
def test_what_has_no_rules_has_no_language(path: str) -> None:
    assert language_of(path) is None


@pytest.mark.parametrize(
    ("path", "name", "extension"),
    [
        ("a.py", "python", ".py"),
        ("a/B.PYI", "python", ".py"),
        ("a.mjs", "javascript", ".js"),
        ("a.jsx", "javascript", ".jsx"),
        ("a.cts", "javascript", ".ts"),
        ("a.d.ts", "javascript", ".ts"),
        ("a.tsx", "javascript", ".tsx"),
        ("a.min.js", "javascript", ".js"),
        ("build.gradle.kts", "kotlin", ".kt"),
        ("A.java", "java", ".java"),
        ("a.rs", "rust", ".rs"),
        ("a_test.go", "go", ".go"),
    ],
)
def test_an_extension_tells_the_language(path: str, name: str, extension: str) -> None:
    found = language_of(path)
    assert found is not None
    assert (found.name, found.extension) == (name, extension)


@pytest.mark.parametrize(
    ("first_line", "name"),
    [
        (b"#!/usr/bin/python", "python"),
        (b"#!/usr/bin/env python3.11", "python"),
        (b"#! /usr/bin/env -S node --x", "javascript"),
        (b"#!/usr/bin/env -S deno run", "javascript"),
        (b"#!/bin/sh", None),
        (b"#!", None),
        (b"python", None),
        (b"#!\xff\xfe", None),
        (b"", None),
    ],
)
def test_the_first_line_tells_the_language_of_what_has_no_extension(
    first_line: bytes, name: str | None
) -> None:
    found = language_of("bin/run", first_line)
    assert (found.name if found else None) == name
    assert language_of("notes.txt", first_line) is None
