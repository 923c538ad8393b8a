"""Article: the values that are read from one page (values only).

To add a field, follow docs/add-a-field.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

# What a field has where the page does not show it; a count of 0 is shown.
EMPTY: tuple[object, ...] = (None, "", ())


@dataclass(frozen=True, kw_only=True)
class Hyperlink:
    """A link inside the body: absolute `url`, visible `text`, and the number of its `paragraph`, from 1."""

    url: str
    text: str
    paragraph: int | None = None


@dataclass(frozen=True, kw_only=True)
class Image:
    """An image inside the body, with absolute `url`."""

    url: str
    alt: str = ""
    caption: str = ""


@dataclass(frozen=True, kw_only=True)
class TextBlock:
    """One block of the body's text: what a reader sees between two breaks.

    `kind` is `paragraph`, `heading`, `item` (a paragraph of a list; the first of each item has its bullet or number),
    `quote`, `code` (a whole listing with its line breaks and indentation), `table` (one row, its cells separated by
    ` | `), `caption`, `deck` (the subtitle, if the text begins with it) or `embed` (the title or address of what is
    embedded). No block is empty, and only `code` has blank lines.
    """

    kind: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Comment:
    """A reader's comment; `id` is unique on the page, `parent_id` that of the comment it answers."""

    id: str
    author: str | None = None
    published_at: datetime | None = None
    text: str = ""
    parent_id: str | None = None


@dataclass(frozen=True, kw_only=True)
class Article:
    """The values of one page; a value that the page does not state is None or empty.

    - `url` is the page's own, `canonical_url` the one by which an archive knows the article.
    - `title` is what a reader sees; `headline` what the page's head calls it, where that differs.
    - Times are aware UTC. `_text` is the text that a time was read from, with its offset. `_precision` is `day`,
      `minute` or `second`, or `ambiguous` for a date such as `12/03/2026`, which has no time. `_zone` is `stated`
      or `assumed`.
    - `_day` is the day of a time at its site as `2026-03-01`, in the profile's zone or, where the page shows another
      one of its own, in that; `_offset` is the offset of that zone from UTC then, as `+03:00`. A date without a time
      of day is on the day that is written, and has no offset.
    - Words such as `2 weeks ago` count back from the capture. Then `published_precision` may be `hour`, `week`,
      `month` or `year` too, and `published_from` and `published_until` are the earliest and the latest time that the
      words allow, one unit either way; for any other date these are None.
    - `views_rounded` tells that the page shows a shortened number, such as `1.6k`.
    - `language` is declared by the page, `language_detected` is that of its text.
    - `body_text` is the texts of `blocks` in order, separated by a blank line; items of one list, and rows of one
      table, by a line break. `body_markdown` and `body_html` are the same text with its structure.
    - `is_free` is False where the page declares that its text is paid; `cut_off` is the phrase that tells that the
      text is not whole.
    - `page_number` is which page of an article in several this is, `next_page_url` the next one's URL; `page_count`
      is how many pages were joined.
    - `source_url` is where a republished text first stood, `source_text` the text of that link.
    - Lists are tuples in page order.
    - `found_by` maps each field with a value to the name of the rule that found it. `confidence` maps it to how sure
      the value is: 1 for a site's own rule; for a choice among candidates, the share of evaluation pages on which a
      value chosen for the same reason is right; other rules have none.
    - `disagreements` maps each field on which JSON-LD, `meta` and the visible text disagree to what each of them
      states (`extract/fields/disagreements.py`).
    """

    url: str
    canonical_url: str
    title: str | None = None
    headline: str | None = None
    subtitle: str | None = None
    authors: tuple[str, ...] = ()
    published_at: datetime | None = None
    updated_at: datetime | None = None
    published_text: str | None = None
    updated_text: str | None = None
    published_precision: str | None = None
    published_zone: str | None = None
    published_day: str | None = None
    published_offset: str | None = None
    published_from: datetime | None = None
    published_until: datetime | None = None
    updated_precision: str | None = None
    updated_zone: str | None = None
    updated_day: str | None = None
    updated_offset: str | None = None
    views: int | None = None
    views_text: str | None = None
    views_rounded: bool | None = None
    reading_minutes: int | None = None
    comment_count: int | None = None
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    breadcrumbs: tuple[str, ...] = ()
    language: str | None = None
    language_detected: str | None = None
    site_name: str | None = None
    description: str | None = None
    image_url: str | None = None
    body_text: str = field(default="", repr=False)
    body_markdown: str = field(default="", repr=False)
    body_html: str = field(default="", repr=False)
    blocks: tuple[TextBlock, ...] = field(default=(), repr=False)
    word_count: int = 0
    is_free: bool | None = None
    cut_off: str | None = None
    page_number: int = 1
    next_page_url: str | None = None
    page_count: int = 1
    source_url: str | None = None
    source_text: str | None = None
    links: tuple[Hyperlink, ...] = field(default=(), repr=False)
    images: tuple[Image, ...] = field(default=(), repr=False)
    previous_url: str | None = None
    next_url: str | None = None
    comments: tuple[Comment, ...] = field(default=(), repr=False)
    found_by: Mapping[str, str] = field(default_factory=dict, repr=False)
    confidence: Mapping[str, float] = field(default_factory=dict, repr=False)
    disagreements: Mapping[str, Mapping[str, str]] = field(default_factory=dict, repr=False)
