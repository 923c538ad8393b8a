"""Looks up what an archive knows: captures and their responses, the history of a URL, what is missing (reads only).

Nothing in this room writes to the database or to a WARC file.
"""

from archive.ask.audit import (
    LINKS_OF_ARTICLES,
    Audit,
    SourceCount,
    UrlStatus,
    audit_site,
    count_json,
    count_url_statuses,
    is_other_kind,
)
from archive.ask.history import (
    Known,
    Trust,
    captured_by_last_run,
    is_next_page,
    is_unlisted,
    known_of,
    known_urls,
    last_answer,
    last_run_of,
    latest_lastmod,
    latest_lastmod_of_source,
    left_over,
    modified_at,
    newest_articles,
    trust_of,
    was_withdrawn,
)
from archive.ask.lookup import article_at, claimed_total, last_response
from archive.ask.reads import Reads, open_reads

__all__ = [
    "LINKS_OF_ARTICLES",
    "Audit",
    "Known",
    "Reads",
    "SourceCount",
    "Trust",
    "UrlStatus",
    "article_at",
    "audit_site",
    "captured_by_last_run",
    "claimed_total",
    "count_json",
    "count_url_statuses",
    "is_next_page",
    "is_other_kind",
    "is_unlisted",
    "known_of",
    "known_urls",
    "last_answer",
    "last_response",
    "last_run_of",
    "latest_lastmod",
    "latest_lastmod_of_source",
    "left_over",
    "modified_at",
    "newest_articles",
    "open_reads",
    "trust_of",
    "was_withdrawn",
]
