import pytest

from extract.errors import NotAnArticle
from extract.explain import explain
from extract.kind import STATIC_PAGE, refusal_by_type, static_page_sign
from extract.read import read_article

TEXT = "<p>" + "Whoever keeps the lamp also keeps the hours, and nobody thanks them. " * 12 + "</p>"
ARTICLE = f"<article><h1>On keeping lamps</h1>{TEXT}</article>"
HEAD = '<link rel=stylesheet href="https://site.example/wp-content/themes/quay/style.css">'
REST = '<link rel="alternate" title="JSON" type="application/json" href="https://site.example{}">'


BLOGGER = "<script>_WidgetManager._SetDataContext([{'name': 'blog', 'data': {'pageType': '%s'}}])</script>"
SHOPIFY = '<script>window.ShopifyAnalytics.meta = {"page":{"pageType":"%s","resourceType":"%s"}}</script>'
WIX = '<meta name="generator" content="Wix.com Website Builder"><meta property="og:type" content="%s">'


def body(classes, inner=ARTICLE, head=""):
    head = f"<head><title>On keeping lamps</title>{head}</head>"
    return f'<html lang=en>{head}<body class="{classes}">{inner}</body></html>'


def generator(name):
    return f'<meta name="generator" content="{name}">'


def post(kind):
    return f'<div class="{kind} type-{kind} status-publish hentry">{TEXT}</div>'


def node(kind, view="full"):
    return f'<article class="node node--type-{kind} node--view-mode-{view}">{TEXT}</article>'


WORDPRESS = [
    body("page-template-default page page-id-12 logged-out wp-custom-logo"),
    body("home page-template page-template-front page page-id-2 theme-quay"),
    body("wp-singular page page-parent wp-theme-quay"),
    body("page page-id-31 page-child parent-pageid-12 elementor-default elementor-page elementor-page-31"),
    body("page page-id-0 bp-nouveau buddypress bp-user my-account just-me"),
    # Themes that give every page this one, since the site has one author.
    body("page page-id-7 single-author"),
    body("", head=REST.format("/wp-json/wp/v2/pages/12")),
    body("", head=REST.format("/blog/index.php/wp-json/wp/v2/pages/12/")),
    body("", head=REST.format("/index.php?rest_route=%2Fwp%2Fv2%2Fpages%2F12")),
    body("no-js", post("page")),
    body("quay", head=f'{HEAD}<link rel="shortlink" href="https://site.example/?page_id=44">'),
    body("quay", head=f'{HEAD}<link rel="canonical" href="/?page_id=44">'),
]
OTHERS = [
    body("page-node-type-page path-node"),
    body("path-frontpage page-node-type--landing-page"),
    body("html not-front one-sidebar page-node page-node- page-node-8 node-type-webform"),
    body("path-node", node("page")),
    body("site com_users wrapper-static view-registration no-layout itemid-140"),
    body("com-contact view-contact"),
    body("page-template page-about", head=generator("Ghost 5.82")),
    body("tweak-x collection-type-page collection-layout-default collection-5f mobile-style-available"),
    body("", f'<div class="body-wrapper hs-content-id-1 hs-site-page page">{ARTICLE}</div>'),
    body("ContactPage", head=generator("SilverStripe - https://www.silverstripe.org")),
    body("layout--page wide", head=generator("Jekyll v4.3.2")),
    body("", ARTICLE + BLOGGER % "static_page"),
    body("", ARTICLE + SHOPIFY % ("page", "page")),
    body("").replace("<html", '<html data-wf-page="6a" data-wf-site="5b"'),
    body("", head=WIX % "website"),
]  # fmt: skip
ARTICLES = [
    body("post-template-default single single-post postid-55 single-format-standard wp-theme-quay"),
    body("wp-singular essay-template-default single single-essay postid-55 wp-theme-quay"),
    # A page builder calls what it built a page.
    body("single single-post postid-55 elementor-page elementor-page-55 page"),
    # A theme that says `page` on every page, and one that numbers its pages.
    body("page"),
    body("page page-news page-3"),
    body("page-id-12 backendlayout-pagets__1"),
    # The classes say page, and the REST link says what it is.
    body("page page-id-12", head=REST.format("/wp-json/wp/v2/posts/12")),
    body("page page-id-12", head=REST.format("/wp-json/wp/v2/essay/12")),
    # Of a term of a taxonomy, of the site itself, and of an embed.
    body("", head=REST.format("/wp-json/wp/v2/categories/12")),
    body("", head=REST.format("/wp-json/wp/v2/pages")),
    body("", head=REST.format("/wp-json/oembed/1.0/embed?url=x").replace("/json", "/json+oembed")),
    body("no-js", post("post")),
    # A card of a page beside a post.
    body("", post("post") + post("page")),
    # A parameter of another system, and of a preview.
    body("", head='<link rel="canonical" href="https://site.example/?page_id=44">'),
    body("", head=f'{HEAD}<link rel="canonical" href="https://site.example/?p=44&page_id=1">'),
    body("page-node-type-article path-node"),
    body("html page-node page-node-8 node-type-blog"),
    body("path-node", node("article") + node("page", "teaser")),
    body("site com_content view-article itemid-101"),
    body("post-template tag-lamps", head=generator("Ghost 5.82")),
    body("page-template", head=generator("Lamp CMS")),
    body("collection-type-blog-side-by-side view-item"),
    body("hs-content-id-1 hs-blog-post hs-blog-id-2"),
    body("layout--single", head=generator("Jekyll v4.3.2")),
    body("layout-page"),
    body("", ARTICLE + BLOGGER % "item"),
    body("").replace("<html", '<html data-wf-page="6a" data-wf-collection="7c" data-wf-item-slug="lamps"'),
    body("", head=WIX % "article"),
    body("", ARTICLE + SHOPIFY % ("article", "article")),
    body("", head='<meta property="og:type" content="website">'),
]  # fmt: skip


