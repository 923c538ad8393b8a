"""Says at the end of a run what a person should look at (reads the database)."""

from archive.ask import file_problems, still_unread
from archive.store import Archive, Run
from crawler.ledger import Ledger


def add_alarms(archive: Archive, run: Run, ledger: Ledger, *, not_due: int) -> int:
    """Add the alarms of a run that is about to end; `not_due` pages were left out. Return how many are held."""
    _add_alarms_of_archive(archive, run, ledger)
    held = archive.judge_readings(run)
    ledger.alarms += archive.begun_alarms(run)
    ledger.alarms += ledger.listed.alarms(pages=ledger.counts["pages"] + not_due)
    return held


def _add_alarms_of_archive(archive: Archive, run: Run, ledger: Ledger) -> None:
    tables = archive.tables
    own = [each for each in still_unread(tables.db) if each.site == run.site.name and each.reason is not None]
    if own:
        ledger.alarms.append(f"pages still to be read: {len(own)}, the first {own[0].url}: {own[0].why}")
    for each in file_problems(tables.db, tables.warc_folder):
        ledger.alarms.append(f"warc/{each.path.name} {each.problem}, and had {each.captures} captures")
