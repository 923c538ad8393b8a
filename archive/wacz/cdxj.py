"""Makes a CDXJ index of the captures in WARC files (reads the database, and WARC files of rendered pages).

A line a response or revisit record, sorted: key, timestamp, and a JSON object of url, mime, status, digest, length,
offset and filename, with the fields and in the form of cdxj-indexer (https://specs.webrecorder.net/cdxj/0.1.0/).
The lines are sorted in a temporary file, so that memory is bounded.
"""

import json
import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from archive.wacz.surt import surt_key
from archive.warc import RENDERED_TYPE, read_stored, warc_path

CAPTURES = """
SELECT url, captured_at, status, content_type, payload_digest, warc, "offset", length, revisit_of, source_kind
FROM captures WHERE warc = ? AND "offset" + length <= ? ORDER BY "offset"
"""
# A page that a browser rendered is no response: replay shows the document that it was rendered from.
HAS_RENDERED = "SELECT 1 FROM captures WHERE source_kind = 'render' LIMIT 1"
_NO_TYPE = re.compile(r"[;\s]")


def cdxj_lines(db: sqlite3.Connection, folder: Path, files: Mapping[str, int]) -> Iterator[str]:
    """Yield the sorted lines, each with its end, of the captures in WARC files, given by their names and lengths."""
    has_rendered = db.execute(HAS_RENDERED).fetchone() is not None
    # Without a name SQLite makes a file that goes when it is closed.
    with closing(sqlite3.connect("")) as sorter:
        sorter.execute("CREATE TABLE lines (line TEXT)")
        for name, size in files.items():
            rows = db.execute(CAPTURES, (name, size))
            names = [column[0] for column in rows.description]
            captures = (dict(zip(names, row, strict=True)) for row in rows)
            sorter.executemany(
                "INSERT INTO lines VALUES (?)",
                ((_line(each),) for each in captures if not (has_rendered and _is_rendered(folder, each))),
            )
        for (line,) in sorter.execute("SELECT line FROM lines ORDER BY line"):
            yield line


def _line(capture: Mapping[str, Any]) -> str:
    is_revisit = capture["revisit_of"] is not None
    mime = "warc/revisit" if is_revisit else _NO_TYPE.split(capture["content_type"], maxsplit=1)[0]
    fields = {
        "url": capture["url"],
        "mime": mime or None,
        "status": str(capture["status"]),
        "digest": capture["payload_digest"],
        "length": str(capture["length"]),
        "offset": str(capture["offset"]),
        "filename": capture["warc"],
    }
    timestamp = re.sub(r"\D", "", capture["captured_at"][:19])
    text = json.dumps({name: value for name, value in fields.items() if value is not None})
    return f"{surt_key(capture['url'])} {timestamp} {text}\n"


def _is_rendered(folder: Path, capture: Mapping[str, Any]) -> bool:
    if capture["revisit_of"] is not None or capture["status"] != 200 or capture["content_type"] != RENDERED_TYPE:
        return False
    return read_stored(warc_path(folder, capture["warc"]), capture["offset"]).type == "conversion"
