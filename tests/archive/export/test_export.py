"""Exports of a real archive, and of one that is too big for memory."""

import csv
import io
import json
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.database.migrations import make_schema
from archive.export import EXPORTED, EXPORTERS, Export, Field, Options, export, export_to_file, export_to_stdout
from archive.export.csv_file import count_csv, to_line
from archive.export.fields import BODY, FROM_READING, fields_of
from archive.export.records import NESTED
from archive.schema import PACKED, add_form_functions, article_key, pack_forms, unpack_forms
from archive.schema.columns import SCHEMA_VERSION
from archive.schema.tables import TABLES
from archive.schema.views import VIEWS
from archive.selection import ArticleFilter
from extract.errors import ExportError
from held_rows import Held, held

# Not getrusage: what it tells of a new process starts at the memory of the one that started it.
PEAK = """
import sys
from pathlib import Path
from archive.export import EXPORTERS, Export, export, export_zipped
write = export if EXPORTERS[sys.argv[2]].makes == "stream" else export_zipped
with open("/dev/null", "wb") as out:
    count = write(Export(Path(sys.argv[1]), sys.argv[2]), out).rows
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(count, peak.split()[1])
"""


OPTIONS = ("columns", "body", "versions", "flat", "excel")


def asked(data, name="ndjson", table="articles", progress=None, **how):
    options = {option: how.pop(option) for option in OPTIONS if option in how}
    return Export(data / "commentary.db", name, table, ArticleFilter(**how), Options(**options), progress)


def exported(data, name="ndjson", **how):
    out = io.BytesIO()
    return export(asked(data, name, **how), out).rows, out.getvalue()


def rows(data, **how):
    return [json.loads(line) for line in exported(data, **how)[1].splitlines()]


def slugs(data, **how):
    return [row["url"].rstrip("/").rsplit("/", 1)[1] for row in rows(data, **how)]


def test_every_table_of_the_archive_can_be_exported():
    # How much of a file was read, what copies are looked up by, and what was forgotten is of no use elsewhere.
    assert set(EXPORTED) == set(TABLES) - {
        "warcs",
        "compared_texts",
        "capture_days",
        "gaps",
        "probes",
        "run_rules",
        "tallies",
        "tombstones",
    } | set(VIEWS) - {"searched_texts"}


# How many rows an export holds, by its format.
COUNT_ROWS = {
    "csv": lambda text: len(list(csv.DictReader(io.StringIO(text.decode(), newline="")))),
    "json": lambda text: len(json.loads(text)),
    "ndjson": lambda text: len(text.splitlines()),
}


STREAMS = [name for name, exporter in EXPORTERS.items() if exporter.makes == "stream" and not exporter.tables]
# A version that several articles show is a row for each of them.
PAIRS = """
SELECT count(*) FROM (
    SELECT DISTINCT version, article FROM readings WHERE article IS NOT NULL AND version IS NOT NULL
)
"""


# Of attempts there are none where every page was read, of disagreements where each page agrees with itself, and of
# alarms where two runs saw nothing that a person should look at.
@pytest.mark.parametrize("table", sorted(set(EXPORTED) - {"alarms", "attempts", "disagreements"}))
@pytest.mark.parametrize("name", STREAMS)
def test_every_table_is_complete_in_every_format(filled, table, name):
    count, text = exported(filled, name, table=table)
    with closing(sqlite3.connect(filled / "commentary.db")) as db:
        add_form_functions(db)
        query = PAIRS if table == "versions" else f'SELECT count(*) FROM "{table}"'  # noqa: S608 - our own names
        assert count == db.execute(query).fetchone()[0] > 0
    assert COUNT_ROWS[name](text) == count


BEFORE = {
    "articles": ("key",),
    "versions": (
        *("key", "article", "article_id", "site", "address", "first_seen_at"),
        *("published_day", "published_offset"),
    ),
}


@pytest.mark.parametrize("table", EXPORTED)
def test_the_columns_stand_in_the_order_of_the_schema(filled, table):
    own = list(TABLES[table].columns if table in TABLES else VIEWS[table].columns)
    if table in {"articles", "versions"}:
        # The text and its other forms stand together, in whatever table the schema has them.
        own = [name for name in own if name not in {"body_text", *PACKED}]
        place = own.index("word_count")
        own[place:place] = BODY
    if table == "readings":
        # What a reading has of its set of rules stands in its place.
        own[own.index("rule_set") : own.index("rule_set") + 1] = FROM_READING
    columns = [*BEFORE.get(table, ()), *own]
    columns += FROM_READING if table == "articles" else ()
    header = exported(filled, "csv", table=table)[1].split(b"\r\n", 1)[0].decode()
    assert header.split(",") == columns
    assert all(list(row) == columns for row in rows(filled, table=table, flat=True))
    nested = NESTED if table == "articles" else ()
    assert all(list(row) == [*columns, *nested] for row in rows(filled, table=table))


