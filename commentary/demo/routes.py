"""Decides the response to each path and query of the demo site (pure)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from urllib.parse import unquote

from commentary.demo import rest
from commentary.demo.blog import Blog, Listing
from commentary.demo.feeds import comments_feed, feed, full_text, json_feed
from commentary.demo.fixed_pages import FIXED_PAGES, FixedPage
from commentary.demo.pictures import draw_picture, draw_raster
from commentary.demo.posts import Post
from commentary.demo.render import Renderer
from commentary.demo.response import TEXT, DemoResponse, html_response, redirect_response
from commentary.demo.site_texts import SITE_TITLE, encode_path
from commentary.demo.sitemaps import sitemap

ROBOTS = """User-agent: *
Disallow: /wp-admin/
Allow: /wp-admin/admin-ajax.php
Disallow: /?s=
Disallow: /private/

Sitemap: {base}/wp-sitemap.xml
"""
NOT_FOUND_PAGE = ("error404", "Something is wrong here...", "It looks like nothing was found at this location.")
GONE_PAGE = ("error410", "This content has been withdrawn", "The publisher has taken this page away on purpose.")
THEME = "/wp-content/themes/foxiz/"
SHEETS = frozenset({"style.css", "paper.css"})
Query = Mapping[str, str]


@dataclass(frozen=True)
class Routes:
    """The routes of one Blog."""

    blog: Blog

    @cached_property
    def renderer(self) -> Renderer:
        """The renderer of this blog's pages."""
        return Renderer(self.blog)

    def respond(self, raw_path: str, query: Query) -> DemoResponse:
        """Return the response to a GET request; `raw_path` is percent-encoded as it was sent."""
        # `%c3%b6` and `%C3%B6` are the same page.
        path = unquote(raw_path)
        return (
            self._by_query(path, query)
            or self._file_or_api(path, query)
            or self._article(path)
            or self._listing(path, query)
            or self._other_page(path)
            or self.message(NOT_FOUND_PAGE, 404)
        )

    def message(self, words: tuple[str, str, str], status: int) -> DemoResponse:
        """Return a page with the site's header and footer, given its body class, heading and text."""
        return html_response(self.renderer.message(*words), status=status)

    def _by_query(self, path: str, query: Query) -> DemoResponse | None:
        if "rest_route" in query:
            return rest.respond(self.blog, query["rest_route"], query)
        if path == "/" and "p" in query:
            post = self.blog.by_id.get(int(query["p"])) if query["p"].isdecimal() else None
            return redirect_response(self.blog.url(post.path)) if post else self.message(NOT_FOUND_PAGE, 404)
        return self._amp(path) if "amp" in query else None

    def _file_or_api(self, path: str, query: Query) -> DemoResponse | None:
        if path == "/robots.txt":
            return DemoResponse(body=ROBOTS.format(base=self.blog.base).encode(), content_type=TEXT)
        if path in {"/sitemap.xml", "/wp-sitemap"}:
            return redirect_response(self.blog.url("/wp-sitemap.xml"))
        if path.endswith(("sitemap.txt", ".xml")):
            return sitemap(self.blog, path[1:])
        if path.startswith("/wp-json"):
            return rest.respond(self.blog, path.removeprefix("/wp-json"), query)
        if path.endswith(("/feed/", "/feed/json/")):
            return self._feed(path.removesuffix("json/").removesuffix("feed/"), query, json=path.endswith("json/"))
        return _static_file(path)

    def _feed(self, path: str, query: Query, *, json: bool) -> DemoResponse | None:
        number = query.get("paged", "1")
        if path in self.blog.listings and number.isdecimal():
            return (json_feed if json else feed)(self.blog, self.blog.listings[path], max(1, int(number)))
        return None if json else self._comments_feed(path)

    def _comments_feed(self, path: str) -> DemoResponse | None:
        if path == "/comments/":
            return comments_feed(self.blog, self.blog.posts, "/comments/feed/", f"Comments for {SITE_TITLE}")
        if path in self.blog.by_path:
            post = self.blog.by_path[path]
            return comments_feed(self.blog, [post], f"{post.path}feed/", f"Comments on: {post.title}")
        return None

    def _amp(self, path: str) -> DemoResponse | None:
        """Return a post's AMP page; no page of the site links to it."""
        post = self.blog.by_path.get(path)
        return html_response(self.renderer.without_theme("amp", post=post, text=full_text(post))) if post else None

    def _article(self, path: str) -> DemoResponse | None:
        # Deleted and renamed posts are checked first, because a new post may have their old path.
        if path in self.blog.gone:
            status = self.blog.gone[path]
            return self.message(GONE_PAGE if status == 410 else NOT_FOUND_PAGE, status)
        if path in self.blog.moved:
            return redirect_response(self.blog.url(self.blog.moved[path]))
        if path in self.blog.by_path:
            return self._post(self.blog.by_path[path], 1)
        found = re.fullmatch(r"(.+/)(\d{1,3})/", path)
        if found and found[1] in self.blog.by_path:
            post, number = self.blog.by_path[found[1]], int(found[2])
            # Page 1, and a page that the post does not have, redirect to the post.
            return (
                self._post(post, number)
                if 1 < number <= len(post.pages)
                else redirect_response(self.blog.url(post.path))
            )
        return self._amp(path.removesuffix("amp/")) if path.endswith("/amp/") else None

    def _post(self, post: Post, number: int) -> DemoResponse:
        return html_response(self.renderer.article(post, number), headers=self._links("posts", post.id))

    def _fixed_page(self, page: FixedPage) -> DemoResponse:
        classes = f"wp-singular page-template-default page page-id-{page.id}"
        text = self.renderer.message(classes, page.heading, page.text)
        return html_response(text, headers=self._links("pages", page.id))

    def _links(self, rest_type: str, number: int) -> Mapping[str, str]:
        """Return the header that WordPress sends with a post or page."""
        links = [
            f'<{self.blog.url("/wp-json/")}>; rel="https://api.w.org/"',
            f'<{self.blog.url(f"/wp-json/wp/v2/{rest_type}/{number}")}>; rel="alternate"; type="application/json"',
            f"<{self.blog.url(f'/?p={number}')}>; rel=shortlink",
        ]
        return {"Link": ", ".join(links)}

    def _listing(self, path: str, query: Query) -> DemoResponse | None:
        found = re.fullmatch(r"(.*/)page/(\d{1,6})/", path)
        base, number = (found[1], int(found[2])) if found else (path, 1)
        listing = self._searched(base, query) or self.blog.listings.get(base)
        if listing is None or number > listing.pages or number < 1:
            return None
        if found and number == 1:
            return redirect_response(self.blog.url(encode_path(base)))
        return html_response(self.renderer.listing(listing, number))

    def _searched(self, path: str, query: Query) -> Listing | None:
        return self.blog.search(query["s"]) if path == "/" and "s" in query else None

    def _other_page(self, path: str) -> DemoResponse | None:
        if path in FIXED_PAGES:
            return self._fixed_page(FIXED_PAGES[path])
        if path == "/wp-login.php":
            return html_response(
                self.renderer.without_theme("login"), headers={"Cache-Control": "no-cache, must-revalidate"}
            )
        if path.startswith("/wp-admin"):
            return redirect_response(self.blog.url("/wp-login.php"), status=302)
        known = (self.blog.by_path, self.blog.listings, self.blog.moved, FIXED_PAGES)
        if not path.endswith("/") and any(f"{path}/" in table for table in known):
            return redirect_response(self.blog.url(encode_path(f"{path}/")))
        return self._redirect_from_slug(path)

    def _redirect_from_slug(self, path: str) -> DemoResponse | None:
        """Redirect `/SLUG` to its post, as WordPress does; WordPress also completes the beginning of a slug."""
        slug = path.strip("/")
        found = next((post for post in self.blog.posts if post.slug == slug and slug), None)
        return redirect_response(self.blog.url(found.path)) if found else None


def _static_file(path: str) -> DemoResponse | None:
    """Return the style sheet or a picture, None for another path."""
    if path.startswith(THEME) and path.removeprefix(THEME) in SHEETS:
        sheet = files("commentary.demo") / "static" / path.removeprefix(THEME)
        return DemoResponse(body=sheet.read_bytes(), content_type="text/css")
    if path.startswith("/wp-content/") and path.endswith(".png"):
        return DemoResponse(body=draw_raster(path), content_type="image/png")
    if path.startswith("/wp-content/") and path.endswith(".svg"):
        return DemoResponse(body=draw_picture(path), content_type="image/svg+xml")
    return None
