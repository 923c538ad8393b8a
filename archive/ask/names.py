"""Tells which names an archive has, for those who ask for others by mistake (reads the database)."""

import sqlite3
from collections.abc import Mapping
from difflib import get_close_matches

from extract.errors import ArchiveError

# Of many names so many are told.
MAX_NAMED = 8
# By the field of a filter: what its values are, the query for one, and that for all of them.
_KNOWN: Mapping[str, tuple[str, str, str]] = {
    "sites": (
        "site",
        "SELECT 1 FROM runs WHERE site = ?1 UNION ALL SELECT 1 FROM captures WHERE site = ?1",
        "SELECT site AS name FROM runs",
    ),
    "authors": ("author", "SELECT 1 FROM authors WHERE name = ?1", "SELECT name FROM authors"),
    "categories": ("category", "SELECT 1 FROM categories WHERE name = ?1", "SELECT name FROM categories"),
    "tags": ("tag", "SELECT 1 FROM tags WHERE name = ?1", "SELECT name FROM tags"),
    "languages": ("language", "SELECT 1 FROM articles WHERE language = ?1", "SELECT language AS name FROM articles"),
    "cites": (
        "cited domain",
        "SELECT 1 FROM links WHERE domain = ?1 UNION ALL SELECT 1 FROM links WHERE host = ?1",
        "SELECT domain AS name FROM links",
    ),
}
NAMED_FIELDS = tuple(_KNOWN)


def check_name(db: sqlite3.Connection, field: str, value: str) -> None:
    """Raise ArchiveError, which tells what there is, if no article has a name; `field` is one of NAMED_FIELDS."""
    # Arguments of a command may have bytes that are no text.
    value = value.encode("utf-8", "replace").decode()
    word, query, every = _KNOWN[field]
    if db.execute(f"{query} LIMIT 1", (value,)).fetchone() is not None:
        return
    common = f"SELECT name FROM ({every}) WHERE name <> '' GROUP BY name ORDER BY count(*) DESC, name"  # noqa: S608 - our own names
    known = [str(row["name"]) for row in db.execute(common)]
    folded = {each.casefold(): each for each in reversed(known)}
    near = [folded[match] for match in get_close_matches(value.casefold(), folded, n=3)]
    meant = f" Did you mean {' or '.join(map(repr, near))}?" if near else ""
    named = ", ".join(known[:MAX_NAMED]) + (", …" if len(known) > MAX_NAMED else "")
    # A damaged database may have what a terminal obeys.
    named = "".join(each if each.isprintable() else " " for each in named)
    raise ArchiveError(f"there is no {word} {value!r}.{meant} There are: {named or 'none'}.")
