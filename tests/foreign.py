"""WARC and ARC files as other tools write them, and an archive into which tests import them."""

import base64
import gzip
import hashlib
import sqlite3
import uuid
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from archive.intake import Taken, take_archives
from archive.schema import add_form_functions
from archive.store import Archive
from extract.profile.parser import parse_site

NOON = datetime(2024, 3, 1, 12, tzinfo=UTC)
WORDS = "The harbour town of {0} has raised its tariffs on grain, and its neighbours ask what comes next. " * 5


def html(title: str, text: str = "") -> bytes:
    """A page that the profile of these tests reads."""
    body = f'<p class="author">Ada Byron</p><div class="body"><p>{WORDS.format(title)}</p><p>{text}</p></div>'
    return f"<html><head><title>{title}</title></head><body><h2>{title}</h2>{body}</body></html>".encode()


def sha1(data: bytes) -> str:
    return "sha1:" + base64.b32encode(hashlib.sha1(data, usedforsecurity=False).digest()).decode()


def http(body: bytes, *, status: str = "HTTP/1.1 200 OK", headers: str = "Content-Type: text/html") -> bytes:
    return b"\r\n".join([status.encode(), *headers.encode().splitlines(), b"", b""]) + body


def record(kind: str, url: str, block: bytes, *, version: str = "WARC/1.0", **fields: object) -> bytes:
    """A WARC record; a field that is None is left out. Underscores in names stand for hyphens."""
    given = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<{uuid.uuid5(uuid.NAMESPACE_URL, repr((kind, url, block, fields))).urn}>",
        "WARC-Date": NOON.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "WARC-Target-URI": url,
        "Content-Type": "application/http; msgtype=response",
        "Content-Length": len(block),
        **{name.replace("_", "-"): value for name, value in fields.items()},
    }
    lines = [version, *(f"{name}: {value}" for name, value in given.items() if value is not None), "", ""]
    return "\r\n".join(lines).encode() + block + b"\r\n\r\n"


def at(seconds: float) -> str:
    return (NOON + timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%SZ")


def page(path: str, text: str = "", *, seconds: float = 0, **fields: object) -> bytes:
    """The response of a page of x.example."""
    body = html(path.strip("/").title(), text)
    url = f"https://x.example{path}"
    return record("response", url, http(body), WARC_Date=at(seconds), WARC_Payload_Digest=sha1(body), **fields)


def arc_record(url: str, block: bytes, *, when: str = "20010203040506") -> bytes:
    return f"{url} 192.0.2.1 {when} text/html {len(block)}\n".encode() + block + b"\n"


def one_member_each(*records: bytes) -> bytes:
    return b"".join(map(gzip.compress, records))


def one_member(*records: bytes) -> bytes:
    return gzip.compress(b"".join(records))


PROFILE = """
title = "The X"
hosts = ["x.example"]
timezone = "UTC"
articles = '/[a-z-]+/$'
[[sources]]
kind = "sitemap"
url = "https://x.example/sitemap.xml"
[fields]
title = [{ css = "h2" }]
authors = [{ css = ".author" }]
body = [{ css = ".body" }]
"""
SITE = parse_site("x", PROFILE, defaults="")
NOW = datetime(2026, 1, 1, tzinfo=UTC)


class Place:
    """A data folder, and a folder for files of others."""

    site = SITE

    def __init__(self, folder: Path) -> None:
        self.data = folder / "data"
        self.given = folder / "given"
        self.given.mkdir()

    def put(self, name: str, content: bytes) -> Path:
        (self.given / name).write_bytes(content)
        return self.given / name

    def take(self, *paths: Path, site=SITE, now=NOW) -> Taken:
        with Archive.open(self.data) as archive:
            taken = take_archives(archive, list(paths), site=site, now=now, progress=lambda *_: None)
            list(archive.read_unread({"x": SITE}))
        return taken

    def rows(self, query: str, *values: object) -> list[tuple]:
        with closing(sqlite3.connect(self.data / "commentary.db")) as db:
            add_form_functions(db)
            return db.execute(query, values).fetchall()

    def titles(self) -> list[str]:
        return [title for (title,) in self.rows("SELECT title FROM articles ORDER BY title")]

    def warcs(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in (self.data / "warc").iterdir()}
