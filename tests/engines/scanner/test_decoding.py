import codecs

import pytest

from bot.engines.scanner.decoding import as_utf8, means_what_it_says

WESTERN = "// Größe, déjà vu: «été» \u2013 5 € “naïve”\r\nrun('ñandú')\n" + "run(1);\n" * 9
CHINESE = "x = '\u4e2d\u6587\u7f16\u7801'\n"
JAPANESE = "x = '\u30bd\u8868'\ny = 1\n"  # the second half of each is a backslash


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"", ""),
        (WESTERN.encode(), WESTERN),
        (codecs.BOM_UTF8 + b"a\n", "a\n"),
        (codecs.BOM_UTF8 * 2 + b"a\n", "a\n"),
        (WESTERN.encode("utf-16"), WESTERN),
        (codecs.BOM_UTF16_BE + WESTERN.encode("utf-16-be"), WESTERN),
        (codecs.BOM_UTF16_LE + (CHINESE * 9).encode("utf-16-le"), CHINESE * 9),
        (WESTERN.encode("cp1252"), WESTERN),
        ("// Die Größe\n".encode("latin-1"), "// Die Größe\n"),
    ],
)
def test_a_text_is_read_line_for_line_where_its_encoding_is_certain(
    content: bytes, text: str
) -> None:
    assert as_utf8(content) == text.encode()


@pytest.mark.parametrize(
    "content",
    [
        b"a\0b",
        "a\0b".encode("utf-16"),
        "a = 1\n".encode("utf-16-le"),
        "a = 1\n".encode("utf-32"),
        codecs.BOM_UTF16_LE + b"a",
        codecs.BOM_UTF16_LE + b"\x00\xd8a\x00",
        (CHINESE + "y = 1\n" * 9).encode("gb18030"),
        (JAPANESE + "y = 1\n" * 9).encode("shift-jis"),
        ("x = 'привет'\n" + "y = 1\n" * 9).encode("koi8-r"),
        b"\x89PNG\r\n\x1a\n",
        b"caf\xe9\x81\n",
        b"caf\xe9\x07\n",
        b"\xe9\xe8" * 20,
        b"s = '\xe9\\'; danger(1)\n",
    ],
)
def test_what_may_mean_something_else_is_not_read(content: bytes) -> None:
    assert as_utf8(content) is None


@pytest.mark.parametrize(
    ("code", "plain"),
    [
        (b"a = 1\n", True),
        (b"# -*- coding: utf-8 -*-\n", True),
        (b"#!/usr/bin/python\n# vim: set fileencoding=latin-1 :\n", True),
        (b"# coding: cp1252\r\n", True),
        (b"a\nb\n# coding: utf-7\n", True),
        (b"a = 1  # encoding: rot13\n", True),
        (b"# coding: utf-7\n", False),
        (b"#!x\r\n\t# coding=unicode_escape\r\n", False),
        (b"#!x\r# coding: rot13\r", False),
        (b"# coding: gb18030\n", False),
    ],
)
def test_python_that_declares_another_encoding_does_not_mean_what_it_says(
    code: bytes, *, plain: bool
) -> None:
    assert means_what_it_says(code) is plain
