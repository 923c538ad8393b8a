"""A process that writes exports for readers of the pages, within limits of size (disk).

What it writes goes through a pipe to the process that serves, which sends it on as the reader takes it: the pipe is
full while he does not. A format that needs a file gets one in a temporary folder.
"""

import io
import resource
import signal
import sqlite3
import tempfile
from contextlib import closing, suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, BinaryIO, Literal, NamedTuple, cast

from archive.ask import NAMED_FIELDS, check_name
from archive.child_process import end_with_parent
from archive.database import open_read_only, plain_errors
from archive.export import EXPORTERS, Export, export, export_zipped
from archive.web.plugins.values import within
from extract.errors import ArchiveError, CommentaryError

# A temporary file, and so a workbook or a Parquet file, may have so many bytes.
MAX_FILE_BYTES = 2 * 1024 * 1024 * 1024
CHUNK = 256 * 1024
TOO_LARGE = (
    f"The file is larger than {MAX_FILE_BYTES // 1024**3} GB. Narrow the export down, or choose csv or ndjson."
)


class Part(NamedTuple):
    """A part of the answer: bytes of the file, its end, or a sentence that says why there is no more of it."""

    kind: Literal["bytes", "end", "problem"]
    data: bytes = b""
    text: str = ""


def serve(pipe: Connection) -> None:
    """Answer each Export that comes through a pipe with Parts, until the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (MAX_FILE_BYTES, most))
    with suppress(EOFError, OSError):
        while True:
            pipe.send(_answer(pipe, pipe.recv()))


def _answer(pipe: Connection, asked: Export) -> Part:
    """Send an export through the pipe; return the last part."""
    sender = _Sender(pipe)
    try:
        _check_names(asked)
        exporter = EXPORTERS[asked.format]
        if exporter.makes == "file":
            _send_file(pipe, asked)
            return Part("end")
        out = io.BufferedWriter(sender, CHUNK)
        write = export if exporter.makes == "stream" else export_zipped
        write(asked, cast("BinaryIO", out))
        out.flush()
    except CommentaryError as error:
        return sender.stop(within(asked.database.parent, str(error)))
    except MemoryError:
        return sender.stop("There is not enough memory for this file; `commentary export` may have more.")
    except OSError as error:
        if isinstance(error, BrokenPipeError | ConnectionError):
            raise
        return sender.stop(TOO_LARGE)
    return Part("end")


def _check_names(asked: Export) -> None:
    """Raise ArchiveError for a name or article that the archive does not have: the command refuses it too."""
    with closing(open_read_only(asked.database)) as db, plain_errors(asked.database):
        db.row_factory = sqlite3.Row
        for field in NAMED_FIELDS:
            for value in getattr(asked.only, field):
                check_name(db, field, value)
        for article in asked.only.articles:
            if db.execute("SELECT 1 FROM articles WHERE id = ?", (article,)).fetchone() is None:
                raise ArchiveError(f"There is no article {article} in this archive.")


def _send_file(pipe: Connection, asked: Export) -> None:
    with tempfile.TemporaryDirectory(prefix="commentary-export-") as folder:
        path = Path(folder) / "file"
        export(asked, path)
        with path.open("rb") as file:
            for chunk in iter(lambda: file.read(CHUNK), b""):
                pipe.send(Part("bytes", chunk))


class _Sender(io.RawIOBase):
    """A stream that sends what is written to it through a pipe, until it is stopped."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe
        self._is_stopped = False

    def stop(self, why: str) -> Part:
        """Drop what is still to be written, and return the part that says why.

        Buffers write what they hold when they are thrown away. Of an export that failed at its beginning this would
        be its first part, and the reader would get the beginning of a file instead of the reason.
        """
        self._is_stopped = True
        return Part("problem", text=why)

    def writable(self) -> bool:
        return True

    def write(self, data: Any, /) -> int:
        sent = bytes(data)
        if not self._is_stopped:
            self._pipe.send(Part("bytes", sent))
        return len(sent)