@pytest.mark.parametrize("table", EXPORTED)
def test_every_column_is_described(table):
    assert [field.name for field in fields_of(table) if not field.description] == []


def test_kinds_are_those_that_the_schema_describes():
    for name, table in TABLES.items():
        fields = {field.name: field for field in (fields_of(name) if name in EXPORTED else ())}
        for column, described in table.columns.items():
            field = fields.get(column)
            if field is None:
                continue
            assert (field.kind in {"json", "names"}) == ("(JSON" in described.description), (name, field)
            assert (field.kind == "boolean") == described.description.startswith("1 if "), (name, field)
    kinds = {(table, field.name): field.kind for table in EXPORTED for field in fields_of(table)}
    assert (kinds["runs", "seconds"], kinds["history", "changed"], kinds["changes", "changed_at"]) == (
        "real",
        "names",
        "time",
    )


KINDS_OF = {int: {"integer"}, float: {"real"}, bool: {"boolean"}, list: {"names", "json"}, dict: {"json"}}


@pytest.mark.parametrize("table", EXPORTED)
def test_a_column_of_times_has_times_and_no_other_column_has(filled, table):
    kinds = {field.name: field.kind for field in fields_of(table)}
    for row in rows(filled, table=table, flat=True):
        for name, value in row.items():
            if isinstance(value, str) and value:
                is_time = re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+00:00", value) is not None
                assert is_time == (kinds[name] == "time"), (name, value)
                assert kinds[name] not in {"integer", "real", "boolean", "names", "json"}, (name, value)
            elif value is not None and value != "":
                assert kinds[name] in KINDS_OF[type(value)], (name, value)


def test_values_keep_their_types(filled):
    tariffs = next(row for row in rows(filled) if row["url"].endswith("/tariffs/"))
    assert (tariffs["views"], tariffs["views_rounded"], tariffs["authors"]) == (1700, True, ["Ada Byron"])
    grain = next(row for row in rows(filled) if row["url"].endswith("/grain/"))
    assert (grain["views_rounded"], grain["gone_at"], grain["categories"]) == (False, None, ["Commentary", "Trade"])
    reading = rows(filled, table="readings")[0]
    assert reading["found_by"] == {"authors": "jsonld author", "title": "css h1"}
    assert rows(filled, table="runs")[0]["summary"]["requests"] == 20


def test_an_article_tells_which_rules_found_it_and_how_sure_that_is(filled):
    cited = next(row for row in rows(filled) if row["url"].endswith("/cited/"))
    assert cited["found_by"] == {"title": "css h1", "published_at": "by headline updated", "body": "blocks"}
    assert cited["confidence"] == {"title": 1.0, "published_at": 0.7, "body": 0.3}
    text = exported(filled, "csv", sites=("review",))[1].decode()
    line = next(row for row in csv.DictReader(io.StringIO(text, newline="")) if row["url"] == cited["url"])
    assert json.loads(line["confidence"]) == cited["confidence"]


def test_a_version_names_its_article_and_the_day_that_it_gives(filled):
    own = next(row for row in rows(filled, table="versions") if row["article"].endswith("/own/"))
    assert (own["address"], own["site"], own["published_day"]) == (own["article"], "gazette", "2024-06-01")
    assert own["key"] == article_key(own["article_id"])
    grain = [row["id"] for row in rows(filled, table="versions") if row["article"].endswith("/grain/")]
    [article] = [row for row in rows(filled, versions=True) if row["url"].endswith("/grain/")]
    assert sorted(grain) == sorted(version["id"] for version in article["version_history"])
    assert len(grain) == article["versions"] == 2


