"""The views of what changed: edits, and counts over time (values only)."""

from collections.abc import Mapping
from typing import NamedTuple


class View(NamedTuple):
    """A view: a description of its rows, the description of each column, and its SELECT."""

    description: str
    columns: Mapping[str, str]
    sql: str


HISTORY = """
SELECT article, changed_at AS captured_at, unchanged_until AS previous_captured_at, version, previous_version,
    changed, capture, previous_capture, site
FROM changes WHERE change = 'edit'
"""

VIEWS_OF_CHANGES: Mapping[str, View] = {
    "history": View(
        "One row per edit: two consecutive readings of an article by the same rules have different versions",
        {
            "article": "URL of the article, as in articles.url",
            "captured_at": "Time of the first capture with the new version",
            "previous_captured_at": "Time of the last capture with the previous version, also of a 304",
            "version": "The new version, as in versions.id",
            "previous_version": "The previous version, as in versions.id",
            "changed": "Names of the fields that differ (JSON array)",
            "capture": "The first capture with the new version",
            "previous_capture": "The last capture with the previous version, also a 304",
            "site": "Name of the profile",
        },
        HISTORY,
    ),
    "view_counts": View(
        "One row per capture that showed a count of views",
        {
            "article": "URL of the article, as in articles.url",
            "captured_at": "Time of the capture",
            "views": "Count of views that the page prints",
            "views_rounded": "1 if the page prints a rounded count such as 1.6k",
            "capture": "The capture, as in captures.id",
        },
        "SELECT article, captured_at, views, views_rounded, capture FROM readings"
        " WHERE article IS NOT NULL AND views IS NOT NULL",
    ),
    "comment_counts": View(
        "One row per capture that showed a count of comments",
        {
            "article": "URL of the article, as in articles.url",
            "captured_at": "Time of the capture",
            "comment_count": "Count of comments that the page prints",
            "capture": "The capture, as in captures.id",
        },
        "SELECT article, captured_at, comment_count, capture FROM readings"
        " WHERE article IS NOT NULL AND comment_count IS NOT NULL",
    ),
}
