"""A source that lists nothing of the site, or nothing at all, is named, and the run is no success."""

import json

import pytest

from own_site import Answer

pytestmark = pytest.mark.slow

SLUGS = ["ports", "tolls", "wells"]


def feed(*items):
    entries = "".join(f"<item><link>{link}</link>{rest}</item>" for link, rest in items)
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{entries}</channel></rss>'


def sitemap(*urls):
    return "<urlset>" + "".join(f"<url><loc>{url}</loc></url>" for url in urls) + "</urlset>"


def index(*urls):
    return "<sitemapindex>" + "".join(f"<sitemap><loc>{url}</loc></sitemap>" for url in urls) + "</sitemapindex>"


@pytest.fixture
def site(own_site):
    own_site.slugs[:] = SLUGS
    return own_site


def answer(body, status=200, kind="text/xml", **headers):
    return lambda _query: Answer(body, status, kind, headers)


def pages(site, host=None):
    return [site.page(slug).replace("127.0.0.1", host or "127.0.0.1") for slug in SLUGS]


@pytest.mark.parametrize("kind", ["sitemap", "feed", "wordpress", "listing"])
def test_a_source_of_which_all_links_are_elsewhere_is_named_with_the_host(site, kind):
    urls = pages(site, "localhost")
    lists = {
        "sitemap": sitemap(*urls),
        "feed": feed(*((url, "") for url in urls)),
        "wordpress": json.dumps([{"link": url} for url in urls]),
        "listing": "<main>" + "".join(f"<h2 class=post-title><a href='{url}'>A</a></h2>" for url in urls) + "</main>",
    }
    site.lists["/list"] = answer(lists[kind])
    said = site.crawl((kind, "/list"), code=3)
    host = site.url.replace("http://127.0.0.1", "localhost")
    assert f"{site.url}/list: 3 links to {host}" in said
    assert f"ALARM: all 3 links of {site.url}/list are on {host}, which the profile does not name in `hosts`" in said
    assert site.summary["off_site"] == {f"{site.url}/list": {host: 3}}
    assert not any("/2026/" in target for target in site.asked)


def test_a_profile_that_names_the_host_of_the_links_brings_in_what_was_named(site):
    site.lists["/list"] = answer(sitemap(*pages(site, "localhost")))
    site.crawl(("sitemap", "/list"), code=3)
    port = site.url.rpartition(":")[2]
    site.crawl(("sitemap", "/list"), hosts=f'127.0.0.1:{port}", "localhost:{port}')
    assert len(site.articles) == 3
    assert site.summary["off_site"] == {}


def test_a_link_blog_is_complete_and_its_hosts_are_named(site):
    own = [(f"https://elsewhere.example/{slug}", f"<guid>{site.page(slug)}</guid>") for slug in SLUGS]
    site.lists["/feed"] = answer(feed(*own, ("https://third.example/x", "")))
    said = site.crawl(("feed", "/feed"))
    assert site.articles == set(SLUGS)
    assert f"{site.url}/feed: 1 link to third.example" in said
    assert site.summary["alarms"] == []


def test_a_feed_of_other_sites_beside_a_sitemap_of_its_own_is_no_alarm(site):
    site.lists |= {"/feed": answer(feed(("https://third.example/x", ""))), "/map": answer(sitemap(*pages(site)))}
    said = site.crawl(("feed", "/feed"), ("sitemap", "/map"))
    assert "1 link to third.example" in said


def test_a_site_that_redirects_to_another_host_is_named(site):
    site.lists["/map"] = answer(sitemap(*pages(site)))
    for slug in SLUGS:
        site.lists[f"/2026/{slug}/"] = answer("", 301, Location=f"https://www.quay.example/2026/{slug}/")
    said = site.crawl(("sitemap", "/map"), code=3)
    assert "pages that redirect: 3 links to www.quay.example" in said
    assert "ALARM: no page answered, and 3 redirect to www.quay.example" in said


def test_one_article_that_redirects_elsewhere_is_no_alarm(site):
    site.lists["/map"] = answer(sitemap(*pages(site)))
    site.lists["/2026/ports/"] = answer("", 301, Location="https://publisher.example/book/")
    assert "pages that redirect: 1 link to publisher.example" in site.crawl(("sitemap", "/map"))


