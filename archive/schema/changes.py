"""The table of all that happened to articles (values only)."""

from collections.abc import Mapping

from archive.schema.columns import Column
from archive.schema.parts_of_articles import ARTICLE, Table

CHANGES: Mapping[str, Table] = {
    "changes": Table(
        "One row per change of an article: first seen, edited, gone, back, or renamed",
        {
            "id": Column(
                "INTEGER PRIMARY KEY", "Row id: 52 bits of a hash of the change, the same after every replay"
            ),
            "changed_at": Column("TEXT NOT NULL", "Time of the capture that shows the change"),
            "change": Column("TEXT NOT NULL", "new, edit, gone, back, or renamed"),
            "class": Column(
                "TEXT NOT NULL",
                "Of an edit its kind: typo, metadata, headline, addition, removal, substantive or rewrite; else the"
                " change",
            ),
            "site": Column("TEXT NOT NULL", "Name of the profile"),
            # No foreign key: Datasette would take it for an articles.id.
            "article": Column("TEXT NOT NULL", "URL of the article, as in articles.url"),
            "article_id": ARTICLE,
            "unchanged_until": Column(
                "TEXT", "Time of the last capture before an edit, a departure or a renaming, also of a 304"
            ),
            "version": Column("TEXT", "The version that was seen first or that an edit made, as in versions.id"),
            "previous_version": Column("TEXT", "Of an edit, the version before, as in versions.id"),
            "capture": Column("TEXT", "The capture that shows the change, as in captures.id"),
            "previous_capture": Column(
                "TEXT", "The last capture before an edit, a departure or a renaming, as in captures.id; also a 304"
            ),
            "changed": Column("TEXT NOT NULL DEFAULT '[]'", "Of an edit, the fields that differ (JSON array)"),
            "words_before": Column("INTEGER", "Of an edit, words in the text of the version before"),
            "words_after": Column("INTEGER", "Of an edit, words in the text of the new version"),
            "words_removed": Column("INTEGER", "Of an edit, words of the text that are gone or replaced"),
            "words_added": Column("INTEGER", "Of an edit, words of the text that are new"),
            "seconds_after": Column(
                "INTEGER",
                "Of an edit, seconds from the publication to the last capture without it; negative if the date is"
                " later, empty without a date",
            ),
            "is_silent": Column(
                "INTEGER",
                "1 if the page gives the same date of its last update after an edit as before it, or none; empty of"
                " other changes",
                is_boolean=True,
            ),
            "status": Column(
                "INTEGER",
                "HTTP status of the response, if the article was gone or renamed; 200 for a refresh or form",
            ),
            "reason": Column("TEXT", "Why the article was gone, as in absences.reason"),
            "previous_url": Column("TEXT", "Of a renamed article, the URL that redirects since, normalised"),
            "leads_to": Column("TEXT", "URL to which that response redirects, normalised"),
        },
    ),
}
