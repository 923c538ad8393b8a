"""Lists the WARC files in a WACZ file, once they are seen to be what it says (reads files).

WACZ 1.1 (https://specs.webrecorder.net/wacz/1.1.1/) is a ZIP file with `archive/*.warc.gz`, and `datapackage.json`
with the digest of each file; a collection holds other WACZ files. Nothing is written under a name out of the file.
"""

import hashlib
import io
import json
import os
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from archive.intake.inputs import NAMES, InputFile, Unreadable, Window, hash_file
from archive.intake.unpack import MAX_RATIO, SLACK

PACKAGE, PACKAGE_DIGEST = "datapackage.json", "datapackage-digest.json"
MAX_MEMBERS = 100_000
MAX_JSON = 64 * 1024 * 1024
# A collection of WACZ files holds WACZ files, and those hold none.
MAX_DEPTH = 2
LOCAL_HEADER = 30
IS_ENCRYPTED = 1
# What a ZIP file that is damaged is told by.
DAMAGED = (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, zlib.error)


class _Bad(Exception):  # noqa: N818 - a verdict on a file
    """Why a WACZ file or a file in it is not read, in a clause."""


@dataclass(frozen=True, kw_only=True)
class _Outer:
    """A WACZ file: how it is named and opened, in how many others it lies, and where files may be unpacked."""

    name: str
    open: Callable[[], BinaryIO]
    folder: Path
    depth: int = 1


def wacz_files(path: Path, folder: Path) -> Iterator[InputFile | Unreadable]:
    """Yield the WARC files of a WACZ file; `folder` is where what is compressed in it is unpacked to."""
    yield from _files(_Outer(name=str(path), open=lambda: path.open("rb"), folder=folder))


def _files(outer_file: _Outer) -> Iterator[InputFile | Unreadable]:
    try:
        with outer_file.open() as file, zipfile.ZipFile(file) as outer:
            members = _checked(outer, file.seek(0, os.SEEK_END))
            digests = _digests(outer, members)
            for info in members.values():
                if _is_wanted(info.filename):
                    yield from _member(outer_file, outer, info, digests)
    except (_Bad, *DAMAGED) as error:
        yield Unreadable(outer_file.name, f"it cannot be read as WACZ: {error}")


def _is_wanted(name: str) -> bool:
    lower = name.lower()
    return lower.endswith(".wacz") or (lower.startswith("archive/") and lower.endswith(NAMES))


def _checked(outer: zipfile.ZipFile, size: int) -> dict[str, zipfile.ZipInfo]:
    """Return the entries by name; raise _Bad if one would lie outside of the file, or two have one name.

    `size` is that of the file in bytes.
    """
    infos = outer.infolist()
    if len(infos) > MAX_MEMBERS:
        raise _Bad(f"it has more than {MAX_MEMBERS:,} files")
    for info in infos:
        name = info.orig_filename
        if name.startswith(("/", "\\")) or "\0" in name or ":" in name or ".." in name.replace("\\", "/").split("/"):
            raise _Bad(f"it names a file outside of itself: {name[:100]!r}")
        if not 0 <= info.header_offset < size:
            raise _Bad(f"its directory has a place outside of it: {name[:100]!r}")
    found = {info.filename: info for info in infos}
    if len(found) < len(infos):
        raise _Bad("it has two files of one name")
    return found


def _digests(outer: zipfile.ZipFile, members: Mapping[str, zipfile.ZipInfo]) -> Mapping[str, str] | None:
    """Return the digests of files by name, None without a datapackage.json; raise _Bad if that was changed."""
    if PACKAGE not in members:
        return None
    text = _read(outer, members[PACKAGE])
    if PACKAGE_DIGEST in members:
        stated = _object(_read(outer, members[PACKAGE_DIGEST]), PACKAGE_DIGEST).get("hash")
        if stated != f"sha256:{hashlib.sha256(text).hexdigest()}":
            raise _Bad(f"{PACKAGE} has not the digest that {PACKAGE_DIGEST} states")
    resources = _object(text, PACKAGE).get("resources")
    if not isinstance(resources, list):
        raise _Bad(f"{PACKAGE} lists no files")
    listed = [each for each in resources if isinstance(each, dict)]
    return {str(each.get("path") or each.get("name")): str(each.get("hash", "")) for each in listed}


