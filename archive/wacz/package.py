"""Writes an archive as a WACZ file: its WARC files, an index, a list of its articles and all digests (disk).

    WARC files ── as they are → archive/*.warc.gz ─────────────┐
    captures ── cdxj.py → indexes/index.cdx.gz and index.idx ──┼→ datapackage.json → datapackage-digest.json
    articles ───────────→ pages/pages.jsonl ───────────────────┘

WACZ 1.1.1 (https://specs.webrecorder.net/wacz/1.1.1/). The same archive gives the same bytes: the time of the package
is that of the newest thing in it, and the ZIP file has no times of its own.
"""

import hashlib
import json
import re
import sqlite3
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from archive.database import open_read_only, plain_errors
from archive.snapshot import Cut, KnownFile, find_cut
from archive.wacz.cdxj import cdxj_lines
from archive.warc import SOFTWARE, compactions_in, run_of_name
from extract.errors import ExportError

WACZ_VERSION = "1.1.1"
# The blocks of the index, of which a replay tool loads one to look a URL up; py-wacz takes as many.
LINES_PER_BLOCK = 1024
CHUNK = 1024 * 1024
# The first day that a ZIP file can name.
NO_TIME = (1980, 1, 1, 0, 0, 0)
BIG = 2**31 - 1
SITES_OF_FILES = "SELECT DISTINCT warc, site FROM captures"
SITE_OF_RUN = "SELECT site FROM runs WHERE id = ?"
ARTICLES = """
SELECT articles.id, captures.url, captures.captured_at, articles.title, ifnull(versions.body_text, '') AS body_text,
    captures.warc
FROM articles JOIN captures ON captures.id = articles.capture LEFT JOIN versions ON versions.id = articles.version
WHERE :site IS NULL OR articles.site = :site ORDER BY captures.captured_at, articles.id
"""
PAGES_HEAD = {"format": "json-pages-1.0", "id": "pages", "title": "Articles", "hasText": True}


@dataclass(frozen=True, kw_only=True)
class Packed:
    """What a WACZ file or an index holds.

    `left_out` are names of WARC files of other tools that hold other sites' captures too.
    """

    files: int
    captures: int
    pages: int = 0
    left_out: tuple[str, ...] = ()


def write_wacz(database: Path, folder: Path, out: BinaryIO, *, site: str | None = None) -> Packed:
    """Write the archive, or what it has of one site, to a seekable stream as WACZ.

    It holds what the database knows, also while a crawl goes on. Raises ArchiveError for a file that is missing.
    """
    with closing(open_read_only(database)) as db, plain_errors(database):
        db.execute("BEGIN")
        cut = find_cut(db, folder)
        files, left_out = _files_of(db, cut.files, site)
        if not files:
            raise ExportError(f"{database} holds no WARC file{f' of {site} alone' if site else ''}.")
        with zipfile.ZipFile(out, "w") as package:
            writer = _Writer(package)
            for file in files:
                writer.copy(f"archive/{file.path.name}", file)
            sizes = {file.path.name: file.bytes for file in files}
            captures = writer.index(cdxj_lines(db, folder, sizes))
            pages = writer.lines("pages/pages.jsonl", _pages(db, site, sizes))
            writer.finish(cut, site)
    return Packed(files=len(files), captures=captures, pages=pages - 1, left_out=left_out)


def write_cdxj(database: Path, folder: Path, out: BinaryIO, *, site: str | None = None) -> Packed:
    """Write the index of the archive's captures, or of one site's files, to a stream as CDXJ."""
    with closing(open_read_only(database)) as db, plain_errors(database):
        db.execute("BEGIN")
        files, left_out = _files_of(db, find_cut(db, folder).files, site)
        count = 0
        for line in cdxj_lines(db, folder, {file.path.name: file.bytes for file in files}):
            out.write(line.encode())
            count += 1
    return Packed(files=len(files), captures=count, left_out=left_out)


def _files_of(
    db: sqlite3.Connection, files: Iterable[KnownFile], site: str | None
) -> tuple[list[KnownFile], tuple[str, ...]]:
    """Return the files of a site, of all sites for None, and the names of those that hold other sites too."""
    if site is None:
        return list(files), ()
    sites: dict[str, set[str]] = {}
    for name, each in map(tuple, db.execute(SITES_OF_FILES)):
        sites.setdefault(name, set()).add(each)
    found: list[KnownFile] = []
    mixed: list[str] = []
    for file in files:
        row = db.execute(SITE_OF_RUN, (run_of_name(file.path.name),)).fetchone()
        of_file = sites.get(file.path.name, set()) | ({row[0]} if row else set())
        if of_file == {site} or _tells_of(db, file.path, site):
            found.append(file)
        elif site in of_file:
            mixed.append(file.path.name)
    return found, tuple(mixed)


