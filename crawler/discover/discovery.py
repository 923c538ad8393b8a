"""discover: visits a site and finds out what a profile of it needs (network)."""

from pathlib import Path

from crawler.discover.found import Found
from crawler.discover.sample import Report
from crawler.discover.survey import survey
from crawler.discover.visit import visit, visited_site
from crawler.discover.visitor import Visitor


def discover(url: str, *, data: Path, most: int, report: Report) -> Found:
    """Return what a profile of a site needs, found from one http(s) URL of it, its home page or an article.

    Fetched as a crawl does, one request at a time, with robots.txt, and no private address but the URL's own. The
    errors are those of `survey`. `report` is called with the name of each step, how much of it is done, and of how
    much (0: unknown). `data` may have the operator's contact.
    """

    async def procedure(visitor: Visitor) -> Found:
        return await survey(visitor, url, most=most, report=report)

    return visit(visited_site(url), procedure, data=data)
