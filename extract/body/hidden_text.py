"""Finds an article that is only in JSON-LD or in a script's data, as on pages that a script renders (pure).

JSON-LD articleBody, data of scripts | texts that read like prose | those of this page's article | a `div` of
paragraphs

It is looked for only where the page's elements hold little text: theirs comes with pictures and links, which data may
lack. A text is this page's article in JSON-LD's article, or below an object that holds the page's title.
"""

import html
import re
from collections.abc import Collection, Iterator, Sequence
from typing import Any, NamedTuple

from lxml.html import HtmlElement

from extract.body.script_state import MIN_ARTICLE, script_values
from extract.errors import ExtractionError
from extract.html import is_article_object, parse_html, strings_at
from extract.page import Page
from extract.text import fold_words

# In characters: where the page's elements show more of the article, it is taken for whole, and no script is searched.
MAX_SHOWN = 3000
# How many times as long as the shown text a hidden one must be.
MIN_RATIO = 2
MAX_TEXT = 1_000_000
# Of the values in one script, and of their nesting.
MAX_VALUES = 100_000
MAX_DEPTH = 40
# The distance of a string literal in a program from any title: farther than any in data.
FAR = MAX_DEPTH + 1

# The keys of text and child nodes in formats of rich text: Portable Text, Slate, ProseMirror, Contentful, Editor.js.
CONTENT_KEYS = ("text", "value", "html", "content", "children", "data", "body", "paragraph", "items", "markup")
# The keys of a node's type, and the types of nodes within a line.
TYPE_KEYS = ("type", "_type", "nodeType", "tag", "kind", "style")
INLINE_TYPES = frozenset({"text", "span", "link", "hyperlink", "a", "strong", "em", "b", "i", "inline"})
# An object with one of these keys, none of which holds the page's title, is of another article or of an author.
NAME_KEYS = ("headline", "title", "slug")
# Keys of lists of other articles and of comments.
OTHER_KEYS = re.compile(
    r"comment|repl(?:y|ies)|related|recommend|similar|trending|popular|latest|more|teaser|menu|nav|footer",
    re.IGNORECASE,
)

_MARKUP = re.compile(r"<(?:p|br|div|h[1-6]|ul|ol|li|blockquote|section|article)\b[^<>]*>", re.IGNORECASE)
_ESCAPED = re.compile(r"&lt;(?:p|br|div|h[1-6]|ul|ol|li|blockquote)\b", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,2000}>")
_STOP = re.compile(r"[.!?…](?=[\s\"'”’»)]|$)|[。！？।؟۔]")  # noqa: RUF001 - stops as they are written
_CODE = re.compile(r"[{}=;]")
# Where a script inserts advertisements and embeds.
_PLACEHOLDER = re.compile(r"\$\$\w{1,40}\$\$|\{\{[^{}]{1,80}\}\}|%%\w{1,40}%%|\[\[\w{1,40}\]\]")
_HEADING = re.compile(r"h([1-6])|head(?:ing|er)(?:-?([1-6]))?", re.IGNORECASE)


class HiddenText(NamedTuple):
    """A text, as HTML or plain.

    `distance` is how many levels it lies below the object with the page's title, `size` its number of characters
    without tags.
    """

    text: str
    distance: int
    size: int


def hidden_container(page: Page, titles: Sequence[str], shown: str, prose_size: int) -> HtmlElement | None:
    """Return a `div` with the article that is only in the page's data, or None.

    `titles` are the candidates of the page's title, `shown` is the article's text as found in elements, `prose_size`
    the size of all prose in elements. The hidden text must be at least MIN_RATIO times as long as `shown` and contain
    most of it. It need not contain a `shown` that is shorter than MIN_ARTICLE, if it is also MIN_RATIO times as long
    as all prose.
    """
    if len(shown) > MAX_SHOWN:
        return None
    page_titles = frozenset(filter(None, map(fold_words, titles)))
    min_size = MIN_RATIO * len(shown)
    candidates = _candidates(page, page_titles, min_size)
    best = max(candidates, key=lambda hidden: (-hidden.distance, hidden.size), default=None)
    if best is None or best.size < min_size:
        return None
    if (len(shown) >= MIN_ARTICLE or best.size < MIN_RATIO * prose_size) and not _contains(best.text, shown):
        return None
    return _as_element(page, best.text)


def _candidates(page: Page, titles: Collection[str], min_size: float) -> Iterator[HiddenText]:
    """Yield the texts that may be this page's article; scripts of fewer than `min_size` characters are not read."""
    for node in page.linked_data:
        if is_article_object(node):
            for text in strings_at(node, ["articleBody"]):
                yield from _if_prose(text, 0)
    for value, source in script_values(page.tree, min_size):
        if isinstance(value, str):
            for hidden in _if_prose(value, FAR):
                if any(title in fold_words(source) for title in titles):
                    yield hidden
        else:
            yield from _texts_below_titles(value, titles)


