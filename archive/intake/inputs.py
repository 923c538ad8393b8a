"""Lists the WARC and ARC files in what is to be imported: files, folders, and WACZ files in them (reads files).

A file inside a WACZ file is named `outer.wacz!archive/data.warc.gz`. What cannot be read is named with the reason.
"""

import hashlib
import io
import os
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO

from archive.warc import Part, parts_in, site_of_name, warc_files, why_unreadable

NAMES = (".warc", ".warc.gz", ".warc.zst", ".arc", ".arc.gz", ".wacz")
ZIP = b"PK\x03\x04"
CHUNK = 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class InputFile:
    """A WARC or ARC file: its name as it is told, its size in bytes, its SHA-256, and how it is opened."""

    name: str
    size: int
    sha256: str
    open: Callable[[], BinaryIO]

    @property
    def file_name(self) -> str:
        """The last part of its name."""
        return self.name.replace("!", "/").rpartition("/")[2]


@dataclass(frozen=True)
class Unreadable:
    """A file that is not read at all, and why, in a clause."""

    name: str
    problem: str


def list_paths(paths: list[Path], own_folder: Path) -> Iterator[Path | Unreadable]:
    """Yield the files in the order given, those of a folder sorted; the archive's own files are left out."""
    seen: set[Path] = set()
    for path in paths:
        for each in _files_of(path) if path.is_dir() else [path]:
            real = each.resolve()
            if each.is_symlink() and path.is_dir():
                yield Unreadable(str(each), "it is a link; give the file to which it leads")
            elif problem := why_unreadable(each):
                yield Unreadable(str(each), f"it {problem}")
            elif real not in seen and real.parent != own_folder.resolve():
                seen.add(real)
                yield each


def is_zip(path: Path) -> bool:
    """Tell whether a file is a ZIP file, as WACZ files are."""
    with path.open("rb") as file:
        return file.read(len(ZIP)) == ZIP


def input_file(path: Path) -> InputFile:
    """Return a file that is no WACZ file."""
    with path.open("rb") as file:
        digest, size = hash_file(file)
    return InputFile(name=str(path), size=size, sha256=digest, open=lambda: path.open("rb"))


def hash_file(file: BinaryIO) -> tuple[str, int]:
    """Return the SHA-256 of the rest of a file in hexadecimal, and its length."""
    found, size = hashlib.sha256(), 0
    while chunk := file.read(CHUNK):
        found.update(chunk)
        size += len(chunk)
    return found.hexdigest(), size


class Window(io.RawIOBase):
    """A part of a file, as a file of its own."""

    def __init__(self, file: BinaryIO, start: int, length: int) -> None:
        super().__init__()
        self._file, self._start, self._length, self._at = file, start, length, 0

    def close(self) -> None:
        """Close the file of which it is a part, too."""
        self._file.close()
        super().close()

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def seekable(self) -> bool:
        """Tell that it can be sought in."""
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        """Go to an offset in the part; return it."""
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._length}[whence]
        self._at = max(0, base + offset)
        return self._at

    def tell(self) -> int:
        """Return the offset in the part."""
        return self._at

    def readinto(self, buffer: "bytearray | memoryview", /) -> int:  # type: ignore[override]
        """Read into a buffer, at most to the end of the part."""
        self._file.seek(self._start + self._at)
        data = self._file.read(max(0, min(len(buffer), self._length - self._at)))
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)


def files_in(file: InputFile) -> Iterator[InputFile]:
    """Yield the files in a joined one of ours, each as it was before it was joined."""
    with closing(file.open()) as opened:
        parts = list(parts_in(opened, file.file_name))
    for part in parts:
        open_part = partial(_open_part, file, part)
        with closing(open_part()) as opened:
            digest, size = hash_file(opened)
        yield InputFile(name=f"{file.name}!{part.file}", size=size, sha256=digest, open=open_part)


def _open_part(file: InputFile, part: Part) -> BinaryIO:
    return io.BufferedReader(Window(file.open(), part.start, part.bytes))


def _files_of(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder and those below it; of another archive of ours only its WARC files."""
    own = warc_files(folder / "warc")
    if any(site_of_name(path.name) for path in own):
        yield from own
        return
    for place, folders, names in os.walk(folder):
        folders.sort()
        yield from (Path(place) / name for name in sorted(names) if name.lower().endswith(NAMES))
