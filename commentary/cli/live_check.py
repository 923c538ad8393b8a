"""Decides of a live article, field by field, whether a profile reads it as it should (pure)."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from commentary.cli.field_values import NEEDED, is_found_by_default, value_of
from commentary.cli.show.check import CheckedField
from extract.article import EMPTY, Article
from extract.errors import ExtractionError
from extract.read import read_article
from extract.site import Site
from extract.text import StatedTime, is_same_names, is_same_time, is_same_title

if TYPE_CHECKING:
    from crawler.discover import LiveArticle

# What all articles of a site have, if its examples have it.
USUAL = ("authors", "categories", "views")
# What is shown.
SHOWN = (
    "title", "subtitle", "authors", "published_at", "updated_at", "categories", "tags", "views", "comment_count",
    "body",
)  # fmt: skip
# What is wrong if a default rule found it: the profile's own rules are of another design.
OWN = frozenset({"title", "body"})


def check_live(live: "LiveArticle", site: Site) -> Iterator[CheckedField]:
    """Yield the fields of a live article; one without a field where it could not be read.

    A field is wrong if it is empty and every article has it; if the title or the text was found by a default rule,
    and not by one of the profile's own; or if the source states another value.
    """
    if live.page is None:
        return
    try:
        article = read_article(live.page, site)
    except ExtractionError as error:
        yield CheckedField(page=live.page.url, field="", is_good=False, found=None, why=str(error.problem))
        return
    expected = {field for example in site.examples for field in example.expected}
    for field in SHOWN:
        value = value_of(article, field)
        why = _contradiction(field, article, live, site) or _weakness(field, article, site, expected)
        yield CheckedField(
            page=live.page.url,
            field=field,
            is_good=False if why else None if value in EMPTY else True,
            found=value,
            why=why,
        )


def _contradiction(field: str, article: Article, live: "LiveArticle", site: Site) -> str:
    """Return what the source states, where that is something else than what the page shows."""
    link = live.link
    if link is None:
        return ""
    if field == "title" and link.title and article.title and not is_same_title(article.title, link.title):
        return f"the {live.source.kind} states {link.title!r}"
    if field == "authors" and link.authors and article.authors and not is_same_names(article.authors, link.authors):
        return f"the {live.source.kind} states {', '.join(link.authors)!r}"
    one = _published(article)
    if field == "published_at" and link.published_at is not None and one is not None:
        other = StatedTime(day=link.published_at.date(), at=link.published_at)
        if not is_same_time(one, other, ZoneInfo(site.timezone)):
            return f"the {live.source.kind} states {link.published_at.isoformat()}"
    return ""


def _published(article: Article) -> StatedTime | None:
    """Return the time of publication as the page states it, None for words such as `2 weeks ago`."""
    if article.published_day is None or article.published_from is not None:
        return None
    at = article.published_at if article.published_precision in {"minute", "second"} else None
    day = date.fromisoformat(article.published_day)
    return StatedTime(day=day, at=at, is_assumed=article.published_zone == "assumed")


def _weakness(field: str, article: Article, site: Site, expected: set[str]) -> str:
    """Return why a value is wrong by itself, "" if it is not."""
    if value_of(article, field) in EMPTY:
        return "is empty" if field in NEEDED or (field in USUAL and field in expected) else ""
    is_weak = field in OWN and is_found_by_default(article, field, site)
    return f"no rule of the profile found it, but {article.found_by[field]}" if is_weak else ""
