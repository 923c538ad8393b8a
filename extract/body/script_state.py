"""Reads the data that a page's scripts hold for other scripts to show (pure).

script | JSON, or literals assigned to a name or given to a function, or long string literals of a program | values

No script is run. The values of attributes such as `data-page` count too.
"""

import base64
import html
import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import unquote

from lxml import etree
from lxml.html import HtmlElement

from extract.body.flat_data import is_flat, unflattened
from extract.body.script_literals import LiteralError, Literals, string_value
from extract.html import parse_json

# In characters: a shorter script or string holds no article.
MIN_ARTICLE = 400
# Part of the `type` of scripts that hold JSON: those of Next.js, Nuxt 3, Apollo, WordPress and others.
JSON_TYPE = "json"
# Of the attempts to read a literal in one script, and how many times its length they may read. Where the page shows a
# text, one attempt must do: a state stands at the start of its script.
MAX_ATTEMPTS = 300
MAX_HARDLY_ANY = 1200
MAX_WORK = 4

# Where a literal may begin: assigned, given to a function, returned, or SvelteKit's `data: [`.
_START = re.compile(
    r"(?:[=(]|\breturn\b|\bdata:)\s*(?:(?=[\[{])|(?=\(?\s*function\s*\w{0,20}\s*\([\w$,\s]{0,20000}\)\s*\{)"
    r"|(JSON\.parse|decodeURIComponent|unescape|atob)\(\s*(?=[\"'`]))"
)
# May be unclosed at the script's end, so that no quote is looked at twice.
_STRING = re.compile(r'"(?:[^"\\]++|\\.)*+(?:"|\Z)', re.DOTALL)
_QUOTED = re.compile(r"\"(?:[^\"\\]++|\\.)*+\"|'(?:[^'\\]++|\\.)*+'|`(?:[^`\\]++|\\.)*+`", re.DOTALL)
_HEX_ESCAPE = re.compile(r"\\x([0-9a-fA-F]{2})")
_COMMENT = re.compile(r"\s*<!--(.*)-->\s*", re.DOTALL)
_DECODER = json.JSONDecoder(strict=False)
# Angular's marks in the JSON that it transfers.
ANGULAR = (("&q;", '"'), ("&s;", "'"), ("&l;", "<"), ("&g;", ">"), ("&a;", "&"))
DATA_ATTRIBUTES = ("data-page", "data-props", "data-react-props", "data-state", "data-initial-state", "props")
# Each attribute by itself is found far sooner than any of them in one predicate.
_WITH_DATA = etree.XPath(" | ".join(f"descendant-or-self::*/@{name}/.." for name in DATA_ATTRIBUTES))


def _from_base64(text: str) -> str:
    try:
        return base64.b64decode(text).decode("utf-8", "replace")
    except ValueError:
        return ""


DECODERS: Mapping[str, Callable[[str], str]] = {
    "JSON.parse": str, "decodeURIComponent": unquote, "unescape": unquote, "atob": _from_base64,
}  # fmt: skip


def script_values(tree: HtmlElement, min_size: float = MIN_ARTICLE) -> Iterator[tuple[Any, str]]:
    """Yield JSON values and long strings in scripts of at least `min_size` characters, each with its script."""
    least = max(MIN_ARTICLE, min_size)
    attempts = MAX_ATTEMPTS if min_size <= MAX_HARDLY_ANY else 1
    literals = Literals()
    for script in tree.iter("script"):
        source, script_type = script.text or "", script.get("type", "").lower()
        if len(source) < least or "ld+json" in script_type:
            continue
        if JSON_TYPE in script_type:
            yield parse_state(source), source
            continue
        for value in (*_assigned(source, literals, attempts), *_long_strings(source)):
            yield value, source
    for element in _WITH_DATA(tree) if attempts > 1 else ():
        for name in DATA_ATTRIBUTES:
            source = element.get(name, "")
            if len(source) >= least:
                yield parse_state(source), source


def data_sources(tree: HtmlElement, min_size: float) -> Iterator[str]:
    """Yield what `script_values` reads, as it is written, and all JSON-LD."""
    for script in tree.iter("script"):
        yield script.text or ""
    for element in _WITH_DATA(tree) if min_size <= MAX_HARDLY_ANY else ():
        yield from (element.get(name, "") for name in DATA_ATTRIBUTES)


def parse_state(source: str) -> Any:
    """Return the value of JSON, also within a comment, with escaped quotes, or flattened; None when it is none."""
    commented = _COMMENT.fullmatch(source) if source.lstrip().startswith("<!--") else None
    text = source if commented is None else commented.group(1)
    value = parse_json(text)
    if value is None and "&q;" in text:
        for mark, character in ANGULAR:
            text = text.replace(mark, character)
        value = parse_json(text)
    elif value is None and "&quot;" in text[:200]:
        value = parse_json(html.unescape(text))
    return unflattened(value) if isinstance(value, list) and is_flat(value) else value


def _assigned(source: str, literals: Literals, attempts: int) -> Iterator[Any]:
    """Yield the values of the long literals in a program; `attempts` is how often one is looked for."""
    position = work = 0
    for _ in range(attempts):
        start = _START.search(source, position)
        if start is None or work > MAX_WORK * len(source) or len(source) - start.end() < MIN_ARTICLE:
            return
        value, end = _literal(source, start, literals)
        work += abs(end) - start.end()
        position = max(end, start.end())
        if end - start.end() >= MIN_ARTICLE and isinstance(value, dict | list):
            yield unflattened(value) if isinstance(value, list) and is_flat(value) else value


def _literal(source: str, start: re.Match[str], literals: Literals) -> tuple[Any, int]:
    """Return the value that begins behind `start`, and where it ends; where it is none, minus how far it was read."""
    position = start.end()
    if start.group(1):
        quoted = _QUOTED.match(source, position)
        text = "" if quoted is None else DECODERS[start.group(1)](string_value(quoted.group()))
        return parse_state(text), -position if quoted is None else quoted.end()
    try:
        if source[position] not in "[{":
            return literals.read_call(source, position)
        value, end = _json(source, position)
        return (value, end) if value is not None else literals.read(source, position)
    except LiteralError as error:
        return None, -max(error.position, position)


def _json(source: str, position: int) -> tuple[Any, int]:
    """Return the value of JSON at a position and where it ends; None where it is none."""
    try:
        return _DECODER.raw_decode(source, position)
    except (ValueError, RecursionError):
        return None, position


def _long_strings(source: str) -> Iterator[Any]:
    """Yield the long string literals of a program; of one that holds JSON, its value."""
    for literal in _STRING.finditer(source):
        if literal.end() - literal.start() < MIN_ARTICLE:
            continue
        # A function is called faster than a template with a group is filled in.
        written = _HEX_ESCAPE.sub(lambda escape: f"\\u00{escape[1]}", literal.group())
        text = parse_json(written.replace("\\'", "'"))
        if isinstance(text, str):
            value = parse_json(text) if text.lstrip()[:1] in ("{", "[") else None
            yield (unflattened(value) if isinstance(value, list) and is_flat(value) else value) or text
