"""Writes what the last run of each site did as OpenMetrics, for a monitoring system to collect (reads the database).

https://prometheus.io/docs/specs/om/open_metrics_spec/. All are gauges, so that a reader of the older text format of
Prometheus, such as node_exporter's textfile collector, understands the file too.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime

from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.openmetrics.exposition import generate_latest
from prometheus_client.registry import Collector, CollectorRegistry

from archive.report import RunReport, last_run_of_site, run_report
from archive.watch import KINDS, open_alarms

STATUSES = ("finished", "partial", "blocked", "unreachable", "failed", "interrupted", "running")
_SITES = "SELECT DISTINCT site FROM runs WHERE imported_at IS NULL ORDER BY site"
_ARTICLES = "SELECT count(*), count(gone_at) FROM articles WHERE site = ?"
_FINISHED = """
SELECT max(ifnull(finished_at, started_at)) FROM runs WHERE site = ? AND status = 'finished' AND imported_at IS NULL
"""


class _Gauges(Collector):
    """Yields the gauges of some sites, each with the values of all of them."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def collect(self) -> Iterable[Metric]:
        """Return the gauges."""
        sites = [site for (site,) in map(tuple, self._db.execute(_SITES).fetchall())]
        reports = {
            site: run_report(self._db, run, most=0) for site in sites if (run := last_run_of_site(self._db, site))
        }
        yield from _times(self._db, reports.values())
        yield from _counts(self._db, reports.values())


def metrics_text(db: sqlite3.Connection) -> str:
    """Return the metrics of all sites that were ever crawled, as text that ends with `# EOF`."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Gauges(db))
    written: bytes = generate_latest(registry)  # type: ignore[no-untyped-call]  # its writer has no types
    return written.decode("utf-8")


def _times(db: sqlite3.Connection, reports: Iterable[RunReport]) -> Iterator[Metric]:
    started = _gauge("last_run_start_timestamp", "When the last run started", unit="seconds")
    ended = _gauge("last_run_end_timestamp", "When the last run ended; absent while it goes on", unit="seconds")
    finished = _gauge("last_finished_run_end_timestamp", "When a run last ended as finished", unit="seconds")
    due = _gauge("next_due_timestamp", "When the first page of the site is due again", unit="seconds")
    took = _gauge("last_run_duration", "How long the last run took", unit="seconds")
    received = _gauge("last_run_received", "Bytes that the last run received", unit="bytes")
    for report in reports:
        (last_finished,) = db.execute(_FINISHED, (report.site,)).fetchone()
        for gauge, at in (
            (started, report.started_at),
            (ended, report.finished_at),
            (finished, last_finished),
            (due, report.next_due_at),
        ):
            if at:
                gauge.add_metric([report.site], datetime.fromisoformat(at).timestamp())
        for gauge, value in ((took, report.seconds), (received, report.bytes)):
            if value is not None:
                gauge.add_metric([report.site], value)
    yield from (started, ended, finished, due, took, received)


def _counts(db: sqlite3.Connection, reports: Iterable[RunReport]) -> Iterator[Metric]:
    status = _gauge("last_run_status", "1 for the status of the last run, 0 for every other one", "status")
    requests = _gauge("last_run_requests", "Requests that the last run sent")
    pages = _gauge("last_run_pages", "Pages of the last run by what became of them", "outcome")
    articles = _gauge("articles", "Articles in the archive, also those that are gone")
    gone = _gauge("articles_gone", "Articles in the archive that are gone from the web")
    alarms = _gauge("last_run_alarms", "What the last run said that a person should look at, beside open alarms")
    opened = _gauge("open_alarms", "Alarms of the site that are open", "kind")
    for report in reports:
        site = report.site
        for name in dict.fromkeys((*STATUSES, report.status)):
            status.add_metric([site, name], float(name == report.status))
        if report.requests is not None:
            requests.add_metric([site], report.requests)
        for outcome, number in _outcomes(report).items():
            if number is not None:
                pages.add_metric([site, outcome], number)
        total, lost = db.execute(_ARTICLES, (site,)).fetchone()
        articles.add_metric([site], total)
        gone.add_metric([site], lost)
        alarms.add_metric([site], len(report.alarms))
        kinds = Counter(alarm.kind for alarm in open_alarms(db, site))
        for kind in KINDS:
            opened.add_metric([site, kind], kinds[kind])
    yield from (status, requests, pages, articles, gone, alarms, opened)


def _outcomes(report: RunReport) -> dict[str, int | None]:
    is_counted = report.due is not None
    return {
        "due": report.due,
        "found": report.found,
        "new": report.new,
        "changed": report.changed,
        "unchanged": report.unchanged,
        "gone": report.counts["gone"] if is_counted else None,
        "held": report.held,
        "refused": sum(report.refused.values()) if is_counted else None,
        "failed": sum(report.failed.values()) if is_counted else None,
        "skipped": sum(report.skipped.values()) if is_counted else None,
    }


def _gauge(name: str, documentation: str, *labels: str, unit: str = "") -> GaugeMetricFamily:
    return GaugeMetricFamily(f"commentary_{name}", f"{documentation}.", labels=["site", *labels], unit=unit)
