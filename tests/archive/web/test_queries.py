"""The canned queries, asked of a real archive through Datasette."""

import asyncio
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from importlib.resources import files

import pytest

from archive.database import open_read_only
from archive.schema.tables import TABLES
from archive.schema.views import VIEWS
from archive.selection import match_of
from archive.store import Archive
from archive.web.canned import SECTIONS, load_queries, parse_query
from archive.web.cookbook import parameters
from archive.web.server import open_datasette
from archive.web.sql_worker import add_functions
from extract.article import Comment
from extract.errors import ArchiveError

HEADER = "-- title: A\n-- section: Articles\n-- description: B\n--   and C.\n"


@pytest.fixture(scope="module")
def ask(filled):
    """Ask a canned query and return its rows as mappings."""
    with open_datasette(filled) as datasette:

        def asked(name, **parameters):
            address = f"/commentary/{name}.json"
            answer = asyncio.run(datasette.client.get(address, params={"_shape": "objects", **parameters})).json()
            assert answer["error"] is None, answer["error"]
            assert not answer["truncated"]
            return answer["rows"]

        yield asked


def slug(row):
    return row["url"].rstrip("/").rsplit("/", 1)[1]


def test_a_header_gives_title_section_and_description():
    query = parse_query("a.sql", HEADER + "select 1 -- one\n")
    assert query == {"title": "A", "section": "Articles", "description": "B and C.", "sql": "select 1 -- one"}


def test_a_header_may_say_which_column_counts_articles():
    query = parse_query("a.sql", HEADER + "-- counts: articles by author domain\nselect 1")
    assert query["counts"] == ("articles", ("author", "domain"))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("select 1", "does not begin with a comment"),
        ("-- title: A\n-- section: Articles\nselect 1", "has no description"),
        (HEADER, "has no SQL"),
        ("-- title: A\n" + HEADER + "select 1", "'title', twice"),
        ("-- colour: red\n" + HEADER + "select 1", "'colour', which is none of title, section, description"),
        ("-- just words\n" + HEADER + "select 1", "line 1: expected"),
        (HEADER + "-- counts: articles\nselect 1", "what it counts: expected 'COLUMN by COLUMN …'"),
        (HEADER + "-- counts: articles by shoe\nselect 1", "what it counts: 'shoe' is none of author"),
        ("--   a continuation of nothing\n" + HEADER + "select 1", "line 1: expected"),
        (HEADER.replace("Articles", "Sports") + "select 1", "section is 'Sports', none of"),
    ],
)
def test_a_malformed_header_is_an_error_that_names_the_file(text, problem):
    with pytest.raises(ArchiveError, match=rf"queries/wrong\.sql.*{problem}"):
        parse_query("wrong.sql", text)


def test_every_file_is_a_query_of_a_known_section():
    queries = load_queries()
    shipped = {file.name for file in files("archive.web").joinpath("queries").iterdir()}
    assert {f"{name}.sql" for name in queries} == shipped
    assert {query["section"] for query in queries.values()} == set(SECTIONS)


def test_descriptions_are_sentences_without_markup():
    # A page shows them as they are.
    for name, query in load_queries().items():
        assert not set("`*_[]<>") & set(query["description"]), name
        assert query["description"].endswith("."), name


def test_only_runs_takes_the_address_of_a_table():
    # Its table is hidden for that reason; any other query of such a name would make its table unreachable.
    assert set(load_queries()) & (set(TABLES) | set(VIEWS)) == {"runs"}


# No page of this archive is held, contradicts itself, came back, asks a question …
NONE_HERE = {
    "alarms_and_ends", "comments_gone", "contradictions", "doubtful", "language_doubts", "moved_dates", "questions",
    "renamed", "withdrawn_and_back",
}  # fmt: skip


@pytest.mark.parametrize("name", load_queries())
def test_every_query_has_rows_with_distinct_columns(ask, name):
    rows = ask(name, q="grain", words="grain")
    if name in NONE_HERE:
        assert rows == []
        return
    assert rows
    assert "id" not in rows[0]
    if "article" in rows[0]:
        assert all(isinstance(row["article"], int) and row["url"].startswith("https://") for row in rows)


