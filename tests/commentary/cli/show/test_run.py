from datetime import datetime, timedelta, timezone

from commentary.cli.show.run import summary_text
from crawler.ledger.summary import Summary


def test_a_summary_tells_why_below_each_outcome():
    summary = Summary(
        run="demo-1",
        site="demo",
        status="interrupted",
        seconds=61.2,
        next_due_at=datetime(2026, 3, 2, 12, 30, tzinfo=timezone(timedelta(hours=3))),
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
        "articles  1 new, 0 changed, 0 unchanged",
        "refused   2 pages that are not articles",
        "          1 x no text",
        "          1 x status 404",
        "failed    1 requests without a response, or pages with a server error or that could not be read",
        "skipped   1 pages that were not fetched",
        "          1 x robots.txt disallows it",
        "listings  2 sitemaps, feeds and listings read",
        "not read  https://example.org/feed/: status 404",
        "requests  7, responses 5 x 200, 1 x 404",
        "received  2.0 MB in 1 min 1 s",
        "run       demo-1, the next page is due at 2026-03-02 09:30 UTC",
    ]


def test_of_many_reasons_the_commonest_are_told_and_the_others_counted():
    reasons = {f"reason {number}": 1 for number in range(40)}
    summary = Summary(run="r", site="s", status="finished", seconds=1, failed=40, reasons={"failed": reasons})
    text = summary_text(summary)
    assert "reason 0\n" in text
    assert "reason 39" not in text
    assert "and 25 other reasons" in text


def test_hosts_that_the_profile_does_not_name_are_told_with_what_to_do():
    off_site = {"https://a.example/feed/": {"b.example": 2}, "redirects": {"www.a.example": 3}}
    text = summary_text(Summary(run="r", site="a", status="finished", seconds=1, off_site=off_site))
    assert [line for line in text.splitlines() if line.startswith(("elsewhere", " "))] == [
        "elsewhere  https://a.example/feed/: 2 links to b.example",
        "elsewhere  pages that redirect: 3 links to www.a.example",
        "           the profile does not name these hosts; add to its `hosts` those that are the site's own",
    ]
