"""Holds readings that tell nothing of their article, and tells events of runs (SQL on an open transaction).

    readings of a site ── one page at many addresses ─────┐
    readings of each run, in the order of the runs        ├→ readings.held → articles, history, lists
      and those before them ── texts that are cut off ────┤
                            ── articles that change alike ┤→ runs.events
                            ── forms in all their places ─┘
                            ── articles that are refused ──→

A held reading stays with its capture, and has no article. It depends on captures, readings and the start of each run
alone, so that a replay holds the same ones in any order of files. `runs.judged` tells which runs are still to be
judged; a run is when it ends, and again when an earlier one got another capture or reading.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from archive.derive.alike import COMPARED, Step, find_redesign, find_teasers, is_many, lost_fields, stopped_rules
from archive.derive.articles import refresh
from archive.derive.forms import find_forms
from archive.derive.same_page import SAME_PAGE, find_same_pages
from archive.schema import rules_of_readings

REDESIGN = "a redesign: "

UNJUDGED = "SELECT id, site FROM runs WHERE NOT judged AND status <> 'running' ORDER BY site, started_at, id"
# A run compares with those before it: what changes in one concerns all after it.
UNJUDGE = """
UPDATE runs SET judged = 0 WHERE judged AND site = :site
    AND (started_at, id) >= (SELECT started_at, id FROM runs AS first WHERE first.id = :run)
"""
RUNS_FROM = """
SELECT id, started_at, accepted FROM runs WHERE site = :site AND (status <> 'running' OR id = :also)
    AND (started_at, id) >= (SELECT started_at, id FROM runs AS first WHERE first.id = :run)
ORDER BY started_at, id
"""
# The last reading of each address in a run. SQLite takes the other columns from the row that has the maximum.
READ = f"""
SELECT readings.*, {rules_of_readings()}, captures.address, max(captures.captured_at || captures.id)
FROM captures JOIN readings ON readings.capture = captures.id
WHERE captures.run = ? AND readings.outcome IN ('article', 'not an article') AND captures.source_kind IS NULL
GROUP BY captures.address ORDER BY captures.address
"""  # noqa: S608 - our own names
# The last reading that counted of this address or one that redirects to it, by an earlier run or a foreign WARC.
BEFORE = f"""
SELECT readings.*, {rules_of_readings()} FROM captures JOIN readings ON readings.capture = captures.id
    LEFT JOIN runs ON runs.id = captures.run
WHERE captures.address IN (
        SELECT :address UNION SELECT address FROM captures
        WHERE redirect_address = :address AND status IN (301, 308) AND captured_at <= :captured_at)
    AND readings.outcome = 'article' AND readings.held IS NULL
    AND (readings.revision = :revision OR :outcome <> 'article')
    AND (captures.captured_at, captures.id) < (:captured_at, :capture)
    AND (captures.run = '' OR (runs.started_at, runs.id) < (:started_at, :run))
ORDER BY captures.captured_at DESC, captures.id DESC LIMIT 1
"""  # noqa: S608 - our own names
TEXT = "SELECT * FROM versions WHERE id = ?"
COUNT_BEFORE = """
SELECT count(DISTINCT captures.address) FROM captures JOIN readings ON readings.capture = captures.id
WHERE captures.site = :site AND readings.outcome = 'article' AND captures.captured_at < :started_at
"""
RUN_BEFORE = """
SELECT events FROM runs WHERE site = :site AND status <> 'running' AND (started_at, id) < (:started_at, :run)
ORDER BY started_at DESC, id DESC LIMIT 1
"""
HOLD = """
UPDATE readings SET held = :held, article = NULL, known_as = NULL, version = ifnull(part, version), page_count = NULL,
    dated_by = NULL,
    part = CASE WHEN next_page_url IS NULL AND published_until IS NULL AND outcome = 'article' THEN NULL ELSE part END
WHERE capture = :capture
"""
LET_GO = """
UPDATE readings SET held = NULL, article = iif(outcome = 'article', own_url, NULL),
    known_as = iif(outcome = 'article', own_url, NULL)
WHERE capture = :capture
"""
ABOUT = """
SELECT readings.capture, readings.held, readings.version, readings.known_as, readings.canonical_url,
    readings.next_page_url, readings.page_count, captures.address, captures.run
