"""The cookbook in docs/ is made of the queries' headers, and is up to date."""

from pathlib import Path

from archive.web.canned import load_queries
from archive.web.cookbook import cookbook, parameters

PAGE = Path(__file__).parents[3] / "docs" / "cookbook.md"


def test_the_page_is_what_the_headers_make():
    assert PAGE.read_text("utf-8") == cookbook(load_queries()), "run make cookbook"


def test_every_query_stands_in_it_once():
    text = PAGE.read_text("utf-8")
    assert [name for name in load_queries() if text.count(f"`/commentary/{name}`") != 1] == []


def test_colons_of_texts_and_comments_are_no_parameters():
    assert parameters("select ':a', x -- :b\nfrom t where :c = '' or :c = y and :d") == ["c", "d"]
