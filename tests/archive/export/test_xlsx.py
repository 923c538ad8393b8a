"""Workbooks, as openpyxl reads them back."""

import io
import zipfile
from datetime import datetime

import openpyxl
import pytest
from openpyxl.utils.escape import unescape

from archive.export import Export, export_to_file
from archive.export.xlsx_file import write_xlsx
from extract.errors import ExportError
from held_rows import held


def read(path, sheet="articles"):
    book = openpyxl.load_workbook(path)
    # openpyxl leaves the escapes of characters that XML has not.
    values = [[cell.value for cell in row] for row in book[sheet].iter_rows()]
    return [[unescape(value) if isinstance(value, str) else value for value in row] for row in values]


def test_articles_come_back_with_their_types(filled, tmp_path):
    path = tmp_path / "articles.xlsx"
    written = export_to_file(path, Export(filled / "commentary.db", "xlsx"))
    header, *rows = read(path)
    articles = [dict(zip(header, row, strict=True)) for row in rows]
    assert len(articles) == written.rows
    tariffs = next(each for each in articles if each["url"].endswith("/tariffs/"))
    assert (tariffs["key"][0], tariffs["views"], tariffs["views_rounded"]) == ("a", 1700, True)
    assert tariffs["published_at"] == datetime(2026, 1, 5, 8, 30)  # noqa: DTZ001 - a sheet has no zones
    # Also those with less than 16 digits: a column of texts and numbers is sorted and looked up as two.
    assert {len(each["id"]) for each in articles} == {15, 16}
    formula = next(each for each in articles if each["url"].endswith("/formula/"))
    assert formula["title"] == '=HYPERLINK("http://evil.example","x")'
    assert {cell.data_type for row in openpyxl.load_workbook(path)["articles"] for cell in row} <= {
        "s",
        "inlineStr",
        "n",
        "d",
        "b",
    }
    columns = read(path, "Columns")
    assert columns[0] == ["column", "kind", "description"]
    assert [row[0] for row in columns[1:]] == header


def test_a_text_stays_what_it_is(tmp_path):
    texts = [
        "=cmd()",
        "+1",
        "https://a.example/",
        "0012",
        "İSTANBUL",
        "海峡",
        "عربي",
        'a "b"',
        "a\nb",
        "_x0041_",
        " a ",
        "\t",
    ]
    write_xlsx(held(("text", texts)), tmp_path / "a.xlsx")
    assert [row[0] for row in read(tmp_path / "a.xlsx")[1:]] == texts


def test_what_xml_has_not_does_not_break_the_workbook(tmp_path):
    write_xlsx(held(("text", ["a\0b", "a\x1fb", "a\ufffeb", "a\ud800b"])), tmp_path / "a.xlsx")
    read_back = [row[0] for row in read(tmp_path / "a.xlsx")[1:]]
    assert read_back[2:] == ["a\ufffdb", "a\ufffdb"]
    assert [(text[0], text[-1]) for text in read_back[:2]] == [("a", "b")] * 2


def test_days_and_times_that_a_sheet_does_not_know_are_texts(tmp_path):
    times = [
        "1899-12-31T23:59:59+00:00",
        "1900-03-01T00:00:00+00:00",
        "1969-07-20T20:17:40+00:00",
        "2 weeks ago",
        None,
    ]
    days = ["1850-02-03", "1900-03-01", "1969-07-20", "9999-12-31", "0001-01-01"]
    write_xlsx(held(("time", times), ("day", days)), tmp_path / "a.xlsx")
    rows = read(tmp_path / "a.xlsx")[1:]
    assert [row[0] for row in rows] == [
        times[0],
        datetime(1900, 3, 1),  # noqa: DTZ001 - a sheet has no zones
        datetime(1969, 7, 20, 20, 17, 40),  # noqa: DTZ001 - likewise
        times[3],
        None,
    ]
    assert [row[1].isoformat()[:10] if isinstance(row[1], datetime) else row[1] for row in rows] == days


def test_what_is_too_long_for_a_cell_is_cut_and_told(tmp_path):
    content = held(("text", ["x" * 5_000_000, "short"]))
    write_xlsx(content, tmp_path / "a.xlsx")
    [text], [short] = read(tmp_path / "a.xlsx")[1:]
    assert (len(text), text[-7:], short) == (32_767, "… (cut)", "short")
    assert content.notes[0].startswith("1 cell is cut")


def test_more_rows_than_a_sheet_holds_are_refused_with_what_to_do(tmp_path):
    with pytest.raises(ExportError, match=r"1,048,576 rows of articles.*Narrow the export down"):
        write_xlsx(held(("text", []), rows_expected=1_048_576), tmp_path / "a.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_the_same_content_gives_the_same_bytes(tmp_path):
    for name in "ab":
        write_xlsx(held(("text", ["x"]), ("time", ["2026-03-01T08:00:00+00:00"])), tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    inside = zipfile.ZipFile(io.BytesIO((tmp_path / "a").read_bytes()))
    assert {entry.date_time[0] for entry in inside.infolist()} == {1980}


def test_a_workbook_of_nothing_is_whole(tmp_path):
    assert write_xlsx(held(("text", [])), tmp_path / "a.xlsx") == 0
    assert read(tmp_path / "a.xlsx") == [["c0"]]


def test_an_export_that_fails_leaves_nothing_behind(filled, tmp_path):
    def fail(*_numbers):
        raise RuntimeError("the reader went")

    with pytest.raises(RuntimeError):
        export_to_file(tmp_path / "a.xlsx", Export(filled / "commentary.db", "xlsx", progress=fail))
    assert list(tmp_path.iterdir()) == []
