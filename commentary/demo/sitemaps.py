"""Sitemaps of a Blog, as WordPress writes them and as its plugins do (pure)."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from commentary.demo.answer import TEXT, XML, Answer
from commentary.demo.blog import Blog
from commentary.demo.posts import Post
from commentary.demo.render import ENVIRONMENT
from commentary.demo.world import authors, categories, tag

# WordPress says 2000 and Yoast 1000; fewer make an index of several, which a reader must follow.
PER_SITEMAP = 100
# News are of two days, in a site of this size as many posts.
NEWS = 10

Entry = tuple[str, datetime | None]


def sitemap(blog: Blog, name: str) -> Answer | None:
    """Return a sitemap by its file name, None when there is none of that name."""
    if name == "wp-sitemap.xml":
        return _xml("sitemap-index.xml", blog=blog, paths=[f"/{one}" for one in _sitemaps(blog)])
    if name == "sitemap_index.xml":
        parts = [
            (path, max((post.updated_at for post in posts), default=None)) for path, posts in _yoast(blog).items()
        ]
        return _xml("yoast-index.xml", blog=blog, parts=parts)
    if name == "news-sitemap.xml":
        return _xml("news-sitemap.xml", blog=blog, posts=blog.posts[:NEWS])
    if name == "sitemap.txt":
        return Answer(body="".join(f"{blog.url(post.path)}\r\n" for post in blog.posts).encode(), content_type=TEXT)
    if name in (parts_of := _yoast(blog)):
        return _xml("yoast-sitemap.xml", blog=blog, posts=parts_of[name])
    makers = _sitemaps(blog)
    return _xml("sitemap.xml", blog=blog, entries=makers[name]()) if name in makers else None


def _sitemaps(blog: Blog) -> Mapping[str, Callable[[], list[Entry]]]:
    posts = {
        f"wp-sitemap-posts-post-{n}.xml": lambda part=part: [(post.path, post.updated_at) for post in part]
        for n, part in enumerate(_parts(blog), 1)
    }
    return {
        **posts,
        "wp-sitemap-posts-page-1.xml": lambda: [("/", None), ("/about/", None), ("/privacy-policy/", None)],
        "wp-sitemap-taxonomies-category-1.xml": lambda: [(term.path, None) for term in categories().values()],
        "wp-sitemap-taxonomies-post_tag-1.xml": lambda: [(tag(name).path, None) for name in blog.tags],
        "wp-sitemap-users-1.xml": lambda: [(term.path, None) for term in authors().values()],
    }


def _yoast(blog: Blog) -> Mapping[str, Sequence[Post]]:
    """Return the posts of each part of Yoast's index, which counts from the second on."""
    return {f"post-sitemap{n if n > 1 else ''}.xml": part for n, part in enumerate(_parts(blog), 1)}


def _parts(blog: Blog) -> list[list[Post]]:
    by_id = sorted(blog.posts, key=lambda post: post.id)
    return [by_id[start : start + PER_SITEMAP] for start in range(0, len(by_id), PER_SITEMAP)]


def _xml(template: str, **values: object) -> Answer:
    return Answer(body=ENVIRONMENT.get_template(template).render(**values).encode(), content_type=XML)
