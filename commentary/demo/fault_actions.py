"""The responses of a misbehaving server: each action is a coroutine that answers one Exchange (network)."""

import asyncio
import gzip
import socket
import struct
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from aiohttp import web

from commentary.demo.response import HTML, TEXT, XML, DemoResponse
from commentary.demo.routes import Routes

# Large enough to be fast, small enough to notice soon that the client has closed the connection.
CHUNK_BYTES = 64 * 1024


@dataclass(frozen=True, kw_only=True)
class Exchange:
    """One request that gets a faulty response.

    `answer` is the response that the site would send; `released` is set when a stalled response must end.
    """

    request: web.BaseRequest
    routes: Routes
    answer: DemoResponse = field(repr=False)
    released: asyncio.Event


FaultAction = Callable[[Exchange], Awaitable[web.StreamResponse]]


def to_response(answer: DemoResponse) -> web.Response:
    """Return the aiohttp response with this status, body and headers."""
    headers = {"Content-Type": answer.content_type, **answer.headers}
    return web.Response(body=answer.body, status=answer.status, headers=headers)


async def send_instead(_: Exchange, answer: DemoResponse) -> web.StreamResponse:
    """Send another response than the site's own."""
    return to_response(answer)


async def altered(exchange: Exchange, change: Callable[[str], str]) -> web.StreamResponse:
    """Send the site's own response with its text changed, without validators and never as a 304."""
    body = change(exchange.answer.body.decode()).encode()
    return to_response(replace(exchange.answer, body=body))


async def wall_page(exchange: Exchange, name: str, status: int) -> web.StreamResponse:
    """Send a consent wall or a challenge page; `name` is `consent` or `challenge`."""
    return to_response(DemoResponse(body=exchange.routes.renderer.without_theme(name).encode(), status=status))


async def stall(exchange: Exchange) -> web.StreamResponse:
    """Accept the request and send nothing; close the connection when released."""
    await exchange.released.wait()
    return _abort(exchange)


async def stall_midway(exchange: Exchange, share: float) -> web.StreamResponse:
    """Send a share of the body and then nothing; close the connection when released."""
    response = await _send_head(exchange, len(exchange.answer.body))
    await response.write(exchange.answer.body[: int(len(exchange.answer.body) * share)])
    await exchange.released.wait()
    return _abort(exchange)


