"""The full-text index of articles, and the SQL that keeps it up to date (values only).

articles_fts (FTS5, rowid = articles.id) holds words and not texts: what it indexes is the view searched_texts, which
takes the text of an article from its version. Triggers on both tables let the index follow. To remove a row FTS5 has
to be given what it was made of, so each trigger computes the values before and after in the same way: INDEXED. A
connection that writes articles therefore needs the function `cut_words`, which all of ours have.
"""

from collections.abc import Iterator, Mapping

# What is indexed in each column, of a row of articles and a text. `cut_words` cuts runs of scripts without spaces; a
# damaged database may have any bytes as text, which reach the function only as a blob.
INDEXED: Mapping[str, str] = {
    "title": "cut_words(CAST({row}.title AS BLOB))",
    "subtitle": "cut_words(CAST({row}.subtitle AS BLOB))",
    "body_text": "cut_words(CAST({text} AS BLOB))",
    "authors": "cut_words(CAST({row}.authors AS BLOB))",
}
SEARCHED = tuple(INDEXED)
SEARCH_TABLE = "articles_fts"
# Stems English words, and folds accents. Marks are parts of words: without those an Indic word is its consonants,
# each by itself.
TOKENIZER = "porter unicode61 remove_diacritics 2 categories 'L* N* Co M*'"

NO_TEXT = "''"
TEXTS_OF_ARTICLES = """
SELECT articles.id, articles.url, articles.title, ifnull(versions.body_text, '') AS body_text
FROM articles LEFT JOIN versions ON versions.id = articles.version
"""
_NAMES = ", ".join(SEARCHED)


def _values(row: str, text: str) -> str:
    return ", ".join(value.format(row=row, text=text) for value in INDEXED.values())


_TEXT = "ifnull(version.body_text, '')"
_SELECTED = ", ".join(f"{value.format(row='article', text=_TEXT)} AS {name}" for name, value in INDEXED.items())
# What the index has, of the database whose name, with a dot, is put in.
SEARCHED_TEXTS = f"""
SELECT article.id, {_SELECTED}
FROM {{schema}}articles AS article LEFT JOIN {{schema}}versions AS version ON version.id = article.version
"""  # noqa: S608 - our own names
MAKE_SEARCH = (
    f"CREATE VIRTUAL TABLE {SEARCH_TABLE} USING fts5({_NAMES}, content='searched_texts', content_rowid='id',"
    f' tokenize="{TOKENIZER}")'
)
REBUILD_SEARCH = f"INSERT INTO {SEARCH_TABLE}({SEARCH_TABLE}) VALUES ('rebuild')"  # noqa: S608 - our own names

_ADD = f"INSERT INTO {SEARCH_TABLE}(rowid, {_NAMES}) SELECT {{row}}.id, {{values}} {{rows}};"
_REMOVE = (
    f"INSERT INTO {SEARCH_TABLE}({SEARCH_TABLE}, rowid, {_NAMES}) SELECT 'delete', {{row}}.id, {{values}} {{rows}};"
)


def _text_of(row: str) -> str:
    return f"ifnull((SELECT body_text FROM versions WHERE id = {row}.version), '')"  # noqa: S608 - our own names


def _of_article(statement: str, row: str) -> str:
    """Return a statement about the row of articles that a trigger sees as `row`."""
    return statement.format(row=row, values=_values(row, _text_of(row)), rows="")


def _of_version(statement: str, version: str, text: str) -> str:
    """Return a statement about the articles whose version a trigger sees, with its text or another one."""
    rows = f"FROM articles WHERE articles.version = {version}.id"
    return statement.format(row="articles", values=_values("articles", text), rows=rows)


def search_triggers() -> Iterator[tuple[str, str]]:
    """Yield name and SQL of the triggers that keep the full-text index up to date.

    An article whose count of views changes is not indexed again, nor one whose new version has the same text. A
    version may come after its article and go before it: without it the article's text is empty.
    """
    shown = (*(name for name in SEARCHED if name != "body_text"), "version")
    changed = " OR ".join(
        f"old.{name} IS NOT new.{name}" if name != "version" else f"{_text_of('old')} IS NOT {_text_of('new')}"
        for name in shown
    )
    triggers = {
        "articles_ai": ("INSERT ON articles", "", _of_article(_ADD, "new")),
        "articles_ad": ("DELETE ON articles", "", _of_article(_REMOVE, "old")),
        "articles_au": (
            f"UPDATE OF {', '.join(shown)} ON articles",
            f"WHEN {changed}",
            f"{_of_article(_REMOVE, 'old')} {_of_article(_ADD, 'new')}",
        ),
        "versions_ai": (
            "INSERT ON versions",
            "WHEN EXISTS (SELECT 1 FROM articles WHERE version = new.id)",
            f"{_of_version(_REMOVE, 'new', NO_TEXT)} {_of_version(_ADD, 'new', 'new.body_text')}",
        ),
        "versions_ad": (
            "DELETE ON versions",
            "WHEN EXISTS (SELECT 1 FROM articles WHERE version = old.id)",
            f"{_of_version(_REMOVE, 'old', 'old.body_text')} {_of_version(_ADD, 'old', NO_TEXT)}",
        ),
        "versions_au": (
            "UPDATE OF packed_text ON versions",
            "WHEN old.body_text IS NOT new.body_text",
            f"{_of_version(_REMOVE, 'old', 'old.body_text')} {_of_version(_ADD, 'new', 'new.body_text')}",
        ),
    }
    for name, (event, condition, statements) in triggers.items():
        yield name, f"CREATE TRIGGER {name} AFTER {event} {condition} BEGIN {statements} END"
