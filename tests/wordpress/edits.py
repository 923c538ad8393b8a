"""What is done to the blog between two crawls, and what must be known of it then (pure)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random

from acts import Act, comment, save
from posts import AUTHORS, Comment, Post, paragraph
from words import sentences


@dataclass(frozen=True, kw_only=True)
class Edits:
    """The operations, and by the keys of posts what they mean; `after` are the changed and the new ones as they are.

    `led_to` is one to which WordPress may lead who asks for a deleted one. `published_now` is one that took the
    moment of its publication for its date.
    """

    acts: tuple[Act, ...]
    after: dict[str, Post]
    changed: frozenset[str]
    renamed: frozenset[str]
    gone: frozenset[str]
    led_to: str
    locked: str
    published: frozenset[str]
    published_now: str
    commented: str

    @property
    def touched(self) -> frozenset[str]:
        """All at which a crawl must look."""
        return self.changed | self.renamed | self.gone | self.published | {self.locked}


def make_edits(posts: Sequence[Post]) -> Edits:
    """Choose posts and edit them."""
    said = sentences(Random("edits"))
    public = iter([post for post in posts if post.is_public and post.kind == "post" and not post.sticky][60:])
    hidden = {status: next(post for post in posts if post.status == status) for status in ("pending", "private")}
    drafts = [post for post in posts if post.status == "draft"][:2]
    changed = [*_rewritten(public, posts, said)]
    renamed = [replace(post, slug=f"renamed-{post.key}") for post in (next(public), next(public))]
    renamed[1] = _reworded(renamed[1], said)
    # WordPress leads who asks for it to "Salt Roads", whose name begins alike, where addresses have no dates.
    salt, roads = (next(post for post in posts if post.title == title) for title in ("Salt", "Salt Roads"))
    trashed, deleted, withdrawn, hushed, locked = (next(public) for _ in range(5))
    talked = replace(next(public), comments=(Comment("A Late Reader", next(said)),))
    published = [replace(post, status="publish") for post in (*drafts, *hidden.values())]
    now = published[0].key
    return Edits(
        acts=(
            *(save(post) for post in (*changed, *renamed, *published[1:])),
            save(published[0], post_date="", post_date_gmt="0000-00-00 00:00:00", edit_date=False),
            {"do": "trash", "key": trashed.key},
            *({"do": "delete", "key": post.key} for post in (deleted, salt)),
            *(save(replace(post, status=status)) for post, status in ((withdrawn, "draft"), (hushed, "private"))),
            save(replace(locked, status="password")),
            *(comment(talked, reply) for reply in talked.comments),
        ),
        after={post.key: post for post in (*changed, *renamed, *published, talked)},
        changed=frozenset({*(post.key for post in changed), renamed[1].key}),
        renamed=frozenset(post.key for post in renamed),
        gone=frozenset(post.key for post in (trashed, deleted, salt, withdrawn, hushed)),
        led_to=roads.key,
        locked=locked.key,
        published=frozenset(post.key for post in published),
        published_now=now,
        commented=talked.key,
    )


def _rewritten(public: Iterator[Post], posts: Sequence[Post], said: Iterator[str]) -> Iterator[Post]:
    """Yield posts with one thing changed in each."""
    yield _reworded(next(public), said)
    yield _reworded(next(post for post in posts if post.is_public and post.sticky), said)
    yield _reworded(next(post for post in posts if post.is_public and post.later), said)
    post = next(public)
    yield replace(post, blocks=(*post.blocks, paragraph(next(said))))
    post = next(public)
    yield replace(post, title="Another Headline &amp; More", shown="Another Headline & More")
    yield replace(next(public), categories=("Corrections", "World"))
    yield replace(next(public), tags=("corrected",))
    post = next(public)
    yield replace(post, author=next(author for author in AUTHORS if author != post.author))


def _reworded(post: Post, said: Iterator[str]) -> Post:
    return replace(post, blocks=(paragraph(next(said)), *post.blocks[1:]))
