"""Understands a search as people type it: words, "phrases", OR, NOT and -, prefix*, parentheses, and fields (pure).

    what was typed → a tree (`syntax.py`) → an expression for FTS5 and conditions on the table articles

`docs/search.md` describes it for those who search. Any text gives an expression that FTS5 accepts, or a SearchError
that says what is wrong; nothing that is typed becomes part of the SQL.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from archive.schema import has_words, words_of_phrase
from archive.selection.articles import ArticleFilter, conditions_of_fields
from archive.selection.dates import first_day, last_day
from archive.selection.fields import FIELDS
from archive.selection.syntax import All, Either, Node, Not, Text, Tree, parse_tree
from extract.errors import SearchError

MAX_CHARACTERS = 2_000
# Each opens a cursor of the index.
MAX_WORDS = 60

# The fields that are columns of the index.
COLUMNS: Mapping[str, str] = {"title": "{title subtitle}", "author": "{authors}", "text": "{body_text}"}

_MATCHES = "articles.id IN (SELECT rowid FROM articles_fts WHERE articles_fts MATCH :{name})"
# An English word is in the index by its stem, which is shorter than the beginning of many a word: `terroris*` is to
# find *terrorism*, of which the index has *terror*. So a beginning is completed by each of these that fits.
_ENDINGS = (
    *(
        "able",
        "al",
        "ally",
        "ance",
        "ate",
        "ation",
        "ational",
        "ative",
        "ator",
        "e",
        "ed",
        "ement",
        "ence",
        "ent",
        "er",
    ),
    *("es", "ful", "fulness", "ian", "ible", "ic", "ical", "ing", "ion", "ious", "ism", "ist", "ity", "ive", "ively"),
    *("iveness", "ization", "ize", "izer", "ly", "ment", "ness", "ous", "ousness", "s", "tion", "tional", "ty", "y"),
)
_ENGLISH = re.compile(r"[A-Za-z]{4,}")


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A search as it was understood.

    `match` is the expression of FTS5 for the words, None if there are none. `where` is the SQL condition on the table
    articles for all else, TRUE if there is nothing, with its parameters. `marked` is the expression of all words that
    are looked for, any of which is to be marked in a text; `words` has them as they were typed. `pieces` are the
    parts of the search, each with the search that is left without it. `notes` say what was left out.
    """

    text: str = ""
    match: str | None = None
    where: str = "TRUE"
    parameters: Mapping[str, Any] = field(default_factory=dict)
    marked: str | None = None
    words: tuple[str, ...] = ()
    pieces: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()

    def condition(self) -> tuple[str, dict[str, Any]]:
        """Return the whole search as an SQL condition on the table articles, with its parameters."""
        if self.match is None:
            return self.where, dict(self.parameters)
        matches = _MATCHES.format(name="asked")
        where = matches if self.where == "TRUE" else f"{matches} AND {self.where}"
        return where, {**self.parameters, "asked": self.match}


def parse(text: str) -> Asked:
    """Return a search as it is understood; raise SearchError for one with a field or a date that does not exist."""
    # Control characters, and halves of characters that no database takes.
    text = " ".join("".join(" " if unicodedata.category(each) in {"Cc", "Cs"} else each for each in text).split())
    if len(text) > MAX_CHARACTERS:
        raise SearchError(f"A search has at most {MAX_CHARACTERS:,} characters, and this one {len(text):,}.")
    tree = parse_tree(text, frozenset(FIELDS) | COLUMNS.keys())
    if text and tree.top is None:
        raise SearchError(f"There is nothing to search for in “{text[:40]}”: only letters and digits are searched.")
    compiler = _Compiler(text)
    _check_days(tree.top)
    parts = tree.top.parts if isinstance(tree.top, All) else (tree.top,) if tree.top is not None else ()
    compiled = compiler.all(parts)
    return Asked(
        text=text,
        match=compiled.match,
        where=" AND ".join(compiled.where) or "TRUE",
        parameters=compiler.parameters,
        marked=" OR ".join(dict.fromkeys(compiler.marked)) or None,
        words=tuple(dict.fromkeys(compiler.words)),
        pieces=tuple(_pieces(text, tree)),
        notes=tree.notes,
    )


