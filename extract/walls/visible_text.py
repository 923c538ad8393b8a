"""The title, headlines and visible text of a page, in lower case, for the checks of this room (pure).

The text is read only as far as a check asks, since most pages are articles and far too long for a wall.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from extract.html import INLINE, UNSEEN, text_of
from extract.page import Page
from extract.text import fold_text, lazy_pattern

# A challenge asks for JavaScript in a `noscript` and shows its block in a frame: the fallback is its message to us.
SKIPPED = UNSEEN - {"noscript", "iframe", "object"}
# What stands around the content of a page.
LANDMARKS = frozenset({"nav", "footer", "aside", "header"})
MIN_PROSE_BLOCK = 80
MAX_PARAGRAPHS = 200
# Between the page's name and the site's name in a title.
_SEPARATOR = lazy_pattern(r"\s+[-\u2013\u2014·•:]\s+|\s*[|«»]\s*")


@dataclass(frozen=True)
class VisibleText:
    """What a page shows, each part read when it is first asked for."""

    page: Page = field(repr=False)

    @cached_property
    def names(self) -> frozenset[str]:
        """The title, its parts and the headlines: one of them is the page's name."""
        return self.titles | self.headlines

    @cached_property
    def titles(self) -> frozenset[str]:
        """The `title` of the head and its parts: one is the page's name, another the site's."""
        title = next((fold_text(text_of(element)) for element in self.page.tree.iter("title")), "")
        return frozenset({title, *_SEPARATOR.split(title)} - {""})

    @cached_property
    def headlines(self) -> frozenset[str]:
        """The texts of all `h1`, or where there are none, of all `h2`."""
        ranks = (
            {fold_text(text_of(heading)) for heading in self.page.tree.iter(rank)} - {""} for rank in ("h1", "h2")
        )
        return frozenset(next(filter(None, ranks), ()))

    @cached_property
    def source(self) -> str:
        """The decoded HTML, with its ASCII letters in lower case."""
        return _lower(self.page.text)

    def source_end(self, size: int) -> str:
        """Return the last `size` characters of the source."""
        return _lower(self.page.text[-size:])

    @property
    def declares_article(self) -> bool:
        """Whether the head's metadata declare an article, as no challenge, wall or error page does."""
        return declares_article(self.page)

    def text(self, max_size: int) -> str | None:
        """Return all visible text, or None when it has more than `max_size` characters."""
        if self._size_of_paragraphs > max_size:
            return None
        size = sum(len(text.strip()) for text in self._read_texts)
        while size <= max_size:
            text = next(self._unread_texts, None)
            if text is None:
                return fold_text(" ".join(self._read_texts))
            self._read_texts.append(text)
            size += len(text.strip())
        return None

    @cached_property
    def _size_of_paragraphs(self) -> int:
        """How many characters the first visible `p` begin with: of most articles, more than a check asks for."""
        paragraphs = islice(self.page.tree.iter("p"), MAX_PARAGRAPHS)
        return sum(
            len(paragraph.text.strip())
            for paragraph in paragraphs
            if paragraph.text and next(paragraph.iterancestors(*SKIPPED), None) is None
        )

    @cached_property
    def _read_texts(self) -> list[str]:
        return []

    @cached_property
    def _unread_texts(self) -> Iterator[str]:
        return _visible_texts(self.page.tree)

    def prose(self, *, min_block: int = MIN_PROSE_BLOCK, banner: re.Pattern[str] | None = None) -> Iterator[str]:
        """Yield the texts of blocks of at least `min_block` characters, outside of landmarks.

        Elements whose class or id matches `banner` are left out.
        """
        open_blocks: list[list[str]] = [[]]
        walk = etree.iterwalk(self.page.tree, events=("start", "end"))
        for event, element in walk:
            if event == "start":
                if element.tag not in INLINE:
                    open_blocks.append([])
                if element.tag in SKIPPED or element.tag in LANDMARKS or (banner and _is_banner(element, banner)):
                    walk.skip_subtree()
                else:
                    open_blocks[-1].append(element.text or "")
                continue
            if element.tag not in INLINE:
                text = fold_text("".join(open_blocks.pop()))
                if len(text) >= min_block:
                    yield text
            open_blocks[-1].append(f" {element.tail or ''}" if element.tag == "br" else element.tail or "")


def _lower(source: str) -> str:
    # Bytes have no other case than that of ASCII, so that this takes a hundredth of the time of str.lower.
    return source.encode("utf-8", "replace").lower().decode("utf-8")


def declares_article(page: Page) -> bool:
    """Tell whether the head's metadata declare an article."""
    return "article" in page.metas.get("og:type", ()) or "article:published_time" in page.metas


def _visible_texts(tree: HtmlElement) -> Iterator[str]:
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            yield element.tail or ""
        elif element.tag in SKIPPED:
            # Its end event still comes, and with it the text behind it.
            walk.skip_subtree()
        else:
            yield element.text or ""


def _is_banner(element: HtmlElement, banner: re.Pattern[str]) -> bool:
    names = f"{element.get('id', '')} {element.get('class', '')}".lower()
    # The element around the whole page may have such a class while the banner is open.
    return bool(banner.search(names)) and next(element.iter("article", "main", "h1", "body"), None) is None
