"""Writes the responses of a run to WARC files (disk, no network); `reader.py` reads them back."""

import hashlib
import os
import stat
from collections.abc import Mapping
from datetime import UTC, datetime
from http import HTTPStatus
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from archive.warc.capture import Capture
from archive.warc.files import sync
from archive.warc.parsed import capture_of_record, rendered_head
from archive.warc.reader import read_at, read_records, read_warc
from archive.warc.records import (
    DISCONNECT,
    NOT_MODIFIED,
    RENDERED_BY,
    RENDERED_TYPE,
    SAME_PAYLOAD,
    SOURCE_KIND,
    SOURCE_URL,
    TRUNCATED,
    RunEnd,
    RunStart,
    Unfetched,
    build_record,
    build_run_warcinfo,
    build_summary,
    build_unfetched,
    digest,
    make_id,
    warc_date,
)
from archive.warc.response import Headers, split_head, stored_headers, write_head
from archive.warc.rewrite import ORIGINAL_DIGEST, REDACTED
from extract.errors import ArchiveError
from extract.site import Source

__all__ = ["WarcFile", "read_at", "read_records", "read_warc"]

PHRASES = {entry.value: entry.phrase for entry in HTTPStatus}
ROTATE_AT = 1_000_000_000
PUT_BACK = "Put it back if you can, and start the next crawl."
SOFTWARE = f"commentary-archive/{version('commentary-archive')}"


