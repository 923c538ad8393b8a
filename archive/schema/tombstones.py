"""The table of what was forgotten by law (values only)."""

from collections.abc import Mapping

from archive.schema.columns import Column
from archive.schema.parts_of_articles import Table

TOMBSTONES: Mapping[str, Table] = {
    "tombstones": Table(
        "One row per lawful removal: what was forgotten, as digests, when, why and by whom",
        {
            "id": Column("TEXT PRIMARY KEY", "WARC-Record-ID of the record that tells of it"),
            "kind": Column("TEXT NOT NULL", "url for an article or page, site for a whole site"),
            "addresses": Column(
                "TEXT NOT NULL DEFAULT '[]'",
                "SHA-256 of each of its URLs in normal form, or of the site's name and hosts (JSON array)",
            ),
            "forgotten_at": Column("TEXT NOT NULL", "Time of the removal"),
            "reason": Column("TEXT NOT NULL", "Why, in the operator's words"),
            "forgotten_by": Column("TEXT NOT NULL", "Who removed it"),
            "marks": Column(
                "TEXT NOT NULL DEFAULT '[]'",
                "SHA-256 of some groups of eight words of its text, by which a copy is recognised (JSON array)",
            ),
            "files": Column(
                "TEXT NOT NULL DEFAULT '{}'",
                "WARC files that were rewritten, each with its SHA-256 before and after, null if it is gone"
                " (JSON object)",
            ),
            "runs": Column(
                "TEXT NOT NULL DEFAULT '{}'",
                "Runs of these files, each with its digest before and after, null if it is gone (JSON object)",
            ),
            "warc": Column("TEXT NOT NULL", "Name of the WARC file in the folder warc/ that tells of it"),
        },
    ),
}
