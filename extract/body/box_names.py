"""Tells by class, id and attributes what a box within a text is for (pure)."""

import re
from collections.abc import Mapping
from functools import lru_cache

from lxml.html import HtmlElement

from extract.words.box_classes import ADVERTISEMENT_ATTRIBUTES, ADVERTISERS, COUNTED_PROPERTIES, PLUGINS, WORDS

NOTHING: frozenset[str] = frozenset()
# WordPress writes the topics of a post into the classes of its element.
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_MARKS = re.compile(r"[^a-z0-9\s]+")
MAX_CHARACTERS = 500
_ADVERTISER = re.compile(ADVERTISERS, re.IGNORECASE)
_TOPIC = re.compile(r"(?<!\S)(?:tag|category|cat|post-tag|format|type|status|author|has|is|no|with)-\S*")


def _whole_words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^|[\s-])(?:{pattern})\d*(?:$|[\s-])")


_PLUGIN = _whole_words("|".join(PLUGINS.values()))
_ANY_WORD = _whole_words("|".join(WORDS.values()))
_BY_KIND: Mapping[str, re.Pattern[str]] = {kind: _whole_words(words) for kind, words in WORDS.items()}


def is_plugin(element: HtmlElement) -> bool:
    """Tell whether a class, id or attribute is one that only a plug-in or an advertising service writes."""
    names = _names(element)
    if names and _is_plugin(names):
        return True
    if element.tag == "iframe":
        return _ADVERTISER.search(element.get("src", "")[:MAX_CHARACTERS]) is not None
    get = element.get
    return get("itemprop") in COUNTED_PROPERTIES or any(get(name) is not None for name in ADVERTISEMENT_ATTRIBUTES)


def kinds_of(element: HtmlElement) -> frozenset[str]:
    """Return the keys of WORDS that have a word of an element's class or id."""
    names = _names(element)
    return _kinds(names) if names else NOTHING


def _names(element: HtmlElement) -> str:
    classes, identifier = element.get("class"), element.get("id")
    return f"{classes or ''} {identifier or ''}" if classes or identifier else ""


def _hyphened(names: str) -> str:
    """Return names in lower case with a `-` between their words. A word may hold digits, as random ids do."""
    return _MARKS.sub("-", _HUMP.sub("-", names[:MAX_CHARACTERS]).lower())


@lru_cache(maxsize=8192)
def _is_plugin(names: str) -> bool:
    return _PLUGIN.search(_TOPIC.sub("", _hyphened(names))) is not None


@lru_cache(maxsize=8192)
def _kinds(names: str) -> frozenset[str]:
    bare = _TOPIC.sub("", _hyphened(names))
    if not _ANY_WORD.search(bare):
        return NOTHING
    return frozenset(kind for kind, pattern in _BY_KIND.items() if pattern.search(bare))