@pytest.mark.parametrize("html", WORDPRESS + OTHERS)
def test_what_its_system_calls_a_static_page_is_refused_in_these_words(make_page, make_site, html):
    page = make_page(html)
    assert static_page_sign(page)
    with pytest.raises(NotAnArticle, match="static page") as caught:
        read_article(page, make_site("pages = false\n"))
    assert caught.value.problem == STATIC_PAGE
    assert "nobody thanks them" in read_article(page, make_site("pages = true\n")).body_text


@pytest.mark.parametrize("html", ARTICLES)
def test_what_looks_alike_and_is_no_static_page_is_read(make_page, make_site, html):
    page = make_page(html)
    assert static_page_sign(page) is None
    assert "nobody thanks them" in read_article(page, make_site("pages = false\n")).body_text


def test_the_type_is_read_from_the_header_too(make_page):
    route = "<https://site.example/wp-json/wp/v2/{}/7>; rel=alternate; type=application/json"
    link = f'<https://site.example/wp-json/>; rel="https://api.w.org/", {route}, <https://site.example/?p=7>'
    assert static_page_sign(make_page(body(""), link=link.format("pages"))) == "REST type pages"
    assert static_page_sign(make_page(body("page page-id-7"), link=link.format("posts"))) is None


def test_the_url_itself_may_say_so(make_page):
    assert static_page_sign(make_page(body("", head=HEAD), url="https://site.example/?page_id=2"))
    assert static_page_sign(make_page(body("", head=HEAD), url="https://site.example/?p=2")) is None
    assert static_page_sign(make_page(body(""), url="https://site.example/?page_id=2")) is None


def test_a_listing_and_an_error_page_keep_their_own_reason(make_page, make_site):
    for classes, reason in {"error404 page wp-theme-x": "error page", "home blog wp-theme-x": "listing"}.items():
        with pytest.raises(NotAnArticle) as caught:
            read_article(make_page(body(classes)), make_site("pages = false\n"))
        assert caught.value.problem == reason


