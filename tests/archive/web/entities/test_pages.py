"""Home, and the pages of sites, authors, categories, cited domains and topics."""

import asyncio
import re
from dataclasses import replace
from datetime import timedelta
from html import unescape
from urllib.parse import quote

import pytest
from datasette.utils import tilde_encode

from archive.store import Archive
from archive.web.entities.names import address, near_names, page_of
from archive.web.server import open_datasette

ODD_NAMES = ["a/b", 'The "Quay" & <Co>', "🚢 ahoy", "كاتب", "山田花子", "100%", "x" * 400, "~2F", "..", "a?b#c", "İ"]


def text_of(answer):
    return " ".join(unescape(re.sub(r"<(svg|style).*?</\1>|<[^>]+>", " ", answer.text, flags=re.DOTALL)).split())


def links_of(answer):
    return [unescape(link) for link in re.findall(r'href="([^"]*)"', answer.text)]


def test_home_says_how_the_last_run_of_each_site_went(get):
    page = get("/")
    row = page.text.partition('href="/-/site/review"')[2].partition("</tr>")[0]
    assert 'datetime="2026-03-03T09:00:00+00:00"' in row
    assert "health-" in row
    assert {"/-/site/review", "/-/site/gazette", "/-/authors", "/-/domains"} <= set(links_of(page))


def test_home_shows_what_changed_in_the_week_before_the_newest_run(get):
    text = text_of(get("/"))
    assert "Changes of the week" in text
    assert "Harbour news" in text.partition("Changes of the week")[2]


def test_changes_have_seconds_where_two_lie_in_one_minute(tmp_path, make_review, monday):
    first = [
        make_review(slug, body_text=f"{slug} is told of here, and of nothing else.") for slug in ("quay", "pier")
    ]
    with Archive.open(tmp_path) as archive:
        crawl = monday(archive)
        crawl.read(*first)
        for seconds in (5, 50):
            article = replace(first.pop(), body_text=f"Another text after {seconds} seconds.")
            crawl.now = crawl.now.replace(second=seconds) + timedelta(minutes=-1 if seconds == 50 else 0)
            crawl.read(article)
        crawl.finish()
    with open_datasette(tmp_path) as datasette:
        told = [text_of(asyncio.run(datasette.client.get(path))) for path in ("/", "/-/site/review")]
    for text in told:
        assert "2026-03-02 09:03:05 UTC" in text.replace("\xa0", " ")
        assert "2026-03-02 09:03:50 UTC" in text.replace("\xa0", " ")


@pytest.mark.parametrize(("by", "names"), [("site", {"review", "gazette"}), ("category", {"Commentary", "Trade"})])
def test_home_draws_the_articles_of_each_month(get, by, names):
    lines = get(f"/-/chart/articles.csv?by={by}").text.splitlines()
    assert set(lines[0].split(",")[1:]) == names
    assert [line.split(",")[0] for line in lines[1:]] == ["2024-06", "2025-11", "2026-01"]
    ends = set(re.findall(r"published_day__lte=(\d{4}-\d\d-\d\d)", get(f"/?by={by}").text))
    assert ends >= {"2024-06-30", "2025-11-30", "2026-01-31"}
    assert f"<strong>{by}</strong>" in get(f"/?by={by}").text


def test_the_page_of_an_author_counts_lists_and_draws(get):
    page = get(address("author", "Ada Byron"))
    text = text_of(page)
    assert "9 articles with this name in the byline, published between 2025-11 and 2026-01" in text
    assert "Grace | Institute for Ports" in text
    assert "imf.example" in text
    assert "substantive" in text
    assert get("/-/chart/author-months.csv?name=Ada+Byron").text.splitlines()[1:] == ["2025-11,1", "2026-01,8"]


def test_the_page_of_a_category_names_its_authors(get):
    text = text_of(get("/-/category/Trade"))
    assert "2 articles in this category" in text
    assert "review (1), gazette (1)" in text.replace("gazette (1), review (1)", "review (1), gazette (1)")
    assert "Who writes them" in text


