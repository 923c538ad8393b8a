"""Visitor: fetches a page for a visit, with the manners of a crawl (network)."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import KW_ONLY, dataclass, field

from scrapy import Request
from scrapy.http import Response

from archive.reading import Reading
from crawler.discover.answer import Answer
from crawler.download_errors import DOWNLOAD_ERRORS, TRANSIENT_ERRORS, NotFetched, reason_of
from crawler.middlewares.redirect import REDIRECT_STATUSES
from crawler.page import to_page, to_recorded
from crawler.policy import (
    PRIVATE_ADDRESS,
    REDIRECTS_OFF_SITE,
    REDIRECTS_TO_NO_URL,
    TOO_MANY_REDIRECTS,
    RetryDelay,
    RobotsTxt,
    is_on_site,
    is_private_host,
    retry_delay,
)
from crawler.recorder import Recorder
from extract.errors import ExtractionError
from extract.urls import canonical_url, netloc_of, registered_domain, with_ascii_host

# RFC 9309, 2.3.1.2 asks to follow five; more are a loop.
MAX_REDIRECTS = 5


@dataclass
class Visitor:
    """Fetches pages one after another, each URL once, on `hosts` alone; robots.txt, delays and pauses as in a crawl.

    A redirect within the hosts is followed. `hosts` grows by `adopt`.
    """

    recorder: Recorder
    download: Callable[[Request], Awaitable[Response]]
    hosts: set[str]
    _: KW_ONLY
    renders: bool = False
    answers: dict[str, Answer] = field(default_factory=dict)
    _responses: dict[str, Response] = field(default_factory=dict)

    def adopt(self, url: str) -> bool:
        """Take the host of a URL for one of the site's if it may be; tell whether requests to it are allowed now.

        It may be if it has the same registered domain as one of the hosts, and is not private by its spelling.
        """
        if is_on_site(url, self.hosts):
            return True
        host = netloc_of(url)
        domains = {registered_domain(_name(known)) for known in self.hosts}
        if not host or is_private_host(host) or registered_domain(_name(host)) not in domains:
            return False
        self.hosts.add(host)
        return True

    def move_to(self, url: str) -> bool:
        """Take the host to which the site itself leads for its own, whatever its name, unless it is private."""
        host = netloc_of(url)
        if not host or (is_private_host(host) and host not in self.hosts):
            return False
        self.hosts.add(host)
        return True

    def robots(self, url: str) -> RobotsTxt | None:
        """Return what the robots.txt of a URL's host says; None if nothing of that host was requested yet."""
        return self.recorder.robots_rules.of(url)

    async def fetch(self, url: str, *, moves: bool = False) -> Answer:
        """Return what answers at a URL, following redirects: with `moves` also to another host than the site's."""
        key = canonical_url(url)
        if key not in self.answers:
            answer = await self._fetch(url, moves=moves)
            self.answers[key] = answer
            if answer.page is not None:
                self.answers.setdefault(canonical_url(answer.url), answer)
        return self.answers[key]

    async def read(self, answer: Answer) -> Reading:
        """Read a page that was fetched as an article, in a worker process."""
        return await self.recorder.read(to_recorded(self._responses[answer.url]))

    async def _fetch(self, url: str, *, moves: bool) -> Answer:
        passed: list[str] = []
        while len(passed) <= MAX_REDIRECTS:
            if not is_on_site(url, self.hosts):
                return Answer(url=url, why=REDIRECTS_OFF_SITE if passed else "not on the site", moved_from=(*passed,))
            try:
                response = await self._request(url)
            except DOWNLOAD_ERRORS as error:
                return Answer(url=url, why=self._reason(error), moved_from=(*passed,))
            target = _target(response)
            if target is None:
                return self._answer(response, tuple(passed))
            passed.append(url)
            if not target:
                return Answer(url=url, why=REDIRECTS_TO_NO_URL, moved_from=(*passed,))
            if not self.adopt(target) and not (moves and self.move_to(target)):
                private = is_private_host(netloc_of(target))
                why = PRIVATE_ADDRESS if private else f"{REDIRECTS_OFF_SITE}, to {target}"
                return Answer(url=url, why=why, moved_from=(*passed,))
            url = target
        return Answer(url=url, why=TOO_MANY_REDIRECTS, moved_from=(*passed,))

    def _answer(self, response: Response, passed: tuple[str, ...]) -> Answer:
        seconds = float(response.meta.get("download_latency") or 0.0)
        try:
            page = to_page(response)
        except ExtractionError as error:
            return Answer(url=response.url, why=error.problem, moved_from=passed, seconds=seconds)
        self._responses[response.url] = response
        why = "" if 200 <= page.status < 300 else f"status {page.status}"
        return Answer(url=response.url, page=page, why=why, moved_from=passed, seconds=seconds)

    async def _request(self, url: str) -> Response:
        """Return the response to one URL; requests that failed for a while are sent again, as in a crawl."""
        backoff, tries = self.recorder.backoff, 0
        while True:
            meta = {"tries": tries, "reason": "visit"}
            try:
                response = await self.download(Request(url, meta=meta, dont_filter=True))
            except TRANSIENT_ERRORS:
                delay = retry_delay(
                    None, tries=tries, retry_after=None, backoff=backoff.backoff, jitter=random.random()
                )
                if delay is None:
                    raise
            else:
                delay = response.meta.get("retry_delay")
                if delay is None or delay.seconds > backoff.max_pause:
                    return response
            await self._wait(delay)
            tries += 1

    async def _wait(self, delay: RetryDelay) -> None:
        if self.recorder.ending is not None:
            raise NotFetched(self.recorder.ending[1])
        await asyncio.sleep(delay.seconds)

    def _reason(self, error: Exception) -> str:
        """Return why a request failed; once the crawl sends no more, that reason."""
        ending = self.recorder.ending
        return ending[1] if ending is not None else reason_of(error)


def _name(host: str) -> str:
    """Return a host without its port."""
    return host if host.endswith("]") else host.rpartition(":")[0] or host


def _target(response: Response) -> str | None:
    """Return where a response redirects, "" where that is no URL; None for a response that does not redirect."""
    location = response.headers.get("Location")
    if response.status not in REDIRECT_STATUSES or location is None:
        return None
    try:
        target = with_ascii_host(response.urljoin(location.decode("utf-8", "replace").strip()))
    except ValueError:
        return ""
    return target if target.startswith(("http://", "https://")) else ""
