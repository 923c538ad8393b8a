"""Writes RSS feeds as WordPress does, and JSON Feed as its plug-in does (pure)."""

import json
from collections.abc import Sequence
from datetime import datetime
from email.utils import format_datetime
from hashlib import md5

from markupsafe import Markup

from commentary.demo.blog import POSTS_PER_PAGE, Blog, Listing
from commentary.demo.posts import Post
from commentary.demo.render import TEMPLATES
from commentary.demo.response import JSON_FEED, RSS, DemoResponse
from commentary.demo.site_texts import SITE_TITLE

PASSWORD_NOTE = Markup("There is no excerpt because this is a protected post.")

TEMPLATES.filters["rfc822"] = format_datetime


def feed(blog: Blog, listing: Listing, number: int = 1) -> DemoResponse | None:
    """Return one page of a listing's RSS feed, ten posts with their full text; None past the last page."""
    if number > listing.pages:
        return None
    title = SITE_TITLE if listing.kind == "home" else f"{listing.heading} - {SITE_TITLE}"
    latest = max((post.updated_at for post in listing.posts), default=blog.posts[0].updated_at)
    text = TEMPLATES.get_template("rss.xml").render(
        blog=blog,
        base=blog.base,
        title=title,
        self_url=blog.url(f"{listing.path}feed/") + (f"?paged={number}" if number > 1 else ""),
        built=latest,
        posts=listing.posts[(number - 1) * POSTS_PER_PAGE : number * POSTS_PER_PAGE],
        excerpt=excerpt,
        content=full_text,
    )
    return _with_validators(
        text, max(post.updated_at for post in blog.posts), f"{blog.day.number}{listing.path}{number}"
    )


def json_feed(blog: Blog, listing: Listing, number: int = 1) -> DemoResponse | None:
    """Return one page of a listing's JSON Feed 1.1 (jsonfeed.org); None past the last page."""
    if number > listing.pages:
        return None
    address = blog.url(f"{listing.path}feed/json/")
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": SITE_TITLE if listing.kind == "home" else f"{listing.heading} - {SITE_TITLE}",
        "home_page_url": blog.url(listing.path),
        "feed_url": address,
        "items": [_item(blog, post) for post in listing.page(number)],
    }
    if number < listing.pages:
        document["next_url"] = f"{address}?paged={number + 1}"
    return DemoResponse(body=json.dumps(document, ensure_ascii=False).encode(), content_type=JSON_FEED)


def _item(blog: Blog, post: Post) -> dict[str, object]:
    return {
        "id": blog.url(f"/?p={post.id}"),
        "url": blog.url(post.path),
        "title": post.title,
        "content_html": full_text(post),
        "date_published": post.published_at.isoformat(),
        "date_modified": post.updated_at.isoformat(),
        "authors": [{"name": name} for name in post.authors],
        "tags": list(post.tags),
    }


def comments_feed(blog: Blog, posts: Sequence[Post], path: str, heading: str) -> DemoResponse:
    """Return the RSS feed of the comments on these posts, newest first."""
    comments = [(post, comment) for post in posts for comment in post.comments]
    comments.sort(key=lambda pair: pair[1].published_at, reverse=True)
    latest = comments[0][1].published_at if comments else blog.posts[0].updated_at
    text = TEMPLATES.get_template("comments.xml").render(
        blog=blog,
        base=blog.base,
        title=heading,
        self_url=blog.url(path),
        built=latest,
        remarks=comments[:POSTS_PER_PAGE],
    )
    return _with_validators(text, latest, path)


def excerpt(post: Post) -> str:
    """Return a post's summary for a feed, as HTML."""
    if post.kind == "password":
        return PASSWORD_NOTE
    # WordPress cuts after 55 words.
    words = " ".join(post.paragraphs).replace("&", "&amp;").replace("<", "&lt;").split()
    return " ".join(words[:55]) + (" [&#8230;]" if len(words) > 55 else "")


def full_text(post: Post) -> Markup:
    """Return a post's HTML for a feed: of a post in several pages the first one, as WordPress does."""
    return PASSWORD_NOTE if post.kind == "password" else Markup("\n").join(block.html for block in post.pages[0])


def _with_validators(text: str, latest: datetime, page: str) -> DemoResponse:
    stamp = format_datetime(latest, usegmt=True)
    # WordPress derives the ETag from the date alone; here it differs between pages too, as behind a cache.
    digest = md5(f"{stamp}{page}".encode(), usedforsecurity=False).hexdigest()
    return DemoResponse(body=text.encode(), content_type=RSS, etag=f'"{digest}"', last_modified=stamp)
