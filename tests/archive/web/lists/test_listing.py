"""Lists of any length: pages, order, filters, counts and files of tables, canned queries and a reader's own SQL."""

import asyncio
import csv
import io
import re
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import pytest

from archive.web.lists.asked import asked_of, parameters_of, with_filter
from archive.web.lists.pages import paging_of
from archive.web.lists.wrapping import bounded_count, by_index, can_be_wrapped, is_computed_whole, page_of_table
from archive.web.plugins.downloads import without_page_limit
from archive.web.server import open_datasette

OWN = (
    "with recursive n(x) as (select 1 union all select x + 1 from n where x < {most})"
    " select x, x % 7 as kind, 'a' || x as name from n order by x"
)


@pytest.fixture(scope="module")
def get(filled):
    with open_datasette(filled) as datasette:
        yield lambda path, **params: asyncio.run(datasette.client.get(path, params=params or None))


def numbers(answer) -> list[str]:
    return re.findall(r'class="col-x[^>]*><div class="cell"><span class="number">(\d+)<', answer.text)


def rows_of(answer) -> list[list[str]]:
    return list(csv.reader(io.StringIO(answer.text, newline="")))


def links(answer) -> dict[str, str]:
    found = re.findall(r'<a (?:rel="(\w+)" )?href="([^"]*)"[^>]*>(.*?)</a>', answer.text, re.DOTALL)
    return {rel or re.sub("<[^>]*>", "", words).strip(): unescape(href) for rel, href, words in found}


def test_a_query_of_any_length_has_numbered_pages(get):
    first = get("/commentary", sql=OWN.format(most=120))
    assert numbers(first) == [str(number) for number in range(1, 51)]
    assert "120 rows; rows 1 to 50" in first.text
    assert set(links(first)) >= {"next", "2", "3"}
    last = get("/commentary", sql=OWN.format(most=120), _page="3")
    assert numbers(last) == [str(number) for number in range(101, 121)]
    assert "next" not in links(last)
    assert dict(parse_qsl(urlsplit(links(last)["prev"]).query))["_page"] == "2"


def test_a_long_query_is_counted_to_a_limit_and_says_so(get):
    answer = get("/commentary", sql=OWN.format(most=30_000), _page="200")
    assert "More than 10,000 rows; rows 9,951 to 10,000" in unescape(answer.text)
    assert "next" in links(answer)


def test_a_page_behind_the_last_says_so(get):
    answer = get("/commentary", sql=OWN.format(most=10), _page="9")
    assert "This list has no page 9." in answer.text


def test_any_column_sorts_and_equal_values_are_on_one_page_each(get):
    pages = [get("/commentary", sql=OWN.format(most=120), _sort="kind", _page=str(page)) for page in (1, 2, 3)]
    found = [number for page in pages for number in numbers(page)]
    assert sorted(found, key=int) == [str(number) for number in range(1, 121)]
    assert numbers(get("/commentary", sql=OWN.format(most=120), _sort_desc="x"))[0] == "120"
    assert 'aria-sort="descending"' in get("/commentary", sql=OWN.format(most=9), _sort_desc="x").text


def test_filters_narrow_down_the_page_its_count_and_its_files(get):
    asked = {"sql": OWN.format(most=100), "kind__exact": "3", "x__gte": "50"}
    answer = get("/commentary", **asked)
    assert numbers(answer) == ["52", "59", "66", "73", "80", "87", "94"]
    assert "7 rows" in answer.text
    assert rows_of(get("/commentary.csv", **asked)) == [
        ["x", "kind", "name"], *([number, "3", f"a{number}"] for number in numbers(answer))
    ]  # fmt: skip
    found = get("/commentary.json", **asked, _shape="array").json()
    assert [row["x"] for row in found] == [52, 59, 66, 73, 80, 87, 94]


def test_a_chip_removes_its_filter(get):
    answer = get("/commentary/edits", class__exact="headline")
    (chip,) = re.findall(r'<a class="chip" href="([^"]*)"[^>]*>([^<]*)', answer.text)
    assert chip[1].strip() == "class: headline"
    assert "class__exact" not in chip[0]
    assert answer.text.partition("What the classes mean")[0].count('class="badge kind-') == 1