def _check_days(top: Node | None) -> None:
    """Raise SearchError for a search all of whose days lie before the first of them."""
    parts = [part for part in (top.parts if isinstance(top, All) else ()) if isinstance(part, Text)]
    try:
        first = max(((first_day(part.words), part.words) for part in parts if part.field == "since"), default=None)
        last = min(((last_day(part.words), part.words) for part in parts if part.field == "until"), default=None)
    except SearchError:
        # Of which the words are told where the field is read.
        return
    if first and last and first[0] > last[0]:
        raise SearchError(
            f"No day lies from since:{first[1][:40]} until:{last[1][:40]}: the first is later than the last."
        )


def same_search(words: str) -> str | None:
    """Return a search for `parse` that finds what `match_of` does for these words; None if there is none."""
    parts = [part.translate(_NO_QUOTES).strip().rstrip("*") for part in _PARTS.findall(words)]
    text = " ".join(part if _PLAIN.fullmatch(part) else f'"{part}"' for part in parts if has_words(part))
    try:
        asked = parse(text)
    except SearchError:
        return None
    return text if asked.match == match_of(words) and asked.where == "TRUE" else None


def match_of(words: str) -> str:
    """Return an FTS5 expression that matches all words and "phrases"; other signs and operators are taken as text."""
    parts = [part.strip('"').rstrip("*") for part in _PARTS.findall(words.encode("utf-8", "ignore").decode())]
    return " AND ".join(_phrase(Text(part)) for part in parts[:MAX_WORDS] if has_words(part)) or '""'


_PARTS = re.compile(r'"[^"]*"|[^\s"]+')
# A word that is no operator; and quotation marks, which stand for nothing within words.
_PLAIN = re.compile(r"(?!(?:AND|NOT|OR)$)\w+")
_NO_QUOTES = dict.fromkeys(map(ord, '"“”„‟＂«»'), " ")  # noqa: RUF001 - as `parse` takes them


def _pieces(text: str, tree: Tree) -> list[tuple[str, str]]:
    rests = (" ".join(f"{text[:start]} {text[end:]}".split()) for start, end in tree.pieces)
    # Signs alone are no search.
    lefts = (_LOOSE.sub("", rest) if has_words(rest) else "" for rest in rests)
    return [(text[start:end], left) for (start, end), left in zip(tree.pieces, lefts, strict=True)]


# An operator that has lost what stood beside it.
_LOOSE = re.compile(r"^(?:AND|OR) | (?:AND|OR|NOT)$")


@dataclass
class _Compiled:
    """What must hold: an expression of FTS5, and conditions in SQL."""

    match: str | None
    where: list[str]


