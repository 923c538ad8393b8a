"""The full-text index of articles, and the SQL that keeps it up to date (values only).

    articles ─→ articles_fts_words_numbers (1, 2, 3 …) ─→ articles_fts_words (FTS5) ─→ articles_fts (view)

The index holds words and not texts: what it indexes is the view articles_fts_texts, which takes the text of an
article from its version. FTS5 writes with each word of each article how far its row id is from that of the one
before: an id of 52 bits takes seven bytes, a number from 1 on takes one or two, and the index half of the bytes. The
numbers are as the tables within the index: their order is that in which articles came, and after a replay that of
their ids. The view articles_fts is what is asked: its rowid is articles.id, and `articles_fts MATCH`, `title MATCH`,
`rank` and the columns are those of the index.

Triggers on articles and versions let the index follow. To remove a row FTS5 has to be given what it was made of, so
each trigger computes the values before and after in the same way: INDEXED. A connection that writes articles
therefore needs the functions `cut_words` and `text_of`, which all of ours have.
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
# What is asked, and the index itself with the numbers of articles in it. All that begins with the index's name is
# known to be a part of it, and is not shown.
SEARCH_TABLE = "articles_fts"
SEARCH_INDEX = "articles_fts_words"
SEARCH_NUMBERS = "articles_fts_words_numbers"
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
# The same by number.
NUMBERED_TEXTS = f"""
SELECT {SEARCH_NUMBERS}.number, {_SELECTED}
FROM {{schema}}{SEARCH_NUMBERS} JOIN {{schema}}articles AS article ON article.id = {SEARCH_NUMBERS}.article
LEFT JOIN {{schema}}versions AS version ON version.id = article.version
"""  # noqa: S608 - our own names
VIEWS_OF_SEARCH: Mapping[str, str] = {
    "articles_fts_texts": NUMBERED_TEXTS.format(schema=""),
    SEARCH_TABLE: f"""
SELECT {SEARCH_NUMBERS}.article AS rowid, {", ".join(f"{SEARCH_INDEX}.{name} AS {name}" for name in SEARCHED)},
    {SEARCH_INDEX}.rank AS rank, {SEARCH_INDEX}.{SEARCH_INDEX} AS {SEARCH_TABLE}, {SEARCH_INDEX}.rowid AS number
FROM {SEARCH_INDEX} JOIN {SEARCH_NUMBERS} ON {SEARCH_NUMBERS}.number = {SEARCH_INDEX}.rowid
""",  # noqa: S608 - our own names
}
MAKE_NUMBERS = f"CREATE TABLE {SEARCH_NUMBERS} (number INTEGER PRIMARY KEY, article INTEGER NOT NULL UNIQUE)"
NUMBER_ARTICLES = (
    f"DELETE FROM {SEARCH_NUMBERS}",  # noqa: S608 - our own names
    f"INSERT INTO {SEARCH_NUMBERS} (article) SELECT id FROM articles ORDER BY id",  # noqa: S608 - our own names
)
MAKE_SEARCH = (
    f"CREATE VIRTUAL TABLE {SEARCH_INDEX} USING fts5({_NAMES}, content='articles_fts_texts', content_rowid='number',"
    f' tokenize="{TOKENIZER}")'
)
REBUILD_SEARCH = f"INSERT INTO {SEARCH_INDEX}({SEARCH_INDEX}) VALUES ('rebuild')"  # noqa: S608 - our own names
OPTIMIZE_SEARCH = f"INSERT INTO {SEARCH_INDEX}({SEARCH_INDEX}) VALUES ('optimize')"  # noqa: S608 - our own names

_NUMBER = f"(SELECT number FROM {SEARCH_NUMBERS} WHERE article = {{row}}.id)"  # noqa: S608 - our own names
_ADD = f"INSERT INTO {SEARCH_INDEX}(rowid, {_NAMES}) SELECT {_NUMBER}, {{values}} {{rows}};"
_REMOVE = (
    f"INSERT INTO {SEARCH_INDEX}({SEARCH_INDEX}, rowid, {_NAMES}) SELECT 'delete', {_NUMBER}, {{values}} {{rows}};"
)
_GIVE_NUMBER = f"INSERT OR IGNORE INTO {SEARCH_NUMBERS} (article) VALUES (new.id);"  # noqa: S608 - our own names
_TAKE_NUMBER = f"DELETE FROM {SEARCH_NUMBERS} WHERE article = old.id;"  # noqa: S608 - our own names


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
        "articles_ai": ("INSERT ON articles", "", f"{_GIVE_NUMBER} {_of_article(_ADD, 'new')}"),
        "articles_ad": ("DELETE ON articles", "", f"{_of_article(_REMOVE, 'old')} {_TAKE_NUMBER}"),
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