def test_a_page_without_a_body_is_no_static_page(make_page):
    assert static_page_sign(make_page("<html><frameset><frame src=a></frameset></html>")) is None


@pytest.mark.parametrize("lines", ["pages = false\n", "pages = true\n"])
def test_explain_names_the_sign_and_what_takes_the_page_in(make_page, make_site, lines):
    site = make_site(lines)
    kind = explain(make_page(WORDPRESS[0]), site)[-1]
    assert any("static page, by WordPress' class page" in detail for detail in kind.details)
    assert (kind.value == "refused as static page") is (not site.pages)
    assert any("`pages = true`" in detail for detail in kind.details) is (not site.pages)


def test_the_reason_is_given_by_the_profile_alone(make_page, make_site):
    page = make_page(WORDPRESS[0])
    assert refusal_by_type(page, make_site("pages = false\n")) == STATIC_PAGE
    assert refusal_by_type(page, make_site("pages = true\n")) is None


SENTENCE = "Whoever keeps the lamp also keeps the hours of those who wait below. "


def named_page(title, slug, words, classes="page-template-default page page-id-12"):
    head = f'<link rel="canonical" href="https://site.example/{slug}/"><meta property="og:type" content="article">'
    text = f"<article><h1>{title}</h1><p>{SENTENCE * (words // 13)}</p></article>"
    return body(classes, text, head).replace("On keeping lamps", title)


@pytest.mark.parametrize(
    ("title", "slug", "words"),
    [
        ("Register", "register", 40),
        ("My Bookmarks", "my-bookmarks", 20),
        ("Terms of Use", "terms-of-use", 900),
        ("Unser Kleingedrucktes", "datenschutzerklaerung/datenschutz", 700),
        ("About Us", "who/we/are", 120),
        ("Wie wij zijn", "over-ons", 120),
        ("Our mission", "mission-of-the-lamps", 120),
        ("How to support us", "page-7", 90),
        ("Unterstützen Sie uns", "page-8", 90),
        ("Kdo jsme", "page-9", 90),
        ("Künye", "page-31", 60),
        ("İletişim", "iletisim", 30),
        ("Кто мы", "%D1%80%D0%B5%D0%B4%D0%B0%D0%BA%D1%86%D0%B8%D1%8F", 80),
        ("会社概要", "company", 60),
    ],
)
def test_without_a_profile_a_static_page_with_the_name_of_one_is_refused(make_page, make_site, title, slug, words):
    page = make_page(named_page(title, slug, words), url=f"https://site.example/{slug}/")
    with pytest.raises(NotAnArticle) as caught:
        read_article(page, make_site())
    assert caught.value.problem == STATIC_PAGE


@pytest.mark.parametrize(
    "named",
    [
        # An essay that its author published as a page.
        ("A letter on open debate", "a-letter-on-open-debate", 500, "page page-id-12"),
        ("A note on lamps", "a-note-on-lamps", 90, "page page-id-12"),
        # A long text about the site is one that somebody wrote.
        ("About", "about", 600, "page page-id-12"),
        ("Our mission", "our-mission", 600, "page page-id-12"),
        ("Our mission to the lamps", "our-mission-to-the-lamps", 120, "page page-id-12"),
        # A post may have such a name, and so may a page of a system that says nothing.
        ("About", "about", 100, "single single-post postid-12"),
        ("Register", "register-of-lamps", 200, ""),
        ("Über uns", "ueber-uns", 100, "page"),
    ],
)
def test_without_a_profile_a_static_page_that_reads_like_an_essay_is_read(make_page, make_site, named):
    page = make_page(named_page(*named), url=f"https://site.example/{named[1]}/")
    assert read_article(page, make_site()).title == named[0]


def test_a_short_home_page_that_is_a_page_is_no_article_of_an_unknown_site(make_page, make_site):
    home = body("home page-template-default page page-id-2")
    with pytest.raises(NotAnArticle, match=STATIC_PAGE):
        read_article(make_page(home), make_site(""))
    assert read_article(make_page(body("page-template-default page page-id-2")), make_site("")).body_text
