"""Paragraphs of a text, however a site wrote them."""

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.web.article.shape import shape


def shaped(html):
    root = lxml.html.fragment_fromstring(html, create_parent="div")
    shape(root)
    return lxml.html.tostring(root, encoding="unicode").removeprefix("<div>").removesuffix("</div>")


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>One</p><p>Two</p>", "<p>One</p><p>Two</p>"),
        ("<div>One</div><div>Two <i>words</i></div>", "<p>One</p><p>Two <i>words</i></p>"),
        ("<div><div>One</div><div>Two</div></div>", "<div><p>One</p><p>Two</p></div>"),
        ("One<br><br>Two<br> <br><br/>Three", "<p>One</p><p>Two</p><p>Three</p>"),
        ("<div>One<br>\xa0<br>Two</div>", "<div><p>One</p><p>Two</p></div>"),
        ("<p>One<br><br>Two</p>", "<div><p>One</p><p>Two</p></div>"),
        ("<p>One<br>Two</p>", "<p>One<br>Two</p>"),
        ("<div>One<h2>Two</h2>Three</div>", "<div><p>One</p><h2>Two</h2><p>Three</p></div>"),
        ("<div>One<ul><li>a<br><br>b</li></ul></div>", "<div><p>One</p><ul><li>a<br><br>b</li></ul></div>"),
        ("<p>One</p><p>\xa0</p><div> <span>\u200b</span></div><p>Two</p>", "<p>One</p><p>Two</p>"),
        ("<p>One</p><p><img src=x></p><hr>", '<p>One</p><p><img src="x"></p><hr>'),
        ('<p>One</p><p id="note"></p>', '<p>One</p><p id="note"></p>'),
        ("<blockquote>One</blockquote>", "<blockquote>One</blockquote>"),
        ("<blockquote>One<br><br>Two</blockquote>", "<blockquote><p>One</p><p>Two</p></blockquote>"),
        ("<section><span><div>One</div></span>Two</section>", "<section><span><p>One</p></span><p>Two</p></section>"),
        ("<pre>a\n\n  b</pre>", "<pre>a\n\n  b</pre>"),
        ("<table><tr><td>a<br><br>b</td></tr></table>", "<table><tr><td>a<br><br>b</td></tr></table>"),
        ("<h1>One</h1><strike>a</strike>", "<h2>One</h2><p><s>a</s></p>"),
        ("a<!-- b -->c", "<p>ac</p>"),
        ("مرحبا<br><br>بك", "<p>مرحبا</p><p>بك</p>"),
    ],
)
def test_a_text_has_the_paragraphs_that_its_reader_sees(html, expected):
    assert shaped(html) == expected


BITS = ["<div>", "</div>", "<p>", "</p>", "<br>", "<br><br>", "word", " ", "\xa0", "<i>b</i>", "<h2>c</h2>",
        "<ul><li>d</li></ul>", "<blockquote>", "</blockquote>", "<table><tr><td>e</td></tr></table>"]  # fmt: skip


@given(st.lists(st.sampled_from(BITS), max_size=25).map("".join))
def test_no_word_is_lost_or_moved_and_a_second_time_changes_nothing(html):
    root = lxml.html.fragment_fromstring(html, create_parent="div")
    words = "".join(root.text_content().split())
    shape(root)
    assert "".join(root.text_content().split()) == words
    once = lxml.html.tostring(root, encoding="unicode")
    shape(root)
    assert lxml.html.tostring(root, encoding="unicode") == once
    assert not root.xpath("//p//p | //p//div | //p//ul | //p//table | //p//blockquote | //p//h2")
