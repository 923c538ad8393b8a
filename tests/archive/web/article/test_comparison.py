"""The page that compares two versions, of one article or of two."""

import re
import sqlite3
from contextlib import closing
from html import unescape

import pytest
from datasette.utils import tilde_encode

from archive.schema import add_form_functions


@pytest.fixture(scope="module")
def edit(filled):
    """The edit of an article's headline: a row of `history`, with the article's id."""
    with closing(sqlite3.connect(filled / "commentary.db")) as db:
        db.row_factory = sqlite3.Row
        return db.execute(
            "SELECT history.*, articles.id AS id FROM history JOIN articles ON articles.url = history.article"
            " WHERE article LIKE '%/harbour/'"
        ).fetchone()


@pytest.fixture(scope="module")
def address(edit):
    return f"/-/diff?before={edit['previous_version']}&after={edit['version']}"


def text_of(html):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).replace("\xa0", " ").split())


def to_second(time):
    return f"{time[:10]} {time[11:19]} UTC"


def test_a_comparison_shows_the_headline_word_by_word_the_kind_of_edit_and_its_meaning(get, address):
    html = get(address).text
    assert re.search(r"<h1[^>]*><del>Habour </del><ins>Harbour </ins>news</h1>", html)
    assert "Headline: the headline or subtitle, and not the text." in text_of(html)
    assert re.search(r"\d words? removed, \d words? added\. Headline: ", text_of(html))


def test_each_side_has_its_time_its_captures_its_proof_and_its_page(get, edit, address):
    html = get(address).text
    text = text_of(html)
    assert f"Last seen {to_second(edit['previous_captured_at'])}, capture" in text
    assert f"First seen {to_second(edit['captured_at'])}, capture" in text
    for capture, version in (("previous_capture", "previous_version"), ("capture", "version")):
        assert f'href="/commentary/captures/{tilde_encode(edit[capture])}"' in html
        assert f'href="/-/view/{tilde_encode(edit[capture])}"' in html
        (proof,) = re.findall(rf'href="(/-/proof\?version={edit[version]}[^"]*)"', html)
        assert get(unescape(proof)).status_code == 200


def test_a_comparison_has_an_address_that_stays_and_leads_back(get, edit, address):
    html = get(f"{address}&view=side").text
    (canonical,) = re.findall(r'<link rel="canonical" href="([^"]+)">', html)
    assert unescape(canonical) == address
    assert f'href="/commentary/articles/{edit["id"]}"' in html
    assert f"before={edit['version']}&amp;after={edit['previous_version']}" in html


def test_side_by_side_has_a_row_for_each_paragraph_and_the_text_once_more_for_a_narrow_window(get, address):
    inline, side = get(address).text, get(f"{address}&view=side").text
    assert ('class="sides' in inline, 'class="sides' in side) == (False, True)
    assert "paragraphs unchanged" in text_of(inline)
    assert side.count("paragraphs unchanged") == 2
    assert get(f"{address}&view=nonsense").text.count('<strong aria-current="true">In one text</strong>') == 1


def test_any_two_versions_of_an_article_can_be_chosen(get, edit, address):
    html = get(address).text
    for name, version in (("before", "previous_version"), ("after", "version")):
        (options,) = re.findall(rf'<select name="{name}">(.*?)</select>', html, re.DOTALL)
        assert len(re.findall("<option", options)) == 2
        assert f'<option value="{edit[version]}" selected>' in options
    newest = get(f"/-/diff?article={edit['id']}")
    assert f'<option value="{edit["version"]}" selected>' in newest.text


def test_texts_of_two_articles_are_compared_and_told_apart(get, filled):
    with closing(sqlite3.connect(filled / "commentary.db")) as db:
        add_form_functions(db)
        query = "SELECT id, version FROM articles WHERE url LIKE '%/grain/' OR url LIKE '%/harbour/' ORDER BY url"
        (one, before), (other, after) = db.execute(query).fetchall()
    html = get(f"/-/diff?before={before}&after={after}").text
    assert "These are texts of two articles." in html
    for article in (one, other):
        assert f'href="/commentary/articles/{article}"' in html
    assert "<select" not in html


@pytest.mark.parametrize("query", ["", "?before=a&after=b", "?article=1", "?article=", "?before=&after="])
def test_what_cannot_be_compared_is_not_found(get, query):
    assert get(f"/-/diff{query}").status_code == 404
