"""Proofs of what an article said, and how its values were found at a time, by the command."""

import json
import sqlite3
from contextlib import closing

import pytest
from warcio.archiveiterator import ArchiveIterator


@pytest.fixture(scope="module")
def renamed(commentary, archive):
    told = json.loads(commentary("changes", "--class", "renamed", "--json", "--data", archive).stdout)
    return told[0]


def test_the_proof_of_a_former_url_names_file_digests_and_commands(commentary, archive, renamed):
    said = commentary("proof", renamed["previous_url"], "--data", archive)
    assert (said.returncode, said.stderr) == (0, "")
    assert said.stdout.count("computed anew, equal") == 2
    assert "| gunzip > record" in said.stdout
    assert "Request as stored:\n  GET /" in said.stdout
    assert "Response as stored:\n  HTTP/1.1 200 OK\n" in said.stdout


def test_its_files_are_the_records_as_stored(commentary, archive, renamed, tmp_path):
    said = commentary("proof", renamed["article"], "-o", tmp_path / "proof", "--data", archive)
    assert said.returncode == 0
    files = {path.name: path.read_bytes() for path in (tmp_path / "proof").iterdir()}
    assert sorted(files) == ["proof.txt", "record.warc.gz", "request.http", "response.http"]
    assert said.stdout.startswith(files["proof.txt"].decode())
    with (tmp_path / "proof" / "record.warc.gz").open("rb") as file:
        found = ArchiveIterator(file, no_record_parse=True)
        records = [(record.rec_type, record.raw_stream.read()) for record in found]
    assert records == [("request", files["request.http"]), ("response", files["response.http"])]
    again = commentary("proof", renamed["article"], "-o", tmp_path / "proof", "--data", archive)
    assert (again.returncode, "is not empty; give a new folder" in again.stderr) == (1, True)


def test_values_of_a_day_are_explained_by_the_capture_that_showed_them(commentary, archive, renamed):
    history = json.loads(commentary("history", renamed["article"], "--json", "--data", archive).stdout)
    for version in history["versions"]:
        said = commentary("explain", renamed["previous_url"], "--at", version["first_seen_at"], "--data", archive)
        assert said.returncode == 0, said.stderr
        assert f"version           {version['id']}\n" in said.stdout
        assert "present revision  the same\n" in said.stdout
        lines = {line.split("  ")[0]: line for line in said.stdout.splitlines()}
        assert version["title"] in lines["title"]
        assert "jsonld headline" in said.stdout


def test_explaining_a_day_names_what_is_wrong_with_it(commentary, archive, renamed):
    early = commentary("explain", renamed["article"], "--at", "2001-01-01", "--data", archive)
    assert (early.returncode, "was first captured at 2" in early.stderr) == (1, True)
    both = commentary("explain", renamed["article"], "--at", "2100-01-01", "--site", "demo", "--data", archive)
    assert (both.returncode, "leave out --site" in both.stderr) == (2, True)


def test_a_proof_without_its_file_tells_what_is_known(commentary, archive, renamed, tmp_path):
    with closing(sqlite3.connect(archive / "commentary.db")) as db:
        (tmp_path / "commentary.db").write_bytes(db.serialize())
    said = commentary("proof", renamed["article"], "--data", tmp_path)
    assert said.returncode == 3
    assert "payload digest  sha1:" in said.stdout
    assert "is missing. Its bytes cannot be shown until the file is put back as it was." in said.stderr
