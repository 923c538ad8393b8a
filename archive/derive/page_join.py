"""Joins the texts of an article in several pages: finds the readings of each visit and makes one version (pure).

    first page's reading ─┐
                          ├→ visits → chain of readings, page by page → one version
    later pages' readings ┘

A visit is the captures of an article in one run; in a foreign WARC, which names no run, those of one day. Of each
page a visit takes the reading by the same revision, and among those its own, else the last one before it, else the
first one after it. So a page that is captured later than the first one, that fails once, or that is unchanged (304)
makes no edit: its text stays as it was.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from archive.schema import FIELDS_OF_VERSION, Row, to_json

# More pages than any essay has; a site may link to next pages without end.
MAX_ARTICLE_PAGES = 30
TEXTS = {"body_text": "\n\n", "body_markdown": "\n\n", "body_html": "\n"}
LISTS = ("images", "links")


@dataclass(frozen=True, kw_only=True)
class Part:
    """A reading of one page of an article; `text` is the id of the version with the text of this page alone."""

    capture: str
    captured_at: str
    visit: str
    revision: str
    text: str
    next_page_url: str | None
    cut_off: str | None

    @property
    def moment(self) -> tuple[str, str]:
        """Return the sort key by time; the capture id orders captures of the same second."""
        return self.captured_at, self.capture


@dataclass(frozen=True, kw_only=True)
class Joined:
    """A visit: the reading that gets the joined text, its pages in order, and whether a next page is `missing`."""

    reading: Part
    pages: tuple[Part, ...]
    missing: bool

    @property
    def cut_off(self) -> str | None:
        """Return why the text is incomplete: as one of its pages says, or because a page is missing."""
        stated = next((page.cut_off for page in self.pages if page.cut_off), None)
        return stated or (f"page {len(self.pages) + 1} was not captured" if self.missing else None)


# Returns the readings of a page by its address; None if that is not a page of this article.
PagesAt = Callable[[str], Sequence[Part] | None]


def visits(firsts: Sequence[Part], laters: Sequence[Part], pages_at: PagesAt) -> Iterator[Joined]:
    """Yield each visit; its reading is that of the first page, or of the last if it did not capture the first."""
    seen = {first.visit for first in firsts}
    for first in firsts:
        if first.next_page_url:
            yield _follow(first, first, pages_at)
    for later in sorted(laters, key=lambda part: part.moment, reverse=True):
        nearest = _best(firsts, later)
        if later.visit in seen or nearest is None:
            continue
        joined = _follow(nearest, later, pages_at)
        if later in joined.pages:
            seen.add(later.visit)
            yield joined


def _follow(first: Part, reading: Part, pages_at: PagesAt) -> Joined:
    pages, missing, url = [first], False, first.next_page_url
    while url:
        found = pages_at(url) if len(pages) < MAX_ARTICLE_PAGES else ()
        page = _best(found or (), reading)
        if page is None:
            missing = found is not None
            break
        # A page with the text of one before it is that page under another URL.
        if page.text in {known.text for known in pages}:
            break
        pages.append(page)
        url = page.next_page_url
    return Joined(reading=reading, pages=tuple(pages), missing=missing)


def _best(readings: Iterable[Part], looked_from: Part) -> Part | None:
    """Return the reading of a page that belongs with a reading (`looked_from`) of another page."""
    ordered = sorted(readings, key=lambda part: part.moment)
    before = [part for part in ordered if part.captured_at <= looked_from.captured_at]
    nearest = [*reversed([part for part in ordered if part.visit == looked_from.visit]), *reversed(before), *ordered]
    return min(nearest, key=lambda part: part.revision != looked_from.revision, default=None)


def joined_content(pages: Sequence[Mapping[str, Any]]) -> Row:
    """Return the content of a version with the joined texts of pages; other columns are those of the first page.

    The original source is the first that any page names, because it often stands at the end of a text.
    """
    row = {name: pages[0][name] for name in FIELDS_OF_VERSION}
    if len(pages) == 1:
        return row
    sourced = next((page for page in pages if page["source_url"]), pages[0])
    row |= {name: sourced[name] for name in ("source_url", "source_text")}
    for name, between in TEXTS.items():
        row[name] = between.join(page[name] for page in pages if page[name])
    row["word_count"] = sum(page["word_count"] for page in pages)
    lists: dict[str, list[dict[str, Any]]] = {name: [] for name in LISTS}
    paragraphs = 0
    for page in pages:
        for name in LISTS:
            lists[name] += (_moved(item, paragraphs) for item in json.loads(page[name]))
        paragraphs += sum(1 for text in page["body_text"].split("\n\n") if text.strip())
    return row | {name: to_json(items) for name, items in lists.items()}


def _moved(item: dict[str, Any], paragraphs: int) -> dict[str, Any]:
    """Count the paragraph of a link from the beginning of the whole text."""
    known = item.get("paragraph")
    return item if known is None else item | {"paragraph": known + paragraphs}
