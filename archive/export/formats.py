"""The formats of exports, each with what a program has to know of it (values only).

A format is a function that writes what an export holds, and a line in EXPORTERS; docs/add-an-export.md shows how to
add one. Modules that take long to import, or come with the extra `export`, are imported when they are used.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from archive.export.bibliography import write_bibtex, write_csl_json, write_ris
from archive.export.citations import FILE_TYPES
from archive.export.content import Content
from archive.export.csv_file import count_csv, write_csv
from archive.export.datapackage import write_datapackage
from archive.export.describe import to_array_schema, to_csvw, to_lines_schema
from archive.export.documents import write_corpus, write_markdown
from archive.export.json_file import count_lines, write_json, write_ndjson
from archive.export.links import write_edges, write_graphml
from archive.export.parquet_file import count_parquet, write_parquet
from archive.export.sqlite_file import count_sqlite, write_sqlite
from archive.export.xlsx_file import write_xlsx

_ARTICLES = ("articles",)


@dataclass(frozen=True, kw_only=True)
class Exporter:
    """A format of exports.

    `write` gets what the export holds and its destination, and returns the number of rows that it wrote. The
    destination is, by `makes`, of a "stream" a binary stream, which need not be seekable; of a "file" the path of a
    file that it is to make; of a "folder" a Folder, in which it opens files by their names.

    `tables` are those that it can hold, all if there are none. With `nests` articles have lists within them. Without
    `has_columns` it has fields of its own, of which none can be chosen. `extra` is the module that comes with the
    extra `export` and without which it does not work. `count` reads a file back, where that takes little time beside
    the writing, and returns the number of rows. `describe` makes the file that describes the columns where the format
    itself has no place for that, of the name of the file; `beside` is the ending of its name, behind the file's own.
    `rows` says what is counted.
    """

    description: str
    ending: str
    media_type: str
    write: Callable[[Content, Any], int]
    makes: Literal["stream", "file", "folder"] = "stream"
    tables: tuple[str, ...] = ()
    nests: bool = False
    has_columns: bool = True
    extra: str = ""
    count: Callable[[Path], int] | None = None
    describe: Callable[[Content, str], bytes] | None = None
    beside: str = ""
    rows: str = "rows of {table}"


EXPORTERS: Mapping[str, Exporter] = {
    "csv": Exporter(
        description="comma-separated values; --excel for spreadsheets",
        ending="csv",
        media_type="text/csv; charset=utf-8; header=present",
        write=write_csv,
        count=count_csv,
        describe=to_csvw,
        beside="-metadata.json",
    ),
    "json": Exporter(
        description="an array of objects; articles with links, images, comments and addresses",
        ending="json",
        media_type="application/json",
        write=write_json,
        nests=True,
        describe=to_array_schema,
        beside=".schema.json",
    ),
    "ndjson": Exporter(
        description="the same, an object a line",
        ending="ndjson",
        media_type="application/x-ndjson",
        write=write_ndjson,
        nests=True,
        count=count_lines,
        describe=to_lines_schema,
        beside=".schema.json",
    ),
    "xlsx": Exporter(
        description="a workbook for spreadsheets",
        ending="xlsx",
        media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        write=write_xlsx,
        makes="file",
        extra="xlsxwriter",
    ),
    "parquet": Exporter(
        description="typed columns for pandas, R, DuckDB and Spark; articles with lists within them",
        ending="parquet",
        media_type="application/vnd.apache.parquet",
        write=write_parquet,
        makes="file",
        nests=True,
        extra="pyarrow",
        count=count_parquet,
    ),
    "sqlite": Exporter(
        description="an archive of its own with the chosen articles and all that belongs to them",
        ending="db",
        media_type="application/vnd.sqlite3",
        write=write_sqlite,
        makes="file",
        tables=("articles",),
        count=count_sqlite,
    ),
    "datapackage": Exporter(
        description="a folder or ZIP file of CSV files with keys, and datapackage.json which describes them",
        ending="zip",
        media_type="application/zip",
        write=write_datapackage,
        makes="folder",
        tables=_ARTICLES,
    ),
    "bibtex": Exporter(
        description="a bibliography for LaTeX, an entry an article",
        ending=FILE_TYPES["bibtex"][1],
        media_type=FILE_TYPES["bibtex"][0],
        write=write_bibtex,
        tables=_ARTICLES,
        rows="articles",
        has_columns=False,
    ),
    "ris": Exporter(
        description="a bibliography for Zotero, EndNote and Mendeley",
        ending=FILE_TYPES["ris"][1],
        media_type=FILE_TYPES["ris"][0],
        write=write_ris,
        tables=_ARTICLES,
        rows="articles",
        has_columns=False,
    ),
    "csl-json": Exporter(
        description="a bibliography for citation processors",
        ending=FILE_TYPES["csl-json"][1],
        media_type=FILE_TYPES["csl-json"][0],
        write=write_csl_json,
        tables=_ARTICLES,
        rows="articles",
        has_columns=False,
    ),
    "markdown": Exporter(
        description="a folder, or a ZIP file, with a Markdown file an article; its fields are YAML front matter",
        ending="zip",
        media_type="application/zip",
        write=write_markdown,
        makes="folder",
        tables=_ARTICLES,
        rows="articles",
    ),
    "txt": Exporter(
        description="the same with plain texts, and metadata.csv with their fields",
        ending="zip",
        media_type="application/zip",
        write=write_corpus,
        makes="folder",
        tables=_ARTICLES,
        rows="articles",
    ),
    "graphml": Exporter(
        description="who cites whom, for Gephi and networkx",
        ending="graphml",
        media_type="application/graphml+xml",
        write=write_graphml,
        tables=_ARTICLES,
        rows="articles and what they cite",
        has_columns=False,
    ),
    "edges": Exporter(
        description="who cites whom, a line of CSV for each article and what it cites",
        ending="csv",
        media_type="text/csv; charset=utf-8; header=present",
        write=write_edges,
        tables=_ARTICLES,
        rows="articles and what they cite",
        has_columns=False,
    ),
}
