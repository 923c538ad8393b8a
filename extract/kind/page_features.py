"""Measures a whole page, for the model that tells an article from every other kind of page (pure).

Sizes and counts are natural logarithms, scaled to about 0 to 1; shares are from 0 to 1, flags 0 or 1. The words of
URLs and classes stand in tables. A change of what is measured needs a new model: `bench/train_kind.py`.
"""

import re
from collections.abc import Mapping, Sequence
from math import log1p
from urllib.parse import urlsplit

from extract.blocks import Block, BlockElement
from extract.context import PageContext
from extract.html import is_article_object, jsonld_types
from extract.kind.page_address import page_address
from extract.models import UNKNOWN
from extract.page import Page
from extract.text import split_words
from extract.urls import canonical_url

# Sizes of blocks and elements are those of `Block.size`.
MAX_PRICE_BLOCK = 200
MIN_LINK_SHARE = 0.8
HEADLINE_SIZE = (25, 120)
CARD_SIZE = (20, 900)
MIN_CARDS = 3
# How much of a page is looked at.
MAX_LINKS = 3000
MAX_NODES = 200
MAX_TITLE_CHARACTERS = 300
WEB_SCHEMES = frozenset({"http", "https"})

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5"})
# Segments of a URL below which sites keep their lists.
_LIST_WORDS = """
    all archive archives author authors browse c cat catalog catalogue categories category categoria collection
    collections department departments directory genre genres kategorie list lists listing listings page
    product-category products rubrik rubrique search section sections seccion shop shopping store subject subjects
    tag tags thema theme topic topics
"""
LIST_WORDS = frozenset(_LIST_WORDS.split())
# Words in the class or id of <body> by which content management systems tell what they show.
_LIST_BODY_WORDS = """
    archive blog browse catalog catalogsearch category categorypath collection collections front frontpage home
    homepage index list listing plp products search section shop tag taxonomy term topic
"""
LIST_BODY_WORDS = frozenset(_LIST_BODY_WORDS.split())
_ARTICLE_BODY_WORDS = """
    article blogpost entry item node post postid single singular story
"""
ARTICLE_BODY_WORDS = frozenset(_ARTICLE_BODY_WORDS.split())
LIST_TYPES = frozenset({
    "CollectionPage", "ItemList", "OfferCatalog", "ProductCollection", "SearchResultsPage", "ProfilePage", "Product",
    "ProductGroup", "Store", "OnlineStore",
})  # fmt: skip
# Pagers, as they are found in all classes of a page, in lower case with a space around each.
PAGER_CLASSES = (" pager ", " pager-", "paginat", "page-numbers")

