from dataclasses import asdict

from crawler.ledger import Ledger, Summary


def close(ledger, status="finished"):
    return ledger.summary(run="r", site="s", status=status, seconds=1.23456)


def test_a_run_is_counted_as_it_happens():
    ledger = Ledger()
    for status in (200, 200, 404):
        ledger.add_request()
        ledger.add_response(status, 100)
    for _ in range(5):
        ledger.add_page()
    for outcome in ("new", "changed", "same"):
        ledger.add_article(outcome)
    ledger.add_listing()
    ledger.add_refusal("no text")
    ledger.add_status(404)
    ledger.add_status(503)
    ledger.add_failure("no answer in time")
    ledger.add_skipped("robots.txt disallows it")
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
        reasons={
            "refused": {"no text": 1, "status 404": 1},
            "failed": {"status 503": 1, "no answer in time": 1},
            "skipped": {"robots.txt disallows it": 1},
        },
    )


def test_the_commonest_reason_stands_first():
    ledger = Ledger()
    for reason in ("a", "b", "b"):
        ledger.add_refusal(reason)
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
    ledger.add_request()
    ledger.add_response(503, 10)
    assert close(ledger).is_empty
    ledger.add_listing()
    assert not close(ledger).is_empty


def test_a_summary_is_json():
    assert asdict(close(Ledger()))["reasons"] == {}
