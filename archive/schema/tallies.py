"""The tables of counts and of listed URLs without an article, which pages would take long to find (values only)."""

from collections.abc import Mapping

from archive.schema.columns import Column
from archive.schema.parts_of_articles import Table

TALLIES: Mapping[str, Table] = {
    "tallies": Table(
        "Counts that the pages show, kept so that no page has to count: one row per name of an author, category,"
        " tag, year, month, language, site or cited domain, pair of authors, hour of the week, length, and missing"
        " field: in how many articles it is, of one site and of all; and per large table, how many rows it has",
        {
            "what": Column(
                "TEXT NOT NULL",
                "author, category, tag, year, month (as 2026-03), language, site, domain (to which the text links,"
                " other than the article's own), or rows (of a table); author month, category month or domain"
                " month for one of them in a month, month without category for articles without one; authors"
                " together; hour of a week at the site; minutes of reading, minutes of a part of texts that are cut"
                " off; missing (of a field)",
            ),
            "site": Column("TEXT NOT NULL", "Name of the profile; blank for all sites together"),
            "name": Column(
                "TEXT NOT NULL",
                "The name; of a year or month its digits; of a name in a month both, as in Ada Byron 2026-03; of"
                " authors together two names with a line break between them; of an hour the day of the week, Monday"
                " is 1, and the hour, as in 1 09",
            ),
            "articles": Column("INTEGER NOT NULL", "Number of articles, or of rows"),
        },
        "PRIMARY KEY (what, site, name)",
        "WITHOUT ROWID",
    ),
    "capture_days": Table(
        "One row per site, day and HTTP status: how many responses were captured",
        {
            "site": Column("TEXT NOT NULL", "Name of the profile"),
            "day": Column("TEXT NOT NULL", "Day of the captures in UTC"),
            "status": Column("INTEGER NOT NULL", "HTTP status"),
            "captures": Column("INTEGER NOT NULL", "Number of captures"),
            "bytes": Column("INTEGER NOT NULL", "Bytes of their payloads as received"),
        },
        "PRIMARY KEY (day, site, status)",
        "WITHOUT ROWID",
    ),
    "gaps": Table(
        "One row per URL that a source lists and that is no address of an article",
        {
            "site": Column("TEXT NOT NULL", "Name of the profile"),
            "url": Column("TEXT NOT NULL", "URL, normalised"),
        },
        "PRIMARY KEY (site, url)",
        "WITHOUT ROWID",
    ),
}
