"""The database's tables, each with its columns and their descriptions (values only).

The CREATE statements, Datasette's descriptions and the exports are made from here. The columns that hold the fields
of an Article stand in `columns.py`, the views in `views.py`. Times are ISO 8601 text in UTC; JSON columns hold arrays
or objects.
"""

from collections.abc import Mapping
from typing import NamedTuple

from archive.schema.columns import CONTENT, ONLY_IN_READINGS, SEEN, Column


class Table(NamedTuple):
    """A table: what a row of it is, its columns, and constraints over several of them."""

    description: str
    columns: Mapping[str, Column]
    constraint: str = ""


ARTICLE = Column("INTEGER NOT NULL REFERENCES articles(id) DEFERRABLE INITIALLY DEFERRED", "The article")
POSITION = Column("INTEGER NOT NULL", "Place on the page, from 1")

TABLES: Mapping[str, Table] = {
    "articles": Table(
        "An article in its newest version, under its address",
        {
            "id": Column("INTEGER PRIMARY KEY", "52 bits of a hash of the address: the same after every replay"),
            "url": Column("TEXT NOT NULL UNIQUE", "Address: the canonical URL, followed through permanent redirects"),
            "site": Column("TEXT NOT NULL", "Profile by which it was crawled"),
            **CONTENT,
            **SEEN,
            "year": Column("INTEGER", "Year of publication"),
            "version": Column(
                "TEXT NOT NULL REFERENCES versions(id) DEFERRABLE INITIALLY DEFERRED", "Its newest text"
            ),
            "capture": Column(
                "TEXT NOT NULL REFERENCES captures(id) DEFERRABLE INITIALLY DEFERRED",
                "The capture that showed it, or its first page",
            ),
            "revision": Column("TEXT NOT NULL", "Revision of the rules that read it"),
            "versions": Column("INTEGER NOT NULL", "Distinct texts seen"),
            "first_captured_at": Column("TEXT NOT NULL", "First capture that showed it"),
            "last_captured_at": Column("TEXT NOT NULL", "Last capture that showed it"),
            "gone_at": Column(
                "TEXT",
                "First answer that it is gone (404, 410, or on to another article); empty while it is there",
            ),
            "gone_status": Column("INTEGER", "That answer's status"),
        },
    ),
    "versions": Table(
        "One distinct text of an article, or of one of its pages, stored once however often it is seen",
        {
            "id": Column("TEXT PRIMARY KEY", "Hash of the content"),
            **CONTENT,
            "images": Column("TEXT NOT NULL DEFAULT '[]'", "Images in the text: url, alt, caption (JSON array)"),
            "links": Column("TEXT NOT NULL DEFAULT '[]'", "Links in the text: url, text (JSON array)"),
        },
    ),
    "readings": Table(
        "What one capture said, as read by one revision of the rules",
        {
            "capture": Column("TEXT PRIMARY KEY REFERENCES captures(id)", "The capture that was read"),
            "site": Column("TEXT NOT NULL", "Profile by which it was read"),
            # No foreign key: Datasette links one to the row whose primary key it names, and here that is the id.
            "article": Column("TEXT", "Address of the article, as in articles.url; empty when it is none"),
            "canonical_url": Column("TEXT", "Canonical URL that the page gave, in normal form"),
            "version": Column(
                "TEXT REFERENCES versions(id) DEFERRABLE INITIALLY DEFERRED",
                "The text of the article then, its pages joined; empty where another reading of that visit tells",
            ),
            "captured_at": Column("TEXT NOT NULL", "When the page was captured"),
            "outcome": Column("TEXT NOT NULL", "'article', 'part' (a later page), 'not an article', or 'error'"),
            "reason": Column("TEXT", "Why it is no article or could not be read"),
            "revision": Column("TEXT NOT NULL", "Revision of the rules that read it"),
            **SEEN,
            **ONLY_IN_READINGS,
            "page_number": Column("INTEGER", "Which of the article's pages it is, from 1"),
            "next_page_url": Column("TEXT", "The article's next page, in normal form"),
            "part": Column(
                "TEXT REFERENCES versions(id) DEFERRABLE INITIALLY DEFERRED",
                "The text of this page alone, where the article has several",
            ),
            "comments": Column("TEXT NOT NULL DEFAULT '[]'", "Readers' comments on the page (JSON array)"),
            "found_by": Column("TEXT NOT NULL DEFAULT '{}'", "Which rule found each field (JSON object)"),
            "confidence": Column(
                "TEXT NOT NULL DEFAULT '{}'",
                "How sure that is, from 0 to 1, where known: on what share of evaluation pages a value found for the"
                " same reason was right; 1 is a profile's own rule (JSON object)",
            ),
        },
    ),
    "captures": Table(
        "At this time this URL answered thus; its bytes lie in the WARC at the offset",
        {
            "id": Column("TEXT PRIMARY KEY", "WARC-Record-ID of the response or revisit record"),
            "run": Column("TEXT NOT NULL", "The run that fetched it, as in runs.id"),
            "site": Column("TEXT NOT NULL", "Profile by which it was fetched"),
            "url": Column("TEXT NOT NULL", "Address asked for"),
            "address": Column("TEXT NOT NULL", "That address in normal form, without tracking parameters"),
            "captured_at": Column("TEXT NOT NULL", "When it answered"),
            "status": Column("INTEGER NOT NULL", "HTTP status"),
            "content_type": Column("TEXT NOT NULL", "Content-Type header"),
            "bytes": Column("INTEGER NOT NULL", "Length of the payload as received"),
            "payload_digest": Column("TEXT NOT NULL", "Digest of the payload as received"),
            "etag": Column("TEXT", "ETag header"),
            "last_modified": Column("TEXT", "Last-Modified header"),
            "redirect_url": Column("TEXT", "Address that it redirects to"),
            "redirect_address": Column("TEXT", "That address in normal form"),
            "source_kind": Column("TEXT", "Kind of the source for which it was fetched; empty for an article"),
            "source_url": Column("TEXT", "Address of that source"),
            "revisit_of": Column("TEXT", "The capture whose payload had not changed (304)"),
            "warc": Column("TEXT NOT NULL", "File in the folder warc/"),
            "offset": Column("INTEGER NOT NULL", "First byte of the record in that file"),
            "length": Column("INTEGER NOT NULL", "Bytes of the record in that file"),
            "found": Column("INTEGER", "Addresses that it lists, when it is a listing that was read"),
        },
    ),
    "runs": Table(
        "One crawl of one site: what it asked for and what came of it",
        {
            "id": Column("TEXT PRIMARY KEY", "Site, start and a random suffix"),
            "site": Column("TEXT NOT NULL", "Profile that was crawled"),
            "started_at": Column("TEXT NOT NULL", "Start"),
            "finished_at": Column("TEXT", "End; empty when it was interrupted"),
            "status": Column("TEXT NOT NULL", "How it ended; 'running', or 'interrupted' when it never said"),
            "requests": Column("INTEGER", "Requests sent"),
            "captures": Column("INTEGER", "Responses kept"),
            "articles_new": Column("INTEGER", "Articles seen for the first time"),
            "articles_changed": Column("INTEGER", "Articles with a new text"),
            "articles_same": Column("INTEGER", "Articles with the text that was known"),
            "refused": Column("INTEGER", "Pages that are no article"),
            "failed": Column("INTEGER", "Requests without an answer, and pages that could not be read"),
            "bytes": Column("INTEGER", "Bytes received"),
            "seconds": Column("REAL", "Duration in seconds"),
            "summary": Column("TEXT NOT NULL DEFAULT '{}'", "Everything the run said at its end (JSON object)"),
            "doubtful": Column(
                "INTEGER NOT NULL DEFAULT 0",
                "1 when nearly every page it asked for was missing: an outage, which makes no article gone",
                is_boolean=True,
            ),
        },
    ),
    "authors": Table(
        "An author of an article",
        {"article": ARTICLE, "position": POSITION, "name": Column("TEXT NOT NULL", "Name as in the byline")},
        "PRIMARY KEY (article, position)",
    ),
    "categories": Table(
        "A category of an article",
        {"article": ARTICLE, "position": POSITION, "name": Column("TEXT NOT NULL", "Name of the category")},
        "PRIMARY KEY (article, position)",
    ),
    "tags": Table(
        "A tag of an article",
        {"article": ARTICLE, "position": POSITION, "name": Column("TEXT NOT NULL", "Name of the tag")},
        "PRIMARY KEY (article, position)",
    ),
    "links": Table(
        "A link in the text of an article",
        {
            "article": ARTICLE,
            "position": POSITION,
            "url": Column("TEXT NOT NULL", "Where it leads"),
            "host": Column("TEXT NOT NULL", "Host it leads to, without www"),
            "text": Column("TEXT NOT NULL", "Its words"),
            "paragraph": Column("INTEGER", "The paragraph in which it stands, from 1"),
        },
        "PRIMARY KEY (article, position)",
    ),
    "images": Table(
        "An image in the text of an article",
        {
            "article": ARTICLE,
            "position": POSITION,
            "url": Column("TEXT NOT NULL", "Address of the image"),
            "alt": Column("TEXT NOT NULL", "Alternative text"),
            "caption": Column("TEXT NOT NULL", "Caption"),
        },
        "PRIMARY KEY (article, position)",
    ),
    "comments": Table(
        "A reader's comment under an article, as last captured",
        {
            "article": ARTICLE,
            "position": POSITION,
            "id": Column("TEXT NOT NULL", "The page's own id of the comment"),
            "parent_id": Column("TEXT", "The comment it answers"),
            "author": Column("TEXT", "Who wrote it"),
            "published_at": Column("TEXT", "When, in UTC"),
            "text": Column("TEXT NOT NULL", "What it says"),
        },
        "PRIMARY KEY (article, position)",
    ),
    "sources": Table(
        "Where an address was found: a sitemap, feed or listing that names it, or an article that links to it",
        {
            "site": Column("TEXT NOT NULL", "Profile"),
            "url": Column("TEXT NOT NULL", "Address that was found, in normal form"),
            "source_kind": Column("TEXT NOT NULL", "Kind of the source; 'article' when an article links to it"),
            "source_url": Column("TEXT NOT NULL", "Address of the source, or of that article"),
            "modified_at": Column("TEXT", "When the source says the page was last changed"),
            "first_found_at": Column("TEXT NOT NULL", "First capture of the source that named it"),
            "last_found_at": Column("TEXT NOT NULL", "Last capture of the source that named it"),
        },
        "PRIMARY KEY (site, url, source_kind, source_url)",
    ),
    "unfetched": Table(
        "A page that a run was to fetch and did not, or that gave no answer",
        {
            "run": Column("TEXT NOT NULL", "The run, as in runs.id"),
            "url": Column("TEXT NOT NULL", "Address in normal form"),
            "reason": Column("TEXT NOT NULL", "Why, in few and constant words"),
        },
        "PRIMARY KEY (run, url)",
    ),
    "addresses": Table(
        "Every address under which an article was seen: its own, former slugs, later pages, what redirects to it",
        {"url": Column("TEXT PRIMARY KEY", "Address in normal form"), "article": ARTICLE},
    ),
    "warcs": Table(
        "A WARC file, and how far it has been taken into this database",
        {
            "name": Column("TEXT PRIMARY KEY", "File in the folder warc/"),
            "bytes": Column("INTEGER NOT NULL", "Bytes whose records are in this database"),
        },
    ),
}

INDEXES: Mapping[str, tuple[str, ...]] = {
    "articles": ("site, published_at", "published_at", "views", "year", "language", "version", "capture"),
    "readings": ("article, captured_at", "canonical_url", "version", "site, outcome"),
    "captures": ("url, captured_at", "address, captured_at", "site, captured_at", "run", "warc, offset"),
    "runs": ("site, started_at",),
    "authors": ("name",),
    "categories": ("name",),
    "tags": ("name",),
    "links": ("host", "url"),
    "comments": ("author", "published_at"),
    "sources": ("url", "source_kind, source_url"),
    "unfetched": ("url",),
    "addresses": ("article",),
}

# What full-text search looks at.
SEARCHED = ("title", "subtitle", "body_text", "authors")
