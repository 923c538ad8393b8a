"""Reads literals of JavaScript: objects, arrays, strings and numbers, without running anything (pure).

source, position | tokens | value, end

It reads what JSON does not allow: bare keys, single quotes, `undefined`, `!0`, trailing commas, `new Date("…")`,
names, and the function by which Nuxt 2 shares values: `(function(a,b){return {title:a}}("Late",null))`.
"""

import re
from collections.abc import Mapping
from typing import Any

from extract.html import parse_json

# Of the tokens of one page's scripts, and of nesting.
MAX_TOKENS = 400_000
MAX_DEPTH = 60

_SPACE = re.compile(r"(?:\s++|//[^\n]*+|/\*(?:[^*]++|\*(?!/))*+\*/)*+")
_STRING = re.compile(r'"(?:[^"\\]++|\\.)*+"|\'(?:[^\'\\]++|\\.)*+\'|`(?:[^`\\$]++|\\.|\$(?!\{))*+`', re.DOTALL)
_NUMBER = re.compile(r"[-+]?(?:0[xX][0-9a-fA-F]{1,16}|(?:\d{1,30}(?:\.\d{0,30})?|\.\d{1,30})(?:[eE][-+]?\d{1,3})?)n?")
_NAME = re.compile(r"[A-Za-z_$][\w$]{0,60}(?:\.[A-Za-z_$][\w$]{0,60}){0,4}")
_KEY = re.compile(r"[A-Za-z_$][\w$]{0,100}|\d{1,20}")
_PREFIX = re.compile(r"(?:new|void|await)\s+|!+")
_FUNCTION = re.compile(r"\(?\s*(?:function\s*\w{0,20}\s*\(([\w$,\s]{0,20000})\)|\(([\w$,\s]{0,20000})\)\s*=>)\s*\{")
_ASSIGNMENT = re.compile(r"([A-Za-z_$][\w$]{0,60})((?:\.[\w$]{1,60}|\[\d{1,6}\]|\[\"[^\"\\]{1,60}\"\])+)\s*=(?!=)")
_STEP = re.compile(r"\.([\w$]+)|\[(\d+)\]|\[\"([^\"]+)\"\]")
_HEX_ESCAPE = re.compile(r"\\x([0-9a-fA-F]{2})")
_OTHER_ESCAPE = re.compile(r"\\(?:(\r?\n)|(['`$])|(v|0(?!\d)))")
CONSTANTS: Mapping[str, Any] = {"true": True, "false": False, "null": None, "undefined": None, "NaN": None}


class LiteralError(ValueError):
    """The source has no literal at `position`."""

    def __init__(self, position: int) -> None:
        super().__init__(f"no literal at {position}")
        self.position = position


class _Name(str):
    """The name of a variable, until its value is known."""

    __slots__ = ()


