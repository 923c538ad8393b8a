"""Verifies an archive without writing to it, also beside a crawl (disk, starts processes).

folder: disk, clock, lock, leftovers
database: pages, schema, types, keys, full-text index
WARC files: names, sizes, SHA-256 → records: digests, order → chain of runs
tables against records: captures, runs, unfetched
derived tables: by their sources, and by reading captures again: a sample, or all of them
"""

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from archive.database import DATABASE_NAME, Lock
from archive.verify.chain import digests_of, verify_chain
from archive.verify.database import (
    finding_damage,
    is_comparable,
    verify_keys,
    verify_pages,
    verify_schema,
    verify_search,
    verify_types,
)
from archive.verify.derived import verify_articles, verify_readings, verify_versions
from archive.verify.files import compare_names, look_for_files, misplaced_records, read_files
from archive.verify.forgotten import find_forgotten
from archive.verify.rederive import verify_by_deriving
from archive.verify.report import Progress, Report, Verified
from archive.verify.reread import verify_sample
from archive.verify.state import Known, Scope, find_out
from archive.verify.surroundings import verify_clock, verify_disk, verify_file_time, verify_leftovers
from archive.verify.tables import rows_without_record
from archive.verify.workspace import workspace
from archive.warc import REWRITING, rewritten_files, site_of_name, unfinished_rewriting, warc_files
from extract.errors import ArchiveError
from extract.site import Site

# So many captures are read again unless all of them are.
DEFAULT_SAMPLE = 50
# Findings after which tables that are derived anew could not agree.
ABOUT_CAPTURES = (
    *("warc-missing", "warc-unreadable", "warc-shorter", "warc-longer", "warc-not-loaded", "torn-tail"),
    *("record-damaged", "unfinished-run", "database-damaged", "schema-version", "schema-differs"),
)


FILTERED = (
    "This is a filtered archive, which `commentary export --format sqlite` wrote: it lacks the WARC files, so that no"
    " capture was compared with its record, no page was read again, and no chain of runs was followed. `commentary"
    " verify` does so in the archive from which it comes."
)


def no_progress(what: str, done: int, total: int) -> None:
    """Report no progress (the default)."""


def verify(
    data: Path,
    sites: Mapping[str, Site],
    scope: Scope | None = None,
    *,
    progress: Progress = no_progress,
    now: datetime | None = None,
) -> Verified:
    """Verify the archive in a folder; nothing is written to it.

    `sites` are the profiles with which captures are read again. `now` is the time by the clock. Raises ArchiveError
    if the folder holds no archive, or nothing of the site that is to be verified, or if WARC files are written anew
    meanwhile: what was read of them before and after would not agree.
    """
    if not (data / "warc").is_dir() and not (data / DATABASE_NAME).exists():
        raise ArchiveError(
            f"{data} is not an archive: it has no folder warc/. Name the archive's folder with --data."
        )
    rewritten = rewritten_files(data)
    _refuse_beside_rewriting(data)
    report = Report()
    with ExitStack() as stack:
        db = _open(data, stack, report)
        known = Known(data=data, scope=scope or Scope(), sites=sites, db=db, is_writing=Lock.is_held(data))
        if db is not None:
            with finding_damage(report):
                known.has_tables = is_comparable(db, report)
                known = find_out(known)
        _check_site(known, report)
        _verify_surroundings(known, now or datetime.now(UTC), report)
        _verify_database(known, report, progress)
        if (command := unfinished_rewriting(data)) is not None:
            report.leave_out(f"WARC files and tables were not compared: a `commentary {command}` was interrupted.")
            return report.result()
        _verify_files(known, report, progress)
        _verify_forgotten(known, report)
        _verify_derived(known, report, progress)
    if known.scope.full:
        _verify_full(known, report, progress)
    if rewritten_files(data) != rewritten:
        raise ArchiveError(f"{data} was changed by `commentary forget` or `compact` meanwhile. Verify it again.")
    return report.result()


def _refuse_beside_rewriting(data: Path) -> None:
    command = next((name for name, folder in REWRITING.items() if (data / folder).exists()), None)
    if command is not None and Lock.is_held(data):
        raise ArchiveError(f"{data}: `commentary {command}` is writing WARC files anew. Verify when it has ended.")


def _open(data: Path, stack: ExitStack, report: Report) -> sqlite3.Connection | None:
    database = data / DATABASE_NAME
    if not database.is_file():
        report.add("database-missing", DATABASE_NAME, "is missing.")
        return None
    try:
        return stack.enter_context(workspace(database))
    except sqlite3.DatabaseError as error:
        at = 0 if error.sqlite_errorcode == sqlite3.SQLITE_NOTADB else None
        report.add("database-damaged", DATABASE_NAME, f"cannot be opened: {error}.", offset=at)
        return None


