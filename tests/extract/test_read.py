from datetime import UTC, datetime
from pathlib import Path

import pytest

from extract.article import Article, Comment
from extract.explain import explain
from extract.read import read_article

PAGES = Path(__file__).parent / "pages"
TEXT = "<p>" + "Ferries wait, and harbours wait for ferries, and nobody minds. " * 12 + "</p>"


def test_a_stock_block_theme_is_read_with_the_defaults_alone(make_page, make_site):
    url = "https://pier.example/2025/03/on-slow-ferries/"
    text = (
        "A slow ferry teaches a port to wait, and waiting is most of what a port is for.\n\nIt also sells more soup."
    )
    site = make_site(header='title = "Pier"\nhosts = ["pier.example"]\ntimezone = "UTC"\n')
    article = read_article(make_page((PAGES / "block-theme.html").read_bytes(), url=url), site)
    assert article == Article(
        url=url,
        canonical_url=url,
        title="On Slow Ferries",
        authors=("Dr. Mo O’Hara (ed.)",),  # noqa: RUF001 - as printed
        published_at=datetime(2025, 3, 9, 8, 30, tzinfo=UTC),
        published_text="2025-03-09T08:30:00+00:00",
        published_precision="second",
        published_zone="stated",
        published_day="2025-03-09",
        published_offset="+00:00",
        views=1600,
        views_text="1,600",
        views_rounded=False,
        categories=("Travel", "Essays"),
        tags=("Ferries",),
        language="en-GB",
        language_detected="en",
        body_text=text,
        blocks=article.blocks,
        body_markdown=text,
        body_html="<div><p>" + text.replace("\n\n", "</p><p>") + "</p></div>",
        word_count=23,
        previous_url="https://pier.example/2025/02/docks/",
        comments=(
            Comment(
                id="9", author="Sam", published_at=datetime(2025, 3, 10, 10, tzinfo=UTC), text="The soup is good."
            ),
        ),
        found_by=article.found_by,
        confidence=article.confidence,
    )


def test_a_stock_classic_theme_is_read_whole_with_the_defaults_alone(make_page, make_site):
    url = "https://pier.example/2025/03/on-slow-ferries/"
    article = read_article(make_page((PAGES / "classic-theme.html").read_bytes(), url=url), make_site())
    assert article.title == "On Slow Ferries"
    assert article.body_text == "Ports wait.\n\nSoup\n\nSo does soup.\n\nA short line is a line all the same."
    assert article.published_at == datetime(2025, 3, 9, 8, 30, tzinfo=UTC)
    assert (article.categories, article.tags) == (("Travel",), ("Ferries",))


def test_an_author_with_a_box_of_their_own_is_not_named_by_the_link_to_their_posts(make_page, make_site):
    page = (PAGES / "classic-theme.html").read_text("utf-8")
    assert read(make_page, make_site, page).authors == ("Mo O’Hara",)  # noqa: RUF001 - as printed
    assert read(make_page, make_site, page.replace(">By Mo", ">Mo")).authors == ()


def test_a_classic_themes_container_with_an_element_of_a_plug_in_is_left_to_the_body_model(make_page, make_site):
    page = (PAGES / "classic-theme.html").read_text("utf-8")
    boxed = page.replace(
        '<nav class="page-links"', f'{TEXT}<div class="likes-box">Like this:</div><nav class="page-links"'
    )
    article = read(make_page, make_site, boxed)
    assert article.found_by["body"] == "blocks"
    assert "Like this" not in article.body_text


def read(make_page, make_site, html, lines="", **options):
    return read_article(make_page(html, **options), make_site(lines))


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("<title>Slow Ferries | The Pier</title><meta property=og:site_name content='The Pier'>", "Slow Ferries"),
        ("<title>The Pier – Slow Ferries</title><meta property=og:site_name content='The Pier'>", "Slow Ferries"),  # noqa: RUF001
        ("<title>The Pier</title><meta property=og:site_name content='The Pier'>", None),
        ("<title>Notes from The Pier</title><meta property=og:site_name content='The Pier'>", "Notes from The Pier"),
        ("<meta property=og:title content='Slow &amp;amp; <em>steady</em>'>", "Slow & steady"),
        (
            "<title>Slow Ferries Wait | The Pier</title></head><h1>The Pier</h1><h1>Slow Ferries Wait</h1>",
            "Slow Ferries Wait",
        ),
        ("<title>Slow Ferries - The Pier</title></head><h1>  Slow <br>Ferries </h1>", "Slow Ferries"),
    ],
)
def test_the_title_is_the_headline_without_the_sites_name(make_page, make_site, head, expected):
    article = read(make_page, make_site, f"<html><head>{head}<body>{TEXT}")
    assert article.title == expected


