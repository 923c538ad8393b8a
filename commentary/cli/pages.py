"""Loads pages from files, or from the network by way of a temporary archive (disk and network)."""

import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from difflib import get_close_matches
from pathlib import Path
from urllib.parse import urlsplit

from archive.warc import MAX_PAGE_BYTES, Recorded, read_records
from crawler.operator import read_contact
from crawler.policy import is_on_site, is_private_host
from extract.errors import CommentaryError, ExtractionError
from extract.page import Page
from extract.profile import parse_site
from extract.site import Site
from extract.urls import canonical_url, netloc_of
from sites import load_defaults

# Between two requests to a host for which there is no profile.
DEFAULT_DELAY_SECONDS = 1.0


def is_url(name: str) -> bool:
    """Tell whether an argument is a URL and not the name of a file."""
    return name.startswith(("http://", "https://"))


def profile_of(url: str, sites: Mapping[str, Site]) -> Site | None:
    """Return the profile that lists the host of a URL, None if there is none."""
    return next((site for site in sites.values() if is_on_site(url, site.hosts)), None)


def site_for(url: str, sites: Mapping[str, Site], name: str | None) -> Site:
    """Return the profile to read a page with: that of this name, else that of its host, else the defaults."""
    if name is not None and name not in sites:
        near = " or ".join(get_close_matches(name, sites))
        hint = f"did you mean {near}?" if near else "`commentary sites` lists them"
        raise CommentaryError(f"there is no profile {name!r}; {hint}")
    if name is not None:
        return sites[name]
    host = netloc_of(url) or "localhost"
    unknown = f'title = "{host}"\nhosts = ["{host}"]\ntimezone = "UTC"'
    return profile_of(url, sites) or parse_site("defaults", unknown, defaults=load_defaults())


def load_pages(
    names: Sequence[str], sites: Mapping[str, Site], data: Path
) -> Iterator[tuple[str, Page | CommentaryError]]:
    """Yield each file name or URL with its page, or with the error that prevented it."""
    urls = [name for name in names if is_url(name)]
    fetched = fetch(urls, sites, data) if urls else {}
    for name in names:
        try:
            yield name, fetched[name] if is_url(name) else read_file(name)
        except CommentaryError as error:
            yield name, error


def read_file(name: str) -> Page:
    """Return a file as a page, as if it had been fetched just now."""
    path = Path(name)
    try:
        if path.stat().st_size > MAX_PAGE_BYTES:
            raise CommentaryError(f"{name}: larger than {MAX_PAGE_BYTES // 1024 // 1024} MB, the limit for a page")
        body = path.read_bytes()
    except OSError as error:
        raise CommentaryError(f"{name}: {error.strerror}") from error
    if not body:
        raise CommentaryError(f"{name}: the file is empty")
    return Page(url=path.resolve().as_uri(), fetched_at=datetime.now(UTC), content_type="text/html", body=body)


def fetch(urls: Sequence[str], sites: Mapping[str, Site], data: Path) -> dict[str, Page | CommentaryError]:
    """Fetch pages as a crawl does, robots.txt first; settings.toml in `data` may have the operator's contact.

    CommentaryError for what is no URL, and for a private address whose host no profile lists.
    """
    # Scrapy takes half a second to import, which commands that only read files or the archive do not need.
    from crawler.run import crawl  # noqa: PLC0415 - see above

    for url in urls:
        check_url(url)
        if profile_of(url, sites) is None and is_private_host(netloc_of(url)):
            raise CommentaryError(f"{url}: a private address is fetched only if a profile lists its host")
    with tempfile.TemporaryDirectory(prefix="commentary-") as folder:
        overrides = {
            "COMMENTARY_CONTACT": read_contact(data) or "",
            "ITEM_PIPELINES": {"crawler.pipelines.ReadPipeline": None},
            "LOG_LEVEL": "ERROR",
        }
        summary = crawl(_one_off_site(urls, sites), Path(folder), urls=tuple(urls), overrides=overrides)
        recorded = list(_recorded(Path(folder)))
    reasons = ", ".join(reason for counts in summary.reasons.values() for reason in counts) or "no response"
    pages: dict[str, Page | CommentaryError] = {}
    for url in urls:
        found = _response_to(url, recorded)
        pages[url] = _page(found) if found else CommentaryError(f"{url}: not fetched: {reasons}")
    return pages


def check_url(url: str) -> None:
    """Raise CommentaryError for a URL to which no request can be sent."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise CommentaryError(f"{url}: not a URL: {error}") from error
    if not is_url(url):
        raise CommentaryError(f"{url}: pages are fetched by http and https only")
    if not (parts.hostname or "").strip(" .") or port == 0:
        raise CommentaryError(f"{url}: not a URL: {'there is no port 0' if port == 0 else 'it has no host'}")
    if "@" in parts.netloc:
        raise CommentaryError(f"{url}: write the URL without a name and password")


def _page(recorded: Recorded) -> Page | CommentaryError:
    try:
        return recorded.page()
    except ExtractionError as error:
        return error


def _one_off_site(urls: Iterable[str], sites: Mapping[str, Site]) -> Site:
    """Return a site without sources: the hosts of these URLs, the longest delay, `render` if any has it."""
    hosts = sorted({netloc_of(url) for url in urls})
    profiles = [profile_of(f"http://{host}/", sites) for host in hosts]
    return Site(
        name="visit",
        title="visit",
        hosts=tuple(hosts),
        timezone="UTC",
        delay=max(site.delay if site else DEFAULT_DELAY_SECONDS for site in profiles),
        revision="visit",
        render=any(site.render for site in profiles if site),
    )


def _recorded(data: Path) -> Iterable[Recorded]:
    for path in sorted((data / "warc").iterdir()):
        for entry in read_records(path):
            if isinstance(entry, Recorded) and entry.capture.source_kind is None:
                yield entry


def _response_to(url: str, recorded: Sequence[Recorded]) -> Recorded | None:
    """Return the last response to a URL after redirects, None if there is none."""
    by_url = {canonical_url(entry.capture.url): entry for entry in recorded}
    found, seen = by_url.get(canonical_url(url)), set[str]()
    while found and found.capture.redirect_url and found.capture.url not in seen:
        seen.add(found.capture.url)
        found = by_url.get(canonical_url(found.capture.redirect_url))
    return found
