"""Builds the page that React's stream of elements describes, where the page itself shows hardly any text (pure).

scripts | chunks | rows by id | HTML of the root's elements, their references resolved, and the data of their props

React Server Components send elements as rows, `1a:["$","p",null,{"children":"…"}]`, with references such as `$L1a`; a
long string is a row of its own, `1b:T400,…`, with its length in bytes. Next.js pushes the rows in pieces.
"""

import base64
import binascii
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from html import escape
from typing import Any

from lxml import etree

from extract.blocks import BlockTree
from extract.errors import ExtractionError
from extract.html import MEDIA, UNSEEN, parse_json
from extract.page import Page

# In characters of prose: a page that shows more is read as it is.
MAX_SHOWN = 1200
MIN_STREAMED = 400
# Of rows, of elements and values in them, and of their nesting.
MAX_ROWS = 20_000
MAX_VALUES = 100_000
MAX_DEPTH = 150

_CHUNK = re.compile(
    r"(?:__next_f\.push\(\s*\[\s*([13])\s*,\s*|__FLIGHT_DATA[^\"();]{0,20}\)?\.push\(\s*)(\"(?:[^\"\\]++|\\.)*+\")",
    re.DOTALL,
)
_ROW = re.compile(rb"([0-9a-f]*):(?:T([0-9a-f]{1,8}),)?")
_REFERENCE = re.compile(r"\$[L@QWF]?([0-9a-f]+)((?::[\w-]+)*)")
_TAG = re.compile(r"[a-z][a-z0-9-]{0,40}")

# Of a page's head, or for no reader.
UNSHOWN_TAGS = (UNSEEN - MEDIA) | {"title", "base"}
VOID_TAGS = frozenset({"area", "br", "col", "embed", "hr", "img", "input", "source", "track", "wbr"})
ROOT_TAGS = frozenset({"html", "body"})
# The names of React's properties that are other ones in HTML, and those that are the same.
ATTRIBUTES = {
    "className": "class", "dateTime": "datetime", "srcSet": "srcset", "itemProp": "itemprop", "colSpan": "colspan",
    "rowSpan": "rowspan", "class": "class", "id": "id", "href": "href", "src": "src", "alt": "alt", "role": "role",
    "rel": "rel", "datetime": "datetime", "hidden": "hidden", "aria-hidden": "aria-hidden", "start": "start",
    "lang": "lang", "title": "title", "type": "type",
}  # fmt: skip
# Properties with elements that are shown in place of the page: while it loads, and when it fails.
ALTERNATIVES = frozenset({
    "error", "errorScripts", "errorStyles", "fallback", "forbidden", "globalError", "G", "head", "h", "initialHead",
    "loading", "loadingScripts", "loadingStyles", "notFound", "notFoundStyles", "template", "templateScripts",
    "templateStyles", "unauthorized", "m",
})  # fmt: skip


def streamed_page(page: Page) -> Page | None:
    """Return the page with the elements of its stream in the place of its own, None where that shows no more."""
    if "__next_f.push" not in page.text and "__FLIGHT_DATA" not in page.text:
        return None
    shown = BlockTree(page.tree).root.prose_size
    rows = _rows(_stream(page)) if shown <= MAX_SHOWN else {}
    if not rows:
        return None
    # A surrogate may stand alone in a string of JSON.
    streamed = replace(
        page, body=_html(page, rows).encode("utf-8", "replace"), content_type="text/html; charset=utf-8"
    )
    try:
        prose = BlockTree(streamed.tree).root.prose_size
    except ExtractionError:
        return None
    # A component of the page's scripts may show a long text among its data.
    has_data = shown < MIN_STREAMED and any(
        isinstance(row, str) and len(row) >= MIN_STREAMED for row in rows.values()
    )
    return streamed if has_data or prose >= max(MIN_STREAMED, 2 * shown) else None


