"""What a request asks of the search, and the links that ask for something else (pure)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal
from urllib.parse import urlencode

from archive.selection import ArticleFilter, arguments_of_filter, filter_of_arguments
from extract.errors import ArchiveError, SearchError

Sort = Literal["relevance", "newest", "oldest"]
What = Literal["articles", "edits", "gone"]

PATH = "/-/search"
PAGE_SIZE = 20
# A reader who wants more hits narrows the search, or takes the file.
MAX_PAGES = 50

SORTS: Mapping[str, str] = {"relevance": "Best match", "newest": "Newest first", "oldest": "Oldest first"}
# The facets with their headings, by the names of their arguments, and the fields of ArticleFilter.
FACETS: Mapping[str, str] = {
    "site": "Site",
    "category": "Category",
    "author": "Author",
    "year": "Year",
    "language": "Language",
    "edited": "Edited",
    "gone": "Gone from the web",
    "cites": "Cites",
}
# What narrows a search down beside its words, in the order of a URL.
NARROWING = ("site", "category", "tag", "author", "year", "since", "until", "language", "edited", "gone", "cites")


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """A search: what was typed, the arguments that narrow it down, its order, its page, and what a feed lists."""

    text: str = ""
    arguments: tuple[tuple[str, str], ...] = ()
    sort: Sort = "relevance"
    page: int = 1
    what: What = "articles"
    only: ArticleFilter = field(default_factory=ArticleFilter)

    def pairs(self) -> list[tuple[str, str]]:
        """Return the arguments of its URL, in a fixed order, without those that have their default."""
        default = "relevance" if self.text else "newest"
        return [
            *([("q", self.text)] if self.text else []),
            *self.arguments,
            *([("sort", self.sort)] if self.sort != default else []),
            *([("what", self.what)] if self.what != "articles" else []),
            *([("page", str(self.page))] if self.page > 1 else []),
        ]

    def path(self, form: str = "") -> str:
        """Return its path on this server with its arguments; `form` is such as `.atom`."""
        query = urlencode(self.pairs())
        return f"{PATH}{form}?{query}" if query else f"{PATH}{form}"

    def as_filter(self) -> ArticleFilter:
        """Return what is searched for as one filter, as exports take it."""
        return replace(self.only, search=self.text) if self.text else self.only

    def having(self, name: str, value: str) -> "Wanted":
        """Return this search with another argument, from its first page on."""
        return replace(self, arguments=(*self.arguments, (name, value)), page=1)

    def without(self, name: str, value: str) -> "Wanted":
        """Return this search without an argument, from its first page on."""
        rest = tuple(each for each in self.arguments if each != (name, value))
        return replace(self, arguments=rest, page=1)

    def saying(self, text: str) -> "Wanted":
        """Return this search for other words, from its first page on."""
        sort: Sort = self.sort if text or self.sort != "relevance" else "newest"
        return replace(self, text=text, sort=sort, page=1)

    def at(self, page: int) -> "Wanted":
        """Return another page of this search."""
        return replace(self, page=page)

    def sorted_by(self, sort: Sort) -> "Wanted":
        """Return this search in another order, from its first page on."""
        return replace(self, sort=sort, page=1)

    def listing(self, what: What) -> "Wanted":
        """Return this search as the feed of something else."""
        return replace(self, what=what, page=1)


def wanted_of(arguments: Mapping[str, Sequence[str]]) -> Wanted:
    """Return what the arguments of a request ask for; raise SearchError for one that is wrong."""
    text = " ".join(_first(arguments, "q").split())
    try:
        only = filter_of_arguments({name: arguments.get(name, ()) for name in NARROWING})
    except ArchiveError as error:
        raise SearchError(str(error)) from error
    what = _first(arguments, "what")
    return Wanted(
        text=text,
        arguments=tuple(dict.fromkeys(sorted(arguments_of_filter(only), key=lambda pair: NARROWING.index(pair[0])))),
        sort=_sort(_first(arguments, "sort"), text),
        page=_page(_first(arguments, "page")),
        what="edits" if what == "edits" else "gone" if what == "gone" else "articles",
        only=only,
    )


def _first(arguments: Mapping[str, Sequence[str]], name: str) -> str:
    values = arguments.get(name) or [""]
    return str(values[0]).strip()


def _sort(sort: str, text: str) -> Sort:
    if sort == "newest" or (sort != "oldest" and not text):
        return "newest"
    return "oldest" if sort == "oldest" else "relevance"


def _page(page: str) -> int:
    return min(max(int(page), 1), MAX_PAGES) if page.isascii() and page.isdigit() and len(page) < 6 else 1
