"""The blocks of an article are its text, in order, and each is one block."""

from datetime import UTC, datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml.html import fromstring

from disagreements import disagreements
from extract.body.values import read_text
from extract.page import Page
from extract.read import read_article
from odd_pages import ALL, SHOWN, URL

FETCHED_AT = datetime(2026, 3, 1, tzinfo=UTC)


words = st.sampled_from(
    ["salt", "the grey basin", "Who pays?", "1 < 2", "*", "- no item", "1. none", "\u00a0", "a|b", " ", "\n"]
)
void = st.sampled_from(["<br>", "<br/><br />", "<hr>", "<img src='/q.jpg' alt='a\n\nb'>", "<br> <br>", "<wbr>"])
INLINE_TAGS = ("b", "em", "a href='/x'", "span", "code", "sup", "u", "my-part")
BLOCK_TAGS = (
    "p", "div", "h2", "h4", "ul", "ol", "li", "blockquote", "pre", "pre class=verse", "table", "tr", "td", "th", "dl", "dt",
    "dd", "figure", "figcaption", "details", "summary", "section", "button", "caption",
)  # fmt: skip


def elements(tags, inner):
    return st.tuples(st.sampled_from(tags), st.lists(inner, max_size=4)).map(
        lambda drawn: f"<{drawn[0]}>{''.join(drawn[1])}</{drawn[0].split()[0]}>"
    )


texts = st.recursive(words | void, lambda inner: elements(INLINE_TAGS, inner), max_leaves=6)
pages = st.lists(st.recursive(texts, lambda inner: elements(BLOCK_TAGS, inner), max_leaves=20), max_size=6).map(
    "".join
)


@settings(max_examples=150)
@given(pages)
@example("salt<ul><ul><hr><li>salt</li></ul></ul>")
@example("<p>salt</p><ul><li><img src='/q.jpg' alt=a></li><li>basin</li></ul>")
def test_the_blocks_of_any_text_are_that_text(html):
    page = Page(url=URL, fetched_at=FETCHED_AT, content_type="text/html", body=b"<p>x")
    values = read_text(fromstring(f"<div>{html}</div>"), page)

    class Read:
        body_text, blocks = values["body_text"], values["blocks"]

    assert disagreements(Read) == []


@pytest.mark.parametrize("name", [name for name in SHOWN if "thousand" not in name])
def test_the_blocks_of_an_odd_page_are_its_text(make_page, make_site, name):
    page = ALL[name]
    article = read_article(make_page(page.body, url=URL, content_type=page.content_type), make_site())
    assert article.blocks
    assert disagreements(article) == []


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>One.<br><br>Two.<br>Three.</p>", [("paragraph", "One."), ("paragraph", "Two.\nThree.")]),
        ("<p><b>One.<br/> <br/>Two.</b></p>", [("paragraph", "One."), ("paragraph", "Two.")]),
        ("One.<br><br><br><br>Two.", [("paragraph", "One."), ("paragraph", "Two.")]),
        ("<h2>One<br>and<br><br>two</h2>", [("heading", "One and two")]),
        (
            "<ul><li>One<br><br>and two</li><li>Three</li></ul>",
            [("item", "- One"), ("item", "and two"), ("item", "- Three")],
        ),
        ("<blockquote>One.<br><br>Two.</blockquote>", [("quote", "One."), ("quote", "Two.")]),
        ("<pre>one\n\n  two</pre>", [("code", "one\n\n  two")]),
        ("<pre class=verse>one\ntwo\n\nthree</pre>", [("paragraph", "one\ntwo"), ("paragraph", "three")]),
        ("<table><tr><td>a<br><br>b</td><td>c</td></tr></table>", [("table", "a b | c")]),
        (
            "<figure><img src=/a.jpg><figcaption>One<br><br>Two</figcaption></figure>",
            [("caption", "One"), ("caption", "Two")],
        ),
        (
            "<dl><dt>One</dt><dd>Two<br><br>Three</dd></dl>",
            [("paragraph", "One"), ("paragraph", "Two"), ("paragraph", "Three")],
        ),
        (
            "<h2><button>One</button></h2><p>Two.</p><button>Send</button>",
            [("heading", "One"), ("paragraph", "Two.")],
        ),
    ],
)
def test_a_block_ends_where_a_reader_sees_it_end(read_values, html, expected):
    article = read_values(html)
    assert [(block.kind, block.text) for block in article.blocks] == expected
    assert disagreements(article) == []


def test_marks_go_on_in_the_next_paragraph(read_values):
    article = read_values("<p>a <b>b <a href=/x>c<br><br>d</a></b> e</p>")
    assert article.body_markdown == "a **b [c](https://site.example/x)**\n\n**[d](https://site.example/x)** e"
