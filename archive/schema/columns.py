"""The columns that hold the fields of an Article, with their descriptions and what a change of each is (values only).

To add one: add its line to CONTENT, SEEN or ONLY_IN_READINGS under the name of the Article's field, and raise
SCHEMA_VERSION. All else follows from the line: the tables, the addition to databases that exist, the view `history`,
the kind of an edit, Datasette's descriptions and the exports.
"""

import re
from collections.abc import Mapping
from typing import Literal, NamedTuple

# Raise it by one with every change of a table, so that databases that exist are changed when they are next opened.
SCHEMA_VERSION = 9

# What kind of edit a change of a column is; archive/diff/versions.py distinguishes them.
EditKind = Literal["headline", "substantive", "metadata", "body"]


class Column(NamedTuple):
    """A column: its SQL type with constraints, its description for people, and what kind of edit a change of it is.

    `edit` is None for what is no content of an article. SQLite has no booleans: `is_boolean` tells an export that 1
    and 0 stand for true and false. A column that is added later is NULL or has a DEFAULT, for the rows that exist.
    `empty` is what a computed column, which has no DEFAULT, holds if there is nothing.
    """

    type: str
    description: str
    edit: EditKind | None = None
    is_boolean: bool = False
    empty: str | None = None

    @property
    def default(self) -> str | None:
        """The column's DEFAULT where that is a text, or what it holds if it is computed of nothing, else None."""
        found = re.search(r"DEFAULT '(.*)'$", self.type)
        return found[1] if found else self.empty

    @property
    def is_stored(self) -> bool:
        """Whether rows hold its value; else SQLite computes it from another column, and nothing can be put in."""
        return "GENERATED" not in self.type

    @property
    def is_list(self) -> bool:
        """Whether it holds a JSON array."""
        return self.default == "[]"


# What an author wrote: the columns of a version, and of the article whose newest version it is, but that a text is
# stored once (see FORMS). A change of one is an edit, of the kind that the column says, if it changes the comparison
# form (`comparison.py`).
CONTENT: Mapping[str, Column] = {
    "title": Column("TEXT", "Headline that a reader of the page sees", edit="headline"),
    "headline": Column(
        "TEXT", "Title in the page's head element, where it differs from the headline", edit="headline"
    ),
    "subtitle": Column("TEXT", "Subtitle under the headline (deck, standfirst)", edit="headline"),
    "authors": Column("TEXT NOT NULL DEFAULT '[]'", "Names in the byline, in order (JSON array)", edit="substantive"),
    "published_at": Column("TEXT", "Date of publication that the page gives, in UTC", edit="substantive"),
    # An edit only where it states no time: day and month cannot be told apart.
    "published_text": Column("TEXT", "That date as the page prints it, with its UTC offset", edit="substantive"),
    "language": Column("TEXT", "Language that the page declares, as a code such as en or tr", edit="metadata"),
    "description": Column("TEXT", "Summary in the page's metadata (meta description)", edit="metadata"),
    "image_url": Column("TEXT", "URL of the lead image", edit="metadata"),
    "categories": Column("TEXT NOT NULL DEFAULT '[]'", "Categories, in page order (JSON array)", edit="metadata"),
    "tags": Column("TEXT NOT NULL DEFAULT '[]'", "Tags, in page order (JSON array)", edit="metadata"),
    "body_text": Column("TEXT NOT NULL DEFAULT ''", "The text, paragraphs separated by a blank line", edit="body"),
    "body_markdown": Column(
        "TEXT NOT NULL DEFAULT ''", "The text with its structure and links, as Markdown", edit="body"
    ),
    "body_html": Column("TEXT NOT NULL DEFAULT ''", "The text as sanitised HTML", edit="body"),
    "word_count": Column("INTEGER NOT NULL DEFAULT 0", "Words in the text", edit="body"),
    "source_url": Column("TEXT", "URL of the original publication that the page names", edit="metadata"),
    "source_text": Column("TEXT", "Text of the link to it", edit="metadata"),
}

