"""Short blocks among the text of pages without a profile: what belongs to the text stays, and what does not is left out."""

import pytest
from lxml.html import document_fromstring

from extract.blocks.block_tree import BlockTree
from extract.body.among_text import with_blocks_among_text
from extract.read import read_article

PROSE = [
    "The salt works at the mouth of the Ebb were built in the year of the great frost, and have been mended ever since by "
    "the same three families, who keep the accounts in chalk on the inside of a door.",
    "A visitor sees little of it from the road. There is a wall, a gate that has not been shut for years, and behind them "
    "forty shallow basins in which the water of four tides stands and waits for the sun.",
    "Nobody grows rich by it. A sack of grey salt sells for what a crew earns in an hour, and in a wet summer there are no "
    "sacks at all, so that the families also keep bees, mend nets and let two rooms.",
    "The county would like to make it a museum. It has had drawings made, with a hall of glass where the boiling house "
    "stands, and a path on which visitors may walk from basin to basin without wet feet.",
    "The families have answered with a letter of one page. It says that a museum needs something that has ended, and that "
    "they will send word in good time should that be the case with them.",
    "In the meantime the frost has come back, the basins have a skin of ice in the morning, and the door on which the "
    "accounts are kept has been taken off its hinges and carried into the kitchen.",
]
FRAME = """<html><head><title>Grey salt</title></head><body class="single-post">
<header class="site-header"><a href="/">The Ebb</a><nav><ul><li><a href="/news/">News</a></li><li><a href="/letters/">Letters</a>
</li></ul></nav></header>
<main><article><h1>Grey salt</h1><p class="byline">By Nele Aarden</p><time datetime="2026-02-02">2 February 2026</time>
<div class="entry-content">{}</div></article></main>
<aside class="sidebar"><h3>Most read</h3><ol><li><a href="/a/">A bridge of boats</a></li><li><a href="/b/">Late again</a></li></ol>
</aside><footer><p>© 2026 The Ebb. All rights reserved.</p></footer></body></html>"""
CODE = "tide = 4\nif tide:\n    moor()"


def paragraphs(*numbers):
    return "".join(f"<p>{PROSE[number]}</p>" for number in numbers)


@pytest.fixture
def read_text(make_page, make_site):
    """Read an article whose text has this HTML, on a page of which no profile knows where its text is."""

    def read(html):
        return read_article(make_page(FRAME.format(html)), make_site())

    return read


SECTIONS = {
    "a button in the heading": '<h2><button aria-expanded="false">{}</button></h2><div role="region">{}</div>',
    "an anchor in the heading": '<h2 id="s"><a href="#s">{}</a></h2>{}',
    "a link to the page itself in the heading": '<h3><a href="https://site.example/2026/02/slug/#s">{}</a></h3>{}',
    "a permalink behind the heading": '<h2>{}<a class="anchor" href="#s">¶</a></h2>{}',
    "details": "<details><summary>{}</summary>{}</details>",
    "a heading in a summary": "<details><summary><h3>{}</h3></summary>{}</details>",
    "a button of an accordion": '<div class="accordion-item"><button aria-controls="a">{}</button><div id="a">{}</div></div>',
    "a custom element around": "<read-more><h2><button>{}</button></h2><div>{}</div></read-more>",
    "a heading that is a link without an address": "<h4><a>{}</a></h4>{}",
}


@pytest.mark.parametrize("name", SECTIONS)
def test_a_heading_between_kept_text_stays(read_text, name):
    headings = ("How it began", "What it earns", "Who pays", "The end")
    sections = [SECTIONS[name].format(heading, paragraphs(number)) for number, heading in enumerate(headings, 2)]
    text = read_text(paragraphs(0, 1) + "".join(sections)).body_text
    assert [heading for heading in headings if heading not in text] == []
    assert [sentence for sentence in PROSE if sentence not in text] == []


CODE_BLOCKS = {
    "a pre": f"<pre>{CODE}</pre>",
    "a pre with code": f"<pre class='wp-block-code'><code>{CODE}</code></pre>",
    "a highlighter's div": f'<div class="highlight"><div><pre><code class="language-py">{CODE}</code></pre></div></div>',
    "a toolbar beside it": f'<div class="code-toolbar"><pre><code>{CODE}</code></pre><div class="toolbar"><span>Py</span><button>Copy</button></div></div>',
}


@pytest.mark.parametrize("name", CODE_BLOCKS)
def test_code_between_paragraphs_is_one_block_as_often_as_it_is_shown(read_text, name):
    code = CODE_BLOCKS[name]
    article = read_text(
        f"{paragraphs(0, 1)}<p>Run this:</p>{code}{paragraphs(2)}<p>Then again:</p>{code}{paragraphs(3, 4)}"
    )
    assert [block.text for block in article.blocks if block.kind == "code"] == [CODE, CODE]
    assert "Run this:" in article.body_text
    assert "Copy" not in article.body_text


@pytest.mark.parametrize(
    "line", ["make install", "$ salt --version\n2.4.1", '{\n  "basins": 40\n}', "Error: no tide today"]
)
def test_a_short_piece_of_code_stays(read_text, line):
    article = read_text(f"{paragraphs(0, 1, 2)}<pre><code>{line}</code></pre>{paragraphs(3, 4)}")
    assert ("code", line) in [(block.kind, block.text) for block in article.blocks]


