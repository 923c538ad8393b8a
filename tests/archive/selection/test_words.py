"""What people type is understood, and any text gives a search that SQLite runs or a word about what is wrong."""

import json
import sqlite3

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from archive.schema import TOKENIZER, cut_words
from archive.selection import match_of, parse, same_search
from extract.errors import SearchError

ARTICLES = [
    # id, site, year, language, day, versions, gone_at, title, body_text, authors, categories, links
    (1, "review", 2025, "en", "2025-06-16", 1, None, "The price of grain", "Strikes over AT&T and C++ in Łódź", "Ada Byron", "Trade", "cnn.com"),
    (2, "review", 2026, "en", "2026-01-02", 2, None, "Grain and wheat", "Terrorism is not organized.", "Grace Hopper", "Opinion", "bbc.co.uk"),
    (3, "gazette", 2024, "ja", "2024-02-29", 1, "2026", "東京都の天気", "新しいiPhone用ケース", "Ada Lovelace", "Trade", ""),
    (4, "gazette", 2026, "tr", "2026-03-01", 1, None, "Wheat prices", "It’s a well-known story: it’s known.", "Byron Ada", "Opinion", "cnn.com"),
]  # fmt: skip


@pytest.fixture(scope="module")
def db():
    db = sqlite3.connect(":memory:")
    db.executescript(f"""
        CREATE TABLE articles (id INTEGER PRIMARY KEY, site, year, language, published_day, published_at, versions, gone_at);
        CREATE TABLE categories (article, name);
        CREATE TABLE tags (article, name);
        CREATE TABLE authors (article, name);
        CREATE TABLE links (article, domain, host);
        CREATE VIRTUAL TABLE articles_fts USING fts5(title, subtitle, body_text, authors, tokenize="{TOKENIZER}");
    """)
    for number, site, year, language, day, versions, gone, title, body, author, category, domain in ARTICLES:
        row = (number, site, year, language, day, f"{day}T00:00:00+00:00", versions, gone)
        db.execute("INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
        db.execute("INSERT INTO categories VALUES (?, ?)", (number, category))
        db.execute("INSERT INTO links VALUES (?, ?, ?)", (number, domain, f"www.{domain}"))
        texts = [cut_words(text) for text in (title, "", body, author)]
        db.execute(
            "INSERT INTO articles_fts (rowid, title, subtitle, body_text, authors) VALUES (?, ?, ?, ?, ?)",
            (number, *texts),
        )
    return db


def found(db, text):
    where, parameters = parse(text).condition()
    return [row for (row,) in db.execute(f"SELECT id FROM articles WHERE {where} ORDER BY id", parameters)]  # noqa: S608 - our own condition


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("grain", [1, 2]),
        ("grain wheat", [2]),
        ("grain AND wheat", [2]),
        ("grain OR wheat", [1, 2, 4]),
        ("grain -wheat", [1]),
        ("grain NOT wheat", [1]),
        ("-grain", [3, 4]),
        ("NOT NOT grain", [1, 2]),
        ('"price of grain"', [1]),
        ('"grain price"', []),
        ("“price of grain”", [1]),
        ('-"price of grain" grain', [2]),
        ("(grain OR 東京) -wheat", [1, 3]),
        ("(grain -wheat) OR (wheat -grain)", [1, 4]),
        ("wh*", [2, 4]),
        ("terroris*", [2]),
        ("organiz*", [2]),
        ('"grain and wh"*', [2]),
        ("C++", [1]),
        ("AT&T", [1]),
        ("it's", [4]),
        ("it’s known", [4]),
        ("well-known", [4]),
        ("well–known", [4]),
        ("lodz", [1]),
        ("strike", [1]),
        ("東京", [3]),
        ("京", [3]),
        ("iphone用", [3]),
        ("title:grain", [1, 2]),
        ("title:strike", []),
        ("text:strike", [1]),
        ("author:byron", [1, 4]),
        ('author:"Ada Byron"', [1]),
        ("title:(grain OR wheat) author:ada", [1, 4]),
        ("site:review", [1, 2]),
        ("SITE:Review grain", [1, 2]),
        ("-site:review", [3, 4]),
        ("site:(review OR gazette) wheat", [2, 4]),
        ("category:trade", [1, 3]),
        ("category:opinion -grain", [4]),
        ("language:ja", [3]),
        ("year:2026", [2, 4]),
        ("since:2025", [1, 2, 4]),
        ("until:2025", [1, 3]),
        ("since:2025-06 until:2025-06", [1]),
        ("until:2024-02", [3]),
        ("since:2026-01-03", [4]),
        ("edited:yes", [2]),
        ("gone:yes", [3]),
        ("gone:no site:gazette", [4]),
        ("cites:cnn.com", [1, 4]),
        ("cites:https://www.cnn.com/a -grain", [4]),
        ("(site:review grain) OR 東京", [1, 2, 3]),
        ("grain -(site:review wheat)", [1]),
        ("a OR", []),
        ("OR", []),
        ("(grain", [1, 2]),
        ("grain)", [1, 2]),
        ("grain ++ 😀", [1, 2]),
        ("", [1, 2, 3, 4]),
    ],
)  # fmt: skip
def test_a_search_finds_what_it_says(db, typed, ids):
    assert found(db, typed) == ids


