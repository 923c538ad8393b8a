"""Builds the demo site's posts on its first day, and on its second after edits, deletions and new posts (pure)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from commentary.demo.blocks import PostBlock, make_blocks, paragraph
from commentary.demo.generated_posts import comment_from_toml, generate_posts, parse_local_time
from commentary.demo.posts import Post, PostComment, Reference
from commentary.demo.site_texts import EDITORIAL_AUTHOR, TomlTable, load_texts

DAYS = (1, 2)


@dataclass(frozen=True, kw_only=True)
class Day:
    """One day's posts, newest first; `gone` maps deleted paths to a status, `moved` old paths to new ones.

    `hidden` are private posts and drafts, which no listing shows.
    """

    number: int
    posts: tuple[Post, ...]
    hidden: tuple[Post, ...]
    gone: Mapping[str, int]
    moved: Mapping[str, str]


@cache
def site_on_day(number: int, essays: int | None = None) -> Day:
    """Return the posts on day 1 or 2; ValueError for another day.

    With `essays`, of the generated essays only so many, the newest; the other posts are all there.
    """
    if number not in DAYS:
        raise ValueError(f"the demo site has the days {DAYS}, not {number}")
    first = _first_day(essays)
    return first if number == 1 else _second_day(first, load_texts("day2"))


def _first_day(essays: int | None) -> Day:
    generated = generate_posts()
    generated = generated if essays is None else generated[len(generated) - essays :]
    written = [_post_from_toml(given, 2000 + 7 * n) for n, given in enumerate(load_texts("special")["posts"])]
    moved = {
        post.path.replace(post.slug, given["old_slug"]): post.path
        for post, given in zip(written, load_texts("special")["posts"], strict=True)
        if "old_slug" in given
    }
    hidden = [_post_from_toml(given, 2900 + n) for n, given in enumerate(load_texts("hidden")["posts"])]
    return Day(
        number=1,
        posts=_newest_first([*generated, *written]),
        hidden=tuple(hidden),
        gone={},
        moved=moved,
    )


def _second_day(first: Day, changes: TomlTable) -> Day:
    edits = {edit["slug"]: edit for edit in changes["edits"]}
    gone = {given["slug"]: given["status"] for given in changes["gone"]}
    remarks = changes["comments"]
    before = {post.slug: post for post in first.posts}
    after = {slug: _one_day_later(post, edits.get(slug), remarks, changes["at"]) for slug, post in before.items()}
    new = [_post_from_toml(given, 3001 + 2 * n) for n, given in enumerate(changes["posts"])]
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


def _one_day_later(post: Post, edit: TomlTable | None, remarks: Sequence[TomlTable], at: str) -> Post:
    """Return a post as it is on the next day: more views, new comments and, if `edit` is given, its edits."""
    new_comments = [remark for remark in remarks if remark["slug"] == post.slug]
    added = [
        comment_from_toml(post.id * 20 + 15 + n, given, parse_local_time(given["at"]))
        for n, given in enumerate(new_comments)
    ]
    # One post in five keeps its count, so that a crawl meets changed and unchanged counts.
    views = post.views + (0 if post.id % 5 == 0 else 1 + post.views // 40)
    later = replace(post, views=views, comments=(*post.comments, *added))
    if edit is None:
        return later
    return replace(
        later,
        slug=edit.get("renamed", post.slug),
        title_html=edit.get("title", post.title_html),
        # A silent edit leaves the date of the last update as it was.
        updated_at=post.updated_at if edit.get("silent") else parse_local_time(edit.get("at", at)),
        body=_edited_body(post.body, edit),
    )


def _edited_body(body: Sequence[PostBlock], edit: TomlTable) -> tuple[PostBlock, ...]:
    if "body" in edit:
        return tuple(paragraph(text) for text in edit["body"])
    kept = [block for n, block in enumerate(body) if n not in edit.get("drop", ())]
    for old, new in edit.get("replace", ()):
        kept = [paragraph(str(block.html)[3:-4].replace(old, new)) if old in block.html else block for block in kept]
    return (*kept, *(paragraph(text) for text in edit.get("append", ())))


def _post_from_toml(given: TomlTable, number: int) -> Post:
    """Return the post that a table of a text file describes; `number` is its id unless the table names one."""
    source = Reference(**given["source"]) if "source" in given else None
    tail = [{"p": f'<a href="{source.url}">{source.text}</a>'}] if source else []
    published = parse_local_time(given["at"])
    # The post without a title has its id as slug, as in WordPress.
    number = given.get("id", number)
    return Post(
        id=number,
        slug=given["slug"],
        title_html=given["title"],
        published_at=published,
        updated_at=parse_local_time(given["updated"]) if "updated" in given else published,
        authors=tuple(given.get("authors", [EDITORIAL_AUTHOR])),
        categories=tuple(given["categories"]),
        tags=tuple(given.get("tags", ())),
        body=make_blocks([*given["body"], *tail]),
        kind=given.get("kind", "article"),
        language=given.get("language", "en-US"),
        views=given.get("views", 0),
        tagline=given.get("tagline", ""),
        highlights=tuple(given.get("highlights", ())),
        toc=given.get("toc", False),
        comments=_comments_from_toml(given.get("comments", ()), number),
        source=source or _reference(given, "partly"),
        bar=_reference(given, "bar"),
        via=_reference(given, "via"),
    )


def _reference(given: TomlTable, key: str) -> Reference | None:
    return Reference(**given[key]) if key in given else None


def _comments_from_toml(given: Sequence[TomlTable], number: int) -> tuple[PostComment, ...]:
    """Return a post's comments; `parent` in a text file is the index of the comment replied to, from 0."""
    ids = [number * 20 + index for index in range(len(given))]
    return tuple(
        comment_from_toml(
            ids[index],
            table,
            parse_local_time(table["at"]),
            parent=ids[table["parent"]] if "parent" in table else None,
        )
        for index, table in enumerate(given)
    )
