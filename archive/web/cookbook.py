"""Writes docs/cookbook.md out of the headers of the canned queries (pure, but for printing it): `make cookbook`."""

import re
import sys
from collections.abc import Iterator, Mapping

from archive.web.canned import SECTIONS, Query, load_queries

_INTRODUCTION = """# Cookbook

{count} questions that `commentary serve` answers without any SQL of your own. Each has a page with a form for what it
asks, its rows as JSON and CSV, and a chart where one helps. A field left empty excludes nothing. With `.csv` or
`.json` behind a page's address its rows come as a file. To add one, see [add a query](add-a-query.md).

This page is made of the queries' own headers.
"""
# Texts and comments hold colons that are no parameters.
_NO_SQL = re.compile(r"'[^']*'|--[^\n]*")
_PARAMETER = re.compile(r"(?<![\w:]):(\w+)")


def parameters(sql: str) -> list[str]:
    """Return the names of a query's parameters, in order."""
    return list(dict.fromkeys(_PARAMETER.findall(_NO_SQL.sub("", sql))))


def cookbook(queries: Mapping[str, Query]) -> str:
    """Return the cookbook as Markdown: under each section its questions in the order of their titles."""
    return "\n".join(_lines(queries))


def _lines(queries: Mapping[str, Query]) -> Iterator[str]:
    yield _INTRODUCTION.format(count=len(queries))
    for section in SECTIONS:
        yield f"## {section}\n"
        chosen = [(query["title"], name, query) for name, query in queries.items() if query["section"] == section]
        for title, name, query in sorted(chosen, key=lambda each: each[:2]):
            yield f"### {title}\n"
            yield f"{query['description']}\n"
            yield f"{'. '.join(_facts(name, query))}.\n"


def _facts(name: str, query: Query) -> Iterator[str]:
    yield f"Address: `/commentary/{name}`"
    if asked := parameters(query["sql"]):
        yield f"Fields: {', '.join(f'`{each}`' for each in asked)}"
    if chart := query.get("chart"):
        by = f", one for each {chart['by']}" if chart["by"] else ""
        yield f"Chart: {chart['kind']} of {chart['y']} by {chart['x']}{by}"


if __name__ == "__main__":
    sys.stdout.write(cookbook(load_queries()))