class WarcFile:
    """The WARC files of one run, `{run}-{serial:05}.warc.gz`; a new one is begun after `rotate_at` bytes.

    Each call gives a request and its response to the operating system in one write before it returns, so that nothing
    is lost when the process is killed. A file is synced to the disk when it is full and when the run ends, not at
    each response: a power cut may lose the last seconds of a crawl, which the next run requests again. A write that
    fails is cut off again, so that the file stays valid. Raises ArchiveError when the disk cannot be written.
    """

    def __init__(self, folder: Path, start: RunStart, *, rotate_at: int = ROTATE_AT) -> None:
        self.folder = folder
        self.start = start
        self.rotate_at = rotate_at
        self.serial = -1
        self.size = 0
        self._file = -1
        self._hashes: dict[str, hashlib._Hash] = {}
        self._open_next()

    def write(  # noqa: PLR0913 - a request and a response have these parts
        self,
        *,
        url: str,
        method: str,
        request_headers: Headers,
        status: int,
        reason: str | None = None,
        response_headers: Headers,
        body: bytes,
        fetched_at: datetime,
        source: Source | None = None,
        ip_address: str | None = None,
        is_cut: bool = False,
        redacted: tuple[str, Headers, bytes] | None = None,
    ) -> Capture:
        """Write a request and its response; `body` is as received, still content-encoded.

        `is_cut` tells that the connection ended before the body that the head announces. `redacted` is the id of a
        removal, and the headers and body that are stored in place of those received, without what was forgotten.
        """
        received = body
        if redacted is not None:
            _, response_headers, body = redacted
        fields = self._fields(url, fetched_at, source, ip_address) | {
            "WARC-Type": "response",
            "WARC-Payload-Digest": digest(body),
            "Content-Type": "application/http; msgtype=response",
        }
        if is_cut:
            fields[TRUNCATED] = DISCONNECT
        if redacted is not None:
            fields |= {REDACTED: redacted[0], ORIGINAL_DIGEST: digest(received)}
        head = _response_head(status, reason, response_headers)
        return self._write_pair(fields, _request_head(url, method, request_headers), head, body)

    def write_revisit(  # noqa: PLR0913 - a request and a response have these parts
        self,
        *,
        url: str,
        method: str,
        request_headers: Headers,
        status: int = 304,
        reason: str | None = None,
        response_headers: Headers,
        fetched_at: datetime,
        original: Capture,
        source: Source | None = None,
        ip_address: str | None = None,
    ) -> Capture:
        """Write a request and the head of a response whose payload is that of `original`.

        A 304 says that it is unchanged; of any other status the same bytes came, be it from another URL.
        """
        is_unchanged = status == 304
        fields = self._fields(url, fetched_at, source, ip_address) | {
            "WARC-Type": "revisit",
            "WARC-Profile": NOT_MODIFIED if is_unchanged else SAME_PAYLOAD,
            "WARC-Refers-To": f"<{original.id}>",
            "WARC-Refers-To-Target-URI": original.url,
            "WARC-Refers-To-Date": warc_date(original.captured_at),
            "WARC-Payload-Digest": original.payload_digest,
            "Content-Type": "application/http; msgtype=response",
        }
        if not is_unchanged:
            # WARC 1.1, 6.7.2: the block is that of a response without the payload.
            fields[TRUNCATED] = "length"
        head = _response_head(status, reason, response_headers)
        return self._write_pair(fields, _request_head(url, method, request_headers), head, b"")

    def write_unfetched(self, pages: tuple[tuple[str, str], ...]) -> Unfetched:
        """Write pairs of a page's URL, which the run did not request, and the reason; it may be called many times."""
        self._open_if_needed()
        unfetched = Unfetched(run=self.start.run, pages=pages)
        self._append(build_unfetched(self._warcinfo_id, unfetched, datetime.now(UTC)))
        return unfetched

    def write_rendered(
        self, *, original: Capture, body: bytes, browser: str, rendered_at: datetime, source: Source | None = None
    ) -> Capture:
        """Write the DOM, in UTF-8, that a browser rendered from the document in `original`.

        `browser` is its name and release. It is a conversion record, which has no HTTP head.
        """
        fields = self._fields(original.url, rendered_at, source, None) | {
            "WARC-Type": "conversion",
            "WARC-Refers-To": f"<{original.id}>",
            "WARC-Payload-Digest": digest(body),
            RENDERED_BY: browser,
            "Content-Type": RENDERED_TYPE,
        }
        record = build_record(fields, body)
        place = (self.name, self.size, len(record))
        capture = capture_of_record(fields, rendered_head(fields), body, start=self.start, place=place)
        self._append(record)
        return capture

    def write_copy(self, fields: Mapping[str, str], block: bytes) -> None:
        """Write a record of another tool with its own fields and block; only the file to which it belongs is ours."""
        self._open_if_needed()
        self._append(build_record({**fields, "WARC-Warcinfo-ID": f"<{self._warcinfo_id}>"}, block))

    def finish(self, summary: Mapping[str, Any]) -> None:
        """Write the summary of the run, sync the file to the disk and close it."""
        self._open_if_needed()
        end = RunEnd(run=self.start.run, summary=summary)
        self._append(build_summary(self._warcinfo_id, end, datetime.now(UTC)))
        self.close()

    def close(self) -> None:
        """Sync the file to the disk and close it, without a summary; calling it again does nothing."""
        if self._file >= 0:
            os.fsync(self._file)
            os.close(self._file)
            self._file = -1

    @property
    def digests(self) -> dict[str, str]:
        """The SHA-256 digests of the files by name, in hexadecimal, of what has been written to them so far."""
        return {name: each.hexdigest() for name, each in self._hashes.items()}

    def _open_next(self) -> None:
        self.serial += 1
        self.name = f"{self.start.run}-{self.serial:05}.warc.gz"
        self.path = self.folder / self.name
        self.size = 0
        try:
            self._file = os.open(self.path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_APPEND, 0o644)
            sync(self.folder)
        except OSError as error:
            raise ArchiveError(f"{self.path} cannot be created: {error.strerror}.") from error
        self._hashes[self.name] = hashlib.sha256()
        self._warcinfo_id = make_id()
        try:
            self._append(build_run_warcinfo(self._warcinfo_id, self.name, self.start, SOFTWARE))
        except ArchiveError:
            # Without its first record a file would belong to no run.
            self.close()
            self.path.unlink()
            del self._hashes[self.name]
            raise

    def _open_if_needed(self) -> None:
        if self.size >= self.rotate_at:
            self.close()
        if self._file < 0:
            self._open_next()

    def _fields(self, url: str, fetched_at: datetime, source: Source | None, ip: str | None) -> dict[str, str]:
        self._open_if_needed()
        fields = {"WARC-Record-ID": f"<{make_id()}>", "WARC-Date": warc_date(fetched_at), "WARC-Target-URI": url}
        fields["WARC-Warcinfo-ID"] = f"<{self._warcinfo_id}>"
        if ip:
            fields["WARC-IP-Address"] = ip
        if source:
            fields |= {SOURCE_KIND: source.kind, SOURCE_URL: source.url}
        return fields

    def _write_pair(self, fields: dict[str, str], request: bytes, head: bytes, body: bytes) -> Capture:
        shared = ("WARC-Date", "WARC-Target-URI", "WARC-Warcinfo-ID", "WARC-IP-Address")
        request_fields = {"WARC-Type": "request", "WARC-Record-ID": f"<{make_id()}>"}
        request_fields |= {name: fields[name] for name in shared if name in fields}
        request_fields |= {
            "WARC-Concurrent-To": fields["WARC-Record-ID"],
            "Content-Type": "application/http; msgtype=request",
        }
        asked, answered = build_record(request_fields, request), build_record(fields, head + body)
        offset = self.size + len(asked)
        # From the written fields, as replay makes it from those that it reads.
        capture = capture_of_record(
            fields, split_head(head)[0], body, start=self.start, place=(self.name, offset, len(answered))
        )
        self._append(asked + answered)
        return capture

    def _append(self, data: bytes) -> None:
        rest = memoryview(data)
        self._check_place()
        try:
            while rest:
                rest = rest[os.write(self._file, rest) :]
        except OSError as error:
            os.ftruncate(self._file, self.size)
            raise ArchiveError(
                f"{self.path} cannot be written: {error.strerror}. Nothing stored is lost; run it again when it can."
            ) from error
        self.size += len(data)
        self._hashes[self.name].update(data)

    def _check_place(self) -> None:
        """Raise ArchiveError if the open file is no longer the one at `path`: what is written would be lost."""
        try:
            here, folder = self.path.stat(), self.folder.stat()
        except OSError as error:
            raise ArchiveError(f"{self.path} was removed during the run: {error.strerror}. {PUT_BACK}") from error
        opened = os.fstat(self._file)
        if not os.path.samestat(here, opened):
            raise ArchiveError(f"{self.path} was replaced by another file during the run. {PUT_BACK}")
        if opened.st_size != self.size:
            raise ArchiveError(f"{self.path} was changed by another program during the run. {PUT_BACK}")
        # Root could still write; whoever protects an archive does not expect it to grow.
        if not (here.st_mode & folder.st_mode & stat.S_IWUSR):
            raise ArchiveError(f"{self.path} was made read-only during the run. Nothing stored is lost.")


def _response_head(status: int, reason: str | None, headers: Headers) -> bytes:
    # Scrapy drops the reason phrase, and HTTP/2 has none; the standard phrase replaces it.
    usual = {entry.value: entry.phrase for entry in HTTPStatus}
    return write_head(
        f"HTTP/1.1 {status} {usual.get(status, '') if reason is None else reason}", stored_headers(headers)
    )


def _request_head(url: str, method: str, headers: Headers) -> bytes:
    parts = urlsplit(url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    pairs = list(headers)
    if not any(name.lower() == "host" for name, _ in pairs):
        # Clients add it when they send the request, after the middleware that gives it to us.
        pairs.insert(0, ("Host", parts.netloc.rpartition("@")[2]))
    return write_head(f"{method} {target} HTTP/1.1", pairs)
