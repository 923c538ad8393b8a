"""Reads what can be read of JSON that is broken, as templates and editors leave it in pages (pure).

    {"a": "so "called" b"}      a quotation mark ends a string only where JSON goes on behind it
    {"a": 1, "b": "cut o        a string that is cut off is no value; what holds it ends there
    {"a": 1 "b": 2,}            commas may be missing or too many
    {a: 'b' /* c */}            keys need no quotation marks, strings may have single ones, comments are passed over
    {"a": 1}{"b": 2}            each object is read
    {&quot;a&quot;: 1}          quotation marks may be escaped for HTML, or be typographic

The time is linear in the text: no character is passed more than once, and what is looked at ahead is bounded.
"""

import html
import re
from typing import Any

MAX_CHARACTERS = 1_000_000
MAX_VALUES = 20_000
# Objects within objects; what is deeper is passed over.
MAX_DEPTH = 40

_ESCAPED_FOR_HTML = re.compile(r"\s*[{\[][\s{\[]*&(?:quot|#34|#x22|#822[01]|#8243|[lr]dquo);")
# White space, comments, and the tags that an editor of texts writes at the ends of a script's lines.
_SPACE = re.compile(
    r"(?:[\s\ufeff]++|//[^\n]*+|/\*(?:[^*]++|\*(?!/))*+(?:\*/|\Z)|<!--|-->|</?(?:p|br)\s?/?>)*+", re.IGNORECASE
)
_START = re.compile(r"[{\[]")
_TYPOGRAPHIC = "\u201c\u201d\u2033"
_QUOTED_KEY = re.compile(rf"[\"'{_TYPOGRAPHIC}]([^\"'{_TYPOGRAPHIC}\\\n]{{1,100}}+)[\"'{_TYPOGRAPHIC}]\s{{0,50}}+:")
_BARE_KEY = re.compile(r"([\w$@-]{1,100}+)\s{0,50}+:")
_BEGINS_WITH_BARE_KEY = re.compile(r"[\s\[]*\{\s*[\w$@-]{1,100}+\s*:")
_NUMBER = re.compile(r"-?\d{1,30}(?:\.\d{1,30})?(?:[eE][+-]?\d{1,3})?(?![\w.])")
_WORD = re.compile(r"(?:true|false|null)(?!\w)")
_WORDS = {"true": True, "false": False, "null": None}
# Where an object or a list may go on behind something that cannot be read.
_NEXT = re.compile(r"[,}\]]")
_STOPS = {
    '"': re.compile(r'["\\]'),
    "'": re.compile(r"['\\]"),
} | dict.fromkeys(_TYPOGRAPHIC, re.compile(rf"[{_TYPOGRAPHIC}\\]"))
_GAP = r"(?:\s|</?(?:p|br)\s?/?>){0,200}+"
# A value that a template should have filled in.
_PLACEHOLDER = re.compile(r"\{[{%][^{}]{0,200}[}%]\}")
_COMMAS = rf"(?:,{_GAP}){{1,5}}+"
_CLOSED = rf"{_GAP}(?:[,}}\]{{\[;<\"'/]|-->|\Z)"


def _behind_value(key_behind_comma: str) -> re.Pattern[str]:
    """Return a pattern of what stands behind a string in an object: another key, the object's end, or nothing."""
    keys = rf"{_QUOTED_KEY.pattern}|{_COMMAS}(?:{key_behind_comma}|/[/*])"
    return re.compile(rf"{_GAP}(?:{keys}|(?:{_COMMAS})?\}}{_CLOSED}|,?\s*+\Z)")


_BEHIND_VALUE = _behind_value(_QUOTED_KEY.pattern)
_BEHIND_VALUE_BARE = _behind_value(rf"{_QUOTED_KEY.pattern}|{_BARE_KEY.pattern}")
_BEHIND_ITEM = re.compile(rf"{_GAP}(?:{_COMMAS}[\"'{{\[\d{_TYPOGRAPHIC}]|(?:{_COMMAS})?\]{_CLOSED}|,?\s*+\Z)")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))", re.DOTALL)
_ESCAPED = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
# What stands for a value that cannot be read.
_NOTHING = object()


