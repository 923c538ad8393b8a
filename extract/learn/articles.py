r"""Learns the pattern of the URLs of articles from some of them and from others that are none (pure).

    https://x.example/2026/02/why-trees/  /2026/03/a-cold-spring/    /\d{4}/\d{2}/[^/]+/?$
    https://x.example/blog/why-trees      not: /blog/tags            /blog/[^/]*-[^/]*/?$

URLs of the same form are one group: the same number of segments, with numbers at the same places. Of each group
the loosest pattern is taken that matches no URL of the others. Articles right below the host have no pattern of their
own, since static pages stand there too.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from urllib.parse import urlsplit

from extract.urls import canonical_url, is_on_site

# Of the known articles, those that the pattern must match; a smaller group of URLs is not described.
MIN_MATCHED, MIN_GROUP_SHARE = 0.97, 0.03
MIN_ARTICLES = 4
MAX_GROUPS = 3
# Values that may stand at one place as alternatives, and how many articles must have each: on average, so that hardly
# one is missing, and at least.
MAX_ALTERNATIVES, MEAN_OF_ALTERNATIVE, LEAST_OF_ALTERNATIVE = 12, 5.0, 2
# Names that may be excluded at one place.
MAX_EXCLUDED = 6
# How often what describes a place must be so.
ALWAYS = 0.99

YEAR, SHORT_NUMBER, NUMBER, ANY = r"\d{4}", r"\d{1,2}", r"\d+", r"[^/]+"
_YEAR = re.compile(r"(?:19|20)\d\d")
_KINDS = ((_YEAR, YEAR), (re.compile(r"\d{1,2}"), SHORT_NUMBER), (re.compile(r"\d+"), NUMBER))
_ENDING = re.compile(r"\.(?:html?|php|aspx?|shtml)")
# Forms of a name, the loosest first.
_FORMS = (
    ANY,
    r"[^/]*-[^/]*",
    r"[^/]*-[^/]*-[^/]*",
    r"[^/]*-\d+",
    r"\d+-[^/]+",
    r"[^/]*-\d{3,}",
    r"[^/]*\d{4,}[^/]*",
    r"[^/]*-[0-9a-f]{8,}",
)


@dataclass(frozen=True, kw_only=True)
class ArticlePattern:
    """A regular expression over URLs, which matches `hits` of the `of` known articles and none of the other pages.

    `pattern` is None where there is none, and `without` then says why.
    """

    pattern: str | None
    hits: int = 0
    of: int = 0
    without: str = ""


@dataclass(frozen=True)
class _Address:
    """The path of a URL as its segments, and its ending, such as `.html`."""

    segments: tuple[str, ...]
    ending: str

    @property
    def form(self) -> tuple[str, ...]:
        return (*(NUMBER if segment.isdecimal() else ANY for segment in self.segments), self.ending)


def learn_articles(articles: Collection[str], others: Collection[str], hosts: Sequence[str]) -> ArticlePattern:
    """Return the pattern of the URLs of a site's articles; `others` are URLs of the site that are none."""
    known = [url for url in dict.fromkeys(map(canonical_url, articles)) if is_on_site(url, hosts)]
    not_articles = [url for url in dict.fromkeys(map(canonical_url, others)) if url not in known]
    if len(known) < MIN_ARTICLES:
        return _none(known, f"{len(known)} articles are known, and at least {MIN_ARTICLES} are needed")
    if any(map(_has_query, known)):
        return _none(known, "articles differ by the query of their URL")
    groups = Counter(_address(url).form for url in known)
    large = [form for form, count in groups.most_common() if count >= max(2, MIN_GROUP_SHARE * len(known))]
    patterns = []
    for form in large[:MAX_GROUPS]:
        members = [address for address in map(_address, known) if address.form == form]
        pattern = next(
            (each for each in _patterns(members, not_articles) if not _is_mistaken(each, not_articles)), None
        )
        if pattern is None:
            return _none(known, _why_not(members, not_articles))
        patterns.append(pattern)
    pattern = "|".join(patterns)
    hits = sum(re.search(pattern, url) is not None for url in known) if pattern else 0
    if not pattern or hits < MIN_MATCHED * len(known):
        return _none(known, "the URLs of articles have no form in common")
    return ArticlePattern(pattern=pattern, hits=hits, of=len(known))


