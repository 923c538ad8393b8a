"""Choosers: for each field that a page tells in many ways, the function that weighs them (pure).

To add one: a function from a Setting to a Choice, and its line in CHOOSERS.
"""

from collections.abc import Callable, Mapping

from extract.candidate import Choice
from extract.context import PageContext
from extract.fields.authors import choose_authors
from extract.fields.counters import FIGURES
from extract.fields.lead_image import choose_image
from extract.fields.original_source import choose_source
from extract.fields.topics import choose_breadcrumbs, choose_categories, choose_tags
from extract.title import choose_headline, choose_subtitle


def _title(context: PageContext) -> Choice:
    return context.title


def _headline(context: PageContext) -> Choice:
    return choose_headline(context.title)


def _subtitle(context: PageContext) -> Choice:
    return choose_subtitle(context.page, context.title)


def _image(context: PageContext) -> Choice:
    return choose_image(context.page, context.title)


def _published(context: PageContext) -> Choice:
    return context.dates.published


def _updated(context: PageContext) -> Choice:
    return context.dates.updated


def _next_page(context: PageContext) -> Choice:
    return context.parts.next


CHOOSERS: Mapping[str, Callable[[PageContext], Choice]] = {
    "authors": choose_authors,
    "headline": _headline,
    "image_url": _image,
    "published_at": _published,
    "subtitle": _subtitle,
    **FIGURES,
    "breadcrumbs": choose_breadcrumbs,
    "categories": choose_categories,
    "source_url": choose_source,
    "tags": choose_tags,
    "next_page_url": _next_page,
    "title": _title,
    "updated_at": _updated,
}
