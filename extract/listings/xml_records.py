"""Reads the XML of sitemaps and feeds, which is untrusted and often broken, as a stream of records (pure).

body | unzipped, bounded | text | repaired | SAX parser: no tree, no entities | XmlRecord, as each ends
"""

import gzip
import re
import zlib
from collections import Counter
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
# Of `<` and `&`, each of which costs time: more than all elements, and a URL of many parameters for each, have.
MAX_MARKS = 6_000_000
MAX_ELEMENTS = 2_000_000
MAX_DEPTH = 100
# Of an element's text, unless a format asks for more; no URL and no date is longer. The whole text of an article,
# which a feed may hold, is cut.
MAX_TEXT_CHARACTERS = 4000
MAX_DATE_CHARACTERS = 100
# Elements kept of a single record; an entry may hold a whole article as elements.
MAX_CHILDREN = 10_000
# Of them, elements of one name; fewer are read of any.
MAX_ALIKE = 200
# Records outside of entries.
MAX_HEADS = 1000
# How many times `xml:base` is read, twice for each entry that a sitemap may have.
MAX_BASES = 100_000
CHUNK_BYTES = 65_536

_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_HTML = re.compile(r"<(?:!doctype\s+)?html\b", re.IGNORECASE)
_MANY_MARKS = re.compile(rf"(?:[^<&]*+[<&]){{{MAX_MARKS}}}")
# CDATA is passed over, to the document's end if it has none.
_CDATA = re.compile(r"(<!\[CDATA\[.*?(?:\]\]>|\Z))", re.DOTALL)
# An ampersand or a less-than sign that begins nothing.
_STRAY_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-f]{1,6});)", re.IGNORECASE)
_STRAY_LESS_THAN = re.compile(r"<(?![a-z_:/!?])", re.IGNORECASE)
# What XML 1.0 forbids, and what a parser would take for the end.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# One of them, which no text has any more.
_JOINT = "\x00"


@dataclass(kw_only=True, slots=True)
class XmlRecord:
    """An element of XML: its local name, its attributes, its text, its children in order.

    `base` is the URL against which its own URLs are resolved (`xml:base`), "" where the document states none.
    """

    name: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    base: str = ""
    text: str = ""
    children: list["XmlRecord"] = field(default_factory=list)

    def all(self, name: str) -> list["XmlRecord"]:
        """Return the children that have a name."""
        return [child for child in self.children if child.name == name]

    def first(self, *names: str) -> str:
        """Return the text at the end of a path of names, or ""."""
        if not names:
            return self.text.strip()
        for child in self.children:
            if child.name == names[0] and (text := child.first(*names[1:])):
                return text
        return ""


@dataclass(frozen=True, kw_only=True)
class XmlFormat:
    """The element names of a format, as local names in any namespace.

    `kind` is its name in errors, `roots` its root elements. `entries` are records wherever they stand, `heads` only
    outside of entries: they describe the document itself. `text_characters` is how much of an element's text is kept.
    """

    kind: str
    roots: Collection[str]
    entries: Collection[str]
    heads: Collection[str] = ()
    text_characters: int = MAX_TEXT_CHARACTERS


def read_records(page: Page, text: str, xml_format: XmlFormat) -> Iterator[XmlRecord]:
    """Yield each record of a page's text when it ends, without what is cut off and entries with nothing in them.

    ExtractionError when the document has no such root, or exceeds MAX_ELEMENTS or MAX_DEPTH.
    """
    content = _repaired(text, xml_format.roots).encode()
    if not content:
        raise ExtractionError(page.url, f"not a {xml_format.kind}")
    collector = _Collector(page, xml_format)
    options: dict[str, Any] = {"target": collector, "recover": True, "resolve_entities": False, "no_network": True}
    parser = etree.XMLParser(encoding="utf-8", **options)
    try:
        for start in range(0, len(content), CHUNK_BYTES):
            parser.feed(content[start : start + CHUNK_BYTES])
            yield from collector.take_records()
        parser.close()
    except etree.XMLSyntaxError as error:
        raise ExtractionError(page.url, f"not a {xml_format.kind}: {error}") from error
    yield from collector.take_records()


def root_start(text: str, roots: Collection[str]) -> int | None:
    """Return where the root element of a document begins, whatever stands before it; None if it has none."""
    root = re.search(rf"<(?:[\w.-]+:)?(?:{'|'.join(roots)})(?=[\s/>])", text)
    # An HTML page may show XML.
    return root.start() if root and not _HTML.search(text, 0, root.start()) else None


def text_of_listing(page: Page) -> str:
    """Return the text of a sitemap or feed, decompressed when it is a .gz file, up to MAX_BYTES."""
    return decode_html(_decompressed(page), page.content_type)


