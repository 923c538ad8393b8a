"""A profile is written from one URL: of papers with DOMs of their own, of the demo site; and why it is not."""

import sys
import tomllib

import pytest

from commentary.demo.server import DemoSite
from own_site import Answer, served
from papers import company, council, essays, letters, utc
from terminal import on_terminal

pytestmark = pytest.mark.slow


def added(commentary, data, url, *options, code=0):
    said = commentary("add", url, "--data", data, *options)
    assert said.returncode == code, said.stdout + said.stderr
    return said


def profile_of(data, name):
    return tomllib.loads((data / "sites" / f"{name}.toml").read_text("utf-8"))


def kinds(profile):
    return {source["kind"] for source in profile["sources"]}


def articles_of(commentary, data, name):
    """Crawl the site, and return the archive's articles by title."""
    import json  # noqa: PLC0415

    crawled = commentary("crawl", name, "--data", data)
    assert crawled.returncode == 0, crawled.stdout + crawled.stderr
    exported = commentary("export", "--format", "ndjson", "--data", data)
    assert exported.returncode == 0, exported.stderr
    return {row["title"]: row for row in map(json.loads, exported.stdout.splitlines())}


def sitemap_index(url, paths):
    rows = "".join(f"<sitemap><loc>{url}{path}</loc></sitemap>" for path in paths)
    return f"<sitemapindex>{rows}</sitemapindex>"


def assert_all_fields(articles, written):
    assert set(articles) == {essay.title for essay in written}
    for essay in written:
        row = articles[essay.title]
        assert row["authors"] == [essay.author]
        assert row["published_at"] == utc(essay.at).isoformat()
        assert row["body_text"].split("\n\n") == list(essay.paragraphs)


def test_a_static_site_is_added_from_one_of_its_articles_and_crawled_with_every_field_right(commentary, tmp_path):
    with served(letters()) as paper:
        path = next(path for path in paper.pages if path.startswith("/letters/"))
        said = added(commentary, tmp_path, paper.url + path, "--yes", "--name", "letters")
        profile = profile_of(tmp_path, "letters")
        assert profile["title"] == "The Harbour Letters"
        assert profile["timezone"] == "Europe/Berlin"
        assert profile["language"] == "de-DE"
        assert kinds(profile) == {"sitemap", "feed"}
        assert "Jekyll" in said.stdout
        assert "/drafts/" not in "".join(paper.asked)
        assert paper.asked.count("/robots.txt") == 1
        assert len(paper.asked) == len(set(paper.asked))
        checked = commentary("sites", "--check", "--data", tmp_path)
        assert checked.returncode == 0, checked.stdout + checked.stderr
        assert len(profile["examples"]) == 1
        assert_all_fields(articles_of(commentary, tmp_path, "letters"), essays("Europe/Berlin"))


def test_a_blog_whose_essays_are_pages_of_wordpress_is_added_by_its_sitemap_of_pages(commentary, tmp_path):
    paper = letters()
    listed = paper.pages["/sitemap.xml"]
    del paper.pages["/atom.xml"]
    parts = ("/wp-sitemap-posts-page-1.xml", "/wp-sitemap-users-1.xml")
    paper.pages[parts[0]] = listed
    paper.pages[parts[1]] = lambda url: Answer(
        f"<urlset><url><loc>{url}/</loc></url></urlset>", type="application/xml"
    )
    paper.pages["/sitemap.xml"] = lambda url: Answer(sitemap_index(url, parts), type="application/xml")
    with served(paper):
        added(commentary, tmp_path, paper.url, "--yes", "--name", "letters")
        profile = profile_of(tmp_path, "letters")
        assert (profile["pages"], kinds(profile)) == (True, {"sitemap"})
        articles = articles_of(commentary, tmp_path, "letters")
        assert {essay.title for essay in essays("Europe/Berlin")} <= set(articles)


def test_a_site_without_lists_is_added_from_its_front_page_by_the_sections_of_its_menu(commentary, tmp_path):
    with served(council()) as paper:
        added(commentary, tmp_path, paper.url, "--yes", "--name", "council")
        assert "/rules.txt" in paper.asked
        assert "/contact" not in paper.asked
        profile = profile_of(tmp_path, "council")
        assert kinds(profile) == {"listing"}
        assert profile["timezone"] == "America/New_York"
        assert profile["language"] == "en-US"
        assert_all_fields(articles_of(commentary, tmp_path, "council"), essays("America/New_York", seed=11))


