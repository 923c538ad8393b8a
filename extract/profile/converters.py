"""Fields: what a profile may have rules for, and how found texts become values of an Article (pure).

To add a field: a function that returns the Article's values, or none when the texts say nothing, and its line in
FIELDS.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from lxml.html import HtmlElement

from extract.body import read_body
from extract.context import PageContext
from extract.dates import read_moment
from extract.fields import read_comments
from extract.html import text_of
from extract.profile.readers import Found
from extract.text import clean_text, clean_url, clean_visible, to_count, to_names
from extract.title import site_names, without_site_name
from extract.urls import canonical_url, trusted_canonical_url

MAX_TEXT = 5000
MAX_URL = 2000

Values = Mapping[str, Any]

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")


def text(name: str, found: Sequence[Found], _context: PageContext) -> Values:
    """Take the first text that is not empty."""
    values = map(_clean, found)
    return _first(name, (value for value in values if value))


def headline(name: str, found: Sequence[Found], context: PageContext) -> Values:
    """Take the first text that is not empty nor the site's name, without the site's name behind or before it."""
    bare = (without_site_name(value, site_names(context.page)) for value in map(_clean, found))
    return _first(name, (value for value in bare if value))


def texts(name: str, found: Sequence[Found], _context: PageContext) -> Values:
    """Take every text once."""
    values = dict.fromkeys(map(_clean, found))
    values.pop("", None)
    return {name: tuple(values)} if values else {}


def names(name: str, found: Sequence[Found], _context: PageContext) -> Values:
    """Take every name once."""
    values = to_names(map(_clean, found))
    return {name: values} if values else {}


def moment(name: str, found: Sequence[Found], context: PageContext) -> Values:
    """Take the first text that states a time, and that text; else one that does not tell day from month."""
    unclear: Values = {}
    for one in found:
        stated = _clean(one)
        # What was weighed may have told of the page's own zone.
        read = read_moment(stated, context.date_context if one.confidence is None else context.dates.date_context)
        if read is None:
            continue
        stem = name.removesuffix("_at")
        values = {
            name: read.at,
            f"{stem}_text": stated,
            f"{stem}_precision": read.precision,
            f"{stem}_zone": read.zone,
        }
        if read.at is not None:
            return values
        unclear = unclear or values | {f"{stem}_zone": None}
    return unclear


def count(name: str, found: Sequence[Found], context: PageContext) -> Values:
    """Take the first text that holds a number."""
    return _first(name, (number[0] for _, number in _counts(found, context)))


def views(name: str, found: Sequence[Found], context: PageContext) -> Values:
    """Take the first text that holds a number, that text, and whether the number is rounded."""
    for shown, (number, rounded) in _counts(found, context):
        return {name: number, "views_text": shown, "views_rounded": rounded}
    return {}


def language(name: str, found: Sequence[Found], _context: PageContext) -> Values:
    """Take the first language tag."""
    tags = (one.text.strip().replace("_", "-") for one in found)
    return _first(name, (tag for tag in tags if _LANGUAGE.fullmatch(tag)))


def address(name: str, found: Sequence[Found], context: PageContext) -> Values:
    """Take the first web address."""
    return _first(name, (url for url, _ in _addresses(found, context)))


def neighbour(name: str, found: Sequence[Found], context: PageContext) -> Values:
    """Take the first web address that is no page of the text itself: a head calls both next and previous."""
    return _first(name, (url for url, _ in _addresses(found, context) if not context.parts.holds(url)))


def source(name: str, found: Sequence[Found], context: PageContext) -> Values:
    """Take the first web address and the words that link to it."""
    for url, element in _addresses(found, context):
        return {name: url, "source_text": (text_of(element) if element is not None else "") or None}
    return {}


def canonical(name: str, found: Sequence[Found], context: PageContext) -> Values:
    """Take the address that the page says is its own, when all agree on it and it can be believed."""
    stated = {canonical_url(url) for url, _ in _addresses(found, context)}
    if len(stated) != 1:
        return {}
    own = canonical_url(context.page.url)
    url = trusted_canonical_url(stated.pop(), own, context.hosts, context.articles)
    return {} if url is None else {name: url}


def body(_name: str, found: Sequence[Found], context: PageContext) -> Values:
    """Take the first container that holds a text; one that is there and empty still says that there is none."""
    empty: Values = {}
    for one in found:
        values = {} if one.element is None else read_body(one.element, context.page)
        if values.get("body_text"):
            return values
        empty = empty or values
    return empty


def comments(name: str, found: Sequence[Found], context: PageContext) -> Values:
    """Take every element as one comment."""
    elements = [one.element for one in found if one.element is not None]
    values = read_comments(elements, zone=context.zone, fetched_at=context.page.fetched_at)
    return {name: values} if values else {}


FIELDS: Mapping[str, Callable[[str, Sequence[Found], PageContext], Values]] = {
    "body": body,
    "authors": names,
    "breadcrumbs": texts,
    "canonical_url": canonical,
    "categories": texts,
    "comment_count": count,
    "comments": comments,
    "description": text,
    "headline": text,
    "image_url": address,
    "language": language,
    "next_page_url": address,
    "next_url": neighbour,
    "previous_url": neighbour,
    "published_at": moment,
    "reading_minutes": count,
    "site_name": text,
    "source_url": source,
    "subtitle": text,
    "tags": texts,
    "title": headline,
    "updated_at": moment,
    "views": views,
}


def _clean(found: Found) -> str:
    """Return what was found without mark-up: an element's text has none, what an attribute or JSON holds may."""
    return clean_text(found.text[:MAX_TEXT]) if found.element is None else clean_visible(found.text[:MAX_TEXT])


def _first(name: str, values: Iterable[object]) -> Values:
    value = next(iter(values), None)
    return {} if value is None else {name: value}


def _counts(found: Sequence[Found], context: PageContext) -> Iterator[tuple[str, tuple[int, bool]]]:
    language = context.language or context.page.tree.get("lang")
    for shown in map(_clean, found):
        number = to_count(shown, language)
        if number is not None:
            yield shown, number


def _addresses(found: Sequence[Found], context: PageContext) -> Iterator[tuple[str, HtmlElement | None]]:
    for one in found:
        url = context.page.absolute(clean_url(one.text)) if one.text else ""
        if url.startswith(("http://", "https://")) and len(url) <= MAX_URL:
            yield url, one.element
