"""Faulty responses of the demo site, and which paths get them how often (values).

    demo.faults["/2025/03/slug/"] = Fault.status(503, headers={"Retry-After": "2"}, times=2)
    demo.faults["/category/*"] = Fault.endless()

A key is a path, percent-encoded or decoded, or a glob over paths; a glob with a `?` is compared with path and query.
An exact key goes before a glob, an earlier glob before a later one. `times` says how many requests get the fault; by
default all do.

    status(code, headers=…)     an error page with that status and these headers, such as Retry-After
    stall()                     no response until `demo.release()` or the server's end
    stall_midway(share)         a share of the body, then nothing
    slow(seconds, chunks)       the body in this many chunks, with a pause before each
    drip(seconds)               the body byte by byte, with a pause before each
    reset()                     a TCP reset before any byte of the response
    cut(share)                  the connection closes before Content-Length is reached
    cut_chunked(share)          a chunked body without its last chunk
    mislabelled(encoding)       a Content-Encoding (gzip, br, deflate …) that the body does not have
    charset(written, declared)  encoded in one charset, declared as another
    redirect(to, status)        a redirect to any URL
    redirect_loop(status)       redirects back and forth between two URLs
    redirect_chain(hops)        this many redirects before the response
    endless()                   a listing that always links to a next page
    calendar()                  months without posts, each linking to the next; for paths like /calendar/2026/07/
    maze()                      a sitemap index of sitemap indexes, without end
    big(size)                   a page of that many bytes, streamed
    big_chunked(size)           the same without a Content-Length
    bomb(size)                  a small gzip body that decompresses to that size
    entity_bomb(depth)          a small sitemap whose nested entities expand to 10 ** depth words
    long_sitemap(count)         a sitemap of this many URLs that answer 404
    text(text, content_type)    this text with status 200, such as another robots.txt
    altered(change)             the site's own response, its text changed by a function
    consent()                   a consent wall
    challenge(status)           a challenge page, 200 or 403
"""

import sys
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from functools import partial
from threading import Lock
from urllib.parse import unquote

