"""States: what the scripts of a page hold as data, for another script to show (pure).

script | JSON, or JSON that is assigned, or long strings within a program | values
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

from extract.html import parse_json

# A shorter string in a program is no article.
LEAST = 400
# Scripts that hold data of the page for others: Next.js, Nuxt 3, Apollo, WordPress and whoever writes an island.
DATA_TYPES = ("json",)

_ASSIGNED = re.compile(r"\s*(?:(?:var|let|const)\s+)?[\w$.\[\]\"']{1,80}\s*=\s*(?=[\[{])")
# Unclosed at the script's end, so that no quote is looked at twice.
_STRING = re.compile(r'"(?:[^"\\]++|\\.)*+(?:"|\Z)', re.DOTALL)
_BYTE = re.compile(r"\\x([0-9a-fA-F]{2})")
_DECODER = json.JSONDecoder(strict=False)


def states_of(tree: HtmlElement, least: float = LEAST) -> Iterator[tuple[Any, str]]:
    """Yield each value that a script of some length holds, and the script; a long string in a program is one, too."""
    for script in tree.iter("script"):
        source, kind = script.text or "", script.get("type", "").lower()
        if len(source) < max(LEAST, least) or "ld+json" in kind:
            continue
        if any(name in kind for name in DATA_TYPES):
            yield parse_json(source), source
            continue
        assigned = _assigned(source)
        if assigned is not None:
            yield assigned, source
            continue
        for value in _strings(source):
            yield value, source


def _assigned(source: str) -> Any:
    """Return the JSON that a script assigns to a name, or None."""
    start = _ASSIGNED.match(source)
    if start is None:
        return None
    try:
        return _DECODER.raw_decode(source, start.end())[0]
    except (ValueError, RecursionError):
        return None


def _strings(source: str) -> Iterator[Any]:
    """Yield the long strings of a program, or what they hold as JSON."""
    for match in _STRING.finditer(source):
        if match.end() - match.start() < LEAST:
            continue
        text = parse_json(_BYTE.sub(r"\\u00\1", match.group()).replace("\\'", "'"))
        if isinstance(text, str):
            yield (parse_json(text) if text.lstrip()[:1] in ("{", "[") else None) or text
