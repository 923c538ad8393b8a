"""Lists the changes of articles: first seen, edited, gone, back, renamed (reads the database).

view `changes` | by site, time or article | an edit compared with the version before | ArticleChange
"""

import json
import sqlite3
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, get_args

from archive.diff import Budget, Difference, Kind, compare
from archive.schema import CONTENT, PICTURES_AND_LINKS, to_sql

Event = Literal["new", "edit", "gone", "back", "renamed"]

EVENTS: tuple[Event, ...] = get_args(Event)
# Of each edit in a list, so that one article of many pages does not hold up the others.
MAX_PAIRS = 2_000_000

_CHANGES = """
SELECT changes.*, articles.id, articles.title FROM changes JOIN articles ON articles.url = changes.article
WHERE (:site IS NULL OR changes.site = :site) AND (:article IS NULL OR changes.article = :article)
    AND (:events IS NULL OR change IN (SELECT value FROM json_each(:events)))
    AND (:since IS NULL OR changed_at >= :since) AND (:until IS NULL OR changed_at < :until)
ORDER BY changed_at, changes.article, change, previous_url
"""
_COLUMNS = ", ".join((*CONTENT, *PICTURES_AND_LINKS))
_VERSION = f"SELECT {_COLUMNS} FROM versions WHERE id = ?"  # noqa: S608 - our own names


@dataclass(frozen=True, kw_only=True)
class ArticleChange:
    """One change of an article, as the capture shows it; times are ISO 8601 in UTC.

    `difference` is that of an edit from the version before. `unchanged_until` and `previous_capture` are time and id
    of the last capture before an edit, a departure or a renaming, `capture` the one that shows it. `status`, `reason`
    and `leads_to` are those of the response by which an article was gone or renamed, `previous_url` is the URL of a
    renamed article before. `id` is that of the article.
    """

    changed_at: str
    event: Event
    site: str
    article: str
    id: int
    title: str | None
    capture: str | None
    version: str | None = None
    previous_version: str | None = None
    unchanged_until: str | None = None
    previous_capture: str | None = None
    status: int | None = None
    reason: str | None = None
    previous_url: str | None = None
    leads_to: str | None = None
    difference: Difference | None = None

    @property
    def kind(self) -> Kind | Event:
        """The kind of an edit; of any other change the event."""
        return self.difference.kind if self.difference is not None else self.event


def changes_of(  # noqa: PLR0913 - one keyword for each way to narrow the changes down
    db: sqlite3.Connection,
    *,
    site: str | None = None,
    article: str | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    events: Collection[Event] | None = None,
) -> Iterator[ArticleChange]:
    """Yield the changes of articles from `since` up to, and without, `until` in the order of time.

    With `events` only those of these kinds: edits take most of the time, because their texts are compared.
    """
    asked = {"site": site, "article": article, "since": to_sql(since), "until": to_sql(until)}
    asked["events"] = None if events is None else json.dumps(sorted(events))
    for row in db.execute(_CHANGES, asked).fetchall():
        yield _change(db, row)


def _change(db: sqlite3.Connection, row: sqlite3.Row) -> ArticleChange:
    before, after = row["previous_version"], row["version"]
    return ArticleChange(
        event=row["change"],
        difference=_difference(db, before, after) if row["change"] == "edit" else None,
        **{name: row[name] for name in _SAME_NAMES},
    )


_SAME_NAMES = tuple(name for name in ArticleChange.__dataclass_fields__ if name not in {"event", "difference"})


def _difference(db: sqlite3.Connection, before: str, after: str) -> Difference:
    return compare(_version(db, before), _version(db, after), budget=Budget(MAX_PAIRS))


def _version(db: sqlite3.Connection, version: str) -> Mapping[str, Any]:
    row = db.execute(_VERSION, (version,)).fetchone()
    return dict(row) if row is not None else {}
