"""Lists the articles that a run found new, edited, gone, back or renamed (SQL in values, and pure functions)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from archive.plain import number_in, text_in

EVENTS = ("new", "edit", "gone", "back", "renamed")
# Those of known articles, with the words under which people find them.
LABELS: Mapping[str, str] = {"edit": "changed", "gone": "gone", "back": "back", "renamed": "renamed"}
# In an index stand the changes of a kind by time, and those of a site that are no new articles. The sign sorts after
# what may follow a second; an import tells when it was made, and not when its last capture was.
_OF_RUN = """
FROM runs CROSS JOIN changes ON changes.site = runs.site AND {kinds} AND changed_at >= substr(started_at, 1, 19)
    AND changed_at < iif(imported_at IS NULL, substr(ifnull(finished_at, '9999'), 1, 19) || '~', '9999')
CROSS JOIN captures ON captures.id = changes.capture AND captures.run = runs.id
WHERE runs.id = :run
"""
_COUNT = f"SELECT change, count(*) {_OF_RUN} GROUP BY change"
_LIST = f"""
SELECT change, class, article, article_id, (SELECT title FROM articles WHERE articles.id = article_id),
    words_removed, words_added, version, previous_version
{_OF_RUN} ORDER BY changed_at, article, changes.id LIMIT :most
"""  # noqa: S608 - our own names
_KINDS = {"new": "change = 'new'", "other": "change <> 'new'"}
COUNTS: Mapping[str, str] = {f"count of {name}": _COUNT.format(kinds=kinds) for name, kinds in _KINDS.items()}
LISTS: Mapping[str, str] = {f"list of {name}": _LIST.format(kinds=kinds) for name, kinds in _KINDS.items()}


@dataclass(frozen=True, kw_only=True)
class ChangedArticle:
    """An article that a run found changed.

    `event` is new, edit, gone, back or renamed, `kind` the class of an edit (typo, metadata, headline, addition,
    removal, substantive, rewrite) and else the event. `id` is its row in the table articles. Of an edit, `removed`
    and `added` count words of the text, and `version` and `previous_version` are the two texts; else they are None.
    """

    event: str
    kind: str
    url: str
    id: int | None
    title: str | None
    removed: int | None = None
    added: int | None = None
    version: str | None = None
    previous_version: str | None = None


def to_changed(rows: Sequence[Sequence[Any]]) -> tuple[ChangedArticle, ...]:
    """Return the rows of one of LISTS as values."""
    return tuple(map(_changed, rows))


def to_counts(rows: Sequence[Sequence[Any]]) -> dict[str, int]:
    """Return how many articles were new, edited, gone, back and renamed, from the rows of all COUNTS."""
    counts = {text_in(row[0]): number_in(row[1]) or 0 for row in rows}
    return {name: int(counts.get(name, 0)) for name in EVENTS}


def _changed(row: Sequence[Any]) -> ChangedArticle:
    event = text_in(row[0]) or ""
    is_edit = event == "edit"
    return ChangedArticle(
        event=event,
        kind=text_in(row[1]) or event,
        url=text_in(row[2]) or "",
        id=number_in(row[3]),
        title=text_in(row[4]),
        removed=number_in(row[5]),
        added=number_in(row[6]),
        version=text_in(row[7]) if is_edit else None,
        previous_version=text_in(row[8]) if is_edit else None,
    )