def test_both_forms_of_a_text_come_out_of_the_one_place_where_it_is_stored(filled):
    [poison] = [row for row in rows(filled) if row["url"].endswith("/poison/")]
    assert poison["body_text"] == poison["body_markdown"] == "Nothing <b>bold</b> 🚢 here."
    assert poison["body_html"].startswith('<p onclick="x()">Nothing <script>')
    for columns in (("url", "body_html"), ("body_markdown", "url", "body_html"), ("body_html", "url", "body_text")):
        [row] = [row for row in rows(filled, columns=columns) if row["url"] == poison["url"]]
        assert row == {name: poison[name] for name in columns}
    version = next(row for row in rows(filled, table="versions") if row["article"] == poison["url"])
    assert version["body_html"] == poison["body_html"]
    [nested] = next(row for row in rows(filled, versions=True) if row["url"] == poison["url"])["version_history"]
    assert nested["body_html"] == poison["body_html"]


def test_forms_that_are_damaged_are_left_empty(filled, tmp_path):
    data = shutil.copytree(filled, tmp_path / "data")
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        add_form_functions(db)
        db.execute("UPDATE versions SET body_forms = X'00ff'")
        db.commit()
    for row in rows(data, versions=True):
        assert (row["body_markdown"], row["body_html"], bool(row["body_text"])) == (None, None, True)
        assert row["version_history"][0]["body_html"] is None


def test_lists_of_a_damaged_database_are_exported_as_far_as_they_can_be_read(filled, tmp_path):
    data = shutil.copytree(filled, tmp_path / "data")
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        add_form_functions(db)
        db.execute("UPDATE links SET text = X'ff', host = CAST(X'61ff62' AS TEXT) WHERE position = 1")
        db.execute("UPDATE links SET text = ? WHERE position = 2", ('a\0b"\\\u2028\x1f',))
        db.execute("UPDATE comments SET published_at = X'00' WHERE position = 1")
        for number, text, packed in db.execute("SELECT id, body_text, body_forms FROM versions").fetchall():
            forms = pack_forms(text, *unpack_forms(text, packed)[:2], "[", "no")
            db.execute("UPDATE versions SET body_forms = ? WHERE id = ?", (forms, number))
        db.commit()
    [cited] = [row for row in rows(data, versions=True) if row["url"].endswith("/cited/")]
    assert [link["text"] for link in cited["links"][:2]] == ["base64:/w==", 'a\0b"\\\u2028\x1f']
    assert cited["links"][0]["host"] == "a\ufffdb"
    assert cited["comments"][0]["published_at"] == "base64:AA=="
    assert (cited["version_history"][0]["images"], cited["version_history"][0]["links"]) == ("[", "no")


def test_json_and_ndjson_hold_the_same(filled):
    assert json.loads(exported(filled, "json")[1]) == rows(filled)


def test_articles_stand_by_date_those_without_one_first(filled):
    dates = [row["published_at"] or "" for row in rows(filled)]
    assert dates == sorted(dates)
    assert dates[0] == ""


@pytest.mark.parametrize("only", [{"sites": ("review", "gazette")}, {"search": "harbours"}, {"gone": False}])
def test_articles_of_a_filter_stand_in_the_order_of_all(filled, only):
    found = [row["id"] for row in rows(filled, **only)]
    assert len(found) > 1
    assert found == [row["id"] for row in rows(filled) if row["id"] in found]


def test_the_versions_of_an_article_are_those_among_all(filled):
    every = rows(filled, table="versions")
    for row in rows(filled):
        found = rows(filled, table="versions", articles=(row["id"],))
        assert found == [version for version in every if version["article"] == row["url"]]
        assert found


def test_text_beyond_ascii_is_utf_8_and_not_escaped(filled):
    assert "海峡の防衛と日本".encode() in exported(filled, "json")[1]
    assert "Émile Noël".encode() in exported(filled, "csv")[1]
    assert not exported(filled, "csv")[1].startswith(b"\xef\xbb\xbf")


def test_csv_reads_back_as_it_was_written(filled):
    text = exported(filled, "csv")[1].decode()
    read = list(csv.DictReader(io.StringIO(text, newline="")))
    for line, row in zip(read, rows(filled), strict=True):
        assert line["body_text"] == row["body_text"]
        assert line["views"] == ("" if row["views"] is None else str(row["views"]))
        assert line["authors"].removeprefix("'") == "; ".join(row["authors"])
    assert text.count("\r\n") >= len(read) + 1


