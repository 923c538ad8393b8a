"""Hidden text: an article that a page holds and no element shows, since a script would put it there (pure).

JSON-LD's articleBody, states of scripts | texts that read like prose | the page's own | a `div` of paragraphs

It is looked for where little is shown, and is only believed as the page's own: as the body of the article in
JSON-LD, or in an object that names the page's headline. A text that is shown says it better, with pictures and links.
"""

import html
import re
from collections.abc import Collection, Iterator, Sequence
from typing import Any, NamedTuple

from lxml.html import HtmlElement

from extract.body.script_state import LEAST, states_of
from extract.errors import ExtractionError
from extract.html import is_article_object, parse_html, strings_at
from extract.page import Page
from extract.text import fold_words

# A shown text of so many characters is taken for whole, and no script is searched.
ENOUGH = 3000
# How many times as long as what is shown it must be.
MUCH = 2
MAX_TEXT = 1_000_000
MAX_VALUES = 100_000
MAX_DEPTH = 40
# Far from any headline: the order of texts that only a program's strings hold.
FAR = MAX_DEPTH + 1

# Where formats of rich text keep words (Portable Text, Slate, ProseMirror, Contentful, Editor.js, and plain ones).
WORDS = ("text", "value", "html", "content", "children", "data", "body", "paragraph", "items", "markup")
# What names the kind of a piece, and the kinds that are a part of a line.
KINDS = ("type", "_type", "nodeType", "tag", "kind", "style")
INLINE = frozenset({"text", "span", "link", "hyperlink", "a", "strong", "em", "b", "i", "inline"})
# An object that has one of these, and none of them the headline, is another article or its author.
NAMES = ("headline", "title", "slug")
# Lists that hold others' words.
OTHERS = re.compile(
    r"comment|repl(?:y|ies)|related|recommend|similar|trending|popular|latest|more|teaser|menu|nav|footer",
    re.IGNORECASE,
)

_MARKUP = re.compile(r"<(?:p|br|div|h[1-6]|ul|ol|li|blockquote|section|article)\b[^<>]*>", re.IGNORECASE)
_ESCAPED = re.compile(r"&lt;(?:p|br|div|h[1-6]|ul|ol|li|blockquote)\b", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,2000}>")
_STOP = re.compile(r"[.!?…](?=[\s\"'”’»)]|$)|[。！？।؟۔]")  # noqa: RUF001 - stops as they are written
_CODE = re.compile(r"[{}=;]")
# What a program puts its advertisements and embeds at.
_MARK = re.compile(r"\$\$\w{1,40}\$\$|\{\{[^{}]{1,80}\}\}|%%\w{1,40}%%|\[\[\w{1,40}\]\]")
_HEADING = re.compile(r"h([1-6])|head(?:ing|er)(?:-?([1-6]))?", re.IGNORECASE)


class Hidden(NamedTuple):
    """A text, as HTML or plain, how many objects it lies below one that names the headline, and its bare length."""

    text: str
    distance: int
    size: int


def hidden_container(page: Page, titles: Sequence[str], shown: str, visible: int) -> HtmlElement | None:
    """Return a `div` with the article that no element shows, or None.

    `titles` are what the page may be called, `shown` is the text that was found in its elements, and `visible` the
    number of characters in all its elements that read like paragraphs. The hidden text wins where it is much longer
    than what is shown, and holds most of it; a few words that are shown it need not hold where it is much longer than
    all that is visible.
    """
    if len(shown) > ENOUGH:
        return None
    named = frozenset(filter(None, map(fold_words, titles)))
    found = max(_candidates(page, named, MUCH * len(shown)), key=lambda one: (-one.distance, one.size), default=None)
    if found is None or found.size < MUCH * len(shown):
        return None
    if (len(shown) >= LEAST or found.size < MUCH * visible) and not _holds(found.text, shown):
        return None
    return _as_element(page, found.text)


def _candidates(page: Page, titles: Collection[str], least: float) -> Iterator[Hidden]:
    """Yield the hidden texts, but for those in scripts that are shorter than the text must be."""
    for node in page.linked_data:
        if is_article_object(node):
            for text in strings_at(node, ["articleBody"]):
                yield from _prose(text, 0)
    for value, source in states_of(page.tree, least):
        if isinstance(value, str):
            for found in _prose(value, FAR):
                if any(title in fold_words(source) for title in titles):
                    yield found
        else:
            yield from _texts_in(value, titles)


