"""Decides of a live article, field by field, whether a profile reads it as it should (pure)."""

from collections.abc import Iterator
from datetime import datetime

from commentary.cli.check import CheckedField
from crawler.discover import LiveArticle
from extract.article import Article
from extract.errors import ExtractionError
from extract.read import read_article
from extract.site import Site
from extract.text import StatedTime, is_same_names, is_same_time, is_same_title

# What every article has, and what is shown of the others.
NEEDED = ("title", "published_at", "body")
# What all articles of a site have, if its examples have it.
USUAL = ("authors", "categories", "views")
SHOWN = (
    "title", "subtitle", "authors", "published_at", "updated_at", "categories", "tags", "views", "comment_count",
    "body",
)  # fmt: skip


def check_live(live: LiveArticle, site: Site) -> Iterator[CheckedField]:
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
        value = article.body_text if field == "body" else getattr(article, field)
        why = _contradiction(field, article, live) or _weakness(field, value, article, site, expected)
        is_empty = value in {None, "", ()}
        yield CheckedField(
            page=live.page.url,
            field=field,
            is_good=False if why else None if is_empty else True,
            found=value,
            why=why or article.found_by.get(field, ""),
        )


def _contradiction(field: str, article: Article, live: LiveArticle) -> str:
    """Return what the source states, where that is something else than what the page shows."""
    link = live.link
    if link is None:
        return ""
    if field == "title" and link.title and article.title and not is_same_title(article.title, link.title):
        return f"the {live.source.kind} states {link.title!r}"
    if field == "authors" and link.authors and article.authors and not is_same_names(article.authors, link.authors):
        return f"the {live.source.kind} states {', '.join(link.authors)!r}"
    if field == "published_at" and link.published_at is not None and article.published_at is not None:
        one = StatedTime(day=article.published_at.date(), at=_time(article))
        other = StatedTime(day=link.published_at.date(), at=link.published_at)
        if not is_same_time(one, other, None):
            return f"the {live.source.kind} states {link.published_at.isoformat()}"
    return ""


def _time(article: Article) -> datetime | None:
    """Return the time of publication, None where the page states a day alone."""
    return None if article.published_precision == "day" else article.published_at


def _weakness(field: str, value: object, article: Article, site: Site, expected: set[str]) -> str:
    """Return why a value is wrong by itself, "" if it is not."""
    if value in {None, "", ()}:
        return "is empty" if field in NEEDED or (field in USUAL and field in expected) else ""
    own = {rule.name for rule in site.fields.get(field, ()) if not rule.inherited}
    found_by = article.found_by.get(field, "")
    is_own = not own or any(found_by.startswith(name) for name in own)
    return "" if is_own or field not in {"title", "body"} else f"no rule of the profile found it, but {found_by}"
