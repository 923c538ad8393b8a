"""Finds an article that is only in JSON-LD or in a script's data, as on pages that a script renders (pure).

JSON-LD articleBody, data of scripts | texts that read like prose | those of this page's article | a `div` of
paragraphs, and what the data say beside the text

It is looked for only where the page's elements hold little text: theirs comes with pictures and links, which data may
lack. A text is this page's article in JSON-LD's article, or below an object that holds the page's title or the last
part of its URL.
"""

import html
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from lxml.html import HtmlElement

from extract.body.data_fields import fields_of
from extract.body.markdown_data import html_of_markdown, is_markdown
from extract.body.rich_text import MARKUP, NAME_KEYS, TAG, RichText
from extract.body.script_state import MIN_ARTICLE, data_sources, parse_state, script_values
from extract.errors import ExtractionError
from extract.html import is_article_object, parse_html, strings_at
from extract.page import Page
from extract.text import fold_words

# In characters: where the page's elements show more of the article, it is taken for whole, and no script is searched.
MAX_SHOWN = 3000
# How many times as long as the shown text a hidden one must be.
MIN_RATIO = 2
MAX_TEXT = 1_000_000
# Of the values in all scripts of a page, and of their nesting.
MAX_VALUES = 400_000
MAX_DEPTH = 40
# The distance of a string literal in a program from any title: farther than any in data.
FAR = MAX_DEPTH + 1
# The last part of a URL names an article if it has so many words.
MIN_SLUG_WORDS = 3

# How many lines of the shown text, and words of each, the longest first, are looked for in data not read yet.
MAX_LINES, MAX_WORDS = 20, 8
# The function that reads base64.
BASE64 = b"atob"

# Keys of lists of other articles and of comments.
OTHER_KEYS = re.compile(
    r"comment|repl(?:y|ies)|related|recommend|similar|trending|popular|latest|more|teaser|menu|nav|footer|sidebar|"
    r"next|prev|carousel|newsletter|read_?also",
    re.IGNORECASE,
)
# Objects beside a text that hold its title for it.
HEADS = frozenset({
    "meta", "metadata", "seo", "head", "header", "hero", "headlines", "attributes", "fields", "properties", "intro",
    "title", "headline", "content_heading",
})  # fmt: skip

_ESCAPED = re.compile(r"&lt;(?:p|br|div|h[1-6]|ul|ol|li|blockquote)\b", re.IGNORECASE)
_STOP = re.compile(r"[.!?…](?=[\s\"'”’»)]|$)|[。！？।؟۔]")  # noqa: RUF001 - stops as they are written
_CODE = re.compile(r"[{}=;]")
_LETTERS = re.compile(r"[a-z]+")
# Where a script inserts advertisements and embeds.
_PLACEHOLDER = re.compile(r"\$\$\w{1,40}\$\$|\{\{[^{}]{1,80}\}\}|%%\w{1,40}%%|\[\[\w{1,40}\]\]")


class HiddenText(NamedTuple):
    """A text, as HTML or plain.

    `distance` is how many levels it lies below `owner`, the object with the page's title, `size` its number of
    characters without tags.
    """

    text: str
    distance: int
    size: int
    owner: Mapping[str, Any]


class HiddenArticle(NamedTuple):
    """An article in a page's data: a `div` with its text, and the texts of other fields that stand beside it."""

    container: HtmlElement
    fields: Mapping[str, tuple[str, ...]]


def hidden_article(page: Page, titles: Sequence[str], shown: str, prose_size: int) -> HiddenArticle | None:
    """Return the article that is only in the page's data, or None.

    `titles` are the candidates of the page's title, `shown` is the article's text as found in elements, `prose_size`
    the size of all prose in elements. The hidden text must be at least MIN_RATIO times as long as `shown` and contain
    most of it. It need not contain a `shown` that is shorter than MIN_ARTICLE, if it is also MIN_RATIO times as long
    as all prose.
    """
    if len(shown) > MAX_SHOWN:
        return None
    min_size = MIN_RATIO * len(shown)
    if len(shown) >= MIN_ARTICLE:
        sources = (source for source in data_sources(page.tree, min_size) if len(source) >= min_size)
        if not any(_may_contain(source, shown) for source in sources):
            return None
    names = frozenset(filter(None, (*map(fold_words, titles), _slug(page.url))))
    candidates = _candidates(page, names, min_size)
    best = max(candidates, key=lambda hidden: (-hidden.distance, hidden.size), default=None)
    if best is None or best.size < min_size:
        return None
    if (len(shown) >= MIN_ARTICLE or best.size < MIN_RATIO * prose_size) and not _contains(best.text, shown):
        return None
    container = _as_element(page, best.text)
    return None if container is None else HiddenArticle(container, fields_of(best.owner))


