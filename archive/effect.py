"""Finds in what a rebuilt database differs from the one that it is to replace (reads both databases).

articles of both, by URL or a URL that leads to the article → values that change, appear, vanish, by field
                                                            → articles won, lost, and at another URL
changes of both, by the capture that shows each             → edits, absences, renames that appear or vanish
readings of both, by capture                                → pages that are read as something else
rows of every table, by key                                 → whether anything changes at all
"""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from archive.schema import (
    BODY_FORMS,
    COLUMNS_OF_ARTICLE,
    CONTENT,
    FORMS,
    PACKED_TEXT,
    PICTURES_AND_LINKS,
    RULES,
    SEEN,
    TABLES,
    rules_of_reading,
)

EXAMPLES = 3
# Of an example, around the first difference, in characters; a text has thousands.
MAX_SHOWN, BEFORE_DIFFERENCE = 160, 20
ELLIPSIS = "\u2026"
EMPTY = (None, "", "[]", "{}")
# The tables of an article's comments, images and links have them row by row.
FIELDS = (*CONTENT, *SEEN, *PICTURES_AND_LINKS, "comments", *RULES)
_OF_ARTICLE = (*COLUMNS_OF_ARTICLE, *SEEN)
_OF_VERSION = dict.fromkeys(("body_text", *FORMS, *PICTURES_AND_LINKS), "version")
_OF_FORMS = dict(zip(FORMS, ("markdown_of", "html_of"), strict=True))
_OF_READING = dict.fromkeys(("comments", *RULES), "reading")
# What is no function of the WARC files, and what tells by which rules a row was made.
NOT_COMPARED = {"attempts", "warcs"}
BOOKKEEPING = {"revision"}
# A new article is one that is won.
EVENTS = ("edit", "gone", "back", "renamed")

PAIR = """
CREATE TEMP TABLE pairs AS SELECT was.id AS was, ifnull(
    (SELECT id FROM main.articles WHERE id = was.id),
    (SELECT article FROM main.addresses WHERE url = was.url)) AS now
FROM old.articles AS was
"""
WON = """
SELECT url FROM main.articles WHERE id NOT IN (SELECT now FROM temp.pairs WHERE now IS NOT NULL) ORDER BY url
"""
# What the present rules say of the capture that a lost article was read from.
LOST = """
SELECT was.url, CASE
    WHEN NOT EXISTS (SELECT 1 FROM main.captures WHERE id = was.capture) THEN 'its capture is missing'
    WHEN reading.capture IS NULL THEN 'its capture is not read'
    WHEN reading.held IS NOT NULL THEN 'held: ' || reading.held
    WHEN reading.outcome = 'article' THEN 'part of another'
    ELSE reading.outcome || ifnull(': ' || reading.reason, '') END
FROM temp.pairs JOIN old.articles AS was ON was.id = pairs.was
    LEFT JOIN main.readings AS reading ON reading.capture = was.capture
WHERE now IS NULL ORDER BY was.url
"""
MOVED = """
SELECT was.url, now.url FROM temp.pairs JOIN old.articles AS was ON was.id = pairs.was
    JOIN main.articles AS now ON now.id = pairs.now WHERE pairs.was <> pairs.now ORDER BY was.url
"""
EVENT_ROWS = "CREATE TEMP TABLE {name} AS SELECT change, capture, article, changed_at FROM {schema}.changes"
VERDICT = """CASE WHEN {0}.capture IS NULL THEN 'not read' WHEN {0}.held IS NOT NULL THEN 'held: ' || {0}.held
    WHEN {0}.outcome = 'not an article' THEN {0}.outcome || ': ' || {0}.reason ELSE {0}.outcome END"""
VERDICTS = f"""
WITH verdicts AS (
    SELECT captures.url, {VERDICT.format("was")} AS before, {VERDICT.format("now")} AS after
    FROM main.captures LEFT JOIN old.readings AS was ON was.capture = captures.id
        LEFT JOIN main.readings AS now ON now.capture = captures.id
    WHERE captures.id IN (SELECT id FROM old.captures))
SELECT before, after, count(*), min(url) FROM verdicts WHERE before <> after GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2
"""  # noqa: S608 - our own names


@dataclass(frozen=True)
class Example:
    """A value of an article before and after, as text around the first difference; None where there is none."""

    url: str
    before: str | None
    after: str | None