FROM readings JOIN captures ON captures.id = readings.capture WHERE readings.capture = ?
"""


class Run(NamedTuple):
    """A run to judge; `accepted` tells that its changes are real, as the operator says."""

    id: str
    started_at: str
    accepted: bool


class Read(NamedTuple):
    """The last reading of an address in a run, and the one that counted before it, None if there is none."""

    now: sqlite3.Row
    before: sqlite3.Row | None


class Event(NamedTuple):
    """What a person should look at in a run: its kind, a sentence, and how many articles it concerns."""

    kind: str
    what: str
    articles: int


def unjudge(db: sqlite3.Connection, run: str, site: str) -> None:
    """Note that a run has another capture or reading, so that it and later ones are to be judged anew.

    A capture of a foreign WARC, which has no run, concerns all runs of its site.
    """
    if run:
        db.execute(UNJUDGE, {"run": run, "site": site})
    else:
        db.execute("UPDATE runs SET judged = 0 WHERE judged AND site = ?", (site,))


def judge_readings(db: sqlite3.Connection, running: str = "") -> dict[str, str]:
    """Judge all runs that are not judged and have ended, and `running`, a run that is about to end.

    Return the first run of each site that was judged; those after it were, too.
    """
    first: dict[str, list[str]] = {}
    for run, site in map(tuple, db.execute(UNJUDGED).fetchall()):
        first.setdefault(site, []).append(run)
    if running:
        site = db.execute("SELECT site FROM runs WHERE id = ?", (running,)).fetchone()["site"]
        first.setdefault(site, []).append(running)
    judged = {site: _judge_site(db, site, runs, running) for site, runs in first.items()}
    return {site: earliest for site, earliest in judged.items() if earliest is not None}


def judge_foreign_readings(db: sqlite3.Connection) -> None:
    """Judge the readings of sites of which there are only foreign WARC files, which have no runs."""
    query = "SELECT DISTINCT site FROM captures WHERE run = '' AND site NOT IN (SELECT site FROM runs)"
    for (site,) in map(tuple, db.execute(query).fetchall()):
        _hold(db, find_same_pages(db, site, ()))


def events_of(db: sqlite3.Connection, run: str) -> tuple[str, ...]:
    """Return the events of a run, each in a sentence."""
    row = db.execute("SELECT events FROM runs WHERE id = ?", (run,)).fetchone()
    return tuple(event["what"] for event in json.loads(row["events"])) if row else ()


def _judge_site(db: sqlite3.Connection, site: str, runs: Sequence[str], running: str) -> str | None:
    touched = _hold(db, find_same_pages(db, site, runs))
    earliest = _earliest(db, {*runs, *touched})
    if earliest is not None:
        rows = db.execute(RUNS_FROM, {"site": site, "run": earliest, "also": running}).fetchall()
        for run in (Run(*row) for row in rows):
            _judge_run(db, site, run)
    return earliest


def _earliest(db: sqlite3.Connection, runs: Iterable[str]) -> str | None:
    query = "SELECT id FROM runs WHERE id IN (SELECT value FROM json_each(?)) ORDER BY started_at, id LIMIT 1"
    row = db.execute(query, (json.dumps(sorted(runs)),)).fetchone()
    return row["id"] if row else None


def _judge_run(db: sqlite3.Connection, site: str, run: Run) -> None:
    read = [Read(row, _before(db, row, run)) for row in db.execute(READ, (run.id,)).fetchall()]
    steps = [
        _step(db, each.now, each.before)
        for each in read
        if each.before is not None and _counts(each.now) and each.now["outcome"] == "article"
    ]
    articles = db.execute(COUNT_BEFORE, {"site": site, "started_at": run.started_at}).fetchone()[0]
    teasers = find_teasers(steps)
    whole = [step for step in steps if step.capture not in teasers]
    redesign = None if run.accepted else find_redesign(whole, articles)
    verdicts: dict[str, str | None] = {
        each.now["capture"]: None for each in read if each.now["outcome"] == "article" and _counts(each.now)
    }
    if redesign:
        verdicts |= dict.fromkeys(redesign.held, REDESIGN + redesign.what)
    forms = find_forms(db, run.id, read)
    _hold(db, verdicts | teasers | (dict.fromkeys(forms) if run.accepted else forms))
    events = list(_events(read, articles))
    if is_many(len(teasers), len(steps), articles):
        what, _ = Counter(teasers.values()).most_common(1)[0]
        events.append(
            Event("cut off", f"{len(teasers)} of {len(steps)} articles are cut off now ({what})", len(teasers))
        )
    if not run.accepted and (told := [*([redesign.what] if redesign else []), *_losses(whole, articles)]):
        events.append(Event("redesign", "; ".join(told), len(redesign.held) if redesign else 0))
    since = _since(db, site, run)
    rows = [event._asdict() | {"since": since.get(event.kind, run.started_at)} for event in events]
    update = "UPDATE runs SET events = ?, judged = status <> 'running' WHERE id = ?"
    db.execute(update, (json.dumps(rows, ensure_ascii=False), run.id))


def _since(db: sqlite3.Connection, site: str, run: Run) -> dict[str, str]:
    """Return since when there have been events of each kind, if the run before had one of it."""
    row = db.execute(RUN_BEFORE, {"site": site, "started_at": run.started_at, "run": run.id}).fetchone()
    return {event["kind"]: event["since"] for event in json.loads(row["events"])} if row else {}


def _counts(row: sqlite3.Row) -> bool:
    """Tell whether a reading is not held because of other addresses; other reasons are about to be found anew."""
    return not (row["held"] or "").startswith(SAME_PAGE)


def _before(db: sqlite3.Connection, row: sqlite3.Row, run: Run) -> sqlite3.Row | None:
    values = {name: row[name] for name in ("address", "captured_at", "capture", "revision", "outcome")}
    found: sqlite3.Row | None = db.execute(BEFORE, values | {"started_at": run.started_at, "run": run.id}).fetchone()
    return found


def _step(db: sqlite3.Connection, now: sqlite3.Row, before: sqlite3.Row) -> Step:
    texts = [row["part"] or row["version"] for row in (before, now)]
    if texts[0] == texts[1]:
        # The text is not needed: that is the same for most articles.
        empty: dict[str, Any] = dict.fromkeys(COMPARED, "")
        contents: list[Mapping[str, Any]] = [empty | {"word_count": 0}] * 2
    else:
        contents = [dict(db.execute(TEXT, (text,)).fetchone()) for text in texts]
    old, new = ({**content, **dict(row)} for content, row in zip(contents, (before, now), strict=True))
    return Step(capture=now["capture"], site=now["site"], before=old, after=new)


def _events(read: Sequence[Read], articles: int) -> Iterable[Event]:
    same = Counter(each.now["held"] for each in read if not _counts(each.now))
    for reason, count in sorted(same.items()):
        yield Event("same page", f"{count} of {len(read)} pages read show {reason}", count)
    known = [each for each in read if each.before is not None]
    refused = Counter(each.now["reason"] for each in known if each.now["outcome"] != "article")
    if is_many(refused.total(), len(known), articles):
        reasons = ", ".join(f"{count} x {reason}" for reason, count in sorted(refused.items()))
        what = f"{refused.total()} of {len(known)} known articles are not read as articles now: {reasons}"
        yield Event("refused", what, refused.total())


def _losses(steps: Sequence[Step], articles: int) -> Iterable[str]:
    lost = dict(lost_fields(steps, articles))
    for field, rule, count in stopped_rules(steps, articles):
        found = f", and none is found in {lost.pop(field)}" if field in lost else ""
        yield f"the profile's rule «{rule}» no longer wins in {count} articles{found}"
    for field, count in lost.items():
        yield f"{count} of {len(steps)} articles show no {field.replace('_', ' ')} any more"


def _hold(db: sqlite3.Connection, verdicts: Mapping[str, str | None]) -> set[str]:
    """Hold readings for a reason, let those go that have none, and derive what that changes.

    Return the runs of the readings for which something changed.
    """
    stale: set[str] = set()
    versions: set[str] = set()
    runs: set[str] = set()
    for capture, reason in verdicts.items():
        row = db.execute(ABOUT, (capture,)).fetchone()
        if row["held"] == reason:
            continue
        db.execute(LET_GO if reason is None else HOLD, {"capture": capture, "held": reason})
        stale |= {row[name] for name in ("address", "known_as", "canonical_url", "next_page_url") if row[name]}
        versions |= {row["version"]} - {None}
        runs.add(row["run"])
    if stale:
        refresh(db, sorted(stale), versions)
    return runs
