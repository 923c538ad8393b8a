"""Decks: the sentence or two under a headline, before the text begins (pure).

A deck is what a class calls one beside the headline, the smaller heading that shares its box, or the page's own
description where it is shown there; JSON-LD's `alternativeHeadline` else.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import chain, islice

from lxml import etree
from lxml.html import HtmlElement

from extract.candidate import NOTHING, Candidate, Choice
from extract.html import jsonld_strings, landmark_path
from extract.page import Page
from extract.text import clean_text, fold_name
from extract.title.heading import tokens, whole_text

DECK = frozenset({
    "subtitle", "subtitulo", "subheadline", "subheading", "subhead", "subtitel", "undertitle", "underrubrik",
    "standfirst", "dek", "deck", "strapline", "tagline", "lede", "lead", "leadtext", "chapo", "chapeau", "vorspann",
    "teaser", "intro", "ingress", "manchet", "entradilla", "bajada", "sumario", "copete", "catenaccio", "occhiello",
    "sottotitolo", "sommario", "excerpt", "summary", "abstract", "zajawka", "perex",
})  # fmt: skip
# Words of a class that say that a part is something else, whatever else they say.
OTHER = frozenset({
    "related", "card", "image", "img", "figure", "caption", "media", "video", "share", "social", "meta", "byline",
    "author", "date", "rating", "credit", "newsletter", "paywall", "ad", "nav", "menu", "breadcrumb", "tags",
    "button", "comments", "list", "title",
})  # fmt: skip
NOT_IN = frozenset({"aside", "nav", "footer", "figure", "form", "li", "blockquote", "dialog", "table"})
# Characters; less is a label, more is a text.
SHORTEST, LONGEST = 20, 600
# A deck stands no farther behind its headline than this many elements.
NEAR = 60

BLOCKS = frozenset({"p", "h2", "h3", "h4", "div", "section", "strong", "em"})
# A byline, a date, a time of reading, whose picture it is.
_NO_DECK = re.compile(
    r"(?:by|von|par|por|di|published|posted|updated|last)\s|(?:foto|photo|bild|image)s?:|\d+\.?\s|\w+ \d{1,2}, \d{4}",
    re.IGNORECASE,
)

# No evaluation set knows decks. These are shares that one reader judged right on samples: 35 of 40 by a class, 38 of
# 40 by the description, 19 of 25 in a header's box, 7 of 9 of JSON-LD. Too few for more than a first figure.
CONFIDENCE: Mapping[str, float] = {
    "description": 0.95,
    "class": 0.88,
    "jsonld alternativeHeadline": 0.78,
    "heading": 0.76,
}


def choose_subtitle(page: Page, title: Choice) -> Choice:
    """Return the deck that stands by the headline, else what JSON-LD calls an alternative headline."""
    shown = title.chosen[0] if title.chosen else None
    taken = {fold_name(one.text) for one in title.candidates}
    visible = _visible(page, shown.element) if shown is not None and shown.element is not None else iter(())
    stated = (
        Candidate(text=clean_text(text), reader="jsonld alternativeHeadline", place="head")
        for text in islice(jsonld_strings(page.linked_data, "alternativeHeadline"), 5)
    )
    found = [one for one in chain(visible, stated) if fold_name(one.text) not in taken and _is_sentence(one.text)]
    if not found:
        return NOTHING
    return Choice(chosen=(found[0],), confidence=CONFIDENCE[found[0].reader], candidates=tuple(found))


def _visible(page: Page, headline: HtmlElement) -> Iterator[Candidate]:
    """Yield what stands close behind a headline and before its text."""
    stated = (one for name in ("description", "og:description") for one in page.metas.get(name, ())[:3])
    descriptions = frozenset(fold_name(clean_text(one[: LONGEST * 2])) for one in stated)
    for element in islice(_following(headline), NEAR):
        if element.tag == "h1":
            return
        reader = _reader(element, descriptions, headline) if element.tag in BLOCKS else None
        if reader and not any(one.tag in NOT_IN for one in islice(element.iterancestors(), 12)):
            yield Candidate(text=whole_text(element), reader=reader, place=landmark_path(element), element=element)
        elif element.tag == "p" and len(whole_text(element)) >= SHORTEST * 4:
            return


def _reader(element: HtmlElement, descriptions: frozenset[str], headline: HtmlElement) -> str | None:
    """Return why an element is a deck, None where it is none."""
    words = tokens(element)
    if not words.isdisjoint(OTHER):
        return None
    if not words.isdisjoint(DECK):
        return "class"
    box = headline.getparent()
    if element.getparent() is box and box is not None and element.tag in {"h2", "h3", "p"} and _is_header(box):
        return "heading"
    # The first paragraph of a text may be the description, and is no deck.
    alone = element.tag in {"p", "h2", "h3"} and not any(True for _ in element.itersiblings("p"))
    return "description" if alone and fold_name(whole_text(element)) in descriptions else None


def _is_header(box: HtmlElement) -> bool:
    """Tell whether a headline's box holds what belongs to it, and not the text."""
    named = box.tag in {"header", "hgroup"} or not tokens(box).isdisjoint({"header", "hero", "heading", "head"})
    return named and sum(1 for _ in islice(box.iterchildren("p"), 3)) < 3


def _following(element: HtmlElement | None) -> Iterator[HtmlElement]:
    """Yield the elements behind one, in page order."""
    while element is not None:
        for sibling in element.itersiblings(etree.Element):
            yield from sibling.iter(etree.Element)
        element = element.getparent()


def _is_sentence(text: str) -> bool:
    return SHORTEST <= len(text) <= LONGEST and _NO_DECK.match(text) is None