def test_code_that_ends_the_text_stays_and_code_of_a_comment_does_not(read_text):
    article = read_text(f"{paragraphs(0, 1, 2, 3)}<pre>{CODE}</pre>")
    assert [block.text for block in article.blocks if block.kind == "code"] == [CODE]
    comment = '<ol class="commentlist"><li class="comment"><p>Try this, Nele:</p><pre>sink()</pre></li></ol>'
    article = read_text(f'{paragraphs(0, 1, 2, 3)}</div><div id="comments"><h2>One comment</h2>{comment}')
    assert "sink()" not in article.body_text


DEFINITIONS = (
    ("Ebb", "The time at which the basins are filled, whatever the clock of the church says."),
    ("Grey", "Salt with the clay of the basin in it, which is what cooks ask for."),
    ("Crust", "What forms on a still day and must be broken before noon."),
)


@pytest.mark.parametrize(
    "form", ["<dt>{}</dt><dd>{}</dd>", "<div><dt><b>{}</b></dt><dd><p>{}</p></dd></div>", "<dt>{}:</dt><dd>{}</dd>"]
)
def test_the_terms_of_a_list_of_definitions_stay(read_text, form):
    definitions = "".join(form.format(*pair) for pair in DEFINITIONS)
    text = read_text(f"{paragraphs(0, 1, 2)}<dl>{definitions}</dl>{paragraphs(3, 4)}").body_text
    assert [part for pair in DEFINITIONS for part in pair if part not in text] == []


@pytest.mark.parametrize("line", ["It was written in 1911.", "I have nothing to add.", "Who would?", "“So it is.”"])
def test_the_last_line_behind_a_quotation_stays(read_text, line):
    for author in ("", "<cite>Nele Aarden</cite>"):
        quotation = f"<p>From a letter:</p><blockquote>{paragraphs(3, 5)}{author}</blockquote><p>{line}</p>"
        assert read_text(quotation).body_text.endswith(f"\n\n{line}")


@pytest.mark.parametrize(
    "label", ["<figcaption>Source: the door</figcaption>", "<figcaption>Sacks a month</figcaption>", ""]
)
def test_a_small_table_with_a_caption_stays(read_text, label):
    rows = "".join(
        f"<tr><td>{month}</td><td>{sacks}</td></tr>" for month, sacks in (("May", 12), ("June", 31), ("July", 9))
    )
    table = (
        f"<figure class='wp-block-table'><table><tr><th>Month</th><th>Sacks</th></tr>{rows}</table>{label}</figure>"
    )
    article = read_text(f"{paragraphs(0, 1, 2)}{table}{paragraphs(3, 4)}")
    assert [block.text for block in article.blocks if block.kind == "table"] == [
        "Month | Sacks", "May | 12", "June | 31", "July | 9",
    ]  # fmt: skip


NOT_OF_THE_TEXT = {
    "the heading of another article": '<h3><a href="/other/">The last ferryman of Holm</a></h3>',
    "the label of other articles": "<h3>Related articles</h3>",
    "an invitation": "<h3>Subscribe to our letter</h3>",
    "a link to another article": "<h4>Read also: the last ferryman of Holm</h4>",
    "an announcement of advertising": "<h5>Advertisement</h5>",
}


def kept_of(html, probability):
    """Return the texts that are kept of blocks, of which all but those of this probability are kept before."""
    blocks = BlockTree(document_fromstring(f"<html><body><main>{html}</main></body></html>")).blocks
    probabilities = [0.9 if block.is_prose else probability for block in blocks]
    kept = [block.index for block in blocks if block.is_prose]
    holder = blocks[kept[0]].parent.parent
    return [blocks[index].text for index in with_blocks_among_text(blocks, probabilities, kept, holder)]


@pytest.mark.parametrize("name", NOT_OF_THE_TEXT)
def test_a_heading_that_leads_elsewhere_stays_out(name):
    html = paragraphs(0, 1) + NOT_OF_THE_TEXT[name] + paragraphs(2)
    assert kept_of(html, 0.4) == [PROSE[0], PROSE[1], PROSE[2]]


def test_a_heading_before_nothing_kept_stays_out():
    assert kept_of(f"{paragraphs(0, 1)}<h2>More of it</h2><p>Short.</p>{paragraphs(2)}", 0.05) == PROSE[:3]
    assert kept_of(f"<h2>Where</h2>{paragraphs(0)}", 0.4) == PROSE[:1]


def test_hidden_code_and_a_button_that_opens_a_menu_stay_out():
    assert kept_of(f"{paragraphs(0)}<pre hidden>x</pre><button>Share</button>{paragraphs(1)}", 0.4) == PROSE[:2]


@pytest.mark.parametrize(
    "line",
    [
        "<p>Follow us on our new account.</p>",
        "<p>Photo: Nele Aarden.</p>",
        '<p>More in <a href="/b/">the next part</a>.</p>',
        "<p>Nele Aarden</p>",
        "<p>Short.</p><p>Nele Aarden writes for this paper.</p>",
    ],
)
def test_a_last_line_that_is_no_sentence_of_the_text_stays_out(line):
    quotation = f"<blockquote>{paragraphs(0)}</blockquote>"
    assert kept_of(f"{paragraphs(1)}{quotation}{line}", 0.3) == [PROSE[1], PROSE[0]]


@pytest.mark.parametrize("source", ["<footer>— <cite>The ledger</cite></footer>", "<cite>The ledger</cite>"])
def test_the_source_within_a_quotation_is_kept(read_text, source):
    quotation = f"<blockquote><p>{PROSE[2]}</p>{source}</blockquote>"
    assert "The ledger" in read_text(paragraphs(0, 1) + quotation + paragraphs(3, 4)).body_text