def _slug(url: str) -> str:
    """Return the words of a URL's last part, "" for fewer than MIN_SLUG_WORDS: they name no article alone."""
    last = unquote(urlsplit(url).path).rstrip("/").rpartition("/")[2]
    words = fold_words(last.partition(".")[0])
    return words if len(words.split()) >= MIN_SLUG_WORDS else ""


def _candidates(page: Page, titles: Collection[str], min_size: float) -> Iterator[HiddenText]:
    """Yield the texts that may be this page's article; scripts of fewer than `min_size` characters are not read."""
    for node in page.linked_data:
        if is_article_object(node):
            for text in strings_at(node, ["articleBody"]):
                yield from _if_prose(text, 0, {})
    search = _Search(titles)
    for value, source in script_values(page.tree, min_size):
        if isinstance(value, str):
            for hidden in _if_prose(value, FAR, {}):
                if any(title in fold_words(source) for title in titles):
                    yield hidden
        else:
            yield from search.texts(value)


def _if_prose(text: str, distance: int, owner: Mapping[str, Any]) -> Iterator[HiddenText]:
    """Yield a text if it is prose: of an article's length, mostly letters, with sentences and hardly any code."""
    if not MIN_ARTICLE <= len(text) <= MAX_TEXT:
        return
    text = _PLACEHOLDER.sub("", html.unescape(text) if _ESCAPED.search(text) else text)
    bare = TAG.sub(" ", text) if "<" in text else text
    letters = sum(1 for character in bare if character.isalpha() or character.isspace())
    is_prose = letters >= 0.8 * len(bare) and len(_CODE.findall(bare)) * 200 < len(bare)
    if is_prose and len(_STOP.findall(bare)) >= 3:
        yield HiddenText(text, distance, len(" ".join(bare.split())), owner)


class _Place(NamedTuple):
    """A value in the data, and its depth; how far below the nearest object with the title it is, None outside."""

    value: Any
    distance: int | None
    depth: int
    owner: Mapping[str, Any]


