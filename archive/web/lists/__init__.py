"""Lists of rows: pages, order, filters, facets and forms of tables and queries, rows in words, the data dictionary.

`asked.py` reads what a request asks, `operators.py` says it in words, `wrapping.py` writes it as SQL, `frequent.py`
finds many articles fast, `listing.py` keeps it for one request, `sheet.py` formats the rows, `plugin.py` registers it
all with Datasette.
"""

from archive.web.lists.counted import Counted, last_day, parse_counted
from archive.web.lists.frequent import along_index
from archive.web.lists.listing import LISTING, Listing
from archive.web.lists.referring import only_indexed

__all__ = ["LISTING", "Counted", "Listing", "along_index", "last_day", "only_indexed", "parse_counted"]
