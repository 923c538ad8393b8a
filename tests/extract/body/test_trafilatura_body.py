"""What trafilatura does wrong on its own, each case held."""

import threading

import pytest
from lxml import etree

from extract.body import trafilatura_body
from extract.body.values import read_body
from extract.read import read_article

PARAGRAPHS = "".join(
    f"<p>Paragraph {n} says one thing about ferries, another about harbours, and nothing at all of use.</p>"
    for n in range(8)
)
HTML = f"<html><body><nav><a href=/>Home</a></nav><article><h1>Ferries</h1>{PARAGRAPHS}</article></body></html>"


def test_the_same_page_gives_the_same_text_however_often_it_is_read(make_page, make_site):
    texts = {read_article(make_page(HTML), make_site()).body_text for _ in range(8)}
    assert len(texts) == 1
    assert texts.pop().count("Paragraph") == 8


def test_the_shared_tree_is_not_changed(make_page, make_site):
    page = make_page(HTML.replace("</article>", '<div class="sharedaddy">Share</div></article>'))
    before = etree.tostring(page.tree)
    read_article(page, make_site())
    assert etree.tostring(page.tree) == before


def test_no_date_is_guessed_on_a_page_without_one(make_page, make_site):
    footer = "<footer>Copyright 2019–2025</footer></body>"  # noqa: RUF001 - as printed
    assert read_article(make_page(HTML.replace("</body>", footer)), make_site()).published_at is None


def test_a_modified_date_is_not_taken_for_the_published_one(make_page, make_site):
    head = "<head><meta property=article:modified_time content=2025-05-01T10:00:00Z></head><body>"
    article = read_article(make_page(HTML.replace("<body>", head)), make_site())
    assert article.published_at is None
    assert article.updated_at.isoformat() == "2025-05-01T10:00:00+00:00"


def test_a_day_without_a_clock_stays_that_day_wherever_the_site_is(make_page, make_site):
    head = "<head><meta property=article:published_time content=2025-05-01></head><body>"
    article = read_article(make_page(HTML.replace("<body>", head)), make_site())
    assert article.published_at.isoformat() == "2025-05-01T00:00:00+00:00"


def test_plug_ins_words_stay_out_of_its_text_too(make_page, make_site):
    views = (
        '<div class="post-views"><p>Post Views: 1,600 and counting, as many as ever have been seen here.</p></div>'
    )
    article = read_article(make_page(HTML.replace("</article>", f"{views}</article>")), make_site())
    assert "Post Views" not in article.body_text


def test_its_caches_are_emptied_now_and_then(make_page, monkeypatch):
    emptied = []
    monkeypatch.setattr(trafilatura_body, "PAGES_BETWEEN_RESETS", 2)
    monkeypatch.setattr("trafilatura.meta.reset_caches", lambda: emptied.append(1))
    for _ in range(4):
        trafilatura_body.trafilatura_container(make_page(HTML))
    assert len(emptied) == 2


@pytest.mark.parametrize("tag", ["div", "blockquote", "b", "ul><li", "table><tr><td"])
def test_nesting_as_deep_as_the_limit_does_not_exhaust_the_stack(make_page, make_site, tag):
    depth = 390 // (tag.count("<") + 1)
    text = "Ferries wait, and harbours wait for ferries, and nobody minds. " * 10
    page = make_page(f"<html><body>{f'<{tag}>' * depth}{text}")
    said = []
    # A thread has a smaller stack than the process: what runs here runs in a worker.
    thread = threading.Thread(target=lambda: said.append(trafilatura_body.trafilatura_container(page) is not None))
    thread.start()
    thread.join()
    assert said == [True]


def test_its_mark_up_becomes_html(make_page):
    extra = (
        "<h2>Head</h2><ul><li>One item of a list</li><li>Another item of it</li></ul><blockquote>Said</blockquote>"
    )
    extra += '<p>See <a href="/x">the <b>other</b> page</a> for all that.</p>'
    page = make_page(HTML.replace("</article>", extra + PARAGRAPHS + "</article>"))
    markdown = read_body(trafilatura_body.trafilatura_container(page), page)["body_markdown"]
    for piece in ("## Head", "- One item of a list\n- Another item of it", "https://site.example/x"):
        assert piece in markdown
