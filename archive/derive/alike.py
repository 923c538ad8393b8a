"""Compares how articles changed from one reading to the next, to tell one event from many edits (pure).

Step, one an article: the reading before and the one now → marks of what changed
marks of all steps of a run → those that many articles share → the steps that are one event, and a sentence about it

A redesign of a site changes many articles alike: a rule finds nothing more, the same words come or go, texts lose the
same share. What authors change differs from one article to the next.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, NamedTuple

from extract.text import fold_text, split_words

# Content by columns. Categories and tags are only compared by their rules: a renamed one is an edit also if many
# articles have it.
SHORT_TEXTS = ("title", "headline", "subtitle", "authors", "language", "description")
URLS = ("image_url", "links", "images")
COMPARED = (*SHORT_TEXTS, *URLS, "published_at", "categories", "tags", "body_text")
# The fields of which a loss is told. The others come and go with a page's neighbours and readers.
TOLD_IF_LOST = ("title", "authors", "published_at", "views", "categories", "tags")
# How the reason begins for which a reading is held of which only the beginning of the text is shown.
CUT_OFF = "cut off: "
# The fields of rules whose column has another name.
COLUMN_OF = {"body": "body_text", "image": "image_url"}
# Words in a row that two articles hardly share by chance.
ROW_OF_WORDS = 8
# A text that lost more than this share of its words was cut.
MAX_LOST_SHARE = 0.2
# A teaser keeps less than this share of the words.
MAX_TEASER_SHARE = 0.8
TEASER_BEGINNING = 40
MIN_TEASERS = 3
_DIGIT = re.compile(r"\d")


class Mark(NamedTuple):
    """One thing that changed: the column, what it is (rule, +, -, moved), and the words or the rule."""

    column: str
    what: str
    detail: str


def is_many(count: int, of: int, articles: int) -> bool:
    """Tell whether so many articles of those that a run compared changed alike; the site has `articles` in all."""
    return (count >= 5 and 2 * count >= of) or (count >= 3 and 5 * count >= 4 * of) or count == of == articles > 1


@dataclass(frozen=True, kw_only=True)
class Step:
    """Two consecutive readings of an article, as rows of the tables readings and versions joined."""

    capture: str
    site: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]

    @cached_property
    def changed(self) -> tuple[str, ...]:
        """The columns of content that differ."""
        return tuple(name for name in COMPARED if self.before[name] != self.after[name])

    @cached_property
    def is_announced(self) -> bool:
        """Whether the page says that it was updated since the reading before."""
        updated = self.after["updated_at"]
        return bool(updated) and updated != self.before["updated_at"] and updated > self.before["captured_at"]

    @cached_property
    def found_before(self) -> dict[str, str]:
        """The rules that found the fields of the reading before."""
        return dict(json.loads(self.before["found_by"]))

    @cached_property
    def lost_rules(self) -> dict[str, str]:
        """The fields that another rule or no rule finds now, with the name of the rule that found them before.

        Where a rule of the site's own profile finds what a general one found before, nothing is lost.
        """
        after, own = json.loads(self.after["found_by"]), f"{self.site} "
        return {
            field: rule
            for field, rule in self.found_before.items()
            if (now := after.get(field, "")) != rule and (rule.startswith(own) or not now.startswith(own))
        }

    @cached_property
    def stopped_rules(self) -> frozenset[tuple[str, str]]:
        """The fields and rules of the site's own profile that win no more.

        A rule stops nothing where another one of the profile reads the same value: a profile that was mended after a
        redesign has both, and each article goes from one to the other when it is next fetched.
        """
        after, own = json.loads(self.after["found_by"]), f"{self.site} "
        return frozenset(
            (field, rule)
            for field, rule in self.lost_rules.items()
            if rule.startswith(own)
            and not (after.get(field, "").startswith(own) and COLUMN_OF.get(field, field) not in self.changed)
        )

    @cached_property
    def lost_fields(self) -> frozenset[str]:
        """The fields that no rule finds now."""
        return frozenset(self.lost_rules) - frozenset(json.loads(self.after["found_by"]))

    @cached_property
    def marks(self) -> frozenset[Mark]:
        """What changed in the content, in a form in which two articles can have it in common."""
        if not self.changed:
            return frozenset()
        return frozenset(
            (*_marks_of_rules(self), *_marks_of_words(self), *_marks_of_date(self), *_marks_of_text(self))
        )

    @property
    def is_teaser(self) -> bool:
        """Whether the text is only the beginning of the one before, by far shorter, perhaps with a note behind."""
        beginning = fold_text(self.before["body_text"][: 3 * TEASER_BEGINNING])[:TEASER_BEGINNING]
        return (
            bool(beginning)
            and fold_text(self.after["body_text"][: 3 * TEASER_BEGINNING]).startswith(beginning)
            and self.after["word_count"] < MAX_TEASER_SHARE * self.before["word_count"]
        )

    @property
    def is_cut_off(self) -> bool:
        """Whether the page now says that it shows only the beginning of a text, which was whole before."""
        says_so = self.after["cut_off"] or self.after["is_free"] == 0
        said_so = self.before["cut_off"] or self.before["is_free"] == 0
        return bool(says_so) and not said_so and self.is_teaser


class Verdict(NamedTuple):
    """The captures of the steps that are one event, what changed in them in a sentence, and the marks in common."""

    held: frozenset[str]
    what: str


def find_redesign(steps: Sequence[Step], articles: int) -> Verdict | None:
    """Return the steps of a run that changed alike, None if there are no such; `articles` are those of the site."""
    # A page that gives a new date of update may well be an edit: such ones count if they are many of the whole site.
    announced = {step.capture for step in steps if step.is_announced}
    every = Counter(mark for step in steps for mark in step.marks)
    silent = Counter(mark for step in steps if step.capture not in announced for mark in step.marks)
    shared = {
        mark
        for mark, count in every.items()
        if is_many(count, max(len(steps), articles), articles) or is_many(silent[mark], len(steps), articles)
    }
    # Where most have another rule for a field, what that finds tells nothing, be it the same in many or not.
    replaced = _replaced(steps, articles)
    shared |= {mark for mark in every if mark.what == "rule" and mark.column in replaced}
    held = frozenset(step.capture for step in steps if not shared.isdisjoint(step.marks))
    if not held:
        return None
    return Verdict(held, _sentence(Counter({mark: every[mark] for mark in shared}), len(held), len(steps)))


def find_teasers(steps: Sequence[Step]) -> dict[str, str]:
    """Return the captures of texts that are only shown in part now, each with the reason.

    A page says so itself, or MIN_TEASERS pages have the same words behind the beginning.
    """
    found = {step.capture: f"{CUT_OFF}{step.after['cut_off'] or 'paid'}" for step in steps if step.is_cut_off}
    teasers = [step for step in steps if step.capture not in found and step.is_teaser]
    added = Counter(
        mark for step in teasers for mark in step.marks if mark.column == "body_text" and mark.what == "+"
    )
    shared = {mark for mark, count in added.items() if count >= MIN_TEASERS}
    tail = max(shared, key=lambda mark: (added[mark], len(mark.detail), mark.detail), default=None)
    reason = f"{CUT_OFF}only the beginning is shown, then «{tail.detail}»" if tail else ""
    return found | {step.capture: reason for step in teasers if not shared.isdisjoint(step.marks)}


def lost_fields(steps: Sequence[Step], articles: int) -> Iterator[tuple[str, int]]:
    """Yield each field that many articles have lost, views too, and how many did."""
    had = Counter(field for step in steps for field in step.found_before)
    lost = Counter(field for step in steps for field in step.lost_fields)
    return ((field, lost[field]) for field in TOLD_IF_LOST if is_many(lost[field], had[field], articles))


def stopped_rules(steps: Sequence[Step], articles: int) -> Iterator[tuple[str, str, int]]:
    """Yield each field of which a rule of the site's own profile wins no more, the rule, and in how many articles."""
    had: Counter[tuple[str, str]] = Counter()
    lost: Counter[tuple[str, str]] = Counter()
    for step in steps:
        had.update((field, rule) for field, rule in step.found_before.items() if rule.startswith(f"{step.site} "))
        lost.update(step.stopped_rules)
    return ((*which, lost[which]) for which in sorted(lost) if is_many(lost[which], had[which], articles))


