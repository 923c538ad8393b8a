"""Takes a search apart into a tree: words, phrases, fields, OR, NOT and parentheses (pure).

    what was typed → pieces → tree of All, Either, Not, Text and Field

Whatever is typed gives a tree. A sign that can be no operator where it stands is text; what has no letter or digit is
left out, and said so in `notes`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from archive.schema import has_words
from extract.errors import SearchError

# A deeper parenthesis is taken as a sign.
MAX_DEPTH = 8

_QUOTES = str.maketrans(dict.fromkeys("“”„‟＂«»", '"'))  # noqa: RUF001 - quotation marks of many languages
_FIELD = re.compile(r"([^\W\d_]{2,15}):(?=[^\s:/\\)])")
_SPACED_FIELD = re.compile(r"([^\W\d_]{2,15}):(?=\s|$)")
_BARE = re.compile(r'[^\s"]+')
# What stands before a colon in an address, and is no field.
_SCHEMES = frozenset({"arxiv", "data", "doi", "file", "ftp", "hdl", "http", "https", "isbn", "issn", "mailto", "urn"})
# What other programs call our fields.
_OTHERWISE = {
    "after": "since", "authors": "author", "before": "until", "by": "author", "categories": "category",
    "date": "since", "domain": "cites", "from": "since", "headline": "title", "host": "site", "intext": "text",
    "intitle": "title", "inurl": "cites", "is": "edited", "lang": "language", "link": "cites", "links": "cites",
    "published": "since", "section": "category", "sites": "site", "source": "cites", "tags": "tag", "to": "until",
}  # fmt: skip
_OPERATORS = {"OR": "or", "AND": "and", "NOT": "not"}
_STARTS = frozenset({"text", "field", "open", "not"})
_ENDS = frozenset({"text", "field", "close"})


@dataclass(frozen=True)
class Text:
    """Words in a row, or the beginning of the last one; in a column of the index if `field` names it."""

    words: str
    is_prefix: bool = False
    field: str | None = None


@dataclass(frozen=True)
class All:
    """What all must hold."""

    parts: tuple["Node", ...]


@dataclass(frozen=True)
class Either:
    """Of which one must hold."""

    parts: tuple["Node", ...]


@dataclass(frozen=True)
class Not:
    """What must not hold."""

    part: "Node"


Node = Text | All | Either | Not


@dataclass(frozen=True, kw_only=True)
class Tree:
    """What was typed as a tree, None where nothing can be searched for; `notes` say what was left out, and why.

    `pieces` are the parts at the top, each with its first and last place in the text.
    """

    top: Node | None
    pieces: tuple[tuple[int, int], ...] = ()
    notes: tuple[str, ...] = ()


@dataclass
class _Piece:
    kind: str
    start: int
    end: int
    text: str = ""
    is_prefix: bool = False
    field: str | None = None


def parse_tree(text: str, is_field: "frozenset[str]") -> Tree:
    """Return the tree of what was typed; `is_field` has the names that stand before a colon, in lower case."""
    reader = _Reader(text.translate(_QUOTES), is_field)
    pieces = _settled(list(reader.pieces()), reader.notes)
    parser = _Parser(pieces)
    top = parser.either(None)
    return Tree(top=top, pieces=tuple(parser.top), notes=tuple(dict.fromkeys(reader.notes)))


class _Reader:
    """Cuts a text into pieces."""

    def __init__(self, text: str, fields: frozenset[str]) -> None:
        self.text = text
        self.fields = fields
        self.notes: list[str] = []
        self.depth = 0

    def pieces(self) -> Iterator[_Piece]:
        at = 0
        while at < len(self.text):
            if self.text[at].isspace():
                at += 1
                continue
            piece = self._piece(at)
            yield piece
            at = piece.end

    def _piece(self, at: int) -> _Piece:
        sign = self.text[at]
        if sign == "(" and self.depth < MAX_DEPTH:
            self.depth += 1
            return _Piece("open", at, at + 1)
        if sign == ")":
            kind = "close" if self.depth else "none"
            self.depth -= kind == "close"
            return _Piece(kind, at, at + 1)
        if sign == "-" and self.text[at + 1 : at + 2].strip() not in {"", "-"}:
            return _Piece("not", at, at + 1)
        if found := _FIELD.match(self.text, at):
            return self._with_field(found)
        if (spaced := _SPACED_FIELD.match(self.text, at)) and spaced[1].lower() in self.fields:
            name = spaced[1].lower()
            self.notes.append(
                f"“{spaced[0]}” was searched as a word: a field has no space before its value ({name}:…)."
            )
        return self._text(at, at, None)

    def _with_field(self, found: re.Match[str]) -> _Piece:
        name, at = found[1].lower(), found.end()
        if name not in self.fields:
            if name not in _SCHEMES and name.isascii() and (self.text[at].isalnum() or self.text[at] == '"'):
                raise self._unknown(found, name)
            return self._text(found.start(), found.start(), None)
        if self.text[at] == "(" and self.depth < MAX_DEPTH:
            self.depth += 1
            return _Piece("open", found.start(), at + 1, field=name)
        return self._text(found.start(), at, name)

    def _unknown(self, found: re.Match[str], name: str) -> SearchError:
        close = [_OTHERWISE[name]] if name in _OTHERWISE else get_close_matches(name, sorted(self.fields), n=1)
        before, after = self.text[: found.start()], self.text[found.end() :]
        return SearchError(
            f"There is no field “{found[1]}:”. There are {', '.join(f'{each}:' for each in sorted(self.fields))}."
            f' To search the text for it, put it in quotes: "{found[1]}:…".',
            meant=f"{before}{close[0]}:{after}" if close else None,
        )

    def _text(self, start: int, at: int, name: str | None) -> _Piece:
        kind = "field" if name else "text"
        if self.text[at] == '"':
            close = self.text.find('"', at + 1)
            words = self.text[at + 1 : close if close > 0 else None]
            end = close + 1 if close > 0 else len(self.text)
            is_prefix = self.text[end : end + 1] == "*" or words.endswith("*")
            end += self.text[end : end + 1] == "*"
            return _Piece(kind, start, end, words.rstrip("*"), is_prefix=is_prefix, field=name)
        found = _BARE.match(self.text, at)
        words = found[0] if found else self.text[at]
        while self.depth and words.endswith(")") and words.count(")") > words.count("("):
            words = words[:-1]
        end = at + len(words)
        if not name and words in _OPERATORS:
            return _Piece(_OPERATORS[words], start, end, words)
        is_prefix = words.endswith("*") and has_words(words.rstrip("*"))
        return _Piece(kind, start, max(end, at + 1), words.rstrip("*"), is_prefix=is_prefix, field=name)


def _settled(pieces: list[_Piece], notes: list[str]) -> list[_Piece]:
    """Return the pieces without those that have no word, with operators that have nothing to work on as words."""
    kept: list[_Piece] = []
    for piece in pieces:
        if piece.kind == "text" and not has_words(piece.text):
            shown = piece.text + "*" * piece.is_prefix or '""'
            notes.append(f"“{shown}” was left out: only letters and digits are searched.")
        elif piece.kind != "none":
            kept.append(piece)
    settled: list[_Piece] = []
    for number, piece in enumerate(kept):
        before = settled[-1].kind if settled else None
        after = kept[number + 1].kind if number + 1 < len(kept) else None
        works = after in _STARTS and (piece.kind == "not" or before in _ENDS)
        if piece.kind in _OPERATORS.values() and not works:
            if not piece.text:
                continue
            piece.kind = "text"
            notes.append(f"“{piece.text}” was searched as a word, since it lacks what it belongs to.")
        settled.append(piece)
    return settled


class _Parser:
    """Makes a tree of pieces; an open parenthesis ends with the text."""

    def __init__(self, pieces: list[_Piece]) -> None:
        self.pieces = pieces
        self.at = 0
        self.depth = 0
        self.top: list[tuple[int, int]] = []

    def _kind(self) -> str | None:
        return self.pieces[self.at].kind if self.at < len(self.pieces) else None

    def either(self, name: str | None) -> Node | None:
        begin = self.at
        parts = [self.all(name)]
        while self._kind() == "or":
            self.at += 1
            parts.append(self.all(name))
        if self.depth == 0 and len(parts) > 1 and self.at > begin:
            self.top = [(self.pieces[begin].start, self.pieces[self.at - 1].end)]
        found = tuple(part for part in parts if part is not None)
        return Either(found) if len(found) > 1 else found[0] if found else None

    def all(self, name: str | None) -> Node | None:
        parts: list[Node] = []
        while (kind := self._kind()) not in {None, "or"} and not (kind == "close" and self.depth):
            begin = self.at
            part = self._unit(name)
            if part is not None:
                parts.append(part)
                if self.depth == 0:
                    self.top.append((self.pieces[begin].start, self.pieces[self.at - 1].end))
        return All(tuple(parts)) if len(parts) > 1 else parts[0] if parts else None

    def _unit(self, name: str | None) -> Node | None:
        negated = False
        while self._kind() in {"not", "and"}:
            negated ^= self._kind() == "not"
            self.at += 1
        if self.at == len(self.pieces):
            return None
        piece = self.pieces[self.at]
        self.at += 1
        part: Node | None = None
        if piece.kind == "open":
            self.depth += 1
            part = self.either(piece.field or name)
            self.depth -= 1
            self.at += self._kind() == "close"
        elif piece.kind in {"text", "field"}:
            part = Text(piece.text, piece.is_prefix, piece.field or name)
        return Not(part) if negated and part is not None else part
