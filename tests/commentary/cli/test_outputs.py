"""The files that a run leaves for other programs."""

import json
import logging
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from prometheus_client.openmetrics.parser import text_string_to_metric_families

from commentary.cli.outputs import check_metrics_file, event_log, write_metrics
from crawler.events import EVENTS, EventLog
from crawler.ledger import Summary
from extract.errors import CommentaryError


def lines(path):
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def ended(**values):
    return Summary(run="r-1", site="review", status="finished", seconds=1.5, pages=1, **values)


def test_each_event_is_an_object_with_time_level_site_run_and_event(tmp_path):
    events = EventLog("review", "r-1")
    with event_log(tmp_path / "run.jsonl"):
        events.started()
        events.ended(
            ended(alarms=("Look\nat it: “ü”",), sources={"https://a.example/feed/": "status 404"}),
            [("https://a.example/x/", "robots.txt disallows it")],
        )
    found = lines(tmp_path / "run.jsonl")
    assert [(line["level"], line["event"]) for line in found] == [
        ("info", "run started"),
        ("warning", "not fetched"),
        ("warning", "source not read"),
        ("error", "alarm"),
        ("warning", "run ended"),
    ]
    assert {(line["site"], line["run"]) for line in found} == {("review", "r-1")}
    assert all(datetime.fromisoformat(line["time"]).tzinfo == UTC for line in found)
    assert (found[1]["url"], found[1]["reason"]) == ("https://a.example/x/", "robots.txt disallows it")
    assert found[3]["message"] == "Look\nat it: “ü”"
    assert found[4]["status"] == "finished"


def test_what_other_programs_warn_of_is_a_message(tmp_path):
    with event_log(tmp_path / "run.jsonl"):
        logging.getLogger("scrapy.core").warning("too large: %s", "https://a.example/")
        logging.getLogger("scrapy.core").info("of no interest")
    ((line),) = lines(tmp_path / "run.jsonl")
    assert (line["level"], line["event"], line["message"]) == ("warning", "message", "too large: https://a.example/")


def test_an_exception_is_one_line(tmp_path):
    with event_log(tmp_path / "run.jsonl"):
        try:
            raise ValueError("odd")  # noqa: TRY301 - to have a traceback
        except ValueError:
            logging.getLogger("scrapy.core").exception("it failed")
    ((line),) = lines(tmp_path / "run.jsonl")
    assert line["message"].startswith("it failed\nTraceback")


def test_a_rotated_file_is_made_anew_and_a_later_run_appends(tmp_path):
    path, events = tmp_path / "run.jsonl", EventLog("review", "r-1")
    with event_log(path):
        events.started()
        path.rename(tmp_path / "run.jsonl.1")
        events.started()
    with event_log(path):
        events.started()
    assert (len(lines(tmp_path / "run.jsonl.1")), len(lines(path))) == (1, 2)


def test_without_a_file_nothing_is_written(tmp_path, capfd):
    with event_log(None):
        EventLog("review", "r-1").ended(ended(alarms=("Look",)), [])
    assert list(tmp_path.iterdir()) == []
    assert capfd.readouterr() == ("", "")
    assert logging.getLogger(EVENTS).propagate is False


def test_a_log_that_cannot_be_opened_is_named(tmp_path):
    with (
        pytest.raises(CommentaryError, match=r"no-folder/run\.jsonl cannot be opened"),
        event_log(tmp_path / "no-folder" / "run.jsonl"),
    ):
        pass


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_a_full_disk_is_told_once_and_the_run_goes_on(capsys):
    with event_log(Path("/dev/full")):
        for _ in range(3):
            EventLog("review", "r-1").started()
    assert capsys.readouterr().err.count("/dev/full cannot be written") == 1


def test_a_folder_that_goes_is_told_once_and_the_run_goes_on(tmp_path, capsys):
    folder = tmp_path / "log"
    folder.mkdir()
    with event_log(folder / "run.jsonl"):
        EventLog("review", "r-1").started()
        folder.rename(tmp_path / "former")
        for _ in range(3):
            EventLog("review", "r-1").started()
    assert capsys.readouterr().err.count("run.jsonl cannot be written") == 1
    assert len(lines(tmp_path / "former" / "run.jsonl")) == 1


def test_metrics_are_written_in_one_step(data, tmp_path):
    path = tmp_path / "commentary.prom"
    path.write_text("of an earlier run", "utf-8")
    with path.open(encoding="utf-8") as reader:
        assert write_metrics(data, path)
        # Who has the file open reads the whole of the earlier one.
        assert reader.read() == "of an earlier run"
    assert list(text_string_to_metric_families(path.read_text("utf-8")))
    assert sorted(each.name for each in tmp_path.iterdir()) == ["commentary.prom", "data"]


def test_metrics_that_cannot_be_written_are_told_and_leave_nothing(data, tmp_path, capsys):
    path = tmp_path / "commentary.prom"
    path.mkdir()
    assert not write_metrics(data, path)
    assert "commentary.prom are not written" in capsys.readouterr().err
    assert sorted(each.name for each in tmp_path.iterdir()) == ["commentary.prom", "data"]


def test_before_a_run_the_folder_of_the_metrics_is_looked_at(tmp_path):
    check_metrics_file(None)
    check_metrics_file(tmp_path / "commentary.prom")
    with pytest.raises(CommentaryError, match="nowhere cannot be written to"):
        check_metrics_file(tmp_path / "nowhere" / "commentary.prom")
    assert os.listdir(tmp_path) == []  # noqa: PTH208 - also what begins with a dot
