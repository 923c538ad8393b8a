r"""Proposes rules for lines that hold several items of a list in one text, or more than the value (pure).

    By Ann Lee and R. Okafor | 3 March    match = '^By\s*(.+?)\s*\|'  split = '\s*,\s*|\s+and\s+'

What stands before, between and behind the items must be the same on all pages.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from lxml.html import HtmlElement

from extract.learn.labels import Labels
from extract.learn.samples import Sample
from extract.learn.selectors import selectors_of
from extract.text import any_pattern
from extract.words.byline_words import AND

MAX_BEFORE, MAX_BEHIND = 30, 120
# More than what an element for each item costs: an item may have a comma, and the words before it may change.
MATCH_COST, SPLIT_COST, BEHIND_COST = 0.8, 0.8, 1.0
# Elements of a page that are looked at, the shortest first.
MAX_ELEMENTS = 4
# What joins two names; in Arabic script too, where the default rules know no word.
_JOINER = re.compile(
    rf"\s*(?P<mark>[,;/|&\u00b7\u2022])?\s*(?P<word>{any_pattern(AND)}|\u0648|and\s+by)?\s*", re.IGNORECASE
)


class Line(NamedTuple):
    """A line around the items of a value: what stands before and behind them, and what joins them."""

    before: str
    joiners: tuple[str, ...]
    behind: str


def line_proposals(
    field: str, samples: Sequence[Sample], labels: Labels, least: float
) -> Iterator[tuple[float, str, str | None, str | None]]:
    """Yield (cost, selector, match, split) of rules for lines that hold a known value and more on `least` pages."""
    lines: defaultdict[str, list[Line]] = defaultdict(list)
    costs: dict[str, float] = {}
    for number, names in labels.values.items():
        found: dict[str, Line] = {}
        for text, element in _shortest(samples[number], names):
            line = line_around(text, names)
            for selector in selectors_of(element, field) if line is not None else ():
                if line is not None and selector.css not in found:
                    found[selector.css] = line
                    costs[selector.css] = max(selector.cost, costs.get(selector.css, 0.0))
        for css, line in found.items():
            lines[css].append(line)
    for css, around in lines.items():
        if len(around) >= least:
            yield from _rules(css, costs[css], around)


def _shortest(sample: Sample, names: Sequence[str]) -> list[tuple[str, HtmlElement]]:
    folded = [name.casefold() for name in names]
    holding = [
        (text, element)
        for text, element in sample.short_texts
        if len(text) <= MAX_BEFORE + MAX_BEHIND + 2 * sum(map(len, names))
        and all(name in text.casefold() for name in folded)
    ]
    return sorted(holding, key=lambda each: len(each[0]))[:MAX_ELEMENTS]


def line_around(text: str, names: Sequence[str]) -> Line | None:
    """Return what stands around the names in a text; None where they are not one list of names in it."""
    folded = text.casefold()
    if len(folded) != len(text):
        return None
    places = sorted((folded.find(name.casefold()), len(name)) for name in names)
    if not places or places[0][0] < 0:
        return None
    joiners = []
    for (start, length), (following, _) in pairwise(places):
        joiner = text[start + length : following] if start + length <= following else "?"
        if not joiner.strip() or not _JOINER.fullmatch(joiner):
            return None
        joiners.append(joiner)
    before, behind = text[: places[0][0]].strip(), text[places[-1][0] + places[-1][1] :].strip()
    if len(before) > MAX_BEFORE or len(behind) > MAX_BEHIND:
        return None
    return Line(before, tuple(joiners), behind)


def _rules(css: str, cost: float, lines: Sequence[Line]) -> Iterator[tuple[float, str, str | None, str | None]]:
    split = _split(lines)
    befores = Counter(line.before for line in lines)
    before, count = befores.most_common(1)[0]
    if count < len(lines):
        return
    behinds = {line.behind for line in lines}
    split_cost = SPLIT_COST if split else 0.0
    if behinds == {""}:
        yield cost + split_cost, css, None, split
        if before:
            yield cost + split_cost + MATCH_COST, css, rf"^{_escaped(before)}\s*(.+)", split
        return
    marks = {mark.group() if (mark := re.match(r"\w+|\W", behind)) else "" for behind in behinds}
    if len(marks) == 1 and (mark_text := marks.pop()):
        edge = r"\b" if mark_text.isalnum() else ""
        gap = r"\s+" if mark_text.isalnum() else r"\s*"
        start = rf"{_escaped(before)}\s*" if before else ""
        yield cost + split_cost + BEHIND_COST, css, rf"^{start}(.+?){gap}{_escaped(mark_text)}{edge}", split


def _split(lines: Sequence[Line]) -> str | None:
    """Return a pattern of all that joins two names on these lines, None where no line has two."""
    marks: dict[str, None] = {}
    words: dict[str, None] = {}
    for joiner in (joiner for line in lines for joiner in line.joiners):
        found = _JOINER.fullmatch(joiner)
        if found and found["mark"]:
            marks[found["mark"]] = None
        if found and found["word"]:
            words[found["word"].lower()] = None
    signs = "".join(map(_escaped, sorted(marks)))
    parts = [rf"\s*{signs if len(marks) == 1 else f'[{signs}]'}\s*"] if marks else []
    parts += [rf"\s+{_escaped(word)}\s+" for word in sorted(words, key=len, reverse=True)]
    return "|".join(parts) or None


def split_of_names(language: str | None) -> str:
    """Return a pattern of what joins names, for lines on which no page that is known has two."""
    words = AND.get((language or "en")[:2], AND["en"])
    return rf"\s*[,;&]\s*|\s+(?:{words})\s+"


def _escaped(text: str) -> str:
    """Return a text as a pattern that people can read: a space stays one, and so does a hyphen."""
    return re.escape(text).replace(r"\ ", " ").replace(r"\-", "-")
