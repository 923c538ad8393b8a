"""TaggedText: the texts around an element in page order, each with the marks of the elements that hold it (pure).

A mark is a bit: AUTHOR, DATE, BOX, OTHER or ASIDE. Tags, classes, ids, `itemprop` and links set them.
"""

import re
from collections.abc import Iterator
from functools import lru_cache, reduce
from operator import or_
from typing import NamedTuple

from lxml.html import HtmlElement

from extract.html import UNSEEN, Area, Areas
from extract.text import clean_visible, fold_case, folded_pattern


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


MAX_TEXTS = 300
MAX_ATTRIBUTE_CHARACTERS = 300

# The text is an author's name; a date; in a box about the author; not the article's byline; in an `aside`.
AUTHOR, DATE, BOX, OTHER, ASIDE = 1, 2, 4, 8, 16

# Words of class names, ids, `itemprop` and `data-testid`: `post-author__name` and `PostAuthorName` have three.
AUTHOR_WORDS = _set(
    "autor autoren autorin autores auteur auteurs autore redakteur redacteur writer writers contributor contributors "
    "columnist columnists journalist journalists reporter reporters yazar verfasser username"
)
# Of an element with both, the text is more than the author's name.
BOX_WORDS = _set(
    "bio about box desc descr description avatar image img photo thumb thumbnail social follow twitter title role "
    "position job email"
)
DATE_WORDS = _set("date datetime time timestamp published pubdate datum fecha")
# Not the article's byline, or a person who did not write it. Not among them: `author-card` and `social`, which hold
# bylines, and Blogger's `widget Blog`, which holds whole posts.
_OTHER_OF_AUTHORS = (
    Area.RELATED, Area.SIDEBARS, Area.NAVIGATION, Area.BREADCRUMBS, Area.FOOTERS, Area.COMMENTS, Area.NEWSLETTERS,
    Area.SHARING, Area.OVERLAYS, Area.ADVERTS, Area.CAPTIONS, Area.CREDITS, Area.QUOTATIONS, Area.REVIEWERS,
)  # fmt: skip
_OTHER_AREAS = Areas(*_OTHER_OF_AUTHORS, Area.TOPICS)
# `field-tag-author` holds an author, and no topic.
_BESIDE_AUTHORS = Areas(*_OTHER_OF_AUTHORS)
# A link around one of these is a card, which leads to another article.
BLOCK_TAGS = frozenset(("div", "p", "section", "figure", "h2", "h3", "h4", "ul"))
MARKING_ATTRIBUTES = frozenset(("class", "id", "itemprop", "data-testid"))
MARKING_TAGS = {"aside": ASIDE, "time": DATE}

_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_AUTHOR_WORD = re.compile(r"author(?!i[sz]|ity)|byline|posted-by|written-by")
_PROFILE_PATH = folded_pattern(
    r"/(?:authors?|autor(?:es|en|in)?|auteurs?|autori?|people|persons?|profiles?|profil|users?|staff|team|our-team|"
    r"contributors?|writers?|columnists?|by|bios?|redaktion|redakteure?|members?|"
    r"journalist[aei]?s?|reporters?|experts?|"
    r"yazar(?:lar)?|penulis)/[^/?#]|[?&]author=|/@[\w.-]+/?$"
)


class TaggedText(NamedTuple):
    """One text of the page, the element that holds it, and the marks of all elements around it.

    `distance` is the number of characters of text between it and where the search began.
    """

    text: str
    element: HtmlElement
    marks: int
    distance: int


def texts_behind(start: HtmlElement, characters: int) -> list[TaggedText]:
    """Return the texts behind an element, up to so many characters away, in page order."""
    return _tagged(_texts_from(start, entering=False), start, characters)


def texts_within(container: HtmlElement, characters: int) -> list[TaggedText]:
    """Return the first texts within an element, up to so many characters, in page order."""
    return _tagged(_texts_from(container, entering=True), container, characters)


def texts_before(start: HtmlElement, characters: int) -> list[TaggedText]:
    """Return the last texts before an element, up to so many characters away, in page order."""
    return _tagged(_texts_before(start), start, characters)[::-1]


def _tagged(texts: Iterator[tuple[HtmlElement, str | None]], start: HtmlElement, characters: int) -> list[TaggedText]:
    # The classes of what is around the headline too name the article's topics and its author, and mark no text.
    marks = dict.fromkeys((start, *start.iterancestors()), 0)
    tagged: list[TaggedText] = []
    distance = 0
    for element, raw in texts:
        if not raw or raw.isspace():
            continue
        text = clean_visible(raw[: characters + 1])
        tagged.append(TaggedText(text, element, marks_within(element, marks), distance))
        distance += len(text)
        if distance > characters or len(tagged) >= MAX_TEXTS:
            break
    return tagged


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


def marks_within(element: HtmlElement, known: dict[HtmlElement, int]) -> int:
    """Return the marks of an element and all around it; `known` holds, and gets, those computed before."""
    unknown = []
    node: HtmlElement | None = element
    while node is not None and node not in known:
        unknown.append(node)
        node = node.getparent()
    marks = 0 if node is None else known[node]
    for inner in reversed(unknown):
        marks = known[inner] = marks | own_marks(inner)
    return marks


def own_marks(element: HtmlElement) -> int:
    """Return the marks of an element's tag, attributes and link."""
    marks = OTHER if _OTHER_AREAS.include_tag(element) else MARKING_TAGS.get(str(element.tag), 0)
    for name, value in element.items():
        if name in MARKING_ATTRIBUTES:
            marks |= _marks_of_names(value[:MAX_ATTRIBUTE_CHARACTERS])
    if element.tag != "a":
        return marks
    href = element.get("href", "")[:MAX_ATTRIBUTE_CHARACTERS]
    if "author" in element.get("rel", "").lower() or _PROFILE_PATH.search(fold_case(href)):
        return marks | AUTHOR
    is_card = bool(href) and not marks & AUTHOR and any(child.tag in BLOCK_TAGS for child in element)
    return marks | OTHER if is_card else marks


@lru_cache(maxsize=8192)
def _marks_of_names(names: str) -> int:
    return reduce(or_, map(marks_of_name, names.split()), 0)


@lru_cache(maxsize=8192)
def marks_of_name(name: str) -> int:
    """Return the marks of one class, or of one word of `id`, `itemprop` or `data-testid`."""
    lower = name.lower()
    words = {word.lower() for word in _WORDS.findall(name)}
    marks = DATE if words & DATE_WORDS else 0
    if words & AUTHOR_WORDS or _AUTHOR_WORD.search(lower):
        marks |= BOX if words & BOX_WORDS and not lower.endswith(("name", "link")) else AUTHOR
    areas = _BESIDE_AUTHORS if marks & AUTHOR else _OTHER_AREAS
    return marks | OTHER if areas.include_name(name) else marks


def short_line(element: HtmlElement, max_characters: int) -> str:
    """Return an element's text as one line, a space between the texts of its elements; "" where it is longer."""
    line: list[str] = []
    length = 0
    for text in element.itertext():
        words = text[: 4 * max_characters].split()
        line += words
        length += sum(map(len, words))
        if length > max_characters:
            return ""
    return " ".join(line)
