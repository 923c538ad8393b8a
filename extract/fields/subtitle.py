"""Chooses the subtitle: the sentence or two under a headline, before the text begins (pure).

A subtitle is an element behind the headline with a class such as `standfirst`, the smaller heading or paragraph in
the headline's `header`, or the page's description where it is shown there; else JSON-LD's `alternativeHeadline`.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import chain, islice

from lxml import etree
from lxml.html import HtmlElement

from extract.candidate import NOTHING, Candidate, Choice
from extract.context import PageContext
from extract.html import Area, Areas, class_words, jsonld_strings, landmark_path, with_ancestors
from extract.page import Page
from extract.text import clean_text, fold_name
from extract.title import whole_text

# Words of a class that mark a subtitle, as sites of many languages write them.
SUBTITLE_WORDS = frozenset({
    "subtitle", "subtitulo", "subheadline", "subheading", "subhead", "subtitel", "undertitle", "underrubrik",
    "standfirst", "dek", "deck", "strapline", "tagline", "lede", "lead", "leadtext", "chapo", "chapeau", "vorspann",
    "teaser", "intro", "ingress", "manchet", "entradilla", "bajada", "sumario", "copete", "catenaccio", "occhiello",
    "sottotitolo", "sommario", "excerpt", "summary", "abstract", "zajawka", "perex",
})  # fmt: skip
# An element of these areas, or with these words, is something else; teasers are not among them: some sites call the
# subtitle so.
_OTHER = Areas(
    Area.RELATED, Area.CARDS, Area.CAPTIONS, Area.CREDITS, Area.SHARING, Area.SOCIAL, Area.NEWSLETTERS, Area.ADVERTS,
    Area.NAVIGATION, Area.BREADCRUMBS, Area.TOPICS, Area.COMMENTS,
    words="image|img|figure|media|video|meta|byline|author|date|rating|paywall|button|list|title",
)  # fmt: skip
# Within these an element is not under the headline; but the caption of a lead image may hold the subtitle.
_BESIDE = Areas(
    Area.ASIDES, Area.NAVIGATION, Area.FOOTERS, Area.FORMS, Area.QUOTATIONS, Area.OVERLAYS, Area.TABLES,
    tags={"figure", "li"},
)  # fmt: skip
# Less is a label, more is a text.
MIN_CHARACTERS, MAX_CHARACTERS = 20, 600
# A first paragraph as long as this begins the text.
MIN_TEXT_CHARACTERS = 80
# How many elements behind its headline a subtitle stands at most.
MAX_ELEMENTS_BEHIND = 60

HEADER_WORDS = frozenset({"header", "hero", "heading", "head"})
BLOCK_TAGS = frozenset({"p", "h2", "h3", "h4", "div", "section", "strong", "em"})
# A byline, a date, a reading time, the credit of a picture.
_NO_SUBTITLE = re.compile(
    r"(?:by|von|par|por|di|published|posted|updated|last)\s|(?:foto|photo|bild|image)s?:|\d+\.?\s|\w+ \d{1,2}, \d{4}",
    re.IGNORECASE,
)

# No evaluation set has subtitles. These are shares that one reader judged right on samples: 35 of 40 by a class, 38
# of 40 by the description, 19 of 25 in a header's box, 7 of 9 of JSON-LD. Too few for more than a first figure.
CONFIDENCE: Mapping[str, float] = {
    "description": 0.95,
    "class": 0.88,
    "jsonld alternativeHeadline": 0.78,
    "heading": 0.76,
}


def choose_subtitle(context: PageContext) -> Choice:
    """Return the subtitle under the headline, else JSON-LD's `alternativeHeadline`."""
    page, headline = context.page, context.headline_element
    titles = {fold_name(candidate.text) for candidate in context.title.candidates}
    visible = iter(()) if headline is None else _visible(page, headline)
    stated = (
        Candidate(text=clean_text(text), reader="jsonld alternativeHeadline", landmark_path="head")
        for text in islice(jsonld_strings(page.linked_data, "alternativeHeadline"), 5)
    )
    found = [
        candidate
        for candidate in chain(visible, stated)
        if fold_name(candidate.text) not in titles and _is_sentence(candidate.text)
    ]
    if not found:
        return NOTHING
    return Choice(chosen=(found[0],), confidence=CONFIDENCE[found[0].reader], candidates=tuple(found))


def _visible(page: Page, headline: HtmlElement) -> Iterator[Candidate]:
    """Yield the subtitles close behind a headline and before its text."""
    stated = (text for name in ("description", "og:description") for text in page.metas.get(name, ())[:3])
    descriptions = frozenset(fold_name(clean_text(text[: MAX_CHARACTERS * 2])) for text in stated)
    above = with_ancestors(headline)
    for element in islice(_following(headline), MAX_ELEMENTS_BEHIND):
        if element.tag == "h1":
            return
        reader = _reader(element, descriptions, headline) if element.tag in BLOCK_TAGS else None
        if reader and not _BESIDE.surround(element, above):
            yield Candidate(
                text=whole_text(element), reader=reader, landmark_path=landmark_path(element), element=element
            )
        elif element.tag == "p" and len(whole_text(element)) >= MIN_TEXT_CHARACTERS:
            return


def _reader(element: HtmlElement, descriptions: frozenset[str], headline: HtmlElement) -> str | None:
    """Return why an element is a subtitle, a key of CONFIDENCE; None where it is none."""
    if _OTHER.include(element):
        return None
    if not SUBTITLE_WORDS.isdisjoint(class_words(element)):
        return "class"
    parent = headline.getparent()
    if (
        element.getparent() is parent
        and parent is not None
        and element.tag in {"h2", "h3", "p"}
        and _is_header(parent)
    ):
        return "heading"
    # The first paragraph of a text may be the description, and is no subtitle.
    is_alone = element.tag in {"p", "h2", "h3"} and not any(True for _ in element.itersiblings("p"))
    return "description" if is_alone and fold_name(whole_text(element)) in descriptions else None


def _is_header(parent: HtmlElement) -> bool:
    """Tell whether the parent of a headline is a header, which holds few paragraphs, and not the text."""
    is_marked = parent.tag in {"header", "hgroup"} or not HEADER_WORDS.isdisjoint(class_words(parent))
    return is_marked and sum(1 for _ in islice(parent.iterchildren("p"), 3)) < 3


def _following(element: HtmlElement | None) -> Iterator[HtmlElement]:
    """Yield the elements behind an element, in page order."""
    while element is not None:
        for sibling in element.itersiblings(etree.Element):
            yield from sibling.iter(etree.Element)
        element = element.getparent()


def _is_sentence(text: str) -> bool:
    return MIN_CHARACTERS <= len(text) <= MAX_CHARACTERS and _NO_SUBTITLE.match(text) is None
