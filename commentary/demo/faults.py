"""Fault: how the demo site misbehaves on demand, and Faults, which path does so and how often (values).

    demo.faults["/2025/03/slug/"] = Fault.status(503, headers={"Retry-After": "2"}, times=2)
    demo.faults["/category/*"] = Fault.endless()

A key is a path as it is sent or decoded, or a glob over it; with a `?` in it, over path and query. An exact key goes
before a glob, an earlier glob before a later one. `times` is how many requests meet the fault; without it, all do.

    status(code, headers=…)     an error page with that status, perhaps with Retry-After; 200 calls it a success
    stall()                     never answers, until `demo.release()` or the end
    stall_midway(share)         a share of the body, then nothing
    slow(seconds, pieces)       the body in pieces, with a pause before each
    drip(seconds)               the body byte by byte, with a pause before each
    reset()                     the connection is reset before any answer
    cut(share)                  Content-Length promises the whole, only a share of it comes
    cut_chunked(share)          chunked, and the last chunk never comes
    mislabelled(encoding)       Content-Encoding says gzip (br, deflate …), the body is plain
    charset(written, declared)  written in one charset, declared as another
    redirect(to, status)        anywhere, also off the site
    redirect_loop(status)       to and fro between two addresses
    redirect_chain(hops)        so many redirects before the answer
    endless()                   a listing whose next page never ends
    calendar()                  empty months without end, for a path like /calendar/2026/07/
    maze()                      a sitemap of sitemaps of sitemaps, without end
    big(size)                   a page of that many bytes, streamed
    big_chunked(size)           the same without a Content-Length
    bomb(size)                  a small gzip body that unpacks to that size
    entity_bomb(depth)          a small sitemap whose entities unfold to ten to the power of depth words
    long_sitemap(count)         a sitemap of so many addresses that answer 404
    text(text, content_type)    200 with these words: an error that calls itself a success, another robots.txt
    consent()                   a consent wall
    challenge(status)           a challenge page, 200 or 403
"""

import sys
from collections.abc import Iterator, Mapping, MutableMapping
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from functools import partial
from threading import Lock
from urllib.parse import unquote

