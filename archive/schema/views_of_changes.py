"""The views of what changed: edits, all changes of articles, and counts over time (values only)."""

from collections.abc import Mapping
from typing import NamedTuple

from archive.schema.columns import CONTENT
from archive.schema.comparison import MARKUP, PICTURES_AND_LINKS


class View(NamedTuple):
    """A view: a description of its rows, the description of each column, and its SELECT."""

    description: str
    columns: Mapping[str, str]
    sql: str


def _differs(name: str) -> str:
    """Return the SQL that tells whether two versions differ in a column, as their fingerprints tell."""
    return f"json_extract(new.fingerprints, '$.{name}') IS NOT json_extract(old.fingerprints, '$.{name}')"


# The text with its markup, and the date as printed, are named beside what they follow from.
FOLLOWS = {
    **dict.fromkeys(sorted(MARKUP), ("body_text", "images", "links")),
    "published_text": ("published_at", "published_text"),
}


def _named(name: str) -> str:
    if name not in FOLLOWS:
        return _differs(name)
    return f"new.{name} IS NOT old.{name} AND ({' OR '.join(map(_differs, FOLLOWS[name]))})"


DIFFERENCES = " UNION ALL ".join(
    f"SELECT '{name}' AS name WHERE {_named(name)}" for name in (*CONTENT, *PICTURES_AND_LINKS)
)
# The last 304 by which the previous version was seen unchanged, of an edit in `steps`.
UNCHANGED = """(SELECT again.{column} FROM captures AS again JOIN readings AS seen ON seen.capture = again.revisit_of
        WHERE again.address = steps.read_at_url AND again.captured_at > read_at
            AND again.captured_at < steps.captured_at AND again.status = 304 AND seen.version = steps.previous_version
        ORDER BY again.captured_at DESC, again.id DESC LIMIT 1)"""

# The window's partition compares only readings by the same revision. SQLite pushes a condition on the article down
# into it; CROSS makes it begin at the articles, of which few have several versions. A damaged database may hold any
# text as fingerprints.
HISTORY = f"""
WITH steps AS (
    SELECT article, readings.captured_at, readings.version, readings.capture, readings.site,
        LAG(readings.version) OVER readings_in_order AS previous_version,
        LAG(readings.captured_at) OVER readings_in_order AS read_at,
        LAG(readings.capture) OVER readings_in_order AS read_in,
        LAG(readings.own_url) OVER readings_in_order AS read_at_url
    FROM articles CROSS JOIN readings ON readings.article = articles.url WHERE versions > 1
    WINDOW readings_in_order AS (
        PARTITION BY article, readings.revision ORDER BY readings.captured_at, readings.capture)
)
SELECT article, captured_at, ifnull({UNCHANGED.format(column="captured_at")}, read_at) AS previous_captured_at,
    version, previous_version,
    CASE WHEN json_valid(new.fingerprints) AND json_valid(old.fingerprints)
        THEN (SELECT json_group_array(name) FROM ({DIFFERENCES})) ELSE '[]' END AS changed,
    capture, ifnull({UNCHANGED.format(column="id")}, read_in) AS previous_capture, site
FROM steps JOIN versions AS new ON new.id = version JOIN versions AS old ON old.id = previous_version
WHERE version <> previous_version
"""  # noqa: S608 - our own names

