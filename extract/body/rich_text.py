"""Writes the trees of rich text in a page's data as HTML (pure).

Portable Text, Contentful, Slate, Lexical, ProseMirror, Draft.js, Editor.js, Strapi, Arc, WordPress blocks, plain
lists of paragraphs | nodes | paragraphs, headings, list items and links
"""

import html
import re
from collections.abc import Iterator
from typing import Any

MAX_DEPTH = 40
MAX_NODES = 300_000
# The keys of text and child nodes.
CONTENT_KEYS = (
    "text", "value", "html", "innerHTML", "rendered", "content", "children", "nodes", "root", "document", "data",
    "body", "paragraph", "paragraphs", "items", "blocks", "markup", "content_elements",
)  # fmt: skip
# The keys of a node's type.
TYPE_KEYS = ("type", "_type", "nodeType", "__typename", "tag", "object", "kind", "style", "blockName", "name")
# Types of nodes within a line; of breaks of one; and of items of a list.
INLINE_TYPES = frozenset({
    "text", "span", "link", "hyperlink", "a", "strong", "em", "b", "i", "u", "code", "mark", "inline", "autolink",
    "entry-hyperlink", "asset-hyperlink", "leaf", "emoji", "mention", "internallink", "bold", "italic", "underline",
    "normal",
})  # fmt: skip
BREAKS = frozenset({"hardbreak", "hard_break", "linebreak", "br", "break", "softbreak"})
ITEMS = frozenset(
    {"list_item", "listitem", "list-item", "li", "unordered-list-item", "ordered-list-item", "bulletlistitem"}
)
# Types of nodes that hold no text of the author's: pictures, embeds, other articles.
OTHER_TYPES = frozenset({
    "image", "img", "figure", "gallery", "slideshow", "video", "audio", "embed", "oembed", "oembed_response",
    "iframe", "ad", "advert", "advertisement", "interstitial_link", "related", "relatedarticles", "related_articles",
    "relatedcontent", "newsletter", "newslettersignup", "promo", "link_list", "readmore", "read_more",
    "custom_embed", "reference", "divider", "embedded-asset-block", "embedded-entry-block", "social", "tweet",
    "author", "comment", "comments",
})  # fmt: skip
# An object with one of these keys is another article, or an author.
NAME_KEYS = ("headline", "title", "slug")
LEVELS = {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6"}

MARKUP = re.compile(
    r"<(?:p|br|div|h[1-6]|ul|ol|li|blockquote|section|article|figure|table|pre)\b[^<>]*>", re.IGNORECASE
)
TAG = re.compile(r"<[^<>]{0,2000}>")
_HEADING = re.compile(
    r"h([1-6])|(?:core/)?(?:sub)?head(?:ing|er)?(?:[-_]?([1-6]|one|two|three|four|five|six))?", re.IGNORECASE
)


class RichText:
    """Writes the rich text of a page's data; `left` is how many nodes it still writes, those within others too."""

    def __init__(self) -> None:
        self.left = MAX_NODES

    def html_of(self, nodes: list[Any]) -> str:
        """Return a list of nodes of rich text as HTML, "" for a list of anything else."""
        return "".join(self._block(nodes, 0)) if any(isinstance(node, dict | str) for node in nodes) else ""

    def _block(self, value: Any, depth: int) -> Iterator[str]:
        """Yield the HTML of one or several nodes; nodes within a line become one paragraph."""
        self.left -= 1
        if depth > MAX_DEPTH or self.left < 0:
            return
        if isinstance(value, str):
            yield value if MARKUP.search(value) else f"<p>{value}</p>"
        elif isinstance(value, list):
            if any(isinstance(node, dict) for node in value) and all(_is_inline(node) for node in value):
                yield f"<p>{''.join(self._inline(node, depth + 1) for node in value)}</p>"
            else:
                for node in value:
                    yield from self._block(node, depth + 1)
        elif isinstance(value, dict) and not any(value.get(key) for key in NAME_KEYS):
            types = _types(value)
            if OTHER_TYPES.isdisjoint(types):
                yield self._typed(value, types, depth)

    def _typed(self, node: dict[str, Any], types: frozenset[str], depth: int) -> str:
        """Return the HTML of a node with the element of its type around it."""
        inner = "".join(part for key in CONTENT_KEYS if key in node for part in self._block(node[key], depth + 1))
        headings = list(filter(None, map(_HEADING.fullmatch, sorted(types))))
        if headings:
            level = next(filter(None, (heading.group(1) or heading.group(2) for heading in headings)), "")
            level = LEVELS.get(level.lower(), level) or _level(node)
            return f"<h{level}>{TAG.sub('', inner)}</h{level}>"
        if ITEMS.isdisjoint(types) and not node.get("listItem"):
            return inner
        # A paragraph in an item is the item's text.
        single = inner.removeprefix("<p>").removesuffix("</p>")
        return f"<li>{inner if '<p>' in single else single}</li>"

    def _inline(self, node: Any, depth: int) -> str:
        self.left -= 1
        if isinstance(node, str):
            return node
        if depth > MAX_DEPTH or self.left < 0 or not isinstance(node, dict):
            return ""
        if not BREAKS.isdisjoint(_types(node)):
            return "<br>"
        text = node.get("text", node.get("value"))
        if not isinstance(text, str):
            lists = (
                node[key] for key in ("children", "content", "nodes", "leaves") if isinstance(node.get(key), list)
            )
            text = "".join(self._inline(child, depth + 1) for child in next(lists, []))
        url = _url(node)
        return f'<a href="{html.escape(url)}">{text}</a>' if url and text else text


def _level(node: dict[str, Any]) -> str:
    """Return the level of a heading: its own, that of its attributes, or 2."""
    holders = (node, node.get("attrs"), node.get("attributes"), node.get("data"))
    levels = (str(holder.get("level", "")) for holder in holders if isinstance(holder, dict))
    return next((level for level in levels if level in LEVELS.values()), "2")


def _types(node: dict[str, Any]) -> frozenset[str]:
    return frozenset(node[key].lower() for key in TYPE_KEYS if isinstance(node.get(key), str) and len(node[key]) < 60)


def _is_inline(node: Any) -> bool:
    """Tell whether a node is text within a line, by its type or for want of one."""
    if isinstance(node, str):
        return MARKUP.search(node) is None
    if not isinstance(node, dict) or any(node.get(key) for key in NAME_KEYS):
        return False
    types = _types(node)
    if not BREAKS.isdisjoint(types):
        return True
    if types:
        return types <= INLINE_TYPES
    return isinstance(node.get("text", node.get("value")), str)


def _url(node: dict[str, Any]) -> str:
    """Return where a node leads, "" for one that is no link."""
    holders = (node, node.get("attrs"), node.get("data"), node.get("fields"))
    urls = (holder.get(key) for holder in holders if isinstance(holder, dict) for key in ("url", "href", "uri"))
    return next((url for url in urls if isinstance(url, str) and url.startswith(("http", "/", "mailto:"))), "")
