"""Topics: an article's categories, tags and breadcrumbs, out of all the places that name them (pure).

    the places in order of trust | those that say something of this article | the first one's names, each once

Confidences are the mean F1 of the sets of names on the evaluation pages where that place answers first, rounded down;
too few pages answer by parsely-tags, by classes of categories and by a breadcrumb to measure: theirs are supposed.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Any

from lxml.html import HtmlElement

from extract.candidate import NOTHING, Candidate, Choice
from extract.context import PageContext
from extract.html import (
    belongs_to_article,
    is_article_object,
    jsonld_types,
    landmark_path,
    strings_at,
    text_of,
    with_ancestors,
)
from extract.page import Page
from extract.text import clean_text, clean_visible

MOST = 60
LONGEST = 80

# Paths of addresses that list articles of one topic.
_TAG_PATH = re.compile(
    r"/(?:tags?|topics?|thema|themen|schlagwort|temas?|keywords?|etiquetas?|etiqueta|mot-cle|sujet|tema|etiket|stichwort)/",
    re.IGNORECASE,
)
_CATEGORY_PATH = re.compile(
    r"/(?:category|categories|categorias?|kategorien?|kategori|categorie|rubrik|rubrique|seccion|secao|kategoriya)/",
    re.IGNORECASE,
)

TAG_CLASSES = (
    ".tags a, .tag-list a, .post-tags a, .entry-tags a, .article-tags a, .tags-links a, .tag-links a, .taglist a, "
    ".article__tags a, .post__tags a, .topics a, .keywords a, .taxonomy-post_tag a"
)
CATEGORY_CLASSES = (
    ".cat-links a, .post-categories a, .entry-categories a, .post-category a, .entry-category a, .categories a, "
    ".article-category a, .taxonomy-category a, .post__category a, .article__category a"
)
TRAIL_CLASSES = (
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

# Asked only where no place before them answers: they take a walk over all links.
WALKS = frozenset({"path of a category", "path of a tag"})

Names = Iterator[tuple[str, HtmlElement | None]]
Place = Callable[[PageContext], Names]

# What parts several names in one text. A section's name may hold a comma, behind which there is a space.
LIST = re.compile(r"\s*[,;|،、]\s*")
TIGHT = re.compile(r",(?=\S)")


def _metas(*names: str) -> Place:
    return lambda context: ((text, None) for name in names for text in context.page.metas.get(name, ())[:MOST])


def _links(find_all: Callable[[Page], Sequence[HtmlElement]], path: re.Pattern[str] | None = None) -> Place:
    """Make a place of the links, of those found on the page, that stand at the article and lead to such a path."""

    def find(context: PageContext) -> Names:
        above = with_ancestors(next((one.element for one in context.title.chosen), None))
        leading = (one for one in find_all(context.page) if path is None or path.search(one.get("href", "")))
        for element in islice(leading, 4 * MOST):
            if belongs_to_article(element, above):
                yield text_of(element), element

    return find


def _by_rel(token: str) -> Callable[[Page], Sequence[HtmlElement]]:
    return lambda page: page.by_rel.get(token, ())


def _by_class(selector: str) -> Callable[[Page], Sequence[HtmlElement]]:
    return lambda page: page.select(selector)


def _all_links(page: Page) -> Sequence[HtmlElement]:
    return list(page.tree.iter("a"))


def _stated(name: str) -> Place:
    """Make a place of what the JSON-LD of the article says."""

    def find(context: PageContext) -> Names:
        nodes = context.page.linked_data
        article = next((node for node in nodes if is_article_object(node) and node.get(name)), None)
        return ((text, None) for text in strings_at(article, [name], nodes))

    return find


# By reader: the place, what parts several names in one text of it, and how sure its answer is.
TAGS: Mapping[str, tuple[Place, re.Pattern[str] | None, float]] = {
    "meta article:tag": (_metas("article:tag"), LIST, 0.9),
    "rel tag": (_links(_by_rel("tag"), _TAG_PATH), None, 0.9),
    "class tags": (_links(_by_class(TAG_CLASSES)), None, 0.9),
    "meta news_keywords": (_metas("news_keywords"), LIST, 0.85),
    "jsonld keywords": (_stated("keywords"), LIST, 0.7),
    "meta parsely-tags": (_metas("parsely-tags"), LIST, 0.7),
    "path of a tag": (_links(_all_links, _TAG_PATH), None, 0.7),
    "meta keywords": (_metas("keywords"), LIST, 0.6),
}
CATEGORIES: Mapping[str, tuple[Place, re.Pattern[str] | None, float]] = {
    "rel category": (_links(_by_rel("category")), None, 0.9),
    "rel tag": (_links(_by_rel("tag"), _CATEGORY_PATH), None, 0.9),
    "class categories": (_links(_by_class(CATEGORY_CLASSES)), None, 0.7),
    "path of a category": (_links(_all_links, _CATEGORY_PATH), None, 0.7),
    "meta article:section": (_metas("article:section"), TIGHT, 0.5),
    "jsonld articleSection": (_stated("articleSection"), TIGHT, 0.5),
}


def choose_tags(context: PageContext) -> Choice:
    """Return the words that the article is filed under."""
    return _choose(context, TAGS)


def choose_categories(context: PageContext) -> Choice:
    """Return the parts of the site that the article is filed under."""
    return _choose(context, CATEGORIES)


def choose_breadcrumbs(context: PageContext) -> Choice:
    """Return the way from the home page to the article as the page prints it, whatever it begins and ends with."""
    trails = chain((_trail(context.page),), (_printed(context.page, one) for one in TRAIL_CLASSES))
    chosen = next(filter(None, map(tuple, trails)), ())
    return Choice(chosen=chosen, confidence=None, candidates=chosen) if chosen else NOTHING


def _choose(context: PageContext, places: Mapping[str, tuple[Place, re.Pattern[str] | None, float]]) -> Choice:
    found: list[Candidate] = []
    chosen: tuple[Candidate, ...] = ()
    confidence = 0.0
    for reader, (place, parted, sure) in places.items():
        if chosen and reader in WALKS:
            continue
        here = tuple(_candidates(reader, place(context), parted=parted))
        found += here
        if here and not chosen:
            chosen, confidence = here, sure
    return Choice(chosen=chosen, confidence=confidence, candidates=tuple(found)) if found else NOTHING


def _candidates(reader: str, names: Names, *, parted: re.Pattern[str] | None) -> Iterator[Candidate]:
    """Yield each name once, whatever its case."""
    seen: set[str] = set()
    for text, element in names:
        clean = clean_text(text[:5000]) if element is None else clean_visible(text[:5000])
        for name in parted.split(clean) if parted else [clean]:
            bare = name.strip(' #,;:"“”')
            if bare and len(bare) <= LONGEST and bare.casefold() not in seen and len(seen) < MOST:
                seen.add(bare.casefold())
                yield Candidate(
                    text=bare,
                    reader=reader,
                    element=element,
                    place="head" if element is None else landmark_path(element),
                )


def _trail(page: Page) -> Iterator[Candidate]:
    """Yield the steps of the first breadcrumb list in JSON-LD, in the order of their positions."""
    for node in page.linked_data:
        inner = node.get("breadcrumb")
        for one in (node, inner if isinstance(inner, dict) else {}):
            steps = one.get("itemListElement") if "BreadcrumbList" in jsonld_types(one) else None
            items = [step for step in steps[:MOST] if isinstance(step, dict)] if isinstance(steps, list) else []
            names = [name for step in sorted(items, key=_position) for name in _name(step)]
            if names:
                yield from _candidates("jsonld BreadcrumbList", ((name, None) for name in names), parted=None)
                return


def _position(step: Mapping[str, Any]) -> int:
    position = str(step.get("position"))[:6]
    return int(position) if position.isascii() and position.isdigit() else 0


def _name(step: Mapping[str, Any]) -> Iterable[str]:
    item = step.get("item")
    given = step.get("name") or (item.get("name") if isinstance(item, dict) else None)
    return [given] if isinstance(given, str) else []


def _printed(page: Page, selector: str) -> Iterator[Candidate]:
    elements: Sequence[HtmlElement] = page.select(selector)[:MOST]
    return _candidates(selector, ((text_of(one), one) for one in elements), parted=None)
