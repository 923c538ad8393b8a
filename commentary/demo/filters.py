"""What a REST query chooses of the demo site's posts, and in which order (pure)."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from operator import attrgetter, gt, lt
from typing import Any

from commentary.demo.posts import Post
from commentary.demo.world import ZONE, authors, categories, tag

ORDERS: Mapping[str, Callable[[Post], Any]] = {
    "date": lambda post: (post.published_at, post.id),
    "modified": lambda post: (post.updated_at, post.id),
    "id": lambda post: post.id,
    "title": lambda post: post.title,
    "slug": lambda post: post.slug,
}
# As much of RFC 3339 as WordPress asks for; a `+` that a query has made a space of is refused.
DATE_TIME = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d(?::\d\d)?)?")

Test = Callable[[Post], bool]


def _dated(read: Callable[[Post], datetime], compare: Callable[[datetime, datetime], bool]) -> Callable[[str], Test]:
    """Return the maker of a date filter; a time without an offset is the site's own, a bare day is none."""

    def make(value: str) -> Test:
        if not DATE_TIME.fullmatch(value):
            raise ValueError(value)
        limit = datetime.fromisoformat(value)
        limit = limit if limit.tzinfo else limit.replace(tzinfo=ZONE)
        return lambda post: compare(read(post), limit)

    return make


def _among(read: Callable[[Post], Iterable[object]], *, wanted: bool = True) -> Callable[[str], Test]:
    """Return the maker of a filter that takes a comma list."""

    def make(value: str) -> Test:
        listed = set(value.split(","))
        return lambda post: any(str(one) in listed for one in read(post)) is wanted

    return make


FILTERS: Mapping[str, Callable[[str], Test]] = {
    "after": _dated(attrgetter("published_at"), gt),
    "before": _dated(attrgetter("published_at"), lt),
    "modified_after": _dated(attrgetter("updated_at"), gt),
    "modified_before": _dated(attrgetter("updated_at"), lt),
    "include": _among(lambda post: [post.id]),
    "exclude": _among(lambda post: [post.id], wanted=False),
    "slug": _among(lambda post: [post.slug]),
    "categories": _among(lambda post: [categories()[name].id for name in post.categories]),
    "tags": _among(lambda post: [tag(name).id for name in post.tags]),
    "author": _among(lambda post: [authors()[post.authors[0]].id]),
}


def chosen(posts: Sequence[Post], query: Mapping[str, str]) -> list[Post]:
    """Return the posts that a query's filters leave."""
    tests = [FILTERS[key](value) for key, value in query.items() if key in FILTERS]
    return [post for post in posts if all(test(post) for test in tests)]
