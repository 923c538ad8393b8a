"""Glance: what a page says at first sight, before anybody reads it (pure).

Title, headlines and visible words, all in lower case; the checks for walls and error pages look at nothing else.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree
from lxml.html import HtmlElement

from extract.html import INLINE, UNSEEN, text_of
from extract.page import Page
from extract.text import fold_text

# Beside, above and below what a page is about.
FURNITURE = frozenset({"nav", "footer", "aside", "header"})
# How a title joins the page's name to the site's.
JOINTS = re.compile(r"\s+[-\u2013\u2014·•:]\s+|\s*[|«»]\s*")


@dataclass(frozen=True)
class VisibleText:
    """One page at first sight."""

    page: Page = field(repr=False)

    @cached_property
    def names(self) -> frozenset[str]:
        """The title, its parts and the headlines: one of them is the page's name."""
        return self.titles | self.headlines

    @cached_property
    def titles(self) -> frozenset[str]:
        """The title of the head, and its parts: one is the page's name, another the site's."""
        title = next((fold_text(text_of(one)) for one in self.page.tree.iter("title")), "")
        return frozenset({title, *JOINTS.split(title)} - {""})

    @cached_property
    def headlines(self) -> frozenset[str]:
        """The headlines of the first rank, or where there are none, those of the second."""
        ranks = ({fold_text(text_of(one)) for one in self.page.tree.iter(rank)} - {""} for rank in ("h1", "h2"))
        return frozenset(next(filter(None, ranks), ()))

    @cached_property
    def source(self) -> str:
        """The page as it was sent."""
        return self.page.text.lower()

    @property
    def says_it_is_an_article(self) -> bool:
        """Tell whether the head declares an article, as no page of a guard or a server does."""
        metas = self.page.metas
        return "article" in metas.get("og:type", ()) or "article:published_time" in metas

    def words(self, most: int) -> str | None:
        """Return all that a reader sees, or None when it is more than `most` characters."""
        # Most pages are long, and this ends early on them; the next to ask goes on from there.
        size = sum(len(text.strip()) for text in self._begun)
        while size <= most:
            text = next(self._rest, None)
            if text is None:
                return fold_text(" ".join(self._begun))
            self._begun.append(text)
            size += len(text.strip())
        return None

    @cached_property
    def _begun(self) -> list[str]:
        return []

    @cached_property
    def _rest(self) -> Iterator[str]:
        return _seen(self.page.tree)

    def prose(self, *, least: int = 80, box: re.Pattern[str] | None = None) -> Iterator[str]:
        """Yield the blocks of at least so many characters, without furniture and boxes of that name."""
        open_blocks: list[list[str]] = [[]]
        walk = etree.iterwalk(self.page.tree, events=("start", "end"))
        for event, element in walk:
            if event == "start":
                if element.tag not in INLINE:
                    open_blocks.append([])
                if element.tag in UNSEEN or element.tag in FURNITURE or (box and _is_box(element, box)):
                    walk.skip_subtree()
                else:
                    open_blocks[-1].append(element.text or "")
                continue
            if element.tag not in INLINE:
                text = fold_text("".join(open_blocks.pop()))
                if len(text) >= least:
                    yield text
            open_blocks[-1].append(f" {element.tail or ''}" if element.tag == "br" else element.tail or "")


def _seen(tree: HtmlElement) -> Iterator[str]:
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            yield element.tail or ""
        elif element.tag in UNSEEN:
            # Its end, and so the text behind it, still comes.
            walk.skip_subtree()
        else:
            yield element.text or ""


def _is_box(element: HtmlElement, box: re.Pattern[str]) -> bool:
    names = f"{element.get('id', '')} {element.get('class', '')}".lower()
    # The whole page may bear the mark that its reader has not chosen yet.
    return bool(box.search(names)) and next(element.iter("article", "main", "h1", "body"), None) is None
