"""Reads title, authors and date beside an article's text in a page's data (pure)."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

# To add a key: the names that a content system gives the field, the most exact first.
TITLE_KEYS = ("headline", "title", "name")
AUTHOR_KEYS = ("author", "authors", "byline", "bylines", "writers", "writer", "contributors", "creator", "creators")
PUBLISHED_KEYS = (
    "datePublished", "publishedAt", "published_at", "publishDate", "publish_date", "publishedDate", "published_date",
    "publicationDate", "publication_date", "firstPublishedAt", "first_published_at", "firstPublishDate",
    "first_publish_date", "display_date", "publishedOn", "published_on", "pubDate", "published", "date_gmt", "date",
)  # fmt: skip
NAME_KEYS = ("name", "displayName", "display_name", "fullName", "full_name", "title", "value")
WRAPPERS = ("data", "attributes", "node", "fields", "rendered", "basic", "by", "nodes", "edges")
MAX_AUTHORS = 20
MAX_DEPTH = 5
MAX_CHARACTERS = 300
# In seconds since 1970: 1990 to 2100. A larger number counts milliseconds.
SECONDS = (631_152_000, 4_102_444_800)


def fields_of(owner: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """Return the texts of `title`, `authors` and `published_at` that an object has, for each one that it has."""
    found = {
        "title": _texts(owner, TITLE_KEYS)[:1],
        "authors": tuple(dict.fromkeys(_texts(owner, AUTHOR_KEYS)))[:MAX_AUTHORS],
        "published_at": tuple(_dates(owner))[:1],
    }
    return {name: texts for name, texts in found.items() if texts}


def _texts(owner: Mapping[str, Any], keys: tuple[str, ...]) -> tuple[str, ...]:
    """Return the texts at the first of some keys that has any."""
    return next(filter(None, (tuple(_names(owner[key], 0)) for key in keys if key in owner)), ())


def _names(value: Any, depth: int) -> Iterator[str]:
    """Yield a string, or the names of an object or of the objects of a list."""
    if isinstance(value, str):
        if 0 < len(value.strip()) <= MAX_CHARACTERS:
            yield value.strip()
    elif depth < MAX_DEPTH and isinstance(value, list):
        for member in value[:MAX_AUTHORS]:
            yield from _names(member, depth + 1)
    elif depth < MAX_DEPTH and isinstance(value, dict):
        name = next((value[key] for key in NAME_KEYS if isinstance(value.get(key), str) and value[key]), None)
        parts = (value.get("firstName", value.get("first_name")), value.get("lastName", value.get("last_name")))
        if name is None and all(isinstance(part, str) and part for part in parts):
            name = f"{parts[0]} {parts[1]}"
        if name is not None:
            yield from _names(name, depth + 1)
        else:
            for key in WRAPPERS:
                if key in value:
                    yield from _names(value[key], depth + 1)


def _dates(owner: Mapping[str, Any]) -> Iterator[str]:
    for key in PUBLISHED_KEYS:
        value = owner.get(key)
        if isinstance(value, str) and any(character.isdigit() for character in value[:MAX_CHARACTERS]):
            yield value[:MAX_CHARACTERS]
        elif isinstance(value, int | float) and not isinstance(value, bool):
            seconds = value / 1000 if value > SECONDS[1] else value
            if SECONDS[0] < seconds < SECONDS[1]:
                yield datetime.fromtimestamp(seconds, UTC).isoformat()
