"""What the demo prints: readable on a terminal, and without one."""

import re
import time
from collections.abc import Sequence
from textwrap import fill

from rich.console import Console
from rich.markdown import Markdown
from rich.rule import Rule
from rich.text import Text

from bot.sandbox.demo.posted import Check, Comment, Posted

_STYLES = {"Error": "bold red", "Warning": "bold yellow", "Note": "bold blue"}
_CONCLUSIONS = {"success": "bold green", "failure": "bold red"}
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
_MAX_WIDTH = 100  # columns; longer lines of prose are hard to read


class Screen:
    """Prints steps with the time since the beginning, then the results."""

    def __init__(self) -> None:
        self._console = Console(highlight=False, markup=False, emoji=False)
        self._width = min(self._console.width, _MAX_WIDTH)
        if not self._console.is_terminal:
            self._width = _MAX_WIDTH
        self._started = time.monotonic()

    def head(self, words: str) -> None:
        """The first line."""
        self._console.print(Text(words, "bold"))
        self._console.print()

    def step(self, words: str) -> None:
        """One thing that has just happened."""
        seconds = time.monotonic() - self._started
        line = Text(f"{seconds:6.1f} s  ", "dim").append(words, "not dim")
        self._console.print(line, soft_wrap=True)

    def posted(self, posted: Posted) -> None:
        """The review, the summary and the check."""
        self._section(f"The review: {len(posted.comments)} comments")
        for comment in posted.comments:
            self._comment(comment)
        for summary in posted.summaries:
            self._section("The summary")
            self._markdown(summary)
        for check in posted.checks:
            self._check(check)

    def agrees(self, expected: int, posted: Posted) -> None:
        """All is as expected."""
        self._section("As expected?")
        self._answer(
            "yes",
            "bold green",
            f"{expected} mistakes are marked in the demo's files. All {expected} are commented at "
            "their lines, in the API and on the page, and the check agrees. The rules hold nothing "
            "else against the change: neither code that looks alike and is right, nor what stood "
            "there before.",
        )
        more = sum(one.rule is None for one in posted.comments)
        if more:
            self._answer("and", "bold", f"{more} comments on top are the model's own.")

    def differs(self, sentences: Sequence[str]) -> None:
        """What is not as expected."""
        self._section("As expected?")
        for sentence in sentences:
            self._answer("no", "bold red", sentence)

    def last(self, address: str, *, stays: bool) -> None:
        """Where to look, and for how long."""
        self._console.print()
        if stays:
            self._console.print(Text("Look at it: ").append(address, "bold"), soft_wrap=True)
            self._console.print("Ctrl-C ends it, and removes everything.")
        else:
            said = f"The page was {address}; run `make demo` on a terminal to look at it."
            self._console.print(said, soft_wrap=True)

    def end(self, words: str) -> None:
        """The last line."""
        self._console.print(words, soft_wrap=True)

    def _section(self, title: str) -> None:
        self._console.print()
        if self._console.is_terminal:
            rule = Rule(Text(title, "bold"), align="left", style="dim")
            self._console.print(rule, width=self._width)
        else:
            self._console.print(f"== {title}")
        self._console.print()

    def _answer(self, word: str, style: str, sentence: str) -> None:
        indent = " " * len("yes  ")
        prose = fill(sentence, self._width, initial_indent=indent, subsequent_indent=indent)
        line = Text(f"{word:<5}", style).append(prose.lstrip(), "default not bold")
        self._console.print(line, soft_wrap=True)

    def _comment(self, one: Comment) -> None:
        lines = str(one.line) if one.start_line == one.line else f"{one.start_line}-{one.line}"
        self._console.print(Text(f"{one.path}:{lines}", "cyan"), soft_wrap=True)
        head = Text("  ").append(one.severity, _STYLES.get(one.severity, "bold"))
        head.append(f" · {one.principle}: ").append(one.title, "bold")
        head.append(f"  ({one.rule or 'the model'})", "dim")
        self._console.print(head, soft_wrap=True)
        for number, code in enumerate(one.code, one.start_line):
            frame = Text(f"  {number:>6} │ ", "dim").append(code.expandtabs(4), "not dim")
            self._console.print(frame, soft_wrap=True)
        for paragraph in _plain(one.message).splitlines():
            prose = fill(paragraph, self._width, initial_indent="  ", subsequent_indent="  ")
            self._console.print(Text(prose), soft_wrap=True)
        self._console.print()

    def _check(self, check: Check) -> None:
        self._section("The check")
        line = Text(f"{check.name}: ")
        line.append(check.conclusion, _CONCLUSIONS.get(check.conclusion, "bold yellow"))
        line.append(f", {check.title}; {check.annotations} annotations")
        self._console.print(line, soft_wrap=True)

    def _markdown(self, text: str) -> None:
        if self._console.is_terminal:
            self._console.print(Markdown(text, hyperlinks=False), width=self._width)
        else:
            self._console.print(_plain(text), soft_wrap=True)


def _plain(text: str) -> str:
    """Markdown without the backslashes, which are for renderers."""
    return _ESCAPE.sub("", text)
