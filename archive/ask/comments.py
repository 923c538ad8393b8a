"""Looks up when the comments of an article stood under it, and with which texts (reads the database)."""

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from archive.ask.threads import in_thread

# By the article's id.
COMMENT_SPANS = "SELECT * FROM comment_history WHERE article = :id ORDER BY number, span"


@dataclass(frozen=True, kw_only=True)
class CommentSpan:
    """A span of time in which a comment stood with one text; the columns are those of the table comment_history."""

    author: str | None
    published_at: str | None
    text: str
    first_seen_at: str
    first_capture: str
    last_seen_at: str
    last_capture: str
    ended: str | None
    ended_at: str | None
    ended_capture: str | None


@dataclass(frozen=True, kw_only=True)
class CommentHistory:
    """A comment with its spans in order of time; `depth` is 0 unless it answers another, `parent` by its number."""

    number: int
    id: str
    parent: int | None
    depth: int
    spans: tuple[CommentSpan, ...]

    @property
    def last(self) -> CommentSpan:
        """The newest span."""
        return self.spans[-1]


def comments_of(db: sqlite3.Connection, article: int) -> list[CommentHistory]:
    """Return the comments of an article, given by its id, as they stand in threads, also those that are gone."""
    return to_comments(map(dict, db.execute(COMMENT_SPANS, {"id": article})))


def to_comments(rows: Iterable[Mapping[str, Any]]) -> list[CommentHistory]:
    """Return the comments in rows of COMMENT_SPANS."""
    found = [(number, list(spans)) for number, spans in groupby(rows, key=lambda row: row["number"])]
    names = CommentSpan.__dataclass_fields__
    return [
        CommentHistory(
            number=number,
            id=spans[-1]["id"],
            parent=spans[0]["parent"],
            depth=depth,
            spans=tuple(CommentSpan(**{name: span[name] for name in names}) for span in spans),
        )
        for depth, (number, spans) in in_thread(found, lambda each: each[0], lambda each: each[1][0]["parent"])
    ]