def _if_prose(text: str, distance: int) -> Iterator[HiddenText]:
    """Yield a text if it is prose: of an article's length, mostly letters, with sentences and hardly any code."""
    if not MIN_ARTICLE <= len(text) <= MAX_TEXT:
        return
    text = _PLACEHOLDER.sub("", html.unescape(text) if _ESCAPED.search(text) else text)
    bare = _TAG.sub(" ", text) if "<" in text else text
    letters = sum(1 for character in bare if character.isalpha() or character.isspace())
    is_prose = letters >= 0.8 * len(bare) and len(_CODE.findall(bare)) * 200 < len(bare)
    if is_prose and len(_STOP.findall(bare)) >= 3:
        yield HiddenText(text, distance, len(" ".join(bare.split())))


def _texts_below_titles(data: Any, titles: Collection[str]) -> Iterator[HiddenText]:
    """Yield the texts below each object, or in each flat list, that holds one of the page's titles."""
    # Each value with its distance below the nearest such object, None outside of any, and its depth.
    stack: list[tuple[Any, int | None, int]] = [(data, None, 0)]
    visited = 0
    while stack and visited < MAX_VALUES:
        value, distance, depth = stack.pop()
        visited += 1
        if depth > MAX_DEPTH:
            continue
        members = _members(value)
        if any(_is_title(member, titles) for _, member in members):
            distance = 0
        elif any(key in NAME_KEYS for key, _ in members):
            distance = None
        for key, member in members:
            if isinstance(member, str):
                yield from () if distance is None else _if_prose(member, distance)
            elif isinstance(member, dict | list) and not OTHER_KEYS.search(key):
                if distance is not None and isinstance(member, list):
                    yield from _if_prose(_rich_text_html(member), distance)
                stack.append((member, None if distance is None else distance + 1, depth + 1))


def _members(value: Any) -> list[tuple[str, Any]]:
    """Return the keys and values of an object; the items of a list, each with the key ""."""
    if isinstance(value, dict):
        return list(value.items())
    return [("", item) for item in value] if isinstance(value, list) else []


def _is_title(value: Any, titles: Collection[str]) -> bool:
    return isinstance(value, str) and len(value) < MIN_ARTICLE and fold_words(value) in titles


def _rich_text_html(nodes: list[Any]) -> str:
    """Return a list of nodes of rich text as HTML, "" for a list of anything else."""
    return "".join(_block_html(nodes, 0)) if any(isinstance(node, dict | str) for node in nodes) else ""


def _block_html(value: Any, depth: int) -> Iterator[str]:
    """Yield the HTML of one or several nodes of rich text; nodes within a line become one paragraph."""
    if depth > MAX_DEPTH:
        return
    if isinstance(value, str):
        yield value if _MARKUP.search(value) else f"<p>{value}</p>"
    elif isinstance(value, list):
        if value and all(_is_inline(node) for node in value):
            yield f"<p>{''.join(_inline_text(node) for node in value)}</p>"
        else:
            for node in value:
                yield from _block_html(node, depth + 1)
    elif isinstance(value, dict) and not any(key in value for key in NAME_KEYS):
        heading = next(filter(None, (_HEADING.fullmatch(str(value.get(key, ""))) for key in TYPE_KEYS)), None)
        inner = "".join(part for key in CONTENT_KEYS if key in value for part in _block_html(value[key], depth + 1))
        if heading is not None:
            level = heading.group(1) or heading.group(2) or "2"
            inner = f"<h{level}>{_TAG.sub('', inner)}</h{level}>"
        yield inner


def _is_inline(node: Any) -> bool:
    """Tell whether a node of rich text is text within a line, by its type or for want of one."""
    if not isinstance(node, dict) or any(key in node for key in NAME_KEYS):
        return False
    has_text = isinstance(node.get("text", node.get("value")), str)
    return has_text and all(str(node[key]) in INLINE_TYPES for key in TYPE_KEYS if key in node)


def _inline_text(node: dict[str, Any]) -> str:
    return str(node.get("text", node.get("value")))


def _contains(text: str, shown: str) -> bool:
    """Tell whether a text contains the lines that make up most of the shown text."""
    whole = fold_words(_TAG.sub(" ", text))
    lines = [(len(line), fold_words(line) in whole) for line in shown.split("\n") if line.strip()]
    return 2 * sum(size for size, is_in_text in lines if is_in_text) > sum(size for size, _ in lines)


def _as_element(page: Page, text: str) -> HtmlElement | None:
    """Return a text as a `div`: HTML as it is; of plain text a paragraph for each part between blank lines.

    Plain text without blank lines has a paragraph for each line.
    """
    if not _MARKUP.search(text):
        parts = text.split("\n\n") if "\n\n" in text else text.split("\n")
        text = "".join(f"<p>{part if '</' in part else html.escape(part, quote=False)}</p>" for part in parts)
    source = f"<html><body><div>{text}</div></body></html>"
    try:
        return parse_html(page.url, source.encode("utf-8", "replace"), lambda: source).find("body/div")
    except ExtractionError:
        return None
