"""Setting: one page, and what the profile says of its site: all that a reader or a field's function may know."""

from dataclasses import dataclass, field
from datetime import tzinfo
from functools import cached_property

from extract.candidate import Choice
from extract.page import Page
from extract.parts import Parts
from extract.titles import choose_title


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
    def parts(self) -> Parts:
        """The pages of its text: which one this is, and which is next."""
        return Parts(self.page)