class Literals:
    """The literals of one page's scripts; `left` is how many tokens are still read."""

    def __init__(self) -> None:
        self.left = MAX_TOKENS
        self.source = ""

    def read(self, source: str, start: int) -> tuple[Any, int]:
        """Return the value of the literal at `start`, and where it ends; LiteralError where there is none."""
        self.source = source
        value, end = self._value(start, 0)
        return _resolved(value, {}, 0), end

    def read_call(self, source: str, start: int) -> tuple[Any, int]:
        """Return what a function that is called at once returns, and where the call ends."""
        self.source = source
        function = _FUNCTION.match(source, start)
        if function is None:
            raise LiteralError(start)
        assigned, returned, position = self._function_body(function.end())
        call = re.compile(r"\s*\}\s*\)?\s*\(").match(source, position)
        if call is None:
            raise LiteralError(position)
        arguments, end = self._members(call.end(), ")", 0)
        names = [name.strip() for name in (function.group(1) or function.group(2) or "").split(",")]
        values = dict(zip(names, arguments, strict=False))
        for target, path, value in assigned:
            _assign(values.get(target), path, _resolved(value, values, 0))
        return _resolved(returned, values, 0), end

    def _function_body(self, position: int) -> tuple[list[tuple[str, str, Any]], Any, int]:
        """Return the assignments of a function's body, what it returns, and where that ends."""
        assigned: list[tuple[str, str, Any]] = []
        while True:
            position = self._skip(position)
            if self.source.startswith("return", position):
                value, end = self._value(position + len("return"), 0)
                return assigned, value, self._skip_semicolons(end)
            target = _ASSIGNMENT.match(self.source, position)
            if target is None:
                raise LiteralError(position)
            value, end = self._value(target.end(), 0)
            assigned.append((target.group(1), target.group(2), value))
            position = self._skip_semicolons(end)

    def _skip(self, position: int) -> int:
        found = _SPACE.match(self.source, position)
        return position if found is None else found.end()

    def _skip_semicolons(self, position: int) -> int:
        position = self._skip(position)
        while self.source[position : position + 1] in {";", ","}:
            position = self._skip(position + 1)
        return position

    def _value(self, position: int, depth: int) -> tuple[Any, int]:
        self.left -= 1
        position = self._skip(position)
        if self.left < 0 or depth > MAX_DEPTH:
            raise LiteralError(position)
        first = self.source[position : position + 1]
        if first == "{":
            return self._object(position + 1, depth)
        if first == "[":
            return self._members(position + 1, "]", depth)
        if first in {'"', "'", "`"} and first:
            return self._string(position)
        if number := _NUMBER.match(self.source, position):
            return _number(number.group()), number.end()
        return self._named(position, depth)

    def _string(self, position: int) -> tuple[str, int]:
        literal = _STRING.match(self.source, position)
        if literal is None:
            raise LiteralError(position)
        return string_value(literal.group()), literal.end()

    def _named(self, position: int, depth: int) -> tuple[Any, int]:
        """Return the value of a constant or a variable, or the argument of a call such as `new Date("2026")`."""
        prefix = _PREFIX.match(self.source, position)
        if prefix is not None:
            value, end = self._value(prefix.end(), depth + 1)
            if prefix.group().startswith("void"):
                return None, end
            return (bool(value) == (len(prefix.group()) % 2 == 0) if prefix.group()[0] == "!" else value), end
        name = _NAME.match(self.source, position)
        if name is None:
            raise LiteralError(position)
        end = self._skip(name.end())
        if self.source[end : end + 1] == "(":
            arguments, end = self._members(end + 1, ")", depth + 1)
            return (arguments[0] if len(arguments) == 1 else arguments), end
        if name.group() in CONSTANTS:
            return CONSTANTS[name.group()], end
        return _Name(name.group()), end

    def _members(self, position: int, closing: str, depth: int) -> tuple[list[Any], int]:
        members: list[Any] = []
        while True:
            position = self._skip(position)
            if self.source[position : position + 1] == closing:
                return members, position + 1
            if self.source[position : position + 1] == ",":
                self.left -= 1
                members.append(None)
                position += 1
                continue
            value, position = self._value(position, depth + 1)
            members.append(value)
            position = self._after_member(position, closing)

    def _object(self, position: int, depth: int) -> tuple[dict[str, Any], int]:
        members: dict[str, Any] = {}
        while True:
            position = self._skip(position)
            if self.source[position : position + 1] == "}":
                return members, position + 1
            key, position = self._key(position)
            position = self._skip(position)
            if self.source[position : position + 1] == ":":
                members[key], position = self._value(position + 1, depth + 1)
            else:
                members[key] = _Name(key)
            position = self._after_member(position, "}")

    def _key(self, position: int) -> tuple[str, int]:
        if self.source[position : position + 1] in {'"', "'"}:
            return self._string(position)
        key = _KEY.match(self.source, position)
        if key is None:
            raise LiteralError(position)
        return key.group(), key.end()

    def _after_member(self, position: int, closing: str) -> int:
        position = self._skip(position)
        character = self.source[position : position + 1]
        if character == ",":
            return position + 1
        if character == closing:
            return position
        raise LiteralError(position)


def string_value(literal: str) -> str:
    """Return the text of a string literal of JavaScript, with its quotes."""
    inner = literal[1:-1]
    if "\\" not in inner:
        return inner
    inner = _OTHER_ESCAPE.sub(lambda escape: escape.group(2) or "", _HEX_ESCAPE.sub(r"\\u00\1", inner))
    text = parse_json('"' + (inner if literal[0] == '"' else _escaped_quotes(inner)) + '"')
    return text if isinstance(text, str) else inner


def _escaped_quotes(inner: str) -> str:
    r"""Return the inside of a string in other quotes as that of one in double quotes; `\"` is one already."""
    return '\\"'.join(part.replace('"', '\\"') for part in inner.split('\\"'))


def _number(text: str) -> int | float:
    bare = text.rstrip("n") if not text.lower().startswith("0x") else text
    try:
        return int(bare, 0)
    except ValueError:
        return float(bare)


def _resolved(value: Any, values: Mapping[str, Any], depth: int) -> Any:
    """Return a value with those of variables in the place of their names."""
    if isinstance(value, _Name):
        return values.get(value)
    if depth <= MAX_DEPTH and isinstance(value, dict):
        return {key: _resolved(member, values, depth + 1) for key, member in value.items()}
    if depth <= MAX_DEPTH and isinstance(value, list):
        return [_resolved(member, values, depth + 1) for member in value]
    return value


def _assign(target: Any, path: str, value: Any) -> None:
    """Set a member of an object or array, as `a.title = …` and `a[0] = …` do."""
    steps = [name or quoted or int(index) for name, index, quoted in _STEP.findall(path)]
    for step in steps[:-1]:
        target = target.get(step) if isinstance(target, dict) else None
    last = steps[-1]
    if isinstance(target, dict):
        target[str(last)] = value
    elif isinstance(target, list) and isinstance(last, int) and last <= len(target):
        target[last : last + 1] = [value]
