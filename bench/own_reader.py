"""A worker that reads with our own reader, as one that knows of a site its host alone.

    python own_reader.py [--models FOLDER]

Where a page comes with `container`, an XPath, its profile names that as the body. Making the profile is not part of
the reading: a crawl does so once.
"""

import argparse
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from answering import Said, serve
from extract.article import Article
from extract.dates.locale import date_locale
from extract.dates.parse import DateContext, read_moment
from extract.errors import ExtractionError
from extract.page import Page
from extract.profile.parser import parse_site
from extract.read import read_article
from extract.site import Site
from sites import load_defaults

# No capture date is known of any page; one after all of them keeps the check on future dates out of the way.
FETCHED_AT = datetime(2026, 11, 1, tzinfo=UTC)


def use_models(folder: Path) -> None:
    """Point the reader at models other than the package's own, for the life of this process."""
    import_module("extract.models").load(folder)


def unknown_site(url: str, defaults: str, container: str | None = None) -> Site:
    """Make the profile of a site of which only the host is known, and at most the XPath of its text."""
    host = urlsplit(url).netloc.lower() or "unknown.example"
    fields = f'[fields]\nbody = [{{ xpath = "{container}" }}]\n' if container else ""
    profile = f'title = "Unknown"\nhosts = ["{host}"]\ntimezone = "UTC"\n{fields}'
    return parse_site("unknown", profile, defaults=defaults)


def day_as_written(text: str | None, at: datetime | None, page: Page) -> str:
    """Return the day that a page shows as its article's, "" for none: a time near midnight has another day in UTC."""
    if at is None:
        return ""
    date_context = DateContext(zone=UTC, fetched_at=FETCHED_AT, language=date_locale(page), page_text=page.text)
    written = read_moment(text or "", date_context)
    return str(written.day if written and written.day else at.date())


def as_said(article: Article, page: Page) -> dict[str, Any]:
    """Return an answer's object."""
    return {
        "title": article.title or "",
        "headline": getattr(article, "headline", None) or "",
        "authors": article.authors,
        "published": day_as_written(article.published_text, article.published_at, page),
        "body": article.body_text,
        "blocks": [(block.kind, block.text) for block in getattr(article, "blocks", ())],
        # A field of time is known here by the day that it is compared by.
        "confidence": {field.removesuffix("_at"): share for field, share in article.confidence.items()},
    }


def read(page: Page, site: Site) -> Said:
    """Return what our reader says of a page, or why it refuses it."""
    try:
        article = read_article(page, site)
    except ExtractionError as error:
        return {"refused": error.problem}
    return as_said(article, page)


def main() -> None:
    """Run as a worker."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--models", type=Path)
    models = parser.parse_args().models
    if models is not None:
        use_models(models)
    defaults = load_defaults()

    def prepare(page: Mapping[str, Any], body: bytes) -> Callable[[], Said]:
        site = unknown_site(page["url"], defaults, page.get("container"))
        return partial(read, Page(url=page["url"], fetched_at=FETCHED_AT, content_type="text/html", body=body), site)

    serve(prepare)


if __name__ == "__main__":
    main()