@dataclass
class FieldEffect:
    """In how many articles the value of a field changes, appears or vanishes, with examples."""

    changed: int = 0
    appeared: int = 0
    vanished: int = 0
    examples: list[Example] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Found:
    """How many there are of something, with examples: of articles a URL, and a reason or another URL behind it."""

    count: int = 0
    examples: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, kw_only=True)
class RowEffect:
    """How many rows of a table are only in the new database, only in the old one, or different."""

    added: int = 0
    removed: int = 0
    changed: int = 0


@dataclass(frozen=True, kw_only=True)
class Effect:
    """In what a rebuilt database differs from the old one; false if in nothing but the revision of its rules.

    `fields` by name. `won` are articles that the old one does not have, `lost` those that the new one does not, with
    the reason, `moved` those that have another URL, which is given. `appeared` and `vanished` are changes by kind:
    edit, gone, back, renamed, with article and time. `verdicts` are (before, after, how many captures, URL of one).
    `rows` are tables in which anything differs. `articles` are numbers before and after.
    """

    articles: tuple[int, int]
    fields: Mapping[str, FieldEffect]
    won: Found
    lost: Found
    moved: Found
    appeared: Mapping[str, Found]
    vanished: Mapping[str, Found]
    verdicts: tuple[tuple[str, str, int, str], ...]
    rows: Mapping[str, RowEffect]

    def __bool__(self) -> bool:
        return bool(self.rows)


def find_effect(fresh: sqlite3.Connection, old: Path, examples: int = EXAMPLES) -> Effect:
    """Compare a rebuilt database with the file of the old one; give so many examples of each difference."""
    fresh.execute("ATTACH DATABASE ? AS old", (str(old),))
    try:
        fresh.execute(PAIR)
        fresh.execute("CREATE INDEX temp.pairs_now ON pairs (now)")
        for name, schema in (("events_before", "old"), ("events_after", "main")):
            fresh.execute(EVENT_ROWS.format(name=name, schema=schema))
            fresh.execute(f"CREATE INDEX temp.{name}_capture ON {name} (capture, change)")
        return Effect(
            articles=(_count(fresh, "old.articles"), _count(fresh, "main.articles")),
            fields=_fields(fresh, examples),
            won=_found(fresh.execute(WON), examples),
            lost=_found(fresh.execute(LOST), examples),
            moved=_found(fresh.execute(MOVED), examples),
            appeared=_events(fresh, "temp.events_after", "temp.events_before", examples),
            vanished=_events(fresh, "temp.events_before", "temp.events_after", examples),
            verdicts=tuple((row[0], row[1], row[2], row[3]) for row in fresh.execute(VERDICTS).fetchall()),
            rows={name: rows for name in TABLES if name not in NOT_COMPARED and (rows := _rows(fresh, name))},
        )
    finally:
        for name in ("pairs", "events_before", "events_after"):
            fresh.execute(f"DROP TABLE IF EXISTS temp.{name}")
        fresh.execute("DETACH DATABASE old")


def excerpt(before: Any, after: Any) -> tuple[str | None, str | None]:
    """Return two values as text, both cut to what stands around their first difference."""
    one, other = (None if value in EMPTY else str(value) for value in (before, after))
    if one is None or other is None:
        return _cut(one, 0), _cut(other, 0)
    same = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    longest = max(len(one), len(other))
    start = 0 if longest <= MAX_SHOWN else max(0, same - BEFORE_DIFFERENCE)
    return _cut(one, start), _cut(other, start)


def _cut(text: str | None, start: int) -> str | None:
    if text is None:
        return None
    shown = text[start : start + MAX_SHOWN]
    head = ELLIPSIS if start else ""
    return f"{head}{shown}{ELLIPSIS if start + MAX_SHOWN < len(text) else ''}"