def test_facets_count_the_rows_and_keep_the_other_arguments(get):
    answer = get("/commentary/what_changed", site__exact="review")
    facet = answer.text.partition('id="facet-class"')[2].partition("</details>")[0]
    assert re.findall(r"<small>(\d+)</small>", facet) == ["11", "2", "1", "1", "1"]
    href = unescape(re.search(r'href="([^"]*)"', facet)[1])
    assert dict(parse_qsl(href.lstrip("?"))) == {"site__exact": "review", "class__exact": "new"}
    assert get(f"/commentary/what_changed{href}").text.count("<tr>") == 1 + 11


def test_a_form_for_a_filter_becomes_an_argument(get):
    answer = get("/commentary/edits", _filter_column="title", _filter_op="contains", _filter_value="Har", kind="")
    assert answer.status_code == 302
    assert answer.headers["location"] == "/commentary/edits?kind=&title__contains=Har"
    assert with_filter((("a", "b"),)) is None
    assert with_filter((("_filter_column", "a"), ("_filter_op", "isnull"))) == (("a__isnull", "1"),)


def test_an_unknown_column_is_told_by_its_name(get):
    for argument in ({"nothing__gte": "1"}, {"_sort": "nothing"}):
        answer = get("/commentary/edits", **argument)
        assert answer.status_code == 400
        assert "This list has no column &#39;nothing&#39;" in answer.text


@pytest.mark.parametrize(
    "sql", ["select", "select no_such_column", "explain select 1", "select 1 -- a", "select 1;", "select 1 /* a"]
)
def test_a_readers_own_sql_is_told_its_own_error_or_runs(get, sql):
    answer = get("/commentary", sql=sql)
    assert "listed" not in re.sub("<a .*?</a>", "", answer.text.partition('<form class="sql"')[0])
    assert (answer.status_code == 200) == (sql not in {"select", "select no_such_column"})


def test_the_limit_of_a_readers_own_sql_is_kept(get):
    sql = OWN.format(most=2_000) + " limit 600"
    assert len(rows_of(get("/commentary.csv", sql=sql))) == 601
    assert "600 rows" in get("/commentary", sql=sql).text


def test_a_table_has_numbered_pages_too(get):
    first, second = (get("/commentary/captures", _size="7", _page=page) for page in ("1", "2"))
    found = [re.findall(r'href="/commentary/captures/([^"?]+)"', page.text) for page in (first, second)]
    assert len(found[0]) == len(found[1]) == 7
    assert not set(found[0]) & set(found[1])
    assert "rows 8 to 14" in second.text
    assert {"prev", "next"} <= set(links(second))
    assert "_page" not in unescape(re.search(r'id="facet-status".*?href="([^"]*)"', second.text, re.DOTALL)[1])


def test_a_view_has_numbered_pages_too(get):
    first, second = (get("/commentary/changes", _size="4", _page=page) for page in ("1", "2"))
    rows = [re.findall(r"<tr>.*?</tr>", page.text, re.DOTALL)[1:] for page in (first, second)]
    assert len(rows[0]) == len(rows[1]) == 4
    assert rows[0] != rows[1]


def test_wide_tables_show_their_key_columns_first_and_all_if_asked(get):
    page = get("/commentary/captures")
    heads = re.findall(r'<th scope="col" class="head-(\w+)', page.text)
    assert heads[:3] == ["captured_at", "url", "status"]
    assert "more columns" in page.text
    assert "payload_digest" in re.findall(
        r'<th scope="col" class="head-(\w+)', get("/commentary/captures?_all=1").text
    )


def test_no_link_says_a_key_of_several_columns(get):
    for table in ("links", "comments", "authors", "sources", "absences"):
        texts = re.findall(r"<a [^>]*>([^<]*)</a>", get(f"/commentary/{table}").text.partition("<main")[2])
        assert not [text for text in texts if re.fullmatch(r"\d+,\d+", text)], table
    assert 'class="to-row"' in get("/commentary/links").text


def test_what_is_asked_is_read_from_the_query_string():
    asked = asked_of(
        [("_page", "3"), ("_sort_desc", "x"), ("site__exact", "a"), ("site", "b"), ("_facet", "y")], {"site"}
    )
    assert (asked.page, asked.sort, asked.is_descending, asked.facets, asked.skipped) == (3, "x", True, ("y",), 100)
    assert [each.argument for each in asked.conditions] == ["site__exact"]
    for wrong in ("0", "-1", "x", "", "9" * 50, "\u0661"):
        assert asked_of([("_page", wrong)]).page == 1
    assert asked_of([("_size", "999999")]).size == 5_000
    assert [each.column for each in asked_of([("year", "2025"), ("_search", "x")]).conditions] == ["year"]


