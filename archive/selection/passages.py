"""Finds the words of a search in texts, and the passage of a text that shows most of them (pure).

What matches is decided by FTS5 itself, on a small index in memory with the archive's tokenizer: so stems, accents,
phrases, beginnings and pairs of characters are marked as they were found.
"""

import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import closing
from functools import lru_cache
from typing import NamedTuple
from unicodedata import east_asian_width

from archive.schema import SEARCHED, TOKENIZER, Word, words_of

# Of a text so many characters are looked at; where the words come later, the beginning is shown.
MAX_CHARACTERS = 100_000
# What a passage has, in the width of a Latin letter; an East Asian character is as wide as two.
WIDTH = 280
# Of a passage so much stands before the first word at most.
LEAD = 60

_COLUMNS = tuple(SEARCHED)
_OPEN, _CLOSE = "\x02", "\x03"

Span = tuple[int, int]


class Part(NamedTuple):
    """A part of a passage, which is marked or not."""

    text: str
    is_marked: bool


def find_words(texts: Sequence[Mapping[str, str]], marked: str) -> list[dict[str, list[Span]]]:
    """Return where each text has what an expression of FTS5 matches: by column the bounds of each place, in order.

    A text has some of the columns SEARCHED. Of one that does not match, and of an expression that FTS5 refuses,
    nothing is returned.
    """
    columns = [name for name in SEARCHED if any(text.get(name) for text in texts)]
    found: list[dict[str, list[Span]]] = [{} for _ in texts]
    if not columns or not marked:
        return found
    words = [{name: list(words_of((text.get(name) or "")[:MAX_CHARACTERS])) for name in columns} for text in texts]
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute(f'CREATE VIRTUAL TABLE texts USING fts5({", ".join(SEARCHED)}, tokenize="{TOKENIZER}")')
        values = ", ".join("?" * len(columns))
        db.executemany(
            f"INSERT INTO texts (rowid, {', '.join(columns)}) VALUES (?, {values})",  # noqa: S608 - our own names
            (
                (number, *(" ".join(word.text for word in own[name]) for name in columns))
                for number, own in enumerate(words)
            ),
        )
        shown = ", ".join(f"highlight(texts, {_COLUMNS.index(name)}, '{_OPEN}', '{_CLOSE}')" for name in columns)
        try:
            rows = db.execute(f"SELECT rowid, {shown} FROM texts WHERE texts MATCH ?", (marked,)).fetchall()  # noqa: S608
        except sqlite3.OperationalError:
            return found
    for number, *highlighted in rows:
        for name, text in zip(columns, highlighted, strict=True):
            if spans := _spans(words[number][name], text):
                found[number][name] = spans
    return found


def best_passage(text: str, spans: Sequence[Span], width: int = WIDTH) -> tuple[Part, ...]:
    """Return the part of a text with the most different words of those at `spans`, whole words only, in one line.

    Where there are none, it is the beginning. An ellipsis stands where something is left out.
    """
    begin, end = _window(text, spans, width)
    parts: list[Part] = []
    at = begin
    for start, stop in spans:
        if start < begin or stop > end:
            continue
        if start > at:
            parts.append(Part(text[at:start], is_marked=False))
        parts.append(Part(text[start:stop], is_marked=True))
        at = stop
    parts.append(Part(text[at:end], is_marked=False))
    if begin > 0:
        parts.insert(0, Part("… ", is_marked=False))
    if end < len(text.rstrip()):
        parts.append(Part(" …", is_marked=False))
    return _one_line(parts)


def mark_all(text: str, spans: Sequence[Span]) -> tuple[Part, ...]:
    """Return a whole text with its marked parts."""
    return best_passage(text, spans, width=len(text) * 2 + LEAD)


def _spans(words: Sequence[Word], highlighted: str) -> list[Span]:
    """Return the bounds of the words that stand between the signs; words that touch or overlap are joined."""
    spans: list[Span] = []
    inside = False
    for word, shown in zip(words, highlighted.split(" "), strict=False):
        is_in = inside or _OPEN in shown
        if is_in and spans and word.start < spans[-1][1] + inside:
            spans[-1] = spans[-1][0], max(spans[-1][1], word.end)
        elif is_in:
            spans.append((word.start, word.end))
        if _OPEN in shown or _CLOSE in shown:
            inside = shown.rfind(_OPEN) > shown.rfind(_CLOSE)
    return spans


def _window(text: str, spans: Sequence[Span], width: int) -> Span:
    """Return the bounds of the window of a text with the most different words; the first one of several."""
    best, at = (0, 0), 0
    keys = [text[start:end].casefold()[:6] for start, end in spans]
    inside: Counter[str] = Counter()
    first = 0
    for last, (_, end) in enumerate(spans):
        inside[keys[last]] += 1
        while first < last and _width(text[spans[first][0] : end]) > width - LEAD:
            inside[keys[first]] -= 1
            inside += Counter()
            first += 1
        if (score := (len(inside), last - first + 1)) > best:
            best, at = score, spans[first][0]
    begin = _before(text, at)
    return begin, _after(text, begin, width, max((end for start, end in spans if start == at), default=0))


def _before(text: str, at: int) -> int:
    """Return where a passage begins whose first marked word stands at `at`: behind a paragraph, or a space."""
    begin = max(0, at - LEAD)
    while begin < at and _width(text[begin:at]) > LEAD:
        begin += 1
    if begin == 0:
        return 0
    if (paragraph := text.rfind("\n", begin, at)) >= 0:
        return paragraph + 1
    space = text.find(" ", begin - 1, at)
    return space + 1 if space >= 0 else begin


def _after(text: str, begin: int, width: int, least: int) -> int:
    end = begin
    room = width
    while end < len(text) and (room > 0 or end < least):
        room -= _width(text[end])
        end += 1
    if end == len(text) or not (text[end].isalnum() and text[end - 1].isalnum()) or text[end] > "\u0e00":
        return end
    space = max(text.rfind(sign, max(begin, least), end) for sign in (" ", "\n"))
    return space if space > begin else end


def _width(text: str) -> int:
    return len(text) if text.isascii() else sum(map(_width_of, text))


@lru_cache(maxsize=4096)
def _width_of(character: str) -> int:
    return 2 if east_asian_width(character) in {"W", "F"} else 1


def _one_line(parts: Sequence[Part]) -> tuple[Part, ...]:
    line: list[Part] = []
    for part in parts:
        text = "".join(" " if each.isspace() else each for each in part.text)
        while "  " in text:
            text = text.replace("  ", " ")
        if line and line[-1].text.endswith(" "):
            text = text.lstrip()
        if text:
            line.append(Part(text, part.is_marked))
    return tuple(line)
