"""Verifies the records of one WARC file, and that the tables say of them what they say (reads one file)."""

from collections.abc import Callable, Iterator

from archive.verify.captures import compare_capture, compare_end, compare_start, note_unfetched
from archive.verify.chain import note_compacted, note_forgotten
from archive.verify.report import Report
from archive.verify.state import Known, WarcState
from archive.warc import (
    Damage,
    Examined,
    Forgotten,
    Part,
    Recorded,
    RunEnd,
    RunStart,
    Unfetched,
    examine,
    is_compacted_name,
    is_joined_name,
    read_compacted,
    run_of_name,
)

AMONG = """
SELECT count(*), min(url) FROM arc.captures WHERE warc = ? AND "offset" >= ? AND "offset" < ?
"""


def examine_records(
    known: Known, state: WarcState, report: Report, advance: Callable[[int], None]
) -> Iterator[RunStart | RunEnd]:
    """Examine all records of a file; yield what the runs say at their start and their end."""
    before: Examined | None = None
    warcinfo: str | None = None
    for item in examine(state.path):
        advance(item.length)
        if isinstance(item, Damage):
            _report_damage(known, state, item, report)
            before = None
            continue
        report.counts["records"] += 1
        for problem in item.digests:
            report.add("digest-mismatch", state.where, f"record {item.id}: {problem}.", offset=item.offset)
        if item.fields["WARC-Type"] == "warcinfo":
            warcinfo = item.id
        if place := _misplaced(before, item, warcinfo):
            state.misplaced.append((item.offset, place))
        # Behind the record that tells of it stands a file that is older, and was another's.
        before = None if isinstance(item.entry, Part) else item
        _note_changes(known, state, item, report)
        if (item.offset == 0 and item.fields["WARC-Type"] == "warcinfo" and _is_joined(item)) or (
            isinstance(item.entry, RunStart) and not is_joined_name(state.written_name or "")
        ):
            state.written_name = item.fields.get("WARC-Filename", state.name)
        if isinstance(item.entry, RunStart | RunEnd):
            yield item.entry
        _compare(known, state, item, report)
    if before is not None and before.fields["WARC-Type"] == "request" and _is_own(before):
        state.misplaced.append((before.offset, f"the request {before.id} has no response after it."))


def _is_joined(item: Examined) -> bool:
    return is_joined_name(item.fields.get("WARC-Filename", ""))


def _note_changes(known: Known, state: WarcState, item: Examined, report: Report) -> None:
    """Note what a lawful removal or a compaction says of digests before and after it."""
    if isinstance(item.entry, Forgotten):
        note_forgotten(known.changes, item.entry)
    if item.fields["WARC-Type"] != "metadata" or not is_compacted_name(state.name):
        return
    try:
        note_compacted(known.changes, read_compacted(item.id, item.block))
    except ValueError as error:
        report.add("record-damaged", state.where, f"{error}.", offset=item.offset)


def _compare(known: Known, state: WarcState, item: Examined, report: Report) -> None:
    """Compare what a record says with the tables; what they have not loaded yet is not compared."""
    entry = item.entry
    if isinstance(entry, Recorded) and known.tombstones.hides(entry.capture):
        # Told with all else that is left of what was forgotten.
        return
    if isinstance(entry, RunStart) and known.tombstones.hides_site(entry.site):
        return
    is_loaded = state.stored_bytes is not None and item.offset < state.stored_bytes
    if known.db is None or not known.has_tables or not is_loaded or run_of_name(state.name) in known.unfinished:
        return
    if isinstance(entry, Recorded):
        compare_capture(known.db, state, entry.capture, report)
    elif isinstance(entry, RunStart):
        compare_start(known.db, state, entry, report)
    elif isinstance(entry, RunEnd):
        compare_end(known.db, state, entry, item.offset, report)
    elif isinstance(entry, Unfetched):
        note_unfetched(known.db, entry)


def _report_damage(known: Known, state: WarcState, damage: Damage, report: Report) -> None:
    end = damage.offset + damage.length
    run = run_of_name(state.name)
    # Beyond what was loaded, in a file that is the same up to there, no capture can be lost: a crash left it.
    is_new = damage.offset >= (state.stored_bytes or 0) and (state.stored_bytes is None or state.is_confirmed)
    if damage.truncated and run is not None and is_new:
        problem = f"{damage.problem}: {damage.length:,} bytes."
        report.add("torn-tail", state.where, problem, offset=damage.offset)
        return
    what = ""
    if known.db is not None and known.has_tables:
        known.db.execute("INSERT INTO damaged VALUES (?, ?, ?)", (state.name, damage.offset, end))
        count, url = known.db.execute(AMONG, (state.name, damage.offset, end)).fetchone()
        what = f", with {count:,} captures, of {url}{' and others' if count > 1 else ''}" if count else ""
    report.add(
        "record-damaged",
        state.where,
        f"{damage.problem}; {damage.length:,} bytes cannot be read{what}.",
        offset=damage.offset,
    )


def _misplaced(before: Examined | None, item: Examined, warcinfo: str | None) -> str | None:
    """Return how a record of our own writer stands where it did not put it, in a sentence; None if it does not."""
    kind = item.fields["WARC-Type"]
    named = item.fields.get("WARC-Warcinfo-ID", "").strip("<>")
    if kind != "warcinfo" and warcinfo and named and named != warcinfo:
        return f"record {item.id} belongs to the file with the warcinfo record {named}."
    if before is None or not (_is_own(before) and _is_own(item)):
        return None
    answer = (
        before.fields.get("WARC-Concurrent-To", "").strip("<>") if before.fields["WARC-Type"] == "request" else ""
    )
    if answer and answer != item.id:
        return f"record {item.id} stands between the request {before.id} and its response {answer}."
    # The ids sort by time. That of a response was made before that of its request, which is written first.
    if not answer and _time_of(item) < _time_of(before):
        return f"record {item.id} is older than record {before.id}, which stands before it."
    return None


def _is_own(item: Examined) -> bool:
    """Tell whether our own writer made a record: its id is a UUID of version 7."""
    return item.id.startswith("urn:uuid:") and item.id[23:24] == "7"


def _time_of(item: Examined) -> str:
    return item.id[9:27]
