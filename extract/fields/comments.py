"""Reads the comments under an article, in the mark-up that WordPress themes share (pure)."""

import re
from collections.abc import Container, Sequence
from datetime import datetime, tzinfo

from lxml.html import HtmlElement

from extract.article import Comment
from extract.body import plain_text
from extract.dates import to_datetime
from extract.html import UNSEEN, select, text_of, without_elements
from extract.text import clean_visible, to_names

AUTHOR_SELECTOR = ".fn, .comment-author-name, .wp-block-comment-author-name, [itemprop=author]"
TEXT_SELECTOR = ".comment-content, .comment-text, .wp-block-comment-content, .comment-body p"

_UNSEEN = ", ".join(sorted(UNSEEN))
_ID = re.compile(r"comment-(\d+)")


def read_comments(elements: Sequence[HtmlElement], *, zone: tzinfo, fetched_at: datetime) -> tuple[Comment, ...]:
    """Return one comment for each element, in page order; an element within another is an answer to it.

    `zone` is for times without one; a relative time such as `2 days ago` counts back from `fetched_at`.
    """
    ids = {element: _identifier(element, position) for position, element in enumerate(elements, 1)}

    def read(element: HtmlElement) -> Comment:
        author, time, content = (
            _own(element, selector, ids) for selector in (AUTHOR_SELECTOR, "time", TEXT_SELECTOR)
        )
        names = to_names([clean_visible(text_of(author))]) if author is not None else ()
        stated = "" if time is None else time.get("datetime") or text_of(time)
        return Comment(
            id=ids[element],
            author=next(iter(names), None),
            published_at=to_datetime(stated, zone=zone, fetched_at=fetched_at) if stated else None,
            text="" if content is None else plain_text(without_elements(content, _UNSEEN)),
            parent_id=next((ids[ancestor] for ancestor in element.iterancestors() if ancestor in ids), None),
        )

    return tuple(map(read, ids))


def _identifier(element: HtmlElement, position: int) -> str:
    """Return the number in the element's id, else its position among the comments."""
    match = _ID.search(element.get("id", ""))
    return match.group(1) if match else str(position)


def _own(element: HtmlElement, selector: str, comments: Container[HtmlElement]) -> HtmlElement | None:
    """Return the first match that belongs to this comment and not to an answer within it."""
    for match in select(element, selector):
        if match is not element and next(filter(comments.__contains__, match.iterancestors())) is element:
            return match
    return None
