"""Defines the columns of an export: their names, kinds and descriptions, and the SQL that gives each (pure)."""

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Literal, NamedTuple

from archive.schema import PACKED, RULE_SET, RULES, SEEN, TABLES, describe, rules_of_reading
from extract.errors import ExportError

# `names` is a list of texts, `json` another list or an object; `time` is ISO 8601 text in UTC, `day` is YYYY-MM-DD.
Kind = Literal["text", "integer", "real", "boolean", "time", "day", "names", "json"]


# Numbers of up to 16 digits, of which spreadsheets keep 15: there a whole column of them is texts, also short ones.
_IDS = frozenset({"id", "article", "article_id", "copy", "original", "rules"})


class Field(NamedTuple):
    """A column of an export: its name, the kind of its values, what it says, and its SQL (by default its name)."""

    name: str
    kind: Kind
    description: str = ""
    sql: str = ""

    @property
    def is_id(self) -> bool:
        """Whether its numbers name rows, and are no quantities."""
        return self.kind == "integer" and self.name in _IDS


# Of an article the reading from which it comes: the rule that found each field, and its confidence.
FROM_READING = RULES
_KEY = "Short key of the article: the letter a and its id in base32, so that no spreadsheet takes it for a number"
_ID = "The article, as in articles.id"
# What the text of an article or version stands in; `--no-body` leaves it out.
BODY = ("body_text", "body_markdown", "body_html")

# The text, and its Markdown and HTML, packed.
_PACKED = "CAST(versions.body_text AS BLOB), versions.body_forms"
_BODY = (
    Field("body_text", "text", "The text, paragraphs separated by a blank line", "versions.body_text"),
    Field("body_markdown", "text", "The text with its structure and links, as Markdown", f"markdown_of({_PACKED})"),
    Field("body_html", "text", "The text as sanitised HTML", f"html_of({_PACKED})"),
)

# What a query gives in the place of a text and its forms, which are unpacked afterwards: SQLite would ask for each of
# them by itself, and for the text once more to unpack its forms.
STORED_FORMS = {"body_text": "NULL", "body_markdown": "versions.body_forms", "body_html": "versions.packed_text"}

# How SQLite holds a list, an object and a truth value.
_HELD, _ONE, _ZERO = re.compile(r" \(JSON[^()]*\)"), re.compile("1(?= if )"), re.compile("(?<=[,;] )0(?= )")
# Lists of texts; other lists hold objects.
_NAMES = frozenset({"authors", "categories", "tags", "breadcrumbs", "changed"})
_KINDS: Mapping[str, Kind] = {
    "text": "text", "integer": "integer", "number": "real", "boolean": "boolean", "time": "time", "day": "day",
    "list": "json", "object": "json", "bytes": "text",
}  # fmt: skip


def fields_of(table: str) -> tuple[Field, ...]:
    """Return all columns of an exported table, in order."""
    own = [
        Field(name, "names" if name in _NAMES else _KINDS[kind], _as_exported(text), f'"{table}"."{name}"')
        for name, kind, text in describe(table)
        if name not in PACKED
    ]
    if RULE_SET in TABLES.get(table, TABLES["articles"]).columns:
        place = next(number for number, field in enumerate(own) if field.name == RULE_SET)
        own[place : place + 1] = _rules()
    return (*_BEFORE.get(table, ()), *_with_body(table, own), *_AFTER.get(table, ()))


def _rules() -> list[Field]:
    """Return what a reading has of its set of rules, which the schema has once for all of its readings."""
    columns = TABLES["rule_sets"].columns
    return [Field(name, "json", _as_exported(columns[name].description), rules_of_reading(name)) for name in RULES]


def _as_exported(description: str) -> str:
    """Return what a column says without how SQLite holds it: each format has its own lists and truth values."""
    told = _HELD.sub("", description)
    return _ZERO.sub("false", _ONE.sub("true", told, count=1), count=1) if _ONE.match(told) else told


def _with_body(table: str, own: list[Field]) -> list[Field]:
    """Return the columns of a table with all forms of the text, which the schema has once."""
    if table not in {"articles", "versions"}:
        return own
    place = next(number for number, field in enumerate(own) if field.name == "word_count")
    own = [field for field in own if field.name != "body_text"]
    return [*own[: place - (table == "versions")], *_BODY, *own[place - (table == "versions") :]]


def as_stored(fields: Sequence[Field]) -> tuple[Field, ...]:
    """Return the columns for a query whose rows `decoder_of` unpacks: a text and its forms are unpacked at once."""
    if not set(STORED_FORMS) <= {field.name for field in fields}:
        return tuple(fields)
    return tuple(field._replace(sql=STORED_FORMS.get(field.name, field.sql)) for field in fields)


def chosen_fields(
    table: str, names: Sequence[str] = (), *, body: bool = True, also: Sequence[str] = ()
) -> tuple[Field, ...]:
    """Return the columns of a table, those of `names` in their order if there are any; without `body` no texts.

    Raises ExportError for a name that is neither a column nor in `also`.
    """
    fields = {field.name: field for field in fields_of(table) if body or field.name not in BODY}
    if not body and (texts := [name for name in names if name in BODY]):
        raise ExportError(f"The column {texts[0]} is a text, and no texts were asked for: choose it, or --no-body.")
    unknown = [name for name in names if name not in fields and name not in also]
    if unknown:
        known = [*fields, *also]
        raise ExportError(f"There is no column {unknown[0]!r} in {table}. {did_you_mean(unknown[0], known)}")
    return tuple(fields[name] for name in dict.fromkeys(names) if name in fields) if names else tuple(fields.values())


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """Return what someone may have meant, and all that there is."""
    near = get_close_matches(word, known, n=2)
    meant = f"Did you mean {' or '.join(near)}? " if near else ""
    return f"{meant}There are: {', '.join(known)}."


_BEFORE: Mapping[str, tuple[Field, ...]] = {
    "articles": (Field("key", "text", _KEY, "article_key(articles.id)"),),
    "versions": (
        Field("key", "text", _KEY, "article_key(articles.id)"),
        Field(
            "article", "text", "URL of the article, as in articles.url; empty if it is part of none", "shown.article"
        ),
        Field("article_id", "integer", f"{_ID}; empty if it is part of none", "articles.id"),
        Field("site", "text", "Name of the site's profile", "shown.site"),
        Field("address", "text", "URL of the page that first showed it, normalised", "shown.own_url"),
        Field("first_seen_at", "time", "Time of the first capture that showed it", "shown.first_seen_at"),
        Field("published_day", "day", SEEN["published_day"].description, "shown.published_day"),
        Field("published_offset", "text", SEEN["published_offset"].description, "shown.published_offset"),
    ),
}
_AFTER: Mapping[str, tuple[Field, ...]] = {
    "articles": tuple(_rules()),
}
