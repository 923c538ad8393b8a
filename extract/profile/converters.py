"""FIELDS: the fields that a profile may have rules for, and how found texts become values of an Article (pure).

A field of Article is read by rules unless COMPUTED names it. BY_TYPE has the converter for its type, SPECIAL those of
the fields that need another one. A converter takes the field's name, what the rule found, and the page's context, and
returns the Article's values by name, empty where the texts hold no value.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, get_type_hints

from lxml.html import HtmlElement

from extract.article import Article
from extract.body import read_body
from extract.context import PageContext
from extract.dates import read_moment, site_day
from extract.fields import boxes_and_trailing_lines, read_comments
from extract.html import text_of
from extract.profile.readers import Found
from extract.text import clean_text, clean_url, clean_visible, to_count, to_names
from extract.title import site_names, without_site_name
from extract.urls import canonical_url, trusted_canonical_url

MAX_TEXT_CHARACTERS = 5000
MAX_URL_CHARACTERS = 2000

# Values of an Article by the names of its fields.
Values = Mapping[str, Any]
Converter = Callable[[str, Sequence[Found], PageContext], Values]

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")


def text(name: str, found: Sequence[Found], _context: PageContext) -> Values:
    """Take the first text that is not empty."""
    values = map(_clean, found)
    return _first(name, (value for value in values if value))


def headline(name: str, found: Sequence[Found], context: PageContext) -> Values:
    """Take the first text that is more than the site's name, without that name at its end or start."""
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
    """Take the first text that states a time, and that text; else one whose day and month are ambiguous."""
    ambiguous: Values = {}
    for item in found:
        stated = _clean(item)
        # The choice among candidates may have found out the page's own zone.
        date_context = context.date_context if item.confidence is None else context.dates.date_context
        read = read_moment(stated, date_context)
        if read is None:
            continue
        stem = name.removesuffix("_at")
        spread = {"published_from": read.earliest, "published_until": read.latest} if stem == "published" else {}
        values = {
            name: read.at,
            f"{stem}_text": stated,
            f"{stem}_precision": read.precision,
            f"{stem}_zone": read.zone,
            **dict(zip((f"{stem}_day", f"{stem}_offset"), site_day(read, date_context.zone), strict=True)),
            **spread,
        }
        if read.at is not None:
            return values
        ambiguous = ambiguous or values | {f"{stem}_zone": None}
    return ambiguous


def count(name: str, found: Sequence[Found], context: PageContext) -> Values:
    """Take the first text that holds a number."""
    return _first(name, (number[0] for _, number in _counts(found, context)))


def views(name: str, found: Sequence[Found], context: PageContext) -> Values:
    """Take the first text that holds a number, that text, and whether the number is rounded."""
    for shown, (number, rounded) in _counts(found, context):
        return {name: number, "views_text": shown, "views_rounded": rounded}
    return {}


def language(name: str, found: Sequence[Found], _context: PageContext) -> Values:
    """Take the first language tag, such as `en` or `en-GB`."""
    tags = (item.text.strip().replace("_", "-") for item in found)
    return _first(name, (tag for tag in tags if _LANGUAGE.fullmatch(tag)))


def address(name: str, found: Sequence[Found], context: PageContext) -> Values:
    """Take the first http(s) URL, absolute."""
    return _first(name, (url for url, _ in _addresses(found, context)))


def neighbour(name: str, found: Sequence[Found], context: PageContext) -> Values:
    """Take the first http(s) URL that is no page of the article itself: `rel=next` links to both."""
    return _first(name, (url for url, _ in _addresses(found, context) if not context.parts.holds(url)))


def source(name: str, found: Sequence[Found], context: PageContext) -> Values:
    """Take the first http(s) URL, and the text of its link."""
    for url, element in _addresses(found, context):
        return {name: url, "source_text": (text_of(element) if element is not None else "") or None}
    return {}


def canonical(name: str, found: Sequence[Found], context: PageContext) -> Values:
    """Take the canonical URL where all statements agree on it and it can be trusted."""
    stated = {canonical_url(url) for url, _ in _addresses(found, context)}
    if len(stated) != 1:
        return {}
    own = canonical_url(context.page.url)
    url = trusted_canonical_url(stated.pop(), own, context.hosts, context.articles)
    return {} if url is None else {name: url}


def body(_name: str, found: Sequence[Found], context: PageContext) -> Values:
    """Take the first container with text; else the values of an empty one, so that its article counts as empty."""
    empty: Values = {}
    for item in found:
        values: Values = {}
        if item.element is not None:
            boxes = boxes_and_trailing_lines(context, item.element)
            context.containers[item.element if item.original is None else item.original] = None
            values = read_body(item.element, context.page, boxes, item.keep)
        if values.get("body_text"):
            return values
        empty = empty or values
    return empty


def comments(name: str, found: Sequence[Found], context: PageContext) -> Values:
    """Take every element as one comment."""
    elements = [item.element for item in found if item.element is not None]
    values = read_comments(elements, zone=context.zone, fetched_at=context.page.fetched_at)
    return {name: values} if values else {}


# Fields of an Article that no rule reads: they come with another field, or from the page as a whole.
COMPUTED = frozenset({
    "url", "found_by", "confidence", "disagreements",
    "published_text", "published_precision", "published_zone", "published_day", "published_offset",
    "published_from", "published_until",
    "updated_text", "updated_precision", "updated_zone", "updated_day", "updated_offset",
    "views_text", "views_rounded", "source_text",
    "body_text", "body_markdown", "body_html", "blocks", "word_count", "links", "images",
    "language_detected", "is_free", "cut_off", "page_number", "page_count",
})  # fmt: skip
BY_TYPE: Mapping[object, Converter] = {str | None: text, tuple[str, ...]: texts, int | None: count}
SPECIAL: Mapping[str, Converter] = {
    "authors": names,
    # The text and what is made of it: several fields of an Article, which one rule reads.
    "body": body,
    "canonical_url": canonical,
    "comments": comments,
    "image_url": address,
    "language": language,
    "next_page_url": address,
    "next_url": neighbour,
    "previous_url": neighbour,
    "published_at": moment,
    "source_url": source,
    "title": headline,
    "updated_at": moment,
    "views": views,
}


def _converters() -> dict[str, Converter]:
    """Return the converter of each field, in alphabetical order, `body` first."""
    hints = {name: hint for name, hint in get_type_hints(Article).items() if name not in COMPUTED}
    by_type = {name: BY_TYPE[hint] for name, hint in hints.items() if name not in SPECIAL}
    return dict(sorted({**by_type, **SPECIAL}.items(), key=lambda item: (item[0] != "body", item[0])))


FIELDS: Mapping[str, Converter] = _converters()


def _clean(found: Found) -> str:
    """Return a found text without mark-up: an element's text has none, an attribute or JSON may hold some."""
    text = found.text[:MAX_TEXT_CHARACTERS]
    return clean_text(text) if found.element is None else clean_visible(text)


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
    for item in found:
        url = context.page.absolute(clean_url(item.text)) if item.text else ""
        if url.startswith(("http://", "https://")) and len(url) <= MAX_URL_CHARACTERS:
            yield url, item.element
