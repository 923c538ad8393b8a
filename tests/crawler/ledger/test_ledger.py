from dataclasses import asdict

from crawler.ledger.ledger import MAX_BLOCKED_IN_ROW, Ledger
from crawler.ledger.summary import Summary
from extract.site import Source


def close(ledger, status="finished"):
    return ledger.summary(run="r", site="s", status=status, seconds=1.23456)


def test_a_run_is_counted_as_it_happens():
    ledger = Ledger()
    for status in (200, 200, 404):
        ledger.add_request("x.example")
        ledger.add_response("x.example", status)
        ledger.add_bytes("x.example", 100)
    for _ in range(5):
        ledger.add_page()
    for outcome in ("new", "changed", "same"):
        ledger.add_article(outcome)
    ledger.add_listing()
    ledger.add_not_article("no text")
    ledger.add_status(404)
    ledger.add_status(503)
    ledger.add_failure("no answer in time")
    ledger.add_skipped("robots.txt disallows it")
    ledger.add_disallowed("x.example")
    ledger.add_waiting_time("x.example", 1.0)
    ledger.add_waiting_time("x.example", 0.25)
    ledger.set_delay("x.example", 2.0)
    assert close(ledger) == Summary(
        run="r",
        site="s",
        status="finished",
        seconds=1.235,
        requests=3,
        captures=3,
        bytes=300,
        listings=1,
        asked=5,
        pages=5,
        skipped=1,
        articles_new=1,
        articles_changed=1,
        articles_same=1,
        refused=2,
        failed=2,
        statuses={"200": 2, "404": 1},
        hosts={
            "x.example": {
                "requests": 3,
                "statuses": {"200": 2, "404": 1},
                "bytes": 300,
                "refusals": 1,
                "delay_seconds": 2.0,
                "waited_seconds": 1.25,
            }
        },
        reasons={
            "refused": {"no text": 1, "status 404": 1},
            "failed": {"status 503": 1, "no answer in time": 1},
            "skipped": {"robots.txt disallows it": 1},
        },
    )


def test_the_commonest_reason_stands_first():
    ledger = Ledger()
    for reason in ("a", "b", "b"):
        ledger.add_not_article(reason)
    assert list(close(ledger).reasons["refused"]) == ["b", "a"]


def test_a_run_is_complete_when_it_ended_by_itself_and_read_every_source():
    ledger = Ledger()
    ledger.add_article("new")
    assert close(ledger).is_complete
    assert not close(ledger, "interrupted").is_complete
    ledger.add_source_failure("https://example.org/feed/", "status 404")
    assert not close(ledger).is_complete


def test_a_run_that_got_nothing_but_errors_is_empty():
    ledger = Ledger()
    ledger.add_request("x.example")
    ledger.add_response("x.example", 503)
    assert close(ledger).is_empty
    ledger.add_listing()
    assert not close(ledger).is_empty


def test_a_run_that_was_always_blocked_is_told_from_one_that_was_sometimes():
    ledger = Ledger()
    assert ledger.why_blocked(is_first=True) is None
    ends_run = [ledger.count_blocked(blocked=True) for _ in range(MAX_BLOCKED_IN_ROW)]
    assert ends_run == [False] * (MAX_BLOCKED_IN_ROW - 1) + [True]
    assert ledger.why_blocked(is_first=False).startswith("every response was blocked")
    assert not ledger.count_blocked(blocked=False)
    assert not ledger.count_blocked(blocked=True)
    assert ledger.why_blocked(is_first=True) is None
    assert close(ledger).blocked == MAX_BLOCKED_IN_ROW + 1


def ledger_with_faults(count):
    ledger = Ledger()
    for _ in range(count):
        ledger.count_blocked(blocked=False)
        ledger.add_failure("empty")
        ledger.counts["faults"] += 1
    return ledger


def test_a_run_in_which_no_page_showed_its_own_content_was_blocked():
    why = "no page showed its own content: 5 x empty"
    assert ledger_with_faults(5).why_blocked(is_first=False) == why
    # A single new page of a site that is known may be out of order.
    assert ledger_with_faults(4).why_blocked(is_first=False) is None
    assert ledger_with_faults(1).why_blocked(is_first=True) == why.replace("5", "1")
    sometimes = ledger_with_faults(9)
    sometimes.add_article("same")
    assert sometimes.why_blocked(is_first=True) is None


def test_a_page_that_failed_makes_a_run_incomplete_unless_it_will_fail_for_good():
    ledger = Ledger()
    ledger.add_article("new")
    ledger.add_failure("larger than the size limit for a response")
    ledger.add_failure("too many redirects")
    assert close(ledger).is_complete
    ledger.add_failure("empty")
    assert close(ledger).problem == "1 of its pages could not be fetched or read"


def test_only_a_page_that_is_gone_is_refused_by_its_status():
    ledger = Ledger()
    for status in (404, 410, 451, 402, 400, 401, 403, 405, 429, 500):
        ledger.add_status(status)
    counts = close(ledger).reasons
    assert set(counts["refused"]) == {"status 404", "status 410", "status 451", "status 402"}
    assert len(counts["failed"]) == 6


def test_a_request_that_was_cancelled_was_not_sent():
    ledger = Ledger()
    ledger.add_request("x.example")
    ledger.uncount_request("x.example")
    assert close(ledger).requests == 0


def test_what_is_wrong_with_a_run_that_ended_by_itself_is_said():
    ledger = Ledger()
    assert close(ledger).problem == "nothing was fetched"
    ledger.add_article("new")
    assert close(ledger).problem == ""
    ledger.add_source_failure("https://x.example/feed/", "status 404")
    assert close(ledger).problem == "1 of its sources could not be read"
    assert close(ledger, "interrupted").problem == ""


def test_an_alarm_makes_a_run_incomplete():
    ledger = Ledger()
    ledger.add_article("same")
    ledger.alarms.append("60 articles answered 404 or 410 and 0 were there")
    assert not close(ledger).is_complete


def test_a_summary_tells_what_sources_lack():
    ledger = Ledger()
    source = Source(kind="wordpress", url="https://x.example/posts")
    ledger.listed.add_links(source, on_site=1, hosts=["y.example"])
    ledger.listed.unlisted[source.url] = 3
    summary = close(ledger)
    assert summary.off_site == {source.url: {"y.example": 1}}
    assert summary.unlisted == {source.url: 3}


def test_a_summary_is_json():
    assert asdict(close(Ledger()))["reasons"] == {}
