"""Scrapy middleware: no request reaches a private IP address through a public name (asks the resolver)."""

import ipaddress
from collections.abc import Awaitable, Callable
from typing import Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError
from scrapy.utils.defer import maybe_deferred_to_future
from twisted.internet.error import DNSLookupError

from crawler.download_errors import NotFetched, reason_of
from crawler.policy import PRIVATE_ADDRESS, is_private_address, is_private_host

Resolve = Callable[[str], Awaitable[str]]


class AddressesMiddleware:
    """Resolves each host before a request is sent to it.

    The address stays in Scrapy's own DNS cache, from which the connection is then made: a name server that answers
    differently in between changes nothing (DNS rebinding).
    """

    def __init__(self, resolve: Resolve) -> None:
        self.resolve = resolve

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Use the resolver from which Scrapy makes its connections."""
        del crawler

        async def resolve(host: str) -> str:
            from twisted.internet import reactor  # noqa: PLC0415 - importing it installs one

            resolved = reactor.resolve(host)  # type: ignore[arg-type]  # Twisted's annotation asks for numbers, not a name
            return await maybe_deferred_to_future(resolved)

        return cls(resolve)

    async def process_request(self, request: Request) -> None:
        """Let a request pass when its host is public, or private by its spelling; NotFetched for all others."""
        host = urlsplit(request.url).hostname or ""
        if "proxy" in request.meta or is_private_host(urlsplit(request.url).netloc.rpartition("@")[2]):
            return
        if is_private_address(await self._address(host)):
            raise NotFetched(PRIVATE_ADDRESS)

    async def _address(self, host: str) -> str:
        try:
            return str(ipaddress.ip_address(host))
        except ValueError:
            pass
        try:
            return await self.resolve(host)
        except (DNSLookupError, OSError) as error:
            raise NotFetched(reason_of(CannotResolveHostError())) from error