# A row for each run, change or article without its text is little; one for each capture, reading or link is not.
READ_WHOLE = {"absences", "alarms", "articles", "changes", "comment_history", "gaps", "runs"}


@pytest.mark.parametrize("name", load_queries())
def test_no_query_reads_a_large_table_row_by_row(filled, name):
    sql = load_queries()[name]["sql"]
    with closing(open_read_only(filled / "commentary.db")) as db:
        add_functions(db)
        plan = [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {sql}", dict.fromkeys(parameters(sql), ""))]
    scanned = {step.removeprefix("SCAN ") for step in plan if step.startswith("SCAN ")}
    assert scanned & set(TABLES) - READ_WHOLE == set(), plan


def test_latest_stands_by_date_with_its_authors_in_order(ask):
    rows = ask("latest")
    assert [row["published"] for row in rows] == sorted((row["published"] for row in rows), reverse=True)
    harbour = next(row for row in rows if slug(row) == "harbour")
    assert harbour["authors"] == "Ada Byron, Grace | Institute for Ports"


def test_what_is_typed_becomes_an_expression_of_phrases():
    assert match_of('one "two three" four') == '"one" AND "two three" AND "four"'
    assert match_of("") == match_of('"') == match_of("\0") == '""'
    assert match_of('"a\nb"') == '"a\nb"'


def test_by_author_takes_a_part_of_a_name_in_any_case(ask):
    assert {row["author"] for row in ask("by_author", author="BYRON")} == {"Ada Byron"}
    assert len(ask("by_author")) > len(ask("by_author", author="byron"))
    assert ask("by_author", author="%") == []


def test_most_viewed_tells_a_rounded_count(ask):
    assert [(slug(row), row["views"], row["count"]) for row in ask("most_viewed")] == [
        ("tariffs", 1700, "rounded"),
        ("grain", 1250, "exact"),
    ]


def test_edits_have_a_class_and_a_page_of_their_own(ask):
    kinds = {slug(row): row["class"] for row in ask("edits")}
    assert kinds == {"grain": "substantive", "harbour": "headline", "taxes": "rewrite"}
    assert [slug(row) for row in ask("edits", kind="Headline")] == ["harbour"]
    assert all(row["difference"].startswith("/-/diff?before=") for row in ask("edits"))


def test_views_over_time_tell_what_was_gained(ask):
    rows = ask("views_over_time", article="grain")
    assert [(row["views"], row["gained"]) for row in rows] == [(900, None), (1250, 350)]
    assert 340 < rows[1]["gained_per_day"] < 360
    assert {slug(row) for row in ask("views_over_time")} == {"grain", "tariffs"}


def test_runs_tell_what_came_of_them(ask):
    newest, *others = ask("runs")
    assert (newest["status"], newest["changed"], newest["same"], newest["seconds"]) == ("finished", 3, 1, 2.5)
    assert others[-1]["megabytes"] == 1.23


def test_gone_tells_deleted_from_withdrawn(ask):
    assert {slug(row): (row["how"], row["status"]) for row in ask("gone")} == {
        "withdrawn": ("withdrawn", 410),
        "deleted": ("deleted", 404),
    }


def test_who_is_cited_joins_the_hosts_of_a_domain_and_leaves_out_the_own_one(ask):
    rows = [(row["domain"], row["articles"], row["sites"]) for row in ask("who_is_cited")]
    assert rows == [("imf.example", 1, "review")]


def test_refused_says_why(ask):
    assert [(slug(row), row["reason"]) for row in ask("refused")] == [
        ("login", "a login page"),
        ("trade", "listing"),
    ]


def test_missing_says_why_and_by_what_it_is_named(ask):
    # The tag's page is named too; a run that came to its end passed it over. The category's is no loss.
    assert [(slug(row), row["reason"], row["named_by"], row["answered"]) for row in ask("missing")] == [
        ("secret", "not fetched: robots.txt disallows it", "sitemap", None),
    ]


def test_low_confidence_lists_values_below_a_limit_the_lowest_first(ask):
    def told(**limit):
        return [(row["confidence"], row["field"], slug(row)) for row in ask("low_confidence", **limit)]

    assert told() == [(0.3, "body", "cited"), (0.55, "authors", "tariffs")]
    assert told(below="0.5") == told()[:1]
    assert len(told(below=" 1 ")) == 4
    assert ask("low_confidence")[0]["found_by"] == "blocks"


def test_copied_tells_the_original_and_the_shares(ask):
    (row,) = ask("duplicates")
    assert (slug(row), row["original"], row["since_by"]) == (
        "copied", "https://gazette.example/2026/own/", "publication",
    )  # fmt: skip
    assert (row["share"], row["share_of_original"], row["copied_from"]) == (100.0, 100.0, None)
    assert ask("duplicates", site="review") == []
    assert len(ask("duplicates", site=" gazette ", percent="100")) == 1


def test_found_by_gives_shares_of_a_site(ask):
    shares = {(row["site"], row["field"], row["rule"]): row["percent"] for row in ask("found_by")}
    assert shares["gazette", "title", "css h1"] == 100.0


def test_contradictions_are_listed_with_what_each_place_states(tmp_path, monday, make_review):
    stated = {"title": {"json_ld": "Corn", "visible": "Grain"}, "published_at": {"meta": "2026-01-01"}}
    with Archive.open(tmp_path) as archive:
        crawl = monday(archive)
        crawl.read(make_review("grain", disagreements=stated), make_review("ports"))
        crawl.finish()
    with open_datasette(tmp_path) as datasette:

        def asked(path, **parameters):
            return asyncio.run(datasette.client.get(path, params=parameters))

        for field, fields in (("", ["published", "title"]), ("Title", ["title"]), ("published_at", ["published"])):
            rows = asked("/commentary/contradictions.json", field=field, _shape="array").json()
            assert [row["disagree_on"] for row in rows] == fields
        [row] = asked("/commentary/contradictions.json", field="title", _shape="array").json()
        assert (row["title"], row["archived"], row["json_ld"], row["visible"]) == ("Grain", "Grain", "Corn", "Grain")
        lines = asked("/commentary/contradictions.csv", field="title").text.splitlines()
        assert lines[0].startswith("disagree_on,title,archived,json_ld,meta,visible,rest,feed,site,url")
        assert len(lines) == 2
        [facet] = [asked("/commentary/disagreements.json").json()["facet_results"]["field"]["results"]]
        assert {each["value"]: each["count"] for each in facet} == {"published_at": 1, "title": 1}


def test_edits_that_the_page_does_not_date_are_silent(ask):
    assert {slug(row) for row in ask("silent_edits")} == {"grain", "harbour", "taxes"}
    assert {slug(row): row["class"] for row in ask("late_edits")} == {slug(row): row["class"] for row in ask("edits")}
    assert ask("late_edits", days="1000") == []


def test_the_fastest_growing_article_gained_most_a_day(ask):
    rows = ask("fastest_growing")
    assert [(slug(row), row["count"]) for row in rows] == [("grain", "exact"), ("tariffs", "rounded")]
    assert 340 < rows[0]["gained_per_day"] < 360


def test_authors_of_several_sites_are_counted_on_each(ask):
    [row] = ask("authors_of_several_sites")
    assert (row["author"], row["sites"]) == ("Ada Byron", 2)
    assert "gazette: 1" in row["articles_of_each"]


def test_texts_that_are_not_whole_are_listed_with_the_reason(ask):
    assert [(slug(row), row["why"]) for row in ask("cut_off")] == [("tariffs", "Subscribe to read on")]
    assert ask("cut_off", site="gazette") == []


def test_doubts_about_dates_have_a_name(ask):
    assert {row["doubt"]: slug(row) for row in ask("assumed_dates")} == {
        "ambiguous": "formula", "day": "cited", "zone": "tariffs",
    }  # fmt: skip
    assert [slug(row) for row in ask("assumed_dates", doubt="Zone")] == ["tariffs"]


def test_cited_articles_are_those_to_which_others_link(ask):
    [row] = ask("cited_articles")
    assert (slug(row), row["cited_by"], row["cited_on"]) == ("grain", 1, "review")
    assert ask("cited_articles", site="gazette") == []


def test_what_went_and_came_back_moved_or_was_removed_is_told(tmp_path, monday, make_review):
    """Two days: dates and comments change, one article is gone on the second and back on the third."""
    first = datetime(2026, 1, 5, 8, 30, tzinfo=UTC)
    comment = Comment(id="c1", author="Reader", published_at=first, text="Well said.")
    with Archive.open(tmp_path) as archive:
        crawl = monday(archive)
        crawl.read(
            make_review("moved"), make_review("talk", comments=(comment,), comment_count=1), make_review("back"),
            make_review("foreign", language="en", language_detected="tr"),
        )  # fmt: skip
        crawl.finish()
        crawl = type(crawl)(archive, crawl.site, crawl.now + timedelta(days=1))
        crawl.read(
            make_review("moved", published_at=first + timedelta(days=2), published_text="January 7, 2026"),
            make_review("talk", comments=(replace(comment, text="Badly said."),), comment_count=1),
        )
        crawl.capture(make_review("back").url, status=410)
        crawl.finish()
        crawl = type(crawl)(archive, crawl.site, crawl.now + timedelta(days=3))
        crawl.read(make_review("back", title="Back again"))
        crawl.finish()
    with open_datasette(tmp_path) as datasette:

        def one(name):
            [row] = asyncio.run(datasette.client.get(f"/commentary/{name}.json", params={"_shape": "array"})).json()
            return row

        moved = one("moved_dates")
        assert (slug(moved), moved["days_moved"]) == ("moved", 2.0)
        gone = one("comments_gone")
        assert (slug(gone), gone["what"], gone["text"]) == ("talk", "edited", "Well said.")
        back = one("withdrawn_and_back")
        assert (slug(back), back["how"], back["text"], back["days"]) == ("back", "status 410", "another", 3.0)
        foreign = one("language_doubts")
        assert (slug(foreign), foreign["declared"], foreign["detected"]) == ("foreign", "en", "tr")


def test_changes_are_narrowed_down_by_the_days_on_which_they_were_seen(ask):
    every = ask("what_changed")
    days = sorted({row["seen"][:10] for row in every})
    assert len(days) > 1
    assert ask("what_changed", since=days[-1]) == [row for row in every if row["seen"][:10] == days[-1]]
    assert ask("what_changed", until=days[0]) == [row for row in every if row["seen"][:10] == days[0]]
    assert ask("what_changed", since=days[0], until=days[-1]) == every


def test_authors_are_told_with_their_edits_and_their_views(ask):
    edits = ask("what_changed", **{"class": "edit"})
    edited = {row["author"]: row for row in ask("edited_authors")}
    [ada] = [row for name, row in edited.items() if name == "Ada Byron"]
    assert 0 < ada["edited_articles"] <= ada["edits"] <= len(edits)
    assert ada["percent"] == round(100 * ada["edited_articles"] / ada["articles"], 1)
    viewed = ask("viewed_authors")
    assert [row["median_views"] for row in viewed] == sorted((row["median_views"] for row in viewed), reverse=True)
    assert all(row["median_views"] <= row["most_views"] and row["rounded"] <= row["articles"] for row in viewed)


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("topic_over_time", "Write words into the form above, and press Show."),
        ("topic_over_time?q=zzzz", "Nothing in the archive fits what you asked for."),
        ("renamed", "Nothing of this kind is in the archive."),
    ],
)
def test_a_query_without_rows_tells_what_to_do(filled, address, told):
    with open_datasette(filled) as datasette:
        assert told in asyncio.run(datasette.client.get(f"/commentary/{address}")).text