_WORD = re.compile(r"[^\W_]+")
_YEAR = re.compile(r"(?:19|20)\d\d(?:$|[-_]?(?:0?[1-9]|1[0-2])\b)")
_FILE_EXTENSION = re.compile(r"\.(?:html?|shtml|php|aspx?|jsp)$", re.IGNORECASE)
_PRICE = re.compile(r"[$€£¥₹]\s?\d|\d\s?(?:€|£|zł|kr|USD|EUR|GBP|₽|₺)(?!\w)")
_NEXT_PAGE = re.compile(r"^(?:/?page/\d|\?(?:.*&)?(?:page|p|pg|paged|start|offset|seite|pagina)=\d)", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?。\uff01\uff1f।؟](?:\s|[\"'”\u2019»)]|$)|[。\uff01\uff1f]")

_CART_CLASS = re.compile(
    r"(?:^|[-_])(?:[Mm]ini|[Aa]dd-?[Tt]o-?)?(?:[Cc]art|[Bb]asket)(?![a-z])|[a-z](?:Cart|Basket)(?![a-z])"
)


# Each feature in the order of a row, in the words of `explain`.
FEATURE_DESCRIPTIONS: Mapping[str, str] = {
    "kept_share": "share of the page's text that is kept as the article",
    "kept_linked_share": "share of the kept text in links",
    "kept_sentences": "sentences in the kept text",
    "certainty": "certainty of the body model",
    "asked_trafilatura": "the body model was unsure, so trafilatura was asked",
    "kept_links": "links in the kept paragraphs",
    "highest_probability": "probability of the block most likely to be of the article",
    "prose_share": "share of the page's text in paragraphs of prose",
    "longest_paragraph": "length of the longest paragraph",
    "linked_share": "share of the page's text in links",
    "headline_links": "links as long as a headline",
    "blocks": "blocks of text",
    "prose_blocks": "paragraphs of prose",
    "linked_headings": "headings with a link",
    "headings": "headings",
    "linked_headings_share": "share of the headings with a link",
    "cards": "teaser cards of the same kind in one element",
    "cards_share": "share of the page's text in teaser cards",
    "prices": "blocks with a price",
    "price_share": "share of the blocks with a price",
    "has_article_element": "an <article> element",
    "slug_dashes": "dashes in the last segment of the URL",
    "slug_length": "length of the last segment of the URL",
    "slug_title_words": "words of the headline in the last segment of the URL",
    "path_depth": "segments of the URL's path",
    "has_date": "a date in the URL",
    "has_file_extension": "a file extension in the URL",
    "below_list_path": "the URL is below a segment like /tag/ or /category/",
    "has_list_word": "a segment of the URL has a word like tag or category",
    "links_below_share": "share of the links that lead below this URL",
    "links_to_next_page": "a link to the next page of a list",
    "title_words": "words in the headline",
    "title_equals_og": "og:title equals the headline",
    "og_type_website": "og:type is website",
    "jsonld_article": "JSON-LD of an article",
    "jsonld_list": "JSON-LD of a list or product, none of an article",
    "no_og_type_or_jsonld": "neither og:type nor JSON-LD",
    "body_class_list": "a class or id of a list on <body>",
    "body_class_article": "a class or id of an article on <body>",
    "jsonld_other": "JSON-LD, none of an article",
    "has_cart": "a shopping cart",
    "has_pager": "a row of page numbers",
}
PAGE_FEATURES = tuple(FEATURE_DESCRIPTIONS)


def measure_page(context: PageContext) -> list[float]:
    """Return a page's row of PAGE_FEATURES; UNKNOWN where a feature cannot be measured."""
    return [
        *_kept_text(context),
        *_whole_text(context),
        *_address(context),
        *_links_below(context.page),
        *_headline(context),
        *_statements(context.page),
    ]


def _kept_text(context: PageContext) -> list[float]:
    """Measure the text that was kept as the article's."""
    blocks, selection = context.block_tree.blocks, context.selection
    kept = [blocks[index] for index in selection.kept]
    size = _size(kept)
    return [
        size / max(1, context.block_tree.size),
        sum(block.linked_size for block in kept) / max(1, size),
        log1p(sum(len(_SENTENCE.findall(block.text[:2000])) for block in kept[:60])) / 5,
        selection.certainty,
        float(selection.asked_trafilatura),
        log1p(sum(block.link_count for block in kept if block.is_prose)) / 5,
        max(selection.probabilities, default=0.0),
    ]


def _whole_text(context: PageContext) -> list[float]:
    """Measure all text of the page, and the cards among it."""
    block_tree = context.block_tree
    blocks, root, page_size = block_tree.blocks, block_tree.root, max(1, block_tree.size)
    links = [block for block in blocks if block.link_count and block.linked_size >= MIN_LINK_SHARE * len(block.text)]
    headings = [block for block in blocks if block.parent.tag in HEADINGS]
    linked_headings = [block for block in headings if block.link_count]
    priced = [block for block in blocks if block.size < MAX_PRICE_BLOCK and _PRICE.search(block.text)]
    cards = _cards(block_tree.elements)
    return [
        root.prose_size / page_size,
        log1p(max((block.size for block in blocks if block.is_prose), default=0)) / 10,
        root.linked_size / page_size,
        log1p(sum(HEADLINE_SIZE[0] <= block.size <= HEADLINE_SIZE[1] for block in links)) / 5,
        log1p(len(blocks)) / 5,
        log1p(root.prose_count) / 5,
        log1p(len(linked_headings)) / 5,
        log1p(len(headings)) / 5,
        len(linked_headings) / max(1, len(headings)),
        log1p(max(map(len, cards), default=0)) / 5,
        sum(card.size for group in cards for card in group) / page_size,
        log1p(len(priced)) / 5,
        len(priced) / max(1, len(blocks)),
        float(any(element.tag == "article" for element in block_tree.elements)),
    ]


def _cards(elements: Sequence[BlockElement]) -> list[list[BlockElement]]:
    """Return the groups of teaser cards: siblings of one signature with a link and some text each."""
    groups: dict[tuple[BlockElement | None, tuple[str, ...]], list[BlockElement]] = {}
    for element in elements:
        if element.link_count and CARD_SIZE[0] <= element.size <= CARD_SIZE[1] and element.linked_size < element.size:
            groups.setdefault((element.parent, element.signature), []).append(element)
    return [group for group in groups.values() if len(group) >= MIN_CARDS]


def _address(context: PageContext) -> list[float]:
    """Measure the URL; all UNKNOWN for a file, and for a URL that tells no kind."""
    address = page_address(context.page)
    if not address:
        return [UNKNOWN] * 8
    parts = urlsplit(canonical_url(address))
    segments = [segment.lower() for segment in parts.path.split("/") if segment]
    above, slug = segments[:-1], _FILE_EXTENSION.sub("", segments[-1]) if segments else ""
    title = context.title.chosen[0].text if context.title.chosen else ""
    in_title = set(_WORD.findall(slug)).intersection(split_words(title[:MAX_TITLE_CHARACTERS]))
    return [
        min(8, slug.count("-") + slug.count("_")) / 8,
        min(80, len(slug)) / 80,
        min(8, len(in_title)) / 8,
        min(6, len(segments)) / 6,
        float(any(map(_YEAR.match, segments)) or bool(_YEAR.search(parts.path[:-1]))),
        float(bool(segments) and _FILE_EXTENSION.search(segments[-1]) is not None),
        float(not LIST_WORDS.isdisjoint(above)),
        float(any(not LIST_WORDS.isdisjoint(_WORD.findall(segment)) for segment in segments)),
    ]


def _links_below(page: Page) -> list[float]:
    """Measure the links to URLs below this one, and whether one leads to the next page of a list."""
    parts = urlsplit(canonical_url(page.url))
    path = urlsplit(page.url).path.rstrip("/") if parts.scheme in WEB_SCHEMES else ""
    prefixes = (f"{parts.scheme}://{parts.netloc}{path}", path) if path else ()
    hrefs = page.hrefs[:MAX_LINKS]
    below = set()
    is_paged = any(href[:1] == "?" and _NEXT_PAGE.match(href[:MAX_TITLE_CHARACTERS]) for href in hrefs)
    for href in hrefs:
        if href.startswith(prefixes):
            rest = next(href[len(prefix) :] for prefix in prefixes if href.startswith(prefix))
            if rest[:1] == "/" and len(rest) > 1:
                below.add(rest.partition("#")[0])
            is_paged = is_paged or _NEXT_PAGE.match(rest[:MAX_TITLE_CHARACTERS]) is not None
    return [len(below) / max(1, len(hrefs)), float(is_paged)]


def _headline(context: PageContext) -> list[float]:
    """Measure the headline, and whether og:title equals it."""
    chosen = context.title.chosen
    title = chosen[0].text if chosen else ""
    words = split_words(title[:MAX_TITLE_CHARACTERS])
    og_titles = (text[:MAX_TITLE_CHARACTERS] for text in context.page.metas.get("og:title", ())[:2])
    return [
        min(12, len(words)) / 12,
        float(bool(words) and words in map(split_words, og_titles)),
    ]


def _statements(page: Page) -> list[float]:
    """Measure what og:type, JSON-LD and classes state that the page is."""
    og_type = " ".join(page.metas.get("og:type", ())[:2]).lower()
    nodes = page.linked_data[:MAX_NODES]
    body = page.tree.find("body")
    body_names = "" if body is None else f"{body.get('class', '')} {body.get('id', '')}"
    body_words = set(_WORD.findall(body_names[:1000].lower()))
    is_article = any(map(is_article_object, nodes))
    classes = f" {' '.join(page.by_class)} ".lower()
    return [
        float("website" in og_type),
        float(is_article),
        float(not is_article and any(name in LIST_TYPES for node in nodes for name in jsonld_types(node))),
        float(not og_type and not nodes),
        float(not LIST_BODY_WORDS.isdisjoint(body_words)),
        float(not ARTICLE_BODY_WORDS.isdisjoint(body_words)),
        float(bool(nodes) and not is_article),
        float(("cart" in classes or "basket" in classes) and any(map(_CART_CLASS.search, page.by_class))),
        float(any(name in classes for name in PAGER_CLASSES)),
    ]


def _size(blocks: Sequence[Block]) -> int:
    return sum(block.size for block in blocks)