def _none(known: Sequence[str], why: str) -> ArticlePattern:
    return ArticlePattern(pattern=None, of=len(known), without=why)


def _why_not(members: Sequence[_Address], others: Sequence[str]) -> str:
    if len(members[0].segments) == 1:
        return "articles stand right below the host, as static pages do"
    such = next((f", such as {url}" for url in others if _address(url).form == members[0].form), "")
    return f"every pattern of the articles matches other pages too{such}"


def _has_query(url: str) -> bool:
    return bool(urlsplit(url).query)


def _address(url: str) -> _Address:
    path = urlsplit(url).path.strip("/")
    found = re.search(rf"{_ENDING.pattern}\Z", path)
    ending = found.group() if found else ""
    return _Address(tuple(path.removesuffix(ending).split("/")), ending)


def _kind(segments: Collection[str]) -> str:
    return next((pattern for expression, pattern in _KINDS if all(map(expression.fullmatch, segments))), ANY)


def _is_mistaken(pattern: str, others: Sequence[str]) -> bool:
    return any(map(re.compile(pattern).search, others))


def _patterns(members: Sequence[_Address], others: Sequence[str]) -> Iterator[str]:
    """Yield patterns that match all members of a group, loose ones first."""
    *before, last = zip(*(member.segments for member in members), strict=True)
    places = [list(_of_place(values, _names_at(place, members, others))) for place, values in enumerate(before)]
    lasts = list(_of_last(last, members, others))
    ending = f"{re.escape(members[0].ending)}$" if members[0].ending else "/?$"
    for end in lasts:
        for chosen in product(*places):
            # Nothing before it would tell where the path begins.
            start = "/" if chosen and not chosen[0].endswith(ANY) else "^https?://[^/]+/"
            if not chosen and end in {ANY, *_FORMS[1:3]} and not members[0].ending:
                continue
            yield start + "/".join((*chosen, end)) + ending


def _names_at(place: int, members: Sequence[_Address], others: Sequence[str]) -> set[str]:
    """Return what other pages of the same depth have at a place."""
    depth = len(members[0].segments)
    return {address.segments[place] for address in map(_address, others) if len(address.segments) == depth}


def _of_place(values: Sequence[str], others: Collection[str]) -> Iterator[str]:
    """Yield patterns for a place before the last one: a literal, a number, any name, any but those of other pages.

    One of a few names is the last resort: the next section of the site would be missed.
    """
    distinct = Counter(values)
    kind = _kind(distinct)
    if len(distinct) == 1 and kind in {ANY, NUMBER}:
        yield _escaped(values[0])
        return
    yield r"\d{2}" if kind == SHORT_NUMBER and all(len(value) == 2 for value in values) else kind
    if kind != ANY:
        return
    if others and len(others) <= MAX_EXCLUDED and distinct.keys().isdisjoint(others):
        yield f"(?!(?:{'|'.join(map(_escaped, sorted(others)))})/){ANY}"
    is_complete = min(distinct.values()) >= LEAST_OF_ALTERNATIVE and len(values) >= MEAN_OF_ALTERNATIVE * len(
        distinct
    )
    if is_complete and len(distinct) <= MAX_ALTERNATIVES:
        yield f"(?:{'|'.join(map(_escaped, sorted(distinct)))})"


def _escaped(text: str) -> str:
    """Return a text as a pattern; a hyphen means nothing outside of brackets, and is left as people read it."""
    return re.escape(text).replace(r"\-", "-")


def _of_last(values: Sequence[str], members: Sequence[_Address], others: Sequence[str]) -> Iterator[str]:
    """Yield patterns for the last place: a number, a name in one of its forms, any name but those of the others."""
    kind = _kind(values)
    if kind != ANY:
        # Of numbers that count articles, the next one may have a digit more.
        yield from dict.fromkeys((NUMBER, kind))
        return
    for form in _FORMS:
        expression = re.compile(form)
        if sum(expression.fullmatch(value) is not None for value in values) >= ALWAYS * len(values):
            yield form
    depth = len(members[0].segments)
    names = {
        address.segments[-1]
        for address in map(_address, others)
        if len(address.segments) == depth and address.segments[0] == members[0].segments[0]
    }
    if depth > 1 and len(names) <= MAX_EXCLUDED and names.isdisjoint(values):
        yield f"(?!(?:{'|'.join(map(_escaped, sorted(names)))})/?$){ANY}"
