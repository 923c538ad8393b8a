"""PageContext: one page, what its site's profile says, and what several fields need of both (pure).

It is made once for a page and handed to every reader and to every function that chooses a field. What it computes is
computed when first asked for, and once.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import tzinfo
from functools import cached_property
from itertools import islice
from zoneinfo import ZoneInfo

from lxml.html import HtmlElement

from extract.blocks import Block, BlockTree, exceeded_limit
from extract.body import Selection, find_boxes, find_hidden, has_stream, select_text, streamed_page
from extract.candidate import Choice
from extract.dates import DateContext, Dates, choose_dates, date_locale
from extract.errors import ExtractionError
from extract.html import (
    NearbyText,
    belongs_to_article,
    blocks_behind,
    elements_near,
    has_few_elements,
    text_of,
    with_ancestors,
)
from extract.page import Page
from extract.parts import Parts
from extract.site import Site
from extract.title import choose_title

# Where a page says when its text was changed: in the last blocks of the text, and so many characters behind it.
BLOCKS_AT_END, CHARACTERS_BEHIND_END = 3, 300


@dataclass(frozen=True, kw_only=True)
class PageContext:
    """One page to be read.

    `hosts` are the site's, as `host` or `host:port`. `articles` is the profile's regular expression over URLs, None
    where any page may be an article. `zone` is for times without one of their own. `language` is the profile's, a tag
    such as `en-GB`. `pages` tells whether the profile takes static pages, None where nobody has written one.
    """

    page: Page = field(repr=False)
    hosts: tuple[str, ...]
    articles: str | None
    zone: tzinfo
    language: str | None
    pages: bool | None = None

    @cached_property
    def title(self) -> Choice:
        """The title among the page's headings and the titles of its head."""
        return choose_title(self.page)

    @cached_property
    def headline_element(self) -> HtmlElement | None:
        """The element that holds the title, or else the page's first `h1`; None where there is neither."""
        elements = (candidate.element for candidate in self.title.chosen if candidate.element is not None)
        element = next(elements, None)
        return next(self.page.tree.iter("h1"), None) if element is None else element

    @cached_property
    def headline_ancestors(self) -> frozenset[HtmlElement]:
        """The headline's element and all its ancestors; empty where the page has no headline."""
        return with_ancestors(self.headline_element)

    def is_beside_article(self, element: HtmlElement) -> bool:
        """Tell whether an element is in navigation, a sidebar, a card of another article, or the like."""
        return not belongs_to_article(element, self.headline_ancestors)

    @cached_property
    def lines_near_headline(self) -> Sequence[tuple[str, HtmlElement]]:
        """(text, element) of the small elements around the headline, where a page prints facts of its article."""
        headline = self.headline_element
        elements = () if headline is None else filter(has_few_elements, elements_near(headline))
        # Of elements that hold one another and nothing else, the innermost.
        lines = {text_of(element): element for element in elements}
        lines.pop("", None)
        return tuple(lines.items())

    @cached_property
    def block_tree(self) -> BlockTree:
        """The page's blocks of text; ExtractionError where they are beyond the limits of `extract.blocks`."""
        if reason := exceeded_limit(self.whole_block_tree):
            raise ExtractionError(self.page.url, reason)
        return self.whole_block_tree

    @cached_property
    def whole_block_tree(self) -> BlockTree:
        """The page's blocks of text, whether they are within the limits or not."""
        return BlockTree(self.page.tree)

    @property
    def has_blocks(self) -> bool:
        """Whether the page's blocks of text were read already."""
        return "whole_block_tree" in self.__dict__

    @cached_property
    def selection(self) -> Selection:
        """The blocks that the body model takes for the article's text."""
        return select_text(self.page, self.block_tree, self.title)

    def boxes_within(self, container: HtmlElement) -> frozenset[HtmlElement]:
        """Return the elements in a text's container that are not its author's, as polls, or that no reader sees."""
        if container not in self._boxes:
            block_tree = self.blocks_within(container)
            hidden = find_hidden(block_tree.blocks, self.page)
            self._boxes[container] = find_boxes(block_tree, self.page) | hidden
        return self._boxes[container]

    def blocks_within(self, container: HtmlElement) -> BlockTree:
        """Return the blocks of a text's container."""
        if container not in self._block_trees:
            self._block_trees[container] = BlockTree(container)
        return self._block_trees[container]

    @cached_property
    def left_out(self) -> dict[HtmlElement, frozenset[HtmlElement]]:
        """Of containers of a text, the elements that are none of it (`extract/fields/trailing_lines.py`)."""
        return {}

    @cached_property
    def choices(self) -> dict[tuple[str, int], Choice]:
        """Choices that several readers ask for, by field and by how many containers are known by then."""
        return {}

    @cached_property
    def containers(self) -> dict[HtmlElement, None]:
        """The page's elements that rules of the profile read as its text, in order."""
        return {}

    @cached_property
    def _block_trees(self) -> dict[HtmlElement, BlockTree]:
        return {}

    @cached_property
    def _boxes(self) -> dict[HtmlElement, frozenset[HtmlElement]]:
        return {}

    def is_in_box(self, element: HtmlElement) -> bool:
        """Tell whether an element is in a box of the containers that were read, or else of the text as selected.

        A page's text is read before its other fields.
        """
        found = map(self.boxes_within, self.containers) if self.containers else (self.selection.boxes,)
        return any(not boxes.isdisjoint((element, *element.iterancestors())) for boxes in found)

    @cached_property
    def date_context(self) -> DateContext:
        """The zone, language and capture time by which the page's written dates are read."""
        return DateContext(
            zone=self.zone,
            fetched_at=self.page.fetched_at,
            language=self.language or date_locale(self.page),
            page_text=self.page.text,
        )

    @cached_property
    def dates(self) -> Dates:
        """When the article was published and when it was updated, chosen together."""
        return choose_dates(self.page, self.title, self.date_context, self._lines_around_end())

    def _lines_around_end(self) -> Iterator[NearbyText]:
        """Yield the last blocks of the text that was read, the last one first, and those right behind it."""
        blocks = self.last_blocks(BLOCKS_AT_END)
        yield from (NearbyText(block.text, block.parent.html_element, -1) for block in blocks)
        containers = reversed(self.containers or [block.parent.html_element for block in blocks[:1]])
        for last in islice(containers, 1):
            yield from blocks_behind(last, CHARACTERS_BEHIND_END)

    def last_blocks(self, count: int) -> Sequence[Block]:
        """Return the last blocks of the text that was read, the last one first.

        A line beside them that the body model left out, as what is too short, is the first. Nothing is returned
        before the text is read: to select it only for this would cost more than all else.
        """
        if self.containers:
            return self.blocks_within(next(reversed(self.containers))).blocks[: -count - 1 : -1]
        if "selection" not in vars(self):
            return ()
        blocks = self.block_tree.blocks
        last = [blocks[index] for index in self.selection.kept[: -count - 1 : -1]]
        behind = blocks[last[0].index + 1 : last[0].index + 2] if last else []
        return [*(block for block in behind if block.parent.parent is last[0].parent.parent), *last]

    @cached_property
    def parts(self) -> Parts:
        """Which page of an article in several this is, and where its next page is."""
        return Parts(self.page)


def context_of(page: Page, site: Site) -> PageContext:
    """Return the context in which a page of a site is read; a page that streams its elements is read with them."""
    context = PageContext(
        page=page,
        hosts=site.hosts,
        articles=site.articles,
        zone=ZoneInfo(site.timezone),
        language=site.language,
        pages=site.pages,
    )
    if not has_stream(page):
        return context
    try:
        streamed = streamed_page(page, context.block_tree.root.prose_size)
    except ExtractionError:
        return context
    return context if streamed is None else replace(context, page=streamed)
