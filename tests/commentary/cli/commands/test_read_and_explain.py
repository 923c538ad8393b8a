"""`read` and `explain` on pages of the web: polite, with the profile of the host, and no archive needed."""

import json

import pytest

from commentary.demo.faults import Fault
from extract.article import Article

pytestmark = pytest.mark.slow


@pytest.fixture
def data(tmp_path, demo):
    (tmp_path / "sites").mkdir()
    (tmp_path / "sites" / "demo.toml").write_text(demo.profile(), "utf-8")
    return tmp_path


@pytest.fixture
def post(demo):
    return next(post for post in demo.posts() if post.views > 1000 and post.kind == "article")


def test_a_page_is_read_by_the_profile_of_its_host(commentary, demo, data, post):
    said = commentary("read", "--json", demo.url + post.path, "--data", data)
    article = json.loads(said.stdout)
    assert said.returncode == 0, said.stderr
    assert set(article) == set(Article.__dataclass_fields__)
    assert (article["title"], article["authors"]) == (post.title, list(post.authors))
    assert (article["views"], article["views_rounded"]) == (post.views_shown, True)
    assert article["published_at"] == post.published_at.isoformat()
    assert article["found_by"]["title"].startswith("demo title")


def test_reading_leaves_no_archive_behind_and_asks_robots_txt_first(commentary, demo, data, post):
    commentary("read", demo.url + post.path, "--data", data)
    assert [asked.path for asked in demo.requests] == ["/robots.txt", post.path]
    assert sorted(path.name for path in data.iterdir()) == ["sites"]


def test_a_person_sees_the_fields_and_the_text(commentary, demo, data, post):
    said = commentary("read", demo.url + post.path, "--data", data)
    assert f"title:            {post.title}\n" in said.stdout
    assert max(post.paragraphs, key=len)[:80] in said.stdout


def test_robots_txt_is_obeyed(commentary, demo, data, post):
    demo.faults["/robots.txt"] = Fault.text("User-agent: *\nDisallow: /")
    said = commentary("read", demo.url + post.path, "--data", data)
    assert said.returncode == 1
    assert said.stderr == f"commentary: {demo.url}{post.path}: not fetched: robots.txt disallows it\n"
    assert [asked.path for asked in demo.requests] == ["/robots.txt"]


def test_redirects_are_followed_to_the_page(commentary, demo, data, post):
    said = commentary("read", "--json", f"{demo.url}/?p={post.id}", "--data", data)
    assert json.loads(said.stdout)["title"] == post.title


def test_several_pages_come_in_the_order_asked_for_and_each_failure_is_named(commentary, demo, data):
    posts = [post for post in demo.posts() if post.kind == "article" and post.title][:3]
    urls = [demo.url + post.path for post in posts]
    said = commentary("read", "--json", urls[2], f"{demo.url}/nowhere/", urls[0], urls[1], "--data", data)
    assert said.returncode == 1
    assert [json.loads(line)["title"] for line in said.stdout.splitlines()] == [posts[n].title for n in (2, 0, 1)]
    assert said.stderr == f"commentary: {demo.url}/nowhere/: status 404\n"


def test_another_profile_may_be_named(commentary, demo, data, post):
    said = commentary("read", "--json", demo.url + post.path, "--site", "geopolist", "--data", data)
    assert json.loads(said.stdout)["found_by"]["title"].startswith("geopolist title")


def test_explain_fetches_what_no_archive_has(commentary, demo, data, post):
    said = commentary("explain", demo.url + post.path, "--data", data)
    assert said.returncode == 0, said.stderr
    assert said.stdout.startswith(f"{demo.url}{post.path}, fetched ")
    assert ", read with the profile demo\n" in said.stdout
    assert post.title in said.stdout


def test_explain_says_that_a_page_is_no_article_and_shows_what_would_be_read(commentary, demo, data):
    said = commentary("explain", f"{demo.url}/blog/", "--data", data)
    assert said.returncode == 0, said.stderr
    assert "A crawl does not store this page as an article: " in said.stdout
    assert "\ntitle " in said.stdout


def test_a_public_page_is_not_asked_for_by_nobody(commentary, tmp_path):
    said = commentary("read", "https://example.org/", "--data", tmp_path)
    assert said.returncode == 1
    assert "COMMENTARY_CONTACT" in said.stderr
