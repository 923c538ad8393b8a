"""Repairs of an archive what can be repaired without losing anything (writes to disk, starts processes).

    findings → steps in stages: files → schema and indexes → what was not loaded → tables from the WARC files

What a step replaces is moved into the folder removed/, and nothing is deleted. After each stage the archive is
verified again, because what comes next depends on it: tables are only rebuilt from WARC files that are whole.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from archive.database import DATABASE_NAME
from archive.verify.finding import Finding
from archive.verify.mend import (
    cut_tail,
    load_and_read,
    make_indexes,
    make_search_anew,
    move_copy,
    move_leftover,
    rebuild_tables,
    rename_back,
)
from archive.verify.report import Verified
from extract.errors import ArchiveError
from extract.site import Site

FILES, SCHEMA, LOADING, TABLES = range(4)
# What the next crawl would take in by itself.
UNLOADED = frozenset({"unfinished-run", "warc-not-loaded", "warc-longer", "reading-missing", "schema-version"})
# What a replay of whole WARC files puts right.
REBUILT = frozenset({
    *("database-missing", "database-damaged", "wrong-type", "orphan-row", "table-differs", "unfetched-differs"),
    *("capture-not-in-table", "capture-differs", "capture-moved", "run-differs", "run-changed", "schema-differs"),
    *("version-differs", "article-differs", "reading-differs"),
})  # fmt: skip
# While there is one of these, the database may have what the WARC files lack: it is not rebuilt, and none is loaded.
FILES_IN_DOUBT = frozenset({
    *("warc-missing", "warc-unreadable", "warc-shorter", "warc-changed", "record-damaged", "digest-mismatch"),
    *("record-out-of-place", "record-doubled", "run-missing", "chain-broken", "capture-without-record"),
})  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Step:
    """Something that a repair does: its stage, what it is as a sentence, the kinds of findings it mends, and how."""

    stage: int
    what: str
    mends: frozenset[str]
    do: Callable[[], None]


def plan_repairs(data: Path, sites: Mapping[str, Site], verified: Verified) -> tuple[list[Step], list[Finding]]:
    """Return the steps that are safe, in order, and the findings that none of them mends."""
    steps = [*_file_steps(data, verified), *_schema_steps(data, verified), *_table_steps(data, sites, verified)]
    mended = frozenset[str]().union(*(step.mends for step in steps))
    renamed = _renamed(verified)
    return steps, [each for each in verified.findings if each.kind not in mended and each.file not in renamed]


def carry_out(
    data: Path, sites: Mapping[str, Site], verified: Verified, look: Callable[[], Verified]
) -> Iterator[tuple[Step, ArchiveError | None]]:
    """Do the safe steps, stage by stage; yield each with the error that kept it from being done, None if it is done.

    `look` verifies the archive again after each stage; each step is tried once.
    """
    tried: set[str] = set()
    while steps := [step for step in plan_repairs(data, sites, verified)[0] if step.what not in tried]:
        first = min(step.stage for step in steps)
        for step in steps:
            if step.stage == first:
                tried.add(step.what)
                yield step, _try(step)
        verified = look()


def _try(step: Step) -> ArchiveError | None:
    try:
        step.do()
    except ArchiveError as error:
        return error
    except OSError as error:
        # Such as a full disk or a folder that cannot be written; the other steps go on.
        return ArchiveError(f"{error.filename or 'a file'} cannot be written: {error.strerror}.")
    return None


def _file_steps(data: Path, verified: Verified) -> Iterator[Step]:
    for finding in verified.findings:
        if finding.kind == "leftover":
            what = f"Move {finding.file} into removed/."
            yield _step(FILES, what, "leftover", partial(move_leftover, data, finding.file))
        if finding.kind == "torn-tail" and finding.offset is not None:
            what = f"Move the bytes of {finding.file} from byte {finding.offset} on into removed/."
            yield _step(FILES, what, "torn-tail", partial(cut_tail, data, finding.file, finding.offset))
    for copy, kept in verified.copies.items():
        what = f"Move warc/{copy}, a copy of warc/{kept}, into removed/."
        yield _step(FILES, what, "warc-doubled", partial(move_copy, data, copy, kept))
    free = {name: target for name, target in verified.renames.items() if _is_free(data, target, verified)}
    if free:
        what = "; ".join(f"Rename warc/{name} to {target}" for name, target in free.items())
        yield _step(FILES, f"{what}.", "warc-renamed", partial(rename_back, data, free))


def _schema_steps(data: Path, verified: Verified) -> Iterator[Step]:
    kinds = {finding.kind for finding in verified.findings}
    if kinds & {"database-missing", "database-damaged", "schema-version"}:
        return
    if kinds & {"schema-differs", "index-damaged"}:
        what = "Make indexes, triggers, views and missing columns of the database anew."
        yield _step(SCHEMA, what, "index-damaged", partial(make_indexes, data))
    if kinds & {"search-missing", "search-differs"}:
        what = "Make the full-text index anew."
        mends = frozenset({"search-missing", "search-differs"})
        yield Step(stage=SCHEMA, what=what, mends=mends, do=partial(make_search_anew, data))


def _table_steps(data: Path, sites: Mapping[str, Site], verified: Verified) -> Iterator[Step]:
    kinds = {finding.kind for finding in verified.findings}
    is_damaged = bool(kinds & {"database-missing", "database-damaged"})
    in_doubt = {each.kind for each in verified.findings if each.file not in _renamed(verified)} & FILES_IN_DOUBT
    if in_doubt:
        return
    if kinds & UNLOADED and not is_damaged and not _is_newer(verified):
        what = "Load what is not in the tables, and read what was not read, as the next crawl would."
        yield Step(stage=LOADING, what=what, mends=UNLOADED, do=partial(load_and_read, data, sites))
    if kinds & REBUILT:
        what = "Rebuild the tables from the WARC files, as `commentary replay` does."
        if is_damaged and "database-missing" not in kinds:
            what = f"Move {DATABASE_NAME} into removed/, and rebuild it from the WARC files."
        do = partial(rebuild_tables, data, sites, is_damaged=is_damaged)
        yield Step(stage=TABLES, what=what, mends=REBUILT, do=do)


def _step(stage: int, what: str, kind: str, do: Callable[[], None]) -> Step:
    return Step(stage=stage, what=what, mends=frozenset({kind}), do=do)


def _renamed(verified: Verified) -> set[str]:
    """Return the files, by their old and new names, that are back under their own name when all is done."""
    return {f"warc/{name}" for name in (*verified.renames.values(), *verified.renames)}


def _is_free(data: Path, target: str, verified: Verified) -> bool:
    """Tell whether a file can get a name: nothing has it, or what has it gets another one, too."""
    return not (data / "warc" / target).exists() or target in verified.renames


def _is_newer(verified: Verified) -> bool:
    return any(each.kind == "schema-version" and "older" not in each.problem for each in verified.findings)
