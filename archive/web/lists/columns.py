"""Which columns of a list come first, which are shown at once, by which it is counted (values, pure functions)."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

# The columns of a wide table that its list shows, the key ones first; `?_all=1` shows all. Others are shown whole.
SHOWN: Mapping[str, str] = {
    "articles": "published_day title authors categories views word_count site",
    "absences": "article gone_at reason status last_seen_at back_at leads_to capture",
    "captures": "captured_at url status source_kind content_type bytes site run",
    "changes": "changed_at class article_id words_before words_after unchanged_until reason version site",
    "comment_history": "author text article first_seen_at last_seen_at ended ended_at",
    "comments": "author text article published_at",
    "copies": "copy original share_of_copy share_of_original copy_at original_at source_says",
    "disagreements": "article field archived json_ld meta visible rest feed site",
    "history": "captured_at article changed previous_captured_at version previous_version capture site",
    "images": "url alt caption article",
    "links": "domain url text article paragraph",
    "readings": "captured_at article outcome reason held version site",
    "runs": (
        "started_at site status requests captures articles_new articles_changed articles_same refused failed seconds"
    ),
    "sources": "url source_kind source_url title modified_at last_found_at site",
    "standings": "url reason article answered_at found_at leads_to site",
    "tombstones": "forgotten_at kind reason forgotten_by warc",
    "versions": "title authors word_count language lent_at",
}
_FIRST = {"authors": "name article", "categories": "name article", "tags": "name article", "attempts": "capture"}
# The columns of queries that are counted beside the list, in this order.
FACETS = (
    "kind", "class", "change", "field", "outcome", "reason", "how", "status", "disagree_on", "source_says", "rule",
    "site", "category", "author", "language", "year", "count", "doubt", "declared",
)  # fmt: skip
MAX_FACETS = 6
# The tables that most readers look for, in this order; the others follow by their names.
_KEY_TABLES = ("articles", "changes", "versions", "links", "comments", "copies", "captures", "readings")


def columns_of(table: str | None, names: Sequence[str], *, is_all: bool) -> list[str]:
    """Return the columns that a list shows, in order, of those that its rows have."""
    first = SHOWN.get(table or "", _FIRST.get(table or "", "")).split()
    known = [name for name in first if name in names]
    if is_all or table not in SHOWN or not known:
        return [*known, *(name for name in names if name not in known)]
    return known


def facets_of(names: Sequence[str], asked: Sequence[str]) -> list[str]:
    """Return the columns of a query by which its rows are counted: those asked for, then the usual ones."""
    usual = [name for name in FACETS if name in names][:MAX_FACETS]
    return list(dict.fromkeys([*(name for name in asked if name in names), *usual]))


def key_tables_first(tables: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return Datasette's descriptions of tables with the key ones first."""
    places = {name: place for place, name in enumerate(_KEY_TABLES)}
    return sorted(tables, key=lambda table: (places.get(table["name"], len(places)), table["name"]))