async def send_slowly(exchange: Exchange, seconds: float, chunks: int) -> web.StreamResponse:
    """Send the body in this many chunks, with a pause of `seconds` before each."""
    body = exchange.answer.body
    # With a Content-Length a client that gives up too early sees that the body is incomplete.
    response = await _send_head(exchange, len(body))
    size = max(1, -(-len(body) // chunks))
    for start in range(0, len(body), size):
        try:
            await asyncio.wait_for(exchange.released.wait(), seconds)
        except TimeoutError:
            await response.write(body[start : start + size])
        else:
            return _abort(exchange)
    return response


async def reset(exchange: Exchange) -> web.StreamResponse:
    """Reset the connection before sending a byte."""
    connection = _transport(exchange).get_extra_info("socket")
    # With a linger time of 0 seconds, closing sends a TCP reset.
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    return _abort(exchange)


async def cut_short(exchange: Exchange, share: float, *, chunked: bool) -> web.StreamResponse:
    """Announce the whole body and close the connection after a share of it."""
    body = exchange.answer.body
    response = await _send_head(exchange, None if chunked else len(body))
    await response.write(body[: int(len(body) * share)])
    # Closing the transport sends what was written; ending the response with aiohttp would complete the body.
    _transport(exchange).close()
    return response


async def wrong_charset(exchange: Exchange, written: str, declared: str) -> web.StreamResponse:
    """Encode the page in one charset and declare another, in the header and in the page."""
    text = exchange.answer.body.decode().replace('charset="UTF-8"', f'charset="{declared}"')
    body = text.encode(written, "xmlcharrefreplace")
    return to_response(replace(exchange.answer, body=body, content_type=f"text/html; charset={declared}"))


async def wrong_content_encoding(exchange: Exchange, encoding: str) -> web.StreamResponse:
    """Send the body unencoded with a Content-Encoding."""
    headers = {**exchange.answer.headers, "Content-Encoding": encoding}
    return to_response(replace(exchange.answer, headers=headers))


async def redirect(_: Exchange, to: str, status: int) -> web.StreamResponse:
    """Redirect to a URL."""
    return to_response(DemoResponse(status=status, headers={"Location": to}))


async def redirect_loop(exchange: Exchange, status: int) -> web.StreamResponse:
    """Redirect back and forth between two URLs."""
    path = exchange.request.rel_url.raw_path
    # Two URLs, because clients have another check for a redirect to the same URL.
    target = path if "turn" in exchange.request.query else f"{path}?turn=1"
    return await redirect(exchange, target, status)


async def redirect_chain(exchange: Exchange, hops: int, status: int) -> web.StreamResponse:
    """Redirect `hops` times before the response."""
    hop = int(exchange.request.query.get("hop", "0"))
    if hop >= hops:
        return to_response(exchange.answer)
    return await redirect(exchange, f"{exchange.request.rel_url.raw_path}?hop={hop + 1}", status)


async def endless_listing(exchange: Exchange) -> web.StreamResponse:
    """Send a page of a listing that always links to a next page."""
    base, _, number = exchange.request.path.partition("page/")
    # Every page has posts, because a crawler stops at an empty page anyway.
    listing = exchange.routes.blog.listings.get(base) or exchange.routes.blog.listings["/blog/"]
    shown = int(number.strip("/") or "1")
    return to_response(DemoResponse(body=exchange.routes.renderer.listing(listing, shown, endless=True).encode()))


async def large_page(exchange: Exchange, size: int, *, chunked: bool) -> web.StreamResponse:
    """Send a page of `size` bytes without holding it in memory."""
    opening = b"<!DOCTYPE html><html><head><title>Flood</title></head><body><article><p>"
    response = await _send_head(replace(exchange, answer=DemoResponse()), None if chunked else size)
    chunk_text = (b"The water rises, and the ledger with it. " * (CHUNK_BYTES // 41 + 1))[:CHUNK_BYTES]
    left = size
    for chunk in _endless_chunks(opening, chunk_text):
        await response.write(chunk[:left])
        left -= min(left, len(chunk))
        if not left or exchange.request.transport is None:
            break
    return response


async def gzip_bomb(exchange: Exchange, size: int) -> web.StreamResponse:
    """Send a small gzip body that decompresses to `size` bytes; a path in `.gz` gets no Content-Encoding."""
    path = exchange.request.path
    xml = path.endswith((".xml", ".xml.gz"))
    member = gzip.compress(b" " * min(size, 1 << 20), mtime=0)
    # A gzip file may have several members; each decompresses to a mebibyte.
    body = gzip.compress(b"<urlset>" if xml else b"<p>", mtime=0) + member * max(1, size >> 20)
    headers = {} if path.endswith(".gz") else {"Content-Encoding": "gzip"}
    return to_response(DemoResponse(body=body, content_type=XML if xml else HTML, headers=headers))


async def entity_bomb(_: Exchange, depth: int) -> web.StreamResponse:
    """Send a sitemap with nested entities (billion laughs): each consists of ten of the one before, `depth` times."""
    names = [f"e{level}" for level in range(depth)]
    inner = "".join(f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in pairwise(names))
    doctype = f'<!DOCTYPE urlset [<!ENTITY e0 "water">{inner}]>'
    text = f'<?xml version="1.0"?>{doctype}<urlset><url><loc>http://x/&{names[-1]};</loc></url></urlset>'
    return to_response(DemoResponse(body=text.encode(), content_type=XML))


async def endless_sitemap_index(exchange: Exchange) -> web.StreamResponse:
    """Send a sitemap index whose sitemaps are again such indexes, without end."""
    turn = int(exchange.request.query.get("turn", "0"))
    here = f"{exchange.routes.blog.base}{exchange.request.rel_url.raw_path}"
    parts = "".join(f"<sitemap><loc>{here}?turn={2 * turn + way}</loc></sitemap>" for way in (1, 2))
    return to_response(DemoResponse(body=f"<sitemapindex>{parts}</sitemapindex>".encode(), content_type=XML))


async def long_sitemap(exchange: Exchange, count: int) -> web.StreamResponse:
    """Send a sitemap of `count` URLs that answer 404."""
    base = exchange.routes.blog.base
    urls = "".join(f"<url><loc>{base}/2024/01/essay-{n}/</loc></url>" for n in range(count))
    text = f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'
    return to_response(DemoResponse(body=text.encode(), content_type=XML))


async def endless_calendar(exchange: Exchange) -> web.StreamResponse:
    """Send a month without posts that links to the next month, without end; the path ends in `/YEAR/MONTH/`."""
    parts = [part for part in exchange.request.path.split("/") if part]
    start = "/".join(parts[:-2])
    months = int(parts[-2]) * 12 + int(parts[-1])
    following = f"/{start}/{months // 12:04}/{months % 12 + 1:02}/".replace("//", "/")
    link = f'<nav class="pagination-number"><a class="next" rel="next" href="{following}">Next month</a></nav>'
    return to_response(
        DemoResponse(body=f"<!DOCTYPE html><title>Calendar</title><h1>Nothing this month</h1>{link}".encode())
    )


def error_page(status: int) -> DemoResponse:
    """Return an error page as WordPress and its servers send it."""
    words = {429: "Too Many Requests", 403: "Forbidden", 502: "Bad Gateway", 503: "Service Unavailable"}
    text = words.get(status, "There has been a critical error on this website.")
    body = f"<!DOCTYPE html><html><head><title>{text}</title></head><body><h1>{text}</h1></body></html>"
    return DemoResponse(body=body.encode(), status=status)


def plain_text(text: str, content_type: str = TEXT) -> DemoResponse:
    """Return a response with this text."""
    return DemoResponse(body=text.encode(), content_type=content_type)


async def _send_head(exchange: Exchange, length: int | None) -> web.StreamResponse:
    """Send the status line and headers; without a length the body is chunked."""
    headers = {"Content-Type": exchange.answer.content_type, **exchange.answer.headers}
    response = web.StreamResponse(status=exchange.answer.status, headers=headers)
    if length is None:
        response.enable_chunked_encoding()
    response.content_length = length
    await response.prepare(exchange.request)
    return response


def _endless_chunks(first: bytes, then: bytes) -> Iterator[bytes]:
    yield first
    while True:
        yield then


def _transport(exchange: Exchange) -> asyncio.Transport:
    transport = exchange.request.transport
    if transport is None:
        raise ConnectionResetError("the client has closed the connection")
    return transport


def _abort(exchange: Exchange) -> web.StreamResponse:
    """Close the connection at once; return a response that is not sent."""
    _transport(exchange).abort()
    return web.Response()
