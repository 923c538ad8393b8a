"""Article: what one page says (values only).

To add a field, follow docs/add-a-field.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class Hyperlink:
    """A link inside the body: absolute `url`, its visible `text`, and the `paragraph` it stands in, from 1."""

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
    """A piece of the body's text, of `kind` paragraph, heading, item, quote, code, table or caption."""

    kind: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Comment:
    """A reader's comment; `id` is the page's own, `parent_id` the comment it answers."""

    id: str
    author: str | None = None
    published_at: datetime | None = None
    text: str = ""
    parent_id: str | None = None


@dataclass(frozen=True, kw_only=True)
class Article:
    """What one page says.

    Times are aware UTC; the text they were read from, with its offset, stands in the `_text` field. A
    `_precision` is `day`, `minute` or `second`, or `ambiguous` for a day that `12/03/2026` does not tell, which
    has no time; a `_zone` is `stated` or `assumed`. Lists are tuples in page order. What a page does not say is
    None or empty, never a guess. `headline` is what the page's head calls it, where that differs from the `title`
    that a reader sees. `language` is declared, `language_detected` is that of the text. `body_text` is paragraphs
    separated by a blank line. `is_free` is false where the page says that its text costs money; `cut_off` is the
    cue that the text is not whole. `page_number` tells which page of an article in several this is,
    `next_page_url` where its next one is; `page_count` is how many pages were joined. `views_rounded` tells that
    the page printed a shortened number (`1.6k`). `found_by` maps each field that has a value to the name of the
    rule that found it, `confidence` to how sure that is: 1 for a site's own rule; for what was chosen among
    candidates, the share of evaluation pages on which a value chosen for the same reason is right; nothing for
    other rules.
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
    updated_precision: str | None = None
    updated_zone: str | None = None
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
