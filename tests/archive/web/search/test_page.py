"""The page of the search finds what was meant, shows where, narrows down, and says what it did."""

import re
from html import unescape

import lxml.html
import pytest


@pytest.fixture
def search(get):
    """Return the page of a search as a tree."""

    def searched(text="", **arguments):
        answer = get("/-/search", params={"q": text, **arguments})
        assert answer.status_code == 200, answer.text
        return lxml.html.fromstring(answer.text)

    return searched


def found(page):
    return [
        href.rstrip("/").rsplit("/", 1)[1] for href in page.xpath("//ol[@class='found']//p[@class='where']//a/@href")
    ]


def text_of(page, path):
    return " ".join(" ".join(page.xpath(f"{path}//text()")).split())


def facet(page, heading):
    for details in page.xpath("//aside//details"):
        if details.findtext("summary") == heading:
            return {
                text_of(item, ".//a/span[1]"): text_of(item, ".//span[@class='number']")
                for item in details.xpath(".//li")
            }
    return {}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("grain NOT", set()),
        ("grain -", {"grain", "copied"}),
        ("(grain)", {"grain", "copied"}),
        ('"price of grain"', {"grain", "copied"}),
        ('"grain of price"', set()),
        ("istanbul", {"taxes"}),
        ("İstanbul", {"taxes"}),
        ("noel emile", {"own"}),
        ("nothing 🚢", {"poison"}),
        ("防衛", {"strait"}),
        ("海", {"strait"}),
        ("海峡の防衛", {"strait"}),
        ("衛防", set()),
        ("author:山田", {"strait"}),
        ("harbor", {"harbour"}),
        ("author:noël", {"own"}),
        ("cites:imf.example", {"cited"}),
        ("gone:yes", {"withdrawn", "deleted"}),
        ("edited:yes -title:harbour", {"grain", "taxes"}),
        ("site:gazette", {"copied", "own"}),
    ],
)
def test_a_search_finds_what_was_meant(search, words, expected):
    assert set(found(search(words))) >= expected
    assert expected or not found(search(words))


@pytest.mark.parametrize(
    "words",
    ['"', '""', '"unclosed', "'", "(", ")", "()", "AND", "OR", "NOT", "NEAR(", "NEAR(grain tariffs, 3)", "*", "gra*",
     "-", "-grain", "^grain", "title:grain", "{title}:x", "grain AND", "+", "🚢", "\x00", "grain\x00", '"a\nb"', ";",
     "--", "/*", "%", "\\", "⟦", "İ", " ", "\t", "a" * 1900, "a" * 5000, "no:field", "since:never"],
)  # fmt: skip
def test_no_words_break_the_search(get, words):
    answer = get("/-/search", params={"q": words})
    assert answer.status_code in {200, 400}
    assert "How to search" in answer.text
    assert answer.status_code == 200 or 'role="alert"' in answer.text


def test_the_headline_comes_first_and_what_was_found_is_marked(search):
    page = search("grain")
    assert set(found(page)[:2]) == {"grain", "copied"}
    marked = [mark.text_content() for mark in page.xpath("//ol[@class='found']//mark")]
    assert {mark.lower() for mark in marked} == {"grain"}
    assert "11 articles" in text_of(page, "//p[@class='count']") or found(page)


def test_a_passage_is_cut_out_of_the_text_and_nothing_in_it_acts(search, get):
    [passage] = search("nothing bold").xpath("//p[@class='passage']")
    assert passage.text_content() == "Nothing <b>bold</b> 🚢 here."
    html = get("/-/search?q=alert").text
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert "<b>" not in get("/-/search", params={"q": "<b>x"}).text.replace("&lt;b&gt;", "")


def test_dates_sort_both_ways(search):
    newest, oldest = found(search("harbours", sort="newest")), found(search("harbours", sort="oldest"))
    assert newest[-2:] == ["own", "formula"] or newest[-1] in {"own", "formula"}
    assert oldest[0] == "own"
    assert set(newest) == set(oldest)


