"""Headlines: which element the page's head bears out (pure)."""

import re
from collections.abc import Iterable, Iterator, Sequence

from lxml.html import HtmlElement

from extract.clean import clean_text
from extract.jsonld import at_path
from extract.page import Page
from extract.tree import text_of

ENOUGH = 0.5

# What stands between a headline and the name of a site.
SEPARATORS = " |:·•»«>–—-"  # noqa: RUF001 - dashes as sites write them

# A page has few headlines; comparing all of thousands with all titles would take minutes.
MOST = 20

_WORD = re.compile(r"\w+")


def headlines(page: Page, elements: Sequence[HtmlElement]) -> Iterator[tuple[str, HtmlElement]]:
    """Yield the elements that share most words with a title of the page's head, best first."""
    heads = [_words(title) for title in head_titles(page)[:MOST]]
    rated = []
    for place, element in enumerate(elements[:MOST]):
        text = text_of(element)
        support = max((_shared(_words(text), head) for head in heads), default=1.0)
        if text and support >= ENOUGH:
            rated.append(((-support, -len(_words(text)), place), text, element))
    # Where two fit equally well, the shorter is the site's own name.
    for _, text, element in sorted(rated, key=lambda one: one[0]):
        yield text, element


def head_titles(page: Page) -> list[str]:
    """Return what the head calls the page: JSON-LD, OpenGraph, and `title`."""
    titles = [*at_path(page.linked_data, "headline"), *page.metas.get("og:title", ())]
    titles += [text_of(element) for element in page.tree.iter("title")][:1]
    return [text for text in map(clean_text, titles) if text]


def site_names(page: Page) -> tuple[str, ...]:
    """Return what the page calls its site."""
    stated = [*page.metas.get("og:site_name", ())[:MOST], *page.metas.get("application-name", ())[:MOST]]
    stated += [*at_path(page.linked_data, "WebSite.name"), *at_path(page.linked_data, "publisher.name")][:MOST]
    return tuple(dict.fromkeys(filter(None, map(clean_text, stated))))


def without_site_name(title: str, names: Iterable[str]) -> str:
    """Return a title without a site's name at its end or start; "" when it is nothing else."""
    for name in names:
        for rest, there, end in (
            (title[: -len(name)], title[-len(name) :], -1),
            (title[len(name) :], title[: len(name)], 0),
        ):
            headline = rest.strip(SEPARATORS)
            # A mark must stand between, or a headline that ends with the name would lose it.
            parted = not headline or rest.strip()[end] in SEPARATORS
            if there.casefold() == name.casefold() and parted:
                return headline
    return title


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))


def _shared(words: frozenset[str], head: frozenset[str]) -> float:
    """Return which share of the shorter one's words both have, with a little more for the fuller agreement."""
    if not words or not head:
        return 0.0
    both = len(words & head)
    return both / min(len(words), len(head)) * 0.9 + both / len(words | head) * 0.1