# The first permanent redirect, or stub, to another address of the article since it was read under an address. Few
# addresses ever redirected; only of those all captures are looked at. Its present URL was left only for another one
# under which it was read: a redirect that sets a cookie leads back.
RENAMES = """
SELECT captured_at, site, article, capture, status, previous_url, leads_to, seen_at, seen_in FROM (
    SELECT captures.captured_at, articles.site, articles.url AS article, captures.id AS capture, captures.status,
        addresses.url AS previous_url, other.url AS leads_to,
        LAG(other.url IS NULL) OVER answers_in_order AS was_read,
        LAG(captures.captured_at) OVER answers_in_order AS seen_at,
        LAG(captures.id) OVER answers_in_order AS seen_in
    FROM articles JOIN addresses ON addresses.article = articles.id
    CROSS JOIN captures ON captures.address = addresses.url AND captures.source_kind IS NULL
    LEFT JOIN readings ON readings.capture = iif(captures.status = 304, captures.revisit_of, captures.id)
        AND readings.own_url = captures.address
    LEFT JOIN addresses AS other ON other.article = articles.id AND other.url <> addresses.url
        AND other.url = ifnull(readings.leads_to, iif(captures.status IN (301, 308), redirect_address, NULL))
    WHERE (other.url IS NOT NULL OR (readings.article = articles.url AND readings.known_as = readings.own_url
            AND readings.outcome = 'article'))
        AND (EXISTS (SELECT 1 FROM captures AS moved
                WHERE moved.address = addresses.url AND moved.status IN (301, 308))
            OR EXISTS (SELECT 1 FROM readings AS moved
                WHERE moved.own_url = addresses.url AND moved.leads_to IS NOT NULL))
    WINDOW answers_in_order AS (
        PARTITION BY articles.url, addresses.url ORDER BY captures.captured_at, captures.id)
) AS moves WHERE leads_to IS NOT NULL AND was_read AND (previous_url <> article OR EXISTS (
    SELECT 1 FROM readings
    WHERE own_url = moves.leads_to AND readings.article = moves.article AND known_as = own_url))
"""

# Each of the five kinds of change, with the same columns, and without the view `history`, which may be missing.
CHANGES = f"""
SELECT first_captured_at AS changed_at, 'new' AS change, site, url AS article, NULL AS unchanged_until,
    (SELECT version FROM readings WHERE article = url AND captured_at = first_captured_at
        AND version IS NOT NULL ORDER BY readings.capture LIMIT 1) AS version, NULL AS previous_version,
    (SELECT readings.capture FROM readings WHERE article = url AND captured_at = first_captured_at
        ORDER BY version IS NULL, readings.capture LIMIT 1) AS capture, NULL AS previous_capture,
    NULL AS status, NULL AS reason, NULL AS previous_url, NULL AS leads_to
FROM articles
UNION ALL
SELECT captured_at, 'edit', site, article, previous_captured_at, version, previous_version, capture, previous_capture,
    NULL, NULL, NULL, NULL
FROM ({HISTORY})
UNION ALL
SELECT absences.gone_at, 'gone', site, url, last_seen_at, NULL, NULL, absences.capture, last_seen_capture,
    absences.status, absences.reason, NULL, leads_to
FROM absences JOIN articles ON articles.id = absences.article
UNION ALL
SELECT back_at, 'back', site, url, NULL, NULL, NULL, back_capture, NULL, NULL, NULL, NULL, NULL
FROM absences JOIN articles ON articles.id = absences.article WHERE back_at IS NOT NULL
UNION ALL
SELECT captured_at, 'renamed', site, article, seen_at, NULL, NULL, capture, seen_in, status, NULL, previous_url,
    leads_to
FROM ({RENAMES})
"""  # noqa: S608 - our own names

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
    "changes": View(
        "One row per change of an article: first seen, edited, gone, back, or renamed",
        {
            "changed_at": "Time of the capture that shows the change",
            "change": "new, edit, gone, back, or renamed",
            "site": "Name of the profile",
            "article": "URL of the article, as in articles.url",
            "unchanged_until": "Time of the last capture before an edit, a departure or a renaming",
            "version": "The version that was seen first or that an edit made, as in versions.id",
            "previous_version": "Of an edit, the version before, as in versions.id",
            "capture": "The capture that shows the change, as in captures.id",
            "previous_capture": "The last capture before an edit, a departure or a renaming, as in captures.id",
            "status": "HTTP status of the response, if the article was gone or renamed; 200 for a refresh or form",
            "reason": "Why the article was gone, as in absences.reason",
            "previous_url": "Of a renamed article, the URL that redirects since, normalised",
            "leads_to": "URL to which that response redirects, normalised",
        },
        CHANGES,
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
