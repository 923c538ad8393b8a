"""The graph of citations: networkx reads it, and the list of edges has the columns that Gephi asks for."""

import csv
import io
from contextlib import closing

import networkx as nx
import pytest
from lxml import etree

from archive.database import open_read_only
from archive.export import Export, export
from archive.export.graph import COLUMNS, NAMESPACE, Edge, Node, graph_on, line_of
from archive.schema import article_key
from archive.selection import ArticleFilter
from archive.store import Archive
from extract.article import Hyperlink

SOURCE = Node(
    id="a1",
    kind="article",
    label="=cmd() & <b>\0\x1f “灯台” الماء",
    url="https://x.example/",
    site="x",
    authors="Ada; Bo",
)
TARGET = Node(id="imf.example", kind="domain", label="imf.example")


def graphml(nodes, edges):
    out = io.BytesIO()
    with graph_on(out) as graph:
        for node in nodes:
            graph.add_node(node)
        for edge in edges:
            graph.add_edge(edge)
    return out.getvalue()


def exported(data, name, **only):
    out = io.BytesIO()
    written = export(Export(data / "commentary.db", name, only=ArticleFilter(**only)), out)
    return written[:2], out.getvalue()


def edge_list(data, **only):
    written, text = exported(data, "edges", **only)
    return written, list(csv.DictReader(io.StringIO(text.decode(), newline="")))


def test_networkx_reads_nodes_edges_and_their_values():
    written = graphml([SOURCE, TARGET], [Edge(source=SOURCE, target=TARGET, weight=3)])
    graph = nx.read_graphml(io.BytesIO(written))
    assert (graph.is_directed(), graph.number_of_edges()) == (True, 1)
    assert graph.nodes["a1"] == {
        "label": "=cmd() & <b>\ufffd\ufffd “灯台” الماء", "kind": "article", "url": "https://x.example/", "site": "x",
        "authors": "Ada; Bo",
    }  # fmt: skip
    assert graph.edges["a1", "imf.example"] == {"kind": "domain", "weight": 3.0}


def test_every_value_has_a_key_with_a_type_that_gephi_knows():
    root = etree.fromstring(graphml([SOURCE, TARGET], [Edge(source=SOURCE, target=TARGET, weight=3)]))
    keys = {key.get("id"): (key.get("for"), key.get("attr.type")) for key in root.iter(f"{{{NAMESPACE}}}key")}
    for data in root.iter(f"{{{NAMESPACE}}}data"):
        of, kind = keys[data.get("key")]
        assert data.getparent().tag == f"{{{NAMESPACE}}}{of}"
        assert kind in {"string", "double"}


def test_an_empty_graph_is_one():
    assert nx.read_graphml(io.BytesIO(graphml([], []))).number_of_nodes() == 0


def test_a_line_is_guarded_against_formulas():
    line = dict(zip(COLUMNS, line_of(Edge(source=SOURCE, target=TARGET, weight=3)), strict=True))
    assert (line["Source"], line["Target"], line["Type"], line["Weight"]) == ("a1", "imf.example", "Directed", 3)
    assert line["source_title"].startswith("'=cmd()")


@pytest.fixture
def citing(tmp_path, monday, make_review):
    """An archive in which one article cites another twice, in two spellings of its address, and two domains."""
    links = [
        "https://review.example/2026/ports/?utm_source=x", "https://REVIEW.example/2026/ports/#part",
        "https://www.imf.example/report", "https://data.imf.example/grain", "https://review.example/about",
        "https://review.example/2026/grain/", "mailto:a@b.example", "http://[broken",
    ]  # fmt: skip
    with Archive.open(tmp_path) as archive:
        crawl = monday(archive)
        grain = make_review("grain", links=tuple(Hyperlink(url=url, text="x") for url in links))
        crawl.read(grain, make_review("ports", authors=("Bo", "Ada")), make_review("other"))
        crawl.finish()
    return tmp_path


def test_links_of_one_article_to_one_target_are_one_edge(citing):
    written, lines = edge_list(citing)
    assert written == (3, ("2 citations",))
    told = [
        (line["source_title"], line["target_title"] or line["Target"], line["kind"], line["Weight"]) for line in lines
    ]
    assert told == [("Grain", "Ports", "article", "2"), ("Grain", "imf.example", "domain", "2")]
    assert (lines[0]["target_authors"], lines[0]["target_site"]) == ("Bo; Ada", "review")


def test_the_graph_has_all_articles_and_what_they_cite(citing):
    written, text = exported(citing, "graphml")
    graph = nx.read_graphml(io.BytesIO(text))
    labels = {node: values["label"] for node, values in graph.nodes(data=True)}
    assert sorted(labels.values()) == ["Grain", "Other", "Ports", "imf.example"]
    assert written == (3, ("2 citations",))
    assert {(labels[source], labels[target]) for source, target in graph.edges} == {
        ("Grain", "Ports"), ("Grain", "imf.example"),
    }  # fmt: skip
    # Gephi takes an edge only between nodes that it has read.
    kinds = [etree.QName(element).localname for element in etree.fromstring(text).find(f"{{{NAMESPACE}}}graph")]
    assert kinds == sorted(kinds, key=["node", "edge"].index)


def test_what_a_filter_leaves_out_is_still_a_node_where_it_is_cited(citing):
    with closing(open_read_only(citing / "commentary.db")) as db:
        numbers = dict(db.execute("SELECT title, id FROM articles"))
    written, text = exported(citing, "graphml", articles=(numbers["Grain"],))
    graph = nx.read_graphml(io.BytesIO(text))
    assert set(graph) == {article_key(numbers["Grain"]), article_key(numbers["Ports"]), "imf.example"}
    assert written[0] == 1
    assert edge_list(citing, articles=(numbers["Other"],)) == ((1, ("0 citations",)), [])