@pytest.mark.parametrize(
    ("canonical", "expected"),
    [
        ("https://site.example/2026/02/other/", "https://site.example/2026/02/other/"),
        ("/2026/02/other/?utm_source=x", "https://site.example/2026/02/other/"),
        ("https://elsewhere.example/2026/02/other/", "https://site.example/2026/02/slug/"),
        ("https://site.example/", "https://site.example/2026/02/slug/"),
        ("https://site.example:8443/x", "https://site.example/2026/02/slug/"),
        ("", "https://site.example/2026/02/slug/"),
        ("http://[", "https://site.example/2026/02/slug/"),
    ],
)
def test_a_canonical_address_is_believed_on_the_sites_own_hosts_only(make_page, make_site, canonical, expected):
    html = f"<head><link rel=canonical href='{canonical}'></head><body>{TEXT}"
    assert (
        read(make_page, make_site, html, url="https://site.example/2026/02/slug/?fbclid=1#x").canonical_url
        == expected
    )


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("<p><a href='https://a.example/x'>Read more here.</a></p>", ("https://a.example/x", "Read more here.")),
        ("<p><a href='https://a.example/x'>Read more here</a>.</p>", ("https://a.example/x", "Read more here")),
        ("<p>Read more <a href='https://a.example/x'>here</a>.</p>", ("https://a.example/x", "here")),
        ("<p>Originally in <em><a href='https://a.example/x'>A</a></em></p>", ("https://a.example/x", "A")),
        ("<p><a href='https://a.example/x'>A whole last line</a></p>", ("https://a.example/x", "A whole last line")),
        ("<p><a href='/2026/01/x/'>Read more here.</a></p>", (None, None)),
        ("<p>As <a href='https://a.example/x'>Ng</a> showed, ports do not sleep much.</p>", (None, None)),
        ("<p><a href='https://a.example/x'>Read more here.</a></p><p>The end.</p>", (None, None)),
        (
            "<p><a href='https://a.example/x'>Read more.</a></p><ol class='wp-block-footnotes'><li>Note</li></ol>",
            ("https://a.example/x", "Read more."),
        ),
        (
            "<p><a href='https://a.example/x'>Read more.</a></p><div class='related-sec'><p>Also this</p></div>",
            ("https://a.example/x", "Read more."),
        ),
    ],
)
def test_the_source_is_the_link_that_the_text_ends_with(make_page, make_site, paragraph, expected):
    lines = '[fields]\nbody = [{ css = ".text" }]\nsource_url = [{ source = ".text" }]\n'
    article = read(make_page, make_site, f"<div class=text><p>One.</p>{paragraph}</div>", lines)
    assert (article.source_url, article.source_text) == expected


def test_a_date_after_the_capture_is_passed_over_for_the_next_one(make_page, make_site):
    html = (
        "<head><meta property=article:published_time content=2031-01-01></head>"
        f"<body><time class=published datetime=2026-02-03T10:00:00Z>3 February</time>{TEXT}"
    )
    assert read(make_page, make_site, html).published_at == datetime(2026, 2, 3, 10, tzinfo=UTC)


def test_json_ld_is_read_through_graphs_references_and_several_authors(make_page, make_site):
    data = """{"@graph": [
        {"@type": "WebPage", "name": "x"},
        {"@type": ["NewsArticle"], "headline": "Slow Ferries", "datePublished": "2026-02-03T10:00:00+03:00",
         "author": [{"@id": "#ann"}, {"@type": "Organization", "name": "Pier | Press"}], "articleSection": "Ports"},
        {"@type": "Person", "@id": "#ann", "name": "Ann B. Lee"},
        {"@type": "BreadcrumbList", "itemListElement": [{"item": {"name": "Home"}}, {"item": {"name": "Ports"}}]}
    ]}"""
    html = f"<head><script type='application/ld+json'>{data}</script></head><body>{TEXT}"
    article = read(make_page, make_site, html)
    assert (article.title, article.authors, article.published_at, article.categories, article.breadcrumbs) == (
        "Slow Ferries",
        ("Ann B. Lee", "Pier | Press"),
        datetime(2026, 2, 3, 7, tzinfo=UTC),
        ("Ports",),
        ("Home", "Ports"),
    )


