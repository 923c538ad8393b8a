"""What tables that are kept row by row have to say, each as one query over everything that they are derived from.

The writer keeps them article by article; `contents.py` compares both wherever a test looks at a whole archive.
"""

import json
import sqlite3
from collections import Counter

from archive.derive.changes import DIFFERENCES
from archive.diff import Budget, compare
from archive.schema.comparison import COMPARED
from archive.schema.dictionary import MARK_OF_FILTERED
from archive.schema.rows import host_of
from archive.schema.run_rules import FIELDS_OF_RUN
from archive.schema.triggers import CAPTURE_DAYS, ROWS
from archive.watch import all_alarms, history_of, judge

# The last 304 by which the previous version was seen unchanged, of an edit in `steps`.
UNCHANGED = """(SELECT again.{column} FROM captures AS again JOIN readings AS seen ON seen.capture = again.revisit_of
        WHERE again.address = steps.read_at_url AND again.captured_at > read_at
            AND again.captured_at < steps.captured_at AND again.status = 304 AND seen.version = steps.previous_version
            AND seen.article = steps.article
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

# Each of the five kinds of change, with the same columns.
ALL_CHANGES = f"""
SELECT first_captured_at AS changed_at, 'new' AS change, site, url AS article, NULL AS unchanged_until,
    (SELECT version FROM readings WHERE article = url AND captured_at = first_captured_at
        AND version IS NOT NULL ORDER BY readings.capture LIMIT 1) AS version, NULL AS previous_version,
    (SELECT readings.capture FROM readings WHERE article = url AND captured_at = first_captured_at
        ORDER BY version IS NULL, readings.capture LIMIT 1) AS capture, NULL AS previous_capture,
    NULL AS status, NULL AS reason, NULL AS previous_url, NULL AS leads_to, '[]' AS changed
FROM articles
UNION ALL
SELECT captured_at, 'edit', site, article, previous_captured_at, version, previous_version, capture, previous_capture,
    NULL, NULL, NULL, NULL, changed
FROM ({HISTORY})
UNION ALL
SELECT absences.gone_at, 'gone', site, url, last_seen_at, NULL, NULL, absences.capture, last_seen_capture,
    absences.status, absences.reason, NULL, leads_to, '[]'
FROM absences JOIN articles ON articles.id = absences.article
UNION ALL
SELECT back_at, 'back', site, url, NULL, NULL, NULL, back_capture, NULL, NULL, NULL, NULL, NULL, '[]'
FROM absences JOIN articles ON articles.id = absences.article WHERE back_at IS NOT NULL
UNION ALL
SELECT captured_at, 'renamed', site, article, seen_at, NULL, NULL, capture, seen_in, status, NULL, previous_url,
    leads_to, '[]'
FROM ({RENAMES})
"""  # noqa: S608 - our own names

COLUMNS = """
    changed_at, change, site, article, unchanged_until, version, previous_version, capture, previous_capture, status,
    reason, previous_url, leads_to, changed
