"""Reads posts of the WordPress REST API, and builds the URLs to request them (pure)."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from extract.dates import to_datetime
from extract.errors import ExtractionError
from extract.listings.link import Link
from extract.listings.paging import link_header_urls, next_page_url, query_number, to_small_number, with_query
from extract.page import Page

# How many posts a page has without the parameter `per_page`.
DEFAULT_PER_PAGE = 10


def wordpress(page: Page) -> Iterator[Link]:
    """List the posts of a page of the WordPress REST API, and the next page while there is one."""
    posts = _json(page)
    if isinstance(posts, dict) and posts.get("code") == "rest_post_invalid_page_number":
        return
    if not isinstance(posts, list):
        message = posts.get("message", "") if isinstance(posts, dict) else ""
        raise ExtractionError(page.url, f"not a list of posts {message}".strip())
    for post in posts:
        if isinstance(post, dict) and isinstance(post.get("link"), str):
            modified = post.get("modified_gmt")
            yield Link(url=post["link"], modified_at=_utc(modified, page) if isinstance(modified, str) else None)
    if posts and _has_more(page, len(posts)):
        # Counted on from the requested URL: the header's may lead to /wp-json, which may be blocked.
        yield Link(url=next_page_url(page.url, "page"), listing=True)


def post_total(page: Page) -> int | None:
    """Return the number of all posts (the header X-WP-Total), None where the header is missing."""
    return to_small_number(page.headers.get("x-wp-total", ""))


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


def _has_more(page: Page, count: int) -> bool:
    # A short page need not be the last: private posts are left out of it.
    total = to_small_number(page.headers.get("x-wp-totalpages", ""))
    if total is not None:
        return query_number(page.url, "page", 1) < total
    return any(link_header_urls(page, "next")) or count >= query_number(page.url, "per_page", DEFAULT_PER_PAGE)


def _json(page: Page) -> Any:
    try:
        return json.loads(page.text)
    except (ValueError, RecursionError) as error:
        raise ExtractionError(page.url, f"not JSON: {error}") from error


def _utc(text: str, page: Page) -> datetime | None:
    return to_datetime(text, zone=UTC, fetched_at=page.fetched_at) if text else None
