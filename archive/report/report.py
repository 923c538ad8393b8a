"""RunReport: what a run did, put together from its row, its changes and its readings (reads the database).

runs ──────────→ status, time, counts; what only the run knew: pages due, pages found, when the next is due
changes ───────→ articles that are new, edited, gone, back, renamed
run_fields ────→ in how many readings each field has a value, and which rules won
alarms ────────→ those that were open after it, and those that ended with it
"""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from archive.plain import counts_in, number_in, object_in, text_in
from archive.report.alarms import ALARMS_OF_RUN, sentences_of
from archive.report.changed import COUNTS, LISTS, ChangedArticle, to_changed, to_counts
from archive.watch import Alarm, to_alarm
from extract.errors import ArchiveError

# Of new articles, and of others, more are only counted.
MAX_LISTED = 100
_RUN = """
SELECT site, status, started_at, finished_at, seconds, bytes, requests, captures, articles_new, articles_changed,
    articles_same, doubtful, imported_at, summary, events
FROM runs WHERE id = :run
"""
_FIELDS = "SELECT field, rule, readings FROM run_fields WHERE run = :run ORDER BY field, readings DESC, rule"
_LAST = "SELECT id FROM runs WHERE site = ? ORDER BY started_at DESC, id DESC LIMIT 1"
# What is asked of the database, each with the parameters `run` and `most`.
REPORT_QUERIES: Mapping[str, str] = {"run": _RUN, "fields": _FIELDS, "alarms": ALARMS_OF_RUN, **COUNTS, **LISTS}


@dataclass(frozen=True, kw_only=True)
class RunReport:
    """What a run did. Times are ISO 8601 in UTC; what a run did not count, as one that was killed, is None.

    `status` is how it ended, `why` says so in a sentence, `doubtful` that it met an outage, `imported_at` is the time
    of an import. `bytes` were received in `seconds`. `due` counts the pages that it queued, `not_due` known ones that
    it left for later, `found` URLs that may be articles and were listed for the first time. `new`, `changed`,
    `unchanged` and `held` count articles as the run left them; `counts` are the changes that the archive now knows of
    the run by event (new, edit, gone, back, renamed), and `articles` lists at most MAX_LISTED new ones and as many
    others. `refused`, `failed` and `skipped` count pages by the reason, `unread_sources` maps the URL of a source to
    the reason why it could not be read. `readings` counts readings as an article, `fills` in how many of them each
    field has a value, and `rules` maps each field to the rules that found it, the most frequent first, with that
    number. `next_due_at` is when the first of its pages is due again. `open_alarms` were open after the run, as far
    as is known now: one of them may have ended since; `ended_alarms` ended with it. `alarms` are sentences about what
    else a person should look at.
    """

    run: str
    site: str
    status: str
    started_at: str
    finished_at: str | None
    why: str
    doubtful: bool
    imported_at: str | None
    seconds: float | None
    bytes: int | None
    requests: int | None
    captures: int | None
    due: int | None
    not_due: int | None
    found: int | None
    new: int | None
    changed: int | None
    unchanged: int | None
    held: int | None
    counts: Mapping[str, int]
    articles: tuple[ChangedArticle, ...]
    refused: Mapping[str, int]
    failed: Mapping[str, int]
    skipped: Mapping[str, int]
    unread_sources: Mapping[str, str]
    readings: int
    fills: Mapping[str, int]
    rules: Mapping[str, Mapping[str, int]]
    next_due_at: str | None
    alarms: tuple[str, ...]
    open_alarms: tuple[Alarm, ...] = ()
    ended_alarms: tuple[Alarm, ...] = ()

    def of(self, *events: str) -> tuple[ChangedArticle, ...]:
        """Return the listed articles to which one of some events happened."""
        return tuple(each for each in self.articles if each.event in events)


def run_report(db: sqlite3.Connection, run: str, *, most: int = MAX_LISTED) -> RunReport:
    """Return the report of a run by its id; ArchiveError if there is none of that id.

    It lists at most `most` new articles, and as many other changes.
    """
    asked = {"run": run, "most": most}
    report = to_report(run, {name: db.execute(sql, asked).fetchall() for name, sql in REPORT_QUERIES.items()})
    if report is None:
        raise ArchiveError(f"There is no run {run} in this archive.")
    return report


def to_report(run: str, answers: Mapping[str, Sequence[Sequence[Any]]]) -> RunReport | None:
    """Return the report of a run from the rows of REPORT_QUERIES by name, None if there is no such run."""
    if not answers["run"]:
        return None
    (site, status, started, finished, seconds, size, requests, captures, new, changed, same) = answers["run"][0][:11]
    doubtful, imported_at, stored, events = answers["run"][0][11:]
    summary = object_in(stored)
    reasons = summary.get("reasons")
    by_outcome = reasons if isinstance(reasons, dict) else {}
    sources = summary.get("sources")
    readings, fills, rules = _fields(answers["fields"])
    alarms = tuple(map(to_alarm, answers["alarms"]))
    return RunReport(
        run=run,
        site=text_in(site) or "",
        status=text_in(status) or "",
        started_at=text_in(started) or "",
        finished_at=text_in(finished),
        why=text_in(summary.get("why")) or "",
        doubtful=bool(doubtful),
        imported_at=text_in(imported_at),
        seconds=float(seconds) if isinstance(seconds, int | float) else None,
        bytes=number_in(size),
        requests=number_in(requests),
        captures=number_in(captures),
        due=number_in(summary.get("asked")),
        not_due=number_in(summary.get("not_due")),
        found=number_in(summary.get("found")),
        new=number_in(new),
        changed=number_in(changed),
        unchanged=number_in(same),
        held=number_in(summary.get("held")),
        counts=to_counts([row for name in COUNTS for row in answers[name]]),
        articles=tuple(each for name in LISTS for each in to_changed(answers[name])),
        refused=counts_in(by_outcome.get("refused")),
        failed=counts_in(by_outcome.get("failed")),
        skipped=counts_in(by_outcome.get("skipped")),
        unread_sources={url: str(why) for url, why in sources.items()} if isinstance(sources, dict) else {},
        readings=readings,
        fills=fills,
        rules=rules,
        next_due_at=text_in(summary.get("next_due_at")),
        alarms=sentences_of(summary, events, alarms),
        open_alarms=tuple(alarm for alarm in alarms if alarm.ended_run != run),
        ended_alarms=tuple(alarm for alarm in alarms if alarm.ended_run == run),
    )


def last_run_of_site(db: sqlite3.Connection, site: str) -> str | None:
    """Return the id of the newest run of a site, None if it never had one."""
    row = db.execute(_LAST, (site,)).fetchone()
    return str(row[0]) if row is not None else None


def to_json(report: RunReport) -> dict[str, Any]:
    """Return a report as an object of plain values, with the names of its attributes (docs/operations.md)."""
    return asdict(report)


def _fields(rows: Sequence[Sequence[Any]]) -> tuple[int, dict[str, int], dict[str, dict[str, int]]]:
    """Return the readings of a run, in how many each field has a value, and the rules of each field."""
    total: dict[str, int] = {}
    fills: dict[str, int] = {}
    rules: dict[str, dict[str, int]] = {}
    for row in rows:
        field, rule, readings = text_in(row[0]) or "", text_in(row[1]) or "", number_in(row[2]) or 0
        total[field] = total.get(field, 0) + readings
        fills.setdefault(field, 0)
        if rule:
            fills[field] += readings
            rules.setdefault(field, {})[rule] = readings
    return max(total.values(), default=0), fills, rules
