"""Feeds of a Blog, as WordPress and its plugin for JSON Feed write them (pure)."""

import json
from collections.abc import Sequence
from datetime import datetime
from email.utils import format_datetime
from hashlib import md5

from markupsafe import Markup

from commentary.demo.answer import FEED, RSS, Answer
from commentary.demo.blog import PER_PAGE, Blog, Listing
from commentary.demo.posts import Post
from commentary.demo.render import ENVIRONMENT
from commentary.demo.world import SITE_TITLE

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


def json_feed(blog: Blog, listing: Listing, number: int = 1) -> Answer | None:
    """Return one page of a listing's feed by jsonfeed.org, version 1.1; None past the last."""
    if number > listing.pages:
        return None
    address = blog.url(f"{listing.path}feed/json/")
    told = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": SITE_TITLE if listing.kind == "home" else f"{listing.heading} - {SITE_TITLE}",
        "home_page_url": blog.url(listing.path),
        "feed_url": address,
        "items": [_item(blog, post) for post in listing.page(number)],
    }
    if number < listing.pages:
        told["next_url"] = f"{address}?paged={number + 1}"
    return Answer(body=json.dumps(told, ensure_ascii=False).encode(), content_type=FEED)


def _item(blog: Blog, post: Post) -> dict[str, object]:
    return {
        "id": blog.url(f"/?p={post.id}"),
        "url": blog.url(post.path),
        "title": post.title,
        "content_html": content(post),
        "date_published": post.published_at.isoformat(),
        "date_modified": post.updated_at.isoformat(),
        "authors": [{"name": name} for name in post.authors],
        "tags": list(post.tags),
    }


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