def _tells_of(db: sqlite3.Connection, path: Path, site: str) -> bool:
    """Tell whether a file says how digests of a site's runs changed, without which their chain is broken."""
    rows = (db.execute(SITE_OF_RUN, (each.run,)).fetchone() for each in compactions_in(path))
    return any(row is not None and row[0] == site for row in rows)


def _pages(db: sqlite3.Connection, site: str | None, files: Mapping[str, int]) -> Iterator[str]:
    yield _json_line(PAGES_HEAD)
    for article, url, at, title, text, warc in map(tuple, db.execute(ARTICLES, {"site": site})):
        if warc in files:
            when = f"{at[:19]}Z"
            yield _json_line({"id": f"{article:x}", "url": url, "ts": when, "title": title or url, "text": text})


def _json_line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False) + "\n"


class _Writer:
    """Writes the files of a package and remembers the digest of each."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        self.package = package
        self.resources: list[dict[str, Any]] = []

    def copy(self, name: str, file: KnownFile) -> None:
        """Add the first bytes of a file as they are; a replay tool reads records out of the middle."""
        with file.path.open("rb") as source:
            self._add(name, _chunks(source, file.bytes), zipfile.ZIP_STORED, is_big=file.bytes > BIG)

    def lines(self, name: str, lines: Iterable[str]) -> int:
        """Add a file of lines; return how many there are."""
        count = 0

        def counted() -> Iterator[bytes]:
            nonlocal count
            for line in lines:
                count += 1
                yield line.encode("utf-8", "replace")

        self._add(name, counted(), zipfile.ZIP_DEFLATED, is_big=True)
        return count

    def index(self, lines: Iterator[str]) -> int:
        """Add the index in compressed blocks, and the list of the blocks; return how many lines it has."""
        meta = json.dumps({"format": "cdxj-gzip-1.0", "filename": "index.cdx.gz"})
        blocks = [f"!meta 0 {meta}\n"]
        count = 0

        def compressed() -> Iterator[bytes]:
            nonlocal count
            offset = 0
            while block := list(islice(lines, LINES_PER_BLOCK)):
                member = zlib.compressobj(wbits=31)
                data = member.compress("".join(block).encode()) + member.flush()
                digest = f"sha256:{hashlib.sha256(data).hexdigest()}"
                place = {"offset": offset, "length": len(data), "digest": digest, "filename": "index.cdx.gz"}
                blocks.append(f"{block[0].partition(' {')[0]} {json.dumps(place)}\n")
                offset += len(data)
                count += len(block)
                yield data

        self._add("indexes/index.cdx.gz", compressed(), zipfile.ZIP_STORED, is_big=True)
        self.lines("indexes/index.idx", blocks)
        return count

    def finish(self, cut: Cut, site: str | None) -> None:
        """Add the description with the digests of all files, and its own digest."""
        package = {
            "profile": "data-package",
            "resources": self.resources,
            "title": f"Commentary Archive{f': {site}' if site else ''}",
            "description": f"Captures of {', '.join(name for name, _ in cut.sites if site in {None, name})}",
            # Not the time of writing, so that the same archive gives the same bytes.
            "created": f"{cut.state_at[:19]}Z",
            "wacz_version": WACZ_VERSION,
            "software": SOFTWARE,
        }
        text = json.dumps(package, indent=2).encode()
        self._add("datapackage.json", [text], zipfile.ZIP_DEFLATED)
        digest = {"path": "datapackage.json", "hash": f"sha256:{hashlib.sha256(text).hexdigest()}"}
        self._add("datapackage-digest.json", [json.dumps(digest, indent=2).encode()], zipfile.ZIP_DEFLATED)

    def _add(self, name: str, chunks: Iterable[bytes], compression: int, *, is_big: bool = False) -> None:
        info = zipfile.ZipInfo(name, NO_TIME)
        info.compress_type = compression
        info.create_system = 3
        info.external_attr = 0o100644 << 16
        digest, size = hashlib.sha256(), 0
        with self.package.open(info, "w", force_zip64=is_big) as member:
            for chunk in chunks:
                member.write(chunk)
                digest.update(chunk)
                size += len(chunk)
        # Data Package allows lower-case letters, digits and `.`, `-`, `_` in names; two files may not have one name.
        plain = re.sub(r"[^a-z0-9._-]", "-", name.rpartition("/")[2].lower())
        taken = {each["name"] for each in self.resources}
        plain = plain if plain not in taken else f"{len(taken)}-{plain}"
        resource = {"name": plain, "path": name, "hash": f"sha256:{digest.hexdigest()}", "bytes": size}
        self.resources.append(resource)


def _chunks(source: BinaryIO, length: int) -> Iterator[bytes]:
    for start in range(0, length, CHUNK):
        yield source.read(min(CHUNK, length - start))
