"""Gathers the lists of sites, authors, categories and cited domains, with their counts (reads the database)."""

from collections.abc import Mapping
from typing import Any

from archive.web.entities import tallied
from archive.web.entities.home import gather_health
from archive.web.entities.names import KINDS, address, near_names, page_of, words_of
from archive.web.entities.runs import newest_run
from archive.web.entities.tallied import counts_of
from archive.web.plugins.values import text_of

PER_PAGE, MAX_SITES = 100, 5_000
MAX_WORDS = 100
_MATCHING = "FROM tallies WHERE what = :what AND site = :site AND instr(lower(name), lower(:words))"
_ALL = "FROM tallies WHERE what = :what AND site = :site"
_LIST = "SELECT name, articles {rows} ORDER BY articles DESC, name LIMIT :limit OFFSET :offset"
_COUNT = "SELECT count(*) {rows}"
# For a name that nobody has: those with one of its words, and those that begin alike.
_LIKE = "SELECT name FROM tallies WHERE what = :what AND site = '' AND instr(lower(name), lower(:words)) LIMIT 200"
_BEGIN = "SELECT name FROM tallies WHERE what = :what AND site = '' AND name BETWEEN :first AND :last LIMIT 1000"


async def gather_names(database: Any, kind_name: str, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Return a page of all names of a kind, those with the most articles first; `q` and `site` narrow it."""
    words = (arguments.get("q") or "").strip()[:MAX_WORDS]
    site = arguments.get("site") or ""
    values: dict[str, Any] = {"what": kind_name, "site": site, "words": words}
    rows = _MATCHING if words else _ALL
    total = int((await database.execute(_COUNT.format(rows=rows), values)).single_value())
    page = page_of(arguments, total, PER_PAGE)
    values |= {"limit": PER_PAGE, "offset": page["offset"]}
    found = counts_of(await database.execute(_LIST.format(rows=rows), values))
    health = await gather_health(database, await newest_run(database), limit=MAX_SITES) if kind_name == "site" else []
    return {
        "kind": KINDS[kind_name],
        "q": words,
        "site": site,
        "page": page,
        "names": [(name, address(kind_name, name), number) for name, number in found],
        "health": [each for each in health if words.lower() in each["site"].lower()],
        "most": max((number for _, number in found), default=0),
    }


async def near(database: Any, kind_name: str, name: str) -> list[tuple[str, str]]:
    """Return names of a kind that are written nearly as an unknown one, with their addresses."""
    values = {"what": kind_name, "first": name[:1], "last": f"{name[:1]}\U0010ffff"}
    others = [text_of(row[0]) or "" for row in await database.execute(_BEGIN, values)]
    with_words: list[str] = []
    for words in words_of(name[:MAX_WORDS]):
        rows = await database.execute(_LIKE, {"what": kind_name, "words": words})
        with_words += [text_of(row[0]) or "" for row in rows]
    if kind_name == "site":
        others += [site for site, _ in await tallied.top(database, "site", limit=MAX_SITES)]
    names = dict.fromkeys([*near_names(name, [*others, *with_words]), *with_words[:5]])
    return [(each, address(kind_name, each)) for each in list(names)[:8]]
