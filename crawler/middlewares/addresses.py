"""Scrapy middleware: no request reaches a private machine through a public name (asks the resolver)."""

import ipaddress
from collections.abc import Awaitable, Callable
from typing import Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.utils.defer import maybe_deferred_to_future
from twisted.internet.error import DNSLookupError

from crawler.policy import NotFetched, is_private, names_private_machine

Resolve = Callable[[str], Awaitable[str]]


class AddressesMiddleware:
    """Resolves each host before it is asked.

    The answer stays in Scrapy's own cache of names, from which the connection is then made: a name server that
    changes its mind in between changes nothing.
    """

    def __init__(self, resolve: Resolve) -> None:
        self.resolve = resolve

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Use the resolver from which Scrapy makes its connections."""
        del crawler

        async def resolve(host: str) -> str:
            from twisted.internet import reactor  # noqa: PLC0415 - importing it installs one

            resolved = reactor.resolve(host)  # type: ignore[arg-type]  # Twisted says numbers and means a name
            return await maybe_deferred_to_future(resolved)

        return cls(resolve)

    async def process_request(self, request: Request) -> None:
        """Let a request pass whose host says that it is private, or is not."""
        host = urlsplit(request.url).hostname or ""
        if "proxy" in request.meta or names_private_machine(urlsplit(request.url).netloc.rpartition("@")[2]):
            return
        if is_private(await self._address(host)):
            raise NotFetched("its host is a private machine")

    async def _address(self, host: str) -> str:
        try:
            return str(ipaddress.ip_address(host))
        except ValueError:
            pass
        try:
            return await self.resolve(host)
        except (DNSLookupError, OSError) as error:
            raise NotFetched("the host's name cannot be resolved") from error
