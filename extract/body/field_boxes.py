"""Finds what stands around a field for an address or a choice, or around a bar of progress (pure).

A newsletter's form, a poll, a bar of donations: the largest element around the field that holds little else, where
its words, its choices or its links say what it asks for.
"""

from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from extract.blocks import BlockElement
from extract.body.box_content import asks_to_sign_up, is_call
from extract.body.box_search import BoxSearch

# In characters, as `Block.size` counts them: what surrounds a field or a call, and its prose.
MAX_WRAPPER, MAX_WRAPPER_PROSE = 600, 250
# A longer paragraph beside a field is a text.
MAX_BESIDE_FIELD = 250
FIELDS = frozenset({"", "email", "radio", "search", "tel", "text", "url"})


def find_field_boxes(search: BoxSearch) -> Iterator[BlockElement]:
    """Yield the small elements around fields for an e-mail address, around choices, and around bars of progress."""
    fields = [field for field in search.root.html_element.iter("input", "progress", "meter") if _is_asking(field)]
    by_html = {element.html_element: element for element in search.elements} if fields else {}
    for field in fields:
        found = next((by_html[above] for above in field.iterancestors() if above in by_html), search.root)
        if found in search.inside or _is_too_large(found, search):
            continue
        while found.parent is not None and not _is_too_large(found.parent, search):
            found = found.parent
        if _is_asked(field, found, search):
            yield found


def _is_asking(field: HtmlElement) -> bool:
    return field.tag != "input" or field.get("type", "").lower() in FIELDS


def _is_asked(field: HtmlElement, box: BlockElement, search: BoxSearch) -> bool:
    """Tell whether what surrounds a field asks for an address, a choice, or money."""
    if field.tag != "input":
        return any(is_call(link.get("href", "")) for link in box.html_element.iter("a"))
    if field.get("type", "").lower() != "radio":
        return asks_to_sign_up(search.blocks_of(box))
    choices = (each for each in box.html_element.iter("input") if each.get("type", "").lower() == "radio")
    return next(islice(choices, 1, None), None) is not None


def _is_too_large(element: BlockElement, search: BoxSearch) -> bool:
    is_large = element.size > MAX_WRAPPER or element.prose_size > MAX_WRAPPER_PROSE
    if is_large or element is search.root or search.holds_text(element):
        return True
    return any(block.size > MAX_BESIDE_FIELD for block in search.blocks_of(element))
