"""Finds the kind that a page states by its URL, JSON-LD types and og:type, where that is no article (pure).

The kinds are the reasons of refusals. To add a kind: add its lines to the tables.
"""

import re
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlsplit

from extract.html import is_article_object, jsonld_types
from extract.kind.static_page import STATIC_PAGE
from extract.page import Page

MAX_NODES = 200
HOME = "home page"
# A page with a video or a recording is an article if its text has so many words.
MIN_WORDS_BESIDE_MEDIA = 150

# Kinds by the schema.org types in the page's JSON-LD, and by og:type (ogp.me).
JSONLD_TYPES: Mapping[str, str] = {
    "AboutPage": "about page",
    "CheckoutPage": "shop",
    "CollectionPage": "listing",
    "ContactPage": "contact page",
    "JobPosting": "job",
    "Product": "product",
    "ProductGroup": "product",
    "ProfilePage": "author page",
    "SearchResultsPage": "search",
}
MEDIA_TYPES = frozenset({
    "AudioObject", "Episode", "Movie", "PodcastEpisode", "RadioEpisode", "TVEpisode", "VideoObject",
})  # fmt: skip
OG_TYPES: Mapping[str, str] = {
    "og:product": "product", "product": "product", "product.group": "listing", "product.item": "product",
    "product:group": "listing", "profile": "author page",
}  # fmt: skip
# These JSON-LD types overrule `og:type=article`, which some systems give every page.
OVERRULING_TYPES = frozenset({"CollectionPage", "ProfilePage", "SearchResultsPage"})
OG_MEDIA_PREFIXES = ("video", "music")
# Kinds by the last segment of a URL, and by the one before it.
LAST_SEGMENTS: Mapping[str, str] = {
    "search": "search", "suche": "search", "recherche": "search", "buscar": "search", "busca": "search",
    "ricerca": "search", "zoeken": "search", "szukaj": "search", "arama": "search", "poisk": "search",
    "contact": "contact page", "contact-us": "contact page", "contacts": "contact page", "contactus": "contact page",
    "kontakt": "contact page", "contacto": "contact page", "contato": "contact page", "contatti": "contact page",
    "iletisim": "contact page",
    "careers": "job", "jobs": "job", "karriere": "job", "cart": "shop", "checkout": "shop", "basket": "shop",
    "login": "login", "signin": "login", "sign-in": "login", "signup": "login", "sign-up": "login",
    "register": "login",
}  # fmt: skip
PENULTIMATE_SEGMENTS: Mapping[str, str] = {
    "author": "author page", "authors": "author page", "autor": "author page", "autoren": "author page",
    "autore": "author page", "auteur": "author page", "contributor": "author page", "contributors": "author page",
    "product": "product", "produkt": "product", "producto": "product", "produit": "product",
    "search": "search",
}  # fmt: skip
HOME_SEGMENTS = frozenset({"index", "home", "default", "main"})
SEARCH_PARAMETERS = frozenset({"q", "query", "search", "s", "keyword", "keywords"})

_FILE_EXTENSION = re.compile(r"\.\w{2,5}$")
_LANGUAGE = re.compile(r"[a-z]{2}(?:[-_][a-z]{2})?")

# Reasons of refusal that lose no article: the page is of another kind. Not of a login page: an article may stand
# behind.
OTHER_KINDS = frozenset({
    HOME, STATIC_PAGE, "a page of frames", "listing", "video without a text",
    *JSONLD_TYPES.values(), *OG_TYPES.values(), *LAST_SEGMENTS.values(), *PENULTIMATE_SEGMENTS.values(),
}) - {"login"}  # fmt: skip


def stated_kind(page: Page, address: str, words: int) -> str | None:
    """Return the kind that a page states, None where it states an article or nothing.

    `address` is the URL that tells the page's kind, "" for none; `words` is the number of words of its text.
    """
    nodes = page.linked_data[:MAX_NODES]
    og_type = next(iter(page.metas.get("og:type", ())), "").strip().lower()
    if any(map(is_article_object, nodes)):
        return None
    types = [name for node in nodes for name in jsonld_types(node)]
    if og_type == "article":
        return next((JSONLD_TYPES[name] for name in types if name in OVERRULING_TYPES), None)
    media = og_type.startswith(OG_MEDIA_PREFIXES) or not MEDIA_TYPES.isdisjoint(types)
    if media and words < MIN_WORDS_BESIDE_MEDIA:
        return "video without a text"
    by_address = kind_by_address(address)
    return (
        OG_TYPES.get(og_type)
        or by_address
        or next((JSONLD_TYPES[name] for name in types if name in JSONLD_TYPES), None)
    )


def kind_by_address(url: str) -> str | None:
    """Return the kind that an http(s) URL tells, None for none."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"}:
        return None
    query = {name.lower() for name, value in parse_qsl(parts.query)}
    segments = [_FILE_EXTENSION.sub("", segment) for segment in parts.path.lower().split("/") if segment]
    if segments and _LANGUAGE.fullmatch(segments[0]):
        del segments[0]
    if not segments or (len(segments) == 1 and segments[0] in HOME_SEGMENTS):
        return "search" if query & SEARCH_PARAMETERS else None if query else HOME
    return LAST_SEGMENTS.get(segments[-1]) or next(filter(None, map(PENULTIMATE_SEGMENTS.get, segments[-2:-1])), None)
