"""Gathers the page that compares two versions: when each was seen, by which captures, and what differs (database).

/-/diff?before=VERSION&after=VERSION    two versions, of one article or of two; this address stays
/-/diff?article=ID                      the newest version of an article with the one before it
`&view=side` shows them side by side, `&view=inline` in one text
"""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from datasette.utils.asgi import NotFound, Response

from archive.ask import SEEN_VERSIONS
from archive.web.article.sides import MEANINGS, passages
from archive.web.plugins.article import compare_versions
from archive.web.plugins.values import clean_row

VIEWS = ("inline", "side")
# Versions of an article that can be chosen.
MAX_VERSIONS = 500

# Where two readings of a version are of one time, that with the lower id comes first.
_SEEN = f"""
SELECT articles.id, articles.url, articles.title, articles.site, first_seen_at, last_seen_at, captures,
    (SELECT capture FROM readings AS one WHERE one.article = articles.url AND one.version = :version
        AND one.held IS NULL ORDER BY captured_at, capture LIMIT 1) AS first_capture,
    (SELECT capture FROM readings AS one WHERE one.article = articles.url AND one.version = :version
        AND one.held IS NULL ORDER BY captured_at DESC, capture DESC LIMIT 1) AS last_capture
FROM ({SEEN_VERSIONS.format(condition="readings.version = :version")}) AS seen
JOIN articles ON articles.url = seen.article ORDER BY articles.url LIMIT 100
"""  # noqa: S608 - our own names
_EDIT = """
SELECT previous_captured_at, previous_capture, captured_at, capture FROM history
WHERE article = :article AND previous_version = :before AND version = :after ORDER BY captured_at LIMIT 1
"""
_VERSIONS = f"""
SELECT seen.version AS id, first_seen_at, versions.title, versions.word_count
FROM ({SEEN_VERSIONS.format(condition="readings.article = (SELECT url FROM articles WHERE id = :article)")}) AS seen
JOIN versions ON versions.id = seen.version ORDER BY first_seen_at, seen.version LIMIT :limit
"""  # noqa: S608 - our own names
_NEWEST = """
SELECT previous_version, version FROM history WHERE article = (SELECT url FROM articles WHERE id = :article)
ORDER BY captured_at DESC LIMIT 1
"""


async def comparison_page(datasette: Any, request: Any) -> Any:
    """Return the page that compares two versions, or an article's newest version with the one before."""
    database = datasette.get_database("commentary")
    before, after = request.args.get("before") or "", request.args.get("after") or ""
    if not before and not after and request.args.get("article"):
        before, after = await _newest_edit(database, request.args.get("article"))
    view = request.args.get("view")
    found = await gather_comparison(database, before, after)
    if found is None:
        raise NotFound("One of these versions is not in this archive.")
    context = {**found, "view": view if view in VIEWS else VIEWS[0]}
    return Response.html(await datasette.render_template("diff.html", context, request=request))


async def _newest_edit(database: Any, article: str) -> tuple[str, str]:
    row = (await database.execute(_NEWEST, {"article": article})).first()
    if row is None:
        raise NotFound("This article has one version, or is not in this archive: there is nothing to compare.")
    return row["previous_version"], row["version"]


async def gather_comparison(database: Any, before: str, after: str) -> dict[str, Any] | None:
    """Return what the template `diff.html` needs, or None if a version is not in the archive.

    `sides` are both versions with the article that shows each, when it was seen and by which captures. `versions` are
    those of the article that showed both, from which a reader may choose; empty for texts of two articles.
    """
    found = await compare_versions(database, before, after)
    if found is None:
        return None
    seen = [list(map(clean_row, await database.execute(_SEEN, {"version": version}))) for version in (before, after)]
    shared = _shared(*seen)
    sides = [_side(name, found[name], rows, shared) for name, rows in zip(("before", "after"), seen, strict=True)]
    edit = versions = None
    if shared is not None:
        asked = {"article": shared["url"], "before": before, "after": after}
        edit = next(map(clean_row, await database.execute(_EDIT, asked)), None)
        values = {"article": shared["id"], "limit": MAX_VERSIONS}
        versions = list(map(clean_row, await database.execute(_VERSIONS, values)))
    difference = found["difference"]
    return {
        **found,
        "article": shared,
        "sides": sides,
        "edit": edit,
        "versions": versions or [],
        "meaning": MEANINGS[difference.kind],
        "passages": list(passages(difference.paragraphs)),
        "address": f"/-/diff?{urlencode({'before': before, 'after': after})}",
        "swapped": f"/-/diff?{urlencode({'before': after, 'after': before})}",
    }


def _shared(before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """Return the first article that showed both versions, None if there is none."""
    ids = {row["id"] for row in before}
    return next((row for row in after if row["id"] in ids), None)


def _side(
    name: str, version: Mapping[str, Any], rows: Sequence[Mapping[str, Any]], shared: Mapping[str, Any] | None
) -> dict[str, Any]:
    own = next((row for row in rows if shared is not None and row["id"] == shared["id"]), None)
    return {"name": name, "version": version, "article": own or next(iter(rows), None)}
