import re
from datetime import UTC, datetime

import pytest

from archive.ask.audit import Audit, SourceCount, UrlStatus
from commentary.cli.show.archive import edits_text, sites_text, status_text
from commentary.cli.show.article import article_text, explanation_text, part_text
from commentary.cli.show.audit import audit_text
from commentary.cli.show.run import summary_text
from commentary.cli.show.text import align, duration, minute, size
from commentary.cli.status import Edit, SiteStatus
from crawler.run_state.ledger import Summary
from extract.article import Article, TextBlock
from extract.explain import Explanation
from extract.site import Site, Source


def test_columns_begin_at_the_same_place_and_the_last_is_not_cut():
    assert align([("a", "bb", "c" * 300), ("aaa", "b", "")]) == f"a    bb  {'c' * 300}\naaa  b"


def test_no_rows_are_no_lines():
    assert align([]) == ""


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.04, "0.0 s"), (59.94, "59.9 s"), (61, "1 min 1 s"), (3599.7, "1 h 0 min"), (7260, "2 h 1 min")],
)
def test_time_spans_are_told_in_the_units_of_people(seconds, text):
    assert duration(seconds) == text


@pytest.mark.parametrize(
    ("number", "text"),
    [(0, "0 bytes"), (999, "999 bytes"), (1_000, "1.0 KB"), (43_210, "43.2 KB"), (999_949, "999.9 KB"),
     (999_950, "1.0 MB"), (1_234_567, "1.2 MB")],
)  # fmt: skip
def test_sizes_are_told_in_the_units_of_people(number, text):
    assert size(number) == text


def test_times_are_short():
    assert minute("2026-03-01T08:09:10+00:00") == "2026-03-01 08:09"


def test_a_summary_tells_why_below_each_outcome():
    summary = Summary(
        run="demo-1",
        site="demo",
        status="interrupted",
        seconds=61.2,
        requests=7,
        captures=6,
        bytes=2_000_000,
        listings=2,
        asked=5,
        pages=3,
        skipped=1,
        articles_new=1,
        refused=2,
        failed=1,
        statuses={"200": 5, "404": 1},
        reasons={"refused": {"no text": 1, "status 404": 1}, "skipped": {"robots.txt disallows it": 1}},
        sources={"https://example.org/feed/": "status 404"},
    )
    assert summary_text(summary).splitlines() == [
        "demo: interrupted",
        "articles  1 new, 0 changed, 0 same",
        "refused   2 pages that are no article",
        "          1 x no text",
        "          1 x status 404",
        "failed    1 requests without an answer or pages that defy reading",
        "skipped   1 pages",
        "          1 x robots.txt disallows it",
        "listings  2 sitemaps, feeds and listings read",
        "not read  https://example.org/feed/: status 404",
        "requests  7, answered 5 x 200, 1 x 404",
        "received  2.0 MB",
        "time      1 min 1 s",
        "run       demo-1",
    ]


def test_of_many_reasons_the_commonest_are_told_and_the_others_counted():
    reasons = {f"reason {number}": 1 for number in range(40)}
    text = summary_text(Summary(run="r", site="s", status="finished", seconds=1, reasons={"failed": reasons}))
    assert "reason 0\n" in text
    assert "reason 39" not in text
    assert "and 25 other reasons" in text


def test_an_article_is_its_fields_that_have_a_value_and_its_text():
    article = Article(
        url="https://example.org/a",
        canonical_url="https://example.org/a",
        title="A\nB",
        authors=("X", "Y"),
        body_text="Text.",
        blocks=(TextBlock(kind="paragraph", text="Text."),),
    )
    text = article_text(article)
    assert "title:            A B\n" in text
    assert "authors:          X; Y\n" in text
    assert "subtitle" not in text
    assert text.endswith("\n\nText.\n")
    assert text.count("Text.") == 1


