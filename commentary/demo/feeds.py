"""Feeds and sitemaps of a Blog, as WordPress writes them (pure)."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from email.utils import format_datetime
from hashlib import md5

from markupsafe import Markup

from commentary.demo.answer import RSS, XML, Answer
from commentary.demo.blog import PER_PAGE, Blog, Listing
from commentary.demo.posts import Post
from commentary.demo.render import ENVIRONMENT
from commentary.demo.world import SITE_TITLE, authors, categories, tag

# WordPress says 2000; fewer make an index of two, which a reader must follow.
PER_SITEMAP = 100
PROTECTED = Markup("There is no excerpt because this is a protected post.")

ENVIRONMENT.filters["rfc822"] = format_datetime


def feed(blog: Blog, listing: Listing, number: int = 1) -> Answer | None:
    """Return one page of a listing's feed, ten posts with their full text; None past the last."""
    if number > listing.pages:
        return None
    title = SITE_TITLE if listing.kind == "home" else f"{listing.heading} - {SITE_TITLE}"
    latest = max((post.updated_at for post in listing.posts), default=blog.posts[0].updated_at)
    text = ENVIRONMENT.get_template("rss.xml").render(
        blog=blog,
        base=blog.base,
        title=title,
        self_url=blog.url(f"{listing.path}feed/") + (f"?paged={number}" if number > 1 else ""),
        built=latest,
        posts=listing.posts[(number - 1) * PER_PAGE : number * PER_PAGE],
        excerpt=excerpt,
        content=content,
    )
    return _validated(text, max(post.updated_at for post in blog.posts), f"{blog.day.number}{listing.path}{number}")


def comments_feed(blog: Blog, posts: Sequence[Post], path: str, heading: str) -> Answer:
    """Return the feed of the comments on some posts, newest first."""
    said = [(post, comment) for post in posts for comment in post.comments]
    said.sort(key=lambda one: one[1].published_at, reverse=True)
    latest = said[0][1].published_at if said else blog.posts[0].updated_at
    text = ENVIRONMENT.get_template("comments.xml").render(
        blog=blog,
        base=blog.base,
        title=heading,
        self_url=blog.url(path),
        built=latest,
        remarks=said[:PER_PAGE],
    )
    return _validated(text, latest, path)


def excerpt(post: Post) -> str:
    """Return a feed's summary of a post, as text that is shown as HTML."""
    if post.kind == "password":
        return PROTECTED
    # Fifty-five words, as WordPress cuts.
    words = " ".join(post.paragraphs).replace("&", "&amp;").replace("<", "&lt;").split()
    return " ".join(words[:55]) + (" [&#8230;]" if len(words) > 55 else "")


def content(post: Post) -> Markup:
    """Return a feed's whole text of a post: WordPress gives the first page of several."""
    return PROTECTED if post.kind == "password" else Markup("\n").join(block.html for block in post.pages[0])


def _validated(text: str, latest: datetime, what: str) -> Answer:
    stamp = format_datetime(latest, usegmt=True)
    # WordPress derives its ETag from the date alone; ours differs by page too, as caches in front of it do.
    digest = md5(f"{stamp}{what}".encode(), usedforsecurity=False).hexdigest()
    return Answer(body=text.encode(), content_type=RSS, etag=f'"{digest}"', last_modified=stamp)


def sitemap(blog: Blog, name: str) -> Answer | None:
    """Return a sitemap by its file name, None when there is none of that name."""
    if name == "wp-sitemap.xml":
        return _xml("sitemap-index.xml", blog=blog, paths=[f"/{one}" for one in _sitemaps(blog)])
    makers = _sitemaps(blog)
    return _xml("sitemap.xml", blog=blog, entries=makers[name]()) if name in makers else None


Entry = tuple[str, datetime | None]


def _sitemaps(blog: Blog) -> Mapping[str, Callable[[], list[Entry]]]:
    by_id = sorted(blog.posts, key=lambda post: post.id)
    parts = [by_id[start : start + PER_SITEMAP] for start in range(0, len(by_id), PER_SITEMAP)]
    posts = {
        f"wp-sitemap-posts-post-{n}.xml": lambda part=part: [(post.path, post.updated_at) for post in part]
        for n, part in enumerate(parts, 1)
    }
    return {
        **posts,
        "wp-sitemap-posts-page-1.xml": lambda: [("/", None), ("/about/", None), ("/privacy-policy/", None)],
        "wp-sitemap-taxonomies-category-1.xml": lambda: [(term.path, None) for term in categories().values()],
        "wp-sitemap-taxonomies-post_tag-1.xml": lambda: [(tag(name).path, None) for name in blog.tags],
        "wp-sitemap-users-1.xml": lambda: [(term.path, None) for term in authors().values()],
    }


def _xml(template: str, **values: object) -> Answer:
    return Answer(body=ENVIRONMENT.get_template(template).render(**values).encode(), content_type=XML)
