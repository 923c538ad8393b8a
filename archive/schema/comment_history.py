"""The table of when readers' comments stood under an article, and with which text (values only)."""

from collections.abc import Mapping

from archive.schema.columns import Column
from archive.schema.parts_of_articles import ARTICLE, Table

_CAPTURE = "REFERENCES captures(id) DEFERRABLE INITIALLY DEFERRED"

COMMENT_HISTORY: Mapping[str, Table] = {
    "comment_history": Table(
        "One row per span of time in which a reader's comment stood under an article with one text, also of comments"
        " that are gone",
        {
            "article": ARTICLE,
            "number": Column("INTEGER NOT NULL", "Number of the comment, in the order in which they were first seen"),
            "span": Column(
                "INTEGER NOT NULL", "Number of the span, from 1; another text or a return begins a new one"
            ),
            "id": Column("TEXT NOT NULL", "Id of the comment in the page; its position where the page gives none"),
            "parent": Column("INTEGER", "The comment to which it replies, by its number"),
            "author": Column("TEXT", "Name of its author"),
            "published_at": Column("TEXT", "Date of the comment as the first capture of the span gives it, in UTC"),
            "text": Column("TEXT NOT NULL", "Text of the comment"),
            "first_seen_at": Column("TEXT NOT NULL", "Time of the first capture that showed it so"),
            "first_capture": Column(f"TEXT NOT NULL {_CAPTURE}", "That capture"),
            "last_seen_at": Column("TEXT NOT NULL", "Time of the last capture that showed it so, also of a 304"),
            "last_capture": Column(f"TEXT NOT NULL {_CAPTURE}", "That capture"),
            "ended": Column(
                "TEXT",
                "'edited'; 'gone' if a capture shows that it is no longer there; 'not shown' if later captures lack"
                " it, but may not show all comments; empty if the last capture shows it",
            ),
            "ended_at": Column("TEXT", "Time of the capture that shows this"),
            "ended_capture": Column(f"TEXT {_CAPTURE}", "That capture"),
        },
        "PRIMARY KEY (article, number, span)",
    ),
}
