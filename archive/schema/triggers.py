"""The triggers that count rows and keep which listed URLs belong to no article, and rules (SQL in values only).

Rows of large tables are inserted and deleted in many places; a trigger counts each of them in its transaction. To
count them for a page would take a tenth of a second a million.
"""

from collections.abc import Iterator

from archive.schema.run_rules import RUN_RULES_TRIGGERS

# Large tables of which a page shows the number of rows; that of articles is the sum of its sites.
COUNTED_TABLES = (
    "addresses", "authors", "captures", "categories", "changes", "comment_history", "comments", "images", "links",
    "readings", "sources", "tags", "unfetched", "versions",
)  # fmt: skip
_MORE = """
CREATE TRIGGER count_{table}_more AFTER INSERT ON {table} BEGIN
    INSERT INTO tallies (what, site, name, articles) VALUES ('rows', '', '{table}', 1)
        ON CONFLICT (what, site, name) DO UPDATE SET articles = articles + 1;
END
"""
_FEWER = """
CREATE TRIGGER count_{table}_fewer AFTER DELETE ON {table} BEGIN
    UPDATE tallies SET articles = articles - 1 WHERE what = 'rows' AND site = '' AND name = '{table}';
    DELETE FROM tallies WHERE what = 'rows' AND site = '' AND name = '{table}' AND articles = 0;
END
"""
_GAPS = {
    "gap_listed": """AFTER INSERT ON sources
        WHEN NOT EXISTS (SELECT 1 FROM addresses WHERE url = new.url)
        BEGIN INSERT OR IGNORE INTO gaps (site, url) VALUES (new.site, new.url); END""",
    "gap_unlisted": """AFTER DELETE ON sources
        WHEN NOT EXISTS (SELECT 1 FROM sources WHERE site = old.site AND url = old.url)
        BEGIN DELETE FROM gaps WHERE site = old.site AND url = old.url; END""",
    "gap_filled": "AFTER INSERT ON addresses BEGIN DELETE FROM gaps WHERE url = new.url; END",
    "gap_opened": """AFTER DELETE ON addresses
        BEGIN INSERT OR IGNORE INTO gaps (site, url) SELECT site, url FROM sources WHERE url = old.url; END""",
}
# Captures by site, day and status. Few rows change them afterwards: a site that is learned later, a record rewritten.
_COUNT_CAPTURE = """
INSERT INTO capture_days (site, day, status, captures, bytes)
    VALUES (new.site, substr(new.captured_at, 1, 10), new.status, 1, new.bytes)
    ON CONFLICT (day, site, status) DO UPDATE SET captures = captures + 1, bytes = bytes + excluded.bytes;
"""
_DISCOUNT_CAPTURE = """
UPDATE capture_days SET captures = captures - 1, bytes = bytes - old.bytes
    WHERE day = substr(old.captured_at, 1, 10) AND site = old.site AND status = old.status;
DELETE FROM capture_days
    WHERE day = substr(old.captured_at, 1, 10) AND site = old.site AND status = old.status AND captures = 0;
"""
_CAPTURES = {
    "day_of_capture_more": f"AFTER INSERT ON captures BEGIN {_COUNT_CAPTURE} END",
    "day_of_capture_fewer": f"AFTER DELETE ON captures BEGIN {_DISCOUNT_CAPTURE} END",
    "day_of_capture_changed": "AFTER UPDATE OF site, captured_at, status, bytes ON captures"
    f" BEGIN {_DISCOUNT_CAPTURE} {_COUNT_CAPTURE} END",
}
CAPTURE_DAYS = """
SELECT site, substr(captured_at, 1, 10) AS day, status, count(*) AS captures, sum(bytes) AS bytes
FROM captures GROUP BY 1, 2, 3
"""
COUNT_CAPTURES = f"INSERT INTO capture_days (site, day, status, captures, bytes) {CAPTURE_DAYS}"
# A set of rules is stored before its first reading, and goes with its last one.
_IS_LEFT = "NOT EXISTS (SELECT 1 FROM readings WHERE rule_set = old.rule_set)"
_LEAVE = "BEGIN DELETE FROM rule_sets WHERE id = old.rule_set; END"
_RULES = {
    "rules_left": f"AFTER DELETE ON readings WHEN {_IS_LEFT} {_LEAVE}",
    "rules_changed": "AFTER UPDATE OF rule_set ON readings"
    f" WHEN old.rule_set IS NOT new.rule_set AND {_IS_LEFT} {_LEAVE}",
}
_ROWS = "SELECT 'rows', '', '{table}', count(*) AS number FROM {table}"
ROWS = " UNION ALL ".join(_ROWS.format(table=table) for table in COUNTED_TABLES)
# What the triggers keep, as for a database that had none.
COUNT_ROWS = f"INSERT INTO tallies (what, site, name, articles) SELECT * FROM ({ROWS}) WHERE number > 0"  # noqa: S608
FIND_GAPS = """
INSERT INTO gaps (site, url) SELECT DISTINCT site, url FROM sources WHERE url NOT IN (SELECT url FROM addresses)
"""


def keeping_triggers() -> Iterator[tuple[str, str]]:
    """Yield the name of each trigger, and the statement that makes it."""
    for table in COUNTED_TABLES:
        yield f"count_{table}_more", _MORE.format(table=table)
        yield f"count_{table}_fewer", _FEWER.format(table=table)
    for name, what in {**_GAPS, **_CAPTURES, **_RULES, **RUN_RULES_TRIGGERS}.items():
        yield name, f"CREATE TRIGGER {name} {what}"
