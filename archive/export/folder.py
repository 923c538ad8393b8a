"""A folder of files, or a ZIP file with them, that an export fills (disk)."""

import zipfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Protocol, cast

from extract.errors import ExportError

# The first day that a ZIP file can state: the same content gives the same bytes.
NO_TIME = (1980, 1, 1, 0, 0, 0)
FILE_MODE = 0o100644
MAX_NAME_BYTES = 255


class Folder(Protocol):
    """Where the files of an export go."""

    def open(self, name: str) -> AbstractContextManager[BinaryIO]:
        """Open a new file of this name for writing, one at a time; `/` stands between the folder and the file.

        Raises ExportError for a name that leads out of the folder, or that a file system may refuse.
        """
        ...


class DiskFolder:
    """A folder on disk."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @contextmanager
    def open(self, name: str) -> Iterator[BinaryIO]:
        """Open a new file."""
        path = self.path / checked(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as out:
            yield out


class ZipFolder:
    """A ZIP file that is written to a stream, which need not be seekable."""

    def __init__(self, out: BinaryIO) -> None:
        # A file that can be sought in would get other bytes than a stream.
        self._out = _Stream(out)
        self._zip = zipfile.ZipFile(cast("BinaryIO", self._out), "w", zipfile.ZIP_DEFLATED, allowZip64=True)

    @contextmanager
    def open(self, name: str) -> Iterator[BinaryIO]:
        """Open a new file; its size is not known beforehand."""
        info = zipfile.ZipInfo(checked(name), NO_TIME)
        info.create_system, info.external_attr = 3, FILE_MODE << 16
        info.compress_type = zipfile.ZIP_DEFLATED
        with self._zip.open(info, "w", force_zip64=True) as out:
            yield cast("BinaryIO", out)

    def close(self) -> None:
        """Write the directory at the end."""
        self._zip.close()

    def abandon(self) -> None:
        """Write nothing more: what has no directory is no ZIP file, and does not look like one."""
        self._out.is_open = False
        self._zip.close()


class _Stream:
    """Writes to a stream, which is not sought in, until it is closed."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self.is_open = True

    def write(self, data: bytes) -> int:
        """Write bytes."""
        return self._out.write(data) if self.is_open else len(data)

    def flush(self) -> None:
        """Pass on what the stream keeps back."""
        if self.is_open:
            self._out.flush()


def checked(name: str) -> str:
    """Return a name as it is; ExportError if it leads out of the folder, or a file system may refuse it."""
    parts = PurePosixPath(name).parts
    safe = name == "/".join(parts) and not any(
        part in {"..", "."} or len(part.encode()) > MAX_NAME_BYTES for part in parts
    )
    if not safe or not name or name.startswith("/") or any(ord(sign) < 32 or sign in '\\:*?"<>|' for sign in name):
        raise ExportError(f"{name!r} is no name of a file in a folder.")
    return name