from commentary.demo import fault_actions
from commentary.demo.fault_actions import FaultAction
from commentary.demo.response import TEXT


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One faulty response, sent `times` times or, if that is None, always."""

    action: FaultAction
    times: int | None = None

    @classmethod
    def status(cls, code: int, *, headers: Mapping[str, str] | None = None, times: int | None = None) -> "Fault":
        """Send an error page with this status."""
        answer = replace(fault_actions.error_page(code), headers=headers or {})
        return cls(action=partial(fault_actions.send_instead, answer=answer), times=times)

    @classmethod
    def stall(cls, *, times: int | None = None) -> "Fault":
        """Send nothing."""
        return cls(action=fault_actions.stall, times=times)

    @classmethod
    def stall_midway(cls, share: float = 0.5, *, times: int | None = None) -> "Fault":
        """Stop sending after a share of the body."""
        return cls(action=partial(fault_actions.stall_midway, share=share), times=times)

    @classmethod
    def slow(cls, seconds: float, *, chunks: int = 4, times: int | None = None) -> "Fault":
        """Send the body in chunks, `seconds` apart."""
        return cls(action=partial(fault_actions.send_slowly, seconds=seconds, chunks=chunks), times=times)

    @classmethod
    def drip(cls, seconds: float = 1, *, times: int | None = None) -> "Fault":
        """Send the body byte by byte, `seconds` apart."""
        return cls(action=partial(fault_actions.send_slowly, seconds=seconds, chunks=sys.maxsize), times=times)

    @classmethod
    def reset(cls, *, times: int | None = None) -> "Fault":
        """Reset the connection."""
        return cls(action=fault_actions.reset, times=times)

    @classmethod
    def cut(cls, share: float = 0.5, *, times: int | None = None) -> "Fault":
        """Close the connection before Content-Length is reached."""
        return cls(action=partial(fault_actions.cut_short, share=share, chunked=False), times=times)

    @classmethod
    def cut_chunked(cls, share: float = 0.5, *, times: int | None = None) -> "Fault":
        """End a chunked body without its last chunk."""
        return cls(action=partial(fault_actions.cut_short, share=share, chunked=True), times=times)

    @classmethod
    def mislabelled(cls, encoding: str = "gzip", *, times: int | None = None) -> "Fault":
        """Name a Content-Encoding that the body does not have."""
        return cls(action=partial(fault_actions.wrong_content_encoding, encoding=encoding), times=times)

    @classmethod
    def charset(cls, *, written: str, declared: str, times: int | None = None) -> "Fault":
        """Encode in one charset and declare another."""
        return cls(action=partial(fault_actions.wrong_charset, written=written, declared=declared), times=times)

    @classmethod
    def redirect(cls, to: str, *, status: int = 302, times: int | None = None) -> "Fault":
        """Redirect to a URL, on the site or not."""
        return cls(action=partial(fault_actions.redirect, to=to, status=status), times=times)

    @classmethod
    def redirect_loop(cls, *, status: int = 302, times: int | None = None) -> "Fault":
        """Redirect without end."""
        return cls(action=partial(fault_actions.redirect_loop, status=status), times=times)

    @classmethod
    def redirect_chain(cls, hops: int, *, status: int = 302, times: int | None = None) -> "Fault":
        """Redirect several times, then send the response."""
        return cls(action=partial(fault_actions.redirect_chain, hops=hops, status=status), times=times)

    @classmethod
    def endless(cls, *, times: int | None = None) -> "Fault":
        """Make every page of a listing link to a next one; the key must match its pages too: `/blog/*`."""
        return cls(action=fault_actions.endless_listing, times=times)

    @classmethod
    def calendar(cls, *, times: int | None = None) -> "Fault":
        """Send a calendar without end; the key must match its months: `/calendar/*`."""
        return cls(action=fault_actions.endless_calendar, times=times)

    @classmethod
    def big(cls, size: int, *, times: int | None = None) -> "Fault":
        """Send a page of `size` bytes."""
        return cls(action=partial(fault_actions.large_page, size=size, chunked=False), times=times)

    @classmethod
    def big_chunked(cls, size: int, *, times: int | None = None) -> "Fault":
        """Send a page of `size` bytes without a Content-Length."""
        return cls(action=partial(fault_actions.large_page, size=size, chunked=True), times=times)

    @classmethod
    def bomb(cls, size: int, *, times: int | None = None) -> "Fault":
        """Send a small gzip body that decompresses to `size` bytes, rounded down to mebibytes."""
        return cls(action=partial(fault_actions.gzip_bomb, size=size), times=times)

    @classmethod
    def entity_bomb(cls, depth: int = 10, *, times: int | None = None) -> "Fault":
        """Send a sitemap whose entities expand to 10 ** `depth` words if a parser resolves them."""
        return cls(action=partial(fault_actions.entity_bomb, depth=depth), times=times)

    @classmethod
    def maze(cls, *, times: int | None = None) -> "Fault":
        """Send a sitemap index of such indexes; a key without a query matches them all."""
        return cls(action=fault_actions.endless_sitemap_index, times=times)

    @classmethod
    def long_sitemap(cls, count: int = 50_000, *, times: int | None = None) -> "Fault":
        """Send a sitemap of `count` URLs that answer 404."""
        return cls(action=partial(fault_actions.long_sitemap, count=count), times=times)

    @classmethod
    def text(cls, text: str, *, content_type: str = TEXT, times: int | None = None) -> "Fault":
        """Send this text with status 200."""
        return cls(
            action=partial(fault_actions.send_instead, answer=fault_actions.plain_text(text, content_type)),
            times=times,
        )

    @classmethod
    def altered(cls, change: Callable[[str], str], *, times: int | None = None) -> "Fault":
        """Send the site's own response, its text changed by a function."""
        return cls(action=partial(fault_actions.altered, change=change), times=times)

    @classmethod
    def consent(cls, *, times: int | None = None) -> "Fault":
        """Send a consent wall in place of the page."""
        return cls(action=partial(fault_actions.wall_page, name="consent", status=200), times=times)

    @classmethod
    def challenge(cls, *, status: int = 200, times: int | None = None) -> "Fault":
        """Send a challenge page in place of the page."""
        return cls(action=partial(fault_actions.wall_page, name="challenge", status=status), times=times)


class Faults(MutableMapping[str, Fault]):
    """Faults by path or glob, set by one thread and used by another."""

    def __init__(self) -> None:
        self._faults: dict[str, Fault] = {}
        # A test changes faults in its thread while the server counts them down in another.
        self._lock = Lock()

    def __setitem__(self, key: str, fault: Fault) -> None:
        with self._lock:
            self._faults[key] = fault

    def __getitem__(self, key: str) -> Fault:
        return self._faults[key]

    def __delitem__(self, key: str) -> None:
        with self._lock:
            del self._faults[key]

    def __iter__(self) -> Iterator[str]:
        # A copy, because a fault that is used up is removed during an iteration.
        return iter(dict(self._faults))

    def __len__(self) -> int:
        return len(self._faults)

    def use(self, path: str, query: str) -> Fault | None:
        """Return the fault for a request and count it down; a fault that is used up is removed."""
        # Without faults there is no locking, for the sake of benchmarks.
        if not self._faults:
            return None
        with self._lock:
            key = self._key(path, query)
            if key is None:
                return None
            fault = self._faults[key]
            if fault.times is not None:
                self._count_down(key, fault, fault.times)
            return fault

    def _count_down(self, key: str, fault: Fault, times: int) -> None:
        if times > 1:
            self._faults[key] = replace(fault, times=times - 1)
        else:
            del self._faults[key]

    def _key(self, path: str, query: str) -> str | None:
        target = f"{path}?{query}" if query else path
        for name in (target, path, unquote(path)):
            if name in self._faults:
                return name
        for key in self._faults:
            names = (target,) if "?" in key else (path, unquote(path))
            if any(fnmatchcase(name, key) for name in names):
                return key
        return None
