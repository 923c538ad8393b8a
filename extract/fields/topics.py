"""Chooses the categories, tags and breadcrumbs of an article (pure).

    readers in order of trust | those that find names at this article | the names of the first one, each once

Confidences are the mean F1 of the sets of names on the evaluation pages where that reader finds names first, rounded
down. Too few pages have parsely-tags, classes of categories or a breadcrumb to measure: theirs are estimates.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Any, NamedTuple

from lxml import etree
from lxml.html import HtmlElement

from extract.candidate import NOTHING, Candidate, Choice
from extract.context import PageContext
from extract.html import is_article_object, jsonld_types, landmark_path, strings_at, text_of
from extract.page import Page
from extract.text import clean_text, clean_visible
from extract.words.topic_words import CATEGORY_SEGMENTS, TAG_SEGMENTS

MAX_NAMES = 60
MAX_NAME_CHARACTERS = 80
# How much of one text is looked at, and how many links, of which those beside the article do not count.
MAX_TEXT_CHARACTERS = 5000
MAX_LINKS = 240

TAG_SELECTOR = (
    ".tags a, .tag-list a, .post-tags a, .entry-tags a, .article-tags a, .tags-links a, .tag-links a, .taglist a, "
    ".article__tags a, .post__tags a, .topics a, .keywords a, .taxonomy-post_tag a"
)
CATEGORY_SELECTOR = (
    ".cat-links a, .post-categories a, .entry-categories a, .post-category a, .entry-category a, .categories a, "
    ".article-category a, .taxonomy-category a, .post__category a, .article__category a"
)
BREADCRUMB_SELECTORS = (
    ".breadcrumb-navxt [property='name']",
    "[itemtype$='BreadcrumbList'] [itemprop='name']",
    "[typeof~='BreadcrumbList'] [property='name']",
    "nav[aria-label*='readcrumb'] a",
    ".yoast-breadcrumb a",
    ".breadcrumbs a",
    ".breadcrumb a",
    "#breadcrumbs a",
    ".rank-math-breadcrumb a",
)

# These begin with no class or tag, so that each walks over the whole page; what one of them needs is found in one go.
_UNCLASSED_BREADCRUMBS = frozenset(BREADCRUMB_SELECTORS[1:3]) | {"#breadcrumbs a"}
_HAS_UNCLASSED_BREADCRUMBS = etree.XPath(
    "boolean(descendant::*/@itemtype[contains(., 'BreadcrumbList')]"
    " | descendant::*/@typeof[contains(., 'BreadcrumbList')] | id('breadcrumbs'))"
)

# Run only where no reader before them finds a name: they walk over all links.
SLOW_READERS = frozenset({"path of a category", "path of a tag"})

# (text, element) of one name, or of several in a list; the element is None where the head states them.
Names = Iterator[tuple[str, HtmlElement | None]]
NameFinder = Callable[[PageContext], Names]

# What separates several names in one text. A section's name may hold a comma, behind which there is a space.
LIST_SEPARATOR = re.compile(r"\s*[,;|،、]\s*")
COMMA_WITHOUT_SPACE = re.compile(r",(?=\S)")


class TopicReader(NamedTuple):
    """A way to find names: `separator` splits several in one text, `confidence` is that of what it finds."""

    find: NameFinder
    separator: re.Pattern[str] | None
    confidence: float


def _metas(*names: str) -> NameFinder:
    return lambda context: ((text, None) for name in names for text in context.page.metas.get(name, ())[:MAX_NAMES])


def _links(find_all: Callable[[Page], Sequence[HtmlElement]], segments: frozenset[str] | None = None) -> NameFinder:
    """Make a finder of the links that stand at the article and, where segments are given, have one in their URL."""

    def find(context: PageContext) -> Names:
        links = (link for link in find_all(context.page) if segments is None or _has_segment(link, segments))
        for link in islice(links, MAX_LINKS):
            if not context.is_beside_article(link):
                yield text_of(link), link

    return find


def _has_segment(link: HtmlElement, segments: frozenset[str]) -> bool:
    return not segments.isdisjoint(link.get("href", "").lower().split("/")[1:-1])


def _by_rel(value: str) -> Callable[[Page], Sequence[HtmlElement]]:
    return lambda page: page.by_rel.get(value, ())


def _by_class(selector: str) -> Callable[[Page], Sequence[HtmlElement]]:
    return lambda page: page.select(selector)


def _by_segment(segments: frozenset[str]) -> Callable[[Page], Sequence[HtmlElement]]:
    # Most pages have no such link, which one look at all of them tells.
    return lambda page: () if segments.isdisjoint(page.href_segments) else list(page.tree.iter("a"))


def _jsonld(name: str) -> NameFinder:
    """Make a finder of a property of the article's JSON-LD."""

    def find(context: PageContext) -> Names:
        nodes = context.page.linked_data
        article = next((node for node in nodes if is_article_object(node) and node.get(name)), None)
        return ((text, None) for text in strings_at(article, [name], nodes))

    return find


