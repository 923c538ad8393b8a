"""What columns, parameters and their values are called in plain words (values and pure functions)."""

from collections.abc import Mapping

from archive.schema import TABLES, VIEWS, entries_of

# The names that say too little, or too much; other columns are called by their names.
LABELS: Mapping[str, str] = {
    "article": "article",
    "article_id": "article",
    "address": "address, normalised",
    "alt": "alternative text",
    "articles_changed": "changed",
    "articles_new": "new",
    "articles_same": "unchanged",
    "body_html": "text as HTML",
    "body_markdown": "text as Markdown",
    "body_text": "text",
    "broken_off": "broken off",
    "bytes": "size",
    "cut_off": "incomplete",
    "count": "count of views",
    "dated_by": "dated by capture",
    "co_author": "co-author",
    "content_type": "type",
    "etag": "ETag",
    "feed": "feed states",
    "files": "WARC files",
    "found_by": "rules",
    "gained_per_day": "gained a day",
    "gone_status": "gone with status",
    "gone_to": "redirects to",
    "held": "does not count, because",
    "id": "id",
    "image_url": "lead image",
    "is_free": "free to read",
    "json_ld": "JSON-LD states",
    "known_as": "known as",
    "language_detected": "language of the text",
    "last_modified": "Last-Modified",
    "lent_by": "first capture",
    "lent_at": "first captured",
    "meta": "meta elements state",
    "own_url": "address of the page",
    "payload_digest": "digest",
    "published_day": "published",
    "published_offset": "UTC offset of publication",
    "published_precision": "precision of publication",
    "published_text": "published, as printed",
    "published_zone": "zone of publication",
    "rest": "REST states",
    "revisit_of": "same as capture",
    "sha256": "SHA-256",
    "what": "kind of name",
    "share_of_copy": "share of the copy, %",
    "share_of_original": "share of the original, %",
    "source_kind": "kind of source",
    "source_says": "its source says",
    "source_url": "source",
    "text_hash": "hash of the words",
    "unchanged_until": "last seen before",
    "previous_captured_at": "last seen before",
    "updated_day": "updated",
    "updated_offset": "UTC offset of the update",
    "updated_precision": "precision of the update",
    "updated_text": "updated, as printed",
    "updated_zone": "zone of the update",
    "url": "address",
    "views_rounded": "views are rounded",
    "views_text": "views, as printed",
    "visible": "visible text states",
    "warc": "WARC file",
    "word_count": "words",
}
# The same of parameters of queries, of which a form asks.
PARAMETERS: Mapping[str, str] = {
    "article": "Title or address",
    "author": "Author",
    "below": "Confidence below",
    "category": "Category",
    "class": "Class",
    "days": "Days",
    "domain": "Domain",
    "doubt": "Doubt",
    "field": "Field",
    "kind": "Class",
    "language": "Language",
    "least": "At least",
    "percent": "At least this percent",
    "q": "Words",
    "since": "Since",
    "source": "Part of the source's address",
    "site": "Site",
    "tag": "Tag",
    "until": "Until",
    "without": "But not",
    "word": "Word in the headline",
    "words": "Words",
    "year": "Year",
}

# What the word of a badge means: the class of an edit, or what else happened to an article.
CLASSES: Mapping[str, str] = {
    "typo": "An edit of at most ten words, each spelled alike before and after",
    "metadata": "An edit of categories, tags, description, lead image or the like, and not of the text",
    "headline": "An edit of the title or the subtitle, and of no more than spelling in the text",
    "addition": "An edit that added words to the text, and removed none",
    "removal": "An edit that removed words from the text, and added none",
    "substantive": "An edit that replaced words of the text, or changed the authors or the date of publication",
    "rewrite": "An edit of at least half of the words of the text",
    "edit": "Another text, title or other value than in the capture before",
    "new": "The first capture of the article",
    "gone": "The site no longer has the article at its address",
    "back": "The article was gone, and is there again",
    "renamed": "The article has another address, to which the former one redirects",
}

# The type of a column by its name, where all tables that have it agree.
TYPES_BY_NAME: dict[str, str] = {}
for _table in (*VIEWS, *TABLES):
    for _entry in entries_of(_table):
        _known = TYPES_BY_NAME.setdefault(_entry.column, _entry.type)
        if _known != _entry.type:
            TYPES_BY_NAME[_entry.column] = "text"


def label(name: str) -> str:
    """Return what a column is called: `published` for published_at, `first captured` for first_captured_at."""
    known = LABELS.get(name)
    if known is not None:
        return known
    words = f"{name.removesuffix('_url')} address" if name.endswith("_url") else name.removesuffix("_at")
    return words.replace("_", " ").strip() or name


def parameter_label(name: str) -> str:
    """Return what a form calls a parameter of a query."""
    return PARAMETERS.get(name) or name.replace("_", " ").strip().capitalize()


def type_of_column(table: str | None, name: str) -> str:
    """Return the type of a column as the dictionary has it; of a query's, that of columns of its name, or empty."""
    if table in TABLES or table in VIEWS:
        return _OF_TABLES.get((table, name), "")
    return TYPES_BY_NAME.get(name, "")


_OF_TABLES: Mapping[tuple[str | None, str], str] = {
    (table, entry.column): entry.type for table in (*TABLES, *VIEWS) for entry in entries_of(table)
}
