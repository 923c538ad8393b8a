"""Gathers the page with the whole history of one article, and that of its comments (reads the database)."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from datasette.utils.asgi import NotFound, Response

from archive.ask import (
    ARTICLE_CAPTURES,
    COMMENT_SPANS,
    MAX_CAPTURES,
    SEEN_VERSIONS,
    CommentHistory,
    in_groups,
    to_captures,
    to_comments,
)
from archive.diff import Words, compare_words
from archive.web.charts import chart_of_counts, known_counts
from archive.web.plugins.article import with_words
from archive.web.plugins.find import article_asked_for
from archive.web.plugins.timeline import draw_timeline
from archive.web.plugins.values import clean_row, number_of, text_of

# On one page of the history.
CAPTURES_PER_PAGE = 50
CHANGES_PER_PAGE = 20
COMMENTS_PER_PAGE = 100
MAX_VERSIONS = 500
MAX_ADDRESSES = 500
MAX_COUNTS = 5_000
MAX_SPANS = 20_000

_ARTICLE = "SELECT id, url, site, title, language, gone_at, version, first_captured_at FROM articles WHERE id = :id"
_ABSENCE = "SELECT * FROM absences WHERE article = :id AND back_at IS NULL ORDER BY gone_at DESC LIMIT 1"
_VERSIONS = f"""
SELECT seen.version AS id, first_seen_at, last_seen_at, captures, versions.title, versions.word_count
FROM ({SEEN_VERSIONS.format(condition="readings.article = :url")}) AS seen JOIN versions ON versions.id = seen.version
ORDER BY first_seen_at DESC, seen.version LIMIT :limit
"""  # noqa: S608 - our own names
_CHANGES = """
SELECT * FROM changes WHERE article = :url ORDER BY changed_at DESC, change, previous_url LIMIT :limit OFFSET :offset
"""
_COUNT_CHANGES = "SELECT count(*) FROM changes WHERE article = :url"
_ADDRESSES = """
SELECT addresses.url, min(readings.captured_at) AS first_read_at, max(readings.captured_at) AS last_read_at
FROM addresses LEFT JOIN readings ON readings.own_url = addresses.url AND readings.article = :url
WHERE addresses.article = :id AND addresses.url <> :url GROUP BY addresses.url ORDER BY 2, 1 LIMIT :limit
"""
_VIEWS = (
    "SELECT captured_at, views, views_rounded FROM view_counts WHERE article = :url ORDER BY captured_at LIMIT :limit"
)
_COMMENT_COUNTS = """
SELECT captured_at, comment_count, 0 FROM comment_counts WHERE article = :url ORDER BY captured_at LIMIT :limit
"""


async def history_page(datasette: Any, request: Any) -> Any:
    """Return the page with every capture, version and change of an article."""
    database = datasette.get_database("commentary")
    article = await _article(database, request)
    values = {"id": article["id"], "url": article["url"]}
    found = {
        "article": article,
        "absence": next(map(clean_row, await database.execute(_ABSENCE, values)), None),
        "addresses": await _rows(database, _ADDRESSES, values, MAX_ADDRESSES),
        "versions": await _rows(database, _VERSIONS, values, MAX_VERSIONS),
        "comments": await _comment_count(database, values),
        **await _captures(database, values, request),
        **await _changes_and_counts(database, values, request),
    }
    return Response.html(await datasette.render_template("history.html", found, request=request))


async def comments_page(datasette: Any, request: Any) -> Any:
    """Return the page with the comments of an article, also those that are gone, each with its former texts."""
    database = datasette.get_database("commentary")
    article = await _article(database, request)
    rows = await _rows(database, f"{COMMENT_SPANS} LIMIT :limit", {"id": article["id"]}, MAX_SPANS)
    comments = to_comments(row for row in rows if number_of(row["number"]) is not None)
    page, shown = _page(request, "page", comments, COMMENTS_PER_PAGE)
    found = {
        "article": article,
        "comments": shown,
        "all": comments,
        "by_number": {comment.number: comment for comment in comments},
        "page": page,
        "spoken": _words_of,
    }
    return Response.html(await datasette.render_template("comments.html", found, request=request))


def _words_of(comment: CommentHistory, place: int) -> Sequence[Words]:
    """Return the text of a span compared with that of the one before it, if that was edited."""
    span, before = comment.spans[place], comment.spans[place - 1] if place else None
    if before is None or before.ended != "edited":
        return compare_words(span.text, span.text)
    return compare_words(before.text, span.text)


async def _article(database: Any, request: Any) -> dict[str, Any]:
    """Return the article that a request names by its id or an address; NotFound for none."""
    number = request.args.get("article") or ""
    if not number and request.args.get("url"):
        number = await article_asked_for(database, request.args.get("url"))
    found = (await database.execute(_ARTICLE, {"id": number})).first()
    if found is None:
        raise NotFound("This archive has no such article. Search for its address, or for words of it.")
    return clean_row(found)


async def _rows(database: Any, sql: str, values: Mapping[str, Any], limit: int) -> list[dict[str, Any]]:
    return list(map(clean_row, await database.execute(sql, {**values, "limit": limit})))


async def _comment_count(database: Any, values: Mapping[str, Any]) -> int:
    query = "SELECT count(DISTINCT number) FROM comment_history WHERE article = :id"
    return int((await database.execute(query, {"id": values["id"]})).single_value())


async def _captures(database: Any, values: Mapping[str, Any], request: Any) -> dict[str, Any]:
    rows = await database.execute(ARTICLE_CAPTURES, {**values, "limit": MAX_CAPTURES})
    captures = to_captures(map(_plain_row, rows), values["url"])
    groups = list(in_groups(captures))[::-1]
    alone = [group for capture in captures for group in in_groups([capture])][::-1]
    is_whole = bool(request.args.get("all"))
    page, shown = _page(request, "page", alone if is_whole else groups, CAPTURES_PER_PAGE)
    return {
        "captures": captures,
        "timeline": draw_timeline(captures),
        "groups": shown,
        "has_groups": len(groups) < len(captures),
        "is_whole": is_whole,
        "is_cut": len(captures) == MAX_CAPTURES,
        "page": page,
    }


def _plain_row(row: Any) -> dict[str, Any]:
    """Return a row with numbers and texts only, as a damaged database may not have them."""
    names = ("status", "broken_off", "page_number", "doubtful")
    return {name: number_of(row[name]) if name in names else text_of(row[name]) for name in row.keys()}  # noqa: SIM118


async def _changes_and_counts(database: Any, values: Mapping[str, Any], request: Any) -> dict[str, Any]:
    """Return the changes of one page, the newest first, and the series of counts."""
    try:
        total = (await database.execute(_COUNT_CHANGES, {"url": values["url"]})).single_value()
        changes_page, _ = _page(request, "changes", range(total), CHANGES_PER_PAGE)
        asked = {"url": values["url"], "offset": (changes_page["number"] - 1) * CHANGES_PER_PAGE}
        changes = await _rows(database, _CHANGES, asked, CHANGES_PER_PAGE)
        series = [
            known_counts(await database.execute(sql, {"url": values["url"], "limit": MAX_COUNTS}))
            for sql in (_VIEWS, _COMMENT_COUNTS)
        ]
    except sqlite3.Error as error:
        # Such as a view that is missing from a damaged database; the captures can be shown all the same.
        trouble = f"The changes and counts cannot be shown: {error}."
        return {"changes": [], "changes_page": _page(request, "changes", (), 1)[0], "series": (), "trouble": trouble}
    words = {
        (edit["previous_version"], edit["version"]): edit["difference"]
        for edit in await with_words(database, [change for change in changes if change["change"] == "edit"])
    }
    compared = [
        change | {"difference": words.get((change["previous_version"], change["version"]))} for change in changes
    ]
    named = [
        (name, counts, chart_of_counts(name, counts))
        for name, counts in zip(("Views", "Comments"), series, strict=True)
    ]
    return {"changes": compared, "changes_page": changes_page, "series": named, "trouble": ""}


def _page(request: Any, name: str, items: Sequence[Any], size: int) -> tuple[dict[str, Any], Sequence[Any]]:
    """Return which page a request asks for with a parameter, and the items on it.

    {"name", "number", "pages", "items": how many in all}; what is no number is the first page, beyond the last the
    last one.
    """
    asked = request.args.get(name) or "1"
    pages = max(1, -(-len(items) // size))
    number = min(max(int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 1, 1), pages)
    place = {"name": name, "number": number, "pages": pages, "items": len(items)}
    return place, items[(number - 1) * size : number * size]


def page_links(request: Any, page: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    """Yield the page before and the next one: what the link says, and its URL."""
    kept = [(key, value) for key in request.args for value in request.args.getlist(key) if key != page["name"]]
    for number, words in ((page["number"] - 1, "Previous page"), (page["number"] + 1, "Next page")):
        if 1 <= number <= page["pages"]:
            yield words, f"?{urlencode([*kept, (page['name'], str(number))])}"
