"""The tables of the frontier, and the queries for what is sent next (SQL, values only)."""

from crawler.run_state.queued_request import ASSET_PRIORITY

# Raise it when the tables change: a file of another version is deleted and made anew.
VERSION = 4

SCHEMA = """
CREATE TABLE requests (
    id INTEGER PRIMARY KEY,
    site TEXT NOT NULL,
    key TEXT NOT NULL,
    url TEXT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT NOT NULL,
    skip_reason TEXT,
    source_kind TEXT,
    source_url TEXT,
    is_first INTEGER NOT NULL,
    priority INTEGER NOT NULL,
    depth INTEGER NOT NULL,
    referer TEXT,
    tries INTEGER NOT NULL DEFAULT 0,
    not_before REAL NOT NULL DEFAULT 0,
    on_sitemap INTEGER NOT NULL DEFAULT 0,
    due_at REAL,
    redirected_from INTEGER,
    UNIQUE (site, key)
);
CREATE INDEX queue ON requests (site, priority DESC, id) WHERE state = 'queued';
CREATE INDEX delayed ON requests (site, not_before) WHERE state = 'queued' AND not_before > 0;
CREATE TABLE listed (site TEXT NOT NULL, hash INTEGER NOT NULL, PRIMARY KEY (site, hash)) WITHOUT ROWID;
"""
# Assets have a priority of their own, so that the index finds them, and what is no asset, without reading the others.
NEXT = f"""
SELECT * FROM requests WHERE site = ? AND state = 'queued' AND not_before <= ? AND (source_kind IS NOT NULL OR ?)
    AND priority > {ASSET_PRIORITY}
ORDER BY priority DESC, id LIMIT 1
"""  # noqa: S608 - our own number
NEXT_ASSET = f"""
SELECT * FROM requests WHERE site = ? AND state = 'queued' AND not_before <= ? AND priority = {ASSET_PRIORITY}
ORDER BY id LIMIT 1
"""  # noqa: S608 - our own number
HAS_QUEUED = f"""
SELECT 1 FROM requests WHERE site = ? AND state = 'queued' AND (source_kind IS NOT NULL OR ?)
    AND priority > {ASSET_PRIORITY} LIMIT 1
"""  # noqa: S608 - our own number
HAS_QUEUED_ASSETS = (
    f"SELECT 1 FROM requests WHERE site = ? AND state = 'queued' AND priority = {ASSET_PRIORITY} LIMIT 1"  # noqa: S608 - our own number
)
