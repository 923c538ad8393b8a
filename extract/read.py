"""read_article: reads a page by its site's profile into an Article, or refuses it with a reason (pure).

page | refusals by URL and status | parsed tree | refusals by content | refusal by kind, where no profile knows it
| the first rule of each field that finds something | Article
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from extract.article import Article
from extract.body import (
    TRAFILATURA_CONFIDENCE,
    complete_container,
    container_of_blocks,
    find_cut_off,
    hidden_article,
    is_free,
    is_too_much,
    read_body,
    read_text,
    selection_confidence,
    trafilatura_container,
    with_deck,
)
from extract.context import PageContext, context_of
from extract.errors import NotAnArticle, RefreshRedirect
from extract.fields import blocks_behind_text, find_disagreements, without_leading_lines
from extract.kind import (
    ARTICLE,
    NEEDS_BROWSER,
    NO_MATCH,
    is_wordpress_post,
    judge_kind,
    refusal_by_address,
    refusal_by_content,
    refusal_by_number,
    refusal_by_type,
)
from extract.page import Page
from extract.profile import FIELDS, Found, Values, apply_rules, read_field
from extract.site import Site
from extract.text import detect_language
from extract.urls import canonical_url
from extract.walls import declares_article, is_shell, refresh_target
from extract.words.starter_titles import STARTER_TITLES

# Values of `found_by` for a body that no rule of the profile found.
BODY_MODEL = "blocks"
HIDDEN_TEXT = "hidden text"
TRAFILATURA = "trafilatura"
HIDDEN_TEXT_CONFIDENCE = 0.8
# The reason of a refusal.
NO_TEXT = "no text"
# In characters: what a shell shows that is no article's text, such as its menu and a notice of cookies; and its
# prose.
MAX_SHELL_TEXT = 1500
MAX_SHELL_PROSE = 300


class Body(NamedTuple):
    """The article's values that its text gives, the name of what found the text, and the confidence, 0 to 1.

    `beside` are texts of other fields that the page's data have beside the text.
    """

    values: Values
    found_by: str
    confidence: float | None
    beside: Mapping[str, Sequence[str]] = {}


def read_article(page: Page, site: Site) -> Article:
    """Return the article of a page; NotAnArticle with the reason, ExtractionError when the page cannot be read.

    RefreshRedirect when the page redirects by a meta refresh, also where its URL is no article's.
    """
    reason = refusal_by_address(page, site)
    # An old URL may have had another form.
    if reason in {None, NO_MATCH} and (target := refresh_target(page)):
        raise RefreshRedirect(page.url, target)
    if reason := reason or refusal_by_content(page) or refusal_by_type(page, site):
        raise NotAnArticle(page.url, reason)
    context = context_of(page, site)
    page = context.page
    page_number = context.parts.number
    if reason := refusal_by_number(page, site, page_number):
        raise NotAnArticle(page.url, reason)
    body = _read_body_or_shell(context, site)
    values: dict[str, Any] = dict(body.values)
    found_by = {"body": body.found_by}
    confidence = {} if body.confidence is None else {"body": body.confidence}
    for field in FIELDS:
        reading = None if field == "body" else read_field(field, site.fields.get(field, ()), context)
        if reading is not None:
            values.update(reading.values)
            found_by[field] = reading.name
            if reading.confidence is not None:
                confidence[field] = reading.confidence
    for field, texts in body.beside.items():
        if field not in found_by or (field == "title" and values["title"].lower() in STARTER_TITLES):
            values.update(FIELDS[field](field, [Found(text) for text in texts], context))
            found_by[field] = HIDDEN_TEXT
    if subtitle := values.get("subtitle"):
        values["blocks"] = with_deck(values["blocks"], subtitle)
    values.update(whole_page_values(context, body.values["body_text"]))
    values.setdefault("canonical_url", canonical_url(page.url))
    return Article(
        url=page.url,
        page_number=page_number,
        found_by=found_by,
        confidence=confidence,
        disagreements=find_disagreements(context, values, found_by),
        **values,
    )


def _read_body_or_shell(context: PageContext, site: Site) -> Body:
    """Return the body; a page without one, or with a line, may be a shell that shows nothing until scripts run."""
    page = context.page
    try:
        body = _read_body(context, site)
    except NotAnArticle as refusal:
        if is_shell(page):
            raise NotAnArticle(page.url, NEEDS_BROWSER) from refusal
        raise
    # A container that a rule names is believed if it has any text, and so is text out of a page's data.
    if (
        body.found_by in {BODY_MODEL, TRAFILATURA}
        and len(body.values["body_text"]) <= MAX_SHELL_TEXT
        and is_shell(page)
    ):
        raise NotAnArticle(page.url, NEEDS_BROWSER)
    return body


def _read_body(context: PageContext, site: Site) -> Body:
    """Return the body that the profile's rules find, else the body model, the page's data or trafilatura."""
    for reading in apply_rules("body", site.fields.get("body", ()), context):
        if reading.values.get("body_text"):
            if reading.rule.inherited:
                _refuse_other_kinds(context, site)
            return Body(reading.values, reading.name, reading.confidence)
        # A container without text still is the post's if the profile names it or if it has the post's picture: any
        # other text of the page is not the author's. An empty one of the inherited rules may be another element.
        if reading.values and (not reading.rule.inherited or reading.values["images"]):
            raise NotAnArticle(context.page.url, NO_TEXT)
    try:
        _refuse_other_kinds(context, site)
    except NotAnArticle:
        # What shows nothing yet is of no kind, but its data may hold an article, which has an author or a date.
        hidden = hidden_body(context, "") if context.block_tree.root.prose_size <= MAX_SHELL_PROSE else None
        if hidden is None or not (declares_article(context.page) or {"authors", "published_at"} & set(hidden.beside)):
            raise
        return hidden
    for body in generic_bodies(context):
        if body.values.get("body_text"):
            return body
    raise NotAnArticle(context.page.url, NO_TEXT)


def _refuse_other_kinds(context: PageContext, site: Site) -> None:
    """Raise NotAnArticle for a page of another kind, unless the profile or WordPress tells what is an article."""
    if not kind_is_known(context.page, site) and context.block_tree.blocks:
        kind = judge_kind(context)
        if kind.name != ARTICLE:
            raise NotAnArticle(context.page.url, kind.name)


def kind_is_known(page: Page, site: Site) -> bool:
    """Tell whether the profile's `articles` or WordPress's classes tell which pages are articles."""
    return site.articles is not None or is_wordpress_post(page)


def generic_bodies(context: PageContext) -> Iterator[Body]:
    """Yield the bodies that are found without a rule, the best one first; `body_text` may be empty."""
    page = context.page
    selection = context.selection
    shown: Values = {}
    if selection.kept:
        kept = frozenset(without_leading_lines(context, selection.kept))
        kept -= blocks_behind_text(context, context.block_tree, sorted(kept))
        container = container_of_blocks(context.block_tree.blocks, kept, selection.boxes, selection.captions)
        shown = read_text(complete_container(container, page), page)
    hidden = hidden_body(context, shown.get("body_text", ""))
    if hidden is not None:
        yield hidden
    if shown:
        yield Body(shown, BODY_MODEL, selection_confidence(selection))
    block_tree = context.block_tree
    if is_too_much(page, block_tree):
        return
    trafilatura = trafilatura_container(page, selection.boxes, len(block_tree.blocks))
    if trafilatura is not None:
        yield Body(read_body(trafilatura, page), TRAFILATURA, TRAFILATURA_CONFIDENCE)


def hidden_body(context: PageContext, shown: str) -> Body | None:
    """Return the body that is only in the page's data, where it is longer than what the page shows; else None."""
    page = context.page
    titles = [candidate.text for candidate in context.title.candidates]
    hidden = hidden_article(page, titles, shown, context.block_tree.root.prose_size)
    if hidden is None:
        return None
    return Body(read_body(hidden.container, page), HIDDEN_TEXT, HIDDEN_TEXT_CONFIDENCE, hidden.fields)


def whole_page_values(context: PageContext, text: str) -> Values:
    """Return the values that need both the page and its article's text: price, cut-off text, detected language."""
    free = is_free(context.page)
    return {
        "is_free": free,
        "cut_off": find_cut_off(
            context.page,
            text,
            free=free,
            blocks=lambda: context.whole_block_tree.blocks,
            has_blocks=context.has_blocks,
        ),
        "language_detected": detect_language(text),
    }
