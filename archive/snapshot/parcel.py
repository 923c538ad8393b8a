"""Reads the files of a snapshot out of a folder or a ZIP file, and refuses hostile ones (disk).

Nothing is unpacked by a name that the snapshot gives: each name is checked, and only the places that `unpack.py`
names are written.
"""

import os
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Protocol

from extract.errors import ArchiveError

# More names than any archive has files: a run has one, and there are few runs a day.
MAX_FILES = 1_000_000
# A tag file that is read into memory; a manifest has about a hundred bytes a file.
MAX_TAG_BYTES = 256 * 1024 * 1024
ENCRYPTED = 0x1


class Parcel(Protocol):
    """The files of a snapshot: `sizes` are their sizes in bytes by path."""

    sizes: dict[str, int]

    def open(self, name: str) -> BinaryIO:
        """Open one of the files."""
        ...

    def close(self) -> None:
        """Close what is open."""
        ...


def open_parcel(path: Path) -> Parcel:
    """Open a snapshot; ArchiveError for what is none, or has a name or kind of file that no snapshot has."""
    if path.is_dir():
        return _Folder(path)
    if path.is_file() and zipfile.is_zipfile(path):
        return _Zip(path)
    problem = "is neither a folder nor a ZIP file" if path.exists() else "does not exist"
    raise ArchiveError(f"{path} {problem}. Name a snapshot that `commentary snapshot` wrote.")


def read_tag(parcel: Parcel, name: str, where: Path) -> str:
    """Return the text of a file beside the payload; ArchiveError if it is missing, too large or no UTF-8."""
    if name not in parcel.sizes:
        raise ArchiveError(f"{where} is no snapshot: it has no {name}.")
    if parcel.sizes[name] > MAX_TAG_BYTES:
        raise ArchiveError(f"{where}: {name} is too large.")
    with parcel.open(name) as file:
        try:
            return file.read().decode()
        except UnicodeDecodeError as error:
            raise ArchiveError(f"{where}: {name} is no UTF-8 text.") from error


def check_name(name: str, where: Path) -> None:
    """Raise ArchiveError for a path that leads out of the snapshot, or that systems understand differently."""
    parts = name.split("/")
    is_odd = "\\" in name or "\0" in name or ":" in parts[0] or any(part in {"", ".", ".."} for part in parts)
    if is_odd:
        raise ArchiveError(
            f"{where} has a file with the name {name!r}, which may lead elsewhere. It is not restored."
        )


class _Folder:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.sizes = dict(self._walk())

    def _walk(self) -> Iterator[tuple[str, int]]:
        for number, (folder, folders, names) in enumerate(os.walk(self.path)):
            for each in (*folders, *names):
                whole = Path(folder) / each
                name, info = whole.relative_to(self.path).as_posix(), whole.lstat()
                check_name(name, self.path)
                if not (stat.S_ISREG(info.st_mode) or stat.S_ISDIR(info.st_mode)):
                    raise ArchiveError(f"{whole} is a link or a special file, which no snapshot has. Remove it.")
                if stat.S_ISREG(info.st_mode):
                    yield name, info.st_size
            if number > MAX_FILES:
                raise ArchiveError(f"{self.path} has too many folders for a snapshot.")

    def open(self, name: str) -> BinaryIO:
        # Between the check and here a link may have come: it is not followed.
        return os.fdopen(os.open(self.path / name, os.O_RDONLY | os.O_NOFOLLOW), "rb")

    def close(self) -> None:
        pass


class _Zip:
    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError) as error:
            raise ArchiveError(f"{path} cannot be read: {error}.") from error
        self._names: dict[str, zipfile.ZipInfo] = {}
        self.sizes: dict[str, int] = {}
        try:
            self._list()
        except BaseException:  # whatever it is: nobody has the object yet that could close the file
            self._zip.close()
            raise

    def _list(self) -> None:
        entries = self._zip.infolist()
        if len(entries) > MAX_FILES:
            raise ArchiveError(f"{self.path} has too many files for a snapshot.")
        for info in entries:
            if info.is_dir():
                continue
            check_name(info.filename, self.path)
            folder, slash, name = info.filename.partition("/")
            kind = stat.S_IFMT(info.external_attr >> 16)
            if kind not in {0, stat.S_IFREG} or info.flag_bits & ENCRYPTED or not slash or name in self._names:
                raise ArchiveError(
                    f"{self.path} has the file {info.filename!r}, which is a link, encrypted, outside of the folder"
                    f" {folder!r}, or there twice. It is not restored."
                )
            # A compressed file may unpack to any size; ours are stored as they are.
            if info.compress_type != zipfile.ZIP_STORED or info.compress_size != info.file_size:
                raise ArchiveError(
                    f"{self.path}: {info.filename} is compressed, which `commentary snapshot` never does. If you"
                    " trust it, unpack it yourself and restore the folder."
                )
            self._names[name] = info
            self.sizes[name] = info.file_size
        folders = {info.filename.partition("/")[0] for info in self._names.values()}
        if len(folders) > 1:
            raise ArchiveError(f"{self.path} has several folders: {', '.join(sorted(folders))}. A snapshot is one.")

    def open(self, name: str) -> BinaryIO:
        return self._zip.open(self._names[name])  # type: ignore[return-value]  # an IO[bytes], which is read only

    def close(self) -> None:
        self._zip.close()