def test_facets_count_and_narrow_down_and_can_be_taken_back(search, get):
    page = search("harbours")
    assert facet(page, "Site") == {"review": "9", "gazette": "2"} or set(facet(page, "Site")) == {"review", "gazette"}
    assert "Ada Byron" in facet(page, "Author")
    [path] = [link.get("href") for link in page.xpath("//aside//a") if text_of(link, "./span[1]") == "gazette"]
    narrowed = lxml.html.fromstring(get(path).text)
    assert set(found(narrowed)) == {"copied", "own"}
    assert text_of(narrowed, "//p[@class='count']").startswith("2 articles")
    removals = {link.get("aria-label"): link.get("href") for link in narrowed.xpath("//ul[@class='asked']//a")}
    assert removals["Remove site: gazette"] == "/-/search?q=harbours"
    assert removals["Remove harbours"] == "/-/search?site=gazette"
    both = lxml.html.fromstring(get(path + "&edited=1").text)
    assert found(both) == []
    assert "Search without the filters" in text_of(both, "//p[@class='nothing']")


def test_without_words_all_articles_stand_by_date(search):
    page = search()
    assert len(found(page)) == len(set(found(page))) == 13
    assert set(facet(page, "Gone from the web")) == {"no", "yes"}


def test_the_numbers_of_a_facet_are_those_of_the_search_that_it_leads_to(search, get):
    page = search("harbours")
    for item in page.xpath("//aside//li"):
        [link] = item.xpath(".//a")
        number = int(text_of(item, ".//span[@class='number']"))
        there = lxml.html.fromstring(get(link.get("href")).text)
        assert text_of(there, "//p[@class='count']").startswith(f"{number} article"), link.get("href")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("harbuor", "harbours"),
        ("tariffz grain", "tariffs grain"),
        ("bayron", "byron"),
        ("pricegrain", None),
        ("zzzzqqq", None),
        ("category:comentary grain", "category:Commentary grain"),
        ('-tag:port site:"gazete"', "-tag:ports site:gazette"),
        ("site:rev", "site:review"),
        ("cites:inf.example", "cites:imf.example"),
        ("language:xx", None),
        ("category:Nothing", None),
    ],
)
def test_a_word_that_nothing_has_leads_to_one_that_something_has(search, typed, meant):
    page = search(typed)
    assert found(page) == []
    assert [link.text for link in page.xpath("//p[@class='meant']/a")] == ([meant] if meant else [])
    if meant:
        assert found(search(meant))


def test_words_that_stand_apart_can_be_searched_for_one_by_one(search, get):
    page = search("bold tariffs")
    [link] = page.xpath("//p[@class='nothing']/a")
    assert link.text == "Search for any of the words"
    assert found(lxml.html.fromstring(get(link.get("href")).text))


@pytest.mark.parametrize(
    ("typed", "problem", "meant"),
    [
        ("sit:review grain", "There is no field “sit:”.", "site:review grain"),
        ("since:05/2025", "“05/2025” is no date.", "since:2025-05"),
        ("year:25", "“25” is no year.", None),
    ],
)
def test_what_is_wrong_is_told_with_what_was_meant(get, typed, problem, meant):
    answer = get("/-/search", params={"q": typed})
    assert answer.status_code == 400
    page = lxml.html.fromstring(answer.text)
    assert problem in text_of(page, "//p[@role='alert']")
    assert [link.text for link in page.xpath("//p[@class='meant']/a")] == ([meant] if meant else [])


def test_a_wrong_argument_is_told_too(get):
    assert "write a day" in get("/-/search?since=soon").text
    assert get("/-/search?since=soon").status_code == 400


def test_addresses_lead_to_their_articles(search):
    page = search("review.example/2026/grain")
    assert page.xpath("//section[@id='found']//a[starts-with(@href, '/commentary/articles/')]")
    assert "No article has this in its text." in text_of(page, "//p[@class='nothing']")
    none = search("https://review.example/none/")
    assert "No article in this archive is, or was, at https://review.example/none/." in none.text_content()


