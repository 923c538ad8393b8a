"""Sample: one page to learn from, with what is told of it and what the default rules read, each made once (pure)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from zoneinfo import ZoneInfo

from lxml import etree
from lxml.html import HtmlElement

from extract.article import Article
from extract.context import PageContext, context_of
from extract.errors import ExtractionError
from extract.html import UNSEEN
from extract.learn.values import Told
from extract.page import Page
from extract.profile import Values, apply_rules
from extract.read import read_article
from extract.site import Rule, Site

# In characters, of an element that may hold a single value, and of values of attributes.
MAX_VALUE_CHARACTERS = 400


@dataclass(frozen=True, kw_only=True)
class Sample:
    """One page of a site, `told` None where the site says nothing of it. `site` has the default rules alone."""

    page: Page = field(repr=False)
    site: Site = field(repr=False)
    told: Told | None = None

    @cached_property
    def context(self) -> PageContext:
        """The page as rules read it, but for its body."""
        return context_of(self.page, self.site)

    @cached_property
    def zone(self) -> ZoneInfo:
        """The site's zone."""
        return ZoneInfo(self.site.timezone)

    @cached_property
    def article(self) -> Article | None:
        """The article as the default rules read it, None where they refuse the page."""
        try:
            return read_article(self.page, self.site)
        except ExtractionError:
            return None

    @cached_property
    def short_texts(self) -> Sequence[tuple[str, HtmlElement]]:
        """(text, element) of the elements in the page's body that may hold a single value, in page order."""
        return short_texts_of(self.context.page)

    def read(self, field_name: str, rule: Rule) -> Values:
        """Return the values that a rule reads for a field other than the body, empty where it finds none."""
        return next(apply_rules(field_name, [rule], self.context)).values

    def read_body(self, rule: Rule) -> Values:
        """Return the values that a rule reads for the body; a context of its own, as it remembers containers."""
        context = replace(self.context)
        # Both are by element, whichever rule asks.
        context.__dict__["left_out"] = self.context.left_out
        try:
            values = next(apply_rules("body", [rule], context)).values
        except ExtractionError:
            return {}
        return values if values.get("body_text") else {}


def samples_of(pages: Sequence[Page], told: Mapping[str, Told], site: Site) -> list[Sample]:
    """Return a sample of each page that has a tree."""
    bare = replace(
        site, fields={name: tuple(rule for rule in rules if rule.inherited) for name, rules in site.fields.items()}
    )
    samples = [Sample(page=page, site=bare, told=told.get(page.url)) for page in pages]
    return [sample for sample in samples if _has_tree(sample)]


def _has_tree(sample: Sample) -> bool:
    try:
        return sample.context.page.tree.find("body") is not None
    except ExtractionError:
        return False


def short_texts_of(page: Page) -> tuple[tuple[str, HtmlElement], ...]:
    """Return (text, element) of the elements in a page's body that may hold a single value, in page order."""
    body = page.tree.find("body")
    return () if body is None else tuple(_short_texts(body))


def _short_texts(body: HtmlElement) -> Iterator[tuple[str, HtmlElement]]:
    """Yield elements with their texts in single spaces, without long ones and those that nobody sees."""
    found: dict[HtmlElement, str | None] = {}
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if event == "start":
            if element.tag in UNSEEN and element.tag != "button":
                found[element] = ""
            continue
        if element in found:
            continue
        parts: list[str] | None = [element.text or ""]
        for child in element:
            text = found.get(child, "")
            if parts is None or text is None:
                parts = None
                break
            parts += [" " if child.tag == "br" else text, child.tail or ""]
        text = None if parts is None else "".join(parts)
        found[element] = None if text is None or len(text) > 4 * MAX_VALUE_CHARACTERS else text
    for element in body.iter(etree.Element):
        text = " ".join((found.get(element) or "").split())
        if text and len(text) <= MAX_VALUE_CHARACTERS:
            yield text, element
