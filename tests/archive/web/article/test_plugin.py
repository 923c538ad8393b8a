"""The files of an article, and its short address."""

import re
import sqlite3
from contextlib import closing
from html import unescape

import pytest

from archive.schema import article_key


@pytest.fixture(scope="module")
def article(filled):
    with closing(sqlite3.connect(filled / "commentary.db")) as db:
        return db.execute("SELECT id FROM articles WHERE url LIKE '%/grain/'").fetchone()[0]


def test_the_key_of_an_article_leads_to_it_and_stands_on_its_page(get, article):
    html = get(f"/commentary/articles/{article}").text
    (address,) = re.findall(r'href="(/-/a/[^"]+)"', html)
    assert address == f"/-/a/{article_key(article)}"
    answer = get(address)
    assert (answer.status_code, answer.headers["location"]) == (302, f"/commentary/articles/{article}")


def test_each_file_that_is_offered_of_an_article_holds_it(get, article):
    html = get(f"/commentary/articles/{article}").text
    files = [unescape(address) for address in re.findall(r'href="(/-/export[^"]+)"', html)]
    assert files
    for address in files:
        answer = get(address)
        assert answer.status_code == 200, address
        assert "attachment" in answer.headers["content-disposition"]
        assert answer.content
