"""Writes sitemaps as WordPress, Yoast and news plug-ins do (pure)."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from commentary.demo.blog import Blog
from commentary.demo.fixed_pages import FIXED_PAGES
from commentary.demo.posts import Post
from commentary.demo.render import TEMPLATES
from commentary.demo.response import TEXT, XML, DemoResponse
from commentary.demo.site_texts import authors, categories, tag

# WordPress writes 2000 URLs a sitemap and Yoast 1000; with fewer the demo site needs an index of several sitemaps.
MAX_SITEMAP_URLS = 100
# A news sitemap lists two days, which is about this many posts on a site of this size.
MAX_NEWS_URLS = 10

Entry = tuple[str, datetime | None]


def sitemap(blog: Blog, name: str) -> DemoResponse | None:
    """Return the sitemap with this file name, None if there is none."""
    if name == "wp-sitemap.xml":
        return _xml("sitemap-index.xml", blog=blog, paths=[f"/{file_name}" for file_name in _sitemaps(blog)])
    if name == "sitemap_index.xml":
        parts = [
            (path, max((post.updated_at for post in posts), default=None))
            for path, posts in _yoast_sitemaps(blog).items()
        ]
        return _xml("yoast-index.xml", blog=blog, parts=parts)
    if name == "news-sitemap.xml":
        return _xml("news-sitemap.xml", blog=blog, posts=blog.posts[:MAX_NEWS_URLS])
    if name == "sitemap.txt":
        return DemoResponse(
            body="".join(f"{blog.url(post.path)}\r\n" for post in blog.posts).encode(), content_type=TEXT
        )
    if name in (parts_of := _yoast_sitemaps(blog)):
        return _xml("yoast-sitemap.xml", blog=blog, posts=parts_of[name])
    entries_of = _sitemaps(blog)
    return _xml("sitemap.xml", blog=blog, entries=entries_of[name]()) if name in entries_of else None


def _sitemaps(blog: Blog) -> Mapping[str, Callable[[], list[Entry]]]:
    """Return, for each of WordPress's sitemaps, the function that makes its entries."""
    posts = {
        f"wp-sitemap-posts-post-{n}.xml": lambda part=part: [(post.path, post.updated_at) for post in part]
        for n, part in enumerate(_parts(blog), 1)
    }
    return {
        **posts,
        "wp-sitemap-posts-page-1.xml": lambda: [(path, None) for path in ("/", *FIXED_PAGES)],
        "wp-sitemap-taxonomies-category-1.xml": lambda: [(term.path, None) for term in categories().values()],
        "wp-sitemap-taxonomies-post_tag-1.xml": lambda: [(tag(name).path, None) for name in blog.tags],
        "wp-sitemap-users-1.xml": lambda: [(term.path, None) for term in authors().values()],
    }


def _yoast_sitemaps(blog: Blog) -> Mapping[str, Sequence[Post]]:
    """Return the posts of each sitemap in Yoast's index: post-sitemap.xml, and so on."""
    return {f"post-sitemap{n if n > 1 else ''}.xml": part for n, part in enumerate(_parts(blog), 1)}


def _parts(blog: Blog) -> list[list[Post]]:
    by_id = sorted(blog.posts, key=lambda post: post.id)
    return [by_id[start : start + MAX_SITEMAP_URLS] for start in range(0, len(by_id), MAX_SITEMAP_URLS)]


def _xml(template: str, **values: object) -> DemoResponse:
    return DemoResponse(body=TEMPLATES.get_template(template).render(**values).encode(), content_type=XML)