@pytest.mark.parametrize(
    "data", ["", "{", "[[[[", "null", "[1, 2]", '{"@type": 7}', '{"@type": "Article", "author": 5, "headline": {}}',
             '{"@type": "Article", "headline": "\\ud800\\u0000x"}', "[" * 5000]
)  # fmt: skip
def test_broken_json_ld_says_nothing_and_harms_nothing(make_page, make_site, data):
    html = f"<head><script type='application/ld+json'>{data}</script></head><body>{TEXT}"
    article = read(make_page, make_site, html)
    assert repr(article).encode()


def test_state_in_a_script_can_be_read(make_page, make_site):
    lines = '[fields]\nauthors = [{ json = "state page.post.authors.name" }]\n'
    state = '{"page": {"post": {"authors": [{"name": "Ann"}, {"name": "Bo"}]}}}'
    html = f"<script id=state type=application/json>{state}</script>{TEXT}"
    assert read(make_page, make_site, html, lines).authors == ("Ann", "Bo")


def test_cleaners_run_in_their_order(make_page, make_site):
    lines = '[fields]\nauthors = [{ css = ".by", drop = "i", match = "By (.+)", split = " and " }]\n'
    html = f"<p class=by>By Ann Lee <i>(ed.)</i> and R. Okafor</p>{TEXT}"
    article = read(make_page, make_site, html, lines)
    assert article.authors == ("Ann Lee", "R. Okafor")
    assert article.found_by["authors"] == "a-site authors: css .by match By (.+) split  and  drop i"


def test_the_first_rule_that_finds_something_wins(make_page, make_site):
    lines = '[fields]\ntags = [{ css = ".none" }, { css = ".empty" }, { css = ".t" }, { css = ".u" }]\n'
    html = f"<b class=empty> </b><b class=t>One</b><b class=u>Two</b>{TEXT}"
    page, site = make_page(html), make_site(lines)
    assert read_article(page, site).tags == ("One",)
    told = next(one for one in explain(page, site) if one.field == "tags")
    assert (told.value, told.rule, told.others) == (
        ("One",), "a-site tags: css .t", (("a-site tags: css .u", ("Two",)),)
    )  # fmt: skip


def test_a_text_in_another_language_than_its_page_declares_has_both(make_page, make_site):
    article = read(make_page, make_site, f"<html lang=de><body>{TEXT}")
    assert (article.language, article.language_detected) == ("de", "en")


def test_a_text_behind_a_gate_is_marked_and_a_free_one_too(make_page, make_site):
    stated = '<script type="application/ld+json">{"@type": "Article", "isAccessibleForFree": "%s"}</script>'
    gated = read(make_page, make_site, f"{stated % 'False'}{TEXT}<div>Subscribe to continue reading.</div>")
    assert (gated.is_free, gated.cut_off) == (False, "Subscribe to continue reading.")
    free = read(make_page, make_site, f"{stated % 'True'}{TEXT}")
    assert (free.is_free, free.cut_off) == (True, None)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<html lang=tr_TR>", "tr-TR"),
        ("<html lang=x1!>", None),
        ("<html lang=''><meta property=og:locale content=de_DE>", "de-DE"),
    ],
)
def test_the_language_is_the_declared_one(make_page, make_site, html, expected):
    assert read(make_page, make_site, html + TEXT).language == expected


def test_a_deck_and_an_embed_have_kinds_of_their_own(make_page, make_site):
    texts = "<p>The keeper of a lamp writes down each evening when it was lit, because nobody else does so.</p>" * 4
    deck = "Who lights the lamps of the outer quay, and why."
    frame = "<iframe src='https://video.example/7'></iframe>"
    html = (
        f"<html><head><title>The lamps</title><meta name=description content='{deck}'></head><body><article>"
        f"<h1>The lamps</h1><div class=text><h2 class=standfirst>{deck}</h2>{texts}{frame}<p>{deck}</p></div>"
        "</article></body></html>"
    )
    article = read_article(make_page(html), make_site("[fields]\nbody = [{ css = '.text' }]\n"))
    assert article.subtitle == deck
    kinds = [block.kind for block in article.blocks]
    assert kinds == ["deck", *["paragraph"] * 4, "embed", "paragraph"]
    assert article.body_text.startswith(deck)
