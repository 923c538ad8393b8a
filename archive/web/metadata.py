"""Describes an archive to Datasette: settings, tables by the schema, queries (pure, but reads the queries' files)."""

from typing import Any

from archive.schema import TABLES, VIEWS
from archive.web.canned import load_queries
from archive.web.plugins.failure import TIME_LIMIT_MS

NAME = "commentary"

# For one reader on the machine that has the archive, while a crawl may be writing.
SETTINGS = {
    "sql_time_limit_ms": TIME_LIMIT_MS,
    "facet_time_limit_ms": 300,
    # More than a reader scrolls through; `commentary export` gives all rows.
    "max_returned_rows": 5_000,
    "default_page_size": 50,
    "default_facet_size": 12,
    # Useful facets are configured below; to suggest others, Datasette would read every column of every article.
    "suggest_facets": False,
    # A copy of a database that is being written to may be damaged; published.py makes a whole one if it is asked to.
    "allow_download": False,
    # The archive may change between two requests.
    "default_cache_ttl": 0,
    "truncate_cells_html": 300,
    "max_csv_mb": 0,
}

# Tables that are listed under "more tables": their rows are shown on the pages of other rows. The table `runs` leaves
# its URL to the query of that name.
HIDDEN = (
    "addresses",
    "attempts",
    "authors",
    "capture_days",
    "categories",
    "compared_texts",
    "gaps",
    "images",
    "probes",
    "run_measures",
    "run_rules",
    "runs",
    "sources",
    "tags",
    "unfetched",
    "warcs",
)

TABLE_OPTIONS: dict[str, dict[str, object]] = {
    "articles": {
        "label_column": "title",
        "sort_desc": "published_at",
        # Named, because Datasette does not recognise an index whose content table stands in single quotes.
        "fts_table": "articles_fts",
        "fts_pk": "id",
        "facets": [{"array": "categories"}, {"array": "authors"}, "year", "site", "language"],
    },
    "versions": {"label_column": "title"},
    "captures": {"label_column": "url", "sort_desc": "captured_at", "facets": ["site", "status", "source_kind"]},
    "readings": {"sort_desc": "captured_at", "facets": ["site", "outcome", "reason"]},
    "changes": {"sort_desc": "changed_at", "facets": ["class", "site"]},
    # In the order of its key, since no index has all kinds of names by their number of articles.
    "tallies": {"facets": ["what"]},
    "comments": {"sort_desc": "published_at"},
    "comment_history": {"sort_desc": "first_seen_at"},
    "copies": {"sort_desc": "copy_at"},
    # The same words as in the questions about it.
    "disagreements": {"title": "Contradictions", "facets": ["field", "site"]},
    "links": {"facets": ["domain"]},
}


def datasette_metadata() -> dict[str, Any]:
    """Return Datasette's metadata: titles, descriptions of tables and columns, facets, canned queries."""
    tables: dict[str, dict[str, object]] = {
        name: {
            "description": table.description,
            "columns": {column: described.description for column, described in table.columns.items()},
            "hidden": name in HIDDEN,
            **TABLE_OPTIONS.get(name, {}),
        }
        for name, table in TABLES.items()
    }
    for name, view in VIEWS.items():
        # What is indexed is of use to the index alone.
        hidden = name == "searched_texts"
        tables[name] = {"description": view.description, "columns": dict(view.columns), "hidden": hidden}
    return {
        "title": "Commentary Archive",
        "description": "Articles of commentary sites, as they were captured, and their edits.",
        "source": "the sites in each row",
        "license": "the rights to the texts remain with their authors and publishers",
        "databases": {NAME: {"title": "Data", "tables": tables, "queries": load_queries()}},
    }