from commentary.demo import acts
from commentary.demo.acts import Act
from commentary.demo.answer import TEXT


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One way to misbehave, a number of times or always."""

    act: Act
    times: int | None = None

    @classmethod
    def status(cls, code: int, *, headers: Mapping[str, str] | None = None, times: int | None = None) -> "Fault":
        """Answer with an error page."""
        answer = replace(acts.error_page(code), headers=headers or {})
        return cls(act=partial(acts.say, answer=answer), times=times)

    @classmethod
    def stall(cls, *, times: int | None = None) -> "Fault":
        """Never answer."""
        return cls(act=acts.stall, times=times)

    @classmethod
    def stall_midway(cls, share: float = 0.5, *, times: int | None = None) -> "Fault":
        """Fall silent in the midst of the body."""
        return cls(act=partial(acts.stall_midway, share=share), times=times)

    @classmethod
    def slow(cls, seconds: float, *, pieces: int = 4, times: int | None = None) -> "Fault":
        """Send the body in pieces, `seconds` apart."""
        return cls(act=partial(acts.trickle, seconds=seconds, pieces=pieces), times=times)

    @classmethod
    def drip(cls, seconds: float = 1, *, times: int | None = None) -> "Fault":
        """Send the body byte by byte, `seconds` apart."""
        return cls(act=partial(acts.trickle, seconds=seconds, pieces=sys.maxsize), times=times)

    @classmethod
    def reset(cls, *, times: int | None = None) -> "Fault":
        """Reset the connection."""
        return cls(act=acts.reset, times=times)

    @classmethod
    def cut(cls, share: float = 0.5, *, times: int | None = None) -> "Fault":
        """End before the Content-Length is reached."""
        return cls(act=partial(acts.cut, share=share, chunked=False), times=times)

    @classmethod
    def cut_chunked(cls, share: float = 0.5, *, times: int | None = None) -> "Fault":
        """End a chunked body without its last chunk."""
        return cls(act=partial(acts.cut, share=share, chunked=True), times=times)

    @classmethod
    def mislabelled(cls, encoding: str = "gzip", *, times: int | None = None) -> "Fault":
        """Name a Content-Encoding that the body does not have."""
        return cls(act=partial(acts.mislabelled, encoding=encoding), times=times)

    @classmethod
    def charset(cls, *, written: str, declared: str, times: int | None = None) -> "Fault":
        """Write one charset and declare another."""
        return cls(act=partial(acts.recoded, written=written, declared=declared), times=times)

    @classmethod
    def redirect(cls, to: str, *, status: int = 302, times: int | None = None) -> "Fault":
        """Redirect to an address, on the site or off it."""
        return cls(act=partial(acts.redirect, to=to, status=status), times=times)

    @classmethod
    def redirect_loop(cls, *, status: int = 302, times: int | None = None) -> "Fault":
        """Redirect without end."""
        return cls(act=partial(acts.loop, status=status), times=times)

    @classmethod
    def redirect_chain(cls, hops: int, *, status: int = 302, times: int | None = None) -> "Fault":
        """Redirect several times, then answer."""
        return cls(act=partial(acts.chain, hops=hops, status=status), times=times)

    @classmethod
    def endless(cls, *, times: int | None = None) -> "Fault":
        """Make a listing endless; the key must match its pages too: `/blog/*`."""
        return cls(act=acts.endless, times=times)

    @classmethod
    def calendar(cls, *, times: int | None = None) -> "Fault":
        """Make an endless calendar; the key matches its months: `/calendar/*`."""
        return cls(act=acts.calendar, times=times)

    @classmethod
    def big(cls, size: int, *, times: int | None = None) -> "Fault":
        """Send a page of `size` bytes."""
        return cls(act=partial(acts.flood, size=size, chunked=False), times=times)

    @classmethod
    def big_chunked(cls, size: int, *, times: int | None = None) -> "Fault":
        """Send a page of `size` bytes without saying how long it will be."""
        return cls(act=partial(acts.flood, size=size, chunked=True), times=times)

    @classmethod
    def bomb(cls, size: int, *, times: int | None = None) -> "Fault":
        """Send little that unpacks to `size` bytes, a multiple of a mebibyte."""
        return cls(act=partial(acts.bomb, size=size), times=times)

    @classmethod
    def entity_bomb(cls, depth: int = 10, *, times: int | None = None) -> "Fault":
        """Show a sitemap that unfolds to ten to the power of `depth` words where entities are resolved."""
        return cls(act=partial(acts.entity_bomb, depth=depth), times=times)

    @classmethod
    def maze(cls, *, times: int | None = None) -> "Fault":
        """Show an index of sitemaps that are indexes; a key without a query meets them all."""
        return cls(act=acts.maze, times=times)

    @classmethod
    def long_sitemap(cls, count: int = 50_000, *, times: int | None = None) -> "Fault":
        """Show a sitemap of `count` addresses."""
        return cls(act=partial(acts.long_sitemap, count=count), times=times)

    @classmethod
    def text(cls, text: str, *, content_type: str = TEXT, times: int | None = None) -> "Fault":
        """Answer 200 with some words."""
        return cls(act=partial(acts.say, answer=acts.plain_text(text, content_type)), times=times)

    @classmethod
    def consent(cls, *, times: int | None = None) -> "Fault":
        """Show a consent wall in place of the page."""
        return cls(act=partial(acts.bare, name="consent", status=200), times=times)

    @classmethod
    def challenge(cls, *, status: int = 200, times: int | None = None) -> "Fault":
        """Show a challenge in place of the page."""
        return cls(act=partial(acts.bare, name="challenge", status=status), times=times)


class Faults(MutableMapping[str, Fault]):
    """Faults by path or glob, set by one thread and met in another."""

    def __init__(self) -> None:
        self._faults: dict[str, Fault] = {}
        # A test sets and takes away in its thread what the server counts down in another.
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
        # A copy: a fault that is used up disappears while somebody iterates.
        return iter(dict(self._faults))

    def __len__(self) -> int:
        return len(self._faults)

    def meet(self, path: str, query: str) -> Fault | None:
        """Return the fault that a request meets and count it; a fault that is used up is gone."""
        # The usual case costs nothing, for the sake of benchmarks.
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
