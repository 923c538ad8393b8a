"""Metrics of the last runs, as the parsers of those who collect them read them."""

from contextlib import closing
from datetime import UTC, datetime

from prometheus_client.openmetrics.parser import text_string_to_metric_families as parse_openmetrics
from prometheus_client.parser import text_string_to_metric_families as parse_older_text

from archive.database import open_read_only
from archive.metrics import metrics_text
from archive.store import Archive


def text_of(data):
    with closing(open_read_only(data / "commentary.db")) as db:
        return metrics_text(db)


def samples(text, parse=parse_openmetrics):
    return {
        (
            sample.name.removeprefix("commentary_"),
            *(value for _, value in sorted(sample.labels.items())),
        ): sample.value
        for family in parse(text)
        for sample in family.samples
    }


def test_each_site_has_its_last_run(filled):
    found = samples(text_of(filled))
    tuesday = datetime(2026, 3, 3, 9, tzinfo=UTC).timestamp()
    assert found["last_run_start_timestamp_seconds", "review"] == tuesday
    assert found["last_run_end_timestamp_seconds", "review"] > tuesday
    assert found["last_finished_run_end_timestamp_seconds", "review"] > tuesday
    assert found["last_run_duration_seconds", "review"] == 2.5
    assert found["last_run_requests", "review"] == 20
    assert found["articles", "gazette"] == 2
    assert found["articles_gone", "review"] == 2
    statuses = {key[-1]: value for key, value in found.items() if key[:2] == ("last_run_status", "review")}
    assert sum(statuses.values()) == statuses["finished"] == 1


def test_pages_are_counted_by_what_became_of_them(tmp_path, monday):
    summary = {"asked": 5, "found": 3, "held": 1, "reasons": {"failed": {"status 503": 2, "no answer": 1}}}
    with Archive.open(tmp_path) as archive:
        monday(archive).finish(**summary, articles_new=1, articles_changed=0, alarms=["a", "b"])
    found = samples(text_of(tmp_path))
    pages = {key[1]: value for key, value in found.items() if key[0] == "last_run_pages"}
    assert pages == {
        "due": 5, "found": 3, "new": 1, "changed": 0, "gone": 0, "held": 1, "refused": 0, "failed": 3, "skipped": 0,
    }  # fmt: skip
    assert found["last_run_alarms", "review"] == 2


def test_the_text_is_openmetrics_and_the_older_format_of_prometheus_too(filled):
    text = text_of(filled)
    assert text.endswith("\n# EOF\n")
    assert samples(text, parse_older_text) == samples(text)
    families = list(parse_openmetrics(text))
    assert {family.type for family in families} == {"gauge"}
    assert all(family.documentation.endswith(".") for family in families)
    assert all(family.name.endswith(family.unit) for family in families)


def test_an_archive_without_runs_has_metrics_without_values(tmp_path):
    Archive.open(tmp_path).close()
    assert samples(text_of(tmp_path)) == {}


def test_names_of_sites_are_escaped(tmp_path):
    with Archive.open(tmp_path) as archive:
        archive.tables.db.execute(
            "INSERT INTO runs (id, site, started_at, status) VALUES ('r', ?, '2026-03-01T00:00:00+00:00', 'failed')",
            ('a"\\b\n',),
        )
    assert samples(text_of(tmp_path))["articles", 'a"\\b\n'] == 0
