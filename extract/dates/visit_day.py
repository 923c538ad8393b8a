"""Tells the day of the capture, which many sites print above everything, from the date of an article (pure)."""

import re
from datetime import UTC

from lxml.html import HtmlElement

from extract.dates.parse import DateContext
from extract.dates.visible import VisibleDate

# Elements that hold the article of a page and nothing else.
ARTICLE_TAGS = frozenset({"article", "main"})

_YEAR = re.compile(r"\d{4}")


def is_visit_day(visible: VisibleDate, headline: HtmlElement | None, date_context: DateContext) -> bool:
    """Tell whether a date is the day of the capture, above the headline and without a word such as `Updated`."""
    days = {date_context.fetched_at.astimezone(zone).date() for zone in (date_context.zone, UTC)}
    if visible.kind or visible.moment.day not in days or not _YEAR.search(visible.text):
        return False
    return headline is None or _is_above(visible.element, headline)


def _is_above(element: HtmlElement, headline: HtmlElement) -> bool:
    """Tell whether an element stands before the headline, and neither in an `article` nor in the `main`."""
    above = {*headline.iterancestors(), headline}
    shared = next((ancestor for ancestor in (element, *element.iterancestors()) if ancestor in above), None)
    if shared is None or any(ancestor.tag in ARTICLE_TAGS for ancestor in (shared, *shared.iterancestors())):
        return False
    return next(inner for inner in shared.iter() if inner in (element, headline)) is element
