"""Operations: what php/act.php is told to do to the blog (pure)."""

from collections.abc import Iterator, Sequence
from typing import Any

from posts import AUTHORS, BIOGRAPHIES, Comment, Post, stored

BREAK = "\n\n<!-- wp:nextpage -->\n<!--nextpage-->\n<!-- /wp:nextpage -->\n\n"

Act = dict[str, Any]


def fill(posts: Sequence[Post]) -> Iterator[Act]:
    """Make the authors, then the posts as they came about."""
    yield {"do": "rewrite"}
    for login, name in AUTHORS.items():
        about = {
            "display_name": name,
            "user_email": f"{login}@blog.example",
            "description": BIOGRAPHIES.get(login, ""),
        }
        yield {"do": "user", "user": {"user_login": login, **about}}
    for post in posts:
        yield from write(post)


def write(post: Post) -> Iterator[Act]:
    """Make a post: an earlier text of it first, where it has one, which is then a revision."""
    if post.before:
        yield save(post, post_content=stored(post.before, classic=post.classic))
    yield save(post)
    if post.sticky:
        yield {"do": "stick", "key": post.key}
    for reply in post.comments:
        yield comment(post, reply)
    if post.status == "trash":
        yield {"do": "trash", "key": post.key}


def save(post: Post, **other: Any) -> Act:
    """Store a post as it is now."""
    told = {
        "post_type": post.kind,
        "post_title": post.title,
        "post_status": {"password": "publish", "trash": "publish"}.get(post.status, post.status),
        "post_password": "herring" if post.status == "password" else "",
        "post_date": f"{post.at:%Y-%m-%d %H:%M:%S}",
        "post_content": content(post),
        "author": post.author,
        "comment_status": "open",
        "edit_date": True,
    }
    if post.slug:
        told["post_name"] = post.slug
    if post.kind == "post":
        told |= {"categories": list(post.categories), "tags_input": list(post.tags)}
    return {"do": "save", "key": post.key, "post": told | other}


def content(post: Post) -> str:
    """Return the whole text, its pages parted."""
    parts = [stored(part, classic=post.classic) for part in (post.blocks, post.later) if part]
    return BREAK.join(parts)


def comment(post: Post, reply: Comment) -> Act:
    """Store a comment."""
    told = {
        "comment_author": reply.author,
        "comment_author_email": "reader@elsewhere.example",
        "comment_content": reply.text,
        "comment_approved": int(reply.approved),
        "comment_date": f"{post.at:%Y-%m-%d} 23:59:59",
    }
    return {"do": "comment", "key": post.key, "comment": told}
