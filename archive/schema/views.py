"""The database's views, each with its description and its SELECT (values only)."""

from collections.abc import Mapping
from typing import NamedTuple

from archive.schema.columns import CONTENT
from archive.schema.comparison import MARKUP, PICTURES_AND_LINKS


class View(NamedTuple):
    """A view: a description of its rows, the description of each column, and its SELECT."""

    description: str
    columns: Mapping[str, str]
    sql: str


# Limits of TEMPORARY_ALIAS.
MAX_TEMPORARY_REDIRECTS, MAX_TEMPORARY_ALIASES = 5, 5


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

# The window's partition compares only readings by the same revision. SQLite pushes a condition on the article down
# into it; CROSS makes it begin at the articles, of which few have several versions. A damaged database may hold any
# text as fingerprints.
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
    CASE WHEN json_valid(new.fingerprints) AND json_valid(old.fingerprints)
        THEN (SELECT json_group_array(name) FROM ({DIFFERENCES})) ELSE '[]' END AS changed, capture, site
FROM steps JOIN versions AS new ON new.id = version JOIN versions AS old ON old.id = previous_version
WHERE version <> previous_version
"""  # noqa: S608 - our own names

# Each of the five kinds of change, with the same columns, and without the view `history`, which may be missing. A
# rename is the first permanent redirect of a URL under which the article was read before; CROSS makes SQLite begin at
# the few URLs that are not the articles' own.
CHANGES = f"""
SELECT first_captured_at AS changed_at, 'new' AS change, site, url AS article, NULL AS unchanged_until,
    (SELECT version FROM readings WHERE article = url AND captured_at = first_captured_at
        AND version IS NOT NULL ORDER BY readings.capture LIMIT 1) AS version, NULL AS previous_version,
    (SELECT readings.capture FROM readings WHERE article = url AND captured_at = first_captured_at
        ORDER BY version IS NULL, readings.capture LIMIT 1) AS capture,
    NULL AS status, NULL AS previous_url, NULL AS leads_to
FROM articles
UNION ALL
SELECT captured_at, 'edit', site, article, previous_captured_at, version, previous_version, capture, NULL, NULL, NULL
FROM ({HISTORY})
UNION ALL
SELECT absences.gone_at, 'gone', site, url, NULL, NULL, NULL, absences.capture, absences.status, NULL, leads_to
FROM absences JOIN articles ON articles.id = absences.article
UNION ALL
SELECT back_at, 'back', site, url, NULL, NULL, NULL, back_capture, NULL, NULL, NULL
FROM absences JOIN articles ON articles.id = absences.article WHERE back_at IS NOT NULL
UNION ALL
SELECT redirect.captured_at, 'renamed', articles.site, articles.url, NULL, NULL, NULL, redirect.id, redirect.status,
    addresses.url, redirect.redirect_address
FROM articles JOIN addresses ON addresses.article = articles.id AND addresses.url <> articles.url
CROSS JOIN captures AS redirect ON redirect.id = (
    SELECT id FROM captures WHERE address = addresses.url AND status IN (301, 308) AND source_kind IS NULL
        AND captured_at > (SELECT max(captured_at) FROM readings
            WHERE own_url = addresses.url AND known_as = own_url AND readings.article = articles.url)
    ORDER BY captured_at, id LIMIT 1)
"""  # noqa: S608 - our own names

LISTED_URLS = "SELECT site, url, source_kind, source_url, first_found_at FROM sources"


def url_status_select(named: str) -> str:
    """Return the SELECT of the view `standings` for some URLs; `named` is a SELECT of the columns of LISTED_URLS.

    The reason comes from the last response if there is one, and else from what a run did not request.
    """
    return STANDING.format(named=named, TEMPORARY_ALIAS=TEMPORARY_ALIAS)


# A temporary redirect makes a URL no other address of an article, but its text is archived all the same, unless so
# many lead to one place that it is no article's own: the article at the end of a few such redirects counts.
TEMPORARY_ALIAS = f"""
WITH RECURSIVE way(url, steps) AS (
    SELECT last.redirect_address, 1 WHERE last.status IN (302, 303, 307)
    UNION ALL SELECT (
        SELECT CASE WHEN status IN (302, 303, 307) THEN redirect_address END FROM captures
        WHERE address = way.url AND source_kind IS NULL ORDER BY captured_at DESC, id DESC LIMIT 1), steps + 1
    FROM way WHERE steps < {MAX_TEMPORARY_REDIRECTS} AND way.url IS NOT NULL
)
SELECT addresses.article FROM way JOIN addresses USING (url)
WHERE (SELECT count(*) FROM (SELECT DISTINCT address FROM captures
    WHERE redirect_address = way.url AND status IN (302, 303, 307) LIMIT {MAX_TEMPORARY_ALIASES + 1}))
    <= {MAX_TEMPORARY_ALIASES}
