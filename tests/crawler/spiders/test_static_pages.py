"""A WordPress whose home page is a page, with register, bookmarks and jobs: only its posts are articles."""

import json

import pytest

from own_site import TEXT, Answer

pytestmark = pytest.mark.slow

SITEMAP = ("sitemap", "/wp-sitemap.xml")
POSTS = {"on-lamps", "on-ferries", "on-bridges"}
PAGES = ("/", "/register/", "/my-bookmarks/", "/jobs/", "/about/")
REMEDY = "`pages = true` in the profile takes static pages in"


def urls_of(site, paths, kind="url"):
    body = "".join(f"<{kind}><loc>{site.url}{path}</loc></{kind}>" for path in paths)
    root = "urlset" if kind == "url" else "sitemapindex"
    namespace = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return lambda _: Answer(f'<?xml version="1.0"?><{root} xmlns="{namespace}">{body}</{root}>', type="text/xml")


def static_page(path, number):
    title = path.strip("/").replace("-", " ").title() or "Home"
    classes = f"{'home ' if path == '/' else ''}page-template-default page page-id-{number} wp-theme-quay"
    head = f'<title>{title}</title><meta property="og:type" content="article">'
    text = f"<article><h1>{title}</h1><p>{title}: {TEXT}</p></article>"
    return lambda _: Answer(f'<html lang=en><head>{head}</head><body class="{classes}">{text}</body></html>')


@pytest.fixture
def wordpress(own_site):
    """The site, with an index of a sitemap for posts and one for pages."""
    own_site.slugs += sorted(POSTS)
    posts = [f"/2026/{slug}/" for slug in sorted(POSTS)]
    parts = ["/wp-sitemap-posts-post-1.xml", "/wp-sitemap-posts-page-1.xml"]
    own_site.lists |= {path: static_page(path, number) for number, path in enumerate(PAGES, 2)}
    own_site.lists |= {
        "/wp-sitemap.xml": urls_of(own_site, parts, "sitemap"),
        parts[0]: urls_of(own_site, posts),
        parts[1]: urls_of(own_site, PAGES),
        "/sitemap.xml": urls_of(own_site, [*posts, *PAGES]),
    }
    return own_site


def paths(site):
    return {url.removeprefix(site.url) for (url,) in site.rows("SELECT url FROM articles")}


def test_a_sitemap_of_static_pages_is_not_requested_and_named(wordpress):
    said = wordpress.crawl(SITEMAP, lines="")
    assert wordpress.articles == POSTS
    assert not {"/wp-sitemap-posts-page-1.xml", *PAGES}.intersection(wordpress.asked)
    url = f"{wordpress.url}/wp-sitemap-posts-page-1.xml"
    assert f"not requested, since it lists static pages alone: {url}" in said
    assert REMEDY in said
    assert wordpress.summary["page_lists"] == [url]


def test_pages_true_takes_them_all_in(wordpress):
    said = wordpress.crawl(SITEMAP, lines="pages = true")
    assert paths(wordpress) == {f"/2026/{slug}/" for slug in POSTS} | set(PAGES)
    assert "static page" not in said


def test_static_pages_of_another_list_are_refused_once_counted_and_explained(wordpress):
    said = wordpress.crawl(("sitemap", "/sitemap.xml"), lines="")
    assert wordpress.articles == POSTS
    assert wordpress.summary["reasons"]["refused"] == {"static page": len(PAGES)}
    assert f"{len(PAGES)} pages refused as static pages" in said
    assert REMEDY in said
    wordpress.crawl(("sitemap", "/sitemap.xml"), lines="")
    assert not set(PAGES).intersection(wordpress.asked)
    audit = json.loads(wordpress.command("audit", "own", "--json", "--data", wordpress.data).stdout)
    assert (audit["have"], audit["missing"], audit["not_article"]) == (len(POSTS), 0, len(PAGES))
    assert {each["reason"] for each in audit["addresses"]} == {"not an article: static page"}


def test_a_replay_takes_in_what_was_refused_and_refuses_what_was_taken_in(wordpress):
    source, everything = ("sitemap", "/sitemap.xml"), {f"/2026/{slug}/" for slug in POSTS} | set(PAGES)
    wordpress.crawl(source, lines="")
    profile = wordpress.data / "sites" / "own.toml"
    strict = profile.read_text("utf-8")
    profile.write_text(f"pages = true\n{strict}", "utf-8")
    assert wordpress.command("replay", "--data", wordpress.data).returncode == 0
    assert paths(wordpress) == everything
    profile.write_text(strict, "utf-8")
    replayed = wordpress.command("replay", "--data", wordpress.data)
    assert replayed.returncode == 0
    assert f"{len(PAGES)} articles of own: now not an article: static page" in replayed.stderr
    assert REMEDY in replayed.stderr
    assert wordpress.articles == POSTS
    assert wordpress.rows("SELECT count(*) FROM history WHERE changed IS NOT NULL") == [(0,)]


def test_articles_that_turn_out_to_be_static_pages_are_not_requested_in_every_run(wordpress):
    source = ("sitemap", "/sitemap.xml")
    wordpress.crawl(source, lines="pages = true")
    # The next look at them finds out what they are, and what was read before is kept until a replay.
    wordpress.crawl(source, lines="", arguments=("--full",), code=3)
    assert "known articles are not read as articles now: 5 x static page" in json.dumps(wordpress.summary["alarms"])
    assert set(PAGES) <= paths(wordpress)
    wordpress.crawl(source, lines="")
    assert not set(PAGES).intersection(wordpress.asked)


def test_the_articles_of_a_profile_go_before_the_word_of_the_system(wordpress):
    wordpress.lists["/essays/on-waiting/"] = static_page("/essays/on-waiting/", 20)
    wordpress.lists["/sitemap.xml"] = urls_of(wordpress, [*PAGES, "/essays/on-waiting/"])
    wordpress.crawl(("sitemap", "/sitemap.xml"), lines="articles = '/essays/'")
    assert paths(wordpress) == {"/essays/on-waiting/"}


def test_a_pattern_for_any_page_of_the_site_does_not(wordpress):
    wordpress.crawl(("sitemap", "/sitemap.xml"), lines="articles = '/[a-z-]+/$'")
    assert wordpress.articles == POSTS


def test_a_source_of_static_pages_alone_is_not_requested_either(wordpress):
    said = wordpress.crawl(SITEMAP, ("wordpress", "/wp-json/wp/v2/pages?per_page=100"), lines="")
    assert f"lists static pages alone: {wordpress.url}/wp-json/wp/v2/pages?per_page=100" in said
    assert not [target for target in wordpress.asked if "/wp-json/" in target]


def test_a_dry_run_names_them_too(wordpress):
    said = wordpress.crawl(SITEMAP, lines="", arguments=("--dry-run",))
    assert "lists static pages alone" in said
    assert REMEDY in said
