"""Values that break exports elsewhere come back out of every format, each read by another program."""

import csv
import io
import json
import shutil
import sqlite3
from contextlib import closing
from datetime import datetime

import openpyxl
import pytest
from openpyxl.utils.escape import unescape

from archive.database import open_for_writing
from archive.export import EXPORTERS, Export, export_to_file, export_zipped
from archive.schema import add_cut_words, add_form_functions, article_key
from archive.selection import ArticleFilter

LONG = "海峡 " * 750_000
TEXTS = [
    "İSTANBUL'DA ŞİİR",
    "العربية من اليمين",
    "日本の防衛 🚢",
    'He said "no", twice; then left',
    "two\nlines\r\nand\ta tab",
    "=cmd()|' /C calc'!A0",
    "-1",
    "'quoted'",
    "a\0b\x1fc\ufffe",
    " spaces around ",
    "0012",
    "2026-01-05",
    LONG,
]
DATES = ["1899-12-31T22:00:00+00:00", "1969-07-20T20:17:40+00:00", "0476-09-04T00:00:00+00:00", None]


@pytest.fixture(scope="module")
def odd(filled, tmp_path_factory):
    """An archive whose articles have these titles and dates, in the order of their ids."""
    data = shutil.copytree(filled, tmp_path_factory.mktemp("odd") / "data")
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        add_cut_words(db)
        add_form_functions(db)
        ids = [article for (article,) in db.execute("SELECT id FROM articles ORDER BY id")]
        for number, (article, text) in enumerate(zip(ids, TEXTS, strict=True)):
            at = DATES[number % len(DATES)]
            values = (text, json.dumps([text, "a; b"]), at, at and "day", article)
            db.execute(
                "UPDATE articles SET title = ?, authors = ?, published_at = ?, published_precision = ? WHERE id = ?",
                values,
            )
        db.commit()
    return data


@pytest.fixture(scope="module")
def expected(odd):
    with closing(sqlite3.connect(odd / "commentary.db")) as db:
        query = "SELECT id, title, authors, published_at FROM articles"
        return {article_key(row[0]): (row[1], json.loads(row[2]), row[3]) for row in db.execute(query)}


def write(odd, name, path):
    written = export_to_file(path, Export(odd / "commentary.db", name))
    # The long title, and the list of names with it.
    assert [note.split(" to ")[0] for note in written.notes] == (["2 cells are cut"] if name == "xlsx" else [])
    return path


def without_guard(text):
    return text.removeprefix("'")


def test_csv(odd, expected, tmp_path):
    limit = csv.field_size_limit(2**31 - 1)
    with write(odd, "csv", tmp_path / "a.csv").open(encoding="utf-8", newline="") as text:
        rows = list(csv.DictReader(text))
    csv.field_size_limit(limit)
    assert {row["key"] for row in rows} == set(expected)
    for row in rows:
        title, authors, at = expected[row["key"]]
        names = without_guard(row["authors"])
        read = json.loads(names) if names.startswith("[") else names.split("; ") if names else []
        assert (without_guard(row["title"]) or None, read, row["published_at"] or None) == (title, authors, at)


@pytest.mark.parametrize("name", ["json", "ndjson"])
def test_json(odd, expected, tmp_path, name):
    text = write(odd, name, tmp_path / "a").read_text("utf-8")
    rows = json.loads(text) if name == "json" else [json.loads(line) for line in text.split("\n")[:-1]]
    assert {row["key"]: (row["title"], row["authors"], row["published_at"]) for row in rows} == expected


def test_xlsx(odd, expected, tmp_path):
    sheet = openpyxl.load_workbook(write(odd, "xlsx", tmp_path / "a.xlsx"))["articles"]
    header, *rows = sheet.iter_rows(values_only=True)
    places = [header.index(name) for name in ("key", "title", "published_at")]
    assert len(rows) == len(expected)
    for key, title, at in ([row[place] for place in places] for row in rows):
        wanted, _, moment = expected[key]
        if wanted == LONG:
            assert title == LONG[: 32_767 - 7] + "… (cut)"
        elif wanted is not None and "\ufffe" in wanted:
            assert unescape(title) == wanted.replace("\ufffe", "\ufffd")
        else:
            assert (unescape(title) if title else title) == wanted
        read = at.isoformat() + "+00:00" if isinstance(at, datetime) else at
        assert read == moment