"""
EDITS = """
SELECT class, words_before, words_after, words_removed, words_added, previous_version, version FROM changes
WHERE change = 'edit'
"""
OF_NAMES = " UNION ALL ".join(
    f"SELECT '{what}' AS what, articles.site, name, articles.id FROM {table} JOIN articles ON articles.id = article"  # noqa: S608
    for what, table in (("author", "authors"), ("category", "categories"), ("tag", "tags"))
)
DAY = "ifnull(published_day, published_at)"
AT = "datetime(published_at, published_offset)"
HOUR = f"CASE strftime('%w', {AT}) WHEN '0' THEN '7' ELSE strftime('%w', {AT}) END || strftime(' %H', {AT})"
LACKING = {
    "title": "title IS NULL", "authors": "authors = '[]'", "published": "published_at IS NULL",
    "updated": "updated_at IS NULL", "subtitle": "subtitle IS NULL", "description": "description IS NULL",
    "categories": "categories = '[]'", "tags": "tags = '[]'", "language": "language IS NULL",
    "image": "image_url IS NULL", "views": "views IS NULL",
}  # fmt: skip
MISSING = " UNION ALL ".join(
    f"SELECT 'missing', site, '{name}', id FROM articles WHERE {condition}"  # noqa: S608 - our own names
    for name, condition in LACKING.items()
)
ALL_TALLIES = f"""
WITH counted AS (
    {OF_NAMES}
    UNION ALL SELECT 'year', site, substr({DAY}, 1, 4), id FROM articles WHERE {DAY} IS NOT NULL
    UNION ALL SELECT 'month', site, substr({DAY}, 1, 7), id FROM articles WHERE {DAY} IS NOT NULL
    UNION ALL SELECT 'month without category', site, substr({DAY}, 1, 7), id FROM articles
        WHERE {DAY} IS NOT NULL AND id NOT IN (SELECT article FROM categories)
    UNION ALL SELECT 'hour', site, {HOUR}, id FROM articles
        WHERE published_precision IN ('minute', 'second') AND published_offset <> ''
    UNION ALL SELECT 'language', site, language, id FROM articles WHERE language <> ''
    UNION ALL SELECT 'site', site, site, id FROM articles
    UNION ALL {MISSING}
    UNION ALL SELECT iif(cut_off IS NULL, 'minutes', 'minutes of a part'), site,
        CAST(max(1, (word_count + 229) / 230) AS TEXT), id FROM articles
    UNION ALL SELECT 'authors together', site, former.name || char(10) || later.name, articles.id
        FROM authors AS former JOIN authors AS later ON later.article = former.article AND later.name > former.name
        JOIN articles ON articles.id = former.article
    UNION ALL SELECT 'domain', site, domain, articles.id FROM links JOIN articles ON articles.id = article
        WHERE domain <> '' AND substr('.' || host_of(articles.url), -length(domain) - 1) <> '.' || domain
)
SELECT what, site, name, count(DISTINCT id) FROM counted GROUP BY what, site, name
UNION ALL SELECT what, '', name, count(DISTINCT id) FROM counted GROUP BY what, name
UNION ALL SELECT what || ' month', '', name || ' ' || substr({DAY}, 1, 7), count(DISTINCT id)
    FROM counted JOIN articles USING (id)
    WHERE what IN ('author', 'category', 'domain') AND {DAY} IS NOT NULL GROUP BY 1, 3
UNION ALL SELECT 'category month', articles.site, name || ' ' || substr({DAY}, 1, 7), count(DISTINCT id)
    FROM counted JOIN articles USING (id) WHERE what = 'category' AND {DAY} IS NOT NULL GROUP BY 2, 3
UNION ALL SELECT * FROM ({ROWS}) WHERE number > 0
"""  # noqa: S608 - our own names
AFTER = "round(86400 * (julianday(unchanged_until) - julianday(published_at)))"
# Of each edit how long after the publication it was made, and whether the page gives another date of an update.
ALL_TIMES = f"""
SELECT changes.id, CAST({AFTER} AS INTEGER), (SELECT updated_at FROM readings WHERE capture = changes.capture) IS (
    SELECT updated_at FROM readings AS before
    WHERE before.article = changes.article AND before.captured_at < changed_at AND before.version IS NOT NULL
    ORDER BY before.captured_at DESC, before.capture LIMIT 1)
FROM changes JOIN articles ON articles.id = article_id WHERE change = 'edit'
"""  # noqa: S608 - our own names


RULES_OF_READINGS = """
SELECT captures.run, (SELECT found_by FROM rule_sets WHERE rule_sets.id = readings.rule_set)
FROM readings JOIN captures ON captures.id = readings.capture WHERE outcome = 'article'
"""


MEASURED = "name IN ('pages', 'articles', 'new', 'undated') OR name LIKE 'published %'"
# The last response of each page in a crawl, and those that are articles which no crawl before had read.
ALL_MEASURES = """
WITH last AS (
    SELECT captures.run, captures.site, address, started_at, outcome, held, published_day,
        max(captures.captured_at || captures.id)
    FROM captures JOIN runs ON runs.id = captures.run LEFT JOIN readings ON readings.capture = captures.id
    WHERE source_kind IS NULL AND imported_at IS NULL AND runs.status <> 'running' GROUP BY captures.run, address
), counted AS (
    SELECT captures.run, captures.site, address, captures.captured_at, started_at
    FROM captures JOIN readings ON readings.capture = captures.id LEFT JOIN runs ON runs.id = captures.run
    WHERE outcome = 'article' AND held IS NULL
), read AS (SELECT * FROM last WHERE outcome = 'article' AND held IS NULL), new AS (
    SELECT * FROM read WHERE NOT EXISTS (
        SELECT 1 FROM counted WHERE counted.address = read.address AND counted.site = read.site
            AND iif(counted.run = '', counted.captured_at < read.started_at,
                counted.started_at < read.started_at
                OR (counted.started_at = read.started_at AND counted.run < read.run)))
)
SELECT run, 'pages', CAST(count(*) AS REAL) FROM last GROUP BY run
UNION ALL SELECT run, 'articles', CAST(count(*) AS REAL) FROM read GROUP BY run
UNION ALL SELECT run, 'new', CAST(count(*) AS REAL) FROM new GROUP BY run
UNION ALL SELECT run, iif(published_day IS NULL, 'undated', 'published ' || published_day), CAST(count(*) AS REAL)
    FROM new GROUP BY 1, 2
