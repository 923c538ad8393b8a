"""How one value of a table is shown."""

import re

import pytest

from archive.web.plugins import cells, dates


def show(column, value, *, table=None, **row):
    names = [*row, column]
    found = cells.show(column, value, table, (*row.values(), value), names)
    return None if found is None else str(found)


@pytest.mark.parametrize(
    ("column", "value", "table", "shown"),
    [
        ("views", 1234567, None, '<span class="number">1,234,567</span>'),
        ("gained_per_day", 1234.5, None, '<span class="number">1,234.5</span>'),
        ("year", 2024, None, '<span class="number">2024</span>'),
        ("year", 2024, "articles", None),
        ("views", None, None, None),
        ("text", "plain", None, None),
        ("x", b"bytes", None, "5 bytes that are no text"),
        ("x", b"bytes", "versions", None),
        ("is_free", 0, "articles", "no"),
        (
            "version",
            "0123456789abcdef01",
            None,
            '<a href="/commentary/versions/0123456789abcdef01" title="0123456789abcdef01">01234567</a>',
        ),
        ("site", "a/b", None, '<a href="/-/site/a~2Fb">a/b</a>'),
        ("name", "A & B", "authors", '<a href="/-/author/A+~26+B">A &amp; B</a>'),
        ("name", "A", "images", None),
        ("links", '[{"url": "https://x.example/"}]', "versions", "1 link"),
        ("found_by", '{"title": "css h1", "body_text": "x"}', "readings", "2: title, text"),
        ("text", '["a"]', "comments", None),
        ("run", "demo-1/2", None, '<a href="/commentary/runs/demo-1~2F2">demo-1/2</a>'),
        ("capture", "urn:uuid:1", None, '<a href="/commentary/captures/urn~3Auuid~3A1" title="urn:uuid:1">1</a>'),
        ("difference", "/-/diff?before=a&after=b", None, '<a href="/-/diff?before=a&amp;after=b">compare</a>'),
        ("class", "typo", None, cells.badge("typo")),
        ("kind", "odd", None, '<span class="badge kind-odd">odd</span>'),
        ("authors", '["A", "B"]', "versions", '<a href="/-/author/A">A</a>, <a href="/-/author/B">B</a>'),
        ("breadcrumbs", '["A", "B | C"]', "articles", "A, B | C"),
        ("authors", "[]", "versions", "&nbsp;"),
        ("authors", "A, B", None, None),
        ("confidence", '{"title": 1.0, "next_url": 0.5}', "readings", "next\xa0url\xa00.50, title\xa01.00"),
        ("confidence", "{}", "readings", "&nbsp;"),
        ("confidence", "{", None, None),
        ("changed", '["title", "body_text", "body_html", "image_url"]', None, "title, text, image url"),
    ],
)
def test_a_value_is_shown_as_people_read_it(column, value, table, shown):
    assert show(column, value, table=table) == shown


@pytest.mark.parametrize(
    ("row", "shown"),
    [
        ({"updated_precision": "day"}, '<time datetime="2026-03-01">2026-03-01</time>'),
        ({"updated_precision": "minute"}, None),
        ({}, None),
    ],
)
def test_a_day_has_no_time_of_day(row, shown):
    told = show("updated_at", "2026-03-01T00:00:00+00:00", **row)
    assert told == shown or (shown is None and re.search("00:00(</span>)?</time>", told))


@pytest.mark.parametrize(
    "midnight", ["2026-03-01T00:00:00+00:00", "2026-02-28T21:00:00+00:00", "2026-03-01T05:00:00+00:00"]
)
def test_a_midnight_is_of_its_day_wherever_it_was(midnight):
    assert dates.day_of(midnight) == "2026-03-01"


def test_what_is_no_time_is_shown_as_it_is():
    assert dates.moment("<soon>") == "&lt;soon&gt;"


def test_a_time_keeps_its_exact_value():
    assert show("seen", "2024-10-13T19:13:05+00:00") == (
        '<time datetime="2024-10-13T19:13:05+00:00" title="2024-10-13 19:13:05 UTC">'
        "<span>2024-10-13</span> <span>19:13</span></time>"
    )
    assert show("published_text", "2024-10-13T19:13:05+03:00") is None


def test_a_title_leads_to_its_article():
    assert show("title", "A <b>", article=5) == '<a href="/commentary/articles/5">A &lt;b&gt;</a>'
    assert show("title", None, article=5) == '<a href="/commentary/articles/5">Untitled</a>'
    assert show("title", "A") is None
    assert show("title", "A", table="articles", article=5) is None
    assert show("title", "A", table="article_texts", id=5) == '<a href="/commentary/articles/5">A</a>'


def test_an_articles_names_lead_to_its_likes():
    assert show("authors", '["A & B"]', table="articles") == ('<a href="/-/author/A+~26+B">A &amp; B</a>')


def test_an_address_leads_to_the_original_and_is_cut_in_the_middle():
    long = "https://www.example.org/2024/10/" + "a" * 50 + "/the-end/"
    html = show("url", long)
    assert f'href="{long}"' in html
    assert ">example.org/2024/10/aaaaaaaaaa…aaaaaaaaaaaaaaaaaaaaaa/the-end<" in html
    assert 'rel="noopener noreferrer"' in html


def test_an_address_is_shown_in_letters_and_leads_where_it_led():
    html = show("url", "https://example.org/%D8%A7%D9%84/%E6%97%A5")
    assert html.endswith(">example.org/ال/日</a>")
    assert 'href="https://example.org/%D8%A7%D9%84/%E6%97%A5"' in html
    assert show("url", "https://example.org/%00%0A").endswith(">example.org/%00%0A</a>")


@pytest.mark.parametrize("value", ["javascript:alert(1)", " https://x", "data:text/html,x", "ftp://x"])
def test_what_is_no_web_address_becomes_no_link(value):
    assert show("url", value) is None


def test_an_address_cannot_break_out_of_its_link():
    assert 'onclick="' not in show("url", 'https://x/" onclick="alert(1)')


@pytest.mark.parametrize(
    ("passage", "shown"),
    [
        ("a ⟦b⟧ c", "a <mark>b</mark> c"),
        ("<b>⟦x⟧</b>", "&lt;b&gt;<mark>x</mark>&lt;/b&gt;"),
        ("⟦ unclosed", "⟦ unclosed"),
        ("⟦a⟦b⟧c⟧", "⟦a<mark>b</mark>c⟧"),
    ],
)
def test_what_was_found_is_marked_and_nothing_else_is_html(passage, shown):
    assert show("passage", passage) == shown


def test_counts_agree_with_their_noun():
    assert [cells.count(number, "word") for number in (0, 1, 2, 1500, None)] == [
        "0 words",
        "1 word",
        "2 words",
        "1,500 words",
        "0 words",
    ]


def test_a_field_of_a_version_is_shown_plainly():
    assert cells.plain(["A", "B"]) == "A, B"
    assert cells.plain("2024-10-13T19:13:05+00:00") == "2024-10-13 19:13"
    assert cells.plain("text") == "text"
