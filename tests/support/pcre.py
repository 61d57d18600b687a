"""Semgrep's own expression engine, with the limits that Semgrep gives it."""

import ctypes
from collections.abc import Iterator
from functools import cache
from importlib import resources
from pathlib import Path

_UTF, _MULTILINE, _NO_UTF_CHECK = 0x80000, 0x400, 0x40000000
_MATCH_LIMIT, _DEPTH_LIMIT = 1_000_000, 10_000  # measured: what Semgrep 1.182 sets
_NO_MATCH = -1


class Expression:
    """A regular expression as Semgrep compiles it. Raises ValueError for one that is none."""

    def __init__(self, text: str) -> None:
        pattern = text.encode()
        error, offset = ctypes.c_int(), ctypes.c_size_t()
        self._code = _library().pcre2_compile_8(
            pattern,
            len(pattern),
            _UTF | _MULTILINE,
            ctypes.byref(error),
            ctypes.byref(offset),
            None,
        )
        if not self._code:
            raise ValueError(f"error {error.value} at {offset.value} of {text}")
        self._data = _library().pcre2_match_data_create_from_pattern_8(self._code, None)

    def gives_up_on(self, text: bytes) -> bool:
        """Whether it runs into a limit somewhere, where Semgrep drops all that it found."""
        return any(answer < _NO_MATCH for answer in self._answers(text))

    def _answers(self, text: bytes) -> Iterator[int]:
        at = 0
        while at <= len(text):
            answer = _library().pcre2_match_8(
                self._code, text, len(text), at, _NO_UTF_CHECK, self._data, _limits()
            )
            yield answer
            if answer <= _NO_MATCH:
                return
            end = _library().pcre2_get_ovector_pointer_8(self._data)[1]
            at = max(end, at + 1)
            while at < len(text) and text[at] & 0xC0 == 0x80:  # inside of a character
                at += 1


@cache
def _library() -> ctypes.CDLL:
    folder = Path(str(resources.files("semgrep"))) / "bin" / "libs"
    library = ctypes.CDLL(str(next(folder.glob("libpcre2-8*"))))
    pointer, size = ctypes.c_void_p, ctypes.c_size_t
    library.pcre2_compile_8.restype = pointer
    library.pcre2_compile_8.argtypes = [
        ctypes.c_char_p, size, ctypes.c_uint32, pointer, pointer, pointer,
    ]  # fmt: skip
    library.pcre2_match_data_create_from_pattern_8.restype = pointer
    library.pcre2_match_data_create_from_pattern_8.argtypes = [pointer, pointer]
    library.pcre2_match_8.argtypes = [
        pointer, ctypes.c_char_p, size, size, ctypes.c_uint32, pointer, pointer,
    ]  # fmt: skip
    library.pcre2_get_ovector_pointer_8.restype = ctypes.POINTER(size)
    library.pcre2_get_ovector_pointer_8.argtypes = [pointer]
    library.pcre2_match_context_create_8.restype = pointer
    library.pcre2_set_match_limit_8.argtypes = [pointer, ctypes.c_uint32]
    library.pcre2_set_depth_limit_8.argtypes = [pointer, ctypes.c_uint32]
    return library


@cache
def _limits() -> int:
    context: int = _library().pcre2_match_context_create_8(None)
    _library().pcre2_set_match_limit_8(context, _MATCH_LIMIT)
    _library().pcre2_set_depth_limit_8(context, _DEPTH_LIMIT)
    return context
