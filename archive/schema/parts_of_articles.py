"""The tables of an article's names, links, images and comments, a row for each item of a list (values only)."""

from collections.abc import Mapping
from typing import NamedTuple

from archive.schema.columns import Column


class Table(NamedTuple):
    """A table: a description of its rows, its columns by name, a constraint over several columns, and SQL options."""

    description: str
    columns: Mapping[str, Column]
    constraint: str = ""
    options: str = ""

    @property
    def stored(self) -> tuple[str, ...]:
        """The names of the columns whose values its rows hold."""
        return tuple(name for name, column in self.columns.items() if column.is_stored)


ARTICLE = Column("INTEGER NOT NULL REFERENCES articles(id) DEFERRABLE INITIALLY DEFERRED", "The article")
POSITION = Column("INTEGER NOT NULL", "Position on the page, from 1")

# Short rows stand in the order of their key (WITHOUT ROWID), so that the key takes no index. SQLite keeps a row above
# 488 bytes outside of such a tree, so that images, with captions, and comments are tables as others.
PARTS_OF_ARTICLES: Mapping[str, Table] = {
    "authors": Table(
        "One row per author of an article",
        {"article": ARTICLE, "position": POSITION, "name": Column("TEXT NOT NULL", "Name as in the byline")},
        "PRIMARY KEY (article, position)",
        "WITHOUT ROWID",
    ),
    "categories": Table(
        "One row per category of an article",
        {"article": ARTICLE, "position": POSITION, "name": Column("TEXT NOT NULL", "Name of the category")},
        "PRIMARY KEY (article, position)",
        "WITHOUT ROWID",
    ),
    "tags": Table(
        "One row per tag of an article",
        {"article": ARTICLE, "position": POSITION, "name": Column("TEXT NOT NULL", "Name of the tag")},
        "PRIMARY KEY (article, position)",
        "WITHOUT ROWID",
    ),
    "links": Table(
        "One row per link in the text of an article",
        {
            "article": ARTICLE,
            "position": POSITION,
            "url": Column("TEXT NOT NULL", "URL of the link"),
            "host": Column("TEXT NOT NULL", "Host of that URL, in ASCII and without www; empty for a mail address"),
            "domain": Column(
                "TEXT NOT NULL DEFAULT ''",
                "Registered domain of that host by the Public Suffix List: cnn.com of edition.cnn.com",
            ),
            "text": Column("TEXT NOT NULL", "Text of the link"),
            "paragraph": Column("INTEGER", "Number of the paragraph that contains it, from 1"),
        },
        "PRIMARY KEY (article, position)",
        "WITHOUT ROWID",
    ),
    "images": Table(
        "One row per image in the text of an article",
        {
            "article": ARTICLE,
            "position": POSITION,
            "url": Column("TEXT NOT NULL", "URL of the image"),
            "alt": Column("TEXT NOT NULL", "Alternative text"),
            "caption": Column("TEXT NOT NULL", "Caption"),
        },
        "PRIMARY KEY (article, position)",
    ),
    "comments": Table(
        "One row per reader's comment under an article, as last captured",
        {
            "article": ARTICLE,
            "position": POSITION,
            "id": Column("TEXT NOT NULL", "Id of the comment in the page"),
            "parent_id": Column("TEXT", "Id of the comment to which it replies"),
            "author": Column("TEXT", "Name of its author"),
            "published_at": Column("TEXT", "Date of the comment, in UTC"),
            "text": Column("TEXT NOT NULL", "Text of the comment"),
        },
        "PRIMARY KEY (article, position)",
    ),
}
