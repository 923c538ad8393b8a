"""Gathers the pages of an author, a category, and a cited domain (reads the database)."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from archive.web.charts import Chart
from archive.web.entities import tallied
from archive.web.entities.home import month_links
from archive.web.entities.names import KINDS, address, shares
from archive.web.entities.newest import (
    LISTED,
    MAX_ARTICLES,
    articles_with,
    counted,
    domains_in,
    edits_in,
    length_chart,
    lengths_of,
    names_in,
    newest_with,
)
from archive.web.entities.tallied import Counts, name_chart
from archive.web.plugins.values import clean_row, text_of

# Of the links of those articles to one domain, so many are looked at; of words, addresses and hosts so many shown.
MAX_LINKS, MAX_SHOWN = 20_000, 15
_CHOSEN = "(SELECT value FROM json_each(:ids))"
_LINKS = f"""
SELECT DISTINCT article, trim(text) AS words, url, host FROM links
WHERE article IN {_CHOSEN} AND +domain = :name LIMIT {MAX_LINKS}
"""  # noqa: S608 - our own names
# Articles of this archive that are cited.
_CITED = f"""
SELECT articles.id, articles.title, articles.url, count(DISTINCT links.article) AS cited_by
FROM links JOIN addresses ON addresses.url = links.url JOIN articles ON articles.id = addresses.article
WHERE +links.domain = :name AND links.article IN {_CHOSEN}
GROUP BY articles.id ORDER BY cited_by DESC, articles.id LIMIT 12
"""  # noqa: S608 - our own names


async def gather_named(database: Any, kind_name: str, name: str) -> dict[str, Any] | None:
    """Return what the page of an author, category or domain needs, None if no article has the name."""
    kind = KINDS[kind_name]
    total = await tallied.count(database, kind_name, name)
    if total is None:
        return None
    months = await tallied.months_of_name(database, kind_name, name)
    ids = await newest_with(database, kind, name, total, months)
    latest = await articles_with(database, ids[:LISTED])
    lengths = await lengths_of(database, ids)
    edits, classes = await edits_in(database, ids)
    sites = await tallied.by_site(database, kind_name, name)
    without = {kind.table: name}
    authors = await names_in(database, "authors", ids, without=without.get("authors"))
    categories = await names_in(database, "categories", ids, without=without.get("categories"))
    of_sites = sorted({site for row in lengths if (site := text_of(row["site"]))})
    domains = await domains_in(database, ids, of_sites) if kind_name != "domain" else []
    return {
        "kind": kind,
        "name": name,
        "total": total,
        "sites": sites,
        "first": months[0][0] if months else None,
        "last": months[-1][0] if months else None,
        "most": MAX_ARTICLES,
        "latest": latest,
        "looked_at": len(lengths),
        "authors": authors,
        "categories": categories,
        "domains": domains,
        "edits": edits,
        "classes": classes,
        "charts": _charts(kind_name, months, sites, domains, authors, length_chart(lengths)),
        **(await _of_domain(database, name, ids) if kind_name == "domain" else {}),
    }


def _charts(  # noqa: PLR0913, PLR0917 - the numbers of one page
    kind: str, months: Counts, sites: Counts, domains: Counts, authors: Counts, lengths: Chart | None
) -> dict[str, Chart | None]:
    verb = "cite it" if kind == "domain" else "were published"
    links = month_links(month for month, _ in months) if kind != "domain" else {}
    return {
        "months": tallied.month_chart(f"In which months articles {verb}", {"articles": months}, links=links),
        "length": lengths if kind != "domain" else None,
        "sites": name_chart("On which sites", "site", sites, _pages("site", sites)) if len(sites) > 1 else None,
        "domains": name_chart("Which domains they cite", "domain", domains, _pages("domain", domains)),
        "authors": name_chart("Who writes them", "author", authors, _pages("author", authors))
        if kind != "author"
        else None,
    }


def _pages(kind: str, counts: Counts) -> Mapping[str, str]:
    return {name: address(kind, name) for name, _ in counts}


async def _of_domain(database: Any, name: str, ids: list[int]) -> dict[str, Any]:
    values = {"name": name, "ids": json.dumps(ids)}
    links = (await database.execute(_LINKS, values)).rows
    return {
        "words": shares(_counted(links, "words"), len(ids)),
        "addresses": _counted(links, "url"),
        "hosts": _counted(links, "host"),
        "cited": list(map(clean_row, await database.execute(_CITED, values))),
    }


def _counted(links: Sequence[Any], column: str) -> Counts:
    """Return the values of a column of links, with the number of articles that have each."""
    pairs = {(link["article"], text_of(link[column], 300)) for link in links}
    return counted([value for _, value in sorted(pairs, key=str)], MAX_SHOWN)
