"""Makes of what people type an expression that full-text search takes (pure)."""

from datasette.utils import escape_fts


def to_match(words: str) -> str:
    """Return words as an FTS5 expression that finds all of them: punctuation and operators are only text.

    Datasette's own function lets three things through on which FTS5 stumbles: NUL, which ends the expression in the
    middle of a phrase, a line break inside a phrase, and nothing at all.
    """
    escaped: str = escape_fts(" ".join(words.replace("\0", " ").split()))
    return escaped or '""'
