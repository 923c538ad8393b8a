"""Gathers what the page of one article shows, and the difference between two versions (reads the database)."""

import asyncio
import json
import re
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from archive.diff import Budget, Change, Difference, Paragraph, Words, compare, compare_words
from archive.schema import COMPARED, rules_of_readings
from archive.web.article.body import ShownBody, shown_body
from archive.web.article.events import draw_course
from archive.web.charts import Count, chart_of_counts, known_counts
from archive.web.plugins.cells import plain
from archive.web.plugins.dates import DAYS
from archive.web.plugins.values import MAX_TEXT, clean_row, list_of, number_of, with_forms
from archive.web.plugins.view import image_at, images_of

Row = Mapping[str, Any]

# Of the edits so many are shown with their words, and of all changes so many are told.
EDITS_SHOWN = 3
CHANGES_TOLD = 20
# In a list of edits each comparison is bounded by so many pairs of words: an edit that needs more is a large one.
MAX_PAIRS_FOR_KIND = 1_000_000
# A value with a lower confidence is marked on the article's page; the query `low_confidence` has the same limit.
LOW_CONFIDENCE = 0.7
# Of the comments and other URLs of an article so many are shown, and of an edit so many characters.
MAX_ROWS = 500
MAX_EXCERPT = 50_000

_SIZE = re.compile(r"-(?:\d{2,5}x\d{2,5}|scaled)(?=\.\w+$)")

_ARTICLE = f"""
SELECT articles.*, captures.captured_at, captures.warc, captures.offset, captures.length, captures.payload_digest,
    captures.url AS captured_url, captures.run, {rules_of_readings()},
    readings.views_text, readings.updated_text, versions.body_text, versions.body_forms,
    (SELECT published_until FROM readings AS dating
        WHERE dating.capture = ifnull(readings.dated_by, readings.capture)) AS published_until,
    (SELECT count(*) FROM readings AS seen WHERE seen.article = articles.url) AS readings
FROM articles JOIN captures ON captures.id = articles.capture JOIN readings ON readings.capture = articles.capture
    LEFT JOIN versions ON versions.id = articles.version
WHERE articles.id = :id
"""  # noqa: S608 - our own names
_EDITS = "SELECT * FROM history WHERE article = :url ORDER BY captured_at DESC LIMIT :limit"
_CHANGES = """
SELECT * FROM changes WHERE article = :url ORDER BY changed_at DESC, change, previous_url LIMIT :limit
"""
_COUNTS = "SELECT captured_at, views, views_rounded FROM view_counts WHERE article = :url ORDER BY captured_at"
_VERSIONS = """
SELECT versions.*, dating.published_precision, dating.published_day FROM versions
LEFT JOIN readings AS dating ON dating.capture = (
    SELECT ifnull(dated_by, capture) FROM readings WHERE version = versions.id
    ORDER BY captured_at DESC, capture LIMIT 1)
WHERE versions.id IN (SELECT value FROM json_each(:ids))
"""
_ARTICLES_OF = """
SELECT id, title, url FROM articles
WHERE url IN (SELECT article FROM readings WHERE version = :version) ORDER BY url LIMIT 100
"""
_HELD = """
SELECT readings.held, substr(max(readings.captured_at), 1, 10) AS day, count(*) AS times
FROM addresses JOIN captures ON captures.address = addresses.url JOIN readings ON readings.capture = captures.id
WHERE addresses.article = :id AND readings.held IS NOT NULL GROUP BY readings.held ORDER BY day DESC
"""
_PARTS = {
    "held": f"{_HELD} LIMIT :limit",
    "comments": "SELECT * FROM comments WHERE article = :id ORDER BY position LIMIT :limit",
    "absences": "SELECT * FROM absences WHERE article = :id ORDER BY gone_at DESC LIMIT :limit",
    "images": "SELECT url, alt, caption FROM images WHERE article = :id ORDER BY position LIMIT :limit",
    "addresses": "SELECT url FROM addresses WHERE article = :id AND url <> :url ORDER BY url LIMIT :limit",
}


async def gather_article(database: Any, article_id: str) -> dict[str, Any] | None:
    """Return what the template of an article's page needs, or None if there is no such article."""
    found = (await database.execute(_ARTICLE, {"id": article_id})).first()
    if found is None:
        return None
    article = clean_row(with_forms(found))
    url, trouble = found["url"], article["problem"]
    try:
        counts, edits = await _counts(database, url), await _edits(database, url)
        changes = await _changes(database, url)
    except sqlite3.Error as error:
        # Such as a view that is missing from a damaged database; the text can be shown all the same.
        counts, edits, changes = [], [], []
        trouble = f"{trouble} The edits and the counts of views cannot be shown: {error}.".strip()
    values = {"id": article_id, "url": url, "limit": MAX_ROWS}
    parts = {name: list(map(clean_row, await database.execute(sql, values))) for name, sql in _PARTS.items()}
    body = await _body(database, article)
    return {
        "article": article,
        "body": body.html,
        "headings": body.headings,
        # A text that begins with a picture needs none above it.
        "lead_image": None if "<img" in body.html[:200] else await _lead_image(database, article, parts["images"]),
        "found_by": _rules(article),
        "low_confidence": _low_confidence(article),
        "only_updated": _is_only_updated(article),
        "counts": counts,
        "chart": chart_of_counts("Views", counts),
        "edits": edits,
        "changes": changes[:CHANGES_TOLD],
        "more_changes": len(changes) > CHANGES_TOLD,
        "course": draw_course(changes, article["last_captured_at"]),
        "trouble": trouble,
        **parts,
    }


