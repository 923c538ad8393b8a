"""Acts: what a misbehaving server does with one request, each a coroutine over an Exchange (network)."""

import asyncio
import gzip
import socket
import struct
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from aiohttp import web

from commentary.demo.answer import HTML, TEXT, XML, Answer
from commentary.demo.routes import Routes

# Large enough to be fast, small enough to notice soon that the client has gone.
PIECE = 64 * 1024


@dataclass(frozen=True, kw_only=True)
class Exchange:
    """One request that goes wrong: the request, what the site would say, and the event that ends a stall."""

    request: web.BaseRequest
    routes: Routes
    answer: Answer = field(repr=False)
    released: asyncio.Event


Act = Callable[[Exchange], Awaitable[web.StreamResponse]]


def sent(answer: Answer) -> web.Response:
    """Make the plain response of an answer."""
    headers = {"Content-Type": answer.content_type, **answer.headers}
    return web.Response(body=answer.body, status=answer.status, headers=headers)


async def say(_: Exchange, answer: Answer) -> web.StreamResponse:
    """Say something else."""
    return sent(answer)


async def bare(exchange: Exchange, name: str, status: int) -> web.StreamResponse:
    """Show a page that stands in front of the site: `consent` or `challenge`."""
    return sent(Answer(body=exchange.routes.renderer.bare(name).encode(), status=status))


async def stall(exchange: Exchange) -> web.StreamResponse:
    """Take the request and never answer; when released, hang up."""
    await exchange.released.wait()
    return _hung_up(exchange)


async def stall_midway(exchange: Exchange, share: float) -> web.StreamResponse:
    """Send a share of the body and then nothing; when released, hang up."""
    response = await _begun(exchange, len(exchange.answer.body))
    await response.write(exchange.answer.body[: int(len(exchange.answer.body) * share)])
    await exchange.released.wait()
    return _hung_up(exchange)


