"""What a server says for the archive as a whole."""

import sqlite3
from contextlib import closing

from archive.web.plugins.safety import HEADERS
from contents import content_of


def test_robots_are_asked_to_stay_away(get):
    assert get("/robots.txt").text == "User-agent: *\nDisallow: /\n"
    assert get("/").headers["x-robots-tag"] == HEADERS["x-robots-tag"] == "noindex, noarchive"


def test_the_database_is_no_file_unless_it_is_offered(get):
    answer = get("/commentary.db")
    assert (answer.status_code, "--offer-database" in answer.text) == (404, True)


def test_the_file_of_the_database_is_whole_also_while_a_crawl_writes(get, datasette, filled, tmp_path):
    datasette.get_database("commentary").offers_file = True
    try:
        with closing(sqlite3.connect(filled / "commentary.db", isolation_level=None)) as writer:
            writer.execute("BEGIN IMMEDIATE")
            writer.execute("DELETE FROM comments")
            answer = get("/commentary.db")
            writer.execute("ROLLBACK")
    finally:
        datasette.get_database("commentary").offers_file = False
    assert "commentary.db" in answer.headers["content-disposition"]
    copy = tmp_path / "commentary.db"
    copy.write_bytes(answer.content)
    assert content_of(tmp_path) == content_of(filled)
    assert not list(filled.glob(".copy-*"))
