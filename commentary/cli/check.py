"""A profile's own test: its example pages read, and compared with what it says they hold (reads files)."""

from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

from commentary.cli.pages import read_file
from extract.article import Article
from extract.errors import CommentaryError
from extract.page import Page
from extract.read import read_article
from extract.site import Example, Site

# A text is long: an example quotes from it.
QUOTED = frozenset({"body_text", "body_markdown", "body_html"})


def failed_examples(site: Site, folder: Path) -> Iterator[str]:
    """Yield where a profile's examples differ from what is read; its pages lie beside it, or beside the shipped."""
    for example in site.examples:
        try:
            article = read_article(_page(example, folder), site)
        except CommentaryError as error:
            yield f"{example.page}: {error}"
        else:
            yield from _differences(example, article)


def _page(example: Example, folder: Path) -> Page:
    beside = folder / example.page
    return read_file(str(beside if beside.exists() else files("sites") / example.page))


def _differences(example: Example, article: Article) -> Iterator[str]:
    for field, expected in example.expected.items():
        found = _as_toml(getattr(article, field))
        wanted = _as_toml(expected)
        same = str(wanted) in str(found) if field in QUOTED else found == wanted
        if not same:
            yield f"{example.page}: {field} is {found!r}, not {wanted!r}"


def _as_toml(value: object) -> object:
    """Return a value as a profile writes it, so that it can be compared: lists, and moments in UTC."""
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
