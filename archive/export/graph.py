"""Writes a graph of citations as GraphML, and an edge of it as a line of CSV (pure but for the stream).

A node is an article of the archive or a domain. A link of an article to another article of the archive is an edge to
that article; a link to another domain than the article's own is an edge to that domain, whether or not the page is in
the archive. Links of one article to one target are one edge, with their number as its weight.

GraphML (http://graphml.graphdrawing.org/specification.html) is written element by element, nodes before edges, in
the types that networkx and Gephi read; no element is kept.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, BinaryIO

from lxml import etree

from archive.export.csv_file import cell_of_csv

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
# What XML 1.0 cannot hold, also as a character reference.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NODE_KEYS = ("label", "kind", "url", "site", "authors", "published", "language")
_EDGE_KEYS = {"kind": "string", "weight": "double"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Node:
    """An article, by its short key, or a domain, by its name; values that there are not are empty."""

    id: str
    kind: str
    label: str
    url: str = ""
    site: str = ""
    authors: str = ""
    published: str = ""
    language: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Edge:
    """An article's links to one target, an article or a domain (`kind`); `weight` is their number."""

    source: Node
    target: Node
    weight: int

    @property
    def kind(self) -> str:
        """What is cited: article or domain."""
        return self.target.kind


class GraphFile:
    """A GraphML file that is written to a stream: first nodes, then edges."""

    def __init__(self, file: Any) -> None:
        self._file = file

    def add_node(self, node: Node) -> None:
        """Write a node."""
        element = etree.Element(_name("node"), {"id": _clean(node.id)}, nsmap={None: NAMESPACE})
        self._write(element, "node", {name: str(getattr(node, name)) for name in _NODE_KEYS})

    def add_edge(self, edge: Edge) -> None:
        """Write an edge between two nodes that were written."""
        ends = {"source": _clean(edge.source.id), "target": _clean(edge.target.id)}
        element = etree.Element(_name("edge"), ends, nsmap={None: NAMESPACE})
        self._write(element, "edge", {"kind": edge.kind, "weight": f"{edge.weight:.1f}"})

    def _write(self, element: etree._Element, of: str, values: Mapping[str, str]) -> None:
        for name, value in values.items():
            if value:
                etree.SubElement(element, _name("data"), {"key": _key_id(of, name)}).text = _clean(value)
        self._file.write(element, "\n")


@contextmanager
def graph_on(out: BinaryIO) -> Iterator[GraphFile]:
    """Write a directed graph to a stream."""
    with etree.xmlfile(out, encoding="utf-8") as file:
        file.write_declaration()
        with file.element(_name("graphml"), nsmap={None: NAMESPACE}):
            for key in _NODE_KEYS:
                file.write(_key("node", key, "string"))
            for key, kind in _EDGE_KEYS.items():
                file.write(_key("edge", key, kind))
            file.write("\n")
            with file.element(_name("graph"), id="citations", edgedefault="directed"):
                file.write("\n")
                yield GraphFile(file)
    out.write(b"\n")


# What Gephi asks for, and what is known of both ends.
COLUMNS = (
    "Source", "Target", "Type", "Weight", "kind",
    "source_url", "source_title", "source_site", "source_authors", "source_published",
    "target_url", "target_title", "target_site", "target_authors", "target_published",
)  # fmt: skip


def line_of(edge: Edge) -> tuple[object, ...]:
    """Return the line of an edge in a list of edges, with COLUMNS."""
    ends = (value for node in (edge.source, edge.target) for value in _known_of(node))
    return (edge.source.id, edge.target.id, "Directed", edge.weight, edge.kind, *ends)


def _known_of(node: Node) -> Iterator[object]:
    title = node.label if node.kind == "article" else ""
    return map(cell_of_csv, (node.url, title, node.site, node.authors, node.published))


def _name(tag: str) -> str:
    return f"{{{NAMESPACE}}}{tag}"


def _key(of: str, name: str, kind: str) -> etree._Element:
    return etree.Element(
        _name("key"),
        {"id": _key_id(of, name), "for": of, "attr.name": name, "attr.type": kind},
        nsmap={None: NAMESPACE},
    )


def _key_id(of: str, name: str) -> str:
    return f"{of}-{name}"


def _clean(text: str) -> str:
    return _NOT_IN_XML.sub("\ufffd", text)
