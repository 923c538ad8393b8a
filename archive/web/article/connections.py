"""Gathers what an article cites and which articles of the archive cite it (reads the database).

A link's URL and an article's address are compared in their normal form, so that tracking parameters and a place
within the page make no difference; nor do http, `www.` and a slash at the end, if only one article has the address.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from archive.web.plugins.values import clean_row
from extract.urls import canonical_url

# Of the links of one article, and of those that lead to it.
MAX_LINKS = 1_000
# Of a text's links to one domain.
MAX_OF_DOMAIN = 50
MAX_ADDRESSES = 200

_LINKS = """
SELECT url, domain, text FROM links WHERE article = CAST(:id AS INTEGER) AND url LIKE 'http%'
ORDER BY position LIMIT :limit
"""
_AT = """
SELECT addresses.url AS address, articles.* FROM addresses JOIN articles ON articles.id = addresses.article
WHERE addresses.url IN (SELECT value FROM json_each(:urls))
"""
_ADDRESSES = "SELECT url FROM addresses WHERE article = CAST(:id AS INTEGER) ORDER BY url LIMIT :limit"
# The URL itself, and what follows a `?` or a `#`: `$` and `@` are the next characters. CROSS keeps SQLite from going
# through all links for each URL.
_CITING = """
WITH asked AS (SELECT value AS url FROM json_each(:urls)), found AS (
    SELECT links.article, links.position, links.url, links.text FROM asked CROSS JOIN links ON links.url = asked.url
    UNION ALL SELECT links.article, links.position, links.url, links.text
        FROM asked CROSS JOIN links ON links.url >= asked.url || '#' AND links.url < asked.url || '$'
    UNION ALL SELECT links.article, links.position, links.url, links.text
        FROM asked CROSS JOIN links ON links.url >= asked.url || '?' AND links.url < asked.url || '@'
    LIMIT :limit)
SELECT found.url AS link, found.text AS link_text, articles.* FROM found JOIN articles ON articles.id = found.article
WHERE found.article <> CAST(:id AS INTEGER) ORDER BY articles.published_at DESC, articles.id, found.position
"""


@dataclass(kw_only=True)
class Citation:
    """An article that is cited or cites, a row of the table articles, with the words of the links."""

    article: Mapping[str, Any]
    texts: list[str] = field(default_factory=list)


@dataclass(kw_only=True)
class CitedDomain:
    """A domain that a text links to: the links as (url, text), at most MAX_OF_DOMAIN, and how many more there are."""

    domain: str
    links: list[tuple[str, str]] = field(default_factory=list)
    more: int = 0


@dataclass(frozen=True, kw_only=True)
class Connections:
    """What an article cites, in the order of its text, and what cites it, the newest first; or the problem."""

    articles: Sequence[Citation] = ()
    domains: Sequence[CitedDomain] = ()
    cited_by: Sequence[Citation] = ()
    problem: str = ""


async def gather_connections(database: Any, article: int | str) -> Connections:
    """Return what an article, given by its id, cites and is cited by."""
    try:
        links = [clean_row(row) for row in await database.execute(_LINKS, {"id": article, "limit": MAX_LINKS})]
        asked = {"urls": json.dumps(sorted({each for link in links for each in variants(link["url"])}))}
        found = {row["address"]: row for row in map(clean_row, await database.execute(_AT, asked))} if links else {}
        addresses = [
            row["url"] for row in await database.execute(_ADDRESSES, {"id": article, "limit": MAX_ADDRESSES})
        ]
        values = {"id": article, "limit": MAX_LINKS, "urls": json.dumps(sorted(_all_variants(addresses)))}
        citing = list(map(clean_row, await database.execute(_CITING, values)))
    except sqlite3.Error as error:
        # Such as a table that is missing from a damaged database; the text can be shown all the same.
        return Connections(problem=f"What this article cites, and who cites it, cannot be shown: {error}.")
    cited, domains = _sorted(links, found, str(article))
    return Connections(articles=cited, domains=domains, cited_by=_citing(citing, set(addresses)))


def variants(url: str) -> tuple[str, ...]:
    """Return the addresses that may be those of a link's page: its own normal form first, then the likely others."""
    normal = canonical_url(url)
    scheme, separator, rest = normal.partition("://")
    if not separator:
        return (normal,)
    host, slash, path = rest.partition("/")
    hosts = (host, host.removeprefix("www.") if host.startswith("www.") else f"www.{host}")
    schemes = (scheme, "http" if scheme == "https" else "https")
    other = path.removesuffix("/") if path.endswith("/") else f"{path}/"
    # Of a query or a file, a slash at the end makes another address.
    paths = (path, other) if path and "?" not in path else (path,)
    return tuple(f"{way}://{name}{slash}{place}" for place, name, way in product(paths, hosts, schemes))


def _all_variants(urls: Iterable[str]) -> set[str]:
    return {each for url in urls for each in variants(url)}


def _sorted(
    links: Sequence[Mapping[str, Any]], found: Mapping[str, Mapping[str, Any]], article: str
) -> tuple[list[Citation], list[CitedDomain]]:
    """Return links to articles of the archive, and the other links by domain, the one with most links first."""
    cited: dict[object, Citation] = {}
    domains: dict[str, dict[str, str]] = {}
    for link in links:
        target = next((found[address] for address in variants(link["url"]) if address in found), None)
        if target is not None and str(target["id"]) == article:
            continue
        if target is not None:
            _add(cited.setdefault(target["id"], Citation(article=target)), link["text"])
        elif link["domain"]:
            domains.setdefault(link["domain"], {}).setdefault(link["url"], link["text"])
    ordered = sorted(domains.items(), key=lambda each: (-len(each[1]), each[0]))
    return list(cited.values()), [
        CitedDomain(domain=name, links=list(urls.items())[:MAX_OF_DOMAIN], more=max(0, len(urls) - MAX_OF_DOMAIN))
        for name, urls in ordered
    ]


def _citing(rows: Iterable[Mapping[str, Any]], addresses: set[str]) -> list[Citation]:
    """Return the articles whose links lead to one of the addresses, each once."""
    cited: dict[object, Citation] = {}
    for row in rows:
        if not addresses.isdisjoint(variants(row["link"])):
            _add(cited.setdefault(row["id"], Citation(article=row)), row["link_text"])
    return list(cited.values())


def _add(citation: Citation, text: str | None) -> None:
    words = " ".join((text or "").split())
    if words and words not in citation.texts:
        citation.texts.append(words)


def first_texts(citation: Citation, most: int = 3) -> Iterator[str]:
    """Yield the words of the first links."""
    yield from citation.texts[:most]