@pytest.mark.parametrize(
    ("typed", "problem", "meant"),
    [
        ("sit:review", "no field “sit:”", "site:review"),
        ("grain by:ada", "no field “by:”", "grain author:ada"),
        ("since:yesterday", "“yesterday” is no date", None),
        ("grain since:30.06.2025", "“30.06.2025” is no date", "grain since:2025-06-30"),
        ("since:06/2025", "is no date", "since:2025-06"),
        ("until:2025-02-30", "is no date", None),
        ("since:05.06.2025", "is no date", None),
        ("edited:perhaps", "neither yes nor no", "edited:yes"),
        ("year:25", "is no year", None),
        ("😀 ++", "nothing to search for", None),
        ("a " * 61, "at most 60", None),
        ("a" * 2001, "at most 2,000", None),
        ("since:2025-00", "“2025-00” is no date", None),
        ("until:2025-06-00", "“2025-06-00” is no date", None),
        ("since:2025T99", "“2025T99” is no date", None),
        ("since:2026 until:2024", "No day lies from since:2026 until:2024", None),
        ("grain since:2025-03 since:2026 until:2025-12-31", "No day lies from since:2026", None),
        ("30.06.2025 since:30.06.2025", "is no date", "30.06.2025 since:2025-06-30"),
        ('06/2025 until:"06/2025" grain', "is no date", '06/2025 until:"2025-06" grain'),
    ],
)
def test_what_cannot_be_meant_is_told_with_what_was_meant(typed, problem, meant):
    with pytest.raises(SearchError, match=problem) as caught:
        parse(typed)
    assert caught.value.meant == meant


def test_what_is_left_out_or_taken_for_a_word_is_told():
    assert parse("grain ++").notes == ("“++” was left out: only letters and digits are searched.",)
    assert "no space before its value (title:…)" in parse("title: grain").notes[0]
    for typed, word in (("grain OR", "OR"), ("OR grain", "OR"), ("grain AND", "AND"), ("(grain NOT) rye", "NOT")):
        assert parse(typed).notes == (f"“{word}” was searched as a word, since it lacks what it belongs to.",)
    assert parse("grain OR wheat NOT rye").notes == ()
    # One day is enough, and either of two ranges may be meant.
    assert parse("since:2025-06-30 until:2025-06-30").notes == ()
    assert parse("since:2026 OR until:2024").match is None


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("tr", {"tr", "TR"}),
        ("EN", {"en", "EN"}),
        ("pt-br", {"pt-br", "pt-BR", "PT-BR"}),
        ("zh_hant", {"zh-hant", "zh-Hant", "ZH-HANT"}),
    ],
)
def test_a_language_is_found_in_the_case_in_which_pages_declare_it(typed, codes):
    [wanted] = parse(f"language:{typed}").parameters.values()
    assert codes <= set(json.loads(wanted))
    assert "en-GB" not in json.loads(wanted)


@pytest.mark.parametrize(
    ("words", "search"),
    [
        ("grain prices", "grain prices"),
        ("-wheat", '"-wheat"'),
        ("grain OR wheat", 'grain "OR" wheat'),
        ("har*", "har"),
        ("title:grain", '"title:grain"'),
        ('"old harbour" it’s', '"old harbour" "it’s"'),
        ("“old harbour”", None),
        ("(grain", '"(grain"'),
        ("++", None),
        ("", None),
        ("a " * 61, None),
    ],
)
def test_a_search_of_a_table_can_be_said_as_one_that_finds_the_same(words, search):
    assert same_search(words) == search


@given(st.text())
@example('"a')
@example("a\0b")
def test_what_is_said_otherwise_is_the_same_expression(words):
    if search := same_search(words):
        assert parse(search).match == match_of(words)


def test_addresses_and_times_are_no_fields(db):
    for typed in ("https://cnn.com/a?b=c", "mailto:ada@cnn.com", "10:30", "Trump: a life", "doi:10.1/a"):
        assert found(db, typed) == []


def test_each_part_can_be_taken_away():
    asked = parse('grain site:review -"old news" since:2025')
    assert asked.pieces == (
        ("grain", 'site:review -"old news" since:2025'),
        ("site:review", 'grain -"old news" since:2025'),
        ('-"old news"', "grain site:review since:2025"),
        ("since:2025", 'grain site:review -"old news"'),
    )
    assert parse("grain AND wheat").pieces[0] == ("grain", "wheat")


def test_only_what_is_wanted_is_marked():
    asked = parse("grain -wheat (rye OR title:oats) NOT (barley -malt)")
    assert asked.words == ("grain", "rye", "oats", "malt")


SIGNS = st.sampled_from(
    ['"', "(", ")", "-", "*", ":", "OR", "AND", "NOT", " ", "site:", "title:", "since:", "2025", "a", "東", "\0", "'"]
)


@given(st.one_of(st.text(), st.lists(SIGNS, max_size=40).map("".join), st.lists(SIGNS, max_size=30).map(" ".join)))
@example('"')
@example('""0"')
@example("((((((((((((((((((((((((((((a")
@example("title:" * 30 + "a")
@example("\ud800 a")
def test_any_text_gives_a_search_or_a_clear_word(db, text):
    try:
        asked = parse(text)
    except SearchError:
        return
    where, parameters = asked.condition()
    db.execute(f"SELECT count(*) FROM articles WHERE {where}", parameters).fetchone()  # noqa: S608 - our own condition
    if asked.marked:
        db.execute("SELECT count(*) FROM articles_fts WHERE articles_fts MATCH ?", (asked.marked,)).fetchone()
    for _, rest in asked.pieces:
        assert len(rest) < len(asked.text)


@given(st.text())
def test_the_words_of_a_table_search_are_always_an_expression(db, text):
    text = text.encode("utf-8", "ignore").decode()
    query = "SELECT count(*) FROM articles_fts WHERE articles_fts MATCH ?"
    (found,) = db.execute(query, (match_of(text),)).fetchone()
    assert 0 <= found <= db.execute("SELECT count(*) FROM articles").fetchone()[0]
