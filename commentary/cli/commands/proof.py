"""`commentary proof`: shows the stored response that proves what an article said, and writes it into files."""

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

import click

from archive.ask import Proof, ProvedCapture, last_capture_of, proof_of
from archive.database import DATABASE_NAME, open_read_only, plain_errors
from archive.schema import to_sql
from archive.warc import StoredRecord
from commentary.cli.articles import find_article, shown_version
from commentary.cli.dates import at_option
from commentary.cli.options import data_option
from commentary.cli.show.evidence import proof_text
from extract.errors import ArchiveError, CommentaryError

INCOMPLETE = 3
# Later than any time of a capture.
END_OF_TIME = "9"


@click.command()
@click.argument("url", metavar="URL")
@at_option("What it said on this day or time (UTC); by default the newest.")
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Also write it into this new folder: the text, requests and responses, and their WARC records.",
)
@data_option
def proof(*, url: str, at: datetime | None, output: Path | None, data: Path) -> None:
    """Show the stored response that proves what an article said, and how to check it.

    It tells where the records of request and response are, their heads and their digests. URL may be an earlier one
    of the article. Exit code 3 tells that a WARC file is missing or damaged, or that a digest is not that of the
    bytes.
    """
    with closing(open_read_only(data / DATABASE_NAME)) as db, plain_errors(data / DATABASE_NAME):
        db.row_factory = sqlite3.Row
        shown = shown_version(db, find_article(db, url, data), at)
        capture = last_capture_of(db, shown.capture, END_OF_TIME if at is None else to_sql(at))
        found = proof_of(db, data / "warc", version=shown.version, capture=capture)
    if found is None:
        raise ArchiveError(f"The capture {capture} is not in the database. `commentary replay` makes it anew.")
    click.echo(proof_text(found))
    if output is not None:
        _write(found, data / "warc", output)
        click.echo(f"\nWritten into {output}")
    problems = [each.problem or f"{each.capture.warc}: a digest is not that of the bytes" for each in _wrong(found)]
    for problem in problems:
        click.echo(f"commentary: {problem}", err=True)
    sys.exit(INCOMPLETE if problems else 0)


def _wrong(found: Proof) -> Iterator[ProvedCapture]:
    yield from (each for each in found.captures if each.problem or each.is_intact is False)


def _write(found: Proof, warc_folder: Path, output: Path) -> None:
    """Write the proof into a new or empty folder; CommentaryError with its name where that cannot be done."""
    try:
        output.mkdir(parents=True, exist_ok=True)
        if any(output.iterdir()):
            raise CommentaryError(f"{output} is not empty; give a new folder")
        (output / "proof.txt").write_text(f"{proof_text(found)}\n", "utf-8")
        for prefix, each in zip(("", "original-"), found.captures, strict=False):
            for name, content in _files(each, warc_folder):
                (output / f"{prefix}{name}").write_bytes(content)
    except OSError as error:
        raise CommentaryError(f"{error.filename or output} cannot be written: {error.strerror}") from error


def _files(each: ProvedCapture, warc_folder: Path) -> Iterator[tuple[str, bytes]]:
    if each.record is None:
        return
    yield "response.http" if each.record.http_bytes else "page.html", each.record.block
    if each.request is not None:
        yield "request.http", each.request.block
    # As they stand in the file, which makes a WARC file of two records.
    records = [record for record in (each.request, each.record) if record is not None]
    ending = "warc.gz" if each.record.is_compressed else "warc"
    yield f"record.{ending}", b"".join(_bytes(warc_folder, record) for record in records)


def _bytes(warc_folder: Path, record: StoredRecord) -> bytes:
    with (warc_folder / record.warc).open("rb") as file:
        file.seek(record.offset)
        return file.read(record.length)