TAG_READERS: Mapping[str, TopicReader] = {
    "meta article:tag": TopicReader(_metas("article:tag"), LIST_SEPARATOR, 0.9),
    "rel tag": TopicReader(_links(_by_rel("tag"), TAG_SEGMENTS), None, 0.9),
    "class tags": TopicReader(_links(_by_class(TAG_SELECTOR)), None, 0.9),
    "meta news_keywords": TopicReader(_metas("news_keywords"), LIST_SEPARATOR, 0.85),
    "jsonld keywords": TopicReader(_jsonld("keywords"), LIST_SEPARATOR, 0.7),
    "meta parsely-tags": TopicReader(_metas("parsely-tags"), LIST_SEPARATOR, 0.7),
    "path of a tag": TopicReader(_links(_by_segment(TAG_SEGMENTS), TAG_SEGMENTS), None, 0.7),
    "meta keywords": TopicReader(_metas("keywords"), LIST_SEPARATOR, 0.6),
}
CATEGORY_READERS: Mapping[str, TopicReader] = {
    "rel category": TopicReader(_links(_by_rel("category")), None, 0.9),
    "rel tag": TopicReader(_links(_by_rel("tag"), CATEGORY_SEGMENTS), None, 0.9),
    "class categories": TopicReader(_links(_by_class(CATEGORY_SELECTOR)), None, 0.7),
    "path of a category": TopicReader(_links(_by_segment(CATEGORY_SEGMENTS), CATEGORY_SEGMENTS), None, 0.7),
    "meta article:section": TopicReader(_metas("article:section"), COMMA_WITHOUT_SPACE, 0.5),
    "jsonld articleSection": TopicReader(_jsonld("articleSection"), COMMA_WITHOUT_SPACE, 0.5),
}


def choose_tags(context: PageContext) -> Choice:
    """Return the tags of the article."""
    return _choose(context, TAG_READERS)


def choose_categories(context: PageContext) -> Choice:
    """Return the categories, or sections of the site, of the article."""
    return _choose(context, CATEGORY_READERS)


def choose_breadcrumbs(context: PageContext) -> Choice:
    """Return the steps from the home page to the article as the page has them, whatever they begin and end with."""
    trails = chain((_jsonld_breadcrumbs(context.page),), _selected_breadcrumbs(context.page))
    chosen = next(filter(None, map(tuple, trails)), ())
    return Choice(chosen=chosen, confidence=None, candidates=chosen) if chosen else NOTHING


def _choose(context: PageContext, readers: Mapping[str, TopicReader]) -> Choice:
    candidates: list[Candidate] = []
    chosen: tuple[Candidate, ...] = ()
    confidence = 0.0
    for name, reader in readers.items():
        if chosen and name in SLOW_READERS:
            continue
        found = tuple(_candidates(name, reader.find(context), reader.separator))
        candidates += found
        if found and not chosen:
            chosen, confidence = found, reader.confidence
    return Choice(chosen=chosen, confidence=confidence, candidates=tuple(candidates)) if candidates else NOTHING


def _candidates(reader: str, names: Names, separator: re.Pattern[str] | None) -> Iterator[Candidate]:
    """Yield each name once, whatever its case."""
    seen: set[str] = set()
    for text, element in names:
        clean = clean_text if element is None else clean_visible
        whole = clean(text[:MAX_TEXT_CHARACTERS])
        path = "head" if element is None else landmark_path(element)
        for name in separator.split(whole) if separator else [whole]:
            bare = name.strip(' #,;:"“”')
            is_new = bare.casefold() not in seen and len(seen) < MAX_NAMES
            if bare and len(bare) <= MAX_NAME_CHARACTERS and is_new:
                seen.add(bare.casefold())
                yield Candidate(text=bare, reader=reader, element=element, landmark_path=path)


def _jsonld_breadcrumbs(page: Page) -> Iterator[Candidate]:
    """Yield the steps of the first BreadcrumbList in JSON-LD, in the order of their positions."""
    for node in page.linked_data:
        inner = node.get("breadcrumb")
        for breadcrumbs in (node, inner if isinstance(inner, dict) else {}):
            steps = breadcrumbs.get("itemListElement") if "BreadcrumbList" in jsonld_types(breadcrumbs) else None
            items = [step for step in steps[:MAX_NAMES] if isinstance(step, dict)] if isinstance(steps, list) else []
            names = [name for step in sorted(items, key=_position) for name in _name(step)]
            if names:
                yield from _candidates("jsonld BreadcrumbList", ((name, None) for name in names), None)
                return


def _selected_breadcrumbs(page: Page) -> Iterator[Iterator[Candidate]]:
    has_unclassed = _HAS_UNCLASSED_BREADCRUMBS(page.tree)
    for selector in BREADCRUMB_SELECTORS:
        if has_unclassed or selector not in _UNCLASSED_BREADCRUMBS:
            yield _selected(page, selector)


def _position(step: Mapping[str, Any]) -> int:
    position = str(step.get("position"))[:6]
    return int(position) if position.isascii() and position.isdigit() else 0


def _name(step: Mapping[str, Any]) -> Iterable[str]:
    item = step.get("item")
    given = step.get("name") or (item.get("name") if isinstance(item, dict) else None)
    return [given] if isinstance(given, str) else []


def _selected(page: Page, selector: str) -> Iterator[Candidate]:
    elements: Sequence[HtmlElement] = page.select(selector)[:MAX_NAMES]
    return _candidates(selector, ((text_of(element), element) for element in elements), None)
