"""Setting: one page, and what the profile says of its site: all that a reader or a field's function may know."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import tzinfo
from functools import cached_property
from zoneinfo import ZoneInfo

from lxml.html import HtmlElement

from extract.blocks import BlockTree, exceeded_limit
from extract.body import Selection, select_text
from extract.candidate import Choice
from extract.dates import DateContext, Dates, choose_dates, date_locale
from extract.errors import ExtractionError
from extract.html import elements_near, has_few_elements, text_of
from extract.page import Page
from extract.parts import Parts
from extract.site import Site
from extract.title import choose_title


@dataclass(frozen=True, kw_only=True)
class PageContext:
    """One page to be read.

    `hosts` are the site's, `articles` the profile's regular expression over addresses, `zone` is for times that do
    not say theirs, `language` the profile's.
    """

    page: Page = field(repr=False)
    hosts: tuple[str, ...]
    articles: str | None
    zone: tzinfo
    language: str | None

    @cached_property
    def title(self) -> Choice:
        """The headline, which other fields are looked for around."""
        return choose_title(self.page)

    @cached_property
    def headline_element(self) -> HtmlElement | None:
        """The element that holds the headline, or else the page's first `h1`."""
        held = (candidate.element for candidate in self.title.chosen if candidate.element is not None)
        element = next(held, None)
        return next(self.page.tree.iter("h1"), None) if element is None else element

    @cached_property
    def block_tree(self) -> BlockTree:
        """The blocks of text of the page; ExtractionError when they are beyond the limits of `bounds.py`."""
        block_tree = BlockTree(self.page.tree)
        if reason := exceeded_limit(block_tree):
            raise ExtractionError(self.page.url, reason)
        return block_tree

    @cached_property
    def selection(self) -> Selection:
        """Which of them are the article's text."""
        return select_text(self.page, self.block_tree, self.title)

    @cached_property
    def date_context(self) -> DateContext:
        """What the page's written dates are read by."""
        return DateContext(
            zone=self.zone,
            fetched_at=self.page.fetched_at,
            language=self.language or date_locale(self.page),
            page_text=self.page.text,
        )

    @cached_property
    def dates(self) -> Dates:
        """When the article came out and when it was changed; each is weighed with the other in view."""
        return choose_dates(self.page, self.title, self.date_context)

    @cached_property
    def nearby(self) -> Sequence[tuple[str, HtmlElement]]:
        """The small elements around the headline, where a page prints facts of its article, each with its text."""
        headline = next((one.element for one in self.title.chosen), None)
        small = [] if headline is None else [one for one in elements_near(headline) if has_few_elements(one)]
        # Of elements that hold one another and nothing else, the innermost.
        lines = {text_of(one): one for one in small}
        lines.pop("", None)
        return tuple(lines.items())

    @cached_property
    def parts(self) -> Parts:
        """The pages of its text: which one this is, and which is next."""
        return Parts(self.page)


def context_of(page: Page, site: Site) -> PageContext:
    """Return the context in which a page of a site is read."""
    return PageContext(
        page=page, hosts=site.hosts, articles=site.articles, zone=ZoneInfo(site.timezone), language=site.language
    )