def test_an_audit_tells_losses_from_pages_of_another_kind():
    def stands(name, outcome, reason):
        return UrlStatus(
            url=f"https://a.example/{name}",
            outcome=outcome,
            reason=reason,
            answered_at="2026-03-01T08:09:10+00:00",
            leads_to=None,
            is_former=False,
            sources=(Source(kind="sitemap", url="https://a.example/map"),),
        )

    found = Audit(
        site="a",
        whole=SourceCount(source=Source(kind="all", url=""), have=3, missing=1, not_article=1),
        sources=(),
        missing=(stands("lost", "missing", "not an article: no text"),),
        gone=(),
        not_article=(stands("news", "not_article", "not an article: listing"),),
        other=(),
    )
    lines = [re.split(r"\s{2,}", line) for line in audit_text(found).splitlines() if line]
    assert lines[0] == ["a: of 4 articles that are known, 1 are missing"]
    assert lines[1][1:7] == ["named", "archived", "missing", "gone", "not an article", "other address"]
    assert lines[2][1:7] == ["5", "3", "1", "0", "1", "0"]
    assert lines[3:] == [
        ["missing", "named by", "why"],
        ["https://a.example/lost", "sitemap", "not an article: no text, 2026-03-01 08:09"],
        ["not an article", "named by", "why"],
        ["https://a.example/news", "sitemap", "listing, 2026-03-01 08:09"],
    ]


def test_an_explanation_shows_what_the_others_found_below_the_winner():
    explanations = (
        Explanation(
            field="title", value="A", rule="demo title: css h1", others=(("_default title: meta og:title", "B"),)
        ),
        Explanation(field="views", value=None, rule=None),
    )
    assert explanation_text(explanations).splitlines() == [
        "title  demo title: css h1             A",
        "       _default title: meta og:title  B",
        "views  -",
    ]


def test_words_on_a_value_stand_behind_it():
    at = datetime(2026, 3, 1, tzinfo=UTC)
    told = Explanation(
        field="published_at", value=at, rule="r", confidence=0.9, details=("to the day", "zone stated")
    )
    assert explanation_text([told]) == "published_at  r  (0.90) 2026-03-01T00:00:00+00:00; to the day; zone stated"


@pytest.mark.parametrize(
    ("number", "onward", "known", "text"),
    [
        (1, None, None, None),
        (1, None, ("https://a.example/x", 1), None),
        (1, "https://a.example/x/2", ("https://a.example/x", 3), "page 1 of 3, and"),
        (1, "https://a.example/x/2", None, "page 1 of several, and"),
        (2, None, ("https://a.example/x", 3), "page 2 of 3 of https://a.example/x, and"),
        (2, None, None, "page 2 of several, and"),
    ],
)
def test_a_page_of_several_is_told_as_such(number, onward, known, text):
    said = part_text(number, onward, known)
    assert said is None if text is None else said.startswith(f"This is {text}")


def test_the_forms_of_a_text_are_one_change():
    edit = Edit(
        "2026-03-01T08:09:10+00:00", "https://example.org/a", "A", ("title", "body_text", "body_html", "word_count")
    )
    assert edits_text([edit]) == "2026-03-01 08:09  title, text  A"


def test_a_run_that_never_ended_has_no_figures():
    site = SiteStatus("s", "2026-03-01T08:09:10+00:00", "running", None, None, None, None, 3, 0, 1, 9, 1)
    assert re.sub(r"\s+", " ", status_text([site]).splitlines()[1]) == "s 3 0 1 9 1 2026-03-01 08:09 running - -"


def test_a_site_is_told_with_its_kinds_of_sources_and_its_origin():
    sources = tuple(Source(kind=kind, url="https://a.example/") for kind in ("feed", "feed", "sitemap"))
    site = Site(name="a", title="A B", hosts=("a.example",), timezone="UTC", delay=2.5, revision="r", sources=sources)
    line = sites_text([(site, "shipped")]).splitlines()[1]
    assert re.split(r"\s{2,}", line) == ["a", "2.5 s", "a.example", "feed sitemap", "shipped", "A B"]