"""


def check_changes(database: sqlite3.Connection) -> None:
    """Compare the table changes with the captures and readings of all articles, and its classes with their texts."""
    kept, whole = f"SELECT {COLUMNS} FROM changes", f"SELECT {COLUMNS} FROM ({ALL_CHANGES})"  # noqa: S608 - our own
    assert _rows(database, kept) == _rows(database, whole)
    columns = (*COMPARED, "word_count")
    query = f"SELECT {', '.join(columns)} FROM versions WHERE id = ?"  # noqa: S608 - our own names
    for found, before, after, removed, added, *versions in map(tuple, database.execute(EDITS).fetchall()):
        pair = [
            dict(zip(columns, database.execute(query, (version,)).fetchone(), strict=True)) for version in versions
        ]
        known = compare(*pair, budget=Budget(1_000_000))
        assert (found, removed, added) == (known.kind, known.removed, known.added)
        assert [before, after] == [each["word_count"] for each in pair]
    kept = "SELECT id, seconds_after, is_silent FROM changes WHERE change = 'edit'"
    assert _rows(database, kept) == _rows(database, ALL_TIMES)
    empty = "SELECT id FROM changes WHERE change <> 'edit' AND (seconds_after, is_silent) IS NOT (NULL, NULL)"
    assert _rows(database, empty) == []


def check_tallies(database: sqlite3.Connection) -> None:
    """Compare the table tallies with the counts of all articles."""
    database.create_function("host_of", 1, host_of, deterministic=True)
    assert _rows(database, "SELECT * FROM tallies") == _rows(database, ALL_TALLIES)
    assert _rows(database, "SELECT site, day, status, captures, bytes FROM capture_days") == _rows(
        database, CAPTURE_DAYS
    )


def check_fields_of_runs(database: sqlite3.Connection) -> None:
    """Compare the view run_fields, and so the table below it, with all readings and the rules that each names."""
    found: Counter[tuple[str, str, str]] = Counter()
    for run, rules in map(tuple, database.execute(RULES_OF_READINGS).fetchall()):
        found.update((run, field, json.loads(rules or "{}").get(field, "")) for field in FIELDS_OF_RUN)
    kept = database.execute("SELECT run, field, rule, readings FROM run_fields").fetchall()
    assert sorted(map(tuple, kept)) == sorted((*key, number) for key, number in found.items())
    assert _rows(database, "SELECT * FROM run_rules WHERE readings < 1") == []


def check_watch(database: sqlite3.Connection) -> None:
    """Compare the counts in run_measures with all captures and readings, and alarms with all measures."""
    of_all = _rows(database, "SELECT run FROM run_measures UNION ALL SELECT site FROM alarms")
    if not of_all and database.execute("SELECT 1 FROM sqlite_schema WHERE name = ?", (MARK_OF_FILTERED,)).fetchone():
        # Of a part of the articles nothing is told of whole runs.
        return
    kept = f"SELECT run, name, value FROM run_measures WHERE {MEASURED}"  # noqa: S608 - our own names
    assert _rows(database, kept) == _rows(database, ALL_MEASURES)
    for (site,) in map(
        tuple, database.execute("SELECT DISTINCT site FROM runs WHERE status <> 'running'").fetchall()
    ):
        assert all_alarms(database, site) == judge(history_of(database, site))


def check_gaps(database: sqlite3.Connection) -> None:
    """Compare the table gaps with all sources and addresses, and the view over it with that over all sources."""
    whole = "SELECT DISTINCT site, url FROM sources WHERE url NOT IN (SELECT url FROM addresses)"
    assert _rows(database, "SELECT * FROM gaps") == _rows(database, whole)
    missing = _rows(database, "SELECT * FROM standings WHERE article IS NULL")
    assert _rows(database, "SELECT * FROM missing_articles") == missing


def _rows(database: sqlite3.Connection, query: str) -> list[str]:
    return sorted(map(repr, map(tuple, database.execute(query).fetchall())))