def _stream(page: Page) -> bytes:
    """Return the bytes of the stream, from all scripts that push a piece of it."""
    pieces: list[bytes] = []
    for script in page.tree.iter("script"):
        for kind, literal in _CHUNK.findall(script.text or ""):
            text = parse_json(literal)
            if isinstance(text, str):
                pieces.append(_decoded(text) if kind == "3" else text.encode("utf-8", "replace"))
    return b"".join(pieces)


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text)
    except (ValueError, binascii.Error):
        return b""


def _rows(stream: bytes) -> dict[str, Any]:
    """Return the values of the rows by their ids; imports, hints and errors are left out."""
    rows: dict[str, Any] = {}
    position = 0
    while len(rows) < MAX_ROWS and (row := _ROW.match(stream, position)):
        identifier, length = row.group(1).decode(), row.group(2)
        if length is not None:
            position = row.end() + int(length, 16)
            rows[identifier] = stream[row.end() : position].decode("utf-8", "replace")
            position += stream[position : position + 1] == b"\n"
            continue
        end = stream.find(b"\n", row.end())
        end = len(stream) if end < 0 else end
        if stream[row.end() : row.end() + 1] in {b"[", b"{", b'"'}:
            rows[identifier] = parse_json(stream[row.end() : end].decode("utf-8", "replace"))
        position = end + 1
    return rows


def _html(page: Page, rows: Mapping[str, Any]) -> str:
    """Return the page's head with the elements of the stream, and with their other properties as JSON."""
    head = page.tree.find("head")
    stated = [script for script in page.tree.iter("script") if "ld+json" in script.get("type", "").lower()]
    parts = [script for script in stated if script.getparent() is not head]
    kept = "".join(etree.tostring(element, encoding="unicode", method="html", with_tail=False) for element in parts)
    top = "" if head is None else etree.tostring(head, encoding="unicode", method="html", with_tail=False)
    writer = _Writer(rows)
    shown = "".join(writer.write_all())
    data = json.dumps([_data(value, rows) for value in rows.values()]).replace("<", "\\u003c")
    language = escape(page.tree.get("lang", ""))
    script = f'<script type="application/json">{data}</script>'
    return f'<!DOCTYPE html><html lang="{language}">{top}<body>{shown}{kept}{script}</body></html>'


def is_element(value: Any) -> bool:
    """Tell whether a value is an element as React sends it: `["$", type, key, props]`."""
    return isinstance(value, list) and len(value) >= 4 and value[0] == "$" and isinstance(value[3], dict)


def _referenced(text: str, rows: Mapping[str, Any]) -> tuple[str, Any]:
    """Return the id of the row that a reference such as `$L1a` or `$1a:props:children:0` names, and its value.

    ("", None) for a string that is none, or that leads nowhere.
    """
    reference = _REFERENCE.fullmatch(text[:200])
    if reference is None or reference.group(1) not in rows:
        return "", None
    value = rows[reference.group(1)]
    for step in filter(None, reference.group(2).split(":")):
        if is_element(value) and step == "props":
            value = value[3]
        elif isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and step.isdecimal() and len(step) < 6 and int(step) < len(value):
            value = value[int(step)]
        else:
            return "", None
    return reference.group(1), value