def _replaced(steps: Sequence[Step], articles: int) -> frozenset[str]:
    """Return the columns of the fields that another rule or none finds now in many articles."""
    had = Counter(field for step in steps for field in step.found_before)
    lost = Counter(field for step in steps for field in step.lost_rules)
    return frozenset(COLUMN_OF.get(field, field) for field in lost if is_many(lost[field], had[field], articles))


def _marks_of_rules(step: Step) -> Iterator[Mark]:
    for field, rule in step.lost_rules.items():
        column = COLUMN_OF.get(field, field)
        if column in step.changed:
            yield Mark(column, "rule", rule)


def _marks_of_words(step: Step) -> Iterator[Mark]:
    for name in (*SHORT_TEXTS, *URLS):
        if name not in step.changed:
            continue
        if name in SHORT_TEXTS and len({split_words(row[name] or "") for row in (step.before, step.after)}) == 1:
            yield Mark(name, "+", "other punctuation")
        before, after = (_words(row[name]) for row in (step.before, step.after))
        for what, new, old in (("+", after, before), ("-", before, after)):
            words = [word for word in new if word not in old]
            # Titles that each gained another word and an article have only the article in common.
            yield from (
                Mark(name, what, detail) for detail in (words if name in URLS else filter(None, [" ".join(words)]))
            )


