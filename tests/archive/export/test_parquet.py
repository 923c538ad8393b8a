"""Parquet files, as pyarrow and pandas read them back."""

from datetime import UTC, date, datetime

import pytest

from archive.export import Export, Options, export_to_file
from archive.export.parquet_file import write_parquet
from held_rows import held

# It takes half a second to import, so that only this file needs it.
parquet = pytest.importorskip("pyarrow.parquet")


def read(path):
    return parquet.read_table(path)


def test_articles_come_back_with_types_and_what_belongs_to_them(filled, tmp_path):
    path = tmp_path / "articles.parquet"
    written = export_to_file(path, Export(filled / "commentary.db", "parquet", options=Options(versions=True)))
    table = read(path)
    assert table.num_rows == written.rows
    types = {field.name: str(field.type) for field in table.schema}
    assert types["published_at"] == "timestamp[us, tz=UTC]"
    assert (types["id"], types["views_rounded"]) == ("int64", "bool")
    assert types["confidence"].startswith("map<string, double")
    assert types["authors"].startswith("list<")
    assert types["links"].startswith("list<element: struct<url: string") or types["links"].startswith(
        "list<item: struct<url"
    )
    assert table.schema.field("views").metadata[b"description"].startswith(b"Count of views")
    assert table.schema.metadata[b"description"] == b"One row per article, in its newest version"
    rows = {row["url"].rstrip("/").rsplit("/", 1)[1]: row for row in table.to_pylist()}
    cited, grain = rows["cited"], rows["grain"]
    assert cited["published_at"] == datetime(2026, 1, 5, tzinfo=UTC)
    assert [link["host"] for link in cited["links"]][:2] == ["imf.example", "data.imf.example"]
    assert cited["comments"][0]["published_at"] == datetime(2026, 3, 2, 9, tzinfo=UTC)
    assert dict(cited["confidence"]) == {"title": 1.0, "published_at": 0.7, "body": 0.3}
    assert [len(version["body_text"]) > 0 for version in grain["version_history"]] == [True, True]
    assert rows["formula"]["title"] == '=HYPERLINK("http://evil.example","x")'
    assert rows["formula"]["published_at"] is None


@pytest.mark.parametrize("table", ["versions", "readings", "captures", "runs", "links", "history"])
def test_every_kind_of_table_is_a_file(filled, tmp_path, table):
    path = tmp_path / "table.parquet"
    written = export_to_file(path, Export(filled / "commentary.db", "parquet", table))
    assert (read(path).num_rows, written.notes) == (written.rows, ())


def test_odd_values_come_back(tmp_path):
    texts = ["a\0b", "İstanbul", "海峡", "عربي", 'quotes "', "two\nlines", "", None, "x" * 5_000_000]
    times = ["0099-01-01T00:00:00+00:00", "1850-02-03T04:05:06+00:00", "1969-12-31T23:59:59.5+00:00", *[None] * 6]
    days = ["0001-01-01", "1850-02-03", "9999-12-31", *[None] * 6]
    names = [[], ["a;b", "c"], None, *[["x"]] * 6]
    content = held(("text", texts), ("time", times), ("day", days), ("names", names))
    assert write_parquet(content, tmp_path / "a.parquet") == 9
    read_back = read(tmp_path / "a.parquet").to_pydict()
    assert read_back["c0"] == texts
    assert read_back["c1"][:2] == [datetime(99, 1, 1, tzinfo=UTC), datetime(1850, 2, 3, 4, 5, 6, tzinfo=UTC)]
    assert read_back["c2"][:3] == [date(1, 1, 1), date(1850, 2, 3), date(9999, 12, 31)]
    assert read_back["c3"] == names
    assert content.notes == []


def test_a_damaged_value_is_left_empty_and_told(tmp_path):
    content = held(
        ("integer", ["many", 1]), ("time", ["long ago", None]), ("names", ["[", ["a"]]), ("real", ["x", 0.5])
    )
    write_parquet(content, tmp_path / "a.parquet")
    read_back = read(tmp_path / "a.parquet").to_pydict()
    assert [read_back[name] for name in ("c0", "c1", "c2", "c3")] == [
        [None, 1],
        [None, None],
        [None, ["a"]],
        [None, 0.5],
    ]
    assert content.notes[0].startswith("4 values are not of the type")


def test_the_same_content_gives_the_same_bytes(filled, tmp_path):
    for name in "ab":
        export_to_file(tmp_path / name, Export(filled / "commentary.db", "parquet"))
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_a_file_of_no_rows_has_its_columns(filled, tmp_path):
    assert write_parquet(held(("text", [])), tmp_path / "a.parquet") == 0
    assert read(tmp_path / "a.parquet").schema.names == ["c0"]
