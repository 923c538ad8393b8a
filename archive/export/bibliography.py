"""Writes articles as one file of BibTeX, RIS or CSL-JSON, a citation at a time (reads the database)."""

import json
from collections.abc import Callable
from typing import BinaryIO

from archive.ask import Citation, cited_articles
from archive.export.citations import bibtex, csl_item, ris
from archive.export.content import Content
from archive.selection import conditions


def write_bibtex(content: Content, out: BinaryIO) -> int:
    """Write an entry for each article, with a blank line between two."""
    return _write(content, out, lambda citation: f"{bibtex(citation)}\n", between="\n")


def write_ris(content: Content, out: BinaryIO) -> int:
    """Write a record for each article, with a blank line between two."""
    return _write(content, out, ris, between="\r\n")


def write_csl_json(content: Content, out: BinaryIO) -> int:
    """Write an array with an item for each article, a line each."""
    out.write(b"[")
    count = _write(
        content, out, lambda citation: f"\n{json.dumps(csl_item(citation), ensure_ascii=False)}", between=","
    )
    out.write(b"\n]\n" if count else b"]\n")
    return count


def _write(content: Content, out: BinaryIO, style: Callable[[Citation], str], *, between: str) -> int:
    count = 0
    for count, citation in enumerate(content.told(cited_articles(content.db, *conditions(content.only))), 1):
        out.write(f"{between if count > 1 else ''}{style(citation)}".encode())
    return count
