"""The table of how many articles there are of each author, category, year … (values only)."""

from collections.abc import Mapping

from archive.schema.columns import Column
from archive.schema.parts_of_articles import Table

TALLIES: Mapping[str, Table] = {
    "tallies": Table(
        "One row per name of an author, category, tag, year, month, language, site or cited domain: in how many"
        " articles it is, of one site and of all",
        {
            "what": Column(
                "TEXT NOT NULL",
                "author, category, tag, year, month (as 2026-03), language, site, or domain (to which the text links,"
                " other than the article's own)",
            ),
            "site": Column("TEXT NOT NULL", "Name of the profile; blank for all sites together"),
            "name": Column("TEXT NOT NULL", "The name; of a year or month its digits"),
            "articles": Column("INTEGER NOT NULL", "Number of articles"),
        },
        "PRIMARY KEY (what, site, name)",
        "WITHOUT ROWID",
    ),
}
