"""The table of runs: crawls of a site, and imports of captures of it (values only)."""

from collections.abc import Mapping

from archive.schema.columns import Column
from archive.schema.parts_of_articles import Table

RUNS: Mapping[str, Table] = {
    "runs": Table(
        "One row per crawl of a site, or import of captures of it, with its counts",
        {
            "id": Column("TEXT PRIMARY KEY", "Site, time of the start, and a random suffix"),
            "site": Column("TEXT NOT NULL", "Name of the profile that was crawled"),
            "started_at": Column("TEXT NOT NULL", "Time of the start"),
            "finished_at": Column("TEXT", "Time of the end; empty if it was interrupted"),
            "status": Column("TEXT NOT NULL", "finished, partial, blocked, failed, interrupted, or running"),
            "requests": Column("INTEGER", "Requests sent"),
            "captures": Column("INTEGER", "Responses stored"),
            "articles_new": Column("INTEGER", "Articles captured for the first time"),
            "articles_changed": Column("INTEGER", "Articles with a new version"),
            "articles_same": Column("INTEGER", "Articles with the version known before"),
            "refused": Column("INTEGER", "Pages that are not articles"),
            "failed": Column("INTEGER", "Requests without a response, and pages that could not be read"),
            "bytes": Column("INTEGER", "Bytes received"),
            "seconds": Column("REAL", "Duration in seconds"),
            "summary": Column("TEXT NOT NULL DEFAULT '{}'", "The run's whole summary (JSON object)"),
            "doubtful": Column(
                "INTEGER NOT NULL DEFAULT 0",
                "1 if nearly every known page answered 404 or 410: an outage, so no article is marked as gone",
                is_boolean=True,
            ),
            "accepted": Column(
                "INTEGER NOT NULL DEFAULT 0",
                "1 if the operator confirmed that changes alike in many articles are real (--accept-changes)",
                is_boolean=True,
            ),
            "events": Column(
                "TEXT NOT NULL DEFAULT '[]'",
                "What the pages of this run have in common and a person should look at: kind, what, articles, since"
                " (JSON array)",
            ),
            "judged": Column(
                "INTEGER NOT NULL DEFAULT 0",
                "1 if its readings were compared with one another and with earlier ones; 0 while it goes on",
                is_boolean=True,
            ),
            "imported_at": Column(
                "TEXT",
                "Time of the import, if another tool made its captures; then it started with the first of them",
            ),
            "digest": Column(
                "TEXT",
                "Digest of its WARC files, as of `sha256sum RUN-*.warc.gz | sha256sum`; empty while it goes on",
            ),
            "previous_run": Column("TEXT", "The run before it, as its WARC files name it"),
            "previous_digest": Column("TEXT", "Digest that the run before it had when this one started"),
        },
    ),
}
