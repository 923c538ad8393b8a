"""Reads written dates and times, and chooses when an article was published and updated (pure).

`parse.py` turns a text into a moment with its precision; `choose.py` weighs the page's candidates.
"""

from extract.dates.choose import Dates, choose_dates
from extract.dates.locale import manner_of
from extract.dates.parse import Basis, moments_in, read_moment, to_datetime

__all__ = ["Basis", "Dates", "choose_dates", "manner_of", "moments_in", "read_moment", "to_datetime"]
