"""The files of an export stay in its folder, and are the same in a ZIP file."""

import gc
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.export import DiskFolder, Export, ZipFolder, export_zipped
from archive.export.folder import checked
from extract.errors import ExportError

OUTSIDE = [
    "",
    "/etc/passwd",
    "../x",
    "a/../../x",
    "..",
    ".",
    "a/./b",
    "a//b",
    "a/",
    "a\\b",
    "C:x",
    "a\0b",
    "a\nb",
    "é" * 128,
]


@pytest.mark.parametrize("name", OUTSIDE)
def test_a_name_that_leads_elsewhere_is_refused(tmp_path, name):
    for folder in (DiskFolder(tmp_path / "folder"), ZipFolder(io.BytesIO())):
        with pytest.raises(ExportError, match="is no name of a file"), folder.open(name):
            pass
    assert list(tmp_path.iterdir()) == []


@given(st.text(st.characters(codec="utf-8"), max_size=20))
def test_a_name_that_is_taken_stays_inside(tmp_path_factory, name):
    root = tmp_path_factory.getbasetemp() / "inside"
    try:
        checked(name)
    except ExportError:
        return
    assert root in (root / name).resolve().parents


def test_a_folder_and_a_zip_file_have_the_same_files(tmp_path):
    files = {"a.txt": b"one", "2026/01/ö.md": b"two" * 100_000}
    out = io.BytesIO()
    zipped = ZipFolder(out)
    for folder in (DiskFolder(tmp_path), zipped):
        for name, content in files.items():
            with folder.open(name) as file:
                file.write(content)
    zipped.close()
    read = zipfile.ZipFile(out)
    assert {name: read.read(name) for name in read.namelist()} == files
    assert {name: (tmp_path / name).read_bytes() for name in files} == files
    assert {entry.date_time for entry in read.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_file_is_written_once(tmp_path):
    folder = DiskFolder(tmp_path)
    with folder.open("a"):
        pass
    with pytest.raises(FileExistsError), folder.open("a"):
        pass


def test_an_export_that_fails_leaves_no_zip_file_that_looks_whole(tmp_path):
    out = io.BytesIO()
    with pytest.raises(ExportError):
        export_zipped(Export(tmp_path / "missing.db", "markdown"), out)
    out.close()
    # Nothing is written to the closed stream, which the warnings of pytest would tell.
    gc.collect()
