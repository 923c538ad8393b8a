"""Charts as files, and under the queries whose headers name one."""

import asyncio
import csv
import io
import re
from urllib.parse import urlencode

import pytest
from lxml import etree

from archive.web.canned import parse_query
from archive.web.server import open_datasette

HEADER = "-- title: Pace\n-- section: Articles\n-- description: D.\n"
PACE = """-- chart: bars x=month y=articles by=site
select substr(published_at, 1, 7) as month, site, count(*) as articles from articles
where :site = '' or site = :site group by 1, 2 order by 1, 2 limit 1000"""
LONG = """-- chart: lines x=n y=n
with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < 9000)
select n from numbers limit 500"""
NAMES = "-- chart: bars x=name y=n\nselect '=HYPERLINK(1)' as name, 5 as n"


@pytest.fixture(scope="module")
def charted(filled):
    """Datasette with queries that have charts."""
    with open_datasette(filled) as opened:
        queries = opened._metadata_local["databases"]["commentary"]["queries"]
        for name, text in (("pace", PACE), ("long", LONG), ("names", NAMES)):
            queries[name] = parse_query(f"{name}.sql", HEADER + text)
        yield lambda path, **args: asyncio.run(opened.client.get(f"{path}?{urlencode(args)}"))


def article_of(get, slug):
    return get("/commentary/articles.json", _shape="array", url__contains=f"/{slug}/").json()[0]["id"]


def test_the_page_of_a_query_shows_its_chart_and_the_same_numbers_as_a_table(charted):
    html = charted("/commentary/pace").text
    assert html.count("<svg") == 2
    numbers = html.partition("<summary>The numbers</summary>")[2].partition("</table>")[0]
    assert "2026-01" in numbers
    assert re.findall(r'<th scope="col"[^>]*>(\w+)', numbers) == ["month", "gazette", "review"]
    assert 'href="/-/chart/query/pace.svg"' in html


def test_a_chart_of_a_query_is_a_file_with_its_own_style(charted):
    answer = charted("/-/chart/query/pace.svg")
    assert answer.headers["content-type"].startswith("image/svg+xml")
    assert "style-src 'sha256-" in answer.headers["content-security-policy"]
    assert etree.fromstring(answer.content).tag.endswith("svg")


def test_the_numbers_of_a_chart_are_a_csv_file_and_follow_the_parameters(charted):
    rows = list(csv.reader(io.StringIO(charted("/-/chart/query/pace.csv", site="gazette").text)))
    assert rows[0] == ["month", "articles"]
    assert ["2024-06", "1"] in rows


def test_no_cell_of_a_chart_as_csv_is_a_formula(charted):
    assert charted("/-/chart/query/names.csv").text.splitlines()[1] == "'=HYPERLINK(1),5"


def test_a_chart_has_all_rows_of_a_query_up_to_a_bound_and_says_so(charted):
    html = charted("/commentary/long").text
    assert "Only the first 5,000 rows of more are drawn." in html
    assert len(charted("/-/chart/query/long.csv").text.splitlines()) == 5001


def test_the_views_of_an_article_are_a_chart(charted):
    answer = charted("/-/chart/views.csv", article=article_of(charted, "tariffs"))
    assert [line.partition(",")[2] for line in answer.text.splitlines()] == ["views", "1600", "1700"]


@pytest.mark.parametrize(
    "path", ["query/", "query/latest", "query/none", "none", "views", "query/pace/x", "views.svg"]
)
def test_a_chart_that_there_is_not_is_not_found(charted, path):
    assert charted(f"/-/chart/{path}.svg").status_code == 404