def _check_site(known: Known, report: Report) -> None:
    """Raise ArchiveError for a site that no profile, file or row names: a typing mistake, of which all is well."""
    site, names = known.scope.site, {path.name for path in warc_files(known.data / "warc")} | known.stored.keys()
    if site is None or site in known.sites or any(site_of_name(name) == site for name in names):
        return
    if known.db is not None and known.has_tables:
        with finding_damage(report):
            if known.db.execute("SELECT 1 FROM arc.captures WHERE site = ? LIMIT 1", (site,)).fetchone():
                return
    raise ArchiveError(f"There is no site {site!r} in {known.data}, and no profile of that name.")


def _verify_surroundings(known: Known, now: datetime, report: Report) -> None:
    verify_disk(known.data, report)
    verify_leftovers(known, report)
    for path in known.files():
        verify_file_time(path, now, report)
    with finding_damage(report):
        verify_clock(known, now, report)


def _verify_database(known: Known, report: Report, progress: Progress) -> None:
    db = known.db
    if db is None:
        return
    steps: list[Callable[[], None]] = [lambda: verify_pages(db, report, quick=known.scope.sample is not None)]
    if known.has_tables:
        with finding_damage(report):
            known.has_tables = verify_schema(db, report, has_plain_texts=known.is_filtered)
    if known.has_tables:
        steps += [
            lambda: verify_types(db, report, has_plain_texts=known.is_filtered),
            lambda: verify_keys(db, report, has_files=not known.is_filtered),
            lambda: verify_search(db, known.database, report),
        ]
    elif not report.has("schema-version", "database-missing"):
        report.leave_out(
            "The tables were not compared with the WARC files, because they are not those of this schema."
        )
    for number, step in enumerate(steps):
        progress("database", number, len(steps))
        with finding_damage(report):
            step()


def _verify_forgotten(known: Known, report: Report) -> None:
    """Look for what was forgotten; it reads the WARC files once more, if anything ever was."""
    if known.db is None or not known.has_tables or known.scope.sample is not None:
        return
    with finding_damage(report):
        for found in find_forgotten(known.data):
            # The others are told by the surroundings.
            if found.kind.startswith("forgotten-"):
                report.add(found.kind, found.file, found.problem, offset=found.offset)


def _verify_files(known: Known, report: Report, progress: Progress) -> None:
    if known.is_filtered:
        report.leave_out(FILTERED)
        return
    with finding_damage(report):
        states = look_for_files(known, report)
        if known.scope.sample is not None:
            report.leave_out(
                "The bytes of the WARC files were not read, but for the chosen captures, nor was the chain of runs"
                " compared; `commentary verify` without --sample does both."
            )
            return
        total = sum(state.size for state in states)
        said = read_files(known, states, report, _counter("WARC files", total, progress))
        compare_names(known, states, report)
        differing = verify_chain(known, said, digests_of(states, report.copies), report)
        misplaced_records(states, differing, report)
        rows_without_record(known, report)


def _verify_derived(known: Known, report: Report, progress: Progress) -> None:
    db = known.db
    if db is None or not known.has_tables:
        return
    with finding_damage(report):
        verify_versions(db, report, _counter("versions", _count(db, "versions"), progress))
    with finding_damage(report):
        verify_articles(db, report, _counter("articles", _count(db, "articles"), progress))
    with finding_damage(report):
        verify_readings(known, report)
    if known.scope.full or known.is_filtered:
        return
    count = DEFAULT_SAMPLE if known.scope.sample is None else known.scope.sample
    with finding_damage(report):
        verify_sample(known, count, report, _counter("captures", count, progress))
        report.leave_out(
            f"{report.counts['captures read again']:,} of {_count(db, 'captures'):,} captures were read again, chosen"
            " at random; `commentary verify --full` reads all of them and derives all tables anew."
        )


def _verify_full(known: Known, report: Report, progress: Progress) -> None:
    why = None
    if known.scope.site is not None:
        why = "only one site was to be verified"
    elif known.is_filtered:
        why = "there are no captures to derive them from"
    elif known.is_writing:
        why = "a process is writing to the archive"
    elif not known.has_tables or report.has(*ABOUT_CAPTURES):
        why = "what is found has to be mended first"
    if why is not None:
        report.leave_out(f"The tables were not derived anew, because {why}.")
        return
    total = [0]
    advance = _counter("pages read again", total, progress)
    with finding_damage(report):
        verify_by_deriving(known, report, advance, lambda count: total.__setitem__(0, count))


def _counter(what: str, total: int | list[int], progress: Progress) -> Callable[[int], None]:
    """Return a function that adds to what is done of something, and shows it."""
    done = 0

    def advance(more: int) -> None:
        nonlocal done
        done += more
        progress(what, done, total if isinstance(total, int) else total[0])

    return advance


def _count(db: sqlite3.Connection, table: str) -> int:
    return int(db.execute(f"SELECT count(*) FROM arc.{table}").fetchone()[0])  # noqa: S608 - our own names
