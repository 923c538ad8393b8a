"""The WordPress REST interface of a Blog, as far as crawlers use it (pure)."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from markupsafe import Markup

from commentary.demo.answer import JSON, Answer
from commentary.demo.blog import Blog
from commentary.demo.feeds import excerpt
from commentary.demo.filters import ORDERS, chosen
from commentary.demo.posts import Post
from commentary.demo.world import SITE_TITLE, TAGLINE, ZONE, Term, authors, categories, tag

Query = Mapping[str, str]
POSTS = "/wp/v2/posts"
VIEWS = "/post-views-counter/get-post-views/"


def answer(blog: Blog, route: str, query: Query) -> Answer:
    """Answer one route below `/wp-json`."""
    route = route.rstrip("/") or "/"
    if route == "/":
        return _json(_root(blog))
    if route == POSTS:
        return _posts(blog, query)
    if route.startswith(f"{POSTS}/"):
        return _post(blog, route.rpartition("/")[2], query)
    if route.startswith(VIEWS):
        # The plugin answers a list of posts with one sum.
        numbers = [int(one) for one in route.removeprefix(VIEWS).split(",") if one.isdecimal()]
        return _json(sum(blog.by_id[one].views for one in numbers if one in blog.by_id))
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
        "timezone_string": str(ZONE),
        "page_for_posts": 0,
        "page_on_front": 0,
        "show_on_front": "posts",
        "namespaces": ["oembed/1.0", "post-views-counter", "wp/v2"],
        "authentication": {},
        "routes": {route: {"namespace": "wp/v2", "methods": ["GET"]} for route in (POSTS, *_terms(blog))},
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


def _posts(blog: Blog, query: Query) -> Answer:
    order = query.get("orderby", "date")
    if order not in ORDERS:
        return _error(400, "rest_invalid_param", "Invalid parameter(s): orderby")
    try:
        found = chosen(blog.posts, query)
    except ValueError:
        return _error(400, "rest_invalid_param", "Invalid parameter(s): a date")
    found.sort(key=ORDERS[order], reverse=query.get("order", "desc") == "desc")
    return _page(blog, POSTS, found, query, lambda post: post_object(blog, post, query))


def _post(blog: Blog, number: str, query: Query) -> Answer:
    if not number.isdecimal() or int(number) not in blog.by_id:
        return _error(404, "rest_post_invalid_id", "Invalid post ID.")
    return _json(_only(post_object(blog, blog.by_id[int(number)], query), query))


def post_object(blog: Blog, post: Post, query: Query) -> dict[str, Any]:
    """Return a post as the interface shows it: a protected one keeps its text."""
    protected = post.kind == "password"
    # All pages of a post in one text, with WordPress's marks between them.
    text = "" if protected else str(Markup("\n").join(block.html for block in post.body))
    url = blog.url(post.path)
    made: dict[str, Any] = {
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
    return made | ({"_embedded": _embedded(blog, post)} if "_embed" in query else {})


def _embedded(blog: Blog, post: Post) -> dict[str, Any]:
    return {
        "author": [_term(blog, authors()[name], 0) for name in post.authors[:1]],
        "wp:term": [
            [_term(blog, categories()[name], 0) for name in post.categories],
            [_term(blog, tag(name), 0) for name in post.tags],
        ],
    }


def _page(
    blog: Blog, route: str, found: Sequence[Any], query: Query, shown: Callable[[Any], Any] = lambda one: one
) -> Answer:
    """Return one page of what was found, with its totals and links."""
    try:
        size, number = int(query.get("per_page", "10")), int(query.get("page", "1"))
    except ValueError:
        size = number = 0
    if not 1 <= size <= 100 or number < 1:
        return _error(400, "rest_invalid_param", "Invalid parameter(s): per_page or page")
    # An empty result has no pages, and still a first one may be asked for.
    pages = -(-len(found) // size)
    if number > max(1, pages):
        return _error(
            400,
            "rest_post_invalid_page_number",
            "The page number requested is larger than the number of pages available.",
        )
    # All that was asked, at the pretty path also when it was asked by query.
    asked = {name: value for name, value in query.items() if name not in {"rest_route", "page"}}
    links = [
        f'<{blog.url("/wp-json" + route)}?{urlencode({**asked, "page": other})}>; rel="{rel}"'
        for rel, other in (("prev", number - 1), ("next", number + 1))
        if 1 <= other <= pages
    ]
    headers = {"X-WP-Total": str(len(found)), "X-WP-TotalPages": str(pages), "Allow": "GET"}
    one_page = found[(number - 1) * size : number * size]
    return _json([_only(shown(one), query) for one in one_page], headers=headers | _link(links))


def _link(links: Sequence[str]) -> dict[str, str]:
    return {"Link": ", ".join(links)} if links else {}


def _only(one: dict[str, Any], query: Query) -> dict[str, Any]:
    """Keep the members that `_fields` names, `title.rendered` among them."""
    if "_fields" not in query:
        return one
    names = {name.strip() for name in query["_fields"].split(",")}
    kept = {key: value for key, value in one.items() if key in names}
    for name in sorted(names):
        above, _, below = name.partition(".")
        if below and isinstance(one.get(above), dict) and below in one[above]:
            kept[above] = kept.get(above, {}) | {below: one[above][below]}
    return kept


def _local(at: datetime) -> str:
    return at.astimezone(ZONE).strftime("%Y-%m-%dT%H:%M:%S")


def _gmt(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")


def _json(value: object, *, headers: Mapping[str, str] | None = None, status: int = 200) -> Answer:
    return Answer(
        body=json.dumps(value, ensure_ascii=True, separators=(",", ":")).replace("/", "\\/").encode(),
        status=status,
        content_type=JSON,
        headers={"X-Robots-Tag": "noindex", **(headers or {})},
    )


def _error(status: int, code: str, message: str) -> Answer:
    return _json({"code": code, "message": message, "data": {"status": status}}, status=status)
