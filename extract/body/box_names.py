"""Tells by class, id and attributes what a box within a text is for (pure)."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from lxml.html import HtmlElement

from extract.text import lazy_pattern
from extract.words.box_classes import (
    ADVERTISEMENT_ATTRIBUTES,
    ADVERTISERS,
    COUNTED_PROPERTIES,
    GIVING_FRAMES,
    PLUGINS,
    WORDS,
)

# WordPress writes the topics of a post into the classes of its element.
_HUMP = lazy_pattern(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_MARKS = lazy_pattern(r"[^a-z0-9\s]+")
MAX_CHARACTERS = 500
_STRANGER = lazy_pattern(f"{ADVERTISERS}|{GIVING_FRAMES}", re.IGNORECASE)
_TOPIC = lazy_pattern(r"(?<!\S)(?:tag|category|cat|post-tag|format|type|status|author|has|is|no|with)-\S*")


def _whole_words(pattern: str) -> re.Pattern[str]:
    return lazy_pattern(rf"(?:^|[\s-])(?:{pattern})\d*(?:$|[\s-])")


_PLUGIN = _whole_words("|".join(PLUGINS.values()))
# Boxes about the author; unlike the classes that name who wrote a post, they end in a word of what they are.
AUTHOR_KINDS = ("author", "author's part")
_ABOUT_AUTHOR = _whole_words("|".join(WORDS[kind] for kind in AUTHOR_KINDS))
_ANY_WORD = _whole_words("|".join(WORDS.values()))
_BY_KIND: Mapping[str, re.Pattern[str]] = {kind: _whole_words(words) for kind, words in WORDS.items()}


class Marks(NamedTuple):
    """Whether only a plug-in or an advertising service marks an element so, and else the keys of WORDS it may be."""

    is_plugin: bool
    kinds: frozenset[str]


NO_MARKS = Marks(is_plugin=False, kinds=frozenset())
PLUGIN = Marks(is_plugin=True, kinds=frozenset())


def marks_of(element: HtmlElement) -> Marks:
    """Return what an element's class, id and other attributes say that it is."""
    names = element.keys()
    if not names:
        return NO_MARKS
    get = element.get
    if element.tag == "iframe" and _STRANGER.search(get("src", "")[:MAX_CHARACTERS]):
        return PLUGIN
    if not ADVERTISEMENT_ATTRIBUTES.isdisjoint(names) or get("itemprop") in COUNTED_PROPERTIES:
        return PLUGIN
    classes, identifier = get("class"), get("id")
    return _marks(f"{classes or ''} {identifier or ''}") if classes or identifier else NO_MARKS


def _hyphened(names: str) -> str:
    """Return names in lower case with a `-` between their words. A word may hold digits, as random ids do."""
    return _MARKS.sub("-", _HUMP.sub("-", names).lower())


@lru_cache(maxsize=8192)
def _marks(names: str) -> Marks:
    # Pages share the names of their classes and not their combinations.
    marks = [*map(_marks_of_name, names[:MAX_CHARACTERS].split())]
    if any(each.is_plugin for each in marks):
        return PLUGIN
    kinds = frozenset().union(*(each.kinds for each in marks))
    return Marks(is_plugin=False, kinds=kinds) if kinds else NO_MARKS


@lru_cache(maxsize=32_768)
def _marks_of_name(name: str) -> Marks:
    hyphened = _hyphened(name)
    bare = _TOPIC.sub("", hyphened)
    if _PLUGIN.search(bare):
        return PLUGIN
    is_of_author = _ABOUT_AUTHOR.search(hyphened) is not None
    if not is_of_author and not _ANY_WORD.search(bare):
        return NO_MARKS
    kinds = (kind for kind, pattern in _BY_KIND.items() if pattern.search(hyphened if kind in AUTHOR_KINDS else bare))
    return Marks(is_plugin=False, kinds=frozenset(kinds))
