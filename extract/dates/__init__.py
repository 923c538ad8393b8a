"""Reads written dates and times, and chooses when an article was published and updated (pure).

`parse.py` turns a text into a `Moment` with its precision; `choose.py` chooses among the candidates of a page. The
words of each language stand in `words/`.
"""

from extract.dates.choose import Dates, choose_dates, dates_in_head
from extract.dates.dated import DatedCandidate
from extract.dates.locale import date_locale
from extract.dates.months import MONTH_SPELLINGS
from extract.dates.parse import DateContext, Moment, moments_in, read_moment, spans_of_days, to_datetime
from extract.dates.site_days import DAY_PRECISIONS, site_day

__all__ = [
    "DAY_PRECISIONS",
    "MONTH_SPELLINGS",
    "DateContext",
    "DatedCandidate",
    "Dates",
    "Moment",
    "choose_dates",
    "date_locale",
    "dates_in_head",
    "moments_in",
    "read_moment",
    "site_day",
    "spans_of_days",
    "to_datetime",
]
