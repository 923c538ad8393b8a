"""Signatures: whom elements far from the headline name as an author, in a box or below the text (pure)."""

from collections.abc import Iterable, Iterator
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from extract.context import PageContext
from extract.fields.authors.mention import AuthorMention
from extract.fields.authors.names import is_name, split_names, text_after_by
from extract.fields.authors.tagged_text import AUTHOR, OTHER, line_of, marks_of, marks_of_word
from extract.html import landmark_path

LONGEST = 150
MOST_MARKED = 200
# An element that holds more is a container.
MOST_CHILDREN = 20

SIGNED = ("p", "div", "span", "em", "i", "small", "strong", "b", "h3", "h4", "h5", "h6", "li", "td")
_STATING = etree.XPath(
    "//a[contains(@rel, 'author') or contains(@href, '/author/') or contains(@href, '/authors/')"
    " or contains(@href, '/autor/')] | //*[@itemprop='author']"
)


def read_marked(context: PageContext) -> list[AuthorMention]:
    """Return whom the elements name that say, anywhere on the page, that an author is in them; the smallest ones."""
    marked: dict[HtmlElement, None] = dict.fromkeys(_STATING(context.page.tree))
    for name, elements in context.page.by_class.items():
        if marks_of_word(name) & AUTHOR:
            marked.update(dict.fromkeys(elements))
    if not marked:
        return []
    in_order = [element for element in context.page.tree.iter() if element in marked][:MOST_MARKED]
    known = _containers(context)
    holders: set[HtmlElement] = set()
    found: list[AuthorMention] = []
    # Inner elements stand behind those around them.
    for element in reversed(in_order):
        if element not in holders and marks_of(element, known) & (AUTHOR | OTHER) == AUTHOR:
            names = tuple(_names_in(element))
            if names:
                holders.update(element.iterancestors())
                found.append(_named("alone", names, element))
    return found[::-1]


def read_signed(context: PageContext) -> list[AuthorMention]:
    """Return whom short texts anywhere on the page name as writers: `Written by`, `Text:`."""
    known = _containers(context)
    found: list[AuthorMention] = []
    for element in islice(filter(_begins_with_by, context.page.tree.iter(*SIGNED)), MOST_MARKED):
        names = tuple(_names_in(element))
        if names and all(map(is_name, names)) and not marks_of(element, known) & OTHER:
            found.append(_named("signed", names, element))
    return found


def _begins_with_by(element: HtmlElement) -> bool:
    text = element.text or ""
    return 0 < len(text) < LONGEST and text_after_by(text.strip()) is not None


def _containers(context: PageContext) -> dict[HtmlElement, int]:
    """Return the elements that say nothing of a text within: an article's classes name its topics and its author."""
    known = dict.fromkeys(context.page.tree.iter("html", "body", "main", "article"), 0)
    headline = context.headline_element
    return known if headline is None else known | dict.fromkeys(headline.iterancestors(), 0)


def _names_in(element: HtmlElement) -> Iterator[str]:
    if len(element) <= MOST_CHILDREN:
        yield from split_names(line_of(element, LONGEST))


def _named(kind: str, names: Iterable[str], element: HtmlElement) -> AuthorMention:
    return AuthorMention(
        names=tuple(names), reader=f"author {kind}", kind=kind, place=landmark_path(element), element=element
    )
