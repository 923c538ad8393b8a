"""Writes and reads HTTP responses as WARC files hold them, and makes a Page of one (pure).

Header blocks, Transfer-Encoding and Content-Encoding are here.
"""

import io
import json
import re
import sys
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

import brotli  # type: ignore[import-untyped]  # publishes no types
from warcio.bufferedreaders import ChunkedDataReader

from archive.warc.capture import Capture
from extract.errors import ExtractionError
from extract.page import Page

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

Headers = Iterable[tuple[str, str]]

# No article is this long, but a few kilobytes can decompress to more.
MAX_PAGE_BYTES = 64 * 1024 * 1024
# Headers of the encoded body; a Page has the decoded body and no such headers.
ORIGINAL_TRANSFER_ENCODING = "X-Archive-Orig-Transfer-Encoding"
TRANSFER_HEADERS = frozenset(
    {"content-encoding", "content-length", "transfer-encoding", ORIGINAL_TRANSFER_ENCODING.lower()}
)
# Codings of the IANA registry and of former browsers that are not supported here. Every other word means that the
# body is not encoded: servers put a charset, a media type, `none` or `aws-chunked` there, and browsers ignore it.
UNSUPPORTED_ENCODINGS = frozenset(
    {"compress", "x-compress", "aes128gcm", "dcb", "dcz", "exi", "pack200-gzip", "sdch", "lzma", "xz"}
)
SUPPORTED_ENCODINGS = frozenset({"gzip", "x-gzip", "deflate", "br", "zstd"})
GZIP_MAGIC = b"\x1f\x8b"
LINE_END = re.compile(r"[\r\n]+[ \t]*")
# What closes a page, a sitemap or a feed. Scripts and comments of plug-ins may follow it.
END_TAG = re.compile(rb"</(?:html|body|urlset|sitemapindex|rss|feed|rdf:rdf)\b", re.IGNORECASE)
MAX_BYTES_AFTER_END = 16 * 1024


@dataclass(frozen=True, kw_only=True)
class Head:
    """An HTTP status line and its headers, names as received."""

    status: int
    headers: tuple[tuple[str, str], ...]

    def get(self, name: str) -> str | None:
        """Return the first value of a header, or None; `name` is in lower case."""
        return next((value for key, value in self.headers if key.lower() == name), None)


def write_head(first_line: str, headers: Headers) -> bytes:
    """Return a header block as bytes, encoded as latin-1 as in Python's http modules."""
    lines = [first_line, *(f"{name}: {_one_line(value)}" for name, value in headers), "", ""]
    return "\r\n".join(lines).encode("latin-1", errors="replace")


def split_head(block: bytes) -> tuple[Head, bytes]:
    """Return the head and the body of an HTTP response; raise ValueError if it has no status line."""
    end = block.find(b"\r\n\r\n")
    # A page without an empty line would be searched to its end.
    short = block.find(b"\n\n", 0, end if end >= 0 else None)
    end = next(at for at in (short, end, len(block)) if at >= 0)
    lines = block[:end].decode("latin-1").split("\n")
    protocol, _, status = lines[0].partition(" ") if lines else ("", "", "")
    if not protocol.startswith("HTTP/"):
        raise ValueError("the record holds no HTTP response")
    body = block[end:].removeprefix(b"\r\n\r\n") if block[end : end + 1] == b"\r" else block[end + 2 :]
    return Head(status=int(status.strip()[:3]), headers=tuple(_headers(lines[1:]))), body


def payload(head: Head, body: bytes) -> bytes:
    """Return the body with its Transfer-Encoding removed; other tools store chunked bodies in WARC files."""
    if "chunked" not in (head.get("transfer-encoding") or "").lower():
        return body
    return bytes(ChunkedDataReader(io.BytesIO(body)).read())


def stored_headers(headers: Headers) -> tuple[tuple[str, str], ...]:
    """Return the headers for a body that is stored without its chunked Transfer-Encoding.

    The standard wants the response as it came over the wire, and Heritrix and wget store the chunks. Scrapy, like
    most clients, gives the joined body. A reader would look for chunk lengths in it, so `Transfer-Encoding` is stored
    under another name.
    """
    return tuple(
        (ORIGINAL_TRANSFER_ENCODING if name.lower() == "transfer-encoding" else name, value)
        for name, value in headers
    )


