"""The field's own tools read what a crawl writes."""

import json

import pytest


@pytest.fixture(scope="session")
def warcs(crawled):
    return sorted((crawled.data / "warc").iterdir())


def test_warcio_finds_every_digest_right(run, warcs):
    for path in warcs:
        said = run("warcio", "check", "-v", path)
        assert (said.returncode, "fail" in said.stdout) == (0, False)
        assert said.stdout.count("digest pass") > 50


def test_cdxj_indexer_lists_every_response(run, warcs):
    said = run("cdxj-indexer", "--sort", *warcs)
    assert (said.returncode, said.stderr) == (0, "")
    fields = [json.loads(line.split(" ", 2)[2]) for line in said.stdout.splitlines()]
    assert {"200", "301", "404", "410"} <= {each.get("status") for each in fields}
    assert {each["filename"] for each in fields} == {path.name for path in warcs}


def test_wacz_packs_them_and_takes_what_it_packed(run, warcs, tmp_path):
    made = run("wacz", "create", "-o", tmp_path / "theirs.wacz", *warcs)
    assert made.returncode == 0, made.stderr
    said = run("wacz", "validate", "-f", tmp_path / "theirs.wacz")
    assert (said.returncode, "the passed WACZ is valid" in said.stdout) == (0, True)
