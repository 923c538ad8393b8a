"""Answers the routes of the WordPress REST interface that crawlers use (pure)."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from markupsafe import Markup

from commentary.demo.blog import Blog
from commentary.demo.feeds import excerpt
from commentary.demo.filters import SORT_KEYS, filter_posts
from commentary.demo.posts import Post
from commentary.demo.response import JSON, DemoResponse
from commentary.demo.site_texts import SITE_TITLE, TAGLINE, TIMEZONE, Term, authors, categories, tag

Query = Mapping[str, str]
POSTS_ROUTE = "/wp/v2/posts"
POST_VIEWS_ROUTE = "/post-views-counter/get-post-views/"


def respond(blog: Blog, route: str, query: Query) -> DemoResponse:
    """Return the response to one route below `/wp-json`."""
    route = route.rstrip("/") or "/"
    if route == "/":
        return _json(_root(blog))
    if route == POSTS_ROUTE:
        return _posts(blog, query)
    if route.startswith(f"{POSTS_ROUTE}/"):
        return _post(blog, route.rpartition("/")[2], query)
    if route.startswith(POST_VIEWS_ROUTE):
        # The plug-in answers a list of ids with the sum of their views.
        ids = [int(text) for text in route.removeprefix(POST_VIEWS_ROUTE).split(",") if text.isdecimal()]
        return _json(sum(blog.by_id[post_id].views for post_id in ids if post_id in blog.by_id))
    terms = _terms(blog)
    if route in terms:
        return _page(blog, route, terms[route], query)
    return _error(404, "rest_no_route", "No route was found matching the URL and request method.")


def _root(blog: Blog) -> dict[str, Any]:
    return {
        "name": SITE_TITLE,
        "description": TAGLINE,
        "url": blog.base,
        "home": blog.base,
        "gmt_offset": "3",
        "timezone_string": str(TIMEZONE),
        "page_for_posts": 0,
        "page_on_front": 0,
        "show_on_front": "posts",
        "namespaces": ["oembed/1.0", "post-views-counter", "wp/v2"],
        "authentication": {},
        "routes": {route: {"namespace": "wp/v2", "methods": ["GET"]} for route in (POSTS_ROUTE, *_terms(blog))},
    }


def _terms(blog: Blog) -> Mapping[str, list[dict[str, Any]]]:
    tags = [tag(name) for name in blog.tags]
    return {
        "/wp/v2/categories": [_term(blog, term, len(blog.in_category(term))) for term in categories().values()],
        "/wp/v2/tags": [_term(blog, term, len(blog.tagged(term.name))) for term in tags],
        "/wp/v2/users": [_term(blog, term, len(blog.by_author(term))) for term in authors().values()],
    }


def _term(blog: Blog, term: Term, count: int) -> dict[str, Any]:
    parent = categories()[term.parent].id if term.parent else 0
    name = term.name.replace("&", "&amp;")
    return {
        "id": term.id,
        "count": count,
        "link": blog.url(term.path),
        "name": name,
        "slug": term.slug,
        "parent": parent,
    }


def _posts(blog: Blog, query: Query) -> DemoResponse:
    order = query.get("orderby", "date")
    if order not in SORT_KEYS:
        return _error(400, "rest_invalid_param", "Invalid parameter(s): orderby")
    try:
        found = filter_posts(blog.posts, query)
    except ValueError:
        return _error(400, "rest_invalid_param", "Invalid parameter(s): a date")
    found.sort(key=SORT_KEYS[order], reverse=query.get("order", "desc") == "desc")
    return _page(blog, POSTS_ROUTE, found, query, lambda post: post_object(blog, post, query))


def _post(blog: Blog, number: str, query: Query) -> DemoResponse:
    if not number.isdecimal() or int(number) not in blog.by_id:
        return _error(404, "rest_post_invalid_id", "Invalid post ID.")
    return _json(_select_fields(post_object(blog, blog.by_id[int(number)], query), query))


def post_object(blog: Blog, post: Post, query: Query) -> dict[str, Any]:
    """Return a post as a JSON object; the text of a password-protected one is empty."""
    protected = post.kind == "password"
    # All pages of a post in one text, with `<!--nextpage-->` between them.
    text = "" if protected else str(Markup("\n").join(block.html for block in post.body))
    url = blog.url(post.path)
    described: dict[str, Any] = {
        "id": post.id,
        "date": _local(post.published_at),
        "date_gmt": _gmt(post.published_at),
        "guid": {"rendered": blog.url(f"/?p={post.id}")},
        "modified": _local(post.updated_at),
        "modified_gmt": _gmt(post.updated_at),
        "slug": post.slug,
        "status": "publish",
        "type": "post",
        "link": url,
        "title": {"rendered": ("Protected: " if protected else "") + post.title_html},
        "content": {"rendered": text, "protected": protected},
        "excerpt": {"rendered": "" if protected else f"<p>{excerpt(post)}</p>\n", "protected": protected},
        "author": authors()[post.authors[0]].id,
        "comment_status": "open",
        "sticky": False,
        "format": "standard",
        "categories": [categories()[name].id for name in post.categories],
        "tags": [tag(name).id for name in post.tags],
    }
    return described | ({"_embedded": _embedded(blog, post)} if "_embed" in query else {})


def _embedded(blog: Blog, post: Post) -> dict[str, Any]:
    return {
        "author": [_term(blog, authors()[name], 0) for name in post.authors[:1]],
        "wp:term": [
            [_term(blog, categories()[name], 0) for name in post.categories],
            [_term(blog, tag(name), 0) for name in post.tags],
        ],
    }


def _page(
    blog: Blog, route: str, found: Sequence[Any], query: Query, to_object: Callable[[Any], Any] = lambda item: item
) -> DemoResponse:
    """Return one page of a list, with the headers X-WP-Total, X-WP-TotalPages and Link."""
    try:
        size, number = int(query.get("per_page", "10")), int(query.get("page", "1"))
    except ValueError:
        size = number = 0
    if not 1 <= size <= 100 or number < 1:
        return _error(400, "rest_invalid_param", "Invalid parameter(s): per_page or page")
    # An empty list has no pages, but page 1 of it may be requested.
    pages = -(-len(found) // size)
    if number > max(1, pages):
        return _error(
            400,
            "rest_post_invalid_page_number",
            "The page number requested is larger than the number of pages available.",
        )
    # Links have the whole query, and the path below /wp-json even when the request named the route in its query.
    parameters = {name: value for name, value in query.items() if name not in {"rest_route", "page"}}
    links = [
        f'<{blog.url("/wp-json" + route)}?{urlencode({**parameters, "page": other})}>; rel="{rel}"'
        for rel, other in (("prev", number - 1), ("next", number + 1))
        if 1 <= other <= pages
    ]
    headers = {"X-WP-Total": str(len(found)), "X-WP-TotalPages": str(pages), "Allow": "GET"}
    shown = found[(number - 1) * size : number * size]
    return _json([_select_fields(to_object(item), query) for item in shown], headers=headers | _link(links))


def _link(links: Sequence[str]) -> dict[str, str]:
    return {"Link": ", ".join(links)} if links else {}


def _select_fields(item: dict[str, Any], query: Query) -> dict[str, Any]:
    """Return only the members that the parameter `_fields` names; `title.rendered` names a nested one."""
    if "_fields" not in query:
        return item
    names = {name.strip() for name in query["_fields"].split(",")}
    kept = {key: value for key, value in item.items() if key in names}
    for name in sorted(names):
        parent, _, child = name.partition(".")
        if child and isinstance(item.get(parent), dict) and child in item[parent]:
            kept[parent] = kept.get(parent, {}) | {child: item[parent][child]}
    return kept


def _local(at: datetime) -> str:
    return at.astimezone(TIMEZONE).strftime("%Y-%m-%dT%H:%M:%S")


def _gmt(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")


def _json(value: object, *, headers: Mapping[str, str] | None = None, status: int = 200) -> DemoResponse:
    return DemoResponse(
        body=json.dumps(value, ensure_ascii=True, separators=(",", ":")).replace("/", "\\/").encode(),
        status=status,
        content_type=JSON,
        headers={"X-Robots-Tag": "noindex", **(headers or {})},
    )


def _error(status: int, code: str, message: str) -> DemoResponse:
    return _json({"code": code, "message": message, "data": {"status": status}}, status=status)