def test_csv_never_holds_a_cell_that_runs_as_a_formula(filled):
    table = list(csv.DictReader(io.StringIO(exported(filled, "csv")[1].decode(), newline="")))
    formula = next(line for line in table if line["url"].endswith("/formula/"))
    assert formula["title"] == '\'=HYPERLINK("http://evil.example","x")'
    assert formula["authors"] == "'@ada; -1 editor"
    cited = next(line for line in table if line["url"].endswith("/cited/"))
    assert cited["tags"] == '["ports","a;b"]'
    assert rows(filled)[0]["title"] == '=HYPERLINK("http://evil.example","x")'


def csv_of(values, kind="text", **options):
    content = held(*((kind, column) for column in zip(*values, strict=True)), **options)
    out = io.BytesIO()
    EXPORTERS["csv"].write(content, out)
    return out.getvalue(), content.notes


def read_csv(text):
    return list(csv.reader(io.StringIO(text.decode("utf-8-sig"), newline="")))[1:]


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\tx", "\rx", "\nx", "＝1", "＋1", "'t is", "''"])  # noqa: RUF001 - full width
def test_a_text_that_a_spreadsheet_would_run_gets_an_apostrophe_that_can_be_taken_away_again(text):
    assert read_csv(csv_of([[text]])[0]) == [["'" + text]]


CELLS = st.one_of(
    st.text(st.sampled_from("a,\"\n\r'; =\0é"), max_size=4), st.text(), st.none(), st.integers(), st.floats()
)


@given(st.lists(CELLS, min_size=1))
def test_a_line_is_that_of_the_csv_module(cells):
    cells = [cell.encode("utf-8", "replace").decode() if isinstance(cell, str) else cell for cell in cells]
    out = io.StringIO(newline="")
    csv.writer(out).writerow(cells)
    assert to_line(cells).decode() == out.getvalue()


@given(st.lists(st.text(st.sampled_from('"\r\n,x'), max_size=5), max_size=6), st.integers(1, 9))
def test_the_rows_of_a_csv_are_counted_as_the_csv_module_reads_them(tmp_path_factory, texts, chunk):
    path = tmp_path_factory.getbasetemp() / "counted.csv"
    path.write_bytes(csv_of([[text, "y"] for text in texts or ["x"]])[0])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("archive.export.csv_file.CHUNK", chunk)
        assert count_csv(path) == len(read_csv(path.read_bytes()))


@given(st.lists(st.text(st.characters(codec="utf-8")), min_size=1))
def test_every_text_comes_back_out_of_a_csv(texts):
    [row] = read_csv(csv_of([texts])[0])
    assert [cell.removeprefix("'") for cell in row] == texts


@given(st.lists(st.text(st.characters(codec="utf-8"))))
def test_every_list_of_names_comes_back_out_of_a_csv(names):
    [[cell]] = read_csv(csv_of([[names]])[0]) if names else [[""]]
    cell = cell.removeprefix("'")
    read = json.loads(cell) if cell.startswith("[") else cell.split("; ") if cell else []
    assert read == names


def test_numbers_truth_and_nothing_stay_themselves_in_csv():
    text, _ = csv_of([[-5, -0.25, True, False, None, [], [{"a": 1}]]])
    assert text.split(b"\r\n")[1] == b'-5,-0.25,true,false,,,"[{""a"":1}]"'


def test_line_ends_and_nul_survive_csv_inside_their_cell():
    text, _ = csv_of([['one\r\ntwo\n\nthree, "four"\x00']])
    assert text == b'c0\r\n"one\r\ntwo\n\nthree, ""four""\x00"\r\n'


