"""The questions of the cookbook, asked of the demo site's archive: the answers are those of its posts."""

import asyncio
import re
from collections import Counter
from html import unescape
from itertools import combinations, pairwise

import pytest

from archive.web.canned import load_queries
from archive.web.server import open_datasette
from commentary.demo.site_texts import TIMEZONE

QUERIES = load_queries()
# What people type, and programs that try what a server does with it.
ODD = ["'", '"', "%", "((", "\0", "🚢", "-1", "1e999", "2026-13-45", "İ", "x" * 3000, "a' or 1=1 --"]


def parameters(sql):
    return set(re.findall(r"(?<![:\w]):(\w+)", re.sub(r"--[^\n]*|'[^']*'", "", sql)))


@pytest.fixture(scope="module")
def ask(two_days):
    """Ask a query and return its rows as mappings."""
    with open_datasette(two_days.data) as datasette:

        def asked(name, **given):
            address = f"/commentary/{name}.json"
            answer = asyncio.run(datasette.client.get(address, params={"_shape": "objects", **given})).json()
            assert answer["error"] is None, (name, given, answer["error"])
            return answer["rows"]

        yield asked


@pytest.fixture(scope="module")
def posts(two_days):
    """Every post that became an article, as it last was, by its number."""
    return {post.id: post for day in (1, 2) for post in two_days.posts(day) if post.outcome == "article"}


def local(post):
    return post.published_at.astimezone(TIMEZONE)


def test_there_are_at_least_thirty_questions():
    assert len(QUERIES) >= 30


# What the demo has not: captures that lie days apart, pages that were held back, and so on.
NONE_IN_THE_DEMO = {
    "alarms_and_ends", "authors_of_several_sites", "comments_gone", "cut_off", "doubtful", "fastest_growing",
    "language_doubts", "moved_dates", "withdrawn_and_back",
}  # fmt: skip


@pytest.mark.parametrize("name", QUERIES)
def test_every_question_is_answered_with_nothing_typed(ask, name):
    typed = {"q": "harbour", "words": "harbour"}
    rows = ask(name, **{key: typed.get(key, "") for key in parameters(QUERIES[name]["sql"])})
    assert bool(rows) == (name not in NONE_IN_THE_DEMO)
    chart = QUERIES[name].get("chart")
    if chart and rows:
        assert {column for column in (chart["x"], *chart["y"].split(","), chart["by"]) if column} <= set(rows[0])


@pytest.mark.parametrize("name", [name for name, query in QUERIES.items() if "counts" in query])
def test_a_number_of_articles_leads_to_so_many_articles(two_days, name):
    with open_datasette(two_days.data) as datasette:

        def get(path):
            return asyncio.run(datasette.client.get(path)).text

        cells = re.findall(r'<td class="col-articles number".*?</td>', get(f"/commentary/{name}"))
        links = [re.search(r'<a href="([^"]*)"><span class="number">([\d,]+)<', cell) for cell in cells]
        assert any(links) or name == "authors_of_several_sites"
        for found in filter(None, links[::7]):
            page = get(unescape(found[1]))
            [count] = re.findall(r'<p class="count"[^>]*>\s*([\d,]+) (?:row|article)', page)
            assert count == found[2], found[1]


@pytest.mark.parametrize("name", [name for name, query in QUERIES.items() if parameters(query["sql"])])
def test_no_text_breaks_a_question(ask, name):
    for odd in ODD:
        assert isinstance(ask(name, **dict.fromkeys(parameters(QUERIES[name]["sql"]), odd)), list)


def test_pace_counts_the_articles_of_each_category_and_month(ask, posts):
    written = Counter(
        (f"{local(post):%Y-%m}", name) for post in posts.values() for name in post.categories or ["(none)"]
    )
    assert {(row["month"], row["category"]): row["articles"] for row in ask("pace", since="2000-01-01")} == written
    newest = max(written)[0]
    assert {row["month"] for row in ask("pace")} == {
        month for month, _ in written if month > f"{int(newest[:4]) - 2}{newest[4:]}"
    }


def test_categories_over_the_years_are_those_of_the_posts(ask, posts):
    written = Counter((local(post).year, name) for post in posts.values() for name in post.categories)
    rows = ask("categories_over_years", from_year="2000")
    assert {(row["year"], row["category"]): row["articles"] for row in rows} == written
    of_year = Counter(local(post).year for post in posts.values())
    assert all(row["percent"] == round(100 * row["articles"] / of_year[row["year"]], 1) for row in rows)


def test_a_topic_over_time_is_a_share_of_all(ask, posts):
    rows = ask("topic_over_time", q="reindeer")
    of_month = Counter(f"{local(post):%Y-%m}" for post in posts.values())
    assert all(row["of_all"] == of_month[row["month"]] for row in rows)
    assert sum(row["articles"] for row in rows) == len(ask("one_not_other", words="reindeer"))
    june = next(row for row in rows if row["month"] == "2026-06")
    assert (june["articles"], june["percent"]) == (1, round(100 / of_month["2026-06"], 1))


def test_one_word_but_not_another(ask):
    with_both, without = (
        ask("one_not_other", words="ranges"),
        ask("one_not_other", words="ranges", but_not="questions"),
    )
    gone = {row["title"] for row in with_both} - {row["title"] for row in without}
    assert "Five Questions About the Reindeer" in gone
    assert ask("one_not_other", words="ranges", but_not="ranges") == []


def test_weekdays_and_hours_are_those_of_the_site(ask, posts):
    # A midnight to the second is read as a day without a time.
    times = [local(post) for post in posts.values() if f"{local(post):%T}" != "00:00:00"]
    written = Counter((f"{time.isoweekday()} {time:%A}", time.hour) for time in times)
    assert {(row["weekday"], row["hour"]): row["articles"] for row in ask("weekdays")} == written