class _Search:
    """Walks over the data of scripts for the texts below each object, or flat list, that holds a title.

    `left` is how many values are still looked at.
    """

    def __init__(self, titles: Collection[str]) -> None:
        self.titles = titles
        self.left = MAX_VALUES
        self.data: Any = None
        self.unseen: list[_Place] = []
        self.rich_text = RichText()
        # Objects and lists that were visited, whether below a title. Flattened data may hold themselves.
        self.visited: dict[tuple[int, bool], Any] = {}
        # Each object of Apollo's cache is followed once from each owner.
        self.followed: set[tuple[int, str]] = set()

    def texts(self, data: Any) -> Iterator[HiddenText]:
        """Yield the texts in one script's data."""
        self.data = data
        self.unseen = [_Place(data, None, 0, {})]
        while self.unseen and self.left > 0:
            place = self.unseen.pop()
            key = (id(place.value), place.distance is None)
            if place.depth <= MAX_DEPTH and key not in self.visited:
                self.visited[key] = place.value
                yield from self._visit(place)

    def _visit(self, place: _Place) -> Iterator[HiddenText]:
        members = _members(place.value)
        self.left -= len(members) + 1
        distance, owner = place.distance, place.owner
        if any(self._is_title(member) for _, member in members):
            distance, owner = 0, place.value if isinstance(place.value, dict) else {}
        elif any(key in HEADS and self._names(member) for key, member in members):
            distance, owner = 1, place.value
        elif any(key in NAME_KEYS and member for key, member in members):
            distance = None
        for key, member in members:
            if not isinstance(member, dict | list | str) or (isinstance(member, str) and len(member) < MIN_ARTICLE):
                continue
            if isinstance(member, str) and distance is not None:
                yield from _if_prose(member, distance, owner)
            yield from self._go_below(
                key, self._referenced(member, owner), _Place(None, distance, place.depth, owner)
            )

    def _go_below(self, key: str, member: Any, above: _Place) -> Iterator[HiddenText]:
        """Add a member to the walk, and yield the text that it holds as a list of nodes."""
        if isinstance(member, str) and len(member) >= MIN_ARTICLE and member.lstrip()[:1] in {"{", "["}:
            member = parse_state(member)
        if not isinstance(member, dict | list) or OTHER_KEYS.search(key):
            return
        distance = above.distance
        if isinstance(member, list) and above.owner is not None:
            member = [self._referenced(item, above.owner) for item in member]
        if distance is not None and isinstance(member, list):
            yield from _if_prose(self.rich_text.html_of(member), distance, above.owner)
        below = None if distance is None else distance + 1
        self.unseen.append(_Place(member, below, above.depth + 1, above.owner))

    def _is_title(self, value: Any) -> bool:
        return isinstance(value, str) and len(value) < MIN_ARTICLE and fold_words(value) in self.titles

    def _names(self, value: Any) -> bool:
        """Tell whether an object holds the title, as `{"rendered": "Late"}` does."""
        return isinstance(value, dict) and any(map(self._is_title, value.values()))

    def _referenced(self, value: Any, owner: Mapping[str, Any]) -> Any:
        """Return what a reference of Apollo's cache leads to, `{"__ref": "Body:5"}`; any other value as it is."""
        key = (
            value.get("__ref", value.get("id") if value.get("type") == "id" else None)
            if isinstance(value, dict)
            else None
        )
        if not isinstance(key, str) or not isinstance(self.data, dict) or key not in self.data:
            return value
        is_new = (id(owner), key) not in self.followed
        self.followed.add((id(owner), key))
        return self.data[key] if is_new else None


def _members(value: Any) -> list[tuple[str, Any]]:
    """Return the keys and values of an object; the items of a list, each with the key ""."""
    if isinstance(value, dict):
        return [(str(key), member) for key, member in value.items()]
    return [("", item) for item in value] if isinstance(value, list) else []


def _may_contain(source: str, shown: str) -> bool:
    """Tell whether the text that `_contains` needs may be in one script's data: far quicker than to read the data.

    Whatever the data escape, they spell ASCII letters as they are, unless in base64.
    """
    data = source.encode("utf-8", "replace").lower()
    lines = sorted(filter(str.strip, shown.split("\n")), key=len, reverse=True)
    found, missing, size = 0, 0, sum(map(len, lines))
    for line in lines[:MAX_LINES] if BASE64 not in data else ():
        # Long words are the rarest.
        words = sorted(set(_LETTERS.findall(line.lower())), key=len, reverse=True)[:MAX_WORDS]
        if all(word.encode() in data for word in words):
            found += len(line)
        else:
            missing += len(line)
        if 2 * max(found, missing) >= size:
            return found > missing
    return True


def _contains(text: str, shown: str) -> bool:
    """Tell whether a text contains the lines that make up most of the shown text."""
    whole = fold_words(TAG.sub(" ", text))
    lines = [(len(line), fold_words(line) in whole) for line in shown.split("\n") if line.strip()]
    return 2 * sum(size for size, is_in_text in lines if is_in_text) > sum(size for size, _ in lines)


def _as_element(page: Page, text: str) -> HtmlElement | None:
    """Return a text as a `div`: HTML as it is, Markdown as HTML; of plain text a paragraph between blank lines each.

    Plain text without blank lines has a paragraph for each line.
    """
    if MARKUP.search(text) is None and is_markdown(text):
        text = html_of_markdown(text)
    elif MARKUP.search(text) is None:
        parts = text.split("\n\n") if "\n\n" in text else text.split("\n")
        text = "".join(f"<p>{part if '</' in part else html.escape(part, quote=False)}</p>" for part in parts)
    source = f"<html><body><div>{text}</div></body></html>"
    try:
        return parse_html(page.url, source.encode("utf-8", "replace"), lambda: source).find("body/div")
    except ExtractionError:
        return None