def test_parameters_are_told_from_what_only_looks_like_one():
    assert parameters_of("select ':no', :site, a::b -- :not\n/* :nor */ where x = :since") == {"site", "since"}


def test_the_limit_of_a_canned_query_is_no_part_of_its_question():
    assert without_page_limit("select 1\nlimit 1000\n").strip() == "select 1"
    assert without_page_limit("select 1 limit 100") == "select 1 limit 100"
    assert can_be_wrapped("-- a\n/* b */ SELECT 1")
    assert not can_be_wrapped("explain select 1")


def test_datasettes_statements_for_a_table_are_bounded_and_moved():
    counted = bounded_count("select count(*) from articles where year = :p0 ", 11)
    assert counted == "select count(*) from (select 1 from articles where year = :p0  limit 11)"
    assert bounded_count("select count(*) from articles ", 11) is None
    assert (
        page_of_table("select a from b limit 51", asked_of([("_page", "3")])) == "select a from b limit 51 offset 100"
    )
    assert page_of_table("select a from b limit 51", asked_of([])) == "select a from b limit 51"
    second = asked_of([("_page", "2")])
    assert page_of_table("select url from images where text = :p0 order by text, article limit 51", second) == (
        "select url from images where rowid in (select rowid from images where text = :p0 order by text, article"
        " limit 51 offset 50) order by text, article"
    )
    # A table without row ids stands in the order of its key, with all columns.
    assert page_of_table("select url from links where text = :p0 order by text limit 51", second) == (
        "select url from links where text = :p0 order by text limit 51 offset 50"
    )


def test_articles_of_an_author_are_looked_up_by_the_name(get):
    one = ':p0 in (select value from json_each("articles"."authors"))'
    assert by_index(f"select 1 where {one}") == (
        'select 1 where "articles"."id" in (select article from authors where name = :p0)'
    )
    assert by_index(one.replace(" in", " not in")).startswith('"articles"."id" not in (select article from authors')
    assert by_index(one.replace("authors", "breadcrumbs")) == one.replace("authors", "breadcrumbs")
    for page in ("", "&_page=2"):
        answer = get(f"/commentary/articles?authors__arraycontains=Ada+Byron&_size=5{page}")
        assert "9 rows" in answer.text
        assert "by Ada Byron" in answer.text


def test_pages_nearby_are_linked_and_gaps_are_marked():
    def told(number, **known):
        paging = paging_of((), number, size=50, **known)
        return [link and link[0] for link in paging.links], bool(paging.previous), bool(paging.next)

    assert told(1, rows=40, has_next=False) == ([1], False, False)
    assert told(5, rows=500, has_next=True) == ([1, None, 4, 5, 6, None, 10], True, True)
    assert told(2, rows=None, has_next=True) == ([1, 2, 3], True, True)
    assert told(2, rows=None, has_next=False) == ([1, 2], True, False)


@pytest.mark.parametrize(
    ("sql", "once"),
    [
        ("select kind, count(*) from a group by kind", True),
        ("with recursive n(x) as (select 1) select x from n", True),
        ("select lag(x) over (order by x) from a", True),
        ("select x from a order by x", False),
    ],
)
def test_a_query_that_sqlite_computes_whole_is_known_by_its_words(sql, once):
    assert is_computed_whole(sql) is once


def test_a_page_with_a_chart_runs_its_query_once(filled, monkeypatch):
    with open_datasette(filled) as datasette:
        database = datasette.get_database("commentary")
        run, seen = database._run, []

        async def counted(sql, *more, **named):
            seen.append(sql)
            return await run(sql, *more, **named)

        monkeypatch.setattr(database, "_run", counted)
        page = asyncio.run(datasette.client.get("/commentary/languages?_sort=site"))
        assert "<svg" in page.text
        assert "rows" in page.text
        assert len([sql for sql in seen if "what = 'language'" in sql and "LIMIT 0" not in sql]) == 1


def test_facets_of_groups_are_in_the_order_of_their_numbers(get):
    sql = "select x % 5 as kind, case x % 3 when 0 then 'é' when 1 then 'Z' end as site from ({most}) group by x"
    answer = get("/commentary", sql=sql.format(most=OWN.format(most=100)))
    facet = answer.text.partition('id="facet-site"')[2].partition("</details>")[0]
    assert re.findall(r"<small>(\d+)</small>", facet) == ["34", "33"]
    kinds = answer.text.partition('id="facet-kind"')[2].partition("</details>")[0]
    assert re.findall(r"<small>(\d+)</small>", kinds) == ["20"] * 5
