"""The database's tables, each with its columns and their descriptions (values only).

The CREATE statements, Datasette's descriptions and the exports are made from here. The columns that hold the fields
of an Article stand in `columns.py`, some tables in modules of their own, the views in `views.py`. Times are ISO 8601
text in UTC; JSON columns hold arrays or objects.
"""

from collections.abc import Mapping

from archive.schema.changes import CHANGES
from archive.schema.columns import (
    COLUMNS_OF_ARTICLE,
    COLUMNS_OF_VERSION,
    ONLY_IN_READINGS,
    PACKED_FINGERPRINTS,
    SEEN,
    SUMMED_UP,
    Column,
    computed_type,
)
from archive.schema.comment_history import COMMENT_HISTORY
from archive.schema.copies import COPIES
from archive.schema.disagreements import DISAGREEMENTS
from archive.schema.parts_of_articles import ARTICLE, PARTS_OF_ARTICLES, Table
from archive.schema.rule_sets import RULE_SET, RULE_SET_COLUMN, RULE_SETS
from archive.schema.run_rules import RUN_RULES
from archive.schema.runs import RUNS
from archive.schema.tallies import TALLIES
from archive.schema.tombstones import TOMBSTONES
from archive.schema.watch import WATCH

_CAPTURE = "TEXT REFERENCES captures(id) DEFERRABLE INITIALLY DEFERRED"  # it may go first, as with a power cut
_CAPTURE_NOT_NULL = "TEXT NOT NULL REFERENCES captures(id) DEFERRABLE INITIALLY DEFERRED"