def read_broken_json(text: str) -> list[Any]:
    """Return the objects and lists of a text, each as far as it can be read."""
    whole = text[:MAX_CHARACTERS].replace("<![CDATA[", " ")
    reader = _Reader(html.unescape(whole) if _ESCAPED_FOR_HTML.match(whole) else whole)
    found: list[Any] = []
    while start := _START.search(reader.text, reader.at):
        reader.at = start.start()
        found.append(reader.read_container(MAX_DEPTH))
    return found


class _Reader:
    """A text, how far it was read, and how many more values are read."""

    def __init__(self, text: str) -> None:
        """Begin at the start of a text."""
        self.text = text
        self.at = 0
        self.left = MAX_VALUES
        self.behind_value = _BEHIND_VALUE_BARE if _BEGINS_WITH_BARE_KEY.match(text) else _BEHIND_VALUE

    def read_container(self, depth: int) -> dict[str, Any] | list[Any]:
        """Return the object or list that begins here; where the text is cut off, what was read of it."""
        opening = self.text[self.at]
        self.at += 1
        return self._read_object(depth) if opening == "{" else self._read_list(depth)

    def _read_object(self, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while mark := self._next_mark():
            if mark == "}":
                self.at += 1
                break
            key = self._read_key()
            value = _NOTHING if key is None else self._read_value(depth, self.behind_value)
            if key is not None and value is not _NOTHING:
                found[key] = value
        return found

    def _read_list(self, depth: int) -> list[Any]:
        found: list[Any] = []
        while mark := self._next_mark():
            # The end of the object around it, or its next key, stands for the missing end of the list.
            if mark in "]}" or _QUOTED_KEY.match(self.text, self.at):
                self.at += mark == "]"
                break
            value = self._read_value(depth, _BEHIND_ITEM)
            if value is not _NOTHING:
                found.append(value)
        return found

    def _next_mark(self) -> str:
        """Pass over space and commas, and return the character behind them; "" at the end."""
        self.left -= 1
        while True:
            self._skip_space()
            if self.left < 0 or self.at >= len(self.text):
                self.at = len(self.text)
                return ""
            if self.text[self.at] != ",":
                return self.text[self.at]
            self.at += 1

    def _skip_space(self) -> None:
        match = _SPACE.match(self.text, self.at)
        self.at = match.end() if match else self.at

    def _read_key(self) -> str | None:
        match = _QUOTED_KEY.match(self.text, self.at) or _BARE_KEY.match(self.text, self.at)
        if match is None:
            self._skip_unread()
            return None
        self.at = match.end()
        return match[1]

    def _read_value(self, depth: int, behind: re.Pattern[str]) -> Any:
        self._skip_space()
        mark = self.text[self.at : self.at + 1]
        if mark in _STOPS:
            return self._read_string(behind)
        if placeholder := _PLACEHOLDER.match(self.text, self.at):
            self.at = placeholder.end()
            return _NOTHING
        if mark and mark in "{[" and depth:
            return self.read_container(depth - 1)
        if match := _NUMBER.match(self.text, self.at):
            self.at = match.end()
            number = match.group()
            return int(number) if number.lstrip("-").isdecimal() else float(number)
        if match := _WORD.match(self.text, self.at):
            self.at = match.end()
            return _WORDS[match.group()]
        self._skip_unread()
        return _NOTHING

    def _skip_unread(self) -> None:
        """Pass over what cannot be read, at least one character."""
        match = _NEXT.search(self.text, self.at + 1)
        self.at = match.start() if match else len(self.text)

    def _read_string(self, behind: re.Pattern[str]) -> Any:
        """Return the string that begins here, up to the first quotation mark behind which JSON goes on."""
        start = self.at + 1
        stops = _STOPS[self.text[self.at]]
        end = start
        while match := stops.search(self.text, end):
            end = match.end()
            if match.group() == "\\":
                end += 1
            elif behind.match(self.text, end):
                self.at = end
                return _unescaped(self.text[start : end - 1])
        self.at = len(self.text)
        return _NOTHING


def _escaped(letter: str) -> str:
    # Of what JSON does not know, `\'` is a mark, and `\d` has a backslash of its own.
    return _ESCAPED.get(letter, rf"\{letter}" if letter.isalpha() else letter)


def _unescaped(text: str) -> str:
    if "\\" not in text:
        return text
    plain = _ESCAPE.sub(lambda match: chr(int(match[1], 16)) if match[1] else _escaped(match[2]), text)
    # Two escapes may stand for one character beyond U+FFFF.
    return plain.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
