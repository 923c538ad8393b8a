"""Filters and sort orders of the REST interface's list of posts (pure)."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from operator import attrgetter, gt, lt
from typing import Any

from commentary.demo.posts import Post
from commentary.demo.site_texts import TIMEZONE, authors, categories, tag

SORT_KEYS: Mapping[str, Callable[[Post], Any]] = {
    "date": lambda post: (post.published_at, post.id),
    "modified": lambda post: (post.updated_at, post.id),
    "id": lambda post: post.id,
    "title": lambda post: post.title,
    "slug": lambda post: post.slug,
}
# The subset of RFC 3339 that WordPress accepts; a `+` that URL decoding turned into a space is refused.
DATE_TIME = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d(?::\d\d)?)?")

PostTest = Callable[[Post], bool]


def _date_filter(
    read: Callable[[Post], datetime], compare: Callable[[datetime, datetime], bool]
) -> Callable[[str], PostTest]:
    """Return a function that makes a date filter of a parameter's value.

    A time without an offset is in the site's time zone; ValueError for anything but a date with a time.
    """

    def make(value: str) -> PostTest:
        if not DATE_TIME.fullmatch(value):
            raise ValueError(value)
        limit = datetime.fromisoformat(value)
        limit = limit if limit.tzinfo else limit.replace(tzinfo=TIMEZONE)
        return lambda post: compare(read(post), limit)

    return make


def _value_filter(read: Callable[[Post], Iterable[object]], *, wanted: bool = True) -> Callable[[str], PostTest]:
    """Return a function from a comma-separated list to a filter on a post's values."""

    def make(given: str) -> PostTest:
        listed = set(given.split(","))
        return lambda post: any(str(value) in listed for value in read(post)) is wanted

    return make


FILTERS: Mapping[str, Callable[[str], PostTest]] = {
    "after": _date_filter(attrgetter("published_at"), gt),
    "before": _date_filter(attrgetter("published_at"), lt),
    "modified_after": _date_filter(attrgetter("updated_at"), gt),
    "modified_before": _date_filter(attrgetter("updated_at"), lt),
    "include": _value_filter(lambda post: [post.id]),
    "exclude": _value_filter(lambda post: [post.id], wanted=False),
    "slug": _value_filter(lambda post: [post.slug]),
    "categories": _value_filter(lambda post: [categories()[name].id for name in post.categories]),
    "tags": _value_filter(lambda post: [tag(name).id for name in post.tags]),
    "author": _value_filter(lambda post: [authors()[post.authors[0]].id]),
}


def filter_posts(posts: Sequence[Post], query: Mapping[str, str]) -> list[Post]:
    """Return the posts that pass the filters of a query; ValueError for a malformed date."""
    tests = [FILTERS[key](value) for key, value in query.items() if key in FILTERS]
    return [post for post in posts if all(test(post) for test in tests)]