# The text with its structure: no columns of their own, but packed into one, in versions (`body_forms.py`).
FORMS = ("body_markdown", "body_html")
BODY_FORMS = "body_forms"
BODY_FORMS_COLUMN = Column(
    "BLOB NOT NULL DEFAULT x''",
    "The text as Markdown and as sanitised HTML, and its images and links, compressed:"
    " markdown_of(body_text, body_forms) and html_of(body_text, body_forms) give the first two",
    edit="body",
)
# The text itself, compressed to less than a half; SQLite computes `body_text` from it whenever that is asked for.
PACKED_TEXT = "packed_text"
PACKED_TEXT_COLUMN = Column(
    "BLOB NOT NULL DEFAULT x''", "The text, compressed: body_text is text_of(packed_text)", edit="body"
)
# What is no blob, such as the plain texts of a filtered archive, needs no function.
UNPACKED = f"iif(typeof({PACKED_TEXT}) = 'blob', text_of({PACKED_TEXT}), {PACKED_TEXT})"
TEXT_COLUMN = CONTENT["body_text"]._replace(type=f"TEXT NOT NULL GENERATED ALWAYS AS ({UNPACKED}) VIRTUAL")
# Lists and hashes of a version that SQLite computes, and of what; a filtered archive has them as plain texts.
PACKED_FINGERPRINTS = "packed_fingerprints"
COMPUTED: Mapping[str, str] = {
    "images": f"images_of({PACKED_TEXT}, {BODY_FORMS})",
    "links": f"links_of({PACKED_TEXT}, {BODY_FORMS})",
    "fingerprints": f"fingerprints_of({PACKED_FINGERPRINTS})",
}
# What only our functions can read.
PACKED = frozenset({BODY_FORMS, PACKED_TEXT, PACKED_FINGERPRINTS})
# What stands in versions alone; articles.version leads to it, and the view article_texts has it.
BODY = ("body_text", *FORMS)
COLUMNS_OF_ARTICLE: Mapping[str, Column] = {name: column for name, column in CONTENT.items() if name not in BODY}
_IN_VERSION: Mapping[str, Mapping[str, Column]] = {
    "body_text": {"body_text": TEXT_COLUMN, PACKED_TEXT: PACKED_TEXT_COLUMN},
    FORMS[0]: {BODY_FORMS: BODY_FORMS_COLUMN},
    FORMS[1]: {},
}
COLUMNS_OF_VERSION: Mapping[str, Column] = {
    own: described
    for name, column in CONTENT.items()
    for own, described in _IN_VERSION.get(name, {name: column}).items()
}

# What a capture shows beside the text: columns of its reading, and of the article. A change of one is no edit.
SEEN: Mapping[str, Column] = {
    "published_precision": Column(
        "TEXT",
        "day, minute or second; hour or week if the page counts back in these; ambiguous where day and month cannot"
        " be told apart",
    ),
    "published_zone": Column("TEXT", "stated if the page gives the time zone, assumed if the profile's is taken"),
    "published_day": Column(
        "TEXT", "Day of publication at the site, as 2026-03-01: the day to show and to filter by"
    ),
    "published_offset": Column(
        "TEXT", "Offset of the site from UTC at published_at, as +03:00; empty for a date without a time of day"
    ),
    "updated_at": Column("TEXT", "Date of the last update that the page gives, in UTC"),
    "updated_precision": Column("TEXT", "Precision of updated_at, as in published_precision"),
    "updated_zone": Column("TEXT", "Time zone of updated_at: stated or assumed"),
    "updated_day": Column("TEXT", "Day of the last update at the site, as 2026-03-01"),
    "updated_offset": Column("TEXT", "Offset of the site from UTC at updated_at, as in published_offset"),
    "language_detected": Column("TEXT", "Language detected in the text, as a code"),
    "is_free": Column(
        "INTEGER", "1 if the page declares its text free to read, 0 if it declares it paid", is_boolean=True
    ),
    "cut_off": Column("TEXT", "Why the text is incomplete (a paywall, a missing page); empty if it is complete"),
    "page_count": Column("INTEGER", "Number of pages whose texts were joined"),
    "views": Column("INTEGER", "Count of views that the page prints"),
    "views_rounded": Column("INTEGER", "1 if the page prints a rounded count such as 1.6k", is_boolean=True),
    "comment_count": Column("INTEGER", "Count of comments that the page prints"),
    "reading_minutes": Column("INTEGER", "Reading time that the page prints, in minutes"),
    "site_name": Column("TEXT", "Name of the site in the page's metadata"),
    "breadcrumbs": Column("TEXT NOT NULL DEFAULT '[]'", "Breadcrumb navigation above the article (JSON array)"),
}

# What is summed up of an article's date and reading, so that lists of many articles are fast.
SUMMED_UP: Mapping[str, Column] = {
    "year": Column("INTEGER", "Year of publication"),
    "rules": Column("INTEGER", "Number of the set of rules that found its fields, a hash of rule_sets.found_by"),
    "lowest_confidence": Column("REAL", "Lowest confidence of any of its fields, as in rule_sets.confidence"),
}

# What only the reading of a capture keeps.
ONLY_IN_READINGS: Mapping[str, Column] = {
    "published_from": Column("TEXT", "Earliest date of publication that words such as '2 weeks ago' allow, in UTC"),
    "published_until": Column("TEXT", "Latest date of publication that such words allow; empty for any other date"),
    "updated_text": Column("TEXT", "Date of the last update as the page prints it"),
    "views_text": Column("TEXT", "Count of views as the page prints it"),
    "previous_url": Column("TEXT", "Previous article that the page links to"),
    "next_url": Column("TEXT", "Next article that the page links to"),
}


def columns_of_edit(edit: EditKind) -> tuple[str, ...]:
    """Return the names of the columns of which a change is an edit of this kind."""
    return tuple(name for name, column in CONTENT.items() if column.edit == edit)


def computed_type(name: str) -> str:
    """Return the SQL type of a list, or of hashes, of a version that SQLite computes."""
    return f"TEXT NOT NULL GENERATED ALWAYS AS ({COMPUTED[name]}) VIRTUAL"
