"""Arranges the difference of two versions for reading: side by side, with what has not changed folded (pure)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, zip_longest

from archive.diff import Kind, Paragraph, Words

# Of what has not changed so many paragraphs stay open beside a change, and so few are not worth folding.
CONTEXT = 1
LEAST = 2

# What each kind of edit means, for people; `archive/diff/versions.py` decides it.
MEANINGS: dict[Kind, str] = {
    "same": "no difference that counts as an edit",
    "typo": "a few words, each replaced by one that is spelled alike",
    "metadata": "no word of the text: categories, pictures, links or the like",
    "headline": "the headline or subtitle, and not the text",
    "addition": "words were added to the text, and none removed",
    "removal": "words were removed from the text, and none added",
    "substantive": "words of the text, or its authors or date, were replaced",
    "rewrite": "at least half of the text is new or gone",
}


@dataclass(frozen=True, kw_only=True)
class Row:
    """A paragraph in both versions; of one that only one of them has, the other side is empty."""

    sign: str
    words: tuple[Words, ...]

    @property
    def before(self) -> tuple[Words, ...]:
        """What the version before has of it."""
        return tuple(words for words in self.words if words.sign != "+")

    @property
    def after(self) -> tuple[Words, ...]:
        """What the version after has of it."""
        return tuple(words for words in self.words if words.sign != "-")


@dataclass(frozen=True, kw_only=True)
class Passage:
    """Paragraphs that are shown together; if they are folded, a reader opens them to see them."""

    rows: tuple[Row, ...]
    is_folded: bool

    @property
    def pairs(self) -> Iterator[Row]:
        """The rows for two columns: paragraphs that went stand beside those that came in their place."""
        for is_unpaired, group in groupby(self.rows, key=lambda row: row.sign in {"-", "+"}):
            rows = list(group)
            if not is_unpaired:
                yield from rows
                continue
            gone, come = ([row.words for row in rows if row.sign == sign] for sign in ("-", "+"))
            for left, right in zip_longest(gone, come, fillvalue=()):
                yield Row(sign="~" if left and right else "-" if left else "+", words=(*left, *right))


def passages(paragraphs: Sequence[Paragraph]) -> Iterator[Passage]:
    """Yield the paragraphs of a difference in order, those folded that are further than CONTEXT from a change."""
    changed = [place for place, paragraph in enumerate(paragraphs) if paragraph.sign != "="]
    near = {place + step for place in changed for step in range(-CONTEXT, CONTEXT + 1)}
    start = 0
    while start < len(paragraphs):
        is_far, end = start not in near, start
        while end < len(paragraphs) and (end not in near) == is_far:
            end += 1
        rows = tuple(Row(sign=each.sign, words=each.words) for each in paragraphs[start:end])
        yield Passage(rows=rows, is_folded=is_far and len(rows) >= LEAST)
        start = end
