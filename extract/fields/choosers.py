"""CHOOSERS: for each field that a page states in many ways, the function that chooses among them (pure).

To add one: a function from a PageContext to a Choice, and its line in CHOOSERS.
"""

from collections.abc import Callable, Mapping
from operator import attrgetter

from extract.candidate import Choice
from extract.context import PageContext
from extract.fields.authors import choose_authors
from extract.fields.counters import choose_comment_count, choose_reading_minutes, choose_views
from extract.fields.headline import choose_headline
from extract.fields.lead_image import choose_image
from extract.fields.original_source import choose_source
from extract.fields.subtitle import choose_subtitle
from extract.fields.topics import choose_breadcrumbs, choose_categories, choose_tags

CHOOSERS: Mapping[str, Callable[[PageContext], Choice]] = {
    "authors": choose_authors,
    "breadcrumbs": choose_breadcrumbs,
    "categories": choose_categories,
    "comment_count": choose_comment_count,
    "headline": choose_headline,
    "image_url": choose_image,
    "next_page_url": attrgetter("parts.next"),
    "published_at": attrgetter("dates.published"),
    "reading_minutes": choose_reading_minutes,
    "source_url": choose_source,
    "subtitle": choose_subtitle,
    "tags": choose_tags,
    "title": attrgetter("title"),
    "updated_at": attrgetter("dates.updated"),
    "views": choose_views,
}
