"""What is proposed for a profile, and the page that is stored beside it."""

from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from commentary.cli.proposal import check_name, least_hits, name_for, without_articles
from commentary.cli.stored_page import choose_page, free_page, stored_bytes
from extract.errors import CommentaryError
from extract.learn import Learned
from extract.page import Page
from extract.profile import parse_site
from papers import essays, letters
from sites import load_defaults

AT = datetime(2026, 5, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("www.review.example", "review"),
        ("geopolist.io", "geopolist"),
        ("blog.paper.co.uk", "paper"),
        ("ada.substack.com", "ada"),
        ("127.0.0.1:8000", "127.0.0.1-8000"),
        ("localhost:8000", "localhost-8000"),
        ("[::1]:8000", "1-8000"),
        ("[2001:db8::1]", "2001-db8-1"),
    ],
)
def test_a_site_is_named_by_its_host(host, name):
    assert name_for(host) == name
    assert check_name(name) == name


@pytest.mark.parametrize("name", ["", ".hidden", "a/b", "../up", "a b", "_default"])
def test_what_is_no_name_of_a_file_is_none_of_a_site(name):
    with pytest.raises(CommentaryError, match="cannot be the name"):
        check_name(name)


def test_a_rule_must_be_right_on_twenty_articles_or_on_four_in_five():
    assert [least_hits(pages) for pages in (40, 25, 20, 10, 5)] == [20, 20, 16, 8, 4]


def page_of(path, html, **given):
    return Page(url=f"https://l.example{path}", fetched_at=AT, body=html, **{"content_type": "text/html", **given})


def test_a_stored_page_is_read_as_the_response_even_if_only_its_header_names_the_charset():
    html = "<html><head><title>Über Häfen</title></head><body><p>Größe zählt.</p></body></html>".encode("latin-1")
    page = page_of("/x", html, content_type="text/html; charset=iso-8859-1")
    stored = stored_bytes(page)
    assert replace(page, content_type="text/html", body=stored).text.lstrip("\ufeff") == page.text
    plain = page_of("/x", b"<html><body><p>plain</p></body></html>")
    assert stored_bytes(plain) == plain.body


def test_the_page_with_the_most_fields_is_stored_with_values_that_hold_on_any_day(tmp_path):
    paper, written = letters(), essays("Europe/Berlin")
    path = f"/letters/{written[0].at:%Y}/{written[0].slug}.html"
    full = paper.pages[path]("https://l.example").body
    relative = full.replace(f'<time datetime="{written[0].at.isoformat()}">', "<time>").replace(
        f"{written[0].at:%d.%m.%Y}", "2 weeks ago"
    )
    site = parse_site(
        "letters",
        'title = "L"\nhosts = ["l.example"]\ntimezone = "Europe/Berlin"\narticles = "/letters/"\n[fields]\n'
        'body = [{ css = ".words" }]\npublished_at = [{ time = ".sent time" }]',
        defaults=load_defaults(),
        origin="letters.toml",
    )
    chosen = choose_page(site, [page_of(path, relative.encode()), page_of(path, full.encode())], tmp_path)
    assert chosen is not None
    body, expected = chosen
    assert body == full.encode()
    assert expected["title"] == written[0].title
    assert expected["published_at"] == written[0].at.astimezone(UTC)
    assert written[0].paragraphs[0].startswith(expected["body_text"])
    alone = choose_page(site, [page_of(path, relative.encode())], tmp_path)
    assert alone is not None
    assert "published_at" not in alone[1]


def test_a_stored_page_that_is_there_is_not_written_over(tmp_path):
    assert free_page("mine", tmp_path) == "examples/mine.html"
    # A page of a shipped profile is looked up under its name, too.
    assert free_page("geopolist", tmp_path) == "examples/geopolist-2.html"
    (tmp_path / "examples").mkdir()
    (tmp_path / "examples" / "mine.html").touch()
    (tmp_path / "examples" / "mine-2.html").touch()
    assert free_page("mine", tmp_path) == "examples/mine-3.html"


def test_where_no_pattern_keeps_a_crawl_in_a_blogs_folder_the_profile_says_so():
    learned = Learned(fields={}, articles=None, articles_without="their URLs have no form in common")
    blog = SimpleNamespace(folder="https://r.example/blog/")
    assert without_articles(blog, learned).endswith(
        "pages outside of https://r.example/blog/ are fetched too, unless you write one"
    )
    assert without_articles(SimpleNamespace(folder=""), learned) == "their URLs have no form in common"
    assert without_articles(blog, replace(learned, articles="/blog/[^/]+/?$")) == ""
