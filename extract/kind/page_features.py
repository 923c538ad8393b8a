"""Signs: what is measured of a whole page, for the model that tells an article from every other kind (pure).

Sizes are natural logarithms of characters or of numbers, shares are from 0 to 1, flags are 0 or 1. Words of addresses
and classes stand in the tables.
"""

import re
from collections.abc import Mapping, Sequence
from math import log1p
from urllib.parse import urlsplit

from lxml import etree

from extract.blocks import Block, BlockElement
from extract.context import PageContext
from extract.html import is_article_object, jsonld_types
from extract.kind.page_address import page_address
from extract.models import UNKNOWN
from extract.page import Page
from extract.text import split_words
from extract.urls import canonical_url

LONG = 200
LINK = 0.8
SHORT = 25
HEADLINE = 120
CARD = (20, 900)
FEW_CARDS = 3
MOST_LINKS = 3000
MOST_NODES = 200
MOST_TITLE = 300
WEB = frozenset({"http", "https"})

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5"})
# Parts of an address below which sites keep their lists.
_LISTS = """
    all archive archives author authors browse c cat catalog catalogue categories category categoria collection
    collections department departments directory genre genres kategorie list lists listing listings page
    product-category products rubrik rubrique search section sections seccion shop shopping store subject subjects
    tag tags thema theme topic topics
"""
LISTS = frozenset(_LISTS.split())
# Words in the class or id of the body by which content management systems tell what they show.
_BODY_LISTS = """
    archive blog browse catalog catalogsearch category categorypath collection collections front frontpage home
    homepage index list listing plp products search section shop tag taxonomy term topic
"""
BODY_LISTS = frozenset(_BODY_LISTS.split())
_BODY_TEXTS = """
    article blogpost entry item node post postid single singular story
"""
BODY_TEXTS = frozenset(_BODY_TEXTS.split())
LIST_TYPES = frozenset({
    "CollectionPage", "ItemList", "OfferCatalog", "ProductCollection", "SearchResultsPage", "ProfilePage", "Product",
    "ProductGroup", "Store", "OnlineStore",
})  # fmt: skip
# Within all classes of a page, in lower case with spaces around each: what leads through the pages of a list.
PAGERS = (" pager ", " pager-", "paginat", "page-numbers")

