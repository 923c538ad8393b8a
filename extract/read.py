"""read_article: a page and its site's profile to an Article, or the reason why it is none (pure).

page | refusals by address | tree | refusals by content | its kind, where no profile knows it
| each field's first rule that finds something | Article
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from extract.article import Article
from extract.body import (
    TRAFILATURA_CONFIDENCE,
    complete_container,
    container_of_blocks,
    find_cut_off,
    hidden_container,
    is_free,
    read_body,
    read_text,
    selection_confidence,
    trafilatura_container,
)
from extract.context import PageContext, context_of
from extract.errors import NotAnArticle
from extract.fields import without_leading_lines
from extract.kind import (
    ARTICLE,
    is_wordpress_post,
    judge_kind,
    refusal_by_address,
    refusal_by_content,
    refusal_by_number,
)
from extract.page import Page
from extract.profile import FIELDS, Values, apply_rules, read_field
from extract.site import Site
from extract.text import detect_language
from extract.urls import canonical_url

HIDDEN_CONFIDENCE = 0.8
# The names that `found_by` gives where no rule of the profile found the body.
MODEL = "blocks"
HIDDEN = "hidden text"
TRAFILATURA = "trafilatura"


class Body(NamedTuple):
    """The values that a text gives, the name of what found it, and how sure that is."""

    values: Values
    name: str
    confidence: float | None


def read_article(page: Page, site: Site) -> Article:
    """Return what a page says; NotAnArticle with the reason, ExtractionError when it cannot be read."""
    reason = refusal_by_address(page, site) or refusal_by_content(page)
    if reason:
        raise NotAnArticle(page.url, reason)
    context = context_of(page, site)
    number = context.parts.number
    if reason := refusal_by_number(page, site, number):
        raise NotAnArticle(page.url, reason)
    body = _body(page, site, context)
    values: dict[str, Any] = dict(body.values)
    found_by = {"body": body.name}
    confidence = {} if body.confidence is None else {"body": body.confidence}
    for field in FIELDS:
        reading = None if field == "body" else read_field(field, site.fields.get(field, ()), context)
        if reading is not None:
            values.update(reading.values)
            found_by[field] = reading.name
            if reading.confidence is not None:
                confidence[field] = reading.confidence
    values.update(whole_page_values(page, body.values["body_text"]))
    values.setdefault("canonical_url", canonical_url(page.url))
    return Article(url=page.url, page_number=number, found_by=found_by, confidence=confidence, **values)


def _body(page: Page, site: Site, context: PageContext) -> Body:
    """Return the values that the text gives, and the rule that found it."""
    for reading in apply_rules("body", site.fields.get("body", ()), context):
        if reading.values.get("body_text"):
            if reading.rule.inherited:
                _refuse_other_kinds(site, context)
            return Body(reading.values, reading.name, reading.confidence)
        # A container that the profile names, or that holds the post's picture, is the post's: what else is on the
        # page is not the author's. An empty one that the defaults only suppose may be any.
        if reading.values and (not reading.rule.inherited or reading.values["images"]):
            raise NotAnArticle(page.url, "no text")
    _refuse_other_kinds(site, context)
    for name, values, confidence in judged_bodies(context):
        if values.get("body_text"):
            return Body(values, name, confidence)
    raise NotAnArticle(page.url, "no text")


def _refuse_other_kinds(site: Site, context: PageContext) -> None:
    """Refuse what is no article by its looks; a profile that names its articles, or WordPress, knows better."""
    if not kind_is_known(site, context.page) and context.block_tree.blocks:
        kind = judge_kind(context)
        if kind.name != ARTICLE:
            raise NotAnArticle(context.page.url, kind.name)


def kind_is_known(site: Site, page: Page) -> bool:
    """Tell whether the profile or WordPress says which pages are articles."""
    return site.articles is not None or is_wordpress_post(page)


def judged_bodies(context: PageContext) -> Iterator[tuple[str, Values, float]]:
    """Yield what is judged to be the text where no rule finds it, the best judge first."""
    page = context.page
    selection = context.selection
    shown: Values = {}
    if selection.kept:
        container = container_of_blocks(
            context.block_tree.blocks, frozenset(without_leading_lines(context, selection.kept))
        )
        shown = read_text(complete_container(container, page), page)
    titles = [one.text for one in context.title.candidates]
    hidden = hidden_container(page, titles, shown.get("body_text", ""), context.block_tree.root.prose)
    if hidden is not None:
        yield HIDDEN, read_body(hidden, page), HIDDEN_CONFIDENCE
    if shown:
        yield MODEL, shown, selection_confidence(selection)
    judged = trafilatura_container(page)
    if judged is not None:
        yield TRAFILATURA, read_body(judged, page), TRAFILATURA_CONFIDENCE


def whole_page_values(page: Page, text: str) -> Values:
    """Return what no rule reads, as it takes the page and its text together."""
    free = is_free(page)
    return {
        "is_free": free,
        "cut_off": find_cut_off(page, text, free=free),
        "language_detected": detect_language(text),
    }
