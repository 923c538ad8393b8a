"""Lists the changes of articles: first seen, edited, gone, back, renamed (reads the database).

table `changes` | by site, time, class or article | ArticleChange | an edit compared with the version before
"""

import json
import sqlite3
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal, get_args

from archive.diff import Budget, Difference, Kind, compare
from archive.schema import COMPARED, CONTENT, items_of, to_sql

Event = Literal["new", "edit", "gone", "back", "renamed"]

EVENTS: tuple[Event, ...] = get_args(Event)
# Of each edit in a list, so that one article of many pages does not hold up the others.
MAX_PAIRS = 2_000_000

_CHANGES = """
SELECT changes.*, articles.title FROM changes JOIN articles ON articles.id = changes.article_id
WHERE {conditions} ORDER BY changed_at, changes.article, change, previous_url
"""
_CONDITIONS = {
    "site": "changes.site = :site",
    "article": "changes.article = :article",
    "classes": "EXISTS (SELECT 1 FROM json_each(:classes) WHERE value IN (class, change))",
    "since": "changed_at >= :since",
    "until": "changed_at < :until",
}
_COLUMNS = ", ".join(COMPARED)
_VERSION = f"SELECT {_COLUMNS} FROM versions WHERE id = ?"  # noqa: S608 - our own names
# The text in its forms, and the date as printed, change with what they follow from.
_UNTOLD = {name for name, column in CONTENT.items() if column.edit == "body"} | {"published_text"}


@dataclass(frozen=True, kw_only=True)
class ArticleChange:
    """One change of an article, as the capture shows it; times are ISO 8601 in UTC.

    `kind` is the class of an edit, of any other change the event. Of an edit, `fields` are those that differ but for
    the text, and `removed` and `added` count words of the text; `difference`, from the version before, is None unless
    it was asked for. `unchanged_until` and `previous_capture` are time and id of the last capture before an edit, a
    departure or a renaming, `capture` the one that shows it. `status`, `reason` and `leads_to` are those of the
    response by which an article was gone or renamed, `previous_url` is the URL of a renamed article before. `id` is
    that of the article.
    """

    changed_at: str
    event: Event
    kind: Kind | Event
    site: str
    article: str
    id: int
    title: str | None
    capture: str | None
    version: str | None = None
    previous_version: str | None = None
    unchanged_until: str | None = None
    previous_capture: str | None = None
    fields: tuple[str, ...] = ()
    removed: int | None = None
    added: int | None = None
    status: int | None = None
    reason: str | None = None
    previous_url: str | None = None
    leads_to: str | None = None
    difference: Difference | None = None


def changes_of(  # noqa: PLR0913 - one keyword for each way to narrow the changes down
    db: sqlite3.Connection,
    *,
    site: str | None = None,
    article: str | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    classes: Collection[str] = (),
) -> Iterator[ArticleChange]:
    """Yield the changes of articles from `since` up to, and without, `until` in the order of time.

    `classes` are kinds and events of which there are to be changes, all if there are none; `edit` stands for all
    kinds of edits.
    """
    asked = {"site": site, "article": article, "since": to_sql(since), "until": to_sql(until)}
    asked["classes"] = json.dumps(sorted(classes)) if classes else None
    given = [condition for name, condition in _CONDITIONS.items() if asked[name] is not None]
    query = _CHANGES.format(conditions=" AND ".join(given) or "TRUE")
    yield from map(_change, db.execute(query, asked).fetchall())


def with_difference(db: sqlite3.Connection, change: ArticleChange) -> ArticleChange:
    """Return a change with its difference, if it is an edit; its texts are compared."""
    if change.event != "edit":
        return change
    before, after = (_version(db, version) for version in (change.previous_version, change.version))
    return replace(change, difference=compare(before, after, budget=Budget(MAX_PAIRS)))


def _change(row: sqlite3.Row) -> ArticleChange:
    changed = dict.fromkeys(map(str, items_of(row["changed"])))
    fields = [name for name in changed if name not in _UNTOLD or changed.keys() <= {"published_text"}]
    return ArticleChange(
        event=row["change"],
        kind=row["class"],
        id=row["article_id"],
        fields=tuple(fields),
        removed=row["words_removed"],
        added=row["words_added"],
        **{name: row[name] for name in _SAME_NAMES},
    )


_OTHER_NAMES = {"event", "kind", "id", "fields", "removed", "added", "difference"}
_SAME_NAMES = tuple(name for name in ArticleChange.__dataclass_fields__ if name not in _OTHER_NAMES)


def _version(db: sqlite3.Connection, version: str | None) -> Mapping[str, Any]:
    row = db.execute(_VERSION, (version,)).fetchone()
    return dict(row) if row is not None else {}
