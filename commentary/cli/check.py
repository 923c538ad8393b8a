"""Reads a profile's example pages and compares the values with those that the profile expects (reads files)."""

from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

from commentary.cli.pages import read_file
from commentary.cli.show.check import CheckedField
from extract.article import Article
from extract.errors import CommentaryError
from extract.page import Page
from extract.read import read_article
from extract.site import Example, Site

# A text is long, so an example gives an excerpt that must be in it.
EXCERPT_FIELDS = frozenset({"body_text", "body_markdown", "body_html"})


def failed_examples(site: Site, folder: Path) -> Iterator[str]:
    """Yield one line for each value that differs from its example.

    The example pages are looked up in `folder`, then beside the shipped profiles.
    """
    for checked in check_examples(site, folder):
        if not checked.is_good:
            yield f"{checked.page}: {f'{checked.field} ' if checked.field else ''}{checked.why}"


def check_examples(site: Site, folder: Path) -> Iterator[CheckedField]:
    """Yield each value of each example page, looked up as above; of a refused page one without a field."""
    for example in site.examples:
        try:
            article = read_article(_page(example, folder), site)
        except CommentaryError as error:
            yield CheckedField(page=example.page, field="", is_good=False, found=None, why=str(error))
        else:
            yield from _compared(example, article)


def _page(example: Example, folder: Path) -> Page:
    own = folder / example.page
    return read_file(str(own if own.exists() else files("sites") / example.page))


def _compared(example: Example, article: Article) -> Iterator[CheckedField]:
    for field, expected in example.expected.items():
        found = _as_toml(getattr(article, field))
        wanted = _as_toml(expected)
        same = str(wanted) in str(found) if field in EXCERPT_FIELDS else found == wanted
        why = "" if same else f"is {found!r}, expected {wanted!r}"
        yield CheckedField(page=example.page, field=field, is_good=same, found=getattr(article, field), why=why)


def _as_toml(value: object) -> object:
    """Return a value in the form that is compared: sequences as lists, times in UTC."""
    if isinstance(value, tuple | list):
        return [_as_toml(item) for item in value]
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            return value
    if isinstance(value, datetime):
        return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(UTC)
    return value
