"""Lists of the author's own lead to other sites, or nowhere; what leads to the same site is none of the text."""

import html
import re

import pytest

from essay import PARAGRAPHS, essay_page
from extract.blocks.block_tree import BlockTree
from extract.body.other_articles import Links
from extract.body.own_lists import with_own_lists
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
    "works with addresses": "<h2>References</h2><ol><li>Orr T. (2011). Pans of the north. <a href=https://doi.org/10.1/x>https://doi.org/10.1/x</a></li><li>Lund D. (2014). Brine. <a href=https://doi.org/10.1/y>doi</a></li><li>Marsh I. (2025). A notebook.</li></ol>",
    "works, some of them linked": "<h3>Sources</h3><ul><li><a href=https://doi.org/10.1/x>Orr T. (2011)</a></li><li>Lund D. (2014)</li></ul>",
    "works in German": "<h2>Literatur</h2><ul><li>Orr, T.: Pfannen. <a href=https://verlag.example/x>Verlag</a></li><li>Lund, D.: Sole. 2014.</li></ul>",
    "in German": f"<h2>Weiterführende Links</h2><ul>{LINKS}</ul>",
    "in French": f"<h2>Pour aller plus loin</h2><ul>{LINKS}</ul>",
    "definitions": "<dl><dt>Pan</dt><dd>A flat bed</dd><dt>Rake</dt><dd>A tool</dd></dl>",
    "definitions behind a line": "<p>The words of the pans:</p><dl><dt>Pan</dt><dd>bed</dd><dt>Rake</dt><dd>tool</dd></dl>",
    "definitions in pairs": "<h2>Glossary</h2><dl><div><dt>Pan</dt><dd>A bed.</dd></div><div><dt>Rake</dt><dd>A tool.</dd></div></dl>",
    "short answers": "<h2>Questions</h2><h3>Is it white?</h3><p>Yes.</p><h3>Is it dear?</h3><p>No.</p>",
    "short answers in bold": "<p><strong>Is it white?</strong></p><p>Yes.</p><p><strong>Is it dear?</strong></p><p>No.</p>",
    "short answers to open": "<details><summary>Is it white?</summary><p>Yes.</p></details><details><summary>Is it dear?</summary><p>No.</p></details>",
    "tools": "<h2>What he carries</h2><ul><li>A rake</li><li>Wax</li></ul>",
    "tools and a last sentence": "<h2>What he carries</h2><ul><li>A rake</li><li>Wax</li></ul><p>Nobody knows how long that will last, and he does not want to know.</p>",
    "tools behind a line": "<p>He carries three things:</p><ul><li>A rake</li><li>Wax</li><li>Tea</li></ul>",
    "tools behind a long line": "<p>On every day of the year, whatever the wind had to say, he carried with him three things and no others, as his father had done before him:</p><ul><li>A rake</li><li>Wax</li><li>Tea</li></ul>",
    "owners": "<h2>Share of each owner</h2><ul><li>Mill: a half</li><li>Village: a half</li></ul>",
    "a small table": "<h2>When to rake</h2><table><tr><th>Pan</th><th>Rake in</th></tr><tr><td>North</td><td>October</td></tr><tr><td>South</td><td>January</td></tr></table>",
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
    mixed = "<li><a href=https://else.example/a>Salt</a></li><li><a href=/2026/01/a/>Grey water at Orlo</a></li>"
    for links in (OWN_LINKS, "<li><a href=https://facebook.com/lamps>Facebook</a></li>", mixed):
        page = essay_page(end=f"<h2>Links</h2><ul>{links}</ul>")
        text = read_article(make_page(page), site).body_text
        assert "Grey water" not in text
        assert "Facebook" not in text


@pytest.mark.parametrize(
    ("label", "is_kept", "probability", "is_of_text"),
    [
        ("What he carries", True, 0.25, True),
        ("What he carries", False, 0.25, False),
        ("What he carries", False, 0.35, True),
        ("What he carries", True, 0.15, False),
        ("Comments", True, 0.25, False),
        ("Related articles", True, 0.25, False),
        ("Share this", True, 0.25, False),
    ],
)
def test_a_kept_label_is_evidence_for_the_short_list_behind_it(make_page, label, is_kept, probability, is_of_text):
    items = "<ul><li>A rake</li><li>Wax</li></ul>"
    page = make_page(f"<html><body><main><p>{PARAGRAPHS[0]}</p><h2>{label}</h2>{items}</main></body></html>")
    blocks = BlockTree(page.tree).blocks
    kept = [0, 1] if is_kept else [0]
    found = with_own_lists(blocks, [1, 0.6, probability, probability], kept, blocks[0].parent.parent, Links(page))
    assert found == ([0, 1, 2, 3] if is_of_text else kept)