class _Writer:
    """Writes the rows as HTML; `used` are the ids of those that are written, `left` how many values still may be."""

    def __init__(self, rows: Mapping[str, Any]) -> None:
        self.rows = rows
        self.used: set[str] = set()
        self.left = MAX_VALUES

    def write_all(self) -> Iterator[str]:
        """Yield the HTML of the root, row 0, and of the elements that nothing refers to."""
        yield from self._write_within(self.rows.get("0"), 0)
        for identifier, value in self.rows.items():
            if identifier not in self.used and is_element(value):
                self.used.add(identifier)
                yield from self._write(value, 0)

    def _write_within(self, value: Any, depth: int) -> Iterator[str]:
        """Yield the HTML of the outermost elements within a value of any form."""
        self.left -= 1
        if self.left < 0 or depth > MAX_DEPTH:
            return
        if is_element(value) or (isinstance(value, str) and value.startswith("$")):
            yield from self._write(value, depth)
        elif isinstance(value, list):
            for member in value:
                yield from self._write_within(member, depth + 1)
        elif isinstance(value, dict):
            for key, member in value.items():
                if key not in ALTERNATIVES:
                    yield from self._write_within(member, depth + 1)

    def _write(self, value: Any, depth: int) -> Iterator[str]:
        self.left -= 1
        if self.left < 0 or depth > MAX_DEPTH:
            return
        if is_element(value):
            yield from self._write_element(str(value[1]), value[3], depth)
        elif isinstance(value, list):
            for member in value:
                yield from self._write(member, depth + 1)
        elif isinstance(value, str):
            yield from self._write_text(value, depth)
        elif isinstance(value, int | float) and not isinstance(value, bool):
            yield str(value)

    def _write_text(self, text: str, depth: int) -> Iterator[str]:
        if not text.startswith("$"):
            yield escape(text, quote=False)
        elif text.startswith("$$"):
            yield escape(text[1:], quote=False)
        else:
            identifier, value = _referenced(text, self.rows)
            if identifier:
                self.used.add(identifier)
                if isinstance(value, str):
                    yield escape(value, quote=False)
                else:
                    yield from self._write(value, depth + 1)

    def _write_element(self, tag: str, props: Mapping[str, Any], depth: int) -> Iterator[str]:
        if tag in UNSHOWN_TAGS:
            return
        if tag in ROOT_TAGS or not _TAG.fullmatch(tag):
            # A component of the page's scripts, or a fragment: what it shows is in its properties.
            for key, value in props.items():
                if key == "children":
                    yield from self._write(value, depth + 1)
                elif key not in ALTERNATIVES and isinstance(value, list):
                    yield from self._write_within(value, depth + 1)
            return
        yield f"<{tag}{''.join(_attributes(props))}>"
        if tag not in VOID_TAGS:
            markup = props.get("dangerouslySetInnerHTML")
            inner = markup.get("__html") if isinstance(markup, dict) else None
            if isinstance(inner, str):
                referenced = _referenced(inner, self.rows)[1]
                yield referenced if isinstance(referenced, str) else inner
            yield from self._write(props.get("children"), depth + 1)
            yield f"</{tag}>"


def _attributes(props: Mapping[str, Any]) -> Iterator[str]:
    for name, value in props.items():
        attribute = ATTRIBUTES.get(name)
        if attribute is not None and isinstance(value, str | int) and value is not False:
            yield f' {attribute}="{escape(str(value))}"'


def _data(value: Any, rows: Mapping[str, Any]) -> Any:
    """Return a row's data: objects and lists, with strings in the place of references to them.

    Of an element these are its properties; its text is left out, as it is shown.
    """
    return _DataCopy(rows).copied(value, 0)


class _DataCopy:
    """Copies data out of rows; `left` is how many values still may be."""

    def __init__(self, rows: Mapping[str, Any]) -> None:
        self.rows = rows
        self.left = MAX_VALUES

    def copied(self, value: Any, depth: int) -> Any:
        self.left -= 1
        if self.left < 0 or depth > MAX_DEPTH // 2:
            return None
        if isinstance(value, str):
            referenced = _referenced(value, self.rows)[1] if value.startswith("$") else None
            return referenced if isinstance(referenced, str) else value
        if is_element(value):
            inner = [member for member in _as_list(value[3].get("children")) if isinstance(member, list)]
            return self.copied({**value[3], "children": inner}, depth + 1)
        if isinstance(value, list):
            return [self.copied(member, depth + 1) for member in value]
        if isinstance(value, dict):
            return {key: self.copied(member, depth + 1) for key, member in value.items()}
        return value


def _as_list(value: Any) -> list[Any]:
    return [value] if is_element(value) or not isinstance(value, list) else value