def _prose(text: str, distance: int) -> Iterator[Hidden]:
    """Yield a text when it reads like an article: sentences of words, and not much else."""
    if not LEAST <= len(text) <= MAX_TEXT:
        return
    text = _MARK.sub("", html.unescape(text) if _ESCAPED.search(text) else text)
    bare = _TAG.sub(" ", text) if "<" in text else text
    words = sum(1 for letter in bare if letter.isalpha() or letter.isspace())
    is_prose = words >= 0.8 * len(bare) and len(_CODE.findall(bare)) * 200 < len(bare)
    if is_prose and len(_STOP.findall(bare)) >= 3:
        yield Hidden(text, distance, len(" ".join(bare.split())))


def _texts_in(state: Any, titles: Collection[str]) -> Iterator[Hidden]:
    """Yield the texts that stand below an object, or in a flat list, that names the headline."""
    waiting: list[tuple[Any, int | None, int]] = [(state, None, 0)]
    seen = 0
    while waiting and seen < MAX_VALUES:
        value, distance, depth = waiting.pop()
        seen += 1
        if depth > MAX_DEPTH:
            continue
        members = _members(value)
        if any(isinstance(one, str) and len(one) < LEAST and fold_words(one) in titles for _, one in members):
            distance = 0
        elif any(key in NAMES for key, _ in members):
            distance = None
        for key, one in members:
            if isinstance(one, str):
                yield from () if distance is None else _prose(one, distance)
            elif isinstance(one, dict | list) and not OTHERS.search(key):
                if distance is not None and isinstance(one, list):
                    yield from _prose(_of_pieces(one), distance)
                waiting.append((one, None if distance is None else distance + 1, depth + 1))


def _members(value: Any) -> list[tuple[str, Any]]:
    if isinstance(value, dict):
        return list(value.items())
    return [("", one) for one in value] if isinstance(value, list) else []


def _of_pieces(pieces: list[Any]) -> str:
    """Return the HTML of a list of pieces of rich text, or "" when it is none."""
    return "".join(_blocks(pieces, 0)) if any(isinstance(one, dict | str) for one in pieces) else ""


def _blocks(value: Any, depth: int) -> Iterator[str]:
    if depth > MAX_DEPTH:
        return
    if isinstance(value, str):
        yield value if _MARKUP.search(value) else f"<p>{value}</p>"
    elif isinstance(value, list):
        if value and all(_is_inline(one) for one in value):
            yield f"<p>{''.join(_words(one) for one in value)}</p>"
        else:
            for one in value:
                yield from _blocks(one, depth + 1)
    elif isinstance(value, dict) and not any(name in value for name in NAMES):
        heading = next(filter(None, (_HEADING.fullmatch(str(value.get(kind, ""))) for kind in KINDS)), None)
        inner = "".join(part for word in WORDS if word in value for part in _blocks(value[word], depth + 1))
        if heading is not None:
            level = heading.group(1) or heading.group(2) or "2"
            inner = f"<h{level}>{_TAG.sub('', inner)}</h{level}>"
        yield inner


def _is_inline(piece: Any) -> bool:
    """Tell whether a piece of rich text is a part of a line: by its kind, or as one that has none."""
    if not isinstance(piece, dict) or any(name in piece for name in NAMES):
        return False
    is_leaf = isinstance(piece.get("text", piece.get("value")), str)
    return is_leaf and all(str(piece[kind]) in INLINE for kind in KINDS if kind in piece)


def _words(piece: dict[str, Any]) -> str:
    return str(piece.get("text", piece.get("value")))


def _holds(text: str, shown: str) -> bool:
    """Tell whether most of what is shown stands in a text."""
    whole = fold_words(_TAG.sub(" ", text))
    lines = [(len(line), fold_words(line) in whole) for line in shown.split("\n") if line.strip()]
    return 2 * sum(size for size, inside in lines if inside) > sum(size for size, _ in lines)


def _as_element(page: Page, text: str) -> HtmlElement | None:
    """Return a text as a `div`: HTML as it is, and plain text with a paragraph for each that a line's end parts."""
    if not _MARKUP.search(text):
        parts = text.split("\n\n") if "\n\n" in text else text.split("\n")
        text = "".join(f"<p>{part if '</' in part else html.escape(part, quote=False)}</p>" for part in parts)
    source = f"<html><body><div>{text}</div></body></html>"
    try:
        return parse_html(page.url, source.encode("utf-8", "replace"), lambda: source).find("body/div")
    except ExtractionError:
        return None
