"""Writes each article as a document of its own: Markdown with front matter in YAML, or plain text.

A document is named `2026/2026-03-01-why-trees-a0123456789a.md`, after the site's day of publication, the title in
ASCII and the article's short key: a name that every file system takes, and that stays while title and day do.
"""

import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import yaml

from archive.export.content import Content
from archive.export.csv_file import cell_of_csv, to_line
from archive.export.describe import to_csvw
from archive.export.fields import BODY, Field, chosen_fields, fields_of
from archive.export.folder import Folder
from archive.export.records import Record, read_records
from extract.text import fold_name

MAX_SLUG = 60
UNDATED = "undated"
METADATA = "metadata.csv"
_FILE = Field("file", "text", "Name of the file with the text of the article")
# What a document is named after.
_NAMED_AFTER = ("key", "title", "published_day")
_NO_LETTERS = re.compile(r"[^a-z0-9]+")
_DAY = re.compile(r"(\d{4})-\d\d-\d\d")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d.*")
_KINDS = {field.name: field.kind for field in fields_of("articles")}
# libyaml's is ten times as fast, and ships with every wheel of PyYAML.
_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def write_markdown(content: Content, folder: Folder) -> int:
    """Write each article as a Markdown file: its columns as front matter, then its text, with images as links."""
    shown = {field.name for field in content.fields}
    count = 0
    articles = content.told(_articles(content, "body_markdown"))
    for count, article in enumerate(articles, 1):  # noqa: B007 - the last number is the result
        front = {name: value for name, value in article.items() if name in shown}
        with folder.open(document_name(article, "md")) as out:
            out.write(to_markdown(front | {"body_markdown": article.get("body_markdown")}))
    return count


def write_corpus(content: Content, folder: Folder) -> int:
    """Write the text of each article into a file, and its name and columns into a line of `metadata.csv`.

    What these columns mean stands beside it, as CSVW.
    """
    fields = [field for field in content.fields if field.name not in BODY]
    shown = [field.name for field in fields]
    count = 0
    with tempfile.TemporaryFile() as kept:
        kept.write(to_line(("file", *shown)))
        articles = content.told(_articles(content, "body_text"))
        for count, article in enumerate(articles, 1):  # noqa: B007 - the last number is the result
            name = document_name(article, "txt")
            with folder.open(name) as out:
                out.write(to_text(article))
            kept.write(to_line((name, *(cell_of_csv(article[column]) for column in shown))))
        kept.seek(0)
        # A ZIP file takes one file at a time.
        with folder.open(METADATA) as out:
            shutil.copyfileobj(kept, out)
    with folder.open(f"{METADATA}-metadata.json") as out:
        out.write(to_csvw(replace(content, fields=(_FILE, *fields)), METADATA))
    return count


def _articles(content: Content, body: str) -> Iterator[Record]:
    """Yield the articles with the columns that were asked for, those that name a document, and a text."""
    chosen = [field for field in content.fields if field.name not in BODY]
    needed = chosen_fields("articles", (*_NAMED_AFTER, *([body] if content.options.body else [])))
    fields = {field.name: field for field in (*chosen, *needed)}
    return read_records(content.db, content.chosen, tuple(fields.values()), {})


def document_name(article: Mapping[str, Any], ending: str) -> str:
    """Return the path of an article's document, with an ending such as `md`."""
    words = "-".join(fold_name(word) for word in str(article.get("title") or "").split())
    slug = _NO_LETTERS.sub("-", words)[:MAX_SLUG].strip("-")
    day = _DAY.match(str(article.get("published_day") or ""))
    folder, first = (day[1], day[0]) if day else (UNDATED, "")
    return f"{folder}/{'-'.join(part for part in (first, slug, str(article['key'])) if part)}.{ending}"


def to_markdown(article: Mapping[str, Any]) -> bytes:
    """Return an article as Markdown: every field but the texts as YAML, then `body_markdown`.

    Times and days are YAML's own, lists are lists; fields without a value are left out.
    """
    front = {
        name: _typed(name, value)
        for name, value in article.items()
        if name not in BODY and value not in (None, "", [], {})
    }
    head = yaml.dump(front, Dumper=_DUMPER, allow_unicode=True, sort_keys=False, width=10**6)
    return f"---\n{head}---\n\n{_text(article.get('body_markdown'))}\n".encode()


def to_text(article: Mapping[str, Any]) -> bytes:
    """Return the text of an article, and nothing else."""
    return f"{_text(article.get('body_text'))}\n".encode()


def _text(value: object) -> str:
    # As HTML's parsers do: readers of text take a NUL for its end.
    return str(value or "").replace("\0", "\ufffd").strip("\n")


def _typed(name: str, value: Any) -> Any:
    """Return the value of a column of days or times as such; any other as it is, as is what no calendar has.

    A title may look like a day, and is a text.
    """
    if not isinstance(value, str):
        return value
    try:
        if _KINDS.get(name) == "time" and _TIME.fullmatch(value):
            return datetime.fromisoformat(value)
        return date.fromisoformat(value) if _KINDS.get(name) == "day" and _DAY.fullmatch(value) else value
    except ValueError:
        return value
