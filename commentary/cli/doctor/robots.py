"""Examines robots.txt as last captured: does it disallow what is crawled (reads the database and WARC files)."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from archive.ask import Reads, open_reads
from archive.schema import capture_of
from archive.upkeep import Finding
from crawler.operator import PRODUCT
from crawler.policy import RobotsTxt
from extract.errors import CommentaryError
from extract.site import Site

KIND = "robots.txt"
# A redirect is followed, and what it leads to was requested as the same source.
NEWEST = """
SELECT * FROM captures WHERE id IN (
    SELECT id FROM (SELECT id, row_number() OVER (PARTITION BY source_url ORDER BY captured_at DESC, id DESC) AS place
        FROM captures WHERE source_kind = 'robots' AND site = ? AND status NOT BETWEEN 300 AND 399) WHERE place = 1)
ORDER BY source_url
"""
# So many articles of a site are looked at, the newest first.
ARTICLES = (
    "SELECT url FROM articles WHERE site = ? AND gone_at IS NULL ORDER BY first_captured_at DESC, url LIMIT 200"
)


class Captured(NamedTuple):
    """The rules of a host, `origin` as in `https://example.org`, and when they were captured, as `2026-03-01`."""

    origin: str
    rules: RobotsTxt
    day: str


def robots_findings(data: Path, sites: Iterable[Site]) -> Iterator[Finding]:
    """Yield for each site what its robots.txt disallows, or that it allows all that is crawled."""
    with open_reads(data) as reads:
        for site in sites:
            articles = [url for (url,) in map(tuple, reads.db.execute(ARTICLES, (site.name,)))]
            captured = list(_captured(reads, site.name))
            yield from disallowed(site, captured, articles)


def disallowed(site: Site, captured: Iterable[Captured], articles: Iterable[str]) -> Iterator[Finding]:
    """Yield what the rules of a site's hosts disallow of its sources and articles (pure)."""
    found = []
    pages, rules = list(articles), list(captured)
    for host in rules:
        sources = [each.url for each in site.sources if _is_refused(each.url, host)]
        refused = [url for url in pages if _is_refused(url, host)]
        for url in sources:
            what = (
                f"robots.txt of {host.origin}, as captured on {host.day}, disallows the source {url} of {site.name}."
            )
            found.append(_finding(what, site, host))
        if refused:
            what = (
                f"robots.txt of {host.origin}, as captured on {host.day}, disallows {len(refused):,} of the newest"
                f" {len(pages):,} articles of {site.name}, such as {refused[0]}."
            )
            found.append(_finding(what, site, host))
    yield from found
    if rules and not found:
        what = f"robots.txt of {', '.join(each.origin for each in rules)} allows what is crawled of {site.name}."
        yield Finding(kind=KIND, level="fine", what=what, subject=site.name)


def _captured(reads: Reads, site: str) -> Iterator[Captured]:
    for row in reads.db.execute(NEWEST, (site,)).fetchall():
        capture = capture_of(row)
        place = urlsplit(capture.source_url or capture.url)
        try:
            page = reads.recorded(capture).page()
        except CommentaryError:
            # Damage of a WARC file is told as such.
            continue
        rules = RobotsTxt.from_response(capture.status, page.body, PRODUCT)
        yield Captured(f"{place.scheme}://{place.netloc}", rules, f"{capture.captured_at:%Y-%m-%d}")


def _is_refused(url: str, host: Captured) -> bool:
    place = urlsplit(url)
    return f"{place.scheme}://{place.netloc}" == host.origin and host.rules.disallow_reason(url, PRODUCT) is not None


def _finding(what: str, site: Site, host: Captured) -> Finding:
    do = "A crawl does not request it. Ask the site, or take it out of the profile."
    return Finding(kind=KIND, level="warning", what=what, do=do, subject=f"{site.name} {host.origin}")