def test_parquet(odd, expected, tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    rows = parquet.read_table(write(odd, "parquet", tmp_path / "a.parquet")).to_pylist()
    moments = {key: at and datetime.fromisoformat(at) for key, (_, _, at) in expected.items()}
    assert {row["key"]: row["published_at"] for row in rows} == moments
    assert {row["key"]: (row["title"], row["authors"]) for row in rows} == {
        key: row[:2] for key, row in expected.items()
    }


def test_sqlite(odd, expected, tmp_path):
    with closing(sqlite3.connect(write(odd, "sqlite", tmp_path / "a.db"))) as db:
        query = "SELECT id, title, authors, published_at FROM articles"
        assert {article_key(row[0]): (row[1], json.loads(row[2]), row[3]) for row in db.execute(query)} == expected


def test_datapackage(odd, expected, tmp_path):
    limit = csv.field_size_limit(2**31 - 1)
    with (write(odd, "datapackage", tmp_path / "a") / "articles.csv").open(encoding="utf-8", newline="") as text:
        rows = list(csv.DictReader(text))
    csv.field_size_limit(limit)
    for row in rows:
        found = (row["title"] or None, json.loads(row["authors"]), row["published_at"] or None)
        assert found == expected[row["key"]]


@pytest.mark.slow
def test_a_datapackage_of_odd_values_is_valid(odd, tmp_path):
    import frictionless  # noqa: PLC0415 - it takes a second to import

    report = frictionless.Package(str(write(odd, "datapackage", tmp_path / "a") / "datapackage.json")).validate()
    assert report.flatten(["taskNumber", "type", "message"]) == []


@pytest.mark.parametrize("name", EXPORTERS)
def test_an_archive_without_articles_gives_a_file_without_rows(tmp_path, name):
    open_for_writing(tmp_path / "commentary.db").close()
    out = tmp_path / f"out.{EXPORTERS[name].ending}"
    assert export_to_file(out, Export(tmp_path / "commentary.db", name)).rows == 0
    assert out.exists()


@pytest.mark.parametrize("name", EXPORTERS)
def test_one_article_is_one_row(filled, tmp_path, name):
    with closing(sqlite3.connect(filled / "commentary.db")) as db:
        only = ArticleFilter(articles=(db.execute("SELECT min(id) FROM articles").fetchone()[0],))
    out = tmp_path / f"out.{EXPORTERS[name].ending}"
    assert export_to_file(out, Export(filled / "commentary.db", name, only=only)).rows == 1


@pytest.mark.parametrize("name", [name for name, exporter in EXPORTERS.items() if exporter.makes == "folder"])
def test_a_folder_that_is_streamed_is_the_same_zip_file(filled, tmp_path, name):
    asked = Export(filled / "commentary.db", name)
    out = io.BytesIO()
    export_zipped(asked, out)
    export_to_file(tmp_path / "a.zip", asked)
    assert (tmp_path / "a.zip").read_bytes() == out.getvalue()


def test_an_export_shows_one_state_while_a_crawl_writes(filled, tmp_path):
    data = shutil.copytree(filled, tmp_path / "data")
    with closing(sqlite3.connect(data / "commentary.db", isolation_level=None)) as db:
        add_cut_words(db)
        add_form_functions(db)
        db.execute("PRAGMA journal_mode = WAL")
        before = db.execute("SELECT count(*) FROM articles").fetchone()[0]

        def interfere(done, _total):
            if done == 1:
                db.execute("DELETE FROM links")
                db.execute("UPDATE articles SET title = 'written meanwhile'")

        asked = Export(data / "commentary.db", "ndjson", progress=interfere)
        export_to_file(tmp_path / "a.ndjson", asked)
        assert db.execute("SELECT DISTINCT title FROM articles").fetchall() == [("written meanwhile",)]
    rows = [json.loads(line) for line in (tmp_path / "a.ndjson").read_text("utf-8").split("\n")[:-1]]
    assert len(rows) == before
    assert not any(row["title"] == "written meanwhile" for row in rows)
    assert any(row["links"] for row in rows)
