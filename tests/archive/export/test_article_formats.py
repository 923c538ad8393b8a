"""Bibliographies, documents and graphs of a whole archive: every article, in order, as its own readers read it."""

import csv
import io
import json
import zipfile
from contextlib import closing

import bibtexparser
import networkx as nx
import pytest
import rispy
import yaml

from archive.database import open_read_only
from archive.export import EXPORTERS, Export, Options, export, export_to_file, export_zipped
from archive.schema import article_key
from archive.selection import ArticleFilter
from extract.errors import ExportError

FORMATS = [
    name for name, exporter in EXPORTERS.items() if exporter.tables == ("articles",) and exporter.makes != "file"
]


def exported(data, name, *, options=None, **only):
    asked = Export(data / "commentary.db", name, only=ArticleFilter(**only), options=options or Options())
    out = io.BytesIO()
    written = (export if EXPORTERS[name].makes == "stream" else export_zipped)(asked, out)
    return written.rows, out.getvalue()


def keys(data, condition="1"):
    query = f"SELECT id FROM articles WHERE {condition} ORDER BY published_at, id"  # noqa: S608 - our own words
    with closing(open_read_only(data / "commentary.db")) as db:
        return [article_key(number) for (number,) in db.execute(query)]


def files(text):
    with zipfile.ZipFile(io.BytesIO(text)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


READ_KEYS = {
    "bibtex": lambda text: [entry.key for entry in bibtexparser.parse_string(text.decode()).entries],
    "ris": lambda text: [record["id"] for record in rispy.loads(text.decode())],
    "csl-json": lambda text: [item["id"] for item in json.loads(text)],
    "markdown": lambda text: [key_in(body) for body in files(text).values()],
    "txt": lambda text: [line["key"] for line in metadata(text)],
    "graphml": lambda text: [key for key in nx.read_graphml(io.BytesIO(text)) if "." not in key],
}


def key_in(document):
    return yaml.safe_load(document.decode()[4:].partition("\n---\n")[0])["key"]


def metadata(text):
    return list(csv.DictReader(io.StringIO(files(text)["metadata.csv"].decode(), newline="")))


@pytest.mark.parametrize("name", READ_KEYS)
def test_every_article_is_there_in_its_order(filled, name):
    count, text = exported(filled, name)
    wanted = keys(filled)
    found = READ_KEYS[name](text)
    assert (sorted(found) if name == "graphml" else found) == (sorted(wanted) if name == "graphml" else wanted)
    assert count == len(wanted)


@pytest.mark.parametrize("name", READ_KEYS)
def test_a_filter_leaves_the_others_out(filled, name):
    count, text = exported(filled, name, sites=("gazette",))
    wanted = keys(filled, "site = 'gazette'")
    assert sorted(READ_KEYS[name](text)) == sorted(wanted)
    assert count == 2


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_is_a_file_too_and_the_same_content_the_same_bytes(filled, name):
    assert exported(filled, name, sites=("none",))[0] == 0
    assert exported(filled, name) == exported(filled, name)


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_of_articles_refuses_other_tables(filled, name):
    with pytest.raises(ExportError, match="holds articles, and not the table runs"):
        export(Export(filled / "commentary.db", name, "runs"), io.BytesIO())


@pytest.mark.parametrize("name", ["markdown", "txt"])
def test_a_folder_has_the_same_files_as_the_zip_file(filled, tmp_path, name):
    written = export_to_file(tmp_path / "out", Export(filled / "commentary.db", name))
    zipped = files(exported(filled, name)[1])
    assert {path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*.*")} == set(zipped)
    assert all((tmp_path / "out" / each).read_bytes() == content for each, content in zipped.items())
    assert written.rows == len(keys(filled))


def test_markdown_has_typed_fields_and_the_text_behind_them(filled):
    [document] = [text for name, text in files(exported(filled, "markdown")[1]).items() if "cited-a" in name]
    head, _, body = document.decode()[4:].partition("\n---\n")
    front = yaml.safe_load(head)
    assert (front["tags"], front["comment_count"]) == (["ports", "a;b"], 2)
    assert front["confidence"] == {"title": 1.0, "published_at": 0.7, "body": 0.3}
    assert front["published_at"].isoformat() == "2026-01-05T00:00:00+00:00"
    assert not {"body_text", "body_html", "subtitle"} & set(front)
    assert body.lstrip().startswith("Paragraph 0 speaks of harbours")


def test_a_corpus_names_each_text_in_its_metadata(filled):
    text = exported(filled, "txt")[1]
    found = files(text)
    lines = metadata(text)
    assert {line["file"] for line in lines} | {"metadata.csv", "metadata.csv-metadata.json"} == set(found)
    described = json.loads(found["metadata.csv-metadata.json"])["tableSchema"]["columns"]
    assert [column["name"] for column in described] == list(lines[0])
    assert all(column["dc:description"] for column in described)
    strait = next(line for line in lines if line["url"].endswith("/strait/"))
    assert (strait["title"], strait["authors"]) == ("海峡の防衛と日本", "山田太郎")
    assert found[strait["file"]].decode() == "日本の防衛政策は海峡の安全に関わる。\n"
    assert next(line for line in lines if line["url"].endswith("/formula/"))["title"].startswith("'=HYPERLINK")
    assert "body_text" not in lines[0]


@pytest.mark.parametrize("name", ["markdown", "txt"])
def test_chosen_columns_are_those_of_the_front_matter_and_names_stay(filled, name):
    whole, some = exported(filled, name)[1], exported(filled, name, options=Options(columns=("url", "authors")))[1]
    assert set(files(some)) == set(files(whole))
    if name == "markdown":
        fronts = [yaml.safe_load(text.decode()[4:].partition("\n---\n")[0]) for text in files(some).values()]
        assert {key for front in fronts for key in front} == {"url", "authors"}
        assert all(len(text.decode().partition("\n---\n")[2]) > 5 for text in files(some).values())
    else:
        assert list(metadata(some)[0]) == ["file", "url", "authors"]


def test_without_bodies_there_are_none(filled):
    for text in files(exported(filled, "markdown", options=Options(body=False))[1]).values():
        assert not text.decode().partition("\n---\n")[2].strip()


def test_a_page_without_a_title_a_date_or_an_author_is_cited_all_the_same(filled):
    records = {record["urls"][0]: record for record in rispy.loads(exported(filled, "ris")[1].decode())}
    untitled = records["https://review.example/2026/untitled/"]
    assert (untitled["title"], untitled.get("authors"), untitled.get("keywords")) == ("Untitled", None, None)
    assert "date" not in records["https://review.example/2026/formula/"]
    assert records["https://review.example/2026/formula/"]["authors"] == ["@ada", "-1 editor"]