def test_a_blog_in_a_folder_is_added_and_crawled_without_the_rest_of_its_host(commentary, tmp_path):
    with served(company()) as paper:
        said = added(commentary, tmp_path, paper.url + "/blog", "--yes", "--name", "blog")
        profile = profile_of(tmp_path, "blog")
        assert profile["title"] == "The Pump Blog"
        assert [(each["kind"], each["url"].removeprefix(paper.url)) for each in profile["sources"]] == [
            ("sitemap", "/sitemap.xml"),
            ("feed", "/blog/feed.xml"),
        ]
        assert f"{len(essays()) + 1} pages, robots.txt names it" in said.stdout
        assert_all_fields(articles_of(commentary, tmp_path, "blog"), essays())
        assert not any(path.startswith("/shop/") for path in paper.asked)


def test_the_demo_site_is_added_with_its_three_lists_zone_and_theme(commentary, tmp_path):
    with DemoSite(essays=20) as demo:
        said = added(commentary, tmp_path, demo.url, "--yes", "--articles", "8")
        name = demo.url.removeprefix("http://").replace(":", "-")
        profile = profile_of(tmp_path, name)
        assert kinds(profile) == {"sitemap", "feed", "wordpress"}
        assert profile["timezone"] == "Europe/Istanbul"
        assert "WordPress with the theme foxiz" in said.stdout
        assert (tmp_path / "sites" / "examples" / f"{name}.html").exists()


def test_without_a_terminal_and_without_yes_the_profile_is_shown_and_nothing_is_written(commentary, tmp_path):
    with served(letters()) as paper:
        said = added(commentary, tmp_path, paper.url, "--name", "letters", code=3)
        assert "Nothing was written" in said.stdout
        assert "[[sources]]" in said.stdout
        assert not (tmp_path / "sites").exists()


def test_on_a_terminal_it_asks_and_leaves_out_the_rules_that_are_named(tmp_path):
    with served(letters()) as paper:
        words = [sys.executable, "-m", "commentary", "add", paper.url, "--name", "letters", "--data", str(tmp_path)]
        code, said, _ = on_terminal(words, typed=b"body\ny\n")
        assert code == 0, said
        profile = profile_of(tmp_path, "letters")
        assert "body" not in profile["fields"]
        assert "title" in profile["fields"]


def refused(commentary, tmp_path, pages):
    """Return why a site with these pages is not added; nothing is written."""
    paper = letters()
    paper.pages = pages
    with served(paper):
        said = added(commentary, tmp_path, paper.url, "--yes", code=1)
    assert not (tmp_path / "sites").exists()
    return said.stderr


def test_a_site_that_forbids_it_hides_behind_a_login_or_has_too_few_articles_is_refused_with_the_reason(
    commentary, tmp_path
):
    assert "robots.txt forbids" in refused(
        commentary, tmp_path, {"/robots.txt": Answer("User-agent: *\nDisallow: /\n", type="text/plain")}
    )
    login = Answer("<html><body><form><input name=user><input type=password name=word></form></body></html>")
    pages = {"/": Answer("", 302, headers={"Location": "/login"}), "/login": login}
    assert "/login shows a login form in place of a text, and a crawl does not log in" in refused(
        commentary, tmp_path, pages
    )
    few = letters().pages
    keep = [path for path in few if path.startswith("/letters/")][:3]
    few = {path: page for path, page in few.items() if path in {*keep, "/", "/robots.txt"}}
    few["/sitemap.xml"] = lambda url: Answer("".join(f"{url}{path}\n" for path in keep), type="text/plain")
    assert "3 articles were found" in refused(commentary, tmp_path, few)


def test_a_redirect_to_a_private_address_is_not_followed(commentary, tmp_path):
    with served(letters()) as other:
        moved = {"/": Answer("", 301, headers={"Location": other.url + "/"})}
        assert "private IP address" in refused(commentary, tmp_path, moved)
        assert other.asked == []


def test_pages_that_show_nothing_until_scripts_run_need_a_browser_that_is_not_installed(commentary, tmp_path):
    shell = (
        "<!doctype html><html><head><title>App</title></head><body><div id=root></div><script src=/app.js></script>"
    )
    paths = [path for path in letters().pages if path.startswith("/letters/")]
    pages = {path: Answer(shell) for path in ("/", *paths)}
    pages["/sitemap.xml"] = lambda url: Answer("".join(f"{url}{path}\n" for path in paths), type="text/plain")
    assert "no browser is installed" in refused(commentary, tmp_path, pages)