TABLES: Mapping[str, Table] = {
    "articles": Table(
        "One row per article, in its newest version",
        {
            "id": Column("INTEGER PRIMARY KEY", "Row id: 52 bits of a hash of the URL, the same after every replay"),
            "url": Column("TEXT NOT NULL UNIQUE", "Canonical URL, permanent redirects followed"),
            "site": Column("TEXT NOT NULL", "Name of the site's profile"),
            **COLUMNS_OF_ARTICLE,
            **SEEN,
            **SUMMED_UP,
            "version": Column(
                "TEXT NOT NULL REFERENCES versions(id) DEFERRABLE INITIALLY DEFERRED",
                "The newest version, as in versions.id",
            ),
            "capture": Column(
                "TEXT NOT NULL REFERENCES captures(id) DEFERRABLE INITIALLY DEFERRED",
                "The capture from which it was read; of an article in several pages, that of the first",
            ),
            "revision": Column("TEXT NOT NULL", "Revision (hash) of the extraction rules by which it was read"),
            "versions": Column("INTEGER NOT NULL", "Number of different versions"),
            "first_captured_at": Column("TEXT NOT NULL", "Time of the first capture that showed it"),
            "last_captured_at": Column("TEXT NOT NULL", "Time of the last capture that showed it"),
            "gone_at": Column(
                "TEXT",
                "Time of the first 404, 410, redirect to another text or password form since; empty while it is on"
                " the web",
            ),
            "gone_status": Column("INTEGER", "HTTP status of that response"),
            "gone_to": Column("TEXT", "URL to which that response redirects, normalised"),
        },
    ),
    "versions": Table(
        "One row per different text of an article, or of one of its pages, however often it was captured;"
        " what differs in markup, white space or the parts of URLs that are made for each response is one version",
        {
            "id": Column("TEXT PRIMARY KEY", "Hash of the content, without what is made for each response"),
            **COLUMNS_OF_VERSION,
            "images": Column(
                computed_type("images"), "Images in the text: url, alt, caption (JSON array)", empty="[]"
            ),
            "links": Column(computed_type("links"), "Links in the text: url, text (JSON array)", empty="[]"),
            PACKED_FINGERPRINTS: Column(
                "BLOB NOT NULL DEFAULT x''", "These hashes in few bytes: fingerprints_of(packed_fingerprints)"
            ),
            "fingerprints": Column(
                computed_type("fingerprints"),
                "Hash of each field, by which two versions are compared (JSON object)",
                empty="{}",
            ),
            "lent_by": Column(
                "TEXT REFERENCES captures(id) DEFERRABLE INITIALLY DEFERRED",
                "The first capture that showed it, whose markup and URLs are stored here",
            ),
            "lent_at": Column("TEXT", "Time of that capture; empty until it has been read again"),
        },
    ),
    **RULE_SETS,
    "readings": Table(
        "One row per capture that was read as an article: what was extracted, or why it is not an article",
        {
            "capture": Column("TEXT PRIMARY KEY REFERENCES captures(id)", "The capture that was read"),
            "site": Column("TEXT NOT NULL", "Name of the profile by which it was read"),
            # No foreign key: Datasette would take it for an articles.id.
            "article": Column("TEXT", "URL of the article, as in articles.url; empty if the page is not an article"),
            "own_url": Column("TEXT", "URL of the page, as in captures.address"),
            "canonical_url": Column("TEXT", "Canonical URL that the page gives, normalised"),
            "known_as": Column(
                "TEXT", "That URL if text and other pages agree with it, else the URL under which the text is known"
            ),
            "leads_to": Column("TEXT", "URL to which the page redirects by a meta refresh, normalised"),
            "version": Column(
                "TEXT REFERENCES versions(id) DEFERRABLE INITIALLY DEFERRED",
                "The version that it showed, all pages joined; empty if another reading of the same run has it",
            ),
            "captured_at": Column("TEXT NOT NULL", "Time of the capture"),
            "outcome": Column(
                "TEXT NOT NULL",
                "'article', 'part' (a later page), 'redirect' (by a meta refresh), 'not an article', or 'error'",
            ),
            "reason": Column("TEXT", "Why the page is not an article or could not be read"),
            "held": Column(
                "TEXT",
                "Why it does not count for the article's text and history, such as one page at many addresses; empty"
                " if it counts",
            ),
            "text_hash": Column(
                "TEXT",
                "Hash of the text's words without quotes, numbers and URLs, by which one page at many addresses is"
                " recognised",
            ),
            "revision": Column("TEXT NOT NULL", "Revision (hash) of the extraction rules by which it was read"),
            **SEEN,
            **ONLY_IN_READINGS,
            "page_number": Column("INTEGER", "Number of this page of the article, from 1"),
            "next_page_url": Column("TEXT", "URL of the article's next page, normalised"),
            "part": Column(
                "TEXT REFERENCES versions(id) DEFERRABLE INITIALLY DEFERRED",
                "The version that this page alone shows, if the article has several pages or its date counts back",
            ),
            "shown_at": Column("TEXT", "Date of publication by this page alone, in UTC"),
            "shown_text": Column("TEXT", "That date as the page prints it, such as '2 weeks ago'"),
            "dated_by": Column(
                "TEXT",
                "The capture, as in captures.id, whose date of publication counts here too, as the page counts back",
            ),
            "comments": Column("TEXT NOT NULL DEFAULT '[]'", "Readers' comments on the page (JSON array)"),
            RULE_SET: RULE_SET_COLUMN,
            "disagreements": Column(
                "TEXT NOT NULL DEFAULT '{}'",
                "What JSON-LD, meta elements and visible text state of fields on which they disagree (JSON object)",
            ),
        },
    ),
    "captures": Table(
        "One row per HTTP response: its time, status and headers, and where it is stored in the WARC files",
        {
            "id": Column("TEXT PRIMARY KEY", "WARC-Record-ID of the response or revisit record"),
            "run": Column("TEXT NOT NULL", "The run that requested it, as in runs.id"),
            "site": Column("TEXT NOT NULL", "Name of the profile for which it was requested"),
            "url": Column("TEXT NOT NULL", "URL that was requested"),
            "address": Column(
                "TEXT NOT NULL", "That URL normalised, without tracking parameters; blank for an image or stylesheet"
            ),
            "captured_at": Column("TEXT NOT NULL", "Time of the response"),
            "status": Column("INTEGER NOT NULL", "HTTP status"),
            "content_type": Column("TEXT NOT NULL", "Content-Type header"),
            "bytes": Column("INTEGER NOT NULL", "Bytes of the payload as received (still content-encoded)"),
            "payload_digest": Column("TEXT NOT NULL", "Digest of that payload, as algorithm:base32"),
            "etag": Column("TEXT", "ETag header"),
            "last_modified": Column("TEXT", "Last-Modified header"),
            "redirect_url": Column("TEXT", "URL to which it redirects"),
            "redirect_address": Column("TEXT", "That URL normalised"),
            "source_kind": Column(
                "TEXT",
                "Kind of the source that was requested: sitemap, feed …, robots, asset (an image or stylesheet);"
                " empty for an article",
            ),
            "source_url": Column("TEXT", "URL of that source; of an asset that of the article that shows it"),
            "revisit_of": Column(
                "TEXT", "The capture whose payload this is too: for a 304, and for a payload known by its digest"
            ),
            "length_error": Column("TEXT", "How the body differs from what its head announces; empty if it does not"),
            "broken_off": Column(
                "INTEGER NOT NULL DEFAULT 0",
                "1 if the connection was closed before the end of the page, so that it is not read",
                is_boolean=True,
            ),
            "warc": Column("TEXT NOT NULL", "Name of the WARC file in the folder warc/"),
            "offset": Column("INTEGER NOT NULL", "Offset of the record in that file, in bytes"),
            "length": Column("INTEGER NOT NULL", "Length of the record in that file, in bytes"),
            "found": Column("INTEGER", "Number of URLs that it lists, if it is a source that was read"),
        },
    ),
    **RUNS,
    **RUN_RULES,
    **WATCH,
    **PARTS_OF_ARTICLES,
    **DISAGREEMENTS,
    **COMMENT_HISTORY,
    "sources": Table(
        "One row per URL and source: a sitemap, feed or listing that lists it, or an article that links to it",
        {
            "site": Column("TEXT NOT NULL", "Name of the profile"),
            "url": Column("TEXT NOT NULL", "URL that was found, normalised"),
            "source_kind": Column("TEXT NOT NULL", "Kind of the source; 'article' if an article links to it"),
            "source_url": Column("TEXT NOT NULL", "URL of the source or article"),
            "modified_at": Column("TEXT", "Date of the last change that the source gives (lastmod)"),
            "title": Column("TEXT", "Title that the source gives, if it is a feed or the REST interface"),
            "authors": Column("TEXT NOT NULL DEFAULT '[]'", "Authors that it gives (JSON array)"),
            "published_at": Column("TEXT", "Date of publication that it gives, in UTC"),
            "first_found_at": Column("TEXT NOT NULL", "Time of the first capture of the source with this URL"),
            "last_found_at": Column("TEXT NOT NULL", "Time of the last capture of the source with this URL"),
        },
        "PRIMARY KEY (site, url, source_kind, source_url)",
    ),
    "unfetched": Table(
        "One row per page that a run did not request, or that gave no response",
        {
            "run": Column("TEXT NOT NULL", "The run, as in runs.id"),
            "url": Column("TEXT NOT NULL", "URL, normalised"),
            "reason": Column("TEXT NOT NULL", "Why, in the same words for the same cause"),
        },
        "PRIMARY KEY (run, url)",
    ),
    # Unlike every other table no function of the WARC files: a faster machine has fewer rows.
    "attempts": Table(
        "One row per capture that is still to be read because its reader took too long or was ended by the system",
        {
            "capture": Column("TEXT PRIMARY KEY REFERENCES captures(id)", "The capture that is still to be read"),
            "tries": Column("INTEGER NOT NULL", "How often it was tried; after three only a replay tries again"),
            "reason": Column("TEXT NOT NULL", "What happened at the last try"),
        },
    ),
    "addresses": Table(
        "One row per URL of an article: its own, earlier ones, later pages, and URLs that redirect to it",
        {"url": Column("TEXT PRIMARY KEY", "URL, normalised"), "article": ARTICLE},
    ),
    "absences": Table(
        "One row per time that an article was not on the web, also if it is back",
        {
            "article": ARTICLE,
            "gone_at": Column(
                "TEXT NOT NULL", "Time of the first 404, 410, redirect to another text, or form in place of the text"
            ),
            "status": Column(
                "INTEGER NOT NULL", "HTTP status of that response; 200 if it is a meta refresh or a form"
            ),
            "reason": Column(
                "TEXT NOT NULL DEFAULT ''",
                "What that response says: status 404, status 410, redirects elsewhere, password-protected, or login",
            ),
            "leads_to": Column("TEXT", "URL to which it redirects, normalised"),
            "capture": Column(_CAPTURE_NOT_NULL, "That response"),
            "last_seen_at": Column("TEXT", "Time of the last capture before it that showed the article"),
            "last_seen_capture": Column(_CAPTURE, "That capture"),
            "back_at": Column("TEXT", "Time of the next capture that showed the article; empty if there is none"),
            "back_capture": Column(_CAPTURE, "That capture"),
        },
        "PRIMARY KEY (article, gone_at)",
    ),
    **CHANGES,
    **TALLIES,
    **COPIES,
    **TOMBSTONES,
    "warcs": Table(
        "One row per WARC file, and how much of it is in this database",
        {
            "name": Column("TEXT PRIMARY KEY", "Name of the WARC file in the folder warc/"),
            "bytes": Column(
                "INTEGER NOT NULL", "Bytes from the start of the file whose records are in this database"
            ),
            "sha256": Column("TEXT", "SHA-256 of these bytes, in hexadecimal"),
        },
    ),
}