async def _body(database: Any, article: Row) -> ShownBody:
    """Return the text as HTML with its headings, and with the images that the archive has."""
    html = article["body_html"]
    if len(html) > MAX_TEXT:
        # Half a document is no HTML.
        return ShownBody()
    return shown_body(html, await images_of(database, html, article["captured_url"], article["captured_at"]))


async def _lead_image(database: Any, article: Row, images: Sequence[Row]) -> Row | None:
    """Return the address, alt and caption of the lead image if the archive has it and the text does not show it."""
    url = article["image_url"]
    if not url or any(_name_of(image["url"]) == _name_of(url) for image in images):
        return None
    address = await image_at(database, url, article["captured_at"])
    return {"address": address, "alt": "", "caption": ""} if address else None


def _name_of(url: str | None) -> str:
    """Return the file of an image without the size that WordPress and others write behind its name."""
    return _SIZE.sub("", (url or "").partition("?")[0].rpartition("/")[2])


def _rules(article: Row) -> list[tuple[str, str, float | None]]:
    """Return each field with the rule that found it and its confidence (0 to 1), None where that is not known."""
    confidence = article["confidence"]
    return [(field, rule, number_of(confidence.get(field))) for field, rule in sorted(article["found_by"].items())]


def _low_confidence(article: Row) -> dict[str, float]:
    """Return the confidence of each field for which it is below LOW_CONFIDENCE."""
    shares = {field: number_of(share) for field, share in article["confidence"].items()}
    return {field: share for field, share in shares.items() if share is not None and share < LOW_CONFIDENCE}


def _is_only_updated(article: Row) -> bool:
    """Tell whether the date of publication is that of the last update, because the page gives no other date."""
    return "updated" in str(article["found_by"].get("published_at", "")).split()


async def compare_versions(database: Any, before: str, after: str) -> dict[str, Any] | None:
    """Return two versions, their difference and their articles, or None if one of them is not in the archive.

    `others` are the articles of the version before, if no article shows both.
    """
    versions = await _versions(database, [before, after])
    if before not in versions or after not in versions:
        return None
    articles, others = [
        list(map(clean_row, await database.execute(_ARTICLES_OF, {"version": version})))
        for version in (after, before)
    ]
    is_edit = not {article["id"] for article in articles}.isdisjoint(article["id"] for article in others)
    return {
        "before": versions[before],
        "after": versions[after],
        "difference": await _compare(versions[before], versions[after]),
        "articles": articles,
        "others": [] if is_edit else others,
    }


async def _compare(before: Row, after: Row) -> Difference:
    """Compare in a thread: long texts take a while, and other pages should not wait for them."""
    return await asyncio.to_thread(compare, before, after)


def kind_of_edit(connection: sqlite3.Connection, before: str, after: str) -> str | None:
    """Return the kind of the change between two versions, given by their ids: a function for SQL.

    None when one of them is not in the archive.
    """
    columns = ", ".join(COMPARED)
    query = f"SELECT {columns} FROM versions WHERE id = ?"  # noqa: S608 - our own names
    rows = [connection.execute(query, (version,)).fetchone() for version in (before, after)]
    if None in rows:
        return None
    former, newer = (clean_row(dict(zip(columns.split(", "), row, strict=True))) for row in rows)
    return compare(former, newer, budget=Budget(MAX_PAIRS_FOR_KIND)).kind


def words_changed(change: Change) -> tuple[Words, ...]:
    """Return a field's change word by word."""
    return compare_words(plain(change.before), plain(change.after))


def excerpt(paragraphs: Iterable[Paragraph]) -> list[Paragraph | int]:
    """Return the paragraphs that changed, with the number of those left out between them.

    After MAX_EXCERPT characters all are left out.
    """
    shown: list[Paragraph | int] = []
    room = MAX_EXCERPT
    for paragraph in paragraphs:
        room -= sum(len(words.text) for words in paragraph.words) if paragraph.sign != "=" else 0
        if paragraph.sign != "=" and room >= 0:
            shown.append(paragraph)
        elif shown and isinstance(shown[-1], int):
            shown[-1] += 1
        else:
            shown.append(1)
    return shown


async def _counts(database: Any, url: str) -> list[Count]:
    return known_counts(await database.execute(_COUNTS, {"url": url}))


async def _changes(database: Any, url: str) -> list[dict[str, Any]]:
    """Return the newest changes of an article, each edit with what it concerns."""
    rows = await database.execute(_CHANGES, {"url": url, "limit": MAX_ROWS})
    return [clean_row(row) | {"changed": list_of(row["changed"])} for row in rows]


async def _edits(database: Any, url: str) -> list[dict[str, Any]]:
    edits = await database.execute(_EDITS, {"url": url, "limit": EDITS_SHOWN})
    return await with_words(database, list(map(clean_row, edits)))


async def with_words(database: Any, edits: Sequence[Row]) -> list[dict[str, Any]]:
    """Return edits with their `difference`; they are rows with version and previous_version, both in the archive."""
    versions = await _versions(database, [edit[side] for edit in edits for side in ("version", "previous_version")])
    pairs = [
        (edit, versions[edit["previous_version"]], versions[edit["version"]])
        for edit in edits
        if {edit["previous_version"], edit["version"]} <= versions.keys()
    ]
    return [{**edit, "difference": await _compare(before, after)} for edit, before, after in pairs]


async def _versions(database: Any, ids: Sequence[str]) -> dict[str, Row]:
    rows = await database.execute(_VERSIONS, {"ids": json.dumps(ids)})
    return {row["id"]: row | _published(row) for row in map(clean_row, rows)}


def _published(row: Row) -> dict[str, str]:
    """Return the date of publication as a day where the page gave no time of day."""
    return {"published_at": row["published_day"]} if row["published_precision"] in DAYS else {}
