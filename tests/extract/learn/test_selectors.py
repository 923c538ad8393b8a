import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.html import compile_css, select
from extract.learn.selectors import selectors_of

PAGE = """<html><body><div id="page"><header class="site"><h1 class="logo">A Site</h1></header>
<article class="post-12 css-1x2y3z"><div class="Head_head__x3Kd9"><h1 class="entry-title" itemprop="headline">Why</h1>
<div class="byline">By <a rel="author">Ann Lee</a></div><div><span class="css-9z8y7x">1 March 2026</span></div></div>
</article></div></body></html>"""


@pytest.fixture
def tree():
    return lxml.html.document_fromstring(PAGE)


def test_selectors_are_short_first_and_name_nothing_generated(tree):
    element = tree.find_class("entry-title")[0]
    found = [selector.css for selector in selectors_of(element, "title")]
    assert found[0] == ".entry-title"
    assert {"h1", '[itemprop~="headline"]', "article h1", 'div[class*="Head_head__"] > .entry-title'} <= set(found)
    assert not any("css-" in css or "post-12" in css or "x3Kd9" in css for css in found)


def test_an_element_without_a_lasting_name_is_named_by_what_stands_before_it(tree):
    element = tree.find_class("css-9z8y7x")[0].getparent()
    assert ".byline + div" in {selector.css for selector in selectors_of(element, "published_at")}


def test_a_tag_that_says_nothing_is_no_selector_by_itself(tree):
    element = tree.find_class("css-9z8y7x")[0]
    assert "span" not in {selector.css for selector in selectors_of(element)}


@given(
    st.lists(st.sampled_from(["div", "p", "span", "h1", "article", "section", "time"]), min_size=1, max_size=6),
    st.lists(st.text("abcXYZ019-_:/[] .\"'\\", max_size=12), min_size=6, max_size=6),
)
def test_each_selector_is_css_and_matches_its_element(tags, classes):
    tree = lxml.html.document_fromstring("<html><body></body></html>")
    element = tree.find("body")
    for tag, name in zip(tags, classes, strict=False):
        element.append(element.makeelement("p", {"class": "before"}))
        inner = element.makeelement(tag, {"class": name, "id": name, "data-testid": name})
        element.append(inner)
        element = inner
    for selector in selectors_of(element, "title"):
        compile_css(selector.css)
        assert element in select(tree, selector.css)
