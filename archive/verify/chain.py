"""Verifies the chain of runs: each names the digest that the files of the run before it had (SQL on a workspace).

    sha256 of each file → digest of each run ─┬─ = runs.digest
                                              ├─ = what the next run's warcinfo record says
                                              └─ = what a run that went on beside it says in its summary
A lawful removal and a compaction rewrite files. Their records give the digest of a run before and after, and both
are accepted. After a compaction the former files are accepted too, since an archive that was merged into this one may
have them.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping

from archive.digests import ended_before
from archive.verify.report import Report
from archive.verify.state import Known, WarcState, site_of_run
from archive.warc import Compacted, Forgotten, RunEnd, RunStart, run_digest, run_of_name

RUNS = "SELECT id, digest FROM arc.runs WHERE digest IS NOT NULL ORDER BY id"

# Of each run the digests that it had, and those that took their place; None if nothing is left.
Changes = dict[str, dict[str, set[str | None]]]


def note_forgotten(changes: Changes, forgotten: Forgotten) -> None:
    """Note the digests of runs before and after a removal."""
    for run, (before, after) in forgotten.runs.items():
        if before is not None:
            changes.setdefault(run, {}).setdefault(before, set()).add(after)


def note_compacted(changes: Changes, compacted: Compacted) -> None:
    """Note the digest of a run before and after a file of it was written anew."""
    before, after = compacted.digests
    steps = changes.setdefault(compacted.run, {})
    steps.setdefault(before, set()).add(after)
    steps.setdefault(after, set()).add(before)


def digests_of(states: Iterable[WarcState], copies: Container[str]) -> dict[str, str]:
    """Return the digest of each run from its files as they are, under the names with which they were written."""
    files: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for state in states:
        name = state.written_name or state.name
        if state.name not in copies and (run := run_of_name(name)):
            files[run][name] = state.sha256
        for part in state.parts:
            files[run_of_name(part.file) or ""][part.file] = part.sha256
    return {run: run_digest(digests) for run, digests in files.items()}


def verify_chain(
    known: Known, said: Iterable[RunStart | RunEnd], digests: Mapping[str, str], report: Report
) -> set[str]:
    """Compare the digests of runs with the table and with what the runs after them say; return those that differ."""
    differing: set[str] = set()
    for run, previous, digest in sorted({link for each in said for link in _links(each)}):
        if known.scope.site is not None and site_of_run(previous) != known.scope.site:
            continue
        if previous in known.running:
            continue
        if previous not in digests:
            if not _is_gone(known.changes, previous):
                problem = f"the run {run} names the run {previous} before it, and no file of that one is there."
                report.add("run-missing", f"warc/{previous}-00000.warc.gz", problem)
        elif digest and not _is_same(known.changes, previous, digest, digests[previous]):
            differing.add(previous)
            problem = (
                f"the run {run} says that the files of {previous} had the digest {digest} when that one had ended,"
                f" and they have {digests[previous]}."
            )
            report.add("chain-broken", f"warc/{previous}-00000.warc.gz", problem)
        report.counts["links of the chain"] += 1
    return differing | _compare_with_table(known, digests, report)


def _links(said: RunStart | RunEnd) -> Iterator[tuple[str, str, str]]:
    """Yield a run, one before it, and the digest of that one, "" where it is not told."""
    if isinstance(said, RunEnd):
        yield from ((said.run, previous, digest) for previous, digest in ended_before(said.summary))
    elif said.previous_run:
        yield said.run, said.previous_run, said.previous_digest or ""


def _compare_with_table(known: Known, digests: Mapping[str, str], report: Report) -> set[str]:
    if known.db is None or not known.has_tables:
        return set()
    stored = dict(map(tuple, known.db.execute(RUNS).fetchall()))
    differing = {run for run, digest in digests.items() if stored.get(run, digest) != digest}
    for run in sorted(differing):
        # A file that is missing or was changed has been told.
        if report.touches(f"warc/{run}-"):
            continue
        problem = f"the table runs has the digest {stored[run]} of {run}, and its files have {digests[run]}."
        report.add("run-changed", f"warc/{run}-00000.warc.gz", problem)
    return differing


def _is_gone(changes: Changes, run: str) -> bool:
    return any(None in after for after in changes.get(run, {}).values())


def _is_same(changes: Changes, run: str, before: str, now: str) -> bool:
    """Tell whether a digest became another one by lawful removals and compactions, however many of them."""
    steps = changes.get(run, {})
    seen: set[str | None] = {before}
    left: list[str | None] = [before]
    while left:
        digest = left.pop()
        new = steps.get(digest, set()) - seen if digest is not None else set()
        seen |= new
        left += new
    return now in seen
