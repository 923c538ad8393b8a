"""Scrapy middleware: follows redirects within the site, and to a page only once in a run (writes the frontier)."""

from typing import TYPE_CHECKING, Self

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares import redirect
from scrapy.http import Response

from crawler.download_errors import NotFetched
from crawler.policy import FORGOTTEN, REDIRECTS_OFF_SITE, REDIRECTS_TO_KNOWN_PAGE, REDIRECTS_TO_NO_URL, is_on_site
from crawler.recorder import Recorder
from extract.site import ASSET
from extract.urls import canonical_url, netloc_of, with_ascii_host

if TYPE_CHECKING:
    from crawler.run_state import Plan

REDIRECT_STATUSES = frozenset({301, 302, 303, 307, 308})


class RedirectMiddleware(redirect.RedirectMiddleware):
    """Scrapy's, restricted to where a redirect may lead. Every response on the way has been captured before."""

    recorder: Recorder | None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Take the run's recorder; `scrapy shell` has none, and follows redirects as Scrapy does."""
        middleware = super().from_crawler(crawler)
        middleware.recorder = crawler.get_extension(Recorder)
        return middleware

    def process_response(
        self, request: Request, response: Response, spider: Spider | None = None
    ) -> Request | Response:
        """Return the next request, or a response that is no redirect; NotFetched when it must not be followed."""
        del spider  # Scrapy keeps the parameter for old callers
        if response.status not in REDIRECT_STATUSES or "Location" not in response.headers:
            return response
        moved = _with_ascii_host(response)
        try:
            result = super().process_response(request, moved)
        except ValueError as error:
            raise NotFetched(REDIRECTS_TO_NO_URL) from error
        if result is moved:
            raise NotFetched(REDIRECTS_TO_NO_URL)
        if isinstance(result, Request):
            # Scrapy copies it, and with it the delay of the host that redirects.
            result.meta.pop("download_slot", None)
            if self.recorder is not None:
                _check(request, result, self.recorder)
        return result


def _with_ascii_host(response: Response) -> Response:
    """Return a redirect with the host of its Location in ASCII: Scrapy would encode it by IDNA 2003."""
    location = response.headers["Location"] or b""
    if location.isascii():
        return response
    url = with_ascii_host(location.decode("utf-8", "replace"))
    return response.replace(headers={**response.headers, "Location": url}) if "\ufffd" not in url else response


def _check(request: Request, redirected: Request, recorder: Recorder) -> None:
    source = request.meta.get("source")
    # An image, and the robots.txt of the host of one, may lie anywhere; the middleware of hosts looks at the target.
    if source is not None and (
        source.kind == ASSET or (source.kind == "robots" and not is_on_site(request.url, recorder.site.hosts))
    ):
        return
    if recorder.forgotten.tombstones.hides_url(redirected.url):
        raise NotFetched(FORGOTTEN)
    if not is_on_site(redirected.url, recorder.site.hosts):
        recorder.ledger.listed.add_redirect(netloc_of(redirected.url))
        raise NotFetched(REDIRECTS_OFF_SITE)
    # A site that sets a cookie redirects back to the same URL, and two URLs may redirect to one listing.
    visited = {canonical_url(url) for url in (*request.meta.get("redirect_urls", ()), request.url)}
    is_new = canonical_url(redirected.url) not in visited
    is_page = request.meta.get("source") is None
    if is_new and is_page and not _claim(redirected.url, request, recorder):
        raise NotFetched(REDIRECTS_TO_KNOWN_PAGE)


def _claim(url: str, request: Request, recorder: Recorder) -> bool:
    plan: Plan | None = getattr(recorder.crawler.spider, "plan", None)
    # The frontier knows that a page is not due only once a source has listed it.
    if plan is not None and not plan.is_due(url):
        return False
    return recorder.frontier.claim_redirect_target(url, request.meta["frontier_id"])
