"""Chooses which listed pages to look at: from all sources, new and old, of the forms that articles have (pure)."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from urllib.parse import parse_qsl, urlsplit

from extract.listings import Link
from extract.site import Source
from extract.urls import canonical_url

__all__ = ["SURE", "Sampler", "shape_of"]

# Kinds of the segments of a path; the first that matches is a segment's kind.
KINDS = (
    ("year", re.compile(r"(?:19|20)\d\d")),
    ("part", re.compile(r"\d{1,2}")),
    ("number", re.compile(r"\d+")),
    ("file", re.compile(r"[^/]+\.[A-Za-z]{2,5}")),
    ("text", re.compile(r"[^/]+")),
)
# A form of URL of which so many pages were looked at and none was an article is left out.
HOPELESS = 3
# Sources whose entries are posts; a sitemap lists everything, and a listing its menu too.
SURE = frozenset({"feed", "wordpress"})
# What no article has: files, and parts of lists.
_OTHER = re.compile(
    r"\.(?:pdf|jpe?g|png|gif|webp|svg|zip|mp3|mp4|docx?|xlsx?)$|/(?:category|tag|author|page)/|/feed/?$",
    re.IGNORECASE,
)


class Sampler:
    """Hands out URLs of listed pages, and is told which of them were articles.

    Sources take turns, those whose entries are sure to be articles more often, and each gives its newest page, its
    oldest, then those in between, so that few pages tell of all years.
    """

    def __init__(self) -> None:
        self._waiting: dict[Source, list[str]] = {}
        self._given: set[str] = set()
        self._count: Counter[Source] = Counter()
        self._good: Counter[str] = Counter()
        self._bad: Counter[str] = Counter()

    def add(self, source: Source, links: Iterable[Link]) -> None:
        """Take the pages that a source lists."""
        pages = [link for link in links if not link.listing and not _OTHER.search(urlsplit(link.url).path)]
        dated = [link for link in pages if _time(link) is not None]
        if len(dated) * 2 > len(pages):
            undated = [link for link in pages if _time(link) is None]
            pages = [*sorted(dated, key=lambda link: str(_time(link)), reverse=True), *undated]
        self._waiting.setdefault(source, []).extend(_spread([link.url for link in pages]))

    def next_url(self) -> str | None:
        """Return the next page to look at, None where there is none."""
        for source in sorted(self._waiting, key=self._turns):
            waiting = self._waiting[source]
            while waiting:
                url = waiting.pop(0)
                if self._is_wanted(url):
                    self._count[source] += 1
                    self._given.add(canonical_url(url))
                    return url
        return None

    def tell(self, url: str, *, is_article: bool) -> None:
        """Learn whether the page at a URL that was handed out is an article."""
        (self._good if is_article else self._bad)[shape_of(url)] += 1

    def _turns(self, source: Source) -> int:
        """Return how often a source had its turn; others than the sure ones have every third turn."""
        return self._count[source] * (1 if source.kind in SURE else 3)

    def _is_wanted(self, url: str) -> bool:
        shape = shape_of(url)
        is_hopeless = not self._good[shape] and self._bad[shape] >= HOPELESS
        return canonical_url(url) not in self._given and not is_hopeless


def shape_of(url: str) -> str:
    """Return the form of a URL: the kinds of its segments, and the names of its parameters.

    `https://a.example/2026/03/why-trees` has `/year/part/text`.
    """
    parts = urlsplit(canonical_url(url))
    kinds = [next(name for name, kind in KINDS if kind.fullmatch(each)) for each in parts.path.split("/") if each]
    query = "&".join(name for name, _ in parse_qsl(parts.query, keep_blank_values=True))
    return "/".join(["", *kinds]) + (f"?{query}" if query else "")


def _time(link: Link) -> object:
    return link.published_at or link.modified_at


def _spread(urls: Sequence[str]) -> list[str]:
    """Return URLs so that each beginning is spread over the whole: the first, the last, the middle, the quarters."""
    if len(urls) < 3:
        return list(urls)
    order = [0, len(urls) - 1]
    spans = [(0, len(urls) - 1)]
    while spans:
        start, end = spans.pop(0)
        middle = (start + end) // 2
        if start < middle < end:
            order.append(middle)
            spans += [(start, middle), (middle, end)]
    return [urls[number] for number in order]