def _marks_of_date(step: Step) -> Iterator[Mark]:
    before, after = step.before["published_at"], step.after["published_at"]
    if before and after and before != after:
        yield Mark("published_at", "moved", str(datetime.fromisoformat(after) - datetime.fromisoformat(before)))
        yield Mark("published_at", "+", after[:10])


def _marks_of_text(step: Step) -> Iterator[Mark]:
    before, after = (_paragraphs(row["body_text"]) for row in (step.before, step.after))
    if before == after:
        return
    if split_words(" ".join(before)) == split_words(" ".join(after)):
        # A plug-in that sets quotation marks does so in every text.
        yield Mark("body_text", "+", "other punctuation")
        return
    own = frozenset((*_words(step.before["authors"]), *_words(step.after["authors"])))
    yield from (Mark("body_text", "+", words) for words in _new_words(before, after, own))
    yield from (Mark("body_text", "-", words) for words in _new_words(after, before, own))
    if before and after and after == before[1:]:
        yield Mark("body_text", "-", "the first paragraph")
    if before and after and after == before[:-1]:
        yield Mark("body_text", "-", "the last paragraph")
    if step.after["word_count"] < (1 - MAX_LOST_SHARE) * step.before["word_count"]:
        yield Mark("body_text", "-", "much of the text")


def _new_words(before: Sequence[str], after: Sequence[str], own: frozenset[str]) -> set[str]:
    """Return the new paragraphs without the article's authors and numbers, and rows of words that are new."""
    known, new = set(before), [text for text in after if text not in set(before)]
    whole = {
        " ".join(word for word in split_words(text) if word not in own and not _DIGIT.search(word)) for text in new
    }
    rows = {row for text in new for row in _rows(text)}
    if rows:
        rows -= {row for text in known.difference(after) for row in _rows(text)}
    return (whole | rows) - {""}


def _rows(text: str) -> Iterator[str]:
    words = split_words(text)
    return (" ".join(words[at : at + ROW_OF_WORDS]) for at in range(len(words) - ROW_OF_WORDS + 1))


def _paragraphs(text: str) -> list[str]:
    return [fold_text(paragraph) for paragraph in text.split("\n\n") if paragraph.strip()]


def _words(value: str | None) -> tuple[str, ...]:
    words = split_words((value or "").replace("_", " "))
    return tuple(dict.fromkeys(word for word in words if not _DIGIT.search(word)))


def _sentence(shared: Counter[Mark], held: int, of: int) -> str:
    """Return what changed, of each column what most articles share, the longest first."""
    best: dict[tuple[str, str], Mark] = {}
    for mark in sorted(shared, key=lambda mark: (-shared[mark], -len(mark.detail), mark.detail)):
        best.setdefault((mark.column, mark.what), mark)
    rules = [mark for mark in best.values() if mark.what == "rule"]
    told = [_told(mark, shared[mark]) for mark in (*rules, *(each for each in best.values() if each not in rules))]
    return f"{held} of {of} articles changed alike: {'; '.join(told[:4])}"


def _told(mark: Mark, count: int) -> str:
    detail = mark.detail if len(mark.detail) <= 60 else f"{mark.detail[:60]}…"
    if mark.what == "rule":
        return f"the rule «{detail}» finds it no longer in {count}"
    verb = {"+": "gained", "-": "lost", "moved": "moved by"}[mark.what]
    return f"{mark.column} {verb} «{detail}» in {count}"
