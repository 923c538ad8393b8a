"""A WACZ file holds the captures, their index and the articles, and has the same bytes for the same archive."""

import hashlib
import io
import json
import zipfile
import zlib

import pytest

from archive.store import Archive
from archive.wacz import write_cdxj, write_wacz
from extract.errors import ArchiveError, ExportError
from foreign import Place, one_member_each, page
from test_replay import NOON, SITES, Crawl, html


def packed(data, write=write_wacz, **how) -> bytes:
    out = io.BytesIO()
    write(data / "commentary.db", data / "warc", out, **how)
    return out.getvalue()


def lines_of(package: zipfile.ZipFile) -> list[str]:
    """The lines of the index, block by block as its list tells."""
    blocks = package.read("indexes/index.idx").decode().splitlines()
    data = package.read("indexes/index.cdx.gz")
    assert blocks[0] == '!meta 0 {"format": "cdxj-gzip-1.0", "filename": "index.cdx.gz"}'
    lines: list[str] = []
    for block in blocks[1:]:
        prefix, _, text = block.partition(" {")
        place = json.loads("{" + text)
        member = data[place["offset"] : place["offset"] + place["length"]]
        assert place["digest"] == f"sha256:{hashlib.sha256(member).hexdigest()}"
        found = zlib.decompress(member, wbits=31).decode().splitlines()
        assert found[0].startswith(f"{prefix} {{")
        lines += found
    return lines


def test_it_holds_the_warc_files_as_they_are_and_all_digests(data):
    with zipfile.ZipFile(io.BytesIO(packed(data))) as package:
        described = json.loads(package.read("datapackage.json"))
        stated = {each["path"]: each["hash"] for each in described["resources"]}
        others = set(package.namelist()) - {"datapackage.json", "datapackage-digest.json"}
        assert stated == {name: f"sha256:{hashlib.sha256(package.read(name)).hexdigest()}" for name in others}
        digest = json.loads(package.read("datapackage-digest.json"))
        assert digest["hash"] == f"sha256:{hashlib.sha256(package.read('datapackage.json')).hexdigest()}"
        for path in (data / "warc").iterdir():
            info = package.getinfo(f"archive/{path.name}")
            assert (package.read(info), info.compress_type) == (path.read_bytes(), zipfile.ZIP_STORED)


def test_the_index_is_sorted_and_leads_to_each_capture(data):
    content = packed(data)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        lines = lines_of(package)
    assert "".join(f"{line}\n" for line in lines).encode() == packed(data, write_cdxj)
    assert lines == sorted(lines)
    with Archive.open(data) as archive:
        rows = archive.tables.db.execute('SELECT url, warc, "offset", length FROM captures').fetchall()
    found = [json.loads(line.split(" ", 2)[2]) for line in lines]
    places = {(each["url"], each["filename"], int(each["offset"]), int(each["length"])) for each in found}
    assert places == set(map(tuple, rows))


def test_it_lists_each_article_with_its_title_and_text(data):
    with zipfile.ZipFile(io.BytesIO(packed(data))) as package:
        head, *pages = map(json.loads, package.read("pages/pages.jsonl").decode().splitlines())
    assert head == {"format": "json-pages-1.0", "id": "pages", "title": "Articles", "hasText": True}
    with Archive.open(data) as archive:
        query = """SELECT captures.url, articles.title, body_text FROM articles JOIN article_texts USING (id)
            JOIN captures ON captures.id = articles.capture"""
        articles = set(map(tuple, archive.tables.db.execute(query).fetchall()))
    assert {(each["url"], each["title"], each["text"]) for each in pages} == {
        (url, title or url, text) for url, title, text in articles
    }
    assert all(each["ts"].endswith("Z") for each in pages)


def test_the_same_archive_gives_the_same_bytes_also_after_a_replay(data):
    first = packed(data)
    with Archive.open(data) as archive:
        list(archive.replay(SITES))
    assert packed(data) == first


def test_while_a_crawl_goes_on_it_holds_what_the_database_knows(data):
    with Archive.open(data) as archive:
        crawl = Crawl(archive, SITES["x"], NOON.replace(month=5))
        crawl.fetch("late/", html("Late"))
        known = packed(data)
        # Written, and not yet known to the database.
        crawl.run.warc.write_unfetched((("https://x.example/never/", "no answer"),))
        assert packed(data) == known
    with zipfile.ZipFile(io.BytesIO(known)) as package:
        assert any("https://x.example/late/" in line for line in lines_of(package))


def test_of_one_site_it_holds_the_files_of_its_runs(data):
    with zipfile.ZipFile(io.BytesIO(packed(data, site="y"))) as package:
        names = [name for name in package.namelist() if name.startswith("archive/")]
        pages = package.read("pages/pages.jsonl").decode()
        assert (len(names), names[0].startswith("archive/y-"), "x.example" in pages) == (1, True, False)
        assert {line[:11] for line in lines_of(package)} == {"example,y)/"}
    with pytest.raises(ExportError, match="holds no WARC file of z alone"):
        packed(data, site="z")


def test_a_missing_file_is_named(data):
    path = min((data / "warc").iterdir())
    path.unlink()
    with pytest.raises(ArchiveError, match=f"{path.name} is missing"):
        packed(data)


def test_an_archive_comes_back_from_its_package(data, tmp_path):
    (tmp_path / "new").mkdir()
    place = Place(tmp_path / "new")
    taken = place.take(place.put("all.wacz", packed(data)), site=None)
    assert (taken.problems, place.warcs()) == (
        [],
        {path.name: path.read_bytes() for path in (data / "warc").iterdir()},
    )


def test_what_was_imported_is_in_it(tmp_path):
    place = Place(tmp_path)
    place.take(place.put("a.warc.gz", one_member_each(page("/alpha/"), page("/beta/"))))
    with zipfile.ZipFile(io.BytesIO(packed(place.data))) as package:
        assert [line.split(" ")[:2] for line in lines_of(package)] == [
            ["example,x)/alpha", "20240301120000"],
            ["example,x)/beta", "20240301120000"],
        ]
