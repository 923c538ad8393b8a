"""`commentary export` as a person calls it."""

import csv
import io
import json
import sqlite3
import subprocess
import sys
from contextlib import closing

import openpyxl
import pytest
from click.testing import CliRunner

from archive.export import EXPORTED
from archive.schema import add_form_functions, article_key
from commentary.cli.main import cli
from extract.errors import ExportError


@pytest.fixture
def export(archive):
    """Run the command in this process."""

    def run(*words):
        return CliRunner().invoke(cli, ["--data", str(archive), "export", *map(str, words)])

    return run


@pytest.fixture(scope="module")
def ask(archive):
    def one(query, *values):
        with closing(sqlite3.connect(archive / "commentary.db")) as db:
            add_form_functions(db)
            return db.execute(query, values).fetchall()

    return one


def objects(said):
    assert said.exit_code == 0, said.output
    return [json.loads(line) for line in said.stdout.splitlines()]


def test_the_ending_of_the_file_tells_the_format(export, tmp_path):
    written = {}
    for ending in ("csv", "json", "ndjson", "xlsx"):
        said = export("-o", tmp_path / f"articles.{ending}", "--columns", "key,url", "--not-gone")
        assert said.exit_code == 0, said.output
        written[ending] = said.stderr.split(" in ")[0]
    assert len(set(written.values())) == 1
    [rows] = {int(told.removesuffix(" rows of articles")) for told in written.values()}
    with (tmp_path / "articles.csv").open(newline="", encoding="utf-8") as text:
        keys = [row["key"] for row in csv.DictReader(text)]
    assert len(keys) == rows
    sheet = openpyxl.load_workbook(tmp_path / "articles.xlsx")["articles"]
    assert [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] == keys
    assert [each["key"] for each in json.loads((tmp_path / "articles.json").read_text("utf-8"))] == keys
    unknown = export("-o", tmp_path / "articles.xls")
    assert unknown.exit_code == 2
    assert "choose one with --format: csv, json" in unknown.output


def test_names_may_be_given_several_times_and_options_narrow_one_another_down(export, ask):
    (one,), (two,) = ask("SELECT name FROM authors GROUP BY name ORDER BY count(*) DESC, name LIMIT 2")
    found = objects(export("--format", "ndjson", "--author", one, "--author", two, "--not-gone", "--no-body"))
    assert found
    assert all(set(each["authors"]) & {one, two} for each in found)
    assert not any("body_text" in each for each in found)
    some = objects(export("--format", "ndjson", "--author", one, "--edited", "--versions"))
    assert all(len(each["version_history"]) == each["versions"] > 1 for each in some)


def test_an_article_is_named_by_its_url_or_its_key(export, ask):
    [(article, url)] = ask("SELECT id, url FROM articles ORDER BY id LIMIT 1")
    for name in (url, url.removeprefix("http://"), article_key(article)):
        [found] = objects(export("--format", "ndjson", "--article", name))
        assert (found["id"], found["key"]) == (article, article_key(article))
    assert "has no article at" in str(export("--article", "http://nobody.example/x/").exception)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--author", "Nobody At All"), "there is no author 'Nobody At All'"),
        (("--category", "Xyzzy"), "there is no category 'Xyzzy'"),
        (("--tag", "xyzzy"), "there is no tag 'xyzzy'"),
        (("--language", "xx"), "there is no language 'xx'"),
        (("--cites", "nobody.example"), "there is no cited domain 'nobody.example'"),
        (("--columns", "titel"), "Did you mean title"),
        (("--table", "runs", "--gone"), "belong to no articles"),
        (("--author", "half \udcff"), "there is no author 'half ?'"),
    ],
)
def test_a_name_that_is_not_there_is_told_with_what_there_is(export, words, told):
    said = export(*words)
    assert said.exit_code == 1
    assert told in str(said.exception)
    assert "There are: " in str(said.exception) or "belong" in told or "Did" in told


def test_a_name_in_another_case_is_suggested(export, ask):
    [(name,)] = ask("SELECT name FROM categories GROUP BY name ORDER BY count(*) DESC, name LIMIT 1")
    assert f"Did you mean {name!r}" in str(export("--category", name.upper()).exception)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--format", "parqet"), "Did you mean parquet"),
        (("--table", "artcles"), "Did you mean articles"),
        (("--since", "2026-02-01", "--until", "2026-01-01"), "nothing lies between"),
        (("--since", "yesterday"), "does not match"),
        (("--format", "json", "--excel"), "--excel is for CSV"),
        (("--format", "cdxj", "--author", "Ada"), "--author selects rows of a table, and cdxj holds captures"),
        (("--format", "cdxj", "--no-body"), "--no-body selects rows"),
        (("--format", "csv", "--versions"), "--versions is for lists within articles: json, ndjson, parquet"),
    ],
)
def test_a_slip_of_the_pen_is_wrong_usage(export, words, told):
    said = export(*words)
    assert said.exit_code == 2
    assert told in said.output


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--format", "ris", "--columns", "title"), "The format ris has fields of its own: leave out --columns"),
        (("--format", "graphml", "--columns", "key"), "The format graphml has fields of its own"),
        (("--no-body", "--columns", "key,body_text"), "body_text is a text, and no texts were asked for"),
        (("--article", "half \udcff"), "has no article at half ?"),
    ],
)
def test_what_could_have_no_effect_is_an_error(export, words, told):
    said = export(*words)
    assert said.exit_code == 1
    assert told in str(said.exception)