ORDER BY steps LIMIT 1
"""  # noqa: S608 - our own names
# CROSS keeps SQLite from going through all runs of a site for each URL.
STANDING = """
WITH named AS (
    SELECT site, url, min(first_found_at) AS found_at,
        json_group_array(json_object('kind', CAST(source_kind AS TEXT), 'url', CAST(source_url AS TEXT))) AS sources
    FROM ({named}) GROUP BY site, url
), asked AS (
    SELECT named.*, articles.id AS article, articles.gone_at, articles.gone_status, last.id AS capture, last.status,
        last.captured_at, coalesce(last.redirect_address, readings.leads_to, articles.gone_to) AS leads_to,
        last.broken_off, readings.outcome, readings.reason AS problem, readings.held, runs.doubtful,
        (SELECT unfetched.reason FROM unfetched CROSS JOIN runs ON runs.id = unfetched.run
            WHERE unfetched.url = named.url AND runs.site = named.site
                AND (last.id IS NULL OR runs.started_at > last.captured_at)
            ORDER BY runs.started_at DESC, runs.id DESC LIMIT 1) AS unfetched
    FROM named
    LEFT JOIN addresses ON addresses.url = named.url
    LEFT JOIN captures AS last ON last.id = (
        SELECT id FROM captures WHERE address = named.url AND source_kind IS NULL
        ORDER BY captured_at DESC, id DESC LIMIT 1)
    LEFT JOIN articles ON articles.id = ifnull(addresses.article, ({TEMPORARY_ALIAS}))
    LEFT JOIN readings ON readings.capture = ifnull(last.revisit_of, last.id)
    LEFT JOIN runs ON runs.id = last.run
)
SELECT site, url, article, CASE
        WHEN gone_at IS NOT NULL AND gone_status IN (404, 410) THEN 'gone: status ' || gone_status
        WHEN gone_at IS NOT NULL THEN 'gone: redirects elsewhere'
        WHEN held IS NOT NULL THEN 'held: ' || held
        WHEN article IS NOT NULL AND outcome = 'not an article' THEN 'refused now: ' || problem
        WHEN article IS NOT NULL THEN NULL
        WHEN outcome = 'redirect' THEN 'redirects elsewhere'
        WHEN outcome = 'error' THEN 'could not be read: ' || problem
        WHEN outcome IS NOT NULL THEN outcome || ': ' || problem
        WHEN status IN (404, 410) AND NOT ifnull(doubtful, 0) THEN 'gone: status ' || status
        WHEN leads_to IS NOT NULL THEN 'redirects elsewhere'
        WHEN broken_off THEN 'cut off by the connection'
        WHEN status BETWEEN 200 AND 299 THEN 'captured and not yet read'
        WHEN unfetched IS NOT NULL THEN 'not fetched: ' || unfetched
        WHEN status IN (404, 410) THEN 'status ' || status || ' in a doubtful run'
        WHEN status IS NOT NULL THEN 'status ' || status
        ELSE 'never asked for' END AS reason,
    ifnull(gone_at, captured_at) AS answered_at, leads_to, sources, found_at
FROM asked
"""

VIEWS: Mapping[str, View] = {
    "history": View(
        "One row per edit: two consecutive readings of an article by the same rules have different versions",
        {
            "article": "URL of the article, as in articles.url",
            "captured_at": "Time of the first capture with the new version",
            "previous_captured_at": "Time of the last capture with the previous version",
            "version": "The new version, as in versions.id",
            "previous_version": "The previous version, as in versions.id",
            "changed": "Names of the fields that differ (JSON array)",
            "capture": "The first capture with the new version",
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
            "unchanged_until": "Of an edit, time of the last capture with the previous version",
            "version": "The version that was seen first or that an edit made, as in versions.id",
            "previous_version": "Of an edit, the version before, as in versions.id",
            "capture": "The capture that shows the change, as in captures.id",
            "status": "HTTP status of that response, if the article was gone or renamed; 200 for a meta refresh",
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
        },
        "SELECT article, captured_at, views, views_rounded FROM readings"
        " WHERE article IS NOT NULL AND views IS NOT NULL",
    ),
    "standings": View(
        "One row per URL that a source lists: its article, or the reason why the archive has none",
        {
            "site": "Name of the profile",
            "url": "URL, normalised",
            "article": "The article, as in articles.id; empty if there is none",
            "reason": "Why there is no article, or that it is gone or its page shows something else now; empty if it"
            " is in the archive and on the web",
            "answered_at": "Time of the last response, or since when it is gone",
            "leads_to": "URL to which it redirects",
            "sources": "The sources that list it: kind, url (JSON array)",
            "found_at": "Time of the first capture of a source that lists it",
        },
        url_status_select(LISTED_URLS),
    ),
}
