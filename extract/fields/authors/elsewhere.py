"""Reads the authors that elements far from the headline name, in a box or below the text (pure)."""

from collections.abc import Iterable, Iterator
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from extract.context import PageContext
from extract.fields.authors.byline import split_names, states_day, text_after_by
from extract.fields.authors.mention import AuthorMention
from extract.fields.authors.names import is_name
from extract.fields.authors.tagged_text import AUTHOR, OTHER, marks_of_name, marks_within, short_line
from extract.html import landmark_path

MAX_LINE_CHARACTERS = 150
# The name behind a label that stands alone.
MAX_NAME_LINE_CHARACTERS = 40
# How many elements are looked at.
MAX_ELEMENTS = 200
# An element with more children is a container.
MAX_CHILDREN = 20

SIGNATURE_TAGS = ("p", "div", "span", "em", "i", "small", "strong", "b", "h2", "h3", "h4", "h5", "h6", "li", "td")
_AUTHOR_ELEMENTS = etree.XPath(
    "//a[contains(@rel, 'author') or contains(@href, '/author/') or contains(@href, '/authors/')"
    " or contains(@href, '/autor/')] | //*[@itemprop='author']"
)


def read_marked(context: PageContext) -> list[AuthorMention]:
    """Return the authors in elements anywhere whose class, link or `itemprop` marks one; the innermost elements."""
    marked: dict[HtmlElement, None] = dict.fromkeys(_AUTHOR_ELEMENTS(context.page.tree))
    for name, elements in context.page.by_class.items():
        if marks_of_name(name) & AUTHOR:
            marked.update(dict.fromkeys(elements))
    if not marked:
        return []
    in_order = [element for element in context.page.tree.iter() if element in marked][:MAX_ELEMENTS]
    marks = _containers(context)
    holders: set[HtmlElement] = set()
    found: list[AuthorMention] = []
    # Inner elements stand behind those around them.
    for element in reversed(in_order):
        if element not in holders and marks_within(element, marks) & (AUTHOR | OTHER) == AUTHOR:
            names = tuple(_names_in(element))
            if names:
                holders.update(element.iterancestors())
                found.append(_mention("alone", names, element))
    return found[::-1]


def read_signed(context: PageContext) -> list[AuthorMention]:
    """Return the authors that short texts anywhere on the page name: `Written by …`, `Text: …`."""
    marks = _containers(context)
    found: list[AuthorMention] = []
    for element in islice(filter(_begins_with_by, context.page.tree.iter(*SIGNATURE_TAGS)), MAX_ELEMENTS):
        names = _signed_names(element)
        if names and not marks_within(element, marks) & OTHER:
            found.append(_mention("signed", names, element))
    return found


def _signed_names(element: HtmlElement) -> tuple[str, ...]:
    """Return the names behind `Written by`, in its element or in the next one where it stands alone in its own."""
    line = short_line(element, MAX_LINE_CHARACTERS)
    if text_after_by(line) == "" and (behind := element.getnext()) is not None and isinstance(behind.tag, str):
        following = short_line(behind, MAX_NAME_LINE_CHARACTERS)
        return (following,) if is_name(following) else ()
    names = tuple(split_names(line)) if len(element) <= MAX_CHILDREN else ()
    # `Posted by David at 1 May 2026`: a day beside it makes a given name sure.
    return names if names and (all(map(is_name, names)) or (len(names) == 1 and states_day(line))) else ()


def _begins_with_by(element: HtmlElement) -> bool:
    text = element.text or ""
    return 0 < len(text) < MAX_LINE_CHARACTERS and text_after_by(text.strip()) is not None


def _containers(context: PageContext) -> dict[HtmlElement, int]:
    """Return no marks for the elements around the whole article: their classes name its topics and its author."""
    roots = context.page.tree.iter("html", "body", "main", "article")
    return dict.fromkeys((*roots, *(context.headline_ancestors - {context.headline_element})), 0)


def _names_in(element: HtmlElement) -> Iterator[str]:
    if len(element) <= MAX_CHILDREN:
        yield from split_names(short_line(element, MAX_LINE_CHARACTERS))


def _mention(kind: str, names: Iterable[str], element: HtmlElement) -> AuthorMention:
    return AuthorMention(
        names=tuple(names),
        reader=f"author {kind}",
        kind=kind,
        landmark_path=landmark_path(element),
        element=element,
    )
