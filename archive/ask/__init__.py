"""Looks up what an archive knows: captures and their responses, the history of a URL, what is missing (reads only).

Nothing in this room writes to the database or to a WARC file.
"""

from archive.ask.article_history import (
    SEEN_VERSIONS,
    SHOWN_AT,
    ArticleHistory,
    SeenVersion,
    ShownVersion,
    first_seen_at,
    history_of,
    version_at,
)
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
from archive.ask.changes import EVENTS, ArticleChange, Event, changes_of
from archive.ask.checks import Check
from archive.ask.citation import CITED, Citation, citation_of, to_citation
from archive.ask.copies import OF_ARTICLE, Copy, CopySide, all_copies, copies_of
from archive.ask.failures import failing
from archive.ask.files import FileProblem, file_problems
from archive.ask.history import (
    Known,
    Trust,
    all_known_urls,
    captured_by_last_run,
    is_next_page,
    is_unlisted,
    known_of,
    known_urls,
    last_answer,
    last_run_of,
    latest_lastmod_of_source,
    left_over,
    modified_at,
    newest_articles,
    trust_of,
    was_withdrawn,
)
from archive.ask.lastmods import Announcements, announcements_of, lastmods_of
from archive.ask.listed import count_gone, count_still_listed, still_listed
from archive.ask.lookup import article_at, claimed_total, last_response, settled_date
from archive.ask.moments import day_at, to_moment
from archive.ask.proof import Proof, ProvedCapture, find_capture, last_capture_of, proof_of, stored_records
from archive.ask.reads import Reads, StillUnread, open_reads, still_unread

__all__ = [
    "CITED",
    "EVENTS",
    "LINKS_OF_ARTICLES",
    "OF_ARTICLE",
    "SEEN_VERSIONS",
    "SHOWN_AT",
    "Announcements",
    "ArticleChange",
    "ArticleHistory",
    "Audit",
    "Check",
    "Citation",
    "Copy",
    "CopySide",
    "Event",
    "FileProblem",
    "Known",
    "Proof",
    "ProvedCapture",
    "Reads",
    "SeenVersion",
    "ShownVersion",
    "SourceCount",
    "StillUnread",
    "Trust",
    "UrlStatus",
    "all_copies",
    "all_known_urls",
    "announcements_of",
    "article_at",
    "audit_site",
    "captured_by_last_run",
    "changes_of",
    "citation_of",
    "claimed_total",
    "copies_of",
    "count_gone",
    "count_json",
    "count_still_listed",
    "count_url_statuses",
    "day_at",
    "failing",
    "file_problems",
    "find_capture",
    "first_seen_at",
    "history_of",
    "is_next_page",
    "is_other_kind",
    "is_unlisted",
    "known_of",
    "known_urls",
    "last_answer",
    "last_capture_of",
    "last_response",
    "last_run_of",
    "lastmods_of",
    "latest_lastmod_of_source",
    "left_over",
    "modified_at",
    "newest_articles",
    "open_reads",
    "proof_of",
    "settled_date",
    "still_listed",
    "still_unread",
    "stored_records",
    "to_citation",
    "to_moment",
    "trust_of",
    "version_at",
    "was_withdrawn",
]