def test_a_part_of_a_sitemap_on_another_host_is_a_part_that_was_not_read(site):
    site.lists["/map"] = answer(index(f"{site.url}/1.xml", "https://www.quay.example/2.xml"))
    site.lists["/1.xml"] = answer(sitemap(*pages(site)))
    said = site.crawl(("sitemap", "/map"), code=3)
    assert f"{site.url}/map: leads on to www.quay.example, which the profile does not name in `hosts`" in said
    assert site.articles == set(SLUGS)


@pytest.mark.parametrize("dead", [("gone", 404), ("<html><title>Error</title><h1>Error</h1></html>", 200)])
def test_a_dead_part_of_a_sitemap_is_named(site, dead):
    site.lists["/map"] = answer(index(f"{site.url}/1.xml", f"{site.url}/2.xml"))
    site.lists["/1.xml"], site.lists["/2.xml"] = answer(sitemap(*pages(site))), answer(*dead)
    assert f"{site.url}/2.xml: " in site.crawl(("sitemap", "/map"), code=3)
    assert site.articles == set(SLUGS)


@pytest.mark.parametrize(
    ("kind", "full", "empty"),
    [
        ("sitemap", sitemap, sitemap()),
        ("feed", lambda *urls: feed(*((url, "") for url in urls)), feed()),
        ("wordpress", lambda *urls: json.dumps([{"link": url} for url in urls]), "[]"),
    ],
)
def test_a_source_that_lists_nothing_any_more_is_named_until_its_pages_are_gone(site, kind, full, empty):
    site.lists["/list"] = answer(full(*pages(site)))
    site.crawl((kind, "/list"))
    site.lists["/list"] = answer(empty)
    for _ in range(2):
        said = site.crawl((kind, "/list"), code=3)
        assert f"ALARM: {site.url}/list lists nothing; it has listed 3 pages that are not gone" in said
        # What an empty list lacks was not withdrawn.
        assert not any("/2026/" in target for target in site.asked)
    site.slugs.clear()
    # Four articles are few enough to be believed.
    site.crawl((kind, "/list"), arguments=["--full"], code=3)
    site.crawl((kind, "/list"))


def test_a_list_that_became_shorter_is_no_hole(site):
    site.lists["/map"] = answer(sitemap(*pages(site)))
    site.crawl(("sitemap", "/map"))
    site.slugs.remove("wells")
    site.lists["/map"] = answer(sitemap(*pages(site)[:2]))
    site.crawl(("sitemap", "/map"))
    assert site.rows("SELECT url FROM articles WHERE gone_at IS NOT NULL") == [(site.page("wells"),)]


def test_a_news_sitemap_may_be_empty(site):
    news = '<urlset xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">{}</urlset>'
    site.lists["/news"] = answer(news.format(sitemap(*pages(site))[8:-9]))
    site.crawl(("sitemap", "/news"))
    before = site.rows("SELECT url, gone_at FROM articles ORDER BY url")
    site.lists["/news"] = answer(news.format(""))
    said = site.crawl(("sitemap", "/news"))
    assert "ALARM" not in said
    assert site.rows("SELECT url, gone_at FROM articles ORDER BY url") == before
    assert len(before) == len(pages(site))


@pytest.mark.parametrize("kind", ["sitemap", "feed", "wordpress"])
def test_an_error_page_in_place_of_a_list_is_named_and_asked_for_again(site, kind):
    page = "<html><title>Database Error</title><body><h1>Error establishing a database connection</h1></body></html>"
    site.lists["/list"] = answer(page, kind="text/html", ETag='"1"')
    said = site.crawl((kind, "/list"), code=3)
    assert f"not read  {site.url}/list: error page" in said
    site.crawl((kind, "/list"), code=3)
    assert site.asked.count("/list") == 1


def test_an_audit_names_the_hosts(site, commentary):
    links = [(url, "") for url in pages(site)] + [("https://third.example/x", ""), ("https://third.example/y", "")]
    site.lists["/feed"] = answer(feed(*links))
    site.crawl(("feed", "/feed"))
    said = commentary("audit", "own", "--data", site.data).stdout
    assert f"feed {site.url}/feed: 2 links to third.example; add to `hosts` in the profile those of the site" in said
    told = json.loads(commentary("audit", "own", "--json", "--data", site.data).stdout)
    assert told["sources"][0]["hosts"] == {"third.example": 2}
