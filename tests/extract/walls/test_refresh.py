"""Stubs that redirect by a meta refresh, and pages that have one and are no stubs."""

import pytest

from extract.errors import RefreshRedirect
from extract.listings.find import find_links
from extract.read import read_article
from extract.site import Source
from extract.walls.refresh import refresh_target

OLD, NEW = "https://site.example/2025/old/", "https://site.example/2026/new/"
MENU = "<header><nav><a href='/'>Home</a> <a href='/about/'>About us</a></nav></header>"
PROSE = "<p>" + "Ports do not sleep, and ferries wait for nobody in the harbour. " * 8 + "</p>"


def meta(content):
    return f'<meta http-equiv="refresh" content="{content}">'


AT_ONCE, IN_FIVE, QUOTED, IN_TEN, IN_A_MINUTE = (
    meta(form.format(NEW)) for form in ("0; url={}", "5; url={}", "0;URL='{}'", "10; url={}", "60; url={}")
)


STUBS = {
    "Hugo": f'<!DOCTYPE html><html><head><title>{NEW}</title><link rel="canonical" href="{NEW}">'
    f'<meta name="robots" content="noindex">{AT_ONCE}</head></html>',
    "Jekyll": f'<!DOCTYPE html><html lang="en-US"><meta charset="utf-8"><title>Redirecting&hellip;</title>'
    f'<link rel="canonical" href="{NEW}"><script>location="{NEW}"</script>{AT_ONCE}'
    f'<h1>Redirecting&hellip;</h1><a href="{NEW}">Click here if you are not redirected.</a></html>',
    "quotes": f"<html><head>{QUOTED}</head><body></body></html>",
    "upper case, a comma and no quotes": f"<html><head><META HTTP-EQUIV=REFRESH CONTENT=1,URL={NEW}></head></html>",
    "no word": f"<html><head>{meta('0;' + NEW)}</head></html>",
    "relative to its base": f"<head><base href='https://site.example/2026/'>{meta('0; url=new/')}</head>",
    "a few seconds": f"<html><head>{IN_FIVE}</head><body>{MENU}<main><h1>This page has moved</h1>"
    "<p>You are being redirected to its new address in a few seconds. Please update your bookmarks.</p></main>"
    "<footer>Copyright</footer></body></html>",
    "a script beside noscript": f'<html><head><script>window.location.replace("{NEW}")</script>'
    f"<noscript>{AT_ONCE}</noscript></head><body></body></html>",
    "a script and a canonical URL": f'<html><head><link rel="canonical" href="{NEW}">'
    f'<script>window.location.href = "{NEW}";</script></head><body></body></html>',
}
PAGES = {
    "a text": f"<html><head>{AT_ONCE}</head><body>{PROSE}</body></html>",
    "a text, and noscript": f"<html><head><noscript>{AT_ONCE}</noscript></head><body>{PROSE}</body></html>",
    "live every five minutes": f"<html><head>{meta('300')}</head><body><h1>Live</h1><p>Short.</p></body></html>",
    "live at its own URL": f"<head>{meta('5; url=' + OLD + '?utm_source=x')}</head><body><p>Short.</p></body>",
    "the next picture after a minute": f"<html><head>{IN_A_MINUTE}</head><body><img src=a></body></html>",
    "a shell that needs scripts": f"<html><head><noscript>{meta('0; url=/nojs/')}</noscript></head>"
    '<body><div id="root"></div><script src="/app.js"></script></body></html>',
    "a script that leads elsewhere": '<html><head><script>if (x) location.href = "/login/";</script></head>'
    "<body><p>Short.</p></body></html>",
    "a note that is declared an article": f'<html><head><meta property="og:type" content="article">'
    f"{IN_TEN}</head><body><p>{'Ferries wait for nobody here. ' * 4}</p></body></html>",
    "a mail": f"<html><head>{meta('0; url=mailto:ann@site.example')}</head></html>",
    "a challenge": f"<html><head><title>Just a moment...</title>{meta('3; url=/x/')}</head><body>"
    "<p>Checking your browser before accessing site.example. Ray ID: 1</p></body></html>",
}


@pytest.mark.parametrize("name", STUBS)
def test_a_stub_leads_where_its_refresh_leads(make_page, name):
    assert refresh_target(make_page(STUBS[name], url=OLD)) == NEW


@pytest.mark.parametrize("name", PAGES)
def test_a_page_with_a_text_or_without_another_place_is_no_stub(make_page, name):
    assert refresh_target(make_page(PAGES[name], url=OLD)) is None


def test_a_stub_is_no_article_and_says_where_it_leads_also_at_a_url_that_is_no_articles(make_page, make_site):
    site = make_site("articles = '/2026/'\n")
    with pytest.raises(RefreshRedirect) as caught:
        read_article(make_page(STUBS["Hugo"], url=OLD), site)
    assert caught.value.target == NEW


@pytest.mark.parametrize("kind", ["listing", "feed", "sitemap", "wordpress"])
def test_a_listing_that_has_moved_says_where(make_page, kind):
    with pytest.raises(RefreshRedirect) as caught:
        find_links(make_page(STUBS["Jekyll"], url=OLD), Source(kind=kind, url=OLD))
    assert caught.value.target == NEW