def _decompressed(page: Page) -> bytes:
    if not page.body.startswith(b"\x1f\x8b"):
        return page.body[:MAX_BYTES]
    # Its value is no copy of what it holds.
    found = BytesIO()
    try:
        # All members; a file that is cut off, or followed by something else, gives what could be decompressed.
        with gzip.GzipFile(fileobj=BytesIO(page.body)) as file:
            while found.tell() < MAX_BYTES and (chunk := file.read1(min(CHUNK_BYTES, MAX_BYTES - found.tell()))):
                found.write(chunk)
    except (EOFError, OSError, zlib.error) as error:
        if not found.tell():
            raise ExtractionError(page.url, f"not gzip: {error}") from error
    return found.getvalue()


def _repaired(text: str, roots: Collection[str]) -> str:
    """Return the document from its root element on, without what would make a parser drop a part; "" without a root.

    What stands before the root (a declaration that may be wrong, a DOCTYPE with entities, a server's warnings) is
    left out, and a reference to an entity that XML does not know by itself becomes text: none is ever expanded.
    """
    start = root_start(text, roots)
    if start is None:
        return ""
    text = text[start:]
    if text.count("<") + text.count("&") > MAX_MARKS and (many := _MANY_MARKS.match(text)):
        text = many[0]
    parts = _CDATA.split(_FORBIDDEN.sub("", text))
    # All that is not CDATA at once.
    between = _STRAY_LESS_THAN.sub("&lt;", _STRAY_AMPERSAND.sub("&amp;", _JOINT.join(parts[::2])))
    parts[::2] = between.split(_JOINT)
    return "".join(parts)


class _Collector:
    """The target of a SAX parser: holds open elements, and hands over records that have ended."""

    def __init__(self, page: Page, xml_format: XmlFormat) -> None:
        self.page = page
        self.xml_format = xml_format
        self._count = 0
        self._kept = 0
        self._inside = 0
        self._bases = self._heads = 0
        self._alike: Counter[str] = Counter()
        self._open: list[XmlRecord] = []
        self._not_kept = XmlRecord(name="")
        self._local_names: dict[str, str] = {}
        self._ended: list[XmlRecord] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Open an element."""
        self._count += 1
        if self._count > MAX_ELEMENTS or len(self._open) >= MAX_DEPTH:
            limits = f"{MAX_ELEMENTS} elements or {MAX_DEPTH} levels"
            raise ExtractionError(self.page.url, f"a {self.xml_format.kind} with more than {limits}")
        name = self._local_names.get(tag)
        if name is None:
            # A prefix that was never declared stays in the name.
            name = self._local_names[tag] = tag.rpartition("}")[2].rpartition(":")[2]
        base = self._open[-1].base if self._open else ""
        if attributes and _XML_BASE in attributes and self._bases < MAX_BASES:
            self._bases += 1
            base = _joined(base, attributes[_XML_BASE][:MAX_TEXT_CHARACTERS])
        is_entry = name in self.xml_format.entries
        is_head = name in self.xml_format.heads and self._heads < MAX_HEADS
        if is_entry or (self._is_kept(name) if self._inside else is_head):
            record = XmlRecord(name=name, attributes=attributes, base=base)
            if self._inside:
                self._alike[name] += 1
        else:
            # Of an element that is not kept, only the base counts.
            self._not_kept = self._not_kept if base == self._not_kept.base else XmlRecord(name="", base=base)
            record = self._not_kept
        self._open.append(record)
        self._inside += is_entry

    def _is_kept(self, name: str) -> bool:
        """Tell whether an element within an entry is kept: one of the first of its name, in one that is kept."""
        return self._kept < MAX_CHILDREN and self._alike[name] < MAX_ALIKE and bool(self._open[-1].name)

    def data(self, text: str) -> None:
        """Take a part of the text of the element that was opened last."""
        record = self._open[-1]
        if record.name and len(record.text) < self.xml_format.text_characters:
            record.text += text[: self.xml_format.text_characters]

    def end(self, _tag: str) -> None:
        """Close the element that was opened last."""
        record = self._open.pop()
        if record.name in self.xml_format.entries:
            self._inside -= 1
            if record.children or record.attributes or record.text:
                self._ended.append(record)
        elif self._inside and record.name:
            self._kept += 1
            self._open[-1].children.append(record)
        elif record.name in self.xml_format.heads and not self._inside:
            self._heads += 1
            self._ended.append(record)
        if self._kept and not self._inside:
            self._kept = 0
            self._alike.clear()

    def close(self) -> None:
        """End the document, as lxml asks of a target."""

    def take_records(self) -> list[XmlRecord]:
        """Return the records that have ended since the last call."""
        ended, self._ended = self._ended, []
        return ended


def _joined(above: str, stated: str) -> str:
    try:
        return urljoin(above, stated.strip())
    except ValueError:
        return above
