"""Data packages are valid by frictionless, and hold what belongs to the chosen articles."""

import json
import zipfile

import frictionless
import pytest

from archive.export import Export, export_to_file
from archive.selection import ArticleFilter
from extract.errors import ExportError

pytestmark = pytest.mark.slow


def write(filled, path, **only):
    return export_to_file(path, Export(filled / "commentary.db", "datapackage", only=ArticleFilter(**only)))


@pytest.mark.parametrize("only", [{}, {"sites": ("gazette",)}, {"authors": ("Nobody",)}, {"edited": True}])
def test_a_package_is_valid_with_its_keys_and_its_digests(filled, tmp_path, only):
    out = tmp_path / "package"
    written = write(filled, out, **only)
    report = frictionless.Package(str(out / "datapackage.json")).validate()
    assert report.flatten(["taskNumber", "type", "message"]) == []
    assert report.valid
    assert (
        written.rows
        == frictionless.Package(str(out / "datapackage.json")).get_resource("articles").read_rows().__len__()
    )


def test_values_come_back_with_their_types(filled, tmp_path):
    write(filled, tmp_path / "package")
    package = frictionless.Package(str(tmp_path / "package" / "datapackage.json"))
    articles = {row["url"].rstrip("/").rsplit("/", 1)[1]: row for row in package.get_resource("articles").read_rows()}
    assert articles["formula"]["title"] == '=HYPERLINK("http://evil.example","x")'
    assert articles["formula"]["authors"] == ["@ada", "-1 editor"]
    assert articles["taxes"]["published_at"].isoformat() == "2025-11-30T23:59:00+00:00"
    assert (articles["tariffs"]["views"], articles["tariffs"]["views_rounded"]) == (1700, True)
    assert articles["strait"]["title"] == "海峡の防衛と日本"
    links = package.get_resource("links").read_rows()
    assert {row["article"] for row in links} == {articles["cited"]["id"]}


def test_the_same_archive_gives_the_same_bytes_as_a_folder_and_as_a_zip_file(filled, tmp_path):
    for name in ("a", "b.zip", "c.zip"):
        write(filled, tmp_path / name)
    assert (tmp_path / "b.zip").read_bytes() == (tmp_path / "c.zip").read_bytes()
    inside = zipfile.ZipFile(tmp_path / "b.zip")
    assert {name: inside.read(name) for name in inside.namelist()} == {
        path.name: path.read_bytes() for path in (tmp_path / "a").iterdir()
    }
    assert json.loads(inside.read("datapackage.json"))["resources"][0]["name"] == "articles"


def test_a_folder_that_exists_is_left_alone(filled, tmp_path):
    with pytest.raises(ExportError, match="overwrites no folder"):
        write(filled, tmp_path)
    assert list(tmp_path.iterdir()) == []