def to_page(capture: Capture, headers: Headers, body: bytes) -> Page:
    """Return the Page of a captured response, from the network or from a WARC file.

    `body` is as received, still content-encoded. Raises ExtractionError if it cannot be decoded, or decodes to more
    than MAX_PAGE_BYTES.
    """
    joined: dict[str, str] = {}
    for name, value in headers:
        key = name.strip().lower()
        joined[key] = f"{joined[key]}, {_one_line(value)}" if key in joined else _one_line(value)
    return Page(
        url=capture.url,
        fetched_at=capture.captured_at,
        content_type=capture.content_type,
        body=_unpack(capture.url, joined.get("content-encoding", ""), body),
        status=capture.status,
        headers={name: value for name, value in joined.items() if name not in TRANSFER_HEADERS},
    )


def has_end(head: Head, body: bytes) -> bool:
    """Tell whether a body that its connection cut off has its end all the same, so that only its length is wrong.

    The end is the closing tag of a page, a sitemap or a feed, or that of a JSON text.
    """
    whole = unpack_body(head, body)
    if whole is None:
        return False
    if whole.lstrip()[:1] in {b"{", b"["}:
        return _is_json(whole)
    # UTF-16 has a NUL beside each letter.
    return END_TAG.search(whole[-MAX_BYTES_AFTER_END:].replace(b"\0", b"")) is not None


def unpack_body(head: Head, body: bytes) -> bytes | None:
    """Return a body without its Content-Encoding, None if it cannot be decoded or is too large."""
    try:
        return _unpack("", head.get("content-encoding") or "", body)
    except ExtractionError:
        return None


def _is_json(text: bytes) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


class _Decompressor(Protocol):
    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...


class _Gzip:
    def decompress(self, data: bytes, max_length: int, /) -> bytes:
        whole = bytearray()
        while data.startswith(GZIP_MAGIC) and len(whole) < max_length:
            member = zlib.decompressobj(31)
            whole += member.decompress(data, max_length - len(whole))
            data = member.unused_data
        return bytes(whole)


class _Brotli:
    def decompress(self, data: bytes, max_length: int, /) -> bytes:
        # brotli checks the limit between blocks only, so that the output may be a little longer.
        return bytes(brotli.Decompressor().process(data, output_buffer_limit=max_length))


def _unpack(url: str, encodings: str, body: bytes) -> bytes:
    for encoding in reversed([name.strip().lower() for name in encodings.split(",") if name.strip()]):
        if body and encoding in UNSUPPORTED_ENCODINGS:
            raise ExtractionError(url, f"unsupported Content-Encoding {encoding!r}")
        try:
            body = _decode(encoding, body)
        except (zlib.error, brotli.error, zstd.ZstdError, ValueError) as error:
            raise ExtractionError(url, f"Content-Encoding {encoding!r} cannot be decoded: {error}") from error
        if len(body) > MAX_PAGE_BYTES:
            raise ExtractionError(url, f"decodes to more than {MAX_PAGE_BYTES // 1024 // 1024} MB")
    return body


def _decode(encoding: str, body: bytes) -> bytes:
    # Many servers declare gzip and send plain text.
    is_plain = encoding in {"gzip", "x-gzip"} and not body.startswith(GZIP_MAGIC)
    if encoding not in SUPPORTED_ENCODINGS or is_plain or not body:
        return body
    return _decompressor(encoding, body).decompress(body, MAX_PAGE_BYTES + 1)


def _decompressor(encoding: str, body: bytes) -> _Decompressor:
    if encoding in {"gzip", "x-gzip"}:
        return _Gzip()
    if encoding == "deflate":
        # RFC 9110: deflate is the zlib format, but many servers send a raw deflate stream.
        wrapped = body[0] & 15 == 8 and int.from_bytes(body[:2], "big") % 31 == 0
        return zlib.decompressobj(15 if wrapped else -15)
    if encoding == "br":
        return _Brotli()
    return zstd.ZstdDecompressor()


def _headers(lines: list[str]) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for line in lines:
        name, colon, value = line.partition(":")
        if line[:1] in {" ", "\t"} and pairs:
            pairs[-1] = (pairs[-1][0], f"{pairs[-1][1]} {line.strip()}")
        elif colon:
            pairs.append((name.strip(), value.strip()))
    return pairs


def _one_line(value: str) -> str:
    return LINE_END.sub(" ", value).strip()