def _member(
    outer_file: _Outer, outer: zipfile.ZipFile, info: zipfile.ZipInfo, digests: Mapping[str, str] | None
) -> Iterator[InputFile | Unreadable]:
    name = f"{outer_file.name}!{info.filename}"
    try:
        opened = _opener(outer_file, outer, info)
        with opened() as file:
            sha256, size = hash_file(file)
        _compare(info, digests, sha256, size)
    except (_Bad, *DAMAGED) as error:
        yield Unreadable(name, str(error))
        return
    if not info.filename.lower().endswith(".wacz"):
        yield InputFile(name=name, size=size, sha256=sha256, open=opened)
    elif outer_file.depth >= MAX_DEPTH:
        yield Unreadable(name, f"it lies in more than {MAX_DEPTH} WACZ files")
    else:
        yield from _files(_Outer(name=name, open=opened, folder=outer_file.folder, depth=outer_file.depth + 1))


def _compare(info: zipfile.ZipInfo, digests: Mapping[str, str] | None, sha256: str, size: int) -> None:
    if size != info.file_size:
        raise _Bad(f"it has {size:,} bytes, and the directory of the ZIP file says {info.file_size:,}")
    if digests is None:
        return
    stated = digests.get(info.filename) or digests.get(info.filename.rpartition("/")[2])
    if stated is None:
        raise _Bad(f"{PACKAGE} does not list it")
    if stated.startswith("sha256:") and stated != f"sha256:{sha256}":
        raise _Bad(f"it has not the digest that {PACKAGE} states")


def _opener(outer_file: _Outer, outer: zipfile.ZipFile, info: zipfile.ZipInfo) -> Callable[[], BinaryIO]:
    if info.flag_bits & IS_ENCRYPTED:
        raise _Bad("it is encrypted")
    if info.compress_type == zipfile.ZIP_STORED:
        start = _start(outer_file, info)
        return lambda: io.BufferedReader(Window(outer_file.open(), start, info.file_size))
    if info.compress_type != zipfile.ZIP_DEFLATED:
        raise _Bad("it is compressed in a way that WACZ does not allow")
    # It has to be read twice, from any outer_file.
    if info.file_size > MAX_RATIO * info.compress_size + SLACK:
        raise _Bad(f"it unpacks to more than {MAX_RATIO} times its size")
    handle, name = tempfile.mkstemp(dir=outer_file.folder)
    path = Path(name)
    with outer.open(info) as packed, os.fdopen(handle, "wb") as unpacked:
        shutil.copyfileobj(_Limited(packed, info.file_size), unpacked)
    return lambda: path.open("rb")


class _Limited:
    """Reads at most what the directory of the ZIP file promises, whatever the data unpacks to."""

    def __init__(self, file: Any, most: int) -> None:
        self._file, self._left = file, most

    def read(self, count: int = -1, /) -> bytes:
        data = bytes(self._file.read(count))
        self._left -= len(data)
        if self._left < 0:
            raise _Bad("it unpacks to more than the directory of the ZIP file says")
        return data


def _start(outer_file: _Outer, info: zipfile.ZipInfo) -> int:
    """Return where the data of a member that is not compressed begins."""
    with outer_file.open() as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(info.header_offset)
        header = file.read(LOCAL_HEADER)
    if len(header) < LOCAL_HEADER or not header.startswith(b"PK\x03\x04"):
        raise _Bad("its header in the ZIP file is damaged")
    start = info.header_offset + LOCAL_HEADER + sum(int.from_bytes(header[at : at + 2], "little") for at in (26, 28))
    if start + info.file_size > size:
        raise _Bad("it reaches beyond the end of the ZIP file")
    return start


def _read(outer: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    if info.flag_bits & IS_ENCRYPTED:
        raise _Bad(f"its {info.filename} is encrypted")
    with outer.open(info) as file:
        text = file.read(MAX_JSON + 1)
    if len(text) > MAX_JSON:
        raise _Bad(f"its {info.filename} is too large")
    return text


def _object(text: bytes, name: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _Bad(f"{name} is no JSON: {error}") from error
    if not isinstance(found, dict):
        raise _Bad(f"{name} is no JSON object")
    return found
