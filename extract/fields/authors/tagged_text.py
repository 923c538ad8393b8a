"""Pieces: the texts around an element in page order, and what the elements that hold them say of them (pure)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache, reduce
from operator import or_

from lxml.html import HtmlElement

from extract.html import UNSEEN
from extract.text import clean_visible


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


MOST_PIECES = 300
MOST_CLASSES = 300

# What an element says of the text in it.
AUTHOR, DATE, BOX, OTHER, ASIDE = 1, 2, 4, 8, 16

# Parts of class names, ids, `itemprop` and `data-testid`: `post-author__name` and `PostAuthorName` have three.
AUTHOR_PARTS = _set(
    "autor autoren autorin autores auteur auteurs autore redakteur redacteur writer writers contributor contributors "
    "columnist columnists journalist journalists reporter reporters yazar verfasser username"
)
# In a box about the author stands more than the name.
BOX_PARTS = _set(
    "bio about box desc descr description avatar image img photo thumb thumbnail social follow twitter title role "
    "position job email"
)
DATE_PARTS = _set("date datetime time timestamp published pubdate datum fecha")
# What is not of the article, or of a person who did not write it.
OTHER_PARTS = _set(
    "respond share sharing promo latest caption menu nav navbar navigation footer "
    "toc ad ads recent tag tags category "
    "categories cats credit credits reviewer reviewed"
)
OTHER_WORDS = re.compile(
    "related|recommend|sidebar|comment|newsletter|trending|popular|breadcrumb|"
    "copyright|testimonial|advert|cookie|subscri|"
    "read-?next|more-(?:posts|stories|articles|from)"
)
BLOCKS = frozenset(("div", "p", "section", "figure", "h2", "h3", "h4", "ul"))
ARTICLE_FOOT = re.compile("(?:entry|article|post|content)[a-z_-]*foot")
MARKING = frozenset(("class", "id", "itemprop", "data-testid"))
TAGS = {"aside": ASIDE, "time": DATE}
OTHER_TAGS = frozenset(("nav", "figure", "figcaption", "blockquote"))

_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_AUTHOR_WORD = re.compile(r"author(?!i[sz]|ity)|byline|posted-by|written-by")
_PROFILE = re.compile(
    r"/(?:authors?|autor(?:es|en|in)?|auteurs?|autori?|people|persons?|profiles?|profil|users?|staff|team|our-team|"
    r"contributors?|writers?|columnists?|by|bios?|redaktion|redakteure?|members?|"
    r"journalist[aei]?s?|reporters?|experts?|"
    r"yazar(?:lar)?|penulis)/[^/?#]|[?&]author=|/@[\w.-]+/?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class Piece:
    """One text: what the elements around it say of it, and how many characters lie between it and the start."""

    text: str
    element: HtmlElement
    marks: int
    distance: int


def pieces_after(start: HtmlElement, characters: int) -> list[Piece]:
    """Return the texts behind an element, in page order."""
    return _pieces(_texts_from(start, entering=False), start, characters)


def pieces_within(container: HtmlElement, characters: int) -> list[Piece]:
    """Return the first texts within an element, in page order."""
    return _pieces(_texts_from(container, entering=True), container, characters)


def pieces_before(start: HtmlElement, characters: int) -> list[Piece]:
    """Return the last texts before an element, in page order."""
    return _pieces(_texts_before(start), start, characters)[::-1]


def _pieces(texts: Iterator[tuple[HtmlElement, str | None]], start: HtmlElement, characters: int) -> list[Piece]:
    # What holds the headline too says nothing of a text near it: an article's classes name its topics and its author.
    known = dict.fromkeys((start, *start.iterancestors()), 0)
    found: list[Piece] = []
    distance = 0
    for element, raw in texts:
        if not raw or raw.isspace():
            continue
        text = clean_visible(raw[: characters + 1])
        found.append(Piece(text=text, element=element, marks=marks_of(element, known), distance=distance))
        distance += len(text)
        if distance > characters or len(found) >= MOST_PIECES:
            break
    return found


def _texts_from(node: HtmlElement, *, entering: bool) -> Iterator[tuple[HtmlElement, str | None]]:
    """Yield each text with the element that it stands in, from an element's start or from its end on."""
    while True:
        if entering and node.tag not in UNSEEN:
            yield node, node.text
            if len(node):
                node = node[0]
                continue
        parent, behind = node.getparent(), node.getnext()
        if parent is None:
            return
        yield parent, node.tail
        node, entering = (parent, False) if behind is None else (behind, True)


def _texts_before(node: HtmlElement) -> Iterator[tuple[HtmlElement, str | None]]:
    """Yield each text with the element that it stands in, from an element's start backwards."""
    while node.tag != "body":
        parent, before = node.getparent(), node.getprevious()
        if parent is None:
            return
        if before is None:
            node = parent
            yield node, node.text
            continue
        node = before
        yield parent, node.tail
        while len(node) and node.tag not in UNSEEN:
            yield node, node[-1].tail
            node = node[-1]
        if node.tag not in UNSEEN:
            yield node, node.text


def marks_of(element: HtmlElement, known: dict[HtmlElement, int]) -> int:
    """Return what an element and those around it say of their text; `known` holds what was asked before."""
    waiting = []
    node: HtmlElement | None = element
    while node is not None and node not in known:
        waiting.append(node)
        node = node.getparent()
    marks = 0 if node is None else known[node]
    for one in reversed(waiting):
        marks = known[one] = marks | own_marks(one)
    return marks


def own_marks(element: HtmlElement) -> int:
    """Return what an element's name, classes and links say of its text."""
    tag = str(element.tag)
    marks = OTHER if tag in OTHER_TAGS else TAGS.get(tag, 0)
    for name, value in element.items():
        if name in MARKING:
            marks |= _marks_of_words(value[:MOST_CLASSES])
    if tag != "a":
        return marks
    if "author" in element.get("rel", "").lower() or _PROFILE.search(element.get("href", "")[:MOST_CLASSES]):
        return marks | AUTHOR
    # A link around whole blocks is a card, which leads to another article.
    is_card = not marks & AUTHOR and any(child.tag in BLOCKS for child in element)
    return marks | OTHER if is_card else marks


@lru_cache(maxsize=8192)
def _marks_of_words(words: str) -> int:
    return reduce(or_, map(marks_of_word, words.split()), 0)


@lru_cache(maxsize=8192)
def marks_of_word(word: str) -> int:
    """Return what a class, or a value of `id`, `itemprop` or `data-testid`, says of an element's text."""
    low = word.lower()
    parts = {part.lower() for part in _PARTS.findall(word)}
    marks = DATE if parts & DATE_PARTS else 0
    if parts & AUTHOR_PARTS or _AUTHOR_WORD.search(low):
        marks |= BOX if parts & BOX_PARTS and not low.endswith(("name", "link")) else AUTHOR
    if (parts & OTHER_PARTS and not ARTICLE_FOOT.match(low)) or OTHER_WORDS.search(low):
        marks |= OTHER
    return marks


def line_of(element: HtmlElement, longest: int) -> str:
    """Return an element's text as one line, a space between what its elements part; "" when it is longer."""
    line: list[str] = []
    length = 0
    for text in element.itertext():
        words = text[: 4 * longest].split()
        line += words
        length += sum(map(len, words))
        if length > longest:
            return ""
    return " ".join(line)