_WORD = re.compile(r"[^\W_]+")
_YEAR = re.compile(r"(?:19|20)\d\d(?:$|[-_]?(?:0?[1-9]|1[0-2])\b)")
_FILE = re.compile(r"\.(?:html?|shtml|php|aspx?|jsp)$", re.IGNORECASE)
_PRICE = re.compile(r"[$€£¥₹]\s?\d|\d\s?(?:€|£|zł|kr|USD|EUR|GBP|₽|₺)(?!\w)")
_PAGED = re.compile(r"^(?:/?page/\d|\?(?:.*&)?(?:page|p|pg|paged|start|offset|seite|pagina)=\d)", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?。\uff01\uff1f।؟](?:\s|[\"'”\u2019»)]|$)|[。\uff01\uff1f]")

# Classes of what sells.
_CART = re.compile(
    r"(?:^|[-_])(?:[Mm]ini|[Aa]dd-?[Tt]o-?)?(?:[Cc]art|[Bb]asket)(?![a-z])|[a-z](?:Cart|Basket)(?![a-z])"
)

_HREFS = etree.XPath("//a/@href", smart_strings=False)

# Each sign, in the order of the rows, and in the words of `explain`.
FEATURE_LABELS: Mapping[str, str] = {
    "kept_share": "share of the page's text that is kept",
    "kept_linked": "share of the kept text that is links",
    "kept_sentences": "sentences in the kept text",
    "certainty": "how sure the choice of the text is",
    "witnessed": "a second judge was asked for the text",
    "kept_links": "links inside the kept paragraphs",
    "surest": "how sure the surest paragraph is",
    "prose_share": "share of the page's text that is prose",
    "longest": "length of the longest paragraph",
    "linked_share": "share of the page's text that is links",
    "headline_links": "links as long as a headline",
    "blocks": "pieces of text",
    "prose_blocks": "paragraphs of prose",
    "linked_headings": "headings that are links",
    "headings": "headings",
    "headings_linked_share": "share of the headings that are links",
    "cards": "teasers alike beside each other",
    "cards_share": "share of the page's text in such teasers",
    "prices": "prices",
    "price_share": "share of the pieces of text that show a price",
    "marks_article": "an <article> in the mark-up",
    "slug_dashes": "dashes in the address's last part",
    "slug_size": "length of the address's last part",
    "slug_in_title": "words of the headline in the address",
    "depth": "parts of the address",
    "is_dated": "a date in the address",
    "is_file": "a file's name in the address",
    "in_lists": "the address stands below a list's",
    "names_lists": "the address has a list's word",
    "below_share": "share of the links that lead below this address",
    "paged": "a link to this list's next page",
    "title_words": "words in the headline",
    "title_stated": "the head gives the same headline",
    "og_site": "og:type says website",
    "states_article": "its data say article",
    "states_list": "its data say list",
    "states_nothing": "it does not say what it is",
    "body_lists": "a list's class on the body",
    "body_texts": "an article's class on the body",
    "states_other": "its data say something else than article",
    "has_cart": "a shopping cart",
    "has_pager": "a row of page numbers",
}
SIGNS = tuple(FEATURE_LABELS)


def signs_of(context: PageContext) -> list[float]:
    """Return the SIGNS of a page."""
    cards = _cards(context.block_tree.frames)
    return [
        *_kept(context),
        *_text(context, cards),
        *_address(context),
        *_below(context.page),
        *_headline(context),
        *_stated(context.page),
    ]


def _kept(context: PageContext) -> list[float]:
    """Measure what was judged to be the text."""
    blocks, selection = context.block_tree.blocks, context.selection
    kept = [blocks[number] for number in selection.kept]
    size = _size(kept)
    return [
        size / max(1, context.block_tree.size),
        sum(block.linked for block in kept) / max(1, size),
        log1p(sum(len(_SENTENCE.findall(block.text[:2000])) for block in kept[:60])) / 5,
        selection.certainty,
        float(selection.witnessed),
        log1p(sum(block.links for block in kept if block.is_prose)) / 5,
        max(selection.probabilities, default=0.0),
    ]


def _text(context: PageContext, cards: Sequence[Sequence[BlockElement]]) -> list[float]:
    """Measure all text of the page, and the cards among it."""
    block_tree = context.block_tree
    blocks, total = block_tree.blocks, max(1, block_tree.size)
    count = max(1, len(blocks))
    links = [block for block in blocks if block.links and block.linked >= LINK * len(block.text)]
    headings = [block for block in blocks if block.frame.name in HEADINGS]
    linked_headings = [block for block in headings if block.links]
    priced = [block for block in blocks if block.size < LONG and _PRICE.search(block.text)]
    return [
        block_tree.root.prose / total,
        log1p(max((block.size for block in blocks if block.is_prose), default=0)) / 10,
        block_tree.root.linked / total,
        log1p(sum(SHORT <= block.size <= HEADLINE for block in links)) / 5,
        log1p(len(blocks)) / 5,
        log1p(block_tree.root.proses) / 5,
        log1p(len(linked_headings)) / 5,
        log1p(len(headings)) / 5,
        len(linked_headings) / max(1, len(headings)),
        log1p(max(map(len, cards), default=0)) / 5,
        sum(one.text for group in cards for one in group) / total,
        log1p(len(priced)) / 5,
        len(priced) / count,
        float(any(frame.name == "article" for frame in block_tree.frames)),
    ]


def _cards(frames: Sequence[BlockElement]) -> list[list[BlockElement]]:
    """Return the groups of cards: things alike beside each other that hold a link and some text each."""
    groups: dict[tuple[BlockElement | None, tuple[str, ...]], list[BlockElement]] = {}
    for one in frames:
        if one.links and CARD[0] <= one.text <= CARD[1] and one.linked < one.text:
            groups.setdefault((one.parent, one.signature), []).append(one)
    return [group for group in groups.values() if len(group) >= FEW_CARDS]


def _address(context: PageContext) -> list[float]:
    """Measure the address; a file has none, and one without a path says nothing unless it is a home page's."""
    address = page_address(context.page)
    if not address:
        return [UNKNOWN] * 8
    parts = urlsplit(canonical_url(address))
    segments = [one.lower() for one in parts.path.split("/") if one]
    above, last = segments[:-1], _FILE.sub("", segments[-1]) if segments else ""
    title = context.title.chosen[0].text if context.title.chosen else ""
    in_title = set(_WORD.findall(last)).intersection(split_words(title[:MOST_TITLE]))
    return [
        min(8, last.count("-") + last.count("_")) / 8,
        min(80, len(last)) / 80,
        min(8, len(in_title)) / 8,
        min(6, len(segments)) / 6,
        float(any(map(_YEAR.match, segments)) or bool(_YEAR.search(parts.path[:-1]))),
        float(bool(segments) and _FILE.search(segments[-1]) is not None),
        float(not LISTS.isdisjoint(above)),
        float(any(not LISTS.isdisjoint(_WORD.findall(one)) for one in segments)),
    ]


def _below(page: Page) -> list[float]:
    """Measure the links to pages below this one, and whether one leads to its next part."""
    parts = urlsplit(canonical_url(page.url))
    path = urlsplit(page.url).path.rstrip("/") if parts.scheme in WEB else ""
    starts = (f"{parts.scheme}://{parts.netloc}{path}", path) if path else ()
    hrefs = _HREFS(page.tree)[:MOST_LINKS]
    below, paged = set(), any(one[:1] == "?" and _PAGED.match(one[:MOST_TITLE]) for one in hrefs)
    for href in hrefs:
        if href.startswith(starts):
            rest = next(href[len(one) :] for one in starts if href.startswith(one))
            if rest[:1] == "/" and len(rest) > 1:
                below.add(rest.partition("#")[0])
            paged = paged or _PAGED.match(rest[:MOST_TITLE]) is not None
    return [len(below) / max(1, len(hrefs)), float(paged)]


def _headline(context: PageContext) -> list[float]:
    """Measure the headline, and whether the head calls the page the same."""
    chosen = context.title.chosen
    title = chosen[0].text if chosen else ""
    words = split_words(title[:MOST_TITLE])
    heads = (one[:MOST_TITLE] for one in context.page.metas.get("og:title", ())[:2])
    return [
        min(12, len(words)) / 12,
        float(bool(words) and words in map(split_words, heads)),
    ]


def _stated(page: Page) -> list[float]:
    """Measure what the page says that it is."""
    kind = " ".join(page.metas.get("og:type", ())[:2]).lower()
    nodes = page.linked_data[:MOST_NODES]
    body = page.tree.find("body")
    names = "" if body is None else f"{body.get('class', '')} {body.get('id', '')}"
    words = set(_WORD.findall(names[:1000].lower()))
    article = any(map(is_article_object, nodes))
    classes = f" {' '.join(page.by_class)} ".lower()
    return [
        float("website" in kind),
        float(article),
        float(not article and any(name in LIST_TYPES for node in nodes for name in jsonld_types(node))),
        float(not kind and not nodes),
        float(not BODY_LISTS.isdisjoint(words)),
        float(not BODY_TEXTS.isdisjoint(words)),
        float(bool(nodes) and not article),
        float(("cart" in classes or "basket" in classes) and any(map(_CART.search, page.by_class))),
        float(any(one in classes for one in PAGERS)),
    ]


def _size(blocks: Sequence[Block]) -> int:
    return sum(block.size for block in blocks)
