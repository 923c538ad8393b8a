"""JSON-LD: what a page says of itself in scripts of type application/ld+json (pure)."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

MAX_OBJECTS = 2000
ARTICLES = ("Article", "BlogPosting", "SocialMediaPosting", "Report", "Review")

_WRAPPING = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)"
    r"|(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>)\s*;?\s*$"
)
# Strings are passed over, so that no comma within one is taken off.
_LAST_COMMA = re.compile(r'("(?:[^"\\]++|\\.)*+(?:"|\Z))|,\s*+(?=[}\]])', re.DOTALL)


def linked_data(scripts: Iterable[str]) -> tuple[dict[str, Any], ...]:
    """Return all objects with a type, graphs laid flat; a script that is no JSON says nothing."""
    found: list[dict[str, Any]] = []
    for script in scripts:
        bare = _WRAPPING.sub("", script)
        value = parse_json(bare)
        # Templates leave a comma behind the last of a list.
        found.extend(_objects(parse_json(_LAST_COMMA.sub(r"\1", bare)) if value is None else value))
    return tuple(found[:MAX_OBJECTS])


def parse_json(text: str) -> Any:
    """Return what a script's JSON holds, or None."""
    try:
        return json.loads(text.strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):
        return None


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    waiting = [value]
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, list):
            waiting[:0] = one[:MAX_OBJECTS]
        elif isinstance(one, dict):
            if "@type" in one:
                yield one
            waiting[:0] = [one[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in one]


def jsonld_types(node: dict[str, Any]) -> tuple[str, ...]:
    """Return the short names of an object's types."""
    value = node.get("@type")
    given = value if isinstance(value, list) else [value]
    return tuple(str(one).rpartition("/")[2] for one in given)


def is_article_object(node: dict[str, Any]) -> bool:
    """Tell whether an object describes an article."""
    return any(name.endswith(ARTICLES) for name in jsonld_types(node))


def jsonld_strings(nodes: Sequence[dict[str, Any]], path: str) -> Iterator[str]:
    """Yield the strings at a dotted path: `headline` of the page's article, `WebSite.name` of that type's objects."""
    first, _, rest = path.partition(".")
    if first[:1].isupper():
        roots = [node for node in nodes if first in jsonld_types(node)]
        yield from (text for node in roots for text in strings_at(node, rest.split("."), nodes))
    else:
        article = next((node for node in nodes if is_article_object(node)), None)
        yield from strings_at(article, path.split("."), nodes)


def strings_at(value: Any, steps: Sequence[str], nodes: Sequence[dict[str, Any]] = ()) -> Iterator[str]:
    """Yield the strings at the end of a path; lists are entered, an `@id` is followed, a bare string is a name."""
    if isinstance(value, list):
        # A list within a list says nothing in JSON-LD, and entering it would follow any depth.
        for one in value[:MAX_OBJECTS]:
            yield from () if isinstance(one, list) else strings_at(one, steps, nodes)
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
