"""The database's views, each with its description and its SELECT (values only)."""

from collections.abc import Mapping
from typing import NamedTuple

from archive.schema import TABLES


class View(NamedTuple):
    """A view: what a row of it is, what each column says, and its SELECT."""

    description: str
    columns: Mapping[str, str]
    sql: str


DIFFERENCES = " UNION ALL ".join(
    f"SELECT '{name}' AS name WHERE new.{name} IS NOT old.{name}"
    for name in TABLES["versions"].columns
    if name != "id"
)

# The window's partition makes an edit a difference between readings by one revision; a search for one article is
# pushed down into it, and articles with one version are left out at once, so that it stays fast on a large archive.
HISTORY = f"""
WITH steps AS (
    SELECT article, captured_at, version, capture, site,
        LAG(version) OVER readings_in_order AS previous_version,
        LAG(captured_at) OVER readings_in_order AS previous_captured_at
    FROM readings WHERE article IN (SELECT url FROM articles WHERE versions > 1)
    WINDOW readings_in_order AS (PARTITION BY article, revision ORDER BY captured_at, capture)
)
SELECT article, captured_at, previous_captured_at, version, previous_version,
    (SELECT json_group_array(name) FROM ({DIFFERENCES})) AS changed, capture, site
FROM steps JOIN versions AS new ON new.id = version JOIN versions AS old ON old.id = previous_version
WHERE version <> previous_version
"""  # noqa: S608 - our own names

VIEWS: Mapping[str, View] = {
    "history": View(
        "An edit: the text of an article differs between two consecutive readings by the same revision",
        {
            "article": "Address of the article, as in articles.url",
            "captured_at": "Capture that showed the new text first",
            "previous_captured_at": "Last capture that showed the former text",
            "version": "The new text",
            "previous_version": "The former text",
            "changed": "Names of the fields that differ (JSON array)",
            "capture": "The capture that showed the new text",
            "site": "Profile",
        },
        HISTORY,
    ),
    "view_counts": View(
        "Views of an article over time, one row for each capture that showed a number",
        {
            "article": "Address of the article, as in articles.url",
            "captured_at": "When the page was captured",
            "views": "Views that the page counted",
            "views_rounded": "1 when the page printed a shortened number such as 1.6k",
        },
        "SELECT article, captured_at, views, views_rounded FROM readings"
        " WHERE article IS NOT NULL AND views IS NOT NULL",
    ),
}