def test_the_page_of_a_domain_says_who_cites_it_with_which_words_and_where(get):
    page = get(f"/-/domain/{tilde_encode('imf.example')}")
    text = text_of(page)
    assert "1 article of this archive cites this domain" in text
    assert "a report" in text
    assert "https://www.imf.example/report" in links_of(page)
    assert "data.imf.example" in text


def test_the_page_of_a_domain_lists_the_articles_of_this_archive_that_are_cited(get):
    # The blog's domain is the site's own, and is no citation of another one.
    assert get(f"/-/domain/{tilde_encode('review.example')}").status_code == 404


def test_the_page_of_a_site_shows_fields_rules_runs_and_what_is_missing(get):
    page = get("/-/site/review")
    text = text_of(page)
    for part in ("How its fields are filled", "Which rules won", "css h1", "Runs", "2026-03-03 09:00:00 UTC"):
        assert part in text, part
    assert re.search(r"Subtitle 0%", text)
    assert "listed, and not in the archive" in get("/-/chart/site-months.csv?name=review").text


def test_a_topic_is_drawn_by_month_and_by_site(get):
    page = get("/-/topic?q=harbours")
    assert re.search(r"harbours : \d+ articles", text_of(page))
    assert get("/-/chart/topic-months.csv?q=harbours").text.splitlines()[0] == "month,articles"
    assert get("/-/chart/topic-sites.csv?q=harbours").text.splitlines()[0] == "site,articles"


def test_two_topics_are_compared(get):
    lines = get("/-/chart/topic-share.csv?q=harbours&q2=vergileri").text.splitlines()
    assert lines[0] == "month,harbours,vergileri"
    assert len(lines) > 2
    months = get("/-/chart/topic-months.csv?q=harbours&q2=vergileri").text.splitlines()[1:]
    # From the first to the last, with those between in which nothing is found.
    assert (months[0][:7], months[1], months[-1][:7], len(months)) == ("2024-06", "2024-07,0,0", "2026-01", 20)
    assert get("/-/chart/topic-sites2.csv?q=harbours&q2=vergileri").text.splitlines()[1:] == ["review,1"]


@pytest.mark.parametrize("words", ["", '"', "(", "AND", "NEAR(", "*", "-", "🚢", "%00", "zzzz", "x" * 3000, "title:"])
def test_no_words_break_the_page_of_a_topic(get, words):
    assert get(f"/-/topic?q={quote(words)}&q2={quote(words)}").status_code == 200


@pytest.mark.parametrize("kind", ["site", "author", "category", "domain"])
@pytest.mark.parametrize("name", ODD_NAMES)
def test_an_unknown_name_is_not_found_whatever_it_has(get, kind, name):
    answer = get(f"/-/{kind}/{quote(tilde_encode(name))}")
    assert answer.status_code == 404
    assert "<Co>" not in answer.text


def test_the_numbers_of_what_an_author_has_in_common_lead_to_these_articles(get):
    html = get("/-/author/Ada+Byron").text
    counted = html.partition("Written together with")[2]
    found = re.findall(r'<a href="(/commentary/articles[^"]*)" rel="nofollow">(\d+)</a>', counted)
    assert len(found) > 2
    for leads_to, number in found:
        assert f"{number} row" in text_of(get(unescape(leads_to)))


@pytest.mark.parametrize(
    ("written", "leads_to"),
    [
        ("/-/author/Ada%20Byron", "/-/author/Ada+Byron"),
        ("/-/author/Ada%20Byron?_zones=1", "/-/author/Ada+Byron?_zones=1"),
        ("/-/author/Grace%20%7C%20Institute%20for%20Ports", "/-/author/Grace+~7C+Institute+for+Ports"),
        ("/-/domain/imf%2Eexample", "/-/domain/imf~2Eexample"),
    ],
)
def test_a_name_with_percent_signs_leads_to_its_page(get, written, leads_to):
    answer = get(written)
    assert (answer.status_code, answer.headers["location"]) == (302, leads_to)
    assert get(leads_to).status_code == 200


def test_a_proxy_may_write_the_tilde_with_a_percent_sign(get):
    assert get("/-/domain/imf%7E2Eexample").status_code == 200
    assert get("/-/author/Ada%2BByron").status_code == 200
    assert get("/-/author/No%20Body%7E").status_code == 302


