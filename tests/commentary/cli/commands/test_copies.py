"""`commentary copies`, run on an archive of three sites."""

import json

import pytest
from click.testing import CliRunner

from commentary.cli.main import cli
from shelf import draw, shelf_of_copies


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    data = tmp_path_factory.mktemp("copies")
    shelf = shelf_of_copies(data / "commentary.db")
    shelf.read("z", "digest", f"{draw(1)} {draw(2)}", hours=8)
    shelf.read("y", "news", draw(2), hours=2)
    shelf.tables.close()
    return data


@pytest.fixture(scope="module")
def ask(data):
    def asked(*words, code=0):
        said = CliRunner().invoke(cli, ["copies", *words, "--data", str(data)])
        assert said.exit_code == code, said.output
        return said.output

    return asked


def titles(pairs):
    return [(pair["original"]["title"], pair["copy"]["title"]) for pair in pairs]


def test_each_copy_stands_under_the_earliest_with_shares_and_what_tells_it(ask):
    first, second, total = ask().strip().split("\n\n")
    lines = first.splitlines()
    assert lines[:2] == ["first (x, 2026-03-01 12:00 by date)", "https://x.example/first/"]
    assert [line.split()[:8] for line in lines[3:]] == [
        ["93.7", "%", "90.8", "%", "2026-03-01", "18:00", "capture", "y"],
        ["100.0", "%", "100.0", "%", "2026-03-01", "19:00", "capture", "z"],
        ["49.4", "%", "100.0", "%", "2026-03-01", "20:00", "capture", "z"],
    ]
    assert "names the original as its source" in lines[3]
    assert "of an earlier version of the original" in lines[4]
    assert "names a page of another site" in lines[4]
    assert second.startswith("news (y, 2026-03-01 14:00 by capture)")
    assert total == "3 copies of 2 texts"


def test_all_pairs_of_one_article_are_listed_also_by_an_earlier_original_of_them(ask):
    found = json.loads(ask("https://y.example/second/", "--json"))
    assert titles(found) == [("first", "second"), ("second", "third"), ("second", "digest")]
    assert [pair["is_candidate"] for pair in found] == [True, False, False]
    assert "second (y, 2026-03-01 18:00 by capture)" in ask("https://y.example/second/")


def test_json_has_both_sides_whole(ask):
    pair = json.loads(ask("--json"))[0]
    assert pair["source_says"] == "agrees"
    assert pair["original"] | {"id": 0, "version": "", "share": 0} == {
        "id": 0, "url": "https://x.example/first/", "site": "x", "title": "first", "at": "2026-03-01T12:00:59+00:00",
        "by": "publication", "share": 0, "version": "", "is_newest": False, "gone_at": None, "source_url": None,
        "published_at": None, "published_day": None,
        "first_captured_at": "2026-03-01T17:00:00+00:00",
    }  # fmt: skip


def test_site_and_least_share_narrow_the_list(ask):
    assert titles(json.loads(ask("--site", "z", "--min-share", "100", "--json"))) == [
        ("first", "third"),
        ("first", "digest"),
        ("news", "digest"),
        ("third", "digest"),
    ]
    assert ask("https://x.example/own/") == ask("own") == "no copies\n"


def test_what_cannot_be_answered_says_why(ask):
    assert "give a URL or --site, not both" in ask("https://x.example/own/", "--site", "x", code=2)
    assert "not in the range" in ask("--min-share", "101", code=2)


def test_a_site_that_is_not_in_the_archive_is_named(data):
    said = CliRunner().invoke(cli, ["copies", "--site", "nowhere", "--data", str(data)])
    assert str(said.exception) == f"there is no site 'nowhere' in {data}; its sites are: x, y, z."
