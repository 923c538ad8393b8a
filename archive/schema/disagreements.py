"""The table of where the places that state something of an article disagree (values only)."""

from collections.abc import Mapping

from archive.schema.columns import Column
from archive.schema.parts_of_articles import ARTICLE, Table

DISAGREEMENTS: Mapping[str, Table] = {
    "disagreements": Table(
        "One row per article and field on which JSON-LD, meta elements, visible text, REST and feeds disagree",
        {
            "article": ARTICLE,
            "field": Column("TEXT NOT NULL", "title, authors, published_at or updated_at"),
            "site": Column("TEXT NOT NULL", "Name of the site's profile"),
            "archived": Column("TEXT", "The value in the archive"),
            "json_ld": Column("TEXT", "What JSON-LD states, if the places on the page disagree"),
            "meta": Column("TEXT", "What the meta elements state, if the places on the page disagree"),
            "visible": Column("TEXT", "What a visitor sees, if the places on the page disagree"),
            "rest": Column("TEXT", "What the site's REST interface states, as last listed"),
            "feed": Column("TEXT", "What a feed states, as last listed"),
            "capture": Column(
                "TEXT NOT NULL REFERENCES captures(id) DEFERRABLE INITIALLY DEFERRED",
                "The capture of the page",
            ),
        },
        "PRIMARY KEY (article, field)",
    ),
}