def test_the_search_can_be_kept_and_taken_as_a_file(search, get):
    page = search("harbours", site="review")
    links = dict(
        zip(
            page.xpath("//section[@class='take']//a/text()"),
            page.xpath("//section[@class='take']//a/@href"),
            strict=False,
        )
    )
    assert links["CSV"] == "/-/export?format=csv&site=review&search=harbours"
    head = {link.get("type"): link.get("href") for link in page.xpath("//link[@rel='alternate']")}
    assert head["application/atom+xml"] == "/-/search.atom?q=harbours&site=review"
    rows = get(links["CSV"]).text.splitlines()
    assert len(rows) - 1 >= int(re.match(r"\d+", text_of(page, "//p[@class='count']"))[0])
    assert "The article as files" in text_of(search("istanbul"), "//section[@class='take']")


def test_the_search_of_the_table_finds_pairs_of_characters_and_phrases(get):
    for words, expected in (
        ("防衛", {"strait"}),
        ('"price of grain" 防衛', set()),
        ('"grain in town 33"', {"grain"}),
    ):
        rows = get("/commentary/articles.json", params={"_shape": "array", "_search": words}).json()
        assert {row["url"].split("/")[-2] for row in rows} == expected


def test_the_former_addresses_lead_to_the_search(get):
    for former, now in (
        ("/commentary/search?q=grain+price", "/-/search?q=grain+price"),
        ("/commentary/search.json?q=grain", "/-/search.json?q=grain"),
        ("/commentary/search.csv?q=grain", "/-/search.csv?q=grain"),
        ("/commentary/search", "/-/search"),
    ):
        answer = get(former)
        assert (answer.status_code, answer.headers["location"]) == (301, now)
    there = get("/-/search.csv?q=grain&site=gazette")
    assert there.status_code == 302
    assert unescape(there.headers["location"]) == "/-/export?format=csv&site=gazette&search=grain&no_body=1"
    assert get("/-/search.csv?since=soon").status_code == 400


def test_pages_have_numbers_and_each_article_is_on_one(search, monkeypatch):
    monkeypatch.setattr("archive.web.search.hits.PAGE_SIZE", 5)
    monkeypatch.setattr("archive.web.search.page.PAGE_SIZE", 5)
    first = search()
    assert [link.text for link in first.xpath("//nav[@class='pages']/a")] == ["2", "3", "Next"]
    pages = [found(search(page=number)) for number in (1, 2, 3)]
    assert [len(page) for page in pages] == [5, 5, 3]
    assert len({slug for page in pages for slug in page}) == 13
    beyond = search(page=9)
    assert "There is nothing on this page." in beyond.text_content()


@pytest.mark.parametrize("sort", ["relevance", "newest", "oldest"])
@pytest.mark.parametrize("arguments", [{}, {"site": "review"}, {"site": "gazette"}])
def test_every_way_finds_the_same_articles(search, monkeypatch, sort, arguments):
    for words in ("harbours -bold", "harb* -bold"):
        check_ways(search, monkeypatch, words, sort=sort, **arguments)


def check_ways(search, monkeypatch, words, *, sort, **arguments):
    monkeypatch.undo()
    whole = search(words, sort=sort, **arguments)
    for ranked, most, looked_up in ((0, 0, 0), (0, 10_000, 4_000), (3, 3, 0)):
        monkeypatch.setattr("archive.web.search.hits.LOOKED_UP", looked_up)
        monkeypatch.setattr("archive.web.search.hits.HITS_A_LOOK", 0)
        monkeypatch.setattr("archive.web.search.hits.RANKED", ranked)
        monkeypatch.setattr("archive.web.search.hits.MOST", most)
        other = search(words, sort=sort, **arguments)
        assert set(found(other)) == set(found(whole))
        if sort != "relevance":
            assert found(other) == found(whole)


def test_a_search_with_too_many_hits_is_estimated_from_a_sample_and_says_so(search, monkeypatch):
    monkeypatch.setattr("archive.web.search.hits.LOOKED_UP", 0)
    for module in ("hits", "facets"):
        monkeypatch.setattr(f"archive.web.search.{module}.MOST", 6)
    monkeypatch.setattr("archive.web.search.hits.RANKED", 6)
    page = search("harbours", site="review")
    count = text_of(page, "//p[@class='count']")
    assert "About" in count
    assert "estimated from a sample" in count
    assert "not ranked by their whole text" in count
    exact = text_of(search("harbours"), "//p[@class='count']")
    assert "About" not in exact
    assert "Numbers with ≈" in exact