def _fields(db: sqlite3.Connection, examples: int) -> dict[str, FieldEffect]:
    columns = dict.fromkeys(_OF_ARTICLE, "article") | _OF_VERSION | _OF_READING
    names = [(_value(name, f"{table}_was"), _value(name, f"{table}_now")) for name, table in columns.items()]
    differs = " OR ".join(f"{was} IS NOT {now}" for was, now in names)
    selected = ", ".join(f"{was}, {now}" for was, now in names)
    query = f"""
SELECT article_now.url, {selected}
FROM temp.pairs JOIN old.articles AS article_was ON article_was.id = pairs.was
    JOIN main.articles AS article_now ON article_now.id = pairs.now
    LEFT JOIN old.versions AS version_was ON version_was.id = article_was.version
    LEFT JOIN main.versions AS version_now ON version_now.id = article_now.version
    LEFT JOIN old.readings AS reading_was ON reading_was.capture = article_was.capture
    LEFT JOIN main.readings AS reading_now ON reading_now.capture = article_now.capture
WHERE {differs} ORDER BY article_now.url
"""  # noqa: S608 - our own names
    found: dict[str, FieldEffect] = {}
    for row in db.execute(query):
        url, *values = tuple(row)
        for at, name in enumerate(columns):
            before, after = values[2 * at : 2 * at + 2]
            if before != after:
                _add(found.setdefault(name, FieldEffect()), url, before, after, examples)
    return {name: found[name] for name in FIELDS if name in found}


def _value(name: str, row: str) -> str:
    """Return the SQL of a field in a row of its table."""
    if name in RULES:
        return rules_of_reading(name, row, "old." if row.endswith("was") else "main.")
    packed = f"(CAST({row}.body_text AS BLOB), {row}.{BODY_FORMS})"
    return f"{_OF_FORMS[name]}{packed}" if name in _OF_FORMS else f"{row}.{name}"


def _differs(name: str) -> str:
    """Return the SQL that tells whether a column differs between two rows, packed forms in what they hold."""
    plain = f'was."{name}" IS NOT now."{name}"'
    if name == PACKED_TEXT:
        return f"({plain} AND was.body_text IS NOT now.body_text)"
    if name != BODY_FORMS:
        return plain
    held = " OR ".join(f"{_value(form, 'was')} IS NOT {_value(form, 'now')}" for form in FORMS)
    return f"({plain} AND ({held}))"


def _add(effect: FieldEffect, url: str, before: Any, after: Any, examples: int) -> None:
    if before in EMPTY and after in EMPTY:
        return
    if before in EMPTY:
        effect.appeared += 1
    elif after in EMPTY:
        effect.vanished += 1
    else:
        effect.changed += 1
    if len(effect.examples) < examples:
        effect.examples.append(Example(url, *excerpt(before, after)))


def _found(rows: Iterator[Any], examples: int) -> Found:
    shown: list[tuple[str, ...]] = []
    count = 0
    for row in rows:
        count += 1
        if count <= examples:
            shown.append(tuple(row))
    return Found(count=count, examples=tuple(shown))


def _events(db: sqlite3.Connection, here: str, there: str, examples: int) -> dict[str, Found]:
    query = f"""
SELECT article, changed_at FROM {here} AS this WHERE change = ? AND NOT EXISTS (
    SELECT 1 FROM {there} AS other WHERE other.capture = this.capture AND other.change = this.change)
ORDER BY changed_at, article
"""  # noqa: S608 - our own names
    found = {event: _found(db.execute(query, (event,)), examples) for event in EVENTS}
    return {event: each for event, each in found.items() if each.count}


def _rows(db: sqlite3.Connection, table: str) -> RowEffect | None:
    """Compare the rows of a table by its primary key; None if they are the same."""
    described: Sequence[sqlite3.Row] = db.execute(f"PRAGMA main.table_info({table})").fetchall()
    keys = [row["name"] for row in described if row["pk"]]
    others = [row["name"] for row in described if not row["pk"] and row["name"] not in BOOKKEEPING]
    same = " AND ".join(f'was."{name}" IS now."{name}"' for name in keys)
    differs = " OR ".join(map(_differs, others)) or "FALSE"
    key = keys[0]
    queries = (
        f'SELECT count(*) FROM main.{table} AS now LEFT JOIN old.{table} AS was ON {same} WHERE was."{key}" IS NULL',  # noqa: S608
        f'SELECT count(*) FROM old.{table} AS was LEFT JOIN main.{table} AS now ON {same} WHERE now."{key}" IS NULL',  # noqa: S608
        f"SELECT count(*) FROM main.{table} AS now JOIN old.{table} AS was ON {same} WHERE {differs}",  # noqa: S608
    )
    added, removed, changed = (int(db.execute(query).fetchone()[0]) for query in queries)
    return RowEffect(added=added, removed=removed, changed=changed) if added or removed or changed else None


def _count(db: sqlite3.Connection, table: str) -> int:
    return int(db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608 - our own names
