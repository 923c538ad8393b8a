"""The posts of each day: what is written by hand and composed, and what the second day makes of it (pure)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from commentary.demo.blocks import Block, blocks, paragraph
from commentary.demo.compose import comment, compose, local
from commentary.demo.posts import Post, PostComment, Reference
from commentary.demo.world import HOUSE, texts

DAYS = (1, 2)
GIVEN = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Day:
    """One day's posts, newest first; what is gone (path → status) and what moved (old path → new path)."""

    number: int
    posts: tuple[Post, ...]
    hidden: tuple[Post, ...]
    gone: Mapping[str, int]
    moved: Mapping[str, str]


@cache
def on(number: int) -> Day:
    """Return the site's state on a day; days are counted from 1."""
    if number not in DAYS:
        raise ValueError(f"the demo site has the days {DAYS}, not {number}")
    return _first() if number == 1 else _second(_first(), texts("day2"))


def _first() -> Day:
    written = [_written(given, 2000 + 7 * n) for n, given in enumerate(texts("special")["posts"])]
    moved = {
        post.path.replace(post.slug, given["old_slug"]): post.path
        for post, given in zip(written, texts("special")["posts"], strict=True)
        if "old_slug" in given
    }
    hidden = [_written(given, 2900 + n) for n, given in enumerate(texts("hidden")["posts"])]
    return Day(number=1, posts=_newest_first([*compose(), *written]), hidden=tuple(hidden), gone={}, moved=moved)


def _second(first: Day, changes: GIVEN) -> Day:
    edits = {edit["slug"]: edit for edit in changes["edits"]}
    gone = {given["slug"]: given["status"] for given in changes["gone"]}
    remarks = changes["comments"]
    before = {post.slug: post for post in first.posts}
    after = {slug: _moved_on(post, edits.get(slug), remarks, changes["at"]) for slug, post in before.items()}
    new = [_written(given, 3001 + 2 * n) for n, given in enumerate(changes["posts"])]
    return Day(
        number=2,
        posts=_newest_first([*(post for slug, post in after.items() if slug not in gone), *new]),
        hidden=first.hidden,
        gone={before[slug].path: status for slug, status in gone.items()},
        moved={
            **first.moved,
            **{before[slug].path: after[slug].path for slug in before if before[slug].path != after[slug].path},
        },
    )


def _newest_first(posts: Sequence[Post]) -> tuple[Post, ...]:
    return tuple(sorted(posts, key=lambda post: (post.published_at, post.id), reverse=True))


def _moved_on(post: Post, edit: GIVEN | None, remarks: Sequence[GIVEN], at: str) -> Post:
    """Return a post a day later: read more often, commented on, and perhaps edited."""
    said = [remark for remark in remarks if remark["slug"] == post.slug]
    added = [comment(post.id * 20 + 15 + n, given, local(given["at"])) for n, given in enumerate(said)]
    # Not every post finds readers every day: some keep their count, so that a crawl sees both.
    views = post.views + (0 if post.id % 5 == 0 else 1 + post.views // 40)
    later = replace(post, views=views, comments=(*post.comments, *added))
    if edit is None:
        return later
    return replace(
        later,
        slug=edit.get("renamed", post.slug),
        title_html=edit.get("title", post.title_html),
        updated_at=local(edit.get("at", at)),
        body=_edited(post.body, edit),
    )


def _edited(body: Sequence[Block], edit: GIVEN) -> tuple[Block, ...]:
    if "body" in edit:
        return tuple(paragraph(text) for text in edit["body"])
    kept = [block for n, block in enumerate(body) if n not in edit.get("drop", ())]
    for old, new in edit.get("replace", ()):
        kept = [paragraph(str(block.html)[3:-4].replace(old, new)) if old in block.html else block for block in kept]
    return (*kept, *(paragraph(text) for text in edit.get("append", ())))


def _written(given: GIVEN, number: int) -> Post:
    """Make a post out of a table of a text file."""
    source = Reference(**given["source"]) if "source" in given else None
    tail = [{"p": f'<a href="{source.url}">{source.text}</a>'}] if source else []
    published = local(given["at"])
    # The untitled post's slug is its number, as WordPress does.
    number = given.get("id", number)
    return Post(
        id=number,
        slug=given["slug"],
        title_html=given["title"],
        published_at=published,
        updated_at=local(given["updated"]) if "updated" in given else published,
        authors=tuple(given.get("authors", [HOUSE])),
        categories=tuple(given["categories"]),
        tags=tuple(given.get("tags", ())),
        body=blocks([*given["body"], *tail]),
        kind=given.get("kind", "article"),
        language=given.get("language", "en-US"),
        views=given.get("views", 0),
        tagline=given.get("tagline", ""),
        highlights=tuple(given.get("highlights", ())),
        toc=given.get("toc", False),
        comments=_remarks(given.get("comments", ()), number),
        source=source or _reference(given, "partly"),
        bar=_reference(given, "bar"),
        via=_reference(given, "via"),
    )


def _reference(given: GIVEN, key: str) -> Reference | None:
    return Reference(**given[key]) if key in given else None


def _remarks(given: Sequence[GIVEN], number: int) -> tuple[PostComment, ...]:
    """Make comments; `parent` in a text file is the place of the comment answered, from 0."""
    ids = [number * 20 + place for place in range(len(given))]
    return tuple(
        comment(ids[place], one, local(one["at"]), parent=ids[one["parent"]] if "parent" in one else None)
        for place, one in enumerate(given)
    )
