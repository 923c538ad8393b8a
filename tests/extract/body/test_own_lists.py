"""Lists of the author's own lead to other sites, or nowhere; what leads to the same site is none of the text."""

import html
import re

import pytest

from essay import essay_page
from extract.read import read_article

LINKS = "<li><a href=https://else.example/a>Salt: a world history</a></li><li><a href=https://more.example/b>On brine</a></li>"
OWN_LINKS = "<li><a href=/2026/01/a/>Grey water at Orlo</a></li><li><a href=/2026/01/b/>The wind has a name</a></li>"
LISTS = {
    "further reading": f"<h2>Further reading</h2><ul>{LINKS}</ul>",
    "further reading, numbered": f"<h3>Further reading:</h3><ol>{LINKS}</ol>",
    "further reading in bold": f"<p><strong>Further reading</strong></p><ul>{LINKS}</ul>",
    "further reading as paragraphs": f"<h3>Further reading</h3>{LINKS.replace('li>', 'p>')}",
    "further reading with breaks": f"<p><b>Further reading</b><br>{LINKS.replace('<li>', '').replace('</li>', '<br>')}</p>",
    "sources": f"<h2>Sources</h2><ul>{LINKS}</ul>",
    "addresses": "<h2>References</h2><ul><li><a href=https://else.example/a>https://else.example/a</a></li><li><a href=https://youtu.be/b>https://youtu.be/b</a></li></ul>",
    "in German": f"<h2>Weiterführende Links</h2><ul>{LINKS}</ul>",
    "in French": f"<h2>Pour aller plus loin</h2><ul>{LINKS}</ul>",
    "definitions": "<dl><dt>Pan</dt><dd>A flat bed</dd><dt>Rake</dt><dd>A tool</dd></dl>",
    "definitions behind a line": "<p>The words of the pans:</p><dl><dt>Pan</dt><dd>bed</dd><dt>Rake</dt><dd>tool</dd></dl>",
    "definitions in pairs": "<h2>Glossary</h2><dl><div><dt>Pan</dt><dd>A bed.</dd></div><div><dt>Rake</dt><dd>A tool.</dd></div></dl>",
    "short answers": "<h2>Questions</h2><h3>Is it white?</h3><p>Yes.</p><h3>Is it dear?</h3><p>No.</p>",
    "short answers in bold": "<p><strong>Is it white?</strong></p><p>Yes.</p><p><strong>Is it dear?</strong></p><p>No.</p>",
    "short answers to open": "<details><summary>Is it white?</summary><p>Yes.</p></details><details><summary>Is it dear?</summary><p>No.</p></details>",
    "ingredients": "<h2>Ingredients</h2><ul><li>2 eggs</li><li>500 g flour</li><li>salt</li></ul>",
    "ingredients in a box": "<div class=ingredients><h3>Ingredients</h3><ul><li><b>2</b> eggs</li><li><b>500 g</b> flour</li></ul></div>",
    "ingredients behind a line": "<p>For the dough:</p><ul><li>2 eggs</li><li>500 g flour</li></ul>",
    "prices in a table": "<h2>Prices</h2><table><tr><th>Bag<th>Price</tr><tr><td>1 kg<td>€4</tr><tr><td>5 kg<td>€15</tr></table>",
    "prices in a grid": "<h2>Prices</h2><div class=grid><div><h3>Small</h3><p>€4</p></div><div><h3>Large</h3><p>€15</p></div></div>",
    "prices in divs": "<h2>Prices</h2><div class=grid><div><div>Small</div><div>€4</div></div><div><div>Large</div><div>€15</div></div></div>",
}
BEGINNING = re.compile(r"<(?:p|li|h\d|td|th|dt|dd|div|summary|br)\b[^>]*>")


def words_of(markup):
    pieces = (re.sub(r"<[^>]+>", " ", piece) for piece in BEGINNING.split(markup))
    return [" ".join(html.unescape(piece).split()) for piece in pieces if piece.strip()]


@pytest.mark.parametrize("kind", LISTS)
def test_an_authors_own_list_is_of_the_text(read_essay, kind):
    for place in ("within", "end"):
        text = " ".join(read_essay(**{place: LISTS[kind]}).body_text.split())
        assert [words for words in words_of(LISTS[kind]) if words and words not in text] == []


@pytest.mark.parametrize(
    "box",
    [
        f"<div class=related-posts><h3>Further reading</h3><ul>{OWN_LINKS}</ul></div>",
        f"<h3>Related</h3><ul>{OWN_LINKS}</ul>",
        f"<h3>More stories</h3><ul>{OWN_LINKS}</ul>",
        "<h3>Share</h3><ul><li><a href='https://twitter.com/intent/tweet?u=x'>Tweet</a></li></ul>",
    ],
)
def test_a_list_of_other_articles_of_the_site_is_none_of_the_text(read_essay, box):
    for place in ("within", "end"):
        text = read_essay(**{place: box}).body_text
        assert not any(words in text for words in ("Grey water", "has a name", "Tweet"))


def test_a_list_under_a_label_of_the_authors_that_leads_to_the_site_is_none_for_the_model(make_page, make_site):
    site = make_site('articles = "/2026/"\n')
    for links in (OWN_LINKS, "<li><a href=https://facebook.com/lamps>Facebook</a></li>"):
        page = essay_page(end=f"<h2>Links</h2><ul>{links}</ul>")
        text = read_article(make_page(page), site).body_text
        assert "Grey water" not in text
        assert "Facebook" not in text
