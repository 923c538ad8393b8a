"""Reads JSON-LD, the objects in scripts of type application/ld+json (pure)."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from extract.html.broken_json import read_broken_json

MAX_OBJECTS = 2000
# The ends of the names of schema.org's types of articles, such as NewsArticle.
ARTICLE_TYPES = ("Article", "BlogPosting", "SocialMediaPosting", "Report", "Review")

# Comments and CDATA sections in which templates put a script's text.
_WRAPPING = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)"
    r"|(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>)\s*;?\s*$"
)


def linked_data(scripts: Iterable[str]) -> tuple[dict[str, Any], ...]:
    """Return the objects with an `@type`, those of a `@graph` too; of a script that is broken, what can be read."""
    found: list[dict[str, Any]] = []
    for script in scripts:
        bare = _WRAPPING.sub("", script)
        value = parse_json(bare)
        found.extend(_objects(read_broken_json(bare) if value is None else value))
    return tuple(found[:MAX_OBJECTS])


def parse_json(text: str) -> Any:
    """Return the value of a script's JSON, or None when it is no JSON."""
    try:
        return json.loads(text.strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):
        return None


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    unseen = [value]
    while unseen:
        first = unseen.pop(0)
        if isinstance(first, list):
            unseen[:0] = first[:MAX_OBJECTS]
        elif isinstance(first, dict):
            if "@type" in first:
                yield first
            unseen[:0] = [first[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in first]


def jsonld_types(node: dict[str, Any]) -> tuple[str, ...]:
    """Return the types of an object, without their namespace."""
    value = node.get("@type")
    types = value if isinstance(value, list) else [value]
    return tuple(str(name).rpartition("/")[2] for name in types)


def is_article_object(node: dict[str, Any]) -> bool:
    """Tell whether an object describes an article."""
    return any(name.endswith(ARTICLE_TYPES) for name in jsonld_types(node))


def jsonld_strings(nodes: Sequence[dict[str, Any]], path: str) -> Iterator[str]:
    """Yield the strings at a dotted path.

    It starts at the first article (`headline`), or with a type at all objects of that type (`WebSite.name`).
    """
    first, _, rest = path.partition(".")
    if first[:1].isupper():
        roots = [node for node in nodes if first in jsonld_types(node)]
        yield from (text for node in roots for text in strings_at(node, rest.split("."), nodes))
    else:
        article = next((node for node in nodes if is_article_object(node)), None)
        yield from strings_at(article, path.split("."), nodes)


def strings_at(value: Any, steps: Sequence[str], nodes: Sequence[dict[str, Any]] = ()) -> Iterator[str]:
    """Yield the strings at the end of a path of keys.

    Of a list each item is followed. An object that has only an `@id` stands for that of `nodes` with the same one. A
    string where an object is expected stands for its `name` or `url`.
    """
    if isinstance(value, list):
        # A list within a list means nothing in JSON-LD, and to follow it would be to follow any depth.
        for item in value[:MAX_OBJECTS]:
            yield from () if isinstance(item, list) else strings_at(item, steps, nodes)
    elif isinstance(value, dict):
        if not steps:
            yield from strings_at(value.get("@value", value.get("name", value.get("url"))), (), nodes)
        elif steps[0] in value:
            yield from strings_at(value[steps[0]], steps[1:], nodes)
        elif set(value) <= {"@id", "@type"} and nodes:
            same = (node for node in nodes if node.get("@id") == value.get("@id") and len(node) > len(value))
            yield from strings_at(next(same, None), steps)
    elif isinstance(value, str | int | float) and (not steps or steps in (["name"], ["url"])):
        yield str(value)
