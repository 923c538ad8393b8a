from contextlib import nullcontext
from dataclasses import asdict

import pytest

from archive.store import Archive
from commentary.cli.crawling import Runs, worst
from crawler.ledger import Summary
from crawler.run import Outcome
from extract.errors import ArchiveError
from numbered import NOON, SITE


def summary_of(data, status="finished", **values):
    with Archive.open(data) as archive:
        run = archive.start_run(SITE, started_at=NOON)
        summary = Summary(run=run.id, site=SITE.name, status=status, seconds=1.0, **values)
        archive.finish_run(run, asdict(summary))
    return summary


def test_each_run_is_told_as_it_ends_and_all_of_them_in_one_line(tmp_path, capsys):
    whole, empty = summary_of(tmp_path, pages=1, listings=1), summary_of(tmp_path)
    with Runs(tmp_path, metrics=tmp_path / "a.prom") as runs:
        for outcome in (
            Outcome(site=SITE.name, summary=whole),
            Outcome(site=SITE.name, summary=empty),
            Outcome(site="other", summary=None, error=ArchiveError("other: the disk is full")),
        ):
            runs.ended(outcome)
        runs.left(["last"])
        runs.overview()
    said = capsys.readouterr()
    assert [line for line in said.out.splitlines() if not line.startswith(" ") and ":" in line] == [
        f"{SITE.name}: finished",
        f"{SITE.name}: finished, but nothing was fetched",
        "last: not begun, because of the signal",
        "4 runs: 1 finished, 1 finished with a problem, 1 failed, 1 not begun",
    ]
    assert said.err == "commentary: other: the disk is full\n"
    assert (runs.codes, worst(runs.codes)) == ([0, 4, 1, 3], 1)
    assert f'site="{SITE.name}"' in (tmp_path / "a.prom").read_text("utf-8")


def test_a_database_that_cannot_be_read_takes_the_report_only(tmp_path, capsys):
    summary = summary_of(tmp_path, pages=1, listings=1)
    for file in tmp_path.glob("commentary.db*"):
        file.write_bytes(b"no database" * 99)
    with Runs(tmp_path) as runs:
        runs.ended(Outcome(site=SITE.name, summary=summary))
    said = capsys.readouterr()
    assert said.out.startswith(f"{SITE.name}: finished\narticles")
    assert said.err.startswith(f"commentary: {SITE.name}: ")
    assert runs.codes == [0]


@pytest.mark.parametrize("sole", [True, False])
def test_a_run_that_failed_is_seen_in_the_metrics(tmp_path, sole):
    failed = summary_of(tmp_path, status="failed")
    error = ArchiveError("the disk is full")
    told = pytest.raises(ArchiveError) if sole else nullcontext()
    with Runs(tmp_path, sole=sole, metrics=tmp_path / "a.prom") as runs, told:
        runs.ended(Outcome(site=SITE.name, summary=failed, error=error))
    assert f'site="{SITE.name}",status="failed"}} 1.0' in (tmp_path / "a.prom").read_text("utf-8")
