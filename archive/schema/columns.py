"""The columns that hold the fields of an Article, with their descriptions and what a change of each is (values only).

To add one: add its line to CONTENT, SEEN or ONLY_IN_READINGS under the name of the Article's field, and raise
SCHEMA_VERSION. All else follows from the line: the tables, the addition to databases that exist, the view `history`,
the kind of an edit, Datasette's descriptions and the exports.
"""

import re
from collections.abc import Mapping
from typing import Literal, NamedTuple

# Raise it by one with every change of a table, so that databases that exist are changed when they are next opened.
SCHEMA_VERSION = 3

# What kind of edit a change of a column is; archive/diff says how they are told apart.
EditKind = Literal["headline", "substantive", "details", "body"]


class Column(NamedTuple):
    """A column: its SQL type with constraints, its description for people, and what kind of edit a change of it is.

    `edit` is None for what is no content of an article. SQLite has no booleans: `is_boolean` tells an export that 1
    and 0 stand for true and false. A column that is added later is NULL or has a DEFAULT, for the rows that exist.
    """

    type: str
    description: str
    edit: EditKind | None = None
    is_boolean: bool = False

    @property
    def default(self) -> str | None:
        """The column's DEFAULT where that is a text, else None."""
        found = re.search(r"DEFAULT '(.*)'$", self.type)
        return found[1] if found else None

    @property
    def is_list(self) -> bool:
        """Whether it holds a JSON array."""
        return self.default == "[]"


# What an author wrote: the columns of a version, and of the article whose newest version it is. A change of one is an
# edit, of the kind that the column says; `published_text` changes together with `published_at`.
CONTENT: Mapping[str, Column] = {
    "title": Column("TEXT", "Headline, as a reader sees it", edit="headline"),
    "headline": Column("TEXT", "Headline that the page's head gives, where it is another one", edit="headline"),
    "subtitle": Column("TEXT", "Deck or standfirst under the headline", edit="headline"),
    "authors": Column("TEXT NOT NULL DEFAULT '[]'", "Names in the byline, in order (JSON array)", edit="substantive"),
    "published_at": Column("TEXT", "When the page says it was published, in UTC", edit="substantive"),
    "published_text": Column("TEXT", "The date as the page gave it, with its offset"),
    "language": Column("TEXT", "Language of the text, as a code such as en or tr", edit="details"),
    "description": Column("TEXT", "Summary that the page gives of itself", edit="details"),
    "image_url": Column("TEXT", "Lead image", edit="details"),
    "categories": Column("TEXT NOT NULL DEFAULT '[]'", "Categories, in page order (JSON array)", edit="details"),
    "tags": Column("TEXT NOT NULL DEFAULT '[]'", "Tags, in page order (JSON array)", edit="details"),
    "body_text": Column("TEXT NOT NULL DEFAULT ''", "The text, paragraphs separated by a blank line", edit="body"),
    "body_markdown": Column(
        "TEXT NOT NULL DEFAULT ''", "The text with its structure and links, as Markdown", edit="body"
    ),
    "body_html": Column("TEXT NOT NULL DEFAULT ''", "The text as sanitised HTML", edit="body"),
    "word_count": Column("INTEGER NOT NULL DEFAULT 0", "Words in the text", edit="body"),
    "source_url": Column("TEXT", "Where it was first published, when the page says so", edit="details"),
    "source_text": Column("TEXT", "The words of that link", edit="details"),
}

# What a capture shows beside the text: columns of its reading, and of the article. A change of one is no edit.
SEEN: Mapping[str, Column] = {
    "published_precision": Column("TEXT", "day, minute or second; ambiguous where the text may mean two days"),
    "published_zone": Column("TEXT", "Whether the page stated the zone of that time, or it was assumed"),
    "updated_at": Column("TEXT", "When the page says it was last updated, in UTC"),
    "updated_precision": Column("TEXT", "The precision of that time, likewise"),
    "updated_zone": Column("TEXT", "Whether its zone was stated or assumed"),
    "language_detected": Column("TEXT", "Language that the text itself shows, as a code"),
    "is_free": Column(
        "INTEGER", "1 when the page says that its text is free, 0 when it says that it costs money", is_boolean=True
    ),
    "cut_off": Column("TEXT", "Why the text is not whole; empty when it is"),
    "page_count": Column("INTEGER", "Pages whose texts were joined"),
    "views": Column("INTEGER", "Views that the page counted"),
    "views_rounded": Column("INTEGER", "1 when the page printed a shortened number such as 1.6k", is_boolean=True),
    "comment_count": Column("INTEGER", "Comments that the page counted"),
    "reading_minutes": Column("INTEGER", "Reading time that the page gives, in minutes"),
    "site_name": Column("TEXT", "What the page calls its site"),
    "breadcrumbs": Column("TEXT NOT NULL DEFAULT '[]'", "Path of sections above the article (JSON array)"),
}

# What a reading keeps for itself.
ONLY_IN_READINGS: Mapping[str, Column] = {
    "updated_text": Column("TEXT", "The date of the last update as the page gave it"),
    "views_text": Column("TEXT", "The views as the page printed them"),
    "previous_url": Column("TEXT", "Neighbour that the page names as previous"),
    "next_url": Column("TEXT", "Neighbour that the page names as next"),
}


def columns_of_edit(edit: EditKind) -> tuple[str, ...]:
    """Return the names of the columns of which a change is an edit of this kind."""
    return tuple(name for name, column in CONTENT.items() if column.edit == edit)
