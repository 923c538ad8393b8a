"""Post: the truth about one post of the demo site, which its pages are made of and readings compared with (pure).

`outcome` says what an archive must make of the post: "article", or "refused" when its page holds no text that
may be kept. The site's own words and times are local; every time here is aware UTC.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import groupby

from commentary.demo.blocks import Block, plain
from commentary.demo.world import ZONE, encoded

REFUSED = frozenset({"password", "image-only", "private", "draft"})


@dataclass(frozen=True, kw_only=True)
class Reference:
    """A link to where a text came from: its address and the words that are linked."""

    url: str
    text: str


@dataclass(frozen=True, kw_only=True)
class PostComment:
    """A reader's comment; `id` is unique on the site, `html` as WordPress prints it, `text` as read."""

    id: int
    author: str
    published_at: datetime
    text: str
    html: str
    parent: int | None = None


@dataclass(frozen=True, kw_only=True)
class Post:
    """One post, as its editor knows it.

    `title_html` may hold tags and entities; `title` is what a reader sees. `pages` are the blocks of each page of the
    post (`<!--nextpage-->`). `views` is the exact count; the page shows `views_text`, which reads as `views_shown`.
    `source` is the link in the text's own last paragraph, `bar` and `via` those of the theme's bars.
    """

    id: int
    slug: str
    title_html: str
    published_at: datetime
    updated_at: datetime
    authors: tuple[str, ...]
    categories: tuple[str, ...]
    tags: tuple[str, ...]
    body: tuple[Block, ...]
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
        """The title as read: no tags, no entities."""
        text = plain(self.title_html)
        return f"Protected: {text}" if self.kind == "password" else text

    @cached_property
    def path(self) -> str:
        """The permalink's path, percent-encoded in lower case as WordPress does."""
        shelf = "private" if self.kind == "private" else f"{self.published_at.astimezone(ZONE):%Y/%m}"
        return encoded(f"/{shelf}/{self.slug}/")

    @property
    def outcome(self) -> str:
        """What an archive must make of it: "article" or "refused"."""
        return "refused" if self.kind in REFUSED else "article"

    @cached_property
    def pages(self) -> tuple[tuple[Block, ...], ...]:
        """The blocks of each of the post's pages; most posts have one."""
        runs = groupby(self.body, key=lambda block: block.kind == "nextpage")
        return tuple(tuple(run) for is_break, run in runs if not is_break)

    @cached_property
    def paragraphs(self) -> tuple[str, ...]:
        """All text of the post in order: paragraphs, headings, list items, cells, captions, notes."""
        return texts_of(self.body)

    @cached_property
    def body_text(self) -> str:
        """The plain text of the post's first page, as an archive keeps it."""
        return "\n\n".join(block.text for block in self.pages[0] if block.text)

    @cached_property
    def source_url(self) -> str | None:
        """Where the text says it came from: its own last link, else the theme's source bar, else the via bar."""
        given = self.source or self.bar or self.via
        return given.url if given else None

    @cached_property
    def source_text(self) -> str | None:
        """The words of the link to the source."""
        given = self.source or self.bar or self.via
        return given.text if given else None

    @cached_property
    def reading_minutes(self) -> int:
        """Minutes to read the whole post, at 230 words a minute and never none."""
        words = sum(len(text.split()) for text in self.paragraphs)
        return max(1, -(-words // 230))

    @property
    def views_number(self) -> str:
        """The count as the theme prints it: `1.6k`."""
        return pretty(self.views)

    @property
    def views_text(self) -> str | None:
        """What the page prints, `1.6k Views`; None where it prints nothing."""
        if not self.views or self.kind == "sponsored":
            return None
        return f"{self.views_number} View" + "s" * (self.views != 1)

    @property
    def views_shown(self) -> int | None:
        """The count as it can be read from the page: 1,649 views are shown as 1.6k and read as 1,600."""
        if self.views_text is None or self.views < 1000:
            return self.views if self.views_text else None
        # What the shortened number has lost cannot be read: a reader finds the nearest 100 or 10,000.
        step = 100 if self.views <= 999_999 else 10_000
        return (self.views + step // 2) // step * step


def texts_of(body: Sequence[Block]) -> tuple[str, ...]:
    """Return the texts of some blocks in order."""
    return tuple(text for block in body for text in block.texts)


def pretty(count: int) -> str:
    """Shorten a count as the theme does: 1050 is `1.1k`, 999950 is `1,000k`, 1500000 is `1.50M`."""
    # Whole numbers only: 1050 / 1000 has no exact float, and the theme rounds halves up.
    if count > 999_999:
        hundredths = (count + 5_000) // 10_000
        return f"{hundredths // 100:,}.{hundredths % 100:02}M".replace(".00M", "M")
    if count > 999:
        tenths = (count + 50) // 100
        return f"{tenths // 10:,}.{tenths % 10}k".replace(".0k", "k")
    return str(count)
