"""What a visit found out about a site (values only)."""

from dataclasses import dataclass

from extract.page import Page
from extract.site import Source

__all__ = ["NOTHING", "Fact", "Found", "FoundSource"]


@dataclass(frozen=True, kw_only=True)
class Fact:
    """A value, and where it was found, in words; both are "" where it was not found."""

    value: str = ""
    why: str = ""


NOTHING = Fact()


@dataclass(frozen=True, kw_only=True)
class FoundSource:
    """A list of a site's pages: where its URL was found, how many pages of the site it lists, how many are articles.

    `listed` counts what was read of it: of a list in several parts or pages some, and then `is_whole` is False.
    `articles` are the pages of the sample among these that are articles.
    """

    source: Source
    why: str
    listed: int
    articles: int = 0
    is_whole: bool = True

    @property
    def size(self) -> str:
        """How many pages it lists, in words."""
        return f"{self.listed} pages{'' if self.is_whole else ' or more'}"


@dataclass(frozen=True, kw_only=True)
class Found:
    """What a visit to `url` found; see `crawler.discover.survey` for how.

    `hosts` are `host` or `host:port`, the main one first. `takes_pages` tells that the articles are static pages of
    the content management system. `delay` is in seconds. `render` tells that the pages need a browser. `pages` are
    the articles of the sample as captured, `told` the REST lists and feeds that state the same articles. `others` are
    URLs of pages that are no articles, and `refused` counts those of the sample by reason. `notes` are what was
    looked for in vain. `folder` is the URL of the folder in which the articles stand, where its lists name pages
    outside of it, else "".
    """

    url: str
    title: str
    hosts: tuple[str, ...]
    sources: tuple[FoundSource, ...]
    system: Fact
    theme: Fact
    timezone: Fact
    language: Fact
    takes_pages: bool
    delay: float
    delay_why: str
    render: bool
    pages: tuple[Page, ...]
    told: tuple[Page, ...]
    others: tuple[str, ...]
    refused: tuple[tuple[str, int], ...]
    notes: tuple[str, ...]
    folder: str = ""
