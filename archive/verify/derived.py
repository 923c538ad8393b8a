"""Verifies the derived tables against those from which they are derived, row by row (SQL on a workspace).

    versions: each id is the hash of its content
    articles: version + newest reading + number of versions + absences
    authors, categories, tags, links, images, comments: the lists of the article's version and reading
What only reading the pages again shows is in `reread.py`.
"""

import json
import sqlite3
from collections.abc import Callable
from typing import Any

from archive.ask import UNREAD
from archive.database import DATABASE_NAME
from archive.derive import PARTS
from archive.schema import (
    BODY_FORMS,
    COLUMNS_OF_ARTICLE,
    COMPARED,
    PACKED_TEXT,
    SEEN,
    TABLES,
    article_id,
    unpack_forms,
    unpack_text,
    version_columns,
)
from archive.verify.report import Report
from archive.verify.state import Known
from extract.errors import ArchiveError

# Columns of an article that do not stand as they are in the reading that it names.
SETTLED = frozenset(
    {"published_precision", "published_zone", "published_day", "published_offset", "cut_off", "page_count"}
)
FROM_VERSION = "\n    ".join(
    f"WHEN article.{name} IS NOT version.{name} THEN '{name}'" for name in COLUMNS_OF_ARTICLE
)
FROM_READING = "\n    ".join(
    f"WHEN article.{name} IS NOT reading.{name} THEN '{name}'" for name in ("site", *SEEN) if name not in SETTLED
)
ARTICLES = f"""
SELECT article.url, CASE
    {FROM_VERSION}
    {FROM_READING}
    WHEN article.id IS NOT article_id(article.url) THEN 'id'
    WHEN article.year IS NOT CAST(substr(ifnull(article.published_day, article.published_at), 1, 4) AS INTEGER)
        THEN 'year'
    WHEN article.versions IS NOT span.versions THEN 'versions'
    WHEN article.first_captured_at IS NOT span.first THEN 'first_captured_at'
    WHEN article.last_captured_at IS NOT span.last THEN 'last_captured_at'
    WHEN article.gone_at IS NOT absence.gone_at THEN 'gone_at'
    WHEN article.gone_status IS NOT absence.status THEN 'gone_status'
    WHEN article.gone_to IS NOT absence.leads_to THEN 'gone_to'
END AS wrong
FROM arc.articles AS article
LEFT JOIN arc.versions AS version ON version.id = article.version
LEFT JOIN arc.readings AS reading ON reading.capture = article.capture
LEFT JOIN (
    SELECT article, count(DISTINCT version) AS versions, min(captured_at) AS first, max(captured_at) AS last
    FROM arc.readings GROUP BY article
) AS span ON span.article = article.url
LEFT JOIN arc.absences AS absence ON absence.article = article.id AND absence.back_at IS NULL
WHERE wrong IS NOT NULL
"""  # noqa: S608 - our own names
LISTS = """
SELECT article.id, article.url, version.authors, version.categories, version.tags, version.links, version.images,
    reading.comments
FROM arc.articles AS article
JOIN arc.versions AS version ON version.id = article.version
JOIN arc.readings AS reading ON reading.capture = article.capture
"""
VERSIONS = f"SELECT id, fingerprints, {BODY_FORMS}, {PACKED_TEXT}, {', '.join(COMPARED)} FROM arc.versions"  # noqa: S608 - our own names
# What a crawl still has to read, and why it did not come to its end if it was tried.
UNREAD_CAPTURES = f"""
SELECT captures.id, captures.run, captures.site, captures.url, captures.warc, captures."offset",
    EXISTS (SELECT 1 FROM arc.attempts WHERE attempts.capture = captures.id) AS is_tried
{UNREAD} ORDER BY captures.warc, captures."offset"
"""  # noqa: S608 - our own names
# Is called after each row.
Advance = Callable[[int], None]


def verify_versions(db: sqlite3.Connection, report: Report, advance: Advance) -> None:
    """Compare the id of each version, and the hashes of its columns, with its content; unpack its other forms."""
    for row in db.execute(VERSIONS):
        advance(1)
        report.counts["versions"] += 1
        found = version_columns({name: row[name] for name in COMPARED})
        if found["id"] != row["id"]:
            stored = _hashes(row["fingerprints"])
            now = _hashes(found["fingerprints"])
            names = sorted(name for name in stored.keys() | now.keys() if stored.get(name) != now.get(name))
            what = f"its {', '.join(names)}" if names else "its content"
            problem = f"the version {row['id']} of {row['title']!r} is not what its id says: {what} changed."
            report.add("version-differs", DATABASE_NAME, problem)
        elif found["fingerprints"] != row["fingerprints"]:
            problem = f"the version {row['id']} has other fingerprints than its columns."
            report.add("version-differs", DATABASE_NAME, problem)
        elif not _has_forms(row):
            problem = f"the Markdown and HTML of the version {row['id']} of {row['title']!r} cannot be unpacked."
            report.add("version-differs", DATABASE_NAME, problem)


def _has_forms(row: sqlite3.Row) -> bool:
    try:
        unpack_forms(unpack_text(row[PACKED_TEXT]), row[BODY_FORMS])
    except ArchiveError:
        return False
    return True


def verify_articles(db: sqlite3.Connection, report: Report, advance: Advance) -> None:
    """Compare each article with its version, its readings and its absences, and its lists with their tables."""
    db.create_function("article_id", 1, article_id, deterministic=True)
    for url, column in map(tuple, db.execute(ARTICLES)):
        problem = f"the article {url} has another {column} than what it is derived from."
        report.add("article-differs", DATABASE_NAME, problem)
    for row in db.execute(LISTS):
        advance(1)
        report.counts["articles"] += 1
        for table, make in PARTS.items():
            try:
                wanted = make(row["id"], json.loads(row[table]))
            except (ValueError, TypeError, KeyError):
                # Told as a value of another type.
                continue
            stored = _stored(db, table, row["id"])
            if [{name: each.get(name) for name in TABLES[table].columns} for each in wanted] != stored:
                problem = f"the rows of {table} of the article {row['url']} are not those of its version."
                report.add("article-differs", DATABASE_NAME, problem)


def verify_readings(known: Known, report: Report) -> None:
    """Find captures that should have been read and were not."""
    if known.db is None:
        return
    tried, unknown = 0, set()
    for row in known.db.execute(UNREAD_CAPTURES).fetchall():
        if row["run"] in known.running | known.unfinished or known.scope.site not in {None, row["site"]}:
            continue
        if row["is_tried"]:
            tried += 1
        elif row["site"] and row["site"] not in known.sites:
            unknown.add(row["site"])
        else:
            problem = f"the capture {row['id']} of {row['url']} was not read."
            report.add("reading-missing", f"warc/{row['warc']}", problem, offset=row["offset"])
    if tried:
        report.leave_out(f"{tried} captures are still to be read: their reader did not come to an end.")
    for site in sorted(unknown):
        report.leave_out(f"There is no profile {site}: captures of it were not read.")


def _stored(db: sqlite3.Connection, table: str, article: int) -> list[dict[str, Any]]:
    rows = db.execute(f"SELECT * FROM arc.{table} WHERE article = ? ORDER BY position", (article,))  # noqa: S608 - our own names
    return list(map(dict, rows))


def _hashes(text: object) -> dict[str, str]:
    try:
        value = json.loads(str(text))
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}