def test_csv_for_excel_keeps_its_ids_and_cuts_what_it_would_spill():
    text, notes = csv_of([["🚢" * 20_000, "x" * 32_767, "x" * 32_768]], excel=True)
    assert text.startswith(b"\xef\xbb\xbf")
    [cells] = read_csv(text)
    assert [len(cell.encode("utf-16-le")) // 2 for cell in cells] == [32_767, 32_767, 32_767]
    assert [cell.endswith("… (cut)") for cell in cells] == [True, False, True]
    assert notes[0].startswith("2 cells are cut")
    assert read_csv(csv_of([[4503599627370495, 12]], kind="integer", excel=True)[0]) == [["'4503599627370495", "12"]]
    out = io.BytesIO()
    ids = Held(
        [Field("id", "integer"), Field("views", "integer")], [[4503599627370495, 12], [7, 7]], Options(excel=True)
    )
    EXPORTERS["csv"].write(ids, out)
    assert read_csv(out.getvalue()) == [["'4503599627370495", "12"], ["'7", "7"]]
    assert read_csv(csv_of([["2026-03-02T09:01:00+00:00"]], kind="time", excel=True)[0]) == [["2026-03-02 09:01:00"]]


def test_an_export_of_nothing_is_whole(filled):
    assert exported(filled, "json", sites=("nobody",)) == (0, b"[]\n")
    assert exported(filled, "ndjson", sites=("nobody",)) == (0, b"")
    count, text = exported(filled, "csv", sites=("nobody",))
    assert (count, text.decode().strip().split(",")) == (0, [field.name for field in fields_of("articles")])


def test_a_site_narrows_every_table_down(filled):
    assert sorted(slugs(filled, sites=("gazette",))) == ["copied", "own"]
    assert {row["site"] for row in rows(filled, table="captures", sites=("gazette",))} == {"gazette"}
    assert sorted(row["name"] for row in rows(filled, table="authors", sites=("gazette",))) == [
        "Ada Byron",
        "Émile Noël",
    ]
    assert len(rows(filled, table="versions", sites=("gazette",))) == 2
    assert {row["site"] for row in rows(filled, table="history", sites=("review",))} == {"review"}
    assert rows(filled, table="view_counts", sites=("gazette",)) == []


def test_days_and_times_narrow_down_by_publication(filled):
    assert slugs(filled, until=date(2024, 6, 1)) == ["own"]
    assert slugs(filled, until=date(2024, 5, 31)) == []
    assert slugs(filled, since=date(2025, 11, 30), until=date(2025, 11, 30)) == ["taxes"]
    assert slugs(filled, since=date(2025, 12, 1), until=date(2025, 12, 31)) == []
    assert [row["name"] for row in rows(filled, table="authors", until=date(2024, 12, 31))] == ["Émile Noël"]


def test_what_was_never_published_goes_by_its_own_time(filled):
    tuesday = rows(filled, table="runs", since=date(2026, 3, 3))
    assert [run["articles_changed"] for run in tuesday] == [3]
    assert len(rows(filled, table="captures", since=date(2026, 3, 3))) == 7


OF_NO_ARTICLE = {"alarms", "run_fields", "run_measures", "runs"}


@pytest.mark.parametrize("table", EXPORTED)
def test_every_table_can_be_narrowed_down_in_every_way(filled, table):
    everything = rows(filled, table=table)
    if table in OF_NO_ARTICLE:
        with pytest.raises(ExportError, match=f"The rows of {table} belong to no articles"):
            rows(filled, table=table, gone=True)
    else:
        assert rows(filled, table=table, authors=("Nobody",)) == []
        some = rows(filled, table=table, languages=("en",), edited=False, gone=False, search="harbours")
        assert [row for row in everything if row in some] == some
    assert rows(filled, table=table, since=date(2000, 1, 1), sites=("nobody",), until=date(2100, 1, 1)) == []
    kept = rows(filled, table=table, since=date(2000, 1, 1), until=date(2100, 1, 1))
    assert [row for row in everything if row in kept] == kept


def test_progress_is_told_of_every_row(filled):
    told = []
    count, _ = exported(filled, progress=lambda *numbers: told.append(numbers))
    assert told == [(number, count) for number in range(1, count + 1)]


def test_an_unknown_format_or_table_is_named_with_what_there_is(filled):
    with pytest.raises(ExportError, match=r"no format 'jsno'. Did you mean json"):
        exported(filled, "jsno")
    with pytest.raises(ExportError, match=r"no table 'sqlite_schema'.*articles"):
        exported(filled, table="sqlite_schema")
    with pytest.raises(ExportError, match=r"no column 'autors' in articles\. Did you mean authors"):
        exported(filled, columns=("autors",))
    with pytest.raises(ExportError, match="no column 'links' in articles"):
        exported(filled, "csv", columns=("links",))


def test_a_missing_or_foreign_database_is_named(tmp_path):
    with pytest.raises(ExportError, match=r"commentary\.db does not exist"):
        exported(tmp_path)
    with closing(sqlite3.connect(tmp_path / "commentary.db")) as db:
        db.execute("CREATE TABLE notes (text)")
    with pytest.raises(ExportError, match="another program"):
        exported(tmp_path)


def test_a_file_appears_only_when_it_is_complete(filled, tmp_path):
    path = tmp_path / "articles.csv"
    path.write_text("the last export")
    seen = []

    def look(*_numbers):
        seen.append(path.read_text())

    written = export_to_file(path, asked(filled, "csv", progress=look))
    assert set(seen) == {"the last export"}
    assert path.read_bytes() == exported(filled, "csv")[1]
    assert len(seen) == written.rows
    assert sorted(file.name for file in tmp_path.iterdir()) == ["articles.csv", "articles.csv-metadata.json"]


def test_an_export_that_fails_leaves_what_was_there(filled, tmp_path):
    path = tmp_path / "articles.json"
    path.write_text("the last export")
    with pytest.raises(ExportError):
        export_to_file(path, Export(filled / "missing.db", "json"))
    assert path.read_text() == "the last export"
    assert [file.name for file in tmp_path.iterdir()] == ["articles.json"]


def test_a_path_that_cannot_be_written_is_named(filled, tmp_path):
    (tmp_path / "file").touch()
    for name in ("csv", "sqlite", "markdown"):
        with pytest.raises(ExportError, match=r"file/a cannot be written: "):
            export_to_file(tmp_path / "file" / "a", asked(filled, name))
    with pytest.raises(ExportError, match="cannot be written"):
        export_to_file(tmp_path, asked(filled, "csv"))


def test_a_device_is_written_to_and_not_replaced(filled):
    null = Path("/dev/null")
    assert export_to_file(null, asked(filled, "json")).rows > 0
    assert null.is_char_device()


def test_a_folder_with_odd_signs_in_its_name_is_found(filled, tmp_path):
    odd = tmp_path / "100% of? #1"
    odd.mkdir()
    with closing(sqlite3.connect(filled / "commentary.db")) as db:
        add_form_functions(db)
        db.execute("VACUUM INTO ?", (str(odd / "commentary.db"),))
    assert exported(odd)[0] == exported(filled)[0]


def test_a_reader_that_stops_early_is_no_error(filled):
    script = (
        "import sys; from pathlib import Path; from archive.export import Export, export_to_stdout;"
        "print(export_to_stdout(Export(Path(sys.argv[1]), 'ndjson', 'readings')).rows, file=sys.stderr)"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(filled / "commentary.db")], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    process.stdout.close()
    message = process.stderr.read().decode()
    process.stderr.close()
    assert process.wait() == 0
    assert message.strip().isdigit()


def test_a_closed_standard_output_is_told(filled, monkeypatch):
    monkeypatch.setattr(sys, "stdout", None)
    with pytest.raises(ExportError, match="closed"):
        export_to_stdout(asked(filled))


@pytest.fixture(scope="module")
def big(tmp_path_factory):
    """A database of 300 MB, far more than an export may hold in memory."""
    database = tmp_path_factory.mktemp("big") / "commentary.db"
    with closing(sqlite3.connect(database)) as db:
        add_form_functions(db)
        make_schema(db)
        # Nothing is searched here.
        for (trigger,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            db.execute(f"DROP TRIGGER {trigger}")
        db.execute("PRAGMA application_id = 0x436F6D6D")
        db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        db.execute("""
            WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 10000)
            INSERT INTO articles (id, url, site, title, published_at,
                version, capture, revision, versions, first_captured_at, last_captured_at)
            SELECT n * 7919 % 1000003, 'https://a.example/' || n, 'a', 'Title ' || n,
                strftime('%Y-%m-%dT%H:%M:%S+00:00', 1e9 + n * 7919 % 1000003, 'unixepoch'),
                'v' || n, 'c', 'r', 1, '', '' FROM numbers""")
        db.execute("INSERT INTO versions (id, packed_text) SELECT version, hex(randomblob(15000)) FROM articles")
        db.execute("""
            INSERT INTO captures (id, run, site, url, address, captured_at, status, content_type, bytes,
                payload_digest, warc, offset, length)
            VALUES ('c', 'r', 'a', '', '', '2026-03-02T09:00:00+00:00', 200, 'text/html', 0, 'sha1:A', 'w', 0, 0)""")
        db.commit()
    return database


@pytest.mark.slow
@pytest.mark.parametrize("name", [*STREAMS, "bibtex", "graphml"])
def test_memory_does_not_grow_with_what_is_exported(big, name):
    command = [sys.executable, "-c", PEAK, str(big), name]
    answer = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    assert big.stat().st_size > 280_000_000
    assert int(answer[0]) == 10_000
    assert int(answer[1]) < 130_000, "kilobytes at the peak; the interpreter and SQLite's cache take about 100,000"
