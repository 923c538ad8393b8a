"""Reads posts of the WordPress REST API, and builds the URLs to request them (pure)."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from extract.dates import to_datetime
from extract.errors import ExtractionError
from extract.listings.json_document import find_json
from extract.listings.link import Link
from extract.listings.paging import (
    link_header_urls,
    next_page_url,
    query_number,
    to_small_number,
    with_query,
    without_query,
)
from extract.listings.statements import stated_names, stated_time, stated_title
from extract.page import Page

# How many posts a page has without the parameter `per_page`.
DEFAULT_PER_PAGE = 10
# The order of the ids in the passes behind the first.
ORDERS = {2: "desc", 3: "asc"}
INVALID_PAGE = "rest_post_invalid_page_number"
# Of the body of an error, which is looked at without a parser.
MAX_ERROR_CHARACTERS = 10_000

_MOST_PER_PAGE = re.compile(r"per_page must be between 1 \(inclusive\) and (\d{1,3}) \(inclusive\)")


def wordpress(page: Page) -> Iterator[Link]:
    """List the posts of a page of the WordPress REST API, and the next page while there is one."""
    posts = _posts(page)
    linked = [post for post in posts if isinstance(post.get("link"), str)]
    if posts and not linked:
        raise ExtractionError(page.url, "its posts have no `link`; if the URL has `_fields`, name it there")
    for post in linked:
        modified = post.get("modified_gmt")
        yield Link(
            url=post["link"],
            modified_at=_utc(modified, page) if isinstance(modified, str) else None,
            title=stated_title(_member(post.get("title"), "rendered")),
            authors=stated_names(post_authors(post)),
            published_at=stated_time(post.get("date_gmt")),
        )
    if _has_more(page, len(posts)):
        # Counted on from the requested URL: the header's may lead to /wp-json, which may be blocked.
        yield Link(url=next_page_url(page.url, "page"), listing=True)


def post_authors(post: Mapping[str, Any]) -> Iterator[object]:
    """Yield the names of a post's authors, which WordPress gives with the parameter `_embed` only."""
    embedded = _member(post.get("_embedded"), "author")
    for author in embedded if isinstance(embedded, list) else ():
        yield _member(author, "name")


def _member(value: object, name: str) -> object:
    return value.get(name) if isinstance(value, dict) else None


def post_total(headers: Mapping[str, str]) -> int | None:
    """Return the number of all posts (the header X-WP-Total), None where the header is missing.

    `headers` have lower-case names.
    """
    return to_small_number(headers.get("x-wp-total", ""))


def smaller_pages_url(url: str, body: bytes) -> str | None:
    """Return the URL of the same list in smaller pages, None if the request did not ask for large ones.

    `body` is that of the error by which a site refused a request: it names the most posts that a page may have
    (`rest_invalid_param`), or the default is taken.
    """
    stated = _MOST_PER_PAGE.search(body[:MAX_ERROR_CHARACTERS].decode("utf-8", "replace"))
    size = int(stated[1]) if stated else DEFAULT_PER_PAGE
    return with_query(url, per_page=str(size)) if 0 < size < query_number(url, "per_page", 0) else None


def is_behind_last_page(body: bytes) -> bool:
    """Tell whether an error with this body says that a list of posts has no page of that number."""
    return INVALID_PAGE.encode() in body[:MAX_ERROR_CHARACTERS]


def by_id_url(url: str, number: int) -> str:
    """Return the URL of the first page of a list in the order of the posts' ids, for its pass `number`, 2 or 3.

    The date of a post may change and is not unique; its id neither changes nor is given to another post. Pass 2 is
    from the newest post on, because most posts that are missing were published meanwhile.
    """
    return without_query(with_query(url, orderby="id", order=ORDERS[number]), "page")


def pass_number(url: str) -> int:
    """Return the number of the pass to which a page of a list belongs: 1, or that for which `by_id_url` built it."""
    query = dict(parse_qsl(urlsplit(url).query))
    numbers = (number for number, order in ORDERS.items() if query.get("order") == order)
    return next(numbers, 1) if query.get("orderby") == "id" else 1


def rest_route_url(url: str) -> str | None:
    """Return the same REST route as a query (`/?rest_route=/wp/v2/posts`), None for a URL without /wp-json/.

    A site may block /wp-json, or its server may not rewrite paths, while WordPress itself still answers.
    """
    parts = urlsplit(url)
    home, found, route = parts.path.partition("/wp-json/")
    if not found or not route:
        return None
    query = [("rest_route", f"/{route.rstrip('/')}"), *parse_qsl(parts.query, keep_blank_values=True)]
    # PATHINFO permalinks have index.php before the route.
    path = f"{home.removesuffix('/index.php')}/"
    return urlunsplit(parts._replace(path=path, query=urlencode(query, safe="/,:"), fragment=""))


def modified_posts_url(url: str, at: datetime) -> str:
    """Return the URL of the posts that were modified after a time (aware), the newest modification first.

    WordPress has `modified_after` since 5.7; older releases ignore it and list all posts. The REST
    handbook asks for an ISO 8601 date, which must be a whole date-time (RFC 3339). It is compared with
    `post_modified`, the column in the site's own time: a time without an offset is taken as the site's, one with an
    offset is converted first. So the time is sent in UTC with a Z, which a query cannot mistake as it does a `+`.
    Equal times are left out, and those stored have whole seconds.
    """
    stated = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return with_query(url, modified_after=stated, orderby="modified", order="desc")


def asks_for_modified_posts(url: str) -> bool:
    """Tell whether a URL asks for modified posts only, as `modified_posts_url` builds it."""
    return "modified_after" in dict(parse_qsl(urlsplit(url).query))


def _posts(page: Page) -> list[dict[str, Any]]:
    """Return the posts of a list, which PHP writes as an object of numbers where a plug-in has removed some."""
    try:
        found = find_json(page.text)
    except (ValueError, RecursionError) as error:
        raise ExtractionError(page.url, f"not JSON: {error}") from error
    if isinstance(found, dict):
        if found.get("code") == INVALID_PAGE:
            return []
        if not all(name.isdecimal() for name in found):
            raise ExtractionError(page.url, f"not a list of posts {found.get('message', '')}".strip())
        found = list(found.values())
    if not isinstance(found, list):
        raise ExtractionError(page.url, "not a list of posts")
    return [post for post in found if isinstance(post, dict)]


def _has_more(page: Page, count: int) -> bool:
    """Tell whether another page may follow one with so many posts.

    A short or empty page need not be the last, since a site may withhold some posts of a page, or give fewer than
    were asked for. Where no header tells, one page too many is requested, to which WordPress answers 400.
    """
    number, pages = query_number(page.url, "page", 1), to_small_number(page.headers.get("x-wp-totalpages", ""))
    if pages is None:
        return count > 0 or any(link_header_urls(page, "next"))
    total = post_total(page.headers)
    if number < pages or total is None:
        return number < pages
    # The last page by the count of pages; but a proxy or plug-in may give fewer posts a page than that assumes.
    size = query_number(page.url, "per_page", DEFAULT_PER_PAGE)
    return 0 < count < (total - (number - 1) * size if number == pages else size) and number * count < total


def _utc(text: str, page: Page) -> datetime | None:
    return to_datetime(text, zone=UTC, fetched_at=page.fetched_at) if text else None