def test_the_longest_gap_is_the_longest(ask, posts):
    times = sorted(post.published_at for post in posts.values())
    longest = max(later - former for former, later in pairwise(times))
    assert ask("quiet_spells")[0]["days"] == round(longest.total_seconds() / 86400, 1)


def test_authors_are_counted_by_their_articles(ask, posts):
    written = Counter(name for post in posts.values() for name in post.authors)
    assert {row["author"]: row["articles"] for row in ask("prolific_authors")} == written
    assert {row["author"] for row in ask("one_time_authors")} == {
        name for name, count in written.items() if count == 1
    }


def test_co_authors_are_those_of_one_byline(ask, posts):
    written = Counter(pair for post in posts.values() for pair in combinations(sorted(set(post.authors)), 2))
    assert {(row["author"], row["co_author"]): row["articles"] for row in ask("co_authors")} == written
    some = ask("co_authors", author="tolland")
    assert {(row["author"], row["co_author"]) for row in some} == {
        pair for pair in written if "J. R. Tolland Jr." in pair
    }


def test_titles_that_ask_have_a_question_mark(ask, posts):
    assert {row["title"] for row in ask("questions")} == {post.title for post in posts.values() if "?" in post.title}


def test_republished_texts_name_their_source(ask, posts):
    written = {post.source_url for post in posts.values()} - {None}
    assert {row["source_url"] for row in ask("republished")} == written
    some = ask("republished", source="PAPERS.example")
    assert {row["source_url"] for row in some} == {url for url in written if "papers.example" in url}


def test_languages_are_those_that_pages_declare(ask, posts):
    written = Counter(post.language.partition("-")[0] for post in posts.values())
    found = Counter()
    for row in ask("languages"):
        found[row["language"].partition("-")[0]] += row["articles"]
    assert found == written


def test_edits_of_headlines_and_addresses_are_told_with_what_was_before(ask):
    [headline] = ask("headlines")
    assert (headline["headline_before"], headline["headline_after"]) == (
        "Will the Winter Ranges Stay Open?", "The Winter Ranges Will Stay Open",
    )  # fmt: skip
    assert ask("headlines", word="harbour") == []
    [renamed] = ask("renamed")
    assert renamed["former_address"].endswith("/teh-quiet-coast-guard/")
    assert renamed["url"].endswith("/the-quiet-coast-guard/")


EDITED = {
    "the-quiet-coast-guard", "a-forecast-for-the-amber-gulf", "will-the-winter-ranges-stay-open",
    "port-ayu-after-dark", "correction-the-date-of-the-flood", "counting-boots-is-not-a-plan",
    "lighthouse-diplomacy-small-signals-in-the-sorrel-strait",
}  # fmt: skip


def slugs(rows):
    return {row["url"].rstrip("/").rpartition("/")[2] for row in rows}


def test_edits_are_found_from_every_side(ask):
    assert slugs(ask("most_edited")) == EDITED
    assert slugs(ask("late_edits")) == EDITED
    assert slugs(ask("late_edits", days="300")) < EDITED
    # The demo moves the date of the update with each edit but one.
    assert slugs(ask("silent_edits")) == {"counting-boots-is-not-a-plan"}
    assert slugs(ask("meanwhile")) >= EDITED | {"the-withdrawn-interview"}
    assert ask("meanwhile", days="365") == []


def test_a_text_that_was_printed_again_is_a_copy(ask):
    [pair] = ask("duplicates")
    assert slugs([pair]) == {"from-our-shelves-what-a-harbour-master-knows"}
    assert pair["original"].endswith("/what-a-harbour-master-knows/")
    assert (pair["share"] < 100, pair["share_of_original"], pair["since_by"]) == (True, 100.0, "publication")


def test_comments_are_counted_by_article_and_by_name(ask, posts):
    rows = ask("most_commented")
    by_title = {post.title: post for post in posts.values() if post.comments}
    assert {row["title"]: row["comments"] for row in rows} == {
        title: len(post.comments) for title, post in by_title.items()
    }
    replies = {
        title: sum(comment.parent is not None for comment in post.comments) for title, post in by_title.items()
    }
    assert {row["title"]: row["replies"] for row in rows} == replies
    names = Counter(comment.author for post in posts.values() for comment in post.comments)
    assert ask("commenters")[0]["comments"] == max(names.values())


def test_who_cites_whom_counts_articles_by_author_and_domain(ask, posts):
    rows = {row["author"]: row["articles"] for row in ask("citing_authors", since="2000-01-01", domain="example.net")}
    citing = [post for post in posts.values() if post.source and "papers.example.net" in post.source.url]
    # Some texts link to it in their midst, too.
    written = Counter(name for post in citing for name in post.authors)
    assert written <= Counter(rows)
    assert Counter(rows).total() - written.total() < 5
    of_site = next(row for row in ask("citing_sites") if row["domain"] == "example.net")
    assert of_site["articles"] >= len(citing)


def test_runs_and_captures_are_counted(ask, two_days):
    [month] = ask("traffic")
    assert (month["runs"], month["not_finished"]) == (2, 0)
    assert sum(row["captures"] for row in ask("captures_by_day")) == month["requests"]
    assert {row["status"] for row in ask("captures_by_day")} >= {200, 404, 410}


def test_fields_that_no_post_has_are_missing_in_all(ask, posts):
    rows = {row["field"]: row for row in ask("missing_fields")}
    assert rows["authors"]["missing"] == 0
    assert rows["tags"]["missing"] == sum(not post.tags for post in posts.values())
    assert rows["subtitle"]["missing"] == sum(not post.tagline for post in posts.values())
    assert rows["title"]["articles"] == len(posts)
