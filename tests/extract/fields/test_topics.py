import pytest

from extract.read import read_article

TEXT = "<p>" + "Ferries wait, and harbours wait for ferries, and nobody minds. " * 12 + "</p>"


@pytest.fixture
def read(make_page, make_site):
    """Read a page whose article has this at its end, this in its head, and this behind it."""

    def make(html="", *, head="", behind=""):
        article = f"<article><h1>Slow Ferries</h1>{TEXT}{html}</article>"
        page = f"<html><head>{head}</head><body><main>{article}</main>{behind}"
        return read_article(make_page(page), make_site())

    return make


def data(text):
    return f'<script type="application/ld+json">{text}</script>'


@pytest.mark.parametrize(
    ("html", "head"),
    [
        ("<footer><a rel=tag href=/tag/ports/>Ports</a> <a rel=tag href=/tag/soup/>#Soup</a></footer>", ""),
        ("<ul class=tags><li><a href=/x>Ports</a><li><a href=/y>Soup</a><li><a href=/z>PORTS</a></ul>", ""),
        ("<p>Filed: <a href=/topics/ports>Ports</a>, <a href=/topics/soup>Soup</a></p>", ""),
        ("", "<meta property=article:tag content=Ports><meta property=article:tag content=Soup>"),
        ("", "<meta property=article:tag content='Ports, Soup'>"),
        ("", "<meta name=news_keywords content='Ports; Soup,, '>"),
        ("", "<meta name=keywords content='Ports,Soup,ports'>"),
        ("", data('{"@type": "NewsArticle", "keywords": "Ports, Soup"}')),
        ("", data('{"@type": "NewsArticle", "keywords": ["Ports", "Soup"]}')),
        ("", data('{"@type": "NewsArticle", "keywords": [{"@type": "DefinedTerm", "name": "Ports"}, "Soup"]}')),
    ],
)
def test_tags_are_read_wherever_a_page_names_them_and_each_once(read, html, head):
    assert read(html, head=head).tags == ("Ports", "Soup")


@pytest.mark.parametrize(
    ("html", "head"),
    [
        ("<a rel='category tag' href=/category/travel/>Travel, Slow</a>", ""),
        ("<a rel='tag' href=/category/travel/>Travel, Slow</a>", ""),
        ("<span class=cat-links><a href=/x>Travel, Slow</a></span>", ""),
        ("<p><a href=/rubrik/travel>Travel, Slow</a></p>", ""),
        ("", "<meta property=article:section content='Travel, Slow'>"),
        ("", data('{"@type": "Article", "articleSection": "Travel, Slow"}')),
        ("", data('{"@type": "Article", "articleSection": ["Travel, Slow"]}')),
    ],
)
def test_categories_are_read_wherever_a_page_names_them_with_the_commas_in_their_names(read, html, head):
    assert read(html, head=head).categories == ("Travel, Slow",)


def test_sections_without_a_space_between_are_several(read):
    assert read(head=data('{"@type": "Article", "articleSection": "Travel,Ports"}')).categories == ("Travel", "Ports")


@pytest.mark.parametrize(
    "box",
    [
        "<aside><a rel=tag href=/tag/x/>X</a></aside>",
        "<nav><a rel=tag href=/tag/x/>X</a></nav>",
        "<div class=tag-cloud><a rel=tag href=/tag/x/>X</a></div>",
        "<div class='sidebar-right'><p><a rel=tag href=/tag/x/>X</a></div>",
        "<article><h2><a href=/other>Other</a></h2><a rel=tag href=/tag/x/>X</a></article>",
        "<li><a href=/other><h3>Other</h3></a><a rel=tag href=/tag/x/>X</a></li>",
        "<footer><a href=/tag/x/>X</a></footer>",
    ],
)
def test_tags_of_other_articles_and_of_the_site_are_not_this_ones(read, box):
    assert read(behind=box).tags == ()
    assert read(behind=box.replace("rel=tag", "rel=category").replace("/tag/", "/category/")).categories == ()


def test_a_text_whose_own_headings_are_links_keeps_its_tags(read):
    part = f"<div><h2><a href=#a>Part</a></h2>{TEXT}{TEXT}<a rel=tag href=/tag/ports/>Ports</a></div>"
    assert read(part).tags == ("Ports",)


def test_the_most_trusted_place_goes_first_and_says_how_sure_it_is(read):
    article = read("<a rel=tag href=/tag/soup/>Soup</a>", head="<meta name=keywords content='Ferry, boat, ships'>")
    assert (article.tags, article.confidence["tags"]) == (("Soup",), 0.9)


@pytest.mark.parametrize(
    "html",
    [
        data(
            '{"@type": "BreadcrumbList", "itemListElement": [{"position": 2, "name": "Ports"},'
            ' {"position": "1", "item": {"@id": "/", "name": "Home"}}]}'
        ),
        data(
            '{"@type": "WebPage", "breadcrumb": {"@type": "BreadcrumbList", "itemListElement":'
            ' [{"name": "Home"}, {"name": "Ports"}]}}'
        ),
        (
            "<ol itemtype='https://schema.org/BreadcrumbList'><li><a href=/><b itemprop=name>Home</b></a>"
            "<li><b itemprop=name>Ports</b></ol>"
        ),
        "<ol typeof=BreadcrumbList><li><b property=name>Home</b><li><b property=name>Ports</b></ol>",
        "<nav aria-label=Breadcrumb><a href=/>Home</a> &gt; <a href=/p>Ports</a> &gt; Here</nav>",
        "<div class=breadcrumbs><a href=/>Home</a> » <a href=/p>Ports</a> » Here</div>",
    ],
)
def test_breadcrumbs_are_read_in_their_order_from_any_of_their_forms(read, html):
    assert read(html).breadcrumbs == ("Home", "Ports")


@pytest.mark.parametrize(
    "head",
    [
        data('{"@type": "Article", "keywords": 7, "articleSection": {"@type": []}}'),
        data('{"@type": "Article", "keywords": [["a"], null, {}], "articleSection": null}'),
        data('{"@type": "BreadcrumbList", "itemListElement": "x"}'),
        data(
            '{"@type": "BreadcrumbList", "itemListElement": [1, null, [], {"position": [], "item": 5, "name": {}}]}'
        ),
        data('{"@type": "WebPage", "breadcrumb": [[1]]}'),
        data('{"@type": "Article", "keywords": "' + "," * 100_000 + '"}'),
        "<meta name=keywords content='" + "x" * 100_000 + "'>",
    ],
)
def test_broken_statements_say_nothing_and_harm_nothing(read, head):
    article = read(head=head)
    assert (article.categories, article.breadcrumbs) == ((), ())
    assert article.tags in {(), ("7",)}
