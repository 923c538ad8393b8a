"""Chooses and stores the example page of a profile, with the values that are read from it (disk)."""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import chain, count
from pathlib import Path

from commentary.cli.check import EXCERPT_FIELDS
from extract.article import EMPTY, Article
from extract.errors import CommentaryError, ExtractionError
from extract.page import Page
from extract.read import read_article
from extract.site import Site
from sites import SHIPPED

# What an example expects, in this order: values that a reader of the page can check.
EXPECTED_FIELDS = (
    "title", "subtitle", "authors", "published_at", "updated_at", "categories", "tags", "views", "comment_count",
    "language", "body_text",
)  # fmt: skip
MAX_EXCERPT_CHARACTERS = 200
# Relative dates, such as `2 weeks ago`, give another day when they are read later.
LATER = timedelta(days=400)
MAX_TRIED = 12


def choose_page(site: Site, pages: Sequence[Page], folder: Path) -> tuple[bytes, Mapping[str, object]] | None:
    """Return the bytes of the page that has the most fields, as it is to be stored, and what is read from the file.

    `folder` is where it will lie. None where no page can be read as a file, which has no URL.
    """
    best: tuple[bytes, Mapping[str, object]] | None = None
    for page in pages[:MAX_TRIED]:
        body = stored_bytes(page)
        expected = dict(_expected(site, body, folder))
        if "title" in expected and "body_text" in expected and (best is None or len(expected) > len(best[1])):
            best = body, expected
    return best


def free_page(name: str, folder: Path) -> str:
    """Return the path, from the folder of profiles, of a stored page of a site that is not there yet."""
    numbered = (f"examples/{name}-{number}.html" for number in count(2))
    return next(
        page
        for page in chain([f"examples/{name}.html"], numbered)
        if not (folder / page).exists() and not (SHIPPED / page).exists()
    )


def stored_bytes(page: Page) -> bytes:
    """Return the bytes by which a page's text is read from a file too, where no header names its charset."""
    as_file = Page(url="", fetched_at=page.fetched_at, content_type="text/html", body=page.body)
    return page.body if as_file.text == page.text else b"\xef\xbb\xbf" + page.text.encode()


def _expected(site: Site, body: bytes, folder: Path) -> Iterator[tuple[str, object]]:
    """Yield the values that a file with these bytes gives on any day."""
    now = datetime.now(UTC)
    url = (folder.resolve() / "example.html").as_uri()
    page = Page(url=url, fetched_at=now, content_type="text/html", body=body)
    try:
        article, later = read_article(page, site), read_article(replace(page, fetched_at=now + LATER), site)
    except ExtractionError:
        return
    for field in EXPECTED_FIELDS:
        value = _excerpt(article) if field in EXCERPT_FIELDS else getattr(article, field)
        if value in EMPTY or getattr(article, field) != getattr(later, field):
            continue
        if not (isinstance(value, datetime) and value.microsecond):
            yield field, value


def _excerpt(article: Article) -> str:
    """Return the beginning of the first paragraph, up to the end of a word."""
    text = next((block.text for block in article.blocks if block.kind == "paragraph"), "")
    if len(text) <= MAX_EXCERPT_CHARACTERS:
        return text
    return text[:MAX_EXCERPT_CHARACTERS].rpartition(" ")[0] or text[:MAX_EXCERPT_CHARACTERS]


def ensure_writable(folder: Path) -> None:
    """Raise CommentaryError where files could not be written into a folder, which need not be there yet."""
    there = next(each for each in (folder.absolute(), *folder.absolute().parents) if each.exists())
    if not there.is_dir() or not os.access(there, os.W_OK | os.X_OK):
        raise CommentaryError(
            f"{there} {'is no folder' if not there.is_dir() else 'cannot be written to'}: the profile would go there;"
            " choose another folder with --data"
        )


def write_file(path: Path, body: bytes) -> None:
    """Write a file whole, or not at all; CommentaryError where it cannot be written."""
    unfinished = path.with_name(f".{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with unfinished.open("wb") as out:
            out.write(body)
            out.flush()
            os.fsync(out.fileno())
        unfinished.replace(path)
    except OSError as error:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise CommentaryError(f"{path} cannot be written: {error.strerror}") from error
