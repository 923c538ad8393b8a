"""Setting: one page, and what the profile says of its site: all that a reader or a field's function may know."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import tzinfo
from functools import cached_property

from lxml.html import HtmlElement

from extract.belonging import is_small, near
from extract.bounds import too_much
from extract.candidate import Choice
from extract.dates import Dates, choose_dates
from extract.errors import ExtractionError
from extract.moment import Basis
from extract.page import Page
from extract.parts import Parts
from extract.selection import Selection, select_text
from extract.spelling import manner_of
from extract.survey import Survey
from extract.titles import choose_title
from extract.tree import text_of


@dataclass(frozen=True, kw_only=True)
class Setting:
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
    def survey(self) -> Survey:
        """The blocks of text of the page; ExtractionError when they are beyond the limits of `bounds.py`."""
        survey = Survey(self.page.tree)
        if reason := too_much(survey):
            raise ExtractionError(self.page.url, reason)
        return survey

    @cached_property
    def selection(self) -> Selection:
        """Which of them are the article's text."""
        return select_text(self.page, self.survey, self.title)

    @cached_property
    def basis(self) -> Basis:
        """What the page's written dates are read by."""
        return Basis(
            zone=self.zone,
            fetched_at=self.page.fetched_at,
            language=self.language or manner_of(self.page),
            page_text=self.page.text,
        )

    @cached_property
    def dates(self) -> Dates:
        """When the article came out and when it was changed; each is weighed with the other in view."""
        return choose_dates(self.page, self.title, self.basis)

    @cached_property
    def nearby(self) -> Sequence[tuple[str, HtmlElement]]:
        """The small elements around the headline, where a page prints facts of its article, each with its text."""
        headline = next((one.element for one in self.title.chosen), None)
        small = [] if headline is None else [one for one in near(headline) if is_small(one)]
        # Of elements that hold one another and nothing else, the innermost.
        lines = {text_of(one): one for one in small}
        lines.pop("", None)
        return tuple(lines.items())

    @cached_property
    def parts(self) -> Parts:
        """The pages of its text: which one this is, and which is next."""
        return Parts(self.page)
