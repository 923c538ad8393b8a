"""A worker process that reads with our own reader, with a profile that names the host only.

    python own_reader.py [--models FOLDER]

If a page comes with `container`, an XPath, the profile names it as the body. Making the profile is not timed, because
a crawl does it once.
"""

import argparse
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from answering import OutputObject, serve
from extract.article import Article
from extract.dates.locale import date_locale
from extract.dates.parse import DateContext, read_moment
from extract.errors import ExtractionError
from extract.page import Page
from extract.profile.parser import parse_site
from extract.read import read_article
from extract.site import Site
from sites import load_defaults

# The pages have no capture date; one later than all of them never makes a date a future one.
FETCHED_AT = datetime(2026, 11, 1, tzinfo=UTC)


def use_models(folder: Path) -> None:
    """Use the models of a folder instead of the package's own in this process."""
    import_module("extract.models").use_folder(folder)


def unknown_site(url: str, defaults: str, container: str | None = None) -> Site:
    """Return a profile that has only the host and, if given, the XPath of the body."""
    host = urlsplit(url).netloc.lower() or "unknown.example"
    fields = f'[fields]\nbody = [{{ xpath = "{container}" }}]\n' if container else ""
    profile = f'title = "Unknown"\nhosts = ["{host}"]\ntimezone = "UTC"\n{fields}'
    return parse_site("unknown", profile, defaults=defaults)


def day_as_written(text: str | None, at: datetime | None, page: Page) -> str:
    """Return the day as the page writes it, "" for none; near midnight the day in UTC may be another."""
    if at is None:
        return ""
    date_context = DateContext(zone=UTC, fetched_at=FETCHED_AT, language=date_locale(page), page_text=page.text)
    written = read_moment(text or "", date_context)
    return str(written.day if written and written.day else at.date())


def to_output_object(article: Article, page: Page) -> dict[str, Any]:
    """Return the output object of an article."""
    return {
        "title": article.title or "",
        "headline": getattr(article, "headline", None) or "",
        "authors": article.authors,
        "published": day_as_written(article.published_text, article.published_at, page),
        "body": article.body_text,
        "blocks": [(block.kind, block.text) for block in getattr(article, "blocks", ())],
        # The truth calls `published_at` `published`.
        "confidence": {field.removesuffix("_at"): share for field, share in article.confidence.items()},
    }


def read(page: Page, site: Site) -> OutputObject:
    """Return the output object of a page, or the reason why it is refused."""
    try:
        article = read_article(page, site)
    except ExtractionError as error:
        return {"refused": error.problem}
    return to_output_object(article, page)


def main() -> None:
    """Run the worker."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--models", type=Path)
    models = parser.parse_args().models
    if models is not None:
        use_models(models)
    defaults = load_defaults()

    def prepare(page: Mapping[str, Any], body: bytes) -> Callable[[], OutputObject]:
        site = unknown_site(page["url"], defaults, page.get("container"))
        return partial(read, Page(url=page["url"], fetched_at=FETCHED_AT, content_type="text/html", body=body), site)

    serve(prepare)


if __name__ == "__main__":
    main()