class _Compiler:
    """Writes a tree as an expression of FTS5 as far as it can be one, and as SQL for the rest."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.parameters: dict[str, Any] = {}
        self.marked: list[str] = []
        self.words: list[str] = []
        self._count = 0

    def all(self, parts: tuple[Node, ...], *, is_wanted: bool = True) -> _Compiled:
        """Return what all parts ask for; `is_wanted` is False within what is excluded."""
        matches: list[str] = []
        excluded: list[str] = []
        where: list[str] = []
        for part in parts:
            is_excluded = isinstance(part, Not)
            found = self._one(part.part if isinstance(part, Not) else part, is_wanted=is_wanted ^ is_excluded)
            if is_excluded and not found.where and found.match:
                excluded.append(found.match)
            elif is_excluded:
                where.append(f"NOT ifnull({self._sql(found)}, 0)")
            else:
                matches += [found.match] if found.match else []
                where += found.where
        if not matches:
            where += [f"NOT {self._matches(match)}" for match in excluded]
            return _Compiled(None, where)
        match = " AND ".join(matches)
        if excluded:
            match = f"({match}) NOT ({' OR '.join(excluded)})"
        return _Compiled(match, where)

    def _one(self, part: Node, *, is_wanted: bool) -> _Compiled:
        if isinstance(part, Text):
            return self._text(part, is_wanted=is_wanted)
        if isinstance(part, Either):
            found = [self._one(each, is_wanted=is_wanted) for each in part.parts]
            if all(each.match and not each.where for each in found):
                return _Compiled(f"({' OR '.join(str(each.match) for each in found)})", [])
            return _Compiled(None, [f"({' OR '.join(map(self._sql, found))})"])
        found_all = self.all(part.parts if isinstance(part, All) else (part,), is_wanted=is_wanted)
        return _Compiled(found_all.match and f"({found_all.match})", found_all.where)

    def _text(self, part: Text, *, is_wanted: bool) -> _Compiled:
        self._count += 1
        if self._count > MAX_WORDS:
            raise SearchError(f"A search has at most {MAX_WORDS} words and fields.")
        if part.field in FIELDS:
            return _Compiled(None, [self._condition(self._filter(part))])
        if not has_words(part.words):
            return _Compiled('""', [])
        if part.is_prefix and re.fullmatch(r"[ -~]", part.words.strip()):
            raise SearchError(f"“{part.words}*” would find nearly everything: a beginning has at least two letters.")
        expression = _phrase(part)
        if part.field is not None:
            expression = f"({COLUMNS[part.field]} : {expression})"
        if is_wanted:
            self.marked.append(expression)
            self.words.append(part.words)
        return _Compiled(expression, [])

    def _filter(self, part: Text) -> ArticleFilter:
        try:
            return FIELDS[part.field or ""](part.words)
        except SearchError as error:
            raise SearchError(error.problem, meant=error.meant and self._with(part, error.meant)) from error

    def _with(self, part: Text, meant: str) -> str:
        """Return the search with another value of a field; the same words may stand elsewhere too."""
        place = re.search(rf"(?i)(?<!\w){part.field}:\W?({re.escape(part.words)})", self.text)
        start, end = place.span(1) if place else (at := self.text.find(part.words), at + len(part.words))
        return f"{self.text[:start]}{meant}{self.text[end:]}"

    def _condition(self, only: ArticleFilter) -> str:
        """Return the SQL of a filter, with parameters that only this condition has."""
        condition, parameters = conditions_of_fields(only)
        prefix = f"asked_{self._count}_"
        self.parameters |= {prefix + name: value for name, value in parameters.items()}
        return f"({re.sub(r':(?=only_)', f':{prefix}', condition)})"

    def _matches(self, match: str) -> str:
        self._count += 1
        self.parameters[f"asked_{self._count}"] = match
        return _MATCHES.format(name=f"asked_{self._count}")

    def _sql(self, found: _Compiled) -> str:
        matches = [self._matches(found.match)] if found.match else []
        return f"({' AND '.join([*matches, *found.where]) or 'TRUE'})"


def _phrase(part: Text) -> str:
    """Return the expression of FTS5 for words in a row."""
    words, begins = words_of_phrase(part.words)
    quoted = '"{}"'.format(words.replace('"', " ").replace("\0", " "))
    if not (part.is_prefix or begins):
        return quoted
    completed = _completed(part.words) if part.is_prefix else []
    return " OR ".join([f"{quoted} *", *(f'"{word}"' for word in completed)]).join("()" if completed else ("", ""))


def _completed(beginning: str) -> list[str]:
    """Return words that begin so, of which the index may have a shorter stem."""
    if not _ENGLISH.fullmatch(beginning):
        return []
    low = beginning.lower()
    sizes = [(ending, size) for ending in _ENDINGS for size in range(1, len(ending)) if low.endswith(ending[:size])]
    return list(dict.fromkeys(low + rest for rest in [*_WHOLE, *(ending[size:] for ending, size in sizes)]))


# Endings before which a stem loses its last letter, or is another one.
_WHOLE = ("e", "ed", "ing", "s")
