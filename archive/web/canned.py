"""Loads the canned queries, each an SQL file with a header comment (pure but for `load_queries`, which reads files).

    -- title: Latest articles
    -- section: Articles
    -- description: The newest articles,
    --   by date of publication.
    -- chart: bars x=month y=articles by=category
    select …

A chart is drawn if the header has that line. With `-- counts: articles by author domain` the numbers of that column
lead to their articles. docs/add-a-query.md shows how to add one.
"""

import re
from collections.abc import Iterator
from importlib.resources import files
from typing import NotRequired, TypedDict

from archive.web.charts import ChartSpec, parse_spec
from archive.web.lists import Counted, parse_counted
from extract.errors import ArchiveError

_HEADER = re.compile(r"(?:--[^\n]*\n)+")
_ENTRY = re.compile(r"-- (\w+): (\S.*)")
_MORE = re.compile(r"--   (\S.*)")
_ENTRIES = ("title", "section", "description")
_OPTIONAL = ("chart", "counts")

# The home page lists the queries under these headings, in this order.
SECTIONS = ("Articles", "Time", "Authors", "Sources", "Changes", "Quality", "Crawling")


class Query(TypedDict):
    """A query in the form of Datasette's metadata."""

    title: str
    section: str
    description: str
    sql: str
    chart: NotRequired[ChartSpec]
    counts: NotRequired[Counted]


def load_queries() -> dict[str, Query]:
    """Return the shipped queries by name."""
    found = sorted(files("archive.web").joinpath("queries").iterdir(), key=lambda file: file.name)
    return {
        file.name.removesuffix(".sql"): parse_query(file.name, file.read_text(encoding="utf-8"))
        for file in found
        if file.name.endswith(".sql")
    }


def parse_query(file: str, text: str) -> Query:
    """Return the query in the text of a file; raise ArchiveError with the file's name if its header is malformed."""
    header = _HEADER.match(text)
    if header is None:
        raise ArchiveError(
            f"queries/{file} does not begin with a comment that gives its title, section and description."
        )
    entries: dict[str, str] = {}
    for name, words in _entries(file, header[0]):
        known = (*_ENTRIES, *_OPTIONAL)
        if name not in known or name in entries:
            problem = "twice" if name in entries else f"which is none of {', '.join(known)}"
            raise ArchiveError(f"queries/{file}: its header has {name!r}, {problem}.")
        entries[name] = words
    missing = [name for name in _ENTRIES if name not in entries]
    sql = text[header.end() :].strip()
    if missing or not sql:
        raise ArchiveError(f"queries/{file} has no {missing[0] if missing else 'SQL under its header'}.")
    if entries["section"] not in SECTIONS:
        raise ArchiveError(f"queries/{file}: its section is {entries['section']!r}, none of {', '.join(SECTIONS)}.")
    query = Query(title=entries["title"], section=entries["section"], description=entries["description"], sql=sql)
    if "chart" in entries:
        try:
            query["chart"] = parse_spec(entries["chart"])
        except ValueError as error:
            raise ArchiveError(f"queries/{file}: its chart: {error}.") from error
    if "counts" in entries:
        try:
            query["counts"] = parse_counted(entries["counts"])
        except ValueError as error:
            raise ArchiveError(f"queries/{file}: what it counts: {error}.") from error
    return query


def _entries(file: str, header: str) -> Iterator[tuple[str, str]]:
    name, words = "", ""
    for number, line in enumerate(header.splitlines(), 1):
        if entry := _ENTRY.fullmatch(line):
            if name:
                yield name, words
            name, words = entry[1], entry[2]
        elif name and (more := _MORE.fullmatch(line)):
            words += " " + more[1]
        else:
            raise ArchiveError(f"queries/{file}, line {number}: expected '-- title: …' or '--   more words'.")
    yield name, words