def test_an_unknown_name_leads_to_those_like_it(get):
    page = get("/-/author/Ada+Byrn")
    assert page.status_code == 404
    assert "/-/author/Ada+Byron" in links_of(page)


@pytest.mark.parametrize("plural", ["sites", "authors", "categories", "domains"])
def test_every_name_of_a_list_leads_to_its_page(get, plural):
    links = [link for link in links_of(get(f"/-/{plural}")) if re.match(r"/-/(site|author|category|domain)/", link)]
    assert links
    assert {link: get(link).status_code for link in links} == dict.fromkeys(links, 200)


def test_a_list_of_names_is_searched_and_narrowed_to_a_site(get):
    assert "Ada Byron" in text_of(get("/-/authors?q=byr"))
    assert "Ada Byron" not in text_of(get("/-/authors?q=no%C3%ABl"))
    gazette = text_of(get("/-/authors?site=gazette"))
    assert "Émile Noël" in gazette
    assert "山田太郎" not in gazette


def test_names_with_any_characters_have_pages(tmp_path, make_review, monday):
    with Archive.open(tmp_path) as archive:
        crawl = monday(archive)
        crawl.read(make_review("odd", authors=tuple(ODD_NAMES), categories=("a/b", "🚢")))
        crawl.finish()
    with open_datasette(tmp_path) as datasette:
        paths = [f"/-/author/{tilde_encode(name)}" for name in ODD_NAMES] + [
            "/-/category/a~2Fb",
            "/-/category/~F0~9F~9A~A2",
        ]
        answers = {path: asyncio.run(datasette.client.get(path)).status_code for path in paths}
        home = asyncio.run(datasette.client.get("/")).text
        slash = asyncio.run(datasette.client.get("/-/category/a/b?_zones=1"))
    assert answers == dict.fromkeys(paths, 200)
    assert (slash.status_code, slash.headers["location"]) == (302, "/-/category/a~2Fb?_zones=1")
    assert "<Co>" not in home


def test_an_empty_archive_has_all_lists_and_no_charts(tmp_path):
    with Archive.open(tmp_path):
        pass
    with open_datasette(tmp_path) as datasette:
        paths = ["/", "/-/sites", "/-/authors", "/-/categories", "/-/domains", "/-/topic", "/-/topic?q=x"]
        answers = [asyncio.run(datasette.client.get(path)) for path in paths]
        chart = asyncio.run(datasette.client.get("/-/chart/articles.svg"))
    assert [answer.status_code for answer in answers] == [200] * len(paths)
    assert not any("<svg" in answer.text for answer in answers)
    assert chart.status_code == 404


def test_near_names_are_found_in_any_case():
    assert near_names("ada byrn", ["Ada Byron", "Grace"]) == ["Ada Byron"]
    assert near_names("", ["x"]) == []


@pytest.mark.parametrize(("asked", "number"), [("", 1), ("2", 2), ("9", 3), ("-1", 1), ("x", 1), ("9" * 30, 1)])
def test_a_page_that_there_is_not_is_the_nearest_one(asked, number):
    assert page_of({"page": asked}, 250, 100)["number"] == number


def test_the_page_of_a_site_tells_what_its_last_run_did(get):
    page = get("/-/site/review")
    told = text_of(page).partition("The last one")[2].partition("All ")[0]
    assert "The run began at 2026-03-03 09:00" in told
    assert "3 changed, 1 unchanged, 2 gone" in told
    for part in (
        "headline Harbour news",
        "rewrite İSTANBUL vergileri",
        "Gone Soon withdrawn Soon deleted",
        "words removed",
    ):
        assert part in told, part
    assert "Fields and rules of 4 readings" in told
    assert any(link.startswith("/-/diff?before=") for link in links_of(page))


def test_the_page_of_a_run_tells_the_same(get):
    run = next(link for link in links_of(get("/-/site/gazette")) if link.startswith("/commentary/runs/"))
    told = text_of(get(run)).partition("As stored")[0]
    assert "The run began at 2026-03-02 10:00" in told
    assert "2 new" in told
    assert "New Grain" in told
    assert "title 100%: css h1 100%" in told