async def trickle(exchange: Exchange, seconds: float, pieces: int) -> web.StreamResponse:
    """Send the body in pieces, with a pause before each."""
    body = exchange.answer.body
    # The length is promised at once, so that a client who waits too little sees a body cut off.
    response = await _begun(exchange, len(body))
    size = max(1, -(-len(body) // pieces))
    for start in range(0, len(body), size):
        try:
            await asyncio.wait_for(exchange.released.wait(), seconds)
        except TimeoutError:
            await response.write(body[start : start + size])
        else:
            return _hung_up(exchange)
    return response


async def reset(exchange: Exchange) -> web.StreamResponse:
    """Reset the connection without a byte."""
    connection = _transport(exchange).get_extra_info("socket")
    # A linger of no seconds turns the close into a TCP reset.
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    return _hung_up(exchange)


async def cut(exchange: Exchange, share: float, *, chunked: bool) -> web.StreamResponse:
    """Promise the whole body and hang up after a share of it."""
    body = exchange.answer.body
    response = await _begun(exchange, None if chunked else len(body))
    await response.write(body[: int(len(body) * share)])
    # Closing sends what was written and then ends; aiohttp's own ending would complete the body.
    _transport(exchange).close()
    return response


async def recoded(exchange: Exchange, written: str, declared: str) -> web.StreamResponse:
    """Write the page in one charset and declare another, in the header and in the page alike."""
    text = exchange.answer.body.decode().replace('charset="UTF-8"', f'charset="{declared}"')
    body = text.encode(written, "xmlcharrefreplace")
    return sent(replace(exchange.answer, body=body, content_type=f"text/html; charset={declared}"))


async def mislabelled(exchange: Exchange, encoding: str) -> web.StreamResponse:
    """Send the body as it is and call it encoded."""
    headers = {**exchange.answer.headers, "Content-Encoding": encoding}
    return sent(replace(exchange.answer, headers=headers))


async def redirect(_: Exchange, to: str, status: int) -> web.StreamResponse:
    """Redirect somewhere."""
    return sent(Answer(status=status, headers={"Location": to}))


async def loop(exchange: Exchange, status: int) -> web.StreamResponse:
    """Redirect to and fro between two addresses."""
    path = exchange.request.rel_url.raw_path
    # Two addresses, since a client may refuse a redirect to the very same one for another reason.
    there = path if "turn" in exchange.request.query else f"{path}?turn=1"
    return await redirect(exchange, there, status)


async def chain(exchange: Exchange, hops: int, status: int) -> web.StreamResponse:
    """Redirect a number of times before the answer comes."""
    hop = int(exchange.request.query.get("hop", "0"))
    if hop >= hops:
        return sent(exchange.answer)
    return await redirect(exchange, f"{exchange.request.rel_url.raw_path}?hop={hop + 1}", status)


async def endless(exchange: Exchange) -> web.StreamResponse:
    """Show a listing whose next page never ends."""
    base, _, number = exchange.request.path.partition("page/")
    # Every page shows posts: a trap of empty pages would be too easy to see through.
    listing = exchange.routes.blog.listings.get(base) or exchange.routes.blog.listings["/blog/"]
    shown = int(number.strip("/") or "1")
    return sent(Answer(body=exchange.routes.renderer.listing(listing, shown, endless=True).encode()))


async def flood(exchange: Exchange, size: int, *, chunked: bool) -> web.StreamResponse:
    """Send a page of any number of bytes, without holding it in memory."""
    opening = b"<!DOCTYPE html><html><head><title>Flood</title></head><body><article><p>"
    response = await _begun(replace(exchange, answer=Answer()), None if chunked else size)
    piece = (b"The water rises, and the ledger with it. " * (PIECE // 41 + 1))[:PIECE]
    left = size
    for chunk in _forever(opening, piece):
        await response.write(chunk[:left])
        left -= min(left, len(chunk))
        if not left or exchange.request.transport is None:
            break
    return response


async def bomb(exchange: Exchange, size: int) -> web.StreamResponse:
    """Send a small gzip body that unpacks to many bytes of the same kind of document; a `.gz` is a file as it is."""
    path = exchange.request.path
    xml = path.endswith((".xml", ".xml.gz"))
    packed = gzip.compress(b" " * min(size, 1 << 20), mtime=0)
    # Gzip members may follow one another; each unpacks to a mebibyte.
    body = gzip.compress(b"<urlset>" if xml else b"<p>", mtime=0) + packed * max(1, size >> 20)
    headers = {} if path.endswith(".gz") else {"Content-Encoding": "gzip"}
    return sent(Answer(body=body, content_type=XML if xml else HTML, headers=headers))


async def entity_bomb(_: Exchange, depth: int) -> web.StreamResponse:
    """Show a sitemap with an entity of ten others of ten others, `depth` times over."""
    names = [f"e{level}" for level in range(depth)]
    inner = "".join(f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in pairwise(names))
    doctype = f'<!DOCTYPE urlset [<!ENTITY e0 "water">{inner}]>'
    text = f'<?xml version="1.0"?>{doctype}<urlset><url><loc>http://x/&{names[-1]};</loc></url></urlset>'
    return sent(Answer(body=text.encode(), content_type=XML))


async def maze(exchange: Exchange) -> web.StreamResponse:
    """Show an index of sitemaps that are indexes of sitemaps, for ever."""
    turn = int(exchange.request.query.get("turn", "0"))
    here = f"{exchange.routes.blog.base}{exchange.request.rel_url.raw_path}"
    parts = "".join(f"<sitemap><loc>{here}?turn={2 * turn + way}</loc></sitemap>" for way in (1, 2))
    return sent(Answer(body=f"<sitemapindex>{parts}</sitemapindex>".encode(), content_type=XML))


async def long_sitemap(exchange: Exchange, count: int) -> web.StreamResponse:
    """Show a sitemap of any number of addresses, all of them missing pages of the site."""
    base = exchange.routes.blog.base
    urls = "".join(f"<url><loc>{base}/2024/01/essay-{n}/</loc></url>" for n in range(count))
    text = f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'
    return sent(Answer(body=text.encode(), content_type=XML))


async def calendar(exchange: Exchange) -> web.StreamResponse:
    """Show a month without posts that links to the next, for ever; the path ends in `/YEAR/MONTH/`."""
    parts = [part for part in exchange.request.path.split("/") if part]
    start = "/".join(parts[:-2])
    months = int(parts[-2]) * 12 + int(parts[-1])
    following = f"/{start}/{months // 12:04}/{months % 12 + 1:02}/".replace("//", "/")
    link = f'<nav class="pagination-number"><a class="next" rel="next" href="{following}">Next month</a></nav>'
    return sent(Answer(body=f"<!DOCTYPE html><title>Calendar</title><h1>Nothing this month</h1>{link}".encode()))


def error_page(status: int) -> Answer:
    """Return the few words that WordPress and its servers show when something broke."""
    words = {429: "Too Many Requests", 403: "Forbidden", 502: "Bad Gateway", 503: "Service Unavailable"}
    text = words.get(status, "There has been a critical error on this website.")
    body = f"<!DOCTYPE html><html><head><title>{text}</title></head><body><h1>{text}</h1></body></html>"
    return Answer(body=body.encode(), status=status)


def plain_text(text: str, content_type: str = TEXT) -> Answer:
    """Return an answer of some text."""
    return Answer(body=text.encode(), content_type=content_type)


async def _begun(exchange: Exchange, length: int | None) -> web.StreamResponse:
    """Send the head of the answer; without a length its body will come in chunks."""
    headers = {"Content-Type": exchange.answer.content_type, **exchange.answer.headers}
    response = web.StreamResponse(status=exchange.answer.status, headers=headers)
    if length is None:
        response.enable_chunked_encoding()
    response.content_length = length
    await response.prepare(exchange.request)
    return response


def _forever(first: bytes, then: bytes) -> Iterator[bytes]:
    yield first
    while True:
        yield then


def _transport(exchange: Exchange) -> asyncio.Transport:
    transport = exchange.request.transport
    if transport is None:
        raise ConnectionResetError("the client has gone")
    return transport


def _hung_up(exchange: Exchange) -> web.StreamResponse:
    """Close the connection at once; the response is never sent."""
    _transport(exchange).abort()
    return web.Response()
