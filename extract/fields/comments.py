"""Comments: what readers wrote under an article, in the mark-up that WordPress themes share (pure)."""

import re
from collections.abc import Container, Sequence
from datetime import datetime, tzinfo

from lxml.html import HtmlElement

from extract.article import Comment
from extract.body import plain_text
from extract.dates import to_datetime
from extract.html import UNSEEN, select, text_of, without_elements
from extract.text import clean_visible, to_names

AUTHOR = ".fn, .comment-author-name, .wp-block-comment-author-name, [itemprop=author]"
TEXT = ".comment-content, .comment-text, .wp-block-comment-content, .comment-body p"

_UNSEEN = ", ".join(sorted(UNSEEN))
_ID = re.compile(r"comment-(\d+)")


def read_comments(elements: Sequence[HtmlElement], *, zone: tzinfo, fetched_at: datetime) -> tuple[Comment, ...]:
    """Return one comment an element, in page order; an element within another one is its answer."""
    known = {element: _identifier(element, place) for place, element in enumerate(elements, 1)}

    def read(element: HtmlElement) -> Comment:
        author, time, content = (_own(element, selector, known) for selector in (AUTHOR, "time", TEXT))
        names = to_names([clean_visible(text_of(author))]) if author is not None else ()
        stated = "" if time is None else time.get("datetime") or text_of(time)
        return Comment(
            id=known[element],
            author=next(iter(names), None),
            published_at=to_datetime(stated, zone=zone, fetched_at=fetched_at) if stated else None,
            text="" if content is None else plain_text(without_elements(content, _UNSEEN)),
            parent_id=next((known[above] for above in element.iterancestors() if above in known), None),
        )

    return tuple(map(read, known))


def _identifier(element: HtmlElement, place: int) -> str:
    match = _ID.search(element.get("id", ""))
    return match.group(1) if match else str(place)


def _own(element: HtmlElement, selector: str, known: Container[HtmlElement]) -> HtmlElement | None:
    """Return the first match that belongs to this comment and not to an answer within it."""
    for match in select(element, selector):
        if match is not element and next(above for above in match.iterancestors() if above in known) is element:
            return match
    return None
