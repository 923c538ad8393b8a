"""What a crawl leaves beside the archive's tables: its report, its log, its metrics, and nothing on the terminal."""

import json
import logging
from datetime import UTC, datetime, timedelta

import pytest
from prometheus_client.openmetrics.parser import text_string_to_metric_families

from contents import content_of


def metrics_of(path):
    families = text_string_to_metric_families(path.read_text("utf-8"))
    return {
        (
            sample.name.removeprefix("commentary_"),
            *(value for name, value in sample.labels.items() if name != "site"),
        ): sample.value
        for family in families
        for sample in family.samples
        if sample.labels["site"] == "few"
    }


@pytest.mark.slow
def test_a_run_for_a_scheduler_says_nothing_and_leaves_log_metrics_and_report(few, tmp_path, commentary):
    log, metrics = tmp_path / "run.jsonl", tmp_path / "commentary.prom"
    few.crawl("--quiet", "--log", log, "--metrics", metrics)
    assert (few.said.stdout, few.said.stderr) == ("", "")

    summary, pages = few.summary, len(few.paths)
    assert (summary["asked"], summary["found"]) == (pages, pages)
    due = datetime.fromisoformat(summary["next_due_at"]) - datetime.now(UTC)
    # All of them are younger than half a year on some day, and older on every later one.
    assert timedelta(hours=20) < due < timedelta(days=31)

    events = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    assert (events[0]["event"], events[-1]["event"]) == ("run started", "run ended")
    assert {event["site"] for event in events} == {"few"}
    assert {event["run"] for event in events} == {summary["run"]}
    assert sum(event["event"] == "capture" for event in events) == summary["captures"]
    new = [event["url"] for event in events if event.get("change") == "new"]
    assert len(new) == summary["articles_new"]
    assert set(new) <= {event["url"] for event in events if event["event"] == "capture" and event["status"] == 200}
    assert {logging.getLevelNamesMapping()[event["level"].upper()] for event in events} <= {20, 30}

    measured = metrics_of(metrics)
    assert measured["last_run_status", "finished"] == 1
    assert measured["last_run_pages", "due"] == pages
    assert measured["articles",] == summary["articles_new"]
    assert measured["next_due_timestamp_seconds",] == datetime.fromisoformat(summary["next_due_at"]).timestamp()

    told = json.loads(commentary("status", "few", "--json", "--data", few.data).stdout)
    assert told == json.loads(commentary("status", summary["run"], "--json", "--data", few.data).stdout)
    assert told == json.loads(commentary("status", "--json", "--data", few.data).stdout)["report"]
    assert (told["due"], told["found"], told["new"]) == (pages, pages, summary["articles_new"])
    assert told["fills"]["title"] == told["readings"] == summary["articles_new"]
    text = commentary("status", "few", "--data", few.data).stdout
    assert text.startswith("few: finished\nrun ")
    assert f"pages     {pages} due, 0 known ones not due, {pages} found for the first time" in text

    before = content_of(few.data)
    assert commentary("replay", "--data", few.data).returncode == 0
    assert content_of(few.data) == before
    assert json.loads(commentary("status", "few", "--json", "--data", few.data).stdout) == told


@pytest.mark.slow
def test_a_run_that_is_not_whole_is_told_all_the_same(few, tmp_path):
    few.crawl("--quiet", "--max-pages", 1, "--log", tmp_path / "run.jsonl", code=3)
    assert few.said.stdout.startswith("few: partial, because its budget of 1 pages was spent\narticles  ")
    assert abs(datetime.fromisoformat(few.summary["next_due_at"]) - datetime.now(UTC)) < timedelta(minutes=5)
    events = [json.loads(line) for line in (tmp_path / "run.jsonl").read_text("utf-8").splitlines()]
    left = {event["url"] for event in events if event["event"] == "not fetched"}
    assert left == {url for (url,) in few.rows("SELECT url FROM unfetched")} != set()


def test_options_that_cannot_be_met_end_a_crawl_before_it_asks_for_anything(few, tmp_path):
    few.crawl("--metrics", tmp_path / "nowhere" / "x.prom", code=1)
    assert "nowhere cannot be written to" in few.said.stderr
    few.crawl("--quiet", "--log", tmp_path / "nowhere" / "x.jsonl", code=1)
    assert "cannot be opened for the log" in few.said.stderr
    assert few.demo.requests == []
