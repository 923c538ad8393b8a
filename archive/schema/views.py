"""The database's views, each with its description and its SELECT (values only)."""

from collections.abc import Mapping

from archive.schema.run_rules import VIEWS_OF_RUNS
from archive.schema.search import SEARCHED_TEXTS, TEXTS_OF_ARTICLES
from archive.schema.views_of_changes import VIEWS_OF_CHANGES, View

# Limits of TEMPORARY_ALIAS.
MAX_TEMPORARY_REDIRECTS, MAX_TEMPORARY_ALIASES = 5, 5


LISTED_URLS = "SELECT site, url, source_kind, source_url, first_found_at FROM sources"


def url_status_select(named: str) -> str:
    """Return the SELECT of the view `standings` for some URLs; `named` is a SELECT of the columns of LISTED_URLS.

    The reason comes from the last response if there is one, and else from what a run did not request.
    """
    return STANDING.format(named=BY_URL.format(named=named), TEMPORARY_ALIAS=TEMPORARY_ALIAS)


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
BY_URL = """
SELECT site, url, min(first_found_at) AS found_at,
    json_group_array(json_object('kind', CAST(source_kind AS TEXT), 'url', CAST(source_url AS TEXT))) AS sources
FROM ({named}) GROUP BY site, url
"""
# In the order of the key, so that the first of many are found without looking at all.
GAPS = """
SELECT site, url, (SELECT min(first_found_at) FROM sources WHERE sources.site = gaps.site AND sources.url = gaps.url)
        AS found_at,
    (SELECT json_group_array(json_object('kind', CAST(source_kind AS TEXT), 'url', CAST(source_url AS TEXT)))
        FROM sources WHERE sources.site = gaps.site AND sources.url = gaps.url) AS sources
FROM gaps
"""
# CROSS keeps SQLite from going through all runs of a site for each URL.
STANDING = """
WITH named AS ({named}), asked AS (
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
    LEFT JOIN readings ON readings.capture = iif(last.status = 304, last.revisit_of, last.id)
    LEFT JOIN runs ON runs.id = last.run
)
SELECT site, url, article, CASE
        WHEN gone_at IS NOT NULL THEN 'gone: ' || ifnull((
            SELECT max(reason) FROM absences WHERE absences.article = asked.article AND back_at IS NULL), '')
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

MISSING = "SELECT * FROM ({named}) WHERE article IS NULL"

STANDING_COLUMNS = {
    "site": "Name of the profile",
    "url": "URL, normalised",
    "article": "The article, as in articles.id; empty if there is none",
    "reason": "Why there is no article, or that it is gone or its page shows something else now; empty if it"
    " is in the archive and on the web",
    "answered_at": "Time of the last response, or since when it is gone",
    "leads_to": "URL to which it redirects",
    "sources": "The sources that list it: kind, url (JSON array)",
    "found_at": "Time of the first capture of a source that lists it",
}

VIEWS: Mapping[str, View] = {
    "article_texts": View(
        "One row per article: its text, which stands once in the database, in versions",
        {
            "id": "The article, as in articles.id",
            "url": "URL of the article, as in articles.url",
            "title": "Headline that a reader of the page sees",
            "body_text": "The text, paragraphs separated by a blank line",
        },
        TEXTS_OF_ARTICLES,
    ),
    "searched_texts": View(
        "One row per article: what the full-text index articles_fts has of it",
        {
            "id": "The article, as in articles.id",
            "title": "Headline that a reader of the page sees",
            "subtitle": "Subtitle under the headline (deck, standfirst)",
            "body_text": "The text of its newest version",
            "authors": "Names in the byline, in order (JSON array)",
        },
        SEARCHED_TEXTS.format(schema=""),
    ),
    **VIEWS_OF_CHANGES,
    **VIEWS_OF_RUNS,
    "standings": View(
        "How things stand with each URL that a source of a site lists, one row each: its article, or the reason why"
        " the archive has none",
        STANDING_COLUMNS,
        url_status_select(LISTED_URLS),
    ),
    "missing_articles": View(
        "One row per URL that a source lists and for which the archive has no article, with the reason",
        STANDING_COLUMNS,
        MISSING.format(named=STANDING.format(named=GAPS, TEMPORARY_ALIAS=TEMPORARY_ALIAS)),
    ),
}
