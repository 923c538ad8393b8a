"""The tables by which copies of articles are found, and the table of those that were found (values only)."""

from collections.abc import Mapping

from archive.schema.columns import Column
from archive.schema.parts_of_articles import Table

_ARTICLE = "INTEGER NOT NULL REFERENCES articles(id) DEFERRABLE INITIALLY DEFERRED"
_VERSION = "TEXT NOT NULL REFERENCES versions(id) DEFERRABLE INITIALLY DEFERRED"

COPIES: Mapping[str, Table] = {
    "copies": Table(
        "One row per pair of articles of which one has much of the other's text, word for word",
        {
            "original": Column(_ARTICLE, "The article of the two that is known since earlier"),
            "copy": Column(_ARTICLE, "The other one"),
            "share_of_copy": Column(
                "REAL NOT NULL", "Percent of the copy's sequences of eight words that the original has too"
            ),
            "share_of_original": Column(
                "REAL NOT NULL", "Percent of the original's sequences of eight words that the copy has too"
            ),
            "shared": Column("INTEGER NOT NULL", "Number of these sequences that both have"),
            "original_version": Column(
                _VERSION, "The version of the original that is most like a version of the copy"
            ),
            "copy_version": Column(_VERSION, "That version of the copy"),
            "original_at": Column(
                "TEXT NOT NULL",
                "Since when the original is known to have this text: the end of the day, or the second, of its date"
                " of publication, or its first capture if that is earlier",
            ),
            "original_at_by": Column(
                "TEXT NOT NULL",
                "What tells that: 'publication', 'capture', or 'edit' if a later version was the first to have it",
            ),
            "copy_at": Column("TEXT NOT NULL", "Since when the copy is known to have this text, in the same way"),
            "copy_at_by": Column("TEXT NOT NULL", "What tells that, as in original_at_by"),
            "source_says": Column(
                "TEXT",
                "Whether the original publication that the copy's page names (source_url) agrees: 'agrees', 'same"
                " site' (another URL of the original's domain), 'names another'; 'the other way round' if the"
                " original's page names the copy; empty if neither names one",
            ),
        },
        "PRIMARY KEY (original, copy)",
    ),
    "compared_texts": Table(
        "One row per article whose text is compared with that of others, to find copies",
        {
            # No foreign key: nothing refers from here to what an article's page shows.
            "article": Column("INTEGER PRIMARY KEY", "The article, as in articles.id"),
            "versions": Column(
                "TEXT NOT NULL", "Its versions that are compared, at most five, in order of time (JSON array)"
            ),
            "fewest_sequences": Column("INTEGER NOT NULL", "Sequences of eight words in the shortest of them"),
            "most_sequences": Column("INTEGER NOT NULL", "Sequences of eight words in the longest of them"),
            "probes": Column("BLOB NOT NULL", "Its rows in the table probes: each number in eight bytes, big-endian"),
        },
    ),
    "probes": Table(
        "One row per sequence of words by which copies of an article are looked for, about 24 an article",
        {
            "probe": Column("INTEGER NOT NULL", "47 bits of a hash of the words, then 16 of a hash of the site"),
            "article": Column("INTEGER NOT NULL", "The article, as in articles.id"),
        },
        "PRIMARY KEY (probe, article)",
        "WITHOUT ROWID",
    ),
}
