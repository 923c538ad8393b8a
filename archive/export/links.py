"""Writes who cites whom, article by article: as GraphML, and as a list of edges in CSV (reads the database).

Links are kept as the page has them; whether one leads to an article of the archive is told by the addresses of
articles, also earlier ones, after the link's URL was normalised as those were.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import BinaryIO

from archive.export.content import Content
from archive.export.csv_file import to_line
from archive.export.graph import COLUMNS, Edge, Node, graph_on, line_of
from archive.schema import article_key, host_of, items_of
from archive.selection import conditions
from extract.urls import canonical_url

_OF_ARTICLE = "articles.id, articles.url, title, site, authors, published_day, language"
# By article, so that the links of each come in a row, and no link is read before its turn.
_LINKS = f"""
SELECT {_OF_ARTICLE}, links.url AS link, links.domain FROM articles LEFT JOIN links ON links.article = articles.id
WHERE {{}} ORDER BY articles.id, links.position
"""  # noqa: S608 - our own names
_AT_ADDRESS = f"""
SELECT {_OF_ARTICLE} FROM addresses JOIN articles ON articles.id = addresses.article WHERE addresses.url = ?
"""  # noqa: S608 - our own names


def write_edges(content: Content, out: BinaryIO) -> int:
    """Write a line for each edge; return the number of articles that were looked at."""
    out.write(to_line(COLUMNS))
    articles = edges = 0
    for articles, (_, cited) in enumerate(content.told(read_cited(content)), 1):  # noqa: B007 - the result
        out.writelines(to_line(line_of(edge)) for edge in cited)
        edges += len(cited)
    content.notes.append(_told(edges))
    return articles


def write_graphml(content: Content, out: BinaryIO) -> int:
    """Write a node for each article and all that they cite, then the edges; return the number of articles.

    Links are read twice, because nodes come first. Of what is cited, domains are kept in memory, and articles if the
    export leaves some out.
    """
    outside: dict[str, Node] = {}
    domains: dict[str, Node] = {}
    chosen = edges = 0
    with graph_on(out) as graph:
        for chosen, (source, cited) in enumerate(content.told(read_cited(content)), 1):  # noqa: B007 - the result
            graph.add_node(source)
            for edge in cited:
                if edge.kind == "domain":
                    domains[edge.target.id] = edge.target
                elif content.only:
                    outside[edge.target.id] = edge.target
        for source, _ in read_cited(content) if outside else ():
            outside.pop(source.id, None)
        for node in (*_in_order(outside), *_in_order(domains)):
            graph.add_node(node)
        for _, cited in read_cited(content):
            for edge in cited:
                graph.add_edge(edge)
            edges += len(cited)
    content.notes.append(_told(edges))
    return chosen


def read_cited(content: Content) -> Iterator[tuple[Node, Sequence[Edge]]]:
    """Yield each article with what it cites: articles by their key, then domains by their name."""
    condition, parameters = conditions(content.only)
    cursor = _cursor(content.db)
    rows = cursor.execute(_LINKS.format(condition), parameters)
    for number, links in groupby(rows, key=lambda row: int(row["id"])):
        yield _cited(content.db, number, list(links))


def _cited(db: sqlite3.Connection, number: int, rows: Sequence[sqlite3.Row]) -> tuple[Node, Sequence[Edge]]:
    source, own = _to_node(rows[0]), f".{host_of(rows[0]['url'])}"
    links = [row for row in rows if row["link"] is not None]
    articles = Counter(node for row in links if (node := _article_at(db, row["link"], but=number)))
    domains = Counter(
        Node(id=name, kind="domain", label=name)
        for row in links
        if (name := row["domain"]) and not own.endswith(f".{name}")
    )
    targets = [
        (node, found[node]) for found in (articles, domains) for node in sorted(found, key=lambda each: each.id)
    ]
    return source, [Edge(source=source, target=node, weight=weight) for node, weight in targets]


def _article_at(db: sqlite3.Connection, link: str, *, but: int) -> Node | None:
    """Return the other article of the archive to which a link leads, if there is one."""
    row = _cursor(db).execute(_AT_ADDRESS, (canonical_url(link),)).fetchone()
    return _to_node(row) if row is not None and int(row["id"]) != but else None


def _to_node(row: sqlite3.Row) -> Node:
    return Node(
        id=article_key(row["id"]),
        kind="article",
        label=row["title"] or "Untitled",
        url=row["url"],
        site=row["site"],
        authors="; ".join(str(name) for name in items_of(row["authors"])),
        published=row["published_day"] or "",
        language=row["language"] or "",
    )


def _cursor(db: sqlite3.Connection) -> sqlite3.Cursor:
    cursor = db.cursor()
    cursor.row_factory = sqlite3.Row
    return cursor


def _in_order(nodes: dict[str, Node]) -> list[Node]:
    return [nodes[name] for name in sorted(nodes)]


def _told(edges: int) -> str:
    return "1 citation" if edges == 1 else f"{edges:,} citations"
