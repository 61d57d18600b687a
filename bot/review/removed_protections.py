"""Protections that a change removes and does not put back: a finding on the left side for each."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from bot.review.change import Side
from bot.review.excuses import excuse
from bot.review.file_kinds import is_for_browsers, is_sample
from bot.review.findings import Finding, Location
from bot.review.outline import Lines, Outline
from bot.review.pairs import Pair
from bot.review.pretended import Pretended, is_dead
from bot.review.protections import Protection
from bot.review.redaction import redact
from bot.review.severities import severity_at
from bot.review.still_there import is_kept, telling_line
from bot.review.subjects import Kind, Site, Subject, sites_of
from bot.review.successors import Successor, successors

ENGINE = "removed-protections"
_HEADER = 320  # characters; no name of a function, with its types, is longer
_TELLS = 3  # characters of a name that stands for one thing
_WORD = re.compile(r"[\w$]+")
_EVIDENCE = " It stood at {what}, which this change keeps, and nothing that it adds is as good."
_CALLED = {
    Kind.ROUTE: "the route {}",
    Kind.FUNCTION: "the function {}",
    Kind.CLASS: "the class {}",
    Kind.FIELD: "the field {}",
    Kind.CALL: "the call of {}",
    Kind.FILE: "{}",
}


@dataclass(frozen=True)
class Guard:
    """One look at a change: its files, the kinds of protections, and what rules say of the head."""

    pairs: Sequence[Pair]
    protections: Sequence[Protection]
    said: Sequence[Finding] = ()

    def findings(self) -> Iterator[Finding]:
        """What is removed and not put back, file by file."""
        for pair in self.pairs:
            if not pair.removed or _protects_nobody(pair.file.old_path):
                continue
            for protection in self.protections:
                # Most files lose nothing of the kind: of these no more than the lines is read.
                if pair.may_lose(protection) and pair.base is not None:
                    yield from self._in_file(pair, pair.base, protection)

    def _in_file(self, pair: Pair, base: Outline, protection: Protection) -> Iterator[Finding]:
        told: set[object] = set()
        for site in sites_of(base, protection):
            line = site.lines.first
            if line not in pair.removed or line in told or is_dead(base, site.lines.first, site.at):
                continue
            if self._is_handed_over(site, base):
                continue
            subject = site.subject
            found = successors(subject, pair, self.pairs)
            left = [one for one in found if not self._is_protected(site, one, pair, protection)]
            if not found or len(left) < len(found) or self._is_said(protection, left):
                continue
            key = (subject.kind, subject.name, subject.owner)
            if key not in told and not self._is_put_back(site, pair, left, protection):
                told |= {key, line}
                yield _finding(site, pair, base, protection, left[0])

    def _is_handed_over(self, site: Site, base: Outline) -> bool:
        """Whether it is an argument that our own code gives, and no framework asks for."""
        name = site.subject.name
        if site.subject.kind is not Kind.FUNCTION:
            return False
        declared = re.compile(
            rf"\b(?:fn|def|fun|func)\s+{re.escape(name)}\s*(?:<[^()]{{0,200}}>)?$"
        )
        if not any(
            declared.search(base.code[max(0, opened - _HEADER) : opened])
            for opened, _ in base.brackets.around(site.at)
        ):
            return False
        called = re.compile(
            rf"(?<![\w$])(?<!fn )(?<!def )(?<!fun )(?<!func ){re.escape(name)}\s*\("
        )
        return any(pair.base and called.search(pair.base.code) for pair in self.pairs)

    def _is_protected(
        self, site: Site, successor: Successor, pair: Pair, protection: Protection
    ) -> bool:
        """Whether what it protected has a protection of its kind at the head, or is another now."""
        subject, head = site.subject, successor.head
        if protection.only_where_kept and not is_kept(site, pair, successor):
            return True
        if subject.kind is Kind.CALL:
            return self._calls_are_protected(subject, successor, pair, protection)
        for one in self._standing(successor.pair, protection):
            is_new = one.lines.first in successor.pair.added
            if subject.kind is Kind.FILE:
                if one.subject.kind is Kind.FILE and (is_new or one.word == site.word):
                    return True
            elif subject.kind is Kind.CLASS:
                same = (one.subject.kind, one.subject.name) == (Kind.CLASS, subject.name)
                if same or (is_new and successor.lines.holds(one.lines.first)):
                    return True
            elif successor.lines.holds(one.lines.first) or (
                _is_around(one, head, successor) and (is_new or one.word == site.word)
            ):
                return True
        return self._is_likely(subject, pair, successor, protection)

    def _calls_are_protected(
        self, subject: Subject, successor: Successor, pair: Pair, protection: Protection
    ) -> bool:
        """Whether no more calls go without it than did before."""
        assert pair.base is not None  # noqa: S101  # it is where the site was found
        called = re.compile(rf"(?<![\w$]){re.escape(subject.name)}(?:<[^<>()]{{0,80}}>)?!?\s*[({{]")

        def unprotected(side: Outline, lines: Lines, sites: Iterable[Site]) -> int:
            with_it = sum(
                one.subject.name == subject.name and lines.holds(one.lines.first) for one in sites
            )
            return len(called.findall(side.cut(lines))) - with_it

        before = unprotected(pair.base, subject.lines, sites_of(pair.base, protection))
        after = unprotected(
            successor.head, successor.lines, self._standing(successor.pair, protection)
        )
        return after <= before or self._is_likely(subject, pair, successor, protection)

    def _is_likely(
        self, subject: Subject, pair: Pair, successor: Successor, protection: Protection
    ) -> bool:
        """Whether the change adds there what is the same kind in this project's own words."""
        head, added = successor.head, successor.pair.added
        before = frozenset(_WORD.findall(pair.base.cut(subject.lines))) if pair.base else ()
        for number in range(successor.lines.first, successor.lines.last + 1):
            if number not in added:
                continue
            for match in protection.likely.finditer(head.cut(Lines(number, number))):
                word = _word_around(match)
                if word not in before and not self._pretended.does_nothing(word, protection):
                    return True
        return False

    def _is_put_back(
        self, site: Site, own: Pair, left: Sequence[Successor], protection: Protection
    ) -> bool:
        """Whether the change adds it for all that comes, in a base class, or in a helper's code."""
        for pair in self.pairs:
            for one in self._standing(pair, protection):
                if one.lines.first not in pair.added or pair.head is None:
                    continue
                if one.covers_all or one.subject.kind is Kind.FILE:
                    return True
                if pair is own and Kind.FIELD in {site.subject.kind} - {one.subject.kind}:
                    return True  # such as a constraint of two columns, beside them
                if (
                    protection.only_where_kept
                    and (line := telling_line(own.base, site))
                    and line == telling_line(pair.head, one)
                ):
                    return True
                name = one.subject.owner if one.subject.kind is Kind.CALL else one.subject.name
                if any(_speaks_of(successor, name) for successor in left):
                    return True
                mine = pair.head.cut(one.subject.lines)
                names = {site.subject.name, *(successor.name for successor in left)} - {""}
                if (
                    one.subject.kind is not Kind.FIELD
                    and any(
                        re.search(rf"(?<![\w$]){re.escape(word)}(?![\w$])", mine) for word in names
                    )
                    and name not in names
                ):
                    return True
        return False

    def _is_said(self, protection: Protection, left: Sequence[Successor]) -> bool:
        """Whether a rule speaks of the same loss, at the lines that are there now."""
        return any(
            one.category in protection.said_by
            and one.location is not None
            and one.location.path == successor.head.path
            and one.location.start_line <= successor.lines.last
            and one.location.end_line >= successor.lines.first
            for one in self.said
            for successor in left
        )

    def _standing(self, pair: Pair, protection: Protection) -> Sequence[Site]:
        """The sites of the head that hold: not in dead code, nor by a name that does nothing."""
        key = (pair.file.path, protection.rule.id)
        if key not in self._known:
            good = [
                protection,
                *(one for one in self.protections if one.rule.id in protection.answered_by),
            ]
            head = pair.head
            self._known[key] = [
                site
                for kind in good
                for site in (sites_of(head, kind) if head else ())
                if head
                and not is_dead(head, site.lines.first, site.at)
                and not self._site_does_nothing(site, kind)
            ]
        return self._known[key]

    @cached_property
    def _pretended(self) -> Pretended:
        return Pretended(self.pairs)

    @cached_property
    def _known(self) -> dict[tuple[str, str], list[Site]]:
        return {}

    def _site_does_nothing(self, site: Site, protection: Protection) -> bool:
        return any(
            self._pretended.does_nothing(word, protection)
            for word in re.findall(r"[\w$]+", site.word)
        )


