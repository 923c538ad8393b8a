"""Markup: the XML of sitemaps and feeds, which is untrusted and often broken, as a stream of records (pure).

body | unzipped, bounded | text | mended | SAX parser: no tree, no entities | Record, one at a time
"""

import gzip
import re
import zlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from urllib.parse import urljoin

from lxml import etree

from extract.errors import ExtractionError
from extract.html import decode_html
from extract.page import Page

# A sitemap may have 50,000 addresses and 50 MB by its own standard (sitemaps.org); more is an attack or a mistake.
MAX_BYTES = 52_428_800
MAX_ELEMENTS = 2_000_000
MAX_DEPTH = 100
# No address and no date is longer; the whole text of an article, which a feed may hold, is not kept.
MAX_TEXT = 4000
# What is kept of one record; an entry may hold a whole article as elements.
MAX_KEPT = 10_000
PIECE = 65_536

_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_HTML = re.compile(r"<(?:!doctype\s+)?html\b", re.IGNORECASE)
# An ampersand or a less-than sign that begins nothing. CDATA is passed over, to the document's end if it has none.
_STRAY = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)"
    r"|&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-f]{1,6});)"
    r"|<(?![a-z_:/!?])",
    re.DOTALL | re.IGNORECASE,
)
_ESCAPED = {"&": "&amp;", "<": "&lt;"}
# What XML 1.0 forbids, and what a parser would take for the end.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(kw_only=True)
class Record:
    """An element and what stands in it: its local name, its attributes, its text, its children in order.

    `base` is the address against which its own are resolved, "" where the document names none (`xml:base`).
    """

    name: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    base: str = ""
    text: str = ""
    children: list["Record"] = field(default_factory=list)

    def all(self, name: str) -> list["Record"]:
        """Return the children of a name."""
        return [child for child in self.children if child.name == name]

    def first(self, *names: str) -> str:
        """Return the text at the end of a path of names, or ""."""
        if not names:
            return self.text.strip()
        return next(filter(None, (child.first(*names[1:]) for child in self.all(names[0]))), "")


@dataclass(frozen=True, kw_only=True)
class Grammar:
    """What a kind of document is made of, as local names in any namespace.

    `entries` are records wherever they stand, `heads` only outside of entries: what the document says of itself.
    """

    kind: str
    roots: Collection[str]
    entries: Collection[str]
    heads: Collection[str] = ()


def records(page: Page, text: str, grammar: Grammar) -> Iterator[Record]:
    """Yield each record of a page's text when it ends; one that is cut off is not yielded.

    ExtractionError when the document has no such root, or is beyond our limits.
    """
    content = _mended(text, grammar.roots).encode()
    if not content:
        raise ExtractionError(page.url, f"not a {grammar.kind}")
    collector = _Collector(page, grammar)
    options: dict[str, Any] = {"target": collector, "recover": True, "resolve_entities": False, "no_network": True}
    parser = etree.XMLParser(encoding="utf-8", **options)
    try:
        for start in range(0, len(content), PIECE):
            parser.feed(content[start : start + PIECE])
            yield from collector.taken()
        parser.close()
    except etree.XMLSyntaxError as error:
        raise ExtractionError(page.url, f"not a {grammar.kind}: {error}") from error
    yield from collector.taken()


def text_of_listing(page: Page) -> str:
    """Return the text of a sitemap or feed, unzipped when it is a .gz file, and never more of it than MAX_BYTES."""
    return decode_html(_unzipped(page), page.content_type)


def _unzipped(page: Page) -> bytes:
    if not page.body.startswith(b"\x1f\x8b"):
        return page.body[:MAX_BYTES]
    found = bytearray()
    try:
        # All of its members; one that is cut off, or followed by something else, gives what can be had of it.
        with gzip.GzipFile(fileobj=BytesIO(page.body)) as file:
            while len(found) < MAX_BYTES and (piece := file.read1(PIECE)):
                found += piece
    except (EOFError, OSError, zlib.error) as error:
        if not found:
            raise ExtractionError(page.url, f"not gzip: {error}") from error
    return bytes(found[:MAX_BYTES])


def _mended(text: str, roots: Collection[str]) -> str:
    """Return the document from its root element on, without what would make a parser drop a part of it; "" for none.

    What stands before the root (a declaration that may be wrong, a DOCTYPE with entities, a server's warnings) is
    left out, and a reference to an entity that XML does not know by itself becomes text: none is ever expanded.
    """
    root = re.search(rf"<(?:[\w.-]+:)?(?:{'|'.join(roots)})(?=[\s/>])", text)
    if root is None or _HTML.search(text, 0, root.start()):
        return ""
    text = _FORBIDDEN.sub("", text[root.start() :])
    return _STRAY.sub(lambda found: _ESCAPED.get(found[0], found[0]), text)


class _Collector:
    """The target of a SAX parser: holds the record that is open, and hands over those that have ended."""

    def __init__(self, page: Page, grammar: Grammar) -> None:
        self.page = page
        self.grammar = grammar
        self._count = 0
        self._kept = 0
        self._inside = 0
        self._open: list[Record] = []
        self._ended: list[Record] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Open an element."""
        self._count += 1
        if self._count > MAX_ELEMENTS or len(self._open) >= MAX_DEPTH:
            raise ExtractionError(self.page.url, f"a {self.grammar.kind} of too many elements")
        # A prefix that was never declared stays in the name.
        name = tag.rpartition("}")[2].rpartition(":")[2]
        above = self._open[-1].base if self._open else ""
        base = _joined(above, attributes[_XML_BASE]) if _XML_BASE in attributes else above
        self._open.append(Record(name=name, attributes=dict(attributes), base=base))
        self._inside += name in self.grammar.entries

    def data(self, text: str) -> None:
        """Take a part of the text of the element that was opened last."""
        record = self._open[-1]
        if (self._inside or record.name in self.grammar.heads) and len(record.text) < MAX_TEXT:
            record.text += text[:MAX_TEXT]

    def end(self, _tag: str) -> None:
        """Close the element that was opened last."""
        record = self._open.pop()
        if record.name in self.grammar.entries:
            self._inside -= 1
            self._ended.append(record)
        elif self._inside and self._kept < MAX_KEPT:
            self._kept += 1
            self._open[-1].children.append(record)
        elif record.name in self.grammar.heads and not self._inside:
            self._ended.append(record)
        if not self._inside:
            self._kept = 0

    def close(self) -> None:
        """End the document, as lxml asks of a target."""

    def taken(self) -> list[Record]:
        """Hand over the records that have ended since the last time."""
        ended, self._ended = self._ended, []
        return ended


def _joined(above: str, stated: str) -> str:
    try:
        return urljoin(above, stated.strip())
    except ValueError:
        return above
