"""Reads the data that a page's scripts hold for other scripts to show (pure).

script | JSON, or JSON assigned to a name, or long string literals of a program | values
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

from extract.html import parse_json

# In characters: a shorter script or string holds no article.
MIN_ARTICLE = 400
# Part of the `type` of scripts that hold JSON: those of Next.js, Nuxt 3, Apollo, WordPress and others.
JSON_TYPE = "json"

_ASSIGNMENT = re.compile(r"\s*(?:(?:var|let|const)\s+)?[\w$.\[\]\"']{1,80}\s*=\s*(?=[\[{])")
# May be unclosed at the script's end, so that no quote is looked at twice.
_STRING = re.compile(r'"(?:[^"\\]++|\\.)*+(?:"|\Z)', re.DOTALL)
_HEX_ESCAPE = re.compile(r"\\x([0-9a-fA-F]{2})")
_DECODER = json.JSONDecoder(strict=False)


def script_values(tree: HtmlElement, min_size: float = MIN_ARTICLE) -> Iterator[tuple[Any, str]]:
    """Yield JSON values and long strings in scripts of at least `min_size` characters, each with its script."""
    for script in tree.iter("script"):
        source, script_type = script.text or "", script.get("type", "").lower()
        if len(source) < max(MIN_ARTICLE, min_size) or "ld+json" in script_type:
            continue
        if JSON_TYPE in script_type:
            yield parse_json(source), source
            continue
        assigned = _assigned_json(source)
        if assigned is not None:
            yield assigned, source
            continue
        for value in _long_strings(source):
            yield value, source


def _assigned_json(source: str) -> Any:
    """Return the JSON that a script begins by assigning to a name, or None."""
    assignment = _ASSIGNMENT.match(source)
    if assignment is None:
        return None
    try:
        return _DECODER.raw_decode(source, assignment.end())[0]
    except (ValueError, RecursionError):
        return None


def _long_strings(source: str) -> Iterator[Any]:
    """Yield the long string literals of a program; of one that holds JSON, its value."""
    for literal in _STRING.finditer(source):
        if literal.end() - literal.start() < MIN_ARTICLE:
            continue
        text = parse_json(_HEX_ESCAPE.sub(r"\\u00\1", literal.group()).replace("\\'", "'"))
        if isinstance(text, str):
            yield (parse_json(text) if text.lstrip()[:1] in ("{", "[") else None) or text
