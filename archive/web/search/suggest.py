"""Proposes another search for one that finds nothing: as the archive spells it, or any of its words (database)."""

import json
import re
from collections import Counter
from typing import Any

from datasette.database import QueryInterrupted

from archive.schema import cut_words
from archive.selection import (
    SHORTEST_FOR_TWO,
    Asked,
    can_be_corrected,
    find_words,
    name_like,
    nearest,
    one_change_away,
    parse,
)
from extract.errors import SearchError

# So many words of a search are corrected.
MAX_WORDS = 4
# In how many articles a word is, is counted up to here.
ENOUGH = 200
# Of words that begin alike so many are compared.
MAX_ALIKE = 20_000
# Of the names of a field so many are compared, those with the most articles.
MAX_NAMES = 5_000
TIME_LIMIT_MS = 300

# The fields whose values are whole names, by what these are in the table tallies.
_NAMED = {"category": "category", "cites": "domain", "language": "language", "site": "site", "tag": "tag"}
_FIELD = re.compile(rf'(?<!\w)({"|".join(_NAMED)}):(?:"([^"]+)"|([^\s"()]+))', re.IGNORECASE)

_IN_INDEX = """
SELECT value, (SELECT count(*) FROM (SELECT 1 FROM articles_fts_words
    WHERE articles_fts_words MATCH '"' || value || '"' LIMIT :enough)) AS articles
FROM json_each(:words) WHERE articles > 0 ORDER BY articles DESC, value LIMIT 1
"""
_NAMES = "SELECT name FROM tallies WHERE what = :what AND site = '' ORDER BY articles DESC, name LIMIT :most"
_BEGINS_SO = "SELECT term, doc FROM temp.words_of_index WHERE term >= :first AND term < :last LIMIT :most"
_WITH_WORD = """
SELECT articles.title, substr(versions.body_text, 1, 20000) AS body_text
FROM (SELECT rowid AS id FROM articles_fts WHERE articles_fts MATCH :match LIMIT 3) AS hits
CROSS JOIN articles ON articles.id = hits.id JOIN versions ON versions.id = articles.version
"""


async def suggest(database: Any, asked: Asked) -> str | None:
    """Return a search that finds something, with words and names of the archive for those that it does not have."""
    named: dict[str, str] = {}
    for field in list(_FIELD.finditer(asked.text))[:MAX_WORDS]:
        try:
            named[field[0]] = await _as_named(database, field[1], field[2] or field[3]) or field[0]
        except QueryInterrupted:
            return None
    text = _FIELD.sub(lambda field: named.get(field[0], field[0]), asked.text)
    words = [word for part in asked.words for word in part.split()]
    for word in words[:MAX_WORDS]:
        try:
            spelt = await _as_spelt(database, word) if can_be_corrected(word) else None
        except QueryInterrupted:
            return None
        if spelt:
            text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", spelt, text)
    if text == asked.text:
        return None
    return text if await finds_any(database, text) else None


async def any_of_the_words(database: Any, asked: Asked) -> str | None:
    """Return a search for any of the words, if it is for all of several and any finds something."""
    if len(asked.words) < 2 or len(asked.pieces) < 2 or " OR " in asked.text:
        return None
    quoted = [f'"{word}"' if " " in word else word for word in asked.words]
    text = " OR ".join(quoted)
    return text if await finds_any(database, text) else None


async def finds_any(database: Any, text: str) -> bool:
    """Tell whether a search finds anything."""
    try:
        where, parameters = parse(text).condition()
        sql = f"SELECT 1 FROM articles WHERE {where} LIMIT 1"  # noqa: S608 - our own condition
        return bool(list(await database.execute(sql, parameters, custom_time_limit=TIME_LIMIT_MS)))
    except (SearchError, QueryInterrupted):
        return False


async def _as_named(database: Any, field: str, value: str) -> str | None:
    """Return a field with a name of the archive like one that it lacks; None if it has it, or none like it."""
    names = {"what": _NAMED[field.lower()], "most": MAX_NAMES}
    rows = await database.execute(_NAMES, names, custom_time_limit=TIME_LIMIT_MS)
    name = name_like(value, [str(row[0]) for row in rows])
    if name is None or '"' in name:
        return None
    return f"{field}:{name}" if re.fullmatch(r"[\w.-]+", name) else f'{field}:"{name}"'


async def _as_spelt(database: Any, word: str) -> str | None:
    """Return the word of the archive that is spelt like one that it does not have; None if it has it, or none."""
    if await _in_index(database, [cut_words(word)]):
        return None
    found = await _in_index(database, [cut_words(each) for each in one_change_away(word)])
    if found is None and len(word) >= SHORTEST_FOR_TWO:
        low = (cut_words(word) or "").lower()
        range_of = {"first": low[:2], "last": low[:1] + chr(ord(low[1]) + 1), "most": MAX_ALIKE}
        rows = await database.execute(_BEGINS_SO, range_of, custom_time_limit=TIME_LIMIT_MS)
        found = nearest(low, [(row[0], row[1]) for row in rows])
    return await _in_full(database, found) if found else None


async def _in_index(database: Any, words: list[str | None]) -> str | None:
    """Return the word of several that most articles have, None if no article has any."""
    parameters = {"words": json.dumps(words), "enough": ENOUGH}
    rows = list(await database.execute(_IN_INDEX, parameters, custom_time_limit=TIME_LIMIT_MS))
    return rows[0][0] if rows else None


async def _in_full(database: Any, stem: str) -> str:
    """Return a stem, or a word with one change, as articles write it most often."""
    match = f'"{stem}"'
    rows = list(await database.execute(_WITH_WORD, {"match": match}, custom_time_limit=TIME_LIMIT_MS))
    texts = [{"title": row["title"] or "", "body_text": row["body_text"] or ""} for row in rows]
    forms = Counter(
        text[name][start:end].lower()
        for text, places in zip(texts, find_words(texts, match), strict=True)
        for name, spans in places.items()
        for start, end in spans
    )
    return forms.most_common(1)[0][0] if forms and " " not in stem else stem
