"""Which answer a path gets: the demo site as a function of a Blog and a request's target (pure)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from urllib.parse import unquote

from commentary.demo import rest
from commentary.demo.answer import TEXT, Answer, html, moved
from commentary.demo.blog import Blog, Listing
from commentary.demo.feeds import comments_feed, content, feed, json_feed
from commentary.demo.pictures import picture
from commentary.demo.posts import Post
from commentary.demo.render import Renderer
from commentary.demo.sitemaps import sitemap
from commentary.demo.world import SITE_TITLE, encoded

ROBOTS = """User-agent: *
Disallow: /wp-admin/
Allow: /wp-admin/admin-ajax.php
Disallow: /?s=
Disallow: /private/

Sitemap: {base}/wp-sitemap.xml
"""
FIXED = {
    "/about/": ("About", "An invented house for invented commentary, used to try out archives."),
    "/privacy-policy/": ("Privacy Policy", "We keep nothing, since there is nobody to keep it of."),
    "/terms-of-use/": ("Terms of Use", "Read, copy, change, and think for yourself."),
    "/risk-advisory/": ("Risk Advisory", "Risks are advised against."),
    "/jobs/": ("Jobs", "There are no vacancies at present, nor were there before."),
    "/register/": ("Register", "Registration is closed."),
    "/my-bookmarks/": ("My Bookmarks", "You have no bookmarks yet."),
    "/submit/": ("Submit an Op-Ed", "Please write to the editors, briefly."),
}
NOT_FOUND = ("error404", "Something is wrong here...", "It looks like nothing was found at this location.")
GONE = ("error410", "This content has been withdrawn", "The publisher has taken this page away on purpose.")
Query = Mapping[str, str]


@dataclass(frozen=True)
class Routes:
    """Answers requests to one Blog."""

    blog: Blog

    @cached_property
    def renderer(self) -> Renderer:
        """Renders this blog's pages."""
        return Renderer(self.blog)

    def answer(self, raw_path: str, query: Query) -> Answer:
        """Answer a GET of a path, as it was sent, with its query."""
        # Whatever way a client spells the percent signs, the page is the same.
        path = unquote(raw_path)
        return (
            self._by_query(path, query)
            or self._machine(path, query)
            or self._article(path)
            or self._listing(path, query)
            or self._elsewhere(path)
            or self.message(NOT_FOUND, 404)
        )

    def message(self, words: tuple[str, str, str], status: int) -> Answer:
        """Answer with a page of a few words in the site's dress."""
        return html(self.renderer.message(*words), status=status)

    def _by_query(self, path: str, query: Query) -> Answer | None:
        if "rest_route" in query:
            return rest.answer(self.blog, query["rest_route"], query)
        if path == "/" and "p" in query:
            post = self.blog.by_id.get(int(query["p"])) if query["p"].isdecimal() else None
            return moved(self.blog.url(post.path)) if post else self.message(NOT_FOUND, 404)
        return self._amp(path) if "amp" in query else None

    def _machine(self, path: str, query: Query) -> Answer | None:
        if path == "/robots.txt":
            return Answer(body=ROBOTS.format(base=self.blog.base).encode(), content_type=TEXT)
        if path in {"/sitemap.xml", "/wp-sitemap"}:
            return moved(self.blog.url("/wp-sitemap.xml"))
        if path.endswith(("sitemap.txt", ".xml")):
            return sitemap(self.blog, path[1:])
        if path.startswith("/wp-json"):
            return rest.answer(self.blog, path.removeprefix("/wp-json"), query)
        if path.endswith(("/feed/", "/feed/json/")):
            return self._feed(path.removesuffix("json/").removesuffix("feed/"), query, json=path.endswith("json/"))
        return _asset(path)

    def _feed(self, path: str, query: Query, *, json: bool) -> Answer | None:
        number = query.get("paged", "1")
        if path in self.blog.listings and number.isdecimal():
            return (json_feed if json else feed)(self.blog, self.blog.listings[path], max(1, int(number)))
        return None if json else self._comments_feed(path)

    def _comments_feed(self, path: str) -> Answer | None:
        if path == "/comments/":
            return comments_feed(self.blog, self.blog.posts, "/comments/feed/", f"Comments for {SITE_TITLE}")
        if path in self.blog.by_path:
            post = self.blog.by_path[path]
            return comments_feed(self.blog, [post], f"{post.path}feed/", f"Comments on: {post.title}")
        return None

    def _amp(self, path: str) -> Answer | None:
        """Show a post as the AMP plugin does; no page of the site leads there."""
        post = self.blog.by_path.get(path)
        return html(self.renderer.bare("amp", post=post, text=content(post))) if post else None

    def _article(self, path: str) -> Answer | None:
        # What is gone or moved goes before what is there: an address may be used again.
        if path in self.blog.gone:
            status = self.blog.gone[path]
            return self.message(GONE if status == 410 else NOT_FOUND, status)
        if path in self.blog.moved:
            return moved(self.blog.url(self.blog.moved[path]))
        if path in self.blog.by_path:
            return self._post(self.blog.by_path[path], 1)
        found = re.fullmatch(r"(.+/)(\d{1,3})/", path)
        if found and found[1] in self.blog.by_path:
            post, number = self.blog.by_path[found[1]], int(found[2])
            # A page that a post does not have, and its page 1, lead back to the post.
            return self._post(post, number) if 1 < number <= len(post.pages) else moved(self.blog.url(post.path))
        return self._amp(path.removesuffix("amp/")) if path.endswith("/amp/") else None

    def _post(self, post: Post, number: int) -> Answer:
        links = [
            f'<{self.blog.url("/wp-json/")}>; rel="https://api.w.org/"',
            f'<{self.blog.url(f"/wp-json/wp/v2/posts/{post.id}")}>; rel="alternate"; type="application/json"',
            f"<{self.blog.url(f'/?p={post.id}')}>; rel=shortlink",
        ]
        return html(self.renderer.article(post, number), headers={"Link": ", ".join(links)})

    def _listing(self, path: str, query: Query) -> Answer | None:
        found = re.fullmatch(r"(.*/)page/(\d{1,6})/", path)
        base, number = (found[1], int(found[2])) if found else (path, 1)
        listing = self._searched(base, query) or self.blog.listings.get(base)
        if listing is None or number > listing.pages or number < 1:
            return None
        if found and number == 1:
            return moved(self.blog.url(encoded(base)))
        return html(self.renderer.listing(listing, number))

    def _searched(self, path: str, query: Query) -> Listing | None:
        return self.blog.search(query["s"]) if path == "/" and "s" in query else None

    def _elsewhere(self, path: str) -> Answer | None:
        if path in FIXED:
            return self.message(("wp-singular page page-template-default", *FIXED[path]), 200)
        if path == "/wp-login.php":
            return html(self.renderer.bare("login"), headers={"Cache-Control": "no-cache, must-revalidate"})
        if path.startswith("/wp-admin"):
            return moved(self.blog.url("/wp-login.php"), status=302)
        known = (self.blog.by_path, self.blog.listings, self.blog.moved, FIXED)
        if not path.endswith("/") and any(f"{path}/" in table for table in known):
            return moved(self.blog.url(encoded(f"{path}/")))
        return self._guessed(path)

    def _guessed(self, path: str) -> Answer | None:
        """Redirect a bare slug to its post, as WordPress guesses."""
        # Only whole slugs; WordPress would also guess from their beginnings.
        slug = path.strip("/")
        found = next((post for post in self.blog.posts if post.slug == slug and slug), None)
        return moved(self.blog.url(found.path)) if found else None


def _asset(path: str) -> Answer | None:
    """Return the style sheet or a drawn picture."""
    if path == "/wp-content/themes/foxiz/style.css":
        sheet = files("commentary.demo") / "static" / "style.css"
        return Answer(body=sheet.read_bytes(), content_type="text/css")
    if path.startswith("/wp-content/") and path.endswith(".svg"):
        return Answer(body=picture(path), content_type="image/svg+xml")
    return None