def test_a_dash_is_standard_output_and_so_is_its_device(archive, export, tmp_path):
    wanted = export("--columns", "key").stdout
    assert export("-o", "-", "--columns", "key").stdout == wanted
    assert not (tmp_path / "-").exists()
    command = [
        sys.executable,
        "-m",
        "commentary",
        "--data",
        archive,
        "export",
        "--columns",
        "key",
        "-o",
        "/dev/stdout",
    ]
    said = subprocess.run(command, check=True, capture_output=True)
    assert said.stdout.decode().splitlines() == wanted.splitlines()


def test_an_export_that_fails_leaves_no_file_and_says_one_thing(archive, tmp_path):
    command = [sys.executable, "-m", "commentary", "--data", archive, "export", "--columns", "key"]
    said = subprocess.run(
        [*command, "--format", "datapackage", "-o", tmp_path / "a.zip"], check=False, capture_output=True, text=True
    )
    assert (said.returncode, len(said.stderr.splitlines())) == (1, 1)
    assert list(tmp_path.iterdir()) == []


def test_a_format_without_its_package_says_how_to_install_it(export, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    said = export("-o", tmp_path / "articles.parquet")
    assert str(said.exception).endswith("pip install 'commentary-archive[export]'")
    assert list(tmp_path.iterdir()) == []


def test_what_changed_since_a_day_is_what_another_program_has_not_seen(export, ask):
    [(last,)] = ask("SELECT max(started_at) FROM runs")
    found = {each["url"] for each in objects(export("--format", "ndjson", "--changed-since", last))}
    assert (
        found == {url for (url,) in ask("SELECT DISTINCT article FROM changes WHERE changed_at >= ?", last)} != set()
    )


@pytest.mark.parametrize("table", EXPORTED)
def test_every_table_of_a_crawled_archive_can_be_exported(table, export):
    # The demo site has an article in several pages, whose later pages have versions that are part of no article.
    said = export("--table", table, "--format", "csv")
    assert said.exit_code == 0, said.stderr
    if table == "versions":
        keys = {row["article_id"]: row["key"] for row in csv.DictReader(io.StringIO(said.stdout, newline=""))}
        assert keys.pop("") == ""
        assert keys == {article: article_key(int(article)) for article in keys}


def test_an_export_makes_the_folders_of_its_path(export, tmp_path):
    for name in ("a/b/articles.csv", "c/commentary.db", "d/corpus.zip", "e/f/articles.xlsx"):
        how = ("--format", "txt") if name.endswith("zip") else ()
        assert export("-o", tmp_path / name, *how, "--search", "telephone").exit_code == 0
        assert (tmp_path / name).is_file()
    assert export("-o", tmp_path / "g" / "corpus", "--format", "markdown", "--search", "telephone").exit_code == 0
    (tmp_path / "file").touch()
    refused = export("-o", tmp_path / "file" / "articles.csv")
    assert isinstance(refused.exception, ExportError)
    assert "articles.csv cannot be written" in str(refused.exception)


def test_what_is_counted_is_told_in_the_words_of_the_format(export, tmp_path):
    told = {
        name: export(
            "-o", tmp_path / f"file-{name}", "--format", name, "--search", "title:umbrella"
        ).stderr.splitlines()[-1]
        for name in ("csv", "bibtex", "edges")
    }
    assert told == {
        "csv": f"2 rows of articles in {tmp_path / 'file-csv'}",
        "bibtex": f"2 articles in {tmp_path / 'file-bibtex'}",
        "edges": f"2 articles and what they cite in {tmp_path / 'file-edges'}",
    }


def test_columns_are_described_as_the_format_holds_them(export, tmp_path):
    assert export("-o", tmp_path / "articles.csv", "--search", "telephone").exit_code == 0
    described = json.loads((tmp_path / "articles.csv-metadata.json").read_text("utf-8"))
    told = {column["name"]: column["dc:description"] for column in described["tableSchema"]["columns"]}
    assert told["authors"] == "Names in the byline, in order"
    assert told["is_free"] == "true if the page declares its text free to read, false if it declares it paid"
    assert not [name for name, words in told.items() if "JSON" in words or words.startswith("1 if")]
