"""The database's views, each with its description and its SELECT (values only)."""

from collections.abc import Mapping
from typing import NamedTuple

from archive.schema.tables import TABLES


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
# pushed down into it, and CROSS lets it begin at the articles, of which few have several versions.
HISTORY = f"""
WITH steps AS (
    SELECT article, readings.captured_at, readings.version, readings.capture, readings.site,
        LAG(readings.version) OVER readings_in_order AS previous_version,
        LAG(readings.captured_at) OVER readings_in_order AS previous_captured_at
    FROM articles CROSS JOIN readings ON readings.article = articles.url WHERE versions > 1
    WINDOW readings_in_order AS (
        PARTITION BY article, readings.revision ORDER BY readings.captured_at, readings.capture)
)
SELECT article, captured_at, previous_captured_at, version, previous_version,
    (SELECT json_group_array(name) FROM ({DIFFERENCES})) AS changed, capture, site
FROM steps JOIN versions AS new ON new.id = version JOIN versions AS old ON old.id = previous_version
WHERE version <> previous_version
"""  # noqa: S608 - our own names

LISTED_URLS = "SELECT site, url, source_kind, source_url, first_found_at FROM sources"


def url_status_select(named: str) -> str:
    """Return the SELECT of how addresses stand; `named` selects those columns.

    What an answer says goes before what a later run did not fetch; only a failure does not say anything.
    """
    return STANDING.format(named=named)


# CROSS keeps SQLite from going through all runs of a site for an address that few of them name.
STANDING = """
WITH named AS (
    SELECT site, url, min(first_found_at) AS found_at,
        json_group_array(json_object('kind', source_kind, 'url', source_url)) AS sources
    FROM ({named}) GROUP BY site, url
), asked AS (
    SELECT named.*, articles.id AS article, articles.gone_at, articles.gone_status, last.id AS capture, last.status,
        last.captured_at, last.redirect_address, readings.outcome, readings.reason AS problem, runs.doubtful,
        (SELECT unfetched.reason FROM unfetched CROSS JOIN runs ON runs.id = unfetched.run
            WHERE unfetched.url = named.url AND runs.site = named.site
                AND (last.id IS NULL OR runs.started_at > last.captured_at)
            ORDER BY runs.started_at DESC, runs.id DESC LIMIT 1) AS unfetched
    FROM named
    LEFT JOIN addresses ON addresses.url = named.url
    LEFT JOIN articles ON articles.id = addresses.article
    LEFT JOIN captures AS last ON last.id = (
        SELECT id FROM captures WHERE address = named.url AND source_kind IS NULL
        ORDER BY captured_at DESC, id DESC LIMIT 1)
    LEFT JOIN readings ON readings.capture = ifnull(last.revisit_of, last.id)
    LEFT JOIN runs ON runs.id = last.run
)
SELECT site, url, article, CASE
        WHEN gone_at IS NOT NULL THEN 'gone: status ' || gone_status
        WHEN article IS NOT NULL THEN NULL
        WHEN outcome = 'error' THEN 'could not be read: ' || problem
        WHEN outcome IS NOT NULL THEN outcome || ': ' || problem
        WHEN status IN (404, 410) AND NOT ifnull(doubtful, 0) THEN 'gone: status ' || status
        WHEN redirect_address IS NOT NULL THEN 'redirects elsewhere'
        WHEN status BETWEEN 200 AND 299 THEN 'captured and not yet read'
        WHEN unfetched IS NOT NULL THEN 'not fetched: ' || unfetched
        WHEN status IN (404, 410) THEN 'status ' || status || ' in a doubtful run'
        WHEN status IS NOT NULL THEN 'status ' || status
        ELSE 'never asked for' END AS reason,
    ifnull(gone_at, captured_at) AS answered_at, redirect_address AS leads_to, sources, found_at
FROM asked
"""

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
    "standings": View(
        "An address that a source names: the article that the archive has of it, or why there is none",
        {
            "site": "Profile",
            "url": "Address in normal form",
            "article": "The article, as in articles.id; empty when there is none",
            "reason": "Why there is no article or it is gone, in countable words; empty when all is well",
            "answered_at": "When it last answered, or since when it is gone",
            "leads_to": "Where it redirects to",
            "sources": "The sources that name it: kind, url (JSON array)",
            "found_at": "When a source named it first",
        },
        url_status_select(LISTED_URLS),
    ),
}
