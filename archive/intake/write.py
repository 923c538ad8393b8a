"""Writes the records that are taken from other tools' files to WARC files of ours, a run for each visit (disk).

The files are written in a folder beside `warc/` and moved there when they are whole, so that a kill leaves each of
them out or in; the next import takes what is out. From there on they are loaded like any WARC file, in recovery and
replay too.
"""

import secrets
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from typing import Any, BinaryIO

from archive.digests import last_run
from archive.intake.foreign import Foreign, record_at
from archive.intake.found import FoundRecords
from archive.intake.inputs import InputFile
from archive.intake.unpack import Broken, Place
from archive.recover import load_warc
from archive.tables import Tables
from archive.warc import IMPORTED_FROM, SOURCE_KIND, SOURCE_URL, RunStart, WarcFile, sync, warc_date
from extract.errors import ArchiveError

# Written anew, or true of the other file only.
LEFT_OUT = frozenset({"Content-Length", "WARC-Warcinfo-ID", "WARC-Filename", "WARC-Segment-Number"})
OURS = "commentary-"
MAX_NAMED_PROBLEMS = 50


class RunWriter:
    """Writes visits as runs of a site; `files` are those in which the records were found, in their order."""

    def __init__(
        self, tables: Tables, site: str, files: Sequence[InputFile], folder: Path, *, imported_at: datetime
    ) -> None:
        self.tables = tables
        self.site = site
        self.files = files
        self.folder = folder
        self.imported_at = imported_at

    def write(self, found: FoundRecords, visit: sqlite3.Row, on_record: Callable[[], None]) -> str:
        """Write and load one visit; return the id of its run."""
        started_at = datetime.fromisoformat(visit["first"])
        previous_run, previous_digest = last_run(self.tables.db)
        start = RunStart(
            run=f"{self.site}-{started_at:%Y%m%d%H%M%S}-{secrets.token_hex(3)}",
            site=self.site,
            started_at=started_at,
            imported_at=self.imported_at,
            previous_run=previous_run,
            previous_digest=previous_digest,
        )
        folder = self.folder / start.run
        folder.mkdir()
        self._write_files(WarcFile(folder, start), found, visit, on_record)
        self._publish(folder)
        return start.run

    def _write_files(
        self, warc: WarcFile, found: FoundRecords, visit: sqlite3.Row, on_record: Callable[[], None]
    ) -> None:
        opened: dict[int, BinaryIO] = {}
        counts: dict[int, int] = {}
        with ExitStack() as stack:
            stack.callback(warc.close)
            for row in found.of_visit(visit["visit"]):
                number = row["file"]
                if number not in opened:
                    opened[number] = stack.enter_context(self.files[number].open())
                record = self._read(opened[number], row)
                source = f"{self.files[number].file_name}, byte {row['place']}"
                warc.write_copy(copied_fields(record, row, source), _block(record, row))
                if row["kind"] != "request":
                    counts[number] = counts.get(number, 0) + 1
                    on_record()
            warc.finish(self._summary(found, visit, counts))

    def _read(self, file: BinaryIO, row: sqlite3.Row) -> Foreign:
        try:
            return record_at(file, Place(row["place"], row["skip"]))
        except Broken as error:
            name = self.files[row["file"]].name
            raise ArchiveError(f"{name}, byte {row['place']}: it changed while it was imported.") from error

    def _summary(self, found: FoundRecords, visit: sqlite3.Row, counts: Mapping[int, int]) -> dict[str, Any]:
        refused = [row for row in found.problems() if row["file"] in counts]
        files = [
            {
                "name": self.files[number].name,
                "sha256": self.files[number].sha256,
                "bytes": self.files[number].size,
                "captures": count,
                "refused": sum(row["file"] == number for row in refused),
            }
            for number, count in sorted(counts.items())
        ]
        named = [
            {"file": self.files[row["file"]].name, "byte": row["place"], "url": row["url"], "problem": row["problem"]}
            for row in refused[:MAX_NAMED_PROBLEMS]
        ]
        return {
            "status": "partial" if refused else "finished",
            "finished_at": datetime.fromisoformat(visit["last"]).astimezone(UTC).isoformat(),
            "captures": visit["captures"],
            "import": {"files": files, "refused": named},
        }

    def _publish(self, folder: Path) -> None:
        """Move the files of a run to those of the archive, and load them."""
        paths = sorted(folder.iterdir())
        for path in paths:
            path.replace(self.tables.warc_folder / path.name)
        sync(self.tables.warc_folder)
        for path in paths:
            target = self.tables.warc_folder / path.name
            damages = load_warc(self.tables, target)
            with self.tables.transaction():
                self.tables.mark_loaded(target)
            if damages:
                raise ArchiveError(f"{target}, byte {damages[0].offset}: {damages[0].problem}.")


def copied_fields(record: Foreign, row: sqlite3.Row, source: str) -> dict[str, str]:
    """Return the fields of our copy of a record: its own, with what it leaves open said."""
    own = {
        name: value
        for name, value in reversed(record.fields)
        if name not in LEFT_OUT and not name.lower().startswith(OURS)
    }
    # A fraction of a second stays as it is; some tools write a space in place of the T.
    given = own["WARC-Date"].replace(" ", "T")
    fields = {
        "WARC-Type": row["kind"],
        "WARC-Record-ID": f"<{row['id']}>",
        "WARC-Date": given if given.endswith("Z") else warc_date(datetime.fromisoformat(row["at"])),
        "WARC-Target-URI": row["url"],
    }
    fields |= {name: own[name] for name in sorted(own) if name not in fields}
    if _is_of_other_bytes(record):
        fields.pop("WARC-Payload-Digest", None)
    if row["kind"] == "revisit":
        fields["WARC-Refers-To"] = f"<{row['original_id']}>"
        fields.pop("WARC-Block-Digest", None)
        if not (record.block or b"").startswith(b"HTTP/"):
            fields["Content-Type"] = "application/http; msgtype=response"
    if row["source_kind"]:
        fields |= {SOURCE_KIND: row["source_kind"], SOURCE_URL: row["source_url"]}
    return fields | {IMPORTED_FROM: source}


def _is_of_other_bytes(record: Foreign) -> bool:
    """Tell whether the payload's digest may be that of more than was stored."""
    return record.get("WARC-Type") == "response" and record.get("WARC-Truncated") is not None


def _block(record: Foreign, row: sqlite3.Row) -> bytes:
    block = record.block or b""
    if row["kind"] != "revisit" or block.startswith(b"HTTP/"):
        return block
    phrases = {each.value: each.phrase for each in HTTPStatus}
    return f"HTTP/1.1 {row['status']} {phrases.get(row['status'], '')}\r\n\r\n".encode()
