import pytest

from extract.errors import ExtractionError, NotAnArticle
from extract.read import read_article

TEXT = "<p>" + "Ferries wait, and harbours wait for ferries, and nobody minds. " * 12 + "</p>"


def refused(page, site):
    with pytest.raises(ExtractionError) as caught:
        read_article(page, site)
    assert isinstance(caught.value, NotAnArticle)
    return caught.value.problem


@pytest.mark.parametrize("status", [404, 410, 403, 429, 500, 503, 304])
def test_only_a_page_that_answers_200_is_an_article(make_page, make_site, status):
    assert refused(make_page(TEXT, status=status), make_site()) == f"status {status}"


@pytest.mark.parametrize("content_type", ["application/pdf", "image/png", "application/json", "application/rss+xml"])
def test_only_html_is_an_article(make_page, make_site, content_type):
    assert refused(make_page(TEXT, content_type=content_type), make_site()) == "not HTML"


@pytest.mark.parametrize("content_type", ["", "text/html", "Text/HTML; charset=x", "application/xhtml+xml"])
def test_html_is_html_however_it_is_called(make_page, make_site, content_type):
    assert "Ferries" in read_article(make_page(TEXT, content_type=content_type), make_site()).body_text


def test_an_address_outside_of_the_profiles_articles_is_refused(make_page, make_site):
    site = make_site(r"articles = '/\d{4}/\d{2}/[^/]+/$'" + "\n")
    assert refused(make_page(TEXT, url="https://site.example/about/"), site).startswith("address does not match")
    assert read_article(make_page(TEXT, url="https://site.example/2026/02/x/?utm_source=a"), site).body_text


def test_a_file_has_no_address_to_be_judged_by(make_page, make_site):
    page = make_page(f'<link rel=canonical href="https://site.example/2026/02/x/">{TEXT}', url="file:///tmp/x.html")
    site = make_site(r"articles = '/\d{4}/\d{2}/[^/]+/$'" + "\n")
    assert read_article(page, site).canonical_url == "https://site.example/2026/02/x/"


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ('<body class="archive category category-5 wp-theme-x">', "listing"),
        ('<body class="home blog wp-theme-x">', "listing"),
        ('<body class="archive author author-ann author-2 logged-out">', "listing"),
        ('<body class="search search-results wp-theme-x">', "listing"),
        ('<body class="archive date wp-theme-x paged-2">', "listing"),
        ('<body class="error404 wp-theme-x">', "error page"),
        ('<body class="login wp-core-ui">', "login"),
        ("<body><form class='post-password-form'><input type=password></form>", "password-protected"),
    ],
)  # fmt: skip
def test_a_page_of_another_kind_is_refused_with_its_reason(make_page, make_site, html, reason):
    assert refused(make_page(f"<html>{html}{TEXT}"), make_site()) == reason


def test_a_login_address_is_refused(make_page, make_site):
    assert refused(make_page(TEXT, url="https://site.example/wp-login.php?redirect_to=x"), make_site()) == "login"


@pytest.mark.parametrize(
    "html",
    [
        '<body class="single single-post postid-7 blog wp-theme-x">',
        '<body class="home">',
        '<body class="post blog">',
        '<body><div class="page-links"><span class="post-page-numbers current">1</span><a href="2/">2</a></div>',
        "<body><div class='login-popup'><form><input type=password></form></div>",
    ],
)
def test_an_article_is_not_refused_for_what_stands_beside_it(make_page, make_site, html):
    assert "Ferries" in read_article(make_page(f"<html>{html}{TEXT}"), make_site()).body_text


@pytest.mark.parametrize("html", ["<body><script>x()</script>", "<body><img src=/x.png></body>"])
def test_a_page_without_text_is_refused(make_page, make_site, html):
    assert refused(make_page(f"<html>{html}"), make_site()) == "no text"