def _protects_nobody(path: str) -> bool:
    """Tests serve nobody, and whoever has the code of a page can leave out what it checks."""
    return is_sample(path) or is_for_browsers(path)


def _is_around(one: Site, head: Outline, successor: Successor) -> bool:
    """Whether a protection stands at the class that something is in."""
    if one.subject.kind is not Kind.CLASS:
        return False
    block = head.block(successor.lines.last)
    return block is not None and block.name == one.subject.name


def _speaks_of(successor: Successor, name: str) -> bool:
    """Whether the code of something names this."""
    if len(name) < _TELLS:
        return False
    code = successor.head.cut(successor.lines)
    return (
        name != successor.name
        and re.search(rf"(?<![\w$]){re.escape(name)}(?![\w$])", code) is not None
    )


def _word_around(match: re.Match[str]) -> str:
    text, start, end = match.string, match.start(), match.end()
    while start and (text[start - 1].isalnum() or text[start - 1] in "_$"):
        start -= 1
    while end < len(text) and (text[end].isalnum() or text[end] in "_$"):
        end += 1
    return text[start:end]


def _finding(
    site: Site, pair: Pair, base: Outline, protection: Protection, successor: Successor
) -> Finding:
    rule, subject = protection.rule, site.subject
    gone = [one for one in range(site.lines.first, site.lines.last + 1) if one in pair.removed]
    first, last = gone[0], gone[-1]
    name = subject.name if subject.kind is not Kind.FILE else f"{base.path}, for all that it serves"
    what = _CALLED[subject.kind].format(redact(name))
    finding = Finding(
        source=ENGINE,
        rule_id=rule.id,
        principle=rule.principle,
        category=rule.category,
        severity=severity_at(rule, base.path),
        confidence=rule.confidence,
        location=Location(base.path, Side.LEFT, first, last),
        quote=redact("\n".join(base.raw[first - 1 : last])),
        title=rule.title,
        message=rule.message + _EVIDENCE.format(what=what),
        cwe=rule.cwe,
        identity=redact(f"{subject.kind} {subject.owner} {subject.name} {site.word}"),
    )
    return replace(finding, excuse=_excuse(finding, successor))


def _excuse(finding: Finding, successor: Successor) -> str | None:
    """What a comment says for it that this change writes where the protection stood."""
    head, added = successor.head, successor.pair.added
    first = max(1, successor.lines.first - 1)
    lines = {
        number: head.raw[number - 1]
        for number in range(first, min(successor.lines.last, first + 20) + 1)
        if number in added and "tenet:" in head.raw[number - 1]
    }
    for number in lines:
        there = replace(finding, location=Location(head.path, Side.RIGHT, number, number))
        given = excuse(there, lines)
        if given is not None:
            return given
    return None
