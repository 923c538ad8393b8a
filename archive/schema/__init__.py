"""Describes the tables, columns and views of the database, and converts values to rows (pure, but for `insert_rows`).

Every column carries the description that Datasette shows.
"""

from archive.schema.columns import (
    CONTENT,
    ONLY_IN_READINGS,
    SCHEMA_VERSION,
    SEEN,
    Column,
    EditKind,
    columns_of_edit,
)
from archive.schema.comparison import PICTURES_AND_LINKS, differing_columns, fold, version_columns
from archive.schema.rows import (
    CONTENT_OF_VERSION,
    PART,
    Row,
    address_of,
    article_id,
    capture_of,
    capture_row,
    host_of,
    link_rows,
    listed_rows,
    name_rows,
    part_row,
    reading_row,
    refusal_row,
    source_rows,
    summary_row,
    to_json,
    to_sql,
    unfetched_rows,
    version_row,
    with_version_id,
)
from archive.schema.statements import insert_rows
from archive.schema.tables import INDEXES, SEARCHED, TABLES
from archive.schema.views import LISTED_URLS, VIEWS, url_status_select

__all__ = [
    "CONTENT",
    "CONTENT_OF_VERSION",
    "INDEXES",
    "LISTED_URLS",
    "ONLY_IN_READINGS",
    "PART",
    "PICTURES_AND_LINKS",
    "SCHEMA_VERSION",
    "SEARCHED",
    "SEEN",
    "TABLES",
    "VIEWS",
    "Column",
    "EditKind",
    "Row",
    "address_of",
    "article_id",
    "capture_of",
    "capture_row",
    "columns_of_edit",
    "differing_columns",
    "fold",
    "host_of",
    "insert_rows",
    "link_rows",
    "listed_rows",
    "name_rows",
    "part_row",
    "reading_row",
    "refusal_row",
    "source_rows",
    "summary_row",
    "to_json",
    "to_sql",
    "unfetched_rows",
    "url_status_select",
    "version_columns",
    "version_row",
    "with_version_id",
]
