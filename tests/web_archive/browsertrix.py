"""Makes a WACZ file as browsertrix-crawler writes it, by warcio: it needs a container and a network to run itself.

After its sources (src/util/recorder.ts, warcwriter.ts, wacz.ts): a WARC 1.1 file with a response before its request,
fields WARC-Page-ID, WARC-Protocol, WARC-Resource-Type and WARC-JSON-Metadata, times with milliseconds, SHA-256
digests in hexadecimal, decoded bodies, revisit records that name URL and time of their original, and a `resource`
record `urn:pageinfo:URL` for each page; in the package indexes/index.cdxj, pages/pages.jsonl and logs.
"""

import hashlib
import io
import json
import uuid
import zipfile
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

SOFTWARE = "Browsertrix-Crawler 1.7.0 (with warcio.js 2.4.4)"


class Visited(NamedTuple):
    """A page that was visited: what its server answered, decoded."""

    url: str
    status: int
    headers: dict[str, str]
    body: bytes
    method: str = "GET"
    kind: str = "document"


class HexDigest:
    """A SHA-256 digest as warcio.js writes it."""

    def __init__(self) -> None:
        self._hash = hashlib.sha256()

    def update(self, data: bytes) -> None:
        self._hash.update(data)

    def __str__(self) -> str:
        return f"sha256:{self._hash.hexdigest()}"


class Writer(WARCWriter):
    @classmethod
    def _create_digester(cls) -> HexDigest:
        return HexDigest()


def write_wacz(path: Path, visited: Iterable[Visited], begin: datetime, known: dict[str, tuple[str, str]]) -> None:
    """Write a crawl; `known` maps the digests of former crawls to URL and time, and gets those of this one."""
    warc = io.BytesIO()
    writer = Writer(warc, gzip=True, warc_version="WARC/1.1")
    writer.write_record(writer.create_warcinfo_record("rec-1.warc.gz", {"software": SOFTWARE, "format": "WARC 1.1"}))
    pages = []
    for number, each in enumerate(visited):
        when = (begin + timedelta(milliseconds=137 * number)).isoformat(timespec="milliseconds")[:23] + "Z"
        page = str(uuid.uuid5(uuid.NAMESPACE_URL, f"{each.url} {when}"))
        _write_pair(writer, each, when, page, known)
        if each.kind == "document":
            info = json.dumps({"pageid": page, "url": each.url, "ts": when, "urls": {}, "counts": {"jsErrors": 0}})
            headers = {"WARC-Page-ID": page, "WARC-Date": when, "WARC-Resource-Type": "pageinfo"}
            record = writer.create_warc_record(
                f"urn:pageinfo:{each.url}",
                "resource",
                payload=io.BytesIO(info.encode()),
                warc_content_type="application/json",
                warc_headers_dict=headers,
            )
            writer.write_record(record)
            pages.append(
                {"id": page, "url": each.url, "ts": when, "title": "", "loadState": 4, "status": each.status}
            )
    _write_package(path, warc.getvalue(), pages, begin)


def _write_pair(writer: WARCWriter, each: Visited, when: str, page: str, known: dict[str, tuple[str, str]]) -> None:
    fields = {"WARC-Page-ID": page, "WARC-Protocol": "h2, tls/1.3", "WARC-Resource-Type": each.kind}
    fields |= {"WARC-JSON-Metadata": json.dumps({"ipType": "Public", "cert": {"issuer": "R11"}}), "WARC-Date": when}
    digest = sha256(each.body)
    head = StatusAndHeaders(f"{each.status} ", list(each.headers.items()), protocol="HTTP/1.1")
    original = known.get(digest) if each.body else None
    if original:
        fields |= {"WARC-Payload-Digest": digest}
        response = writer.create_revisit_record(
            each.url, digest, original[0], original[1], http_headers=head, warc_headers_dict=fields
        )
    else:
        fields |= {"WARC-Payload-Digest": digest}
        response = writer.create_warc_record(
            each.url, "response", payload=io.BytesIO(each.body), http_headers=head, warc_headers_dict=fields
        )
        if each.body:
            known[digest] = (each.url, when)
    named = {"WARC-Concurrent-To": response.rec_headers.get_header("WARC-Record-ID"), "WARC-Date": when}
    line = f"{each.method} /{each.url.split('/', 3)[-1]} HTTP/1.1"
    asked = StatusAndHeaders(line, [("User-Agent", "Chrome")], is_http_request=True)
    request = writer.create_warc_record(each.url, "request", http_headers=asked, warc_headers_dict=named)
    writer.write_record(response)
    writer.write_record(request)


def _write_package(path: Path, warc: bytes, pages: list[dict], begin: datetime) -> None:
    head = {"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}
    members = {
        "archive/rec-1.warc.gz": warc,
        "indexes/index.cdxj": b"",
        "pages/pages.jsonl": "\n".join(map(json.dumps, [head, *pages])).encode(),
        "logs/crawl.log": b"{}",
    }
    resources = [
        {"name": name.rpartition("/")[2], "path": name, "hash": sha256(data), "bytes": len(data)}
        for name, data in members.items()
    ]
    package = {"resources": resources, "created": begin.isoformat(), "wacz_version": "1.1.1", "software": SOFTWARE}
    text = json.dumps(package, indent=2).encode()
    digest = json.dumps({"path": "datapackage.json", "hash": sha256(text)}).encode()
    with zipfile.ZipFile(path, "w") as file:
        for name, data in {**members, "datapackage.json": text, "datapackage-digest.json": digest}.items():
            file.writestr(name, data)


def sha256(data: bytes) -> str:
    return f"sha256:{hashlib.sha256(data).hexdigest()}"
