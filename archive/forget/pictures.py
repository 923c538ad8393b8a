"""Finds the captured images that go with an article (reads the database, and pages in WARC files).

What its text shows goes, unless another article's text shows it too. What was fetched for its page alone, such as a
site's logo or the picture of an advertisement, goes unless another article's page, or a stylesheet, shows it.
"""

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from archive.schema import capture_of, items_of
from archive.warc import Recorded, read_at
from extract.assets import asset_url, is_stylesheet, page_assets, sheet_text, sheet_urls
from extract.errors import ArchiveError, ExtractionError, NotAnArticle
from extract.urls import canonical_url

SAME_BYTES = """
SELECT DISTINCT first.url, again.url FROM captures AS first JOIN captures AS again ON again.revisit_of = first.id
WHERE first.source_kind = 'asset' AND again.url <> first.url
"""
# A stylesheet is of all articles, an image of the article for which it was fetched.
ASSETS = """
SELECT DISTINCT url, source_url FROM captures WHERE source_kind = 'asset' AND content_type LIKE 'image/%'
"""
# The newest first: they show what is the site's own. A stylesheet shows it for all pages.
SHOWING = """
SELECT captures.* FROM captures LEFT JOIN readings ON readings.capture = captures.id
WHERE captures.revisit_of IS NULL AND (
    (source_kind = 'asset' AND status = 200 AND content_type LIKE '%css%') OR outcome IN ('article', 'part'))
ORDER BY source_kind IS 'asset' DESC, captures.captured_at DESC, captures.id
"""


def own_pictures(
    db: sqlite3.Connection,
    warc_folder: Path,
    own: Iterable[sqlite3.Row],
    others: Iterable[sqlite3.Row],
    addresses: Collection[str],
) -> set[str]:
    """Return the addresses of captured images that only an article shows.

    `own` are the rows of its versions, `others` those of all other articles, and `addresses` its URLs.
    """
    rows = map(tuple, db.execute(ASSETS).fetchall())
    captured = [(canonical_url(url), canonical_url(page or "")) for url, page in rows]
    pictures = {url for row in own for url in _pictures(row)}
    shown_by_others = {url for row in others for url in _pictures(row)}
    in_text = {address for address, _ in captured if address in pictures} - shown_by_others
    beside = {address for address, page in captured if page in addresses} - pictures - shown_by_others
    going = in_text | _shown_nowhere(db, warc_folder, beside, addresses)
    # The same bytes at another address are stored once: that picture would go with it.
    pairs = [(canonical_url(url), canonical_url(other)) for url, other in map(tuple, db.execute(SAME_BYTES))]
    return going - {url for url, other in pairs if other not in going}


def _pictures(row: sqlite3.Row) -> Iterator[str]:
    images: list[Any] = items_of(row["images"])
    urls = [row["image_url"], *(image.get("url") for image in images if isinstance(image, dict))]
    yield from (canonical_url(str(url)) for url in urls if url)


def _shown_nowhere(
    db: sqlite3.Connection, warc_folder: Path, images: set[str], addresses: Collection[str]
) -> set[str]:
    """Return those of some images that no stylesheet, and no page of another article, shows."""
    left = set(images)
    for row in db.execute(SHOWING) if left else ():
        if canonical_url(row["url"]) in addresses:
            continue
        capture = capture_of(row)
        try:
            left -= _shown_by(read_at(warc_folder / capture.warc, capture), left)
        except (ArchiveError, ExtractionError, NotAnArticle):
            # The search that follows names what is damaged.
            continue
        if not left:
            break
    return left


def _shown_by(recorded: Recorded, images: set[str]) -> set[str]:
    """Return those of some images that a page or stylesheet shows."""
    page = recorded.page()
    # To parse a page takes long; most name none of the images.
    if not any(name in page.body for image in images for name in _names(image)):
        return set()
    if is_stylesheet(page.content_type):
        text = sheet_text(page.body, page.content_type)
        written = [asset_url(each.url, page.url) for each in sheet_urls(text)]
    else:
        written = list(page_assets(page))
    return {canonical_url(url) for url in written if url} & images


def _names(image: str) -> tuple[bytes, bytes]:
    """Return how the last part of an image's path may be written in a page."""
    name = urlsplit(image).path.rpartition("/")[2]
    return name.encode(), unquote(name).encode()
