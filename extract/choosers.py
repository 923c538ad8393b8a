"""Choosers: for each field that a page tells in many ways, the function that weighs them (pure).

To add one: a function from a Setting to a Choice, and its line in CHOOSERS.
"""

from collections.abc import Callable, Mapping

from extract.authors import choose_authors
from extract.candidate import Choice
from extract.decks import choose_subtitle
from extract.figures import FIGURES
from extract.pictures import choose_image
from extract.setting import Setting
from extract.source import choose_source
from extract.titles import choose_headline
from extract.topics import choose_breadcrumbs, choose_categories, choose_tags


def _title(setting: Setting) -> Choice:
    return setting.title


def _headline(setting: Setting) -> Choice:
    return choose_headline(setting.title)


def _subtitle(setting: Setting) -> Choice:
    return choose_subtitle(setting.page, setting.title)


def _image(setting: Setting) -> Choice:
    return choose_image(setting.page, setting.title)


def _published(setting: Setting) -> Choice:
    return setting.dates.published


def _updated(setting: Setting) -> Choice:
    return setting.dates.updated


def _next_page(setting: Setting) -> Choice:
    return setting.parts.next


CHOOSERS: Mapping[str, Callable[[Setting], Choice]] = {
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
