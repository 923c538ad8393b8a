"""Scrapy middleware: redirects are followed within the site, and to a page only once in a run."""

from scrapy import Request, Spider
from scrapy.downloadermiddlewares import redirect
from scrapy.http import Response

from crawler.policy import NotFetched, is_on_site
from crawler.spiders.site import SiteSpider
from extract.urls import canonical_url, with_ascii_host

NO_ADDRESS = "redirects to what is no web address"
REDIRECTS = frozenset({301, 302, 303, 307, 308})


class RedirectMiddleware(redirect.RedirectMiddleware):
    """Scrapy's, with the spider's word on where it may lead. Every answer on the way has been captured before."""

    def process_response(
        self, request: Request, response: Response, spider: Spider | None = None
    ) -> Request | Response:
        """Return the next request, the response when it is no redirect, or raise NotFetched."""
        del spider  # Scrapy keeps the parameter for old callers
        if response.status not in REDIRECTS or "Location" not in response.headers:
            return response
        moved = _with_ascii_host(response)
        try:
            answer = super().process_response(request, moved)
        except ValueError as error:
            raise NotFetched(NO_ADDRESS) from error
        if answer is moved:
            raise NotFetched(NO_ADDRESS)
        if isinstance(answer, Request) and isinstance(self.crawler.spider, SiteSpider):
            # Scrapy takes it along, and with it the delay of the host that is left.
            answer.meta.pop("download_slot", None)
            _check(request, answer, self.crawler.spider)
        return answer


def _with_ascii_host(response: Response) -> Response:
    """Return a redirect with the host of its Location in ASCII: Scrapy would encode it by IDNA 2003."""
    location = response.headers["Location"] or b""
    if location.isascii():
        return response
    url = with_ascii_host(location.decode("utf-8", "replace"))
    return response.replace(headers={**response.headers, "Location": url}) if "\ufffd" not in url else response


def _check(request: Request, onward: Request, spider: SiteSpider) -> None:
    if not is_on_site(onward.url, spider.site.hosts):
        raise NotFetched("redirects off the site")
    # Back to where it came from is how a site sets a cookie, and to a listing there may be two ways.
    been = {canonical_url(url) for url in (*request.meta.get("redirect_urls", ()), request.url)}
    is_new = canonical_url(onward.url) not in been
    is_page = request.meta.get("source") is None
    if is_new and is_page and not spider.keeper.frontier.claim(onward.url, request.meta["ask"]):
        raise NotFetched("redirects to a page of this run")
