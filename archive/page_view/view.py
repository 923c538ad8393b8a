"""Reads a page with its images and styles out of the archive, to be shown (reads database and WARC files)."""

import sqlite3
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from urllib.parse import quote

from archive.ask import find_capture, shown_assets
from archive.page_view.safe_image import image_type
from archive.page_view.safe_page import SafePage, to_safe_page
from archive.warc import Capture, Recorded, read_at, warc_path
from extract.assets import is_stylesheet, sheet_text
from extract.errors import ArchiveError, ExtractionError
from extract.page import Page
from extract.site import ASSET

# More bytes of HTML are not shown as a page: a browser would need minutes for it.
MAX_HTML = 6_000_000
HTML_TYPES = frozenset({"text/html", "application/xhtml+xml", ""})


@dataclass(frozen=True, kw_only=True)
class StoredImage:
    """An image as it is stored, its Content-Encoding removed; `media_type` is what its bytes show."""

    media_type: str
    digest: str
    body: bytes = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class PageView:
    """A capture as a page that can be shown, None with the `problem`, a sentence, where it cannot."""

    capture: Capture
    page: SafePage | None = None
    problem: str | None = None


def asset_address(capture: str) -> str:
    """Return the path of our server under which the image of a capture is."""
    return f"/-/asset/{quote(capture, safe=':')}"


def image_of(db: sqlite3.Connection, warc_folder: Path, capture: str) -> StoredImage | None:
    """Return the image of a capture; None where it is none, or of no kind that is safe to be shown.

    Only what was requested as an asset is. ArchiveError where its record cannot be read.
    """
    found = find_capture(db, capture)
    if found is None or found.source_kind != ASSET:
        return None
    recorded = _with_payload(db, warc_folder, found)
    try:
        body = recorded.page().body
    except ExtractionError:
        return None
    kind = image_type(body)
    return StoredImage(media_type=kind, digest=found.payload_digest, body=body) if kind else None


def view_of(db: sqlite3.Connection, warc_folder: Path, capture: str) -> PageView | None:
    """Return a capture as a page that can be shown, with images and styles of about the same time; None for none."""
    found = find_capture(db, capture)
    if found is None:
        return None
    try:
        page = _with_payload(db, warc_folder, found).page()
        return PageView(capture=found, page=_shown(db, warc_folder, found, page))
    except (ArchiveError, ExtractionError) as error:
        return PageView(capture=found, problem=_sentence(error))


def _shown(db: sqlite3.Connection, warc_folder: Path, capture: Capture, page: Page) -> SafePage:
    media_type = page.content_type.partition(";")[0].strip().lower()
    if media_type not in HTML_TYPES:
        raise ExtractionError(page.url, f"it is {media_type}, and no HTML")
    if len(page.body) > MAX_HTML:
        raise ExtractionError(page.url, f"its HTML is larger than {MAX_HTML // 1_000_000} MB")
    at = capture.captured_at.isoformat()

    @cache
    def sheet(url: str) -> str | None:
        known = shown_assets(db, [url], at).get(url)
        if known is None or not is_stylesheet(known.content_type):
            return None
        recorded = _recorded(db, warc_folder, known.payload)
        try:
            return sheet_text(recorded.page().body, known.content_type) if recorded is not None else None
        except ExtractionError:
            return None

    @cache
    def image(url: str) -> str | None:
        known = shown_assets(db, [url], at).get(url)
        return asset_address(known.payload) if known is not None and known.may_be_image else None

    return to_safe_page(page, find_image=image, find_sheet=sheet)


def _with_payload(db: sqlite3.Connection, warc_folder: Path, capture: Capture) -> Recorded:
    """Return the record of a capture, or that of the capture whose payload it has."""
    original = capture if capture.revisit_of is None else find_capture(db, capture.revisit_of)
    if original is None:
        raise ArchiveError("What it refers to is not in this archive.")
    return read_at(warc_path(warc_folder, original.warc), original)


def _recorded(db: sqlite3.Connection, warc_folder: Path, capture: str) -> Recorded | None:
    found = find_capture(db, capture)
    try:
        return None if found is None else read_at(warc_path(warc_folder, found.warc), found)
    except ArchiveError:
        return None


def _sentence(error: Exception) -> str:
    problem = error.problem if isinstance(error, ExtractionError) else str(error)
    return problem[:1].upper() + problem[1:].rstrip(".") + "."
