"""Writes the files of a snapshot into a folder or a ZIP file, which gets its name when it is complete (disk).

A ZIP file holds the bag as one folder, uncompressed, in the order of writing and with fixed times, so that equal
content gives equal bytes; with ZIP64 where it needs that.
"""

import hashlib
import os
import secrets
import shutil
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from archive.warc import sync
from extract.errors import ArchiveError

CHUNK = 1024 * 1024
# The first moment that a ZIP file can state.
EPOCH = "1980-01-01T00:00:00+00:00"
FILE_MODE = 0o644


class Sink(Protocol):
    """Where the files of a snapshot go; a `with` block gives the whole its name, and removes it after an error."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def add(self, name: str, size: int, chunks: Iterable[bytes]) -> str:
        """Write a file of `size` bytes, and return its SHA-256 in hexadecimal."""
        ...


def open_sink(out: Path, moment: str) -> Sink:
    """Return the sink for a new folder, or for a new ZIP file if its name ends in .zip; `moment` is when it is of.

    Raises ArchiveError if there is something of that name.
    """
    if out.exists() or out.is_symlink():
        raise ArchiveError(f"{out} exists already. Give another name: a snapshot overwrites nothing.")
    if not out.parent.is_dir():
        raise ArchiveError(f"{out.parent} is no folder. Make it first, or give another place.")
    at = datetime.fromisoformat(max(moment, EPOCH))
    return ZipSink(out, at) if out.suffix == ".zip" else FolderSink(out, at)


def read_chunks(path: Path, size: int) -> Iterator[bytes]:
    """Yield the first `size` bytes of a file; ArchiveError if it has fewer."""
    left = size
    with path.open("rb") as file:
        while left and (chunk := file.read(min(CHUNK, left))):
            left -= len(chunk)
            yield chunk
    if left:
        raise ArchiveError(f"{path} became shorter while it was copied. Take the snapshot again.")


class FolderSink:
    """A folder of files with fixed times."""

    def __init__(self, out: Path, at: datetime) -> None:
        self.out = out
        self.at = at
        self.part = out.with_name(f".{out.name}.{secrets.token_hex(4)}.part")

    def __enter__(self) -> Self:
        self.part.mkdir()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:
            shutil.rmtree(self.part, ignore_errors=True)
            return
        for folder in (*(each for each in self.part.rglob("*") if each.is_dir()), self.part):
            sync(folder)
        self.part.rename(self.out)
        sync(self.out.parent)

    def add(self, name: str, size: int, chunks: Iterable[bytes]) -> str:
        """Write a file of `size` bytes, and return its SHA-256 in hexadecimal."""
        del size
        path = self.part / name
        path.parent.mkdir(parents=True, exist_ok=True)
        digest = hashlib.sha256()
        with path.open("xb") as file:
            for chunk in chunks:
                digest.update(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        path.chmod(FILE_MODE)
        os.utime(path, (self.at.timestamp(), self.at.timestamp()))
        return digest.hexdigest()


class ZipSink:
    """A ZIP file with one folder in it, of its own name."""

    def __init__(self, out: Path, at: datetime) -> None:
        self.out = out
        self.at = at
        self.part = out.with_name(f".{out.name}.{secrets.token_hex(4)}.part")

    def __enter__(self) -> Self:
        self._zip = zipfile.ZipFile(self.part, "x", zipfile.ZIP_STORED, allowZip64=True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._zip.close()
        except OSError:
            # With a full disk also the directory at the end cannot be written; the first error counts.
            if error is None:
                self.part.unlink()
                raise
        if error is not None:
            self.part.unlink()
            return
        sync(self.part)
        self.part.rename(self.out)
        sync(self.out.parent)

    def add(self, name: str, size: int, chunks: Iterable[bytes]) -> str:
        """Write a file of `size` bytes, and return its SHA-256 in hexadecimal."""
        # The folder's name is fixed: the same content gives the same bytes under another name too.
        info = zipfile.ZipInfo(f"commentary-snapshot/{name}", self.at.timetuple()[:6])
        info.create_system, info.external_attr, info.file_size = 3, FILE_MODE << 16, size
        digest = hashlib.sha256()
        with self._zip.open(info, "w") as file:
            for chunk in chunks:
                digest.update(chunk)
                file.write(chunk)
        return digest.hexdigest()
