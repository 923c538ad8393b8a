"""Converts search words to an FTS5 expression (pure)."""

from datasette.utils import escape_fts


def to_match(words: str) -> str:
    """Return an FTS5 expression that matches all the words; punctuation and operators are taken as text.

    Datasette's own function gives invalid expressions for a NUL, a line break inside a phrase, and an empty string.
    """
    escaped: str = escape_fts(" ".join(words.replace("\0", " ").split()))
    return escaped or '""'
