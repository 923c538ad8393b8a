"""The posts of the demo site: what its pages are rendered from, and what tests compare readings with (pure).

Every time here is aware UTC; the rendered pages show the site's local time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import groupby

from commentary.demo.blocks import PostBlock, text_of_markup
from commentary.demo.site_texts import TIMEZONE, encode_path

REFUSED = frozenset({"password", "image-only", "private", "draft"})


@dataclass(frozen=True, kw_only=True)
class Reference:
    """A link to the original source of a text: its URL and its link text."""

    url: str
    text: str


@dataclass(frozen=True, kw_only=True)
class PostComment:
    """A reader's comment; `id` is unique on the site, `html` is as WordPress prints it, `text` is its plain text."""

    id: int
    author: str
    published_at: datetime
    text: str
    html: str
    parent: int | None = None


@dataclass(frozen=True, kw_only=True)
class Post:
    """One post.

    `title_html` may hold tags and entities; `title` is its plain text. `pages` are the blocks of each page of the
    post (`<!--nextpage-->`). `views` is the exact count; the page shows `views_text`, from which a reader can recover
    `views_shown`. `source` is the link in the last paragraph, `bar` and `via` those of the theme's source bars.
    """

    id: int
    slug: str
    title_html: str
    published_at: datetime
    updated_at: datetime
    authors: tuple[str, ...]
    categories: tuple[str, ...]
    tags: tuple[str, ...]
    body: tuple[PostBlock, ...]
    kind: str = "article"
    language: str = "en-US"
    views: int = 0
    tagline: str = ""
    highlights: tuple[str, ...] = ()
    toc: bool = False
    caption: str = ""
    comments: tuple[PostComment, ...] = ()
    source: Reference | None = None
    bar: Reference | None = None
    via: Reference | None = None

    @cached_property
    def title(self) -> str:
        """The title without tags and entities."""
        text = text_of_markup(self.title_html)
        return f"Protected: {text}" if self.kind == "password" else text

    @cached_property
    def path(self) -> str:
        """The permalink's path, percent-encoded in lower case as WordPress does."""
        folder = "private" if self.kind == "private" else f"{self.published_at.astimezone(TIMEZONE):%Y/%m}"
        return encode_path(f"/{folder}/{self.slug}/")

    @property
    def outcome(self) -> str:
        """What an archive must do with the page: "article", or "refused" where the page has no text to keep."""
        return "refused" if self.kind in REFUSED else "article"

    @cached_property
    def pages(self) -> tuple[tuple[PostBlock, ...], ...]:
        """The blocks of each of the post's pages; most posts have one."""
        runs = groupby(self.body, key=lambda block: block.kind == "nextpage")
        return tuple(tuple(run) for is_break, run in runs if not is_break)

    @cached_property
    def paragraphs(self) -> tuple[str, ...]:
        """All visible texts of the post in order: paragraphs, headings, list items, cells, captions, notes."""
        return texts_of(self.body)

    @cached_property
    def body_text(self) -> str:
        """The plain text of the post's first page, as an archive stores it."""
        return "\n\n".join(block.text for block in self.pages[0] if block.text)

    @cached_property
    def source_url(self) -> str | None:
        """The URL of the original: the link in the last paragraph, else the theme's source bar, else its via bar."""
        given = self.source or self.bar or self.via
        return given.url if given else None

    @cached_property
    def source_text(self) -> str | None:
        """The link text of `source_url`."""
        given = self.source or self.bar or self.via
        return given.text if given else None

    @cached_property
    def reading_minutes(self) -> int:
        """Minutes to read the whole post, at 230 words a minute and at least 1."""
        words = sum(len(text.split()) for text in self.paragraphs)
        return max(1, -(-words // 230))

    @property
    def views_number(self) -> str:
        """The count as the theme prints it: `1.6k`."""
        return shorten_count(self.views)

    @property
    def views_text(self) -> str | None:
        """The text on the page, `1.6k Views`; None where the page shows no count."""
        if not self.views or self.kind == "sponsored":
            return None
        return f"{self.views_number} View" + "s" * (self.views != 1)

    @property
    def views_shown(self) -> int | None:
        """The count that a reader can recover from the page: 1,649 views are shown as 1.6k and read as 1,600."""
        if self.views_text is None or self.views < 1000:
            return self.views if self.views_text else None
        # A shortened count is rounded to 100, or to 10,000 from a million on.
        step = 100 if self.views <= 999_999 else 10_000
        return (self.views + step // 2) // step * step


def texts_of(body: Sequence[PostBlock]) -> tuple[str, ...]:
    """Return the visible texts of these blocks in order."""
    return tuple(text for block in body for text in block.texts)


def shorten_count(count: int) -> str:
    """Shorten a count as the theme does: 1050 is `1.1k`, 999950 is `1,000k`, 1500000 is `1.50M`."""
    # Integer arithmetic: 1050 / 1000 has no exact float, and the theme rounds halves up.
    if count > 999_999:
        hundredths = (count + 5_000) // 10_000
        return f"{hundredths // 100:,}.{hundredths % 100:02}M".replace(".00M", "M")
    if count > 999:
        tenths = (count + 50) // 100
        return f"{tenths // 10:,}.{tenths % 10}k".replace(".0k", "k")
    return str(count)
