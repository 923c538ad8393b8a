"""Stated kind: what a page says that it is instead of an article, by its address and by its types (pure).

The words are the reasons that a refusal gives. To add a kind: its lines in the tables.
"""

import re
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlsplit

from extract.html import is_article_object, jsonld_types
from extract.page import Page

MOST_NODES = 200
HOME = "home page"
# A page that shows a film or plays a talk is there for that, unless it has so many words beside it.
WORDS_BESIDE = 150

# By the types of schema.org that a page's JSON-LD names, and by og:type (ogp.me).
TYPES: Mapping[str, str] = {
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
MEDIA = frozenset({
    "AudioObject", "Episode", "Movie", "PodcastEpisode", "RadioEpisode", "TVEpisode", "VideoObject",
})  # fmt: skip
OG_TYPES: Mapping[str, str] = {
    "og:product": "product", "product": "product", "product.group": "listing", "product.item": "product",
    "product:group": "listing", "profile": "author page",
}  # fmt: skip
# Types that stand although og:type says article, as some systems say of every page that they serve.
NEVER_ARTICLES = frozenset({"CollectionPage", "ProfilePage", "SearchResultsPage"})
OG_MEDIA = ("video", "music")
# By the last part of an address, and by one before it.
LAST: Mapping[str, str] = {
    "search": "search", "suche": "search", "recherche": "search", "buscar": "search", "busca": "search",
    "ricerca": "search", "zoeken": "search", "szukaj": "search", "arama": "search", "poisk": "search",
    "contact": "contact page", "contact-us": "contact page", "contacts": "contact page", "contactus": "contact page",
    "kontakt": "contact page", "contacto": "contact page", "contato": "contact page", "contatti": "contact page",
    "iletisim": "contact page",
    "careers": "job", "jobs": "job", "karriere": "job", "cart": "shop", "checkout": "shop", "basket": "shop",
    "login": "login", "signin": "login", "sign-in": "login", "signup": "login", "sign-up": "login",
    "register": "login",
}  # fmt: skip
BEFORE: Mapping[str, str] = {
    "author": "author page", "authors": "author page", "autor": "author page", "autoren": "author page",
    "autore": "author page", "auteur": "author page", "contributor": "author page", "contributors": "author page",
    "product": "product", "produkt": "product", "producto": "product", "produit": "product",
    "search": "search",
}  # fmt: skip
INDEXES = frozenset({"index", "home", "default", "main"})
QUERIES = frozenset({"q", "query", "search", "s", "keyword", "keywords"})

_FILE = re.compile(r"\.\w{2,5}$")
_LANGUAGE = re.compile(r"[a-z]{2}(?:[-_][a-z]{2})?")

# Reasons of refusal that lose no article, as the page is of another kind. A login page is not among them: an article
# may stand behind it.
OTHER_KINDS = frozenset({
    HOME, "a page of frames", "listing", "video without a text",
    *TYPES.values(), *OG_TYPES.values(), *LAST.values(), *BEFORE.values(),
}) - {"login"}  # fmt: skip


def stated_kind(page: Page, address: str, words: int) -> str | None:
    """Return the kind that a page states, None where it says article or nothing.

    `address` is the one that tells what it is, "" for none; `words` is how many its text has.
    """
    nodes = page.linked_data[:MOST_NODES]
    og_type = next(iter(page.metas.get("og:type", ())), "").strip().lower()
    if any(map(is_article_object, nodes)):
        return None
    types = [name for node in nodes for name in jsonld_types(node)]
    if og_type == "article":
        return next((TYPES[name] for name in types if name in NEVER_ARTICLES), None)
    media = og_type.startswith(OG_MEDIA) or not MEDIA.isdisjoint(types)
    if media and words < WORDS_BESIDE:
        return "video without a text"
    by_address = kind_by_address(address)
    return OG_TYPES.get(og_type) or by_address or next((TYPES[name] for name in types if name in TYPES), None)


def kind_by_address(url: str) -> str | None:
    """Return the kind that an address names."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"}:
        return None
    query = {name.lower() for name, value in parse_qsl(parts.query)}
    segments = [_FILE.sub("", one) for one in parts.path.lower().split("/") if one]
    if segments and _LANGUAGE.fullmatch(segments[0]):
        del segments[0]
    if not segments or (len(segments) == 1 and segments[0] in INDEXES):
        return "search" if query & QUERIES else None if query else HOME
    return LAST.get(segments[-1]) or next((BEFORE[one] for one in segments[-2:-1] if one in BEFORE), None)
