"""WordPress: the posts of its REST interface, and the addresses at which to ask for them (pure)."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from extract.dates import to_datetime
from extract.errors import ExtractionError
from extract.listings.link import Link
from extract.listings.paging import following, header_links, number_in, parameter, with_parameters
from extract.page import Page

# How many posts a page has that does not ask for a number.
PER_PAGE = 10


def wordpress(page: Page) -> Iterator[Link]:
    """List posts of the WordPress REST API, and its next page until the total."""
    posts = _json(page)
    if isinstance(posts, dict) and posts.get("code") == "rest_post_invalid_page_number":
        return
    if not isinstance(posts, list):
        told = posts.get("message", "") if isinstance(posts, dict) else ""
        raise ExtractionError(page.url, f"not a list of posts {told}".strip())
    for post in posts:
        if isinstance(post, dict) and isinstance(post.get("link"), str):
            modified = post.get("modified_gmt")
            yield Link(url=post["link"], modified_at=_utc(modified, page) if isinstance(modified, str) else None)
    if posts and _has_more(page, len(posts)):
        # Counted on from the address that was asked: the header's may lead to /wp-json, which may be shut.
        yield Link(url=following(page.url, "page"), listing=True)


def total_of(page: Page) -> int | None:
    """Return how many posts there are in all (X-WP-Total), None when a page of posts does not say."""
    return number_in(page.headers.get("x-wp-total", ""))


def rest_route_url(url: str) -> str | None:
    """Return the same question by query (`/?rest_route=/wp/v2/posts`), None when it asks no route by its path.

    A site may shut /wp-json, or its server may know no rewriting, while WordPress itself still answers.
    """
    parts = urlsplit(url)
    home, found, route = parts.path.partition("/wp-json/")
    if not found or not route:
        return None
    query = [("rest_route", f"/{route.rstrip('/')}"), *parse_qsl(parts.query, keep_blank_values=True)]
    # PATHINFO permalinks have index.php before the route.
    path = f"{home.removesuffix('/index.php')}/"
    return urlunsplit(parts._replace(path=path, query=urlencode(query, safe="/,:"), fragment=""))


def modified_since(url: str, at: datetime) -> str:
    """Return the address of the posts that were modified after a time (aware), the newest modification first.

    WordPress has `modified_after` since 5.7 and passes over it before that, so that all posts are listed. The REST
    handbook asks for an ISO 8601 date, which must be a whole date-time (RFC 3339). It is compared with
    `post_modified`, the column in the site's own time: a time without an offset is taken as the site's, one with an
    offset is converted first. So the time is sent in UTC with a Z, which a query cannot mistake as it does a `+`.
    Equal times are left out, and those stored have whole seconds.
    """
    stated = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return with_parameters(url, modified_after=stated, orderby="modified", order="desc")


def is_modified_since(url: str) -> bool:
    """Tell whether an address is one of `modified_since`."""
    return "modified_after" in dict(parse_qsl(urlsplit(url).query))


def _has_more(page: Page, count: int) -> bool:
    # A page that is short is not the last by that: posts that may not be shown are left out of it.
    total = number_in(page.headers.get("x-wp-totalpages", ""))
    if total is not None:
        return parameter(page.url, "page", 1) < total
    return any(header_links(page, "next")) or count >= parameter(page.url, "per_page", PER_PAGE)


def _json(page: Page) -> Any:
    try:
        return json.loads(page.text)
    except (ValueError, RecursionError) as error:
        raise ExtractionError(page.url, f"not JSON: {error}") from error


def _utc(text: str, page: Page) -> datetime | None:
    return to_datetime(text, zone=UTC, fetched_at=page.fetched_at) if text else None
