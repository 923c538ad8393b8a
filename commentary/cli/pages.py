"""Pages for people to look at: out of files, and over the network into a folder that is thrown away."""

import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from difflib import get_close_matches
from pathlib import Path

from archive.warc import MAX_PAGE_BYTES, Recorded, read_records
from crawler.operator import read_contact
from crawler.policy import is_on_site, is_private_host
from crawler.run import crawl
from extract.errors import CommentaryError, ExtractionError
from extract.page import Page
from extract.profile import parse_site
from extract.site import Site
from extract.urls import canonical_url, netloc_of
from sites import load_defaults

# Between two pages of a host of which no profile says more.
DELAY = 1.0


def is_url(name: str) -> bool:
    """Tell a web address from the name of a file."""
    return name.startswith(("http://", "https://"))


def profile_of(url: str, sites: Mapping[str, Site]) -> Site | None:
    """Return the profile whose hosts hold a URL."""
    return next((site for site in sites.values() if is_on_site(url, site.hosts)), None)


def site_for(url: str, sites: Mapping[str, Site], name: str | None) -> Site:
    """Return the profile by which to read a page: the one named, else the one with its host, else the defaults."""
    if name is not None and name not in sites:
        near = ", ".join(get_close_matches(name, sites)) or "see `commentary sites`"
        raise CommentaryError(f"there is no profile {name!r}: {near}")
    if name is not None:
        return sites[name]
    host = netloc_of(url) or "localhost"
    unknown = f'title = "{host}"\nhosts = ["{host}"]\ntimezone = "UTC"'
    return profile_of(url, sites) or parse_site("defaults", unknown, defaults=load_defaults())


def load_pages(
    names: Sequence[str], sites: Mapping[str, Site], data: Path
) -> Iterator[tuple[str, Page | CommentaryError]]:
    """Yield each file or URL with its page, or why there is none."""
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
            raise CommentaryError(f"{name}: longer than {MAX_PAGE_BYTES // 1024 // 1024} MB, which is no page")
        body = path.read_bytes()
    except OSError as error:
        raise CommentaryError(f"{name}: {error.strerror}") from error
    if not body:
        raise CommentaryError(f"{name}: empty")
    return Page(url=path.resolve().as_uri(), fetched_at=datetime.now(UTC), content_type="text/html", body=body)


def fetch(urls: Sequence[str], sites: Mapping[str, Site], data: Path) -> dict[str, Page | CommentaryError]:
    """Fetch pages politely, robots.txt first; `data` is where the operator's contact may stand.

    A private machine is asked only when a profile names its host.
    """
    for url in urls:
        if profile_of(url, sites) is None and is_private_host(netloc_of(url)):
            raise CommentaryError(f"{url}: a private address is asked only when a profile names its host")
    with tempfile.TemporaryDirectory(prefix="commentary-") as folder:
        overrides = {
            "COMMENTARY_CONTACT": read_contact(data) or "",
            "ITEM_PIPELINES": {"crawler.pipelines.ReadPipeline": None},
            "LOG_LEVEL": "ERROR",
        }
        summary = crawl(_visit(urls, sites), Path(folder), urls=tuple(urls), overrides=overrides)
        recorded = list(_recorded(Path(folder)))
    reasons = ", ".join(reason for counts in summary.reasons.values() for reason in counts) or "no answer"
    pages: dict[str, Page | CommentaryError] = {}
    for url in urls:
        found = _answer_to(url, recorded)
        pages[url] = _page(found) if found else CommentaryError(f"{url}: not fetched: {reasons}")
    return pages


def _page(recorded: Recorded) -> Page | CommentaryError:
    try:
        return recorded.page()
    except ExtractionError as error:
        return error


def _visit(urls: Iterable[str], sites: Mapping[str, Site]) -> Site:
    """Return a site of no sources: the hosts of these pages, the longest delay, and a browser if any asks for one."""
    hosts = sorted({netloc_of(url) for url in urls})
    profiles = [profile_of(f"http://{host}/", sites) for host in hosts]
    return Site(
        name="visit",
        title="visit",
        hosts=tuple(hosts),
        timezone="UTC",
        delay=max(site.delay if site else DELAY for site in profiles),
        revision="visit",
        render=any(site.render for site in profiles if site),
    )


def _recorded(data: Path) -> Iterable[Recorded]:
    for path in sorted((data / "warc").iterdir()):
        for entry in read_records(path):
            if isinstance(entry, Recorded) and entry.capture.source_kind is None:
                yield entry


def _answer_to(url: str, recorded: Sequence[Recorded]) -> Recorded | None:
    """Return what answered in the end, after redirects; a later answer to the same address stands for it."""
    answers = {canonical_url(entry.capture.url): entry for entry in recorded}
    found, seen = answers.get(canonical_url(url)), set[str]()
    while found and found.capture.redirect_url and found.capture.url not in seen:
        seen.add(found.capture.url)
        found = answers.get(canonical_url(found.capture.redirect_url))
    return found
