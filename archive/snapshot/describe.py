"""Writes the README and datapackage.json of a snapshot (pure).

The README is for a reader who has the files and nothing else: neither this program nor its makers.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from archive.schema import TABLES, VIEWS
from archive.snapshot.cut import Cut
from archive.snapshot.tables import describe_table

README_NAME, PACKAGE_NAME = "README.md", "datapackage.json"

_README = """# A snapshot of a Commentary Archive

These files hold what commentary sites published on the web, as a program fetched it, and how it changed: every
response byte for byte, and a database of the articles that were read from the responses.

| | |
| --- | --- |
| State of | {state_at} (UTC), the time of the newest thing in it |
| Captures | {captures:,} responses, from {first_at} to {last_at} |
| Articles | {articles:,}, in {versions:,} versions |
| Crawls | {runs:,} |
| Written by | {software}, with SQLite {sqlite} |

{sites}
{running}
## Are the files whole?

The folder is a BagIt bag (RFC 8493). Every file's SHA-256 is written down. With the tools of any Unix system, in this
folder:

```
sha256sum -c manifest-sha256.txt
sha256sum -c tagmanifest-sha256.txt
```

`bagit.py --validate .` checks the same and says if a file is missing or too many. The checksums find damage. Whoever
can change the files can also change the checksums: to prove that nobody did, keep a copy of `tagmanifest-sha256.txt`
or its own checksum elsewhere.

## What is where

| path | what | read it with |
| --- | --- | --- |
| `data/warc/` | requests and responses as they were, WARC 1.1 (ISO 28500), each record a gzip member | `gzip -dc`, any WARC reader, any web archive player |
| `data/commentary.db` | the database, SQLite 3, with full-text search | `sqlite3`, and most programs that read tables |
| `data/tables/` | the same tables as CSV (RFC 4180, UTF-8) | any spreadsheet or statistics program; import all columns as text |
| `data/sites/` | the operator's own rules by which the pages were read, TOML | any editor |
| `data/shipped-sites/` | the rules that came with the program | any editor |
| `datapackage.json` | these tables and files, described for machines (Data Package) | any JSON reader |

The WARC files are the record. The database follows from them and can be made anew. A CSV cell that is empty is either
missing or an empty text; the database tells which. Cells may begin with `=` or `+`, as the pages had it: a
spreadsheet must not run them as formulas.

All times are in UTC, as ISO 8601. Columns called JSON hold JSON arrays or objects.

## How to find the response behind a value

1. An article is a row of `articles`; its column `capture` is the `id` of a row of `captures`. Each row of `readings`
   says what one capture showed, and each row of `versions` is one text.
2. A capture names its file (`warc`), and where its record is in it (`offset` and `length`, in bytes).
3. `tail -c +$((OFFSET + 1)) data/warc/FILE | head -c LENGTH | gzip -dc` writes the record: its WARC fields, an empty
   line, the head of the HTTP response, an empty line, and the body as it was received.

`WARC-Payload-Digest` is the SHA-1 of the body, in base 32. A record with the field `Commentary-Redacted` is not as it
was received: something that had to be removed stood in it, and `Commentary-Original-Payload-Digest` is the digest
that its body had. The table `tombstones` lists the removals, without the addresses.

## How to use it again

With the program: `commentary restore FOLDER --data NEW-FOLDER` checks every checksum and makes an archive that can be
searched, crawled further and rebuilt (`commentary replay`). Without it: the files above need nothing of ours.

## What is not in it

Requests that were still to be sent, the operator's contact (`settings.toml`), and the list of pages that could not be
read in time. Pictures, films and scripts only where the table `captures` lists them.

The texts belong to those who wrote or published them. Nothing here grants a right to publish them again.

## The tables
{tables}
## The views

The database also has these, which follow from the tables.
{views}"""  # noqa: E501 - a row of a table is one line


def readme(cut: Cut, *, software: str, sqlite: str) -> str:
    """Return the README of a snapshot; the dictionary of tables is that of the schema."""
    sites = [f"Sites, with their captures: {', '.join(f'{site} ({count:,})' for site, count in cut.sites)}.", ""]
    running = [
        "A crawl was under way when the snapshot was taken. What the database knew of it is here, and its row",
        f"in `runs` has the status `running`: {', '.join(cut.running)}.",
        "",
    ]
    return _README.format(
        **{name: getattr(cut, name) for name in ("captures", "articles", "versions", "runs")},
        state_at=cut.state_at or "no time: it is empty",
        first_at=cut.first_at or "none",
        last_at=cut.last_at or "none",
        software=software,
        sqlite=sqlite,
        sites="\n".join(sites if cut.sites else []),
        running="\n".join(running if cut.running else []),
        tables="".join(_dictionary(name, table.description, _columns(name)) for name, table in TABLES.items()),
        views="".join(_dictionary(name, view.description, view.columns) for name, view in VIEWS.items()),
    )


def data_package(
    cut: Cut, *, software: str, sizes: Mapping[str, int], digests: Mapping[str, str], tables: Mapping[str, str]
) -> str:
    """Return datapackage.json (Data Package, version 1) for the files of the payload.

    `sizes` and `digests` are by path in the bag, `tables` are the paths of CSV files by table.
    """
    by_path = {path: name for name, path in tables.items()}
    package = {
        "profile": "data-package",
        "name": "commentary-archive",
        "title": "A snapshot of a Commentary Archive",
        "description": "What commentary sites published, as it was fetched, and how it changed. See README.md.",
        "version": cut.state_at[:10] or "0",
        "sources": [{"title": site} for site, _ in cut.sites] or [{"title": "none yet"}],
        "contributors": [{"title": software, "role": "wrangler"}],
        "resources": [
            _resource(place, path, sizes[path], digests[path], by_path.get(path))
            for place, path in enumerate(sorted(sizes), 1)
        ],
    }
    if cut.state_at:
        package["created"] = cut.state_at
    return json.dumps(package, ensure_ascii=False, indent=1) + "\n"


def _resource(place: int, path: str, size: int, digest: str, table: str | None) -> dict[str, Any]:
    name = f"table-{table.replace('_', '-')}" if table else f"file-{place}"
    resource: dict[str, Any] = {"name": name, "path": path, "bytes": size, "hash": f"sha256:{digest}"}
    if table:
        resource |= {
            "profile": "tabular-data-resource",
            "title": table,
            "description": TABLES[table].description,
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "schema": describe_table(table),
        }
    return resource


def _columns(table: str) -> Mapping[str, str]:
    return {name: column.description for name, column in TABLES[table].columns.items()}


def _dictionary(name: str, description: str, columns: Mapping[str, str]) -> str:
    rows: Sequence[str] = [f"| `{column}` | {_one_cell(text)} |" for column, text in columns.items()]
    return "\n".join(["", f"### {name}", "", f"{description}.", "", "| column | holds |", "| --- | --- |", *rows, ""])


def _one_cell(text: str) -> str:
    return text.replace("|", "\\|")
