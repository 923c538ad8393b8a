"""Mastheads: the day of the visit, as many sites print it above everything, which is no article's date (pure)."""

import re
from datetime import UTC

from lxml.html import HtmlElement

from extract.dates.parse import DateContext
from extract.dates.visible import Seen

# What holds an article and, within the page, nothing else.
HOLDERS = frozenset({"article", "main"})

_YEAR = re.compile(r"\d{4}")


def is_of_masthead(one: Seen, headline: HtmlElement | None, basis: DateContext) -> bool:
    """Tell whether a date without a label is the capture's own day, written out above the article's headline."""
    days = {basis.fetched_at.astimezone(zone).date() for zone in (basis.zone, UTC)}
    if one.label or one.moment.day not in days or not _YEAR.search(one.text):
        return False
    return headline is None or _is_above(one.element, headline)


def _is_above(element: HtmlElement, headline: HtmlElement) -> bool:
    """Tell whether an element stands before the headline, and not in what holds the article."""
    above = {*headline.iterancestors(), headline}
    shared = next((up for up in (element, *element.iterancestors()) if up in above), None)
    if shared is None or any(up.tag in HOLDERS for up in (shared, *shared.iterancestors())):
        return False
    return next(one for one in shared.iter() if one in (element, headline)) is element
