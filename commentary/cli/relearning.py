"""Decides which learned rules are better than those of a profile (pure)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from commentary.cli.field_values import has_own_rules, is_found_by_default, value_of
from commentary.cli.proposal import learn, learned_text, read_pages
from commentary.cli.show.proposal import FieldLine
from extract.article import EMPTY, Article
from extract.learn import Learned, LearnedField
from extract.page import Page
from extract.profile import parse_site
from extract.site import Rule, Site
from extract.text import shared_share
from extract.urls import canonical_url
from sites import load_defaults
from sites.write import rule_text, with_rules

# Of the pages, so many on which present and learned rule differ make it worth while to propose one.
MIN_DIFFERENT = 0.05
# Of the articles whose value is known, those on which a learned rule must be right.
MIN_RIGHT = 0.9
# Two texts of an article that share so many of their words, and are as long, are the same for a rule.
SAME_TEXT = 0.97


@dataclass(frozen=True, kw_only=True)
class Material:
    """What is learned from: pages of articles, lists that state them, URLs that are no articles, and their origin."""

    pages: Sequence[Page]
    told: Sequence[Page]
    others: Sequence[str]
    origin: str


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """The text of the profile as proposed, and a line for each field that was learned."""

    text: str
    lines: tuple[FieldLine, ...]


def propose_rules(site: Site, text: str, material: Material) -> Proposal:
    """Return the profile `text` of a site with the learned rules that read better than its own.

    A rule is proposed where it is right on nearly all articles whose value is known, and on some of the pages reads
    something else than the profile does now, or what only a default rule reads any more.
    """
    learned = learn(site, material.pages, lists=material.told, others=material.others)
    present = list(read_pages(site, material.pages))
    rules = {
        field: rule
        for field, each in learned.fields.items()
        if (rule := _learned_rule(site, each)) is not None and _is_right(each) and not _has_rule(site, field, rule)
    }
    proposed = list(read_pages(proposed_site(site, with_rules(text, rules)), material.pages))
    differs = {field: _count_different(field, present, proposed) for field in rules}
    lapsed = {field: count_lapsed(field, present, site) for field in rules}
    few = MIN_DIFFERENT * len(material.pages)
    better = {field: rule for field, rule in rules.items() if max(differs[field], lapsed[field]) > few}
    articles = _articles(site, learned, material)
    changed = with_rules(text, better, articles=articles) if better or articles else text
    lines = tuple(_line(each, present, better, differs, lapsed) for each in learned.fields.values())
    return Proposal(text=changed, lines=lines)


def _learned_rule(site: Site, each: LearnedField) -> Rule | None:
    """Return the learned rule; one that the default rules make needless only if the profile has own rules."""
    return each.needless if each.rule is None and has_own_rules(site, each.field) else each.rule


def _has_rule(site: Site, field: str, rule: Rule) -> bool:
    return any(rule_text(own) == rule_text(rule) for own in site.fields.get(field, ()) if not own.inherited)


def _is_right(field: LearnedField) -> bool:
    return field.of > 0 and field.hits >= MIN_RIGHT * field.of


def proposed_site(site: Site, text: str) -> Site:
    """Return the site of a changed profile."""
    return parse_site(site.name, text, defaults=load_defaults(), origin=f"{site.name}.toml")


def _articles(site: Site, learned: Learned, material: Material) -> str | None:
    """Return a new pattern of the URLs of articles, None where the present one matches them, or none is known."""
    if site.articles is None or learned.articles is None:
        return None
    missed = sum(re.search(site.articles, canonical_url(page.url)) is None for page in material.pages)
    return learned.articles if missed > MIN_DIFFERENT * len(material.pages) else None


def _count_different(field: str, present: Sequence[Article | None], proposed: Sequence[Article | None]) -> int:
    pairs = zip(present, proposed, strict=True)
    return sum(not _is_same(_value(field, one), _value(field, other)) for one, other in pairs)


def count_lapsed(field: str, articles: Sequence[Article | None], site: Site) -> int:
    """Return on how many pages a default rule finds a field for which the profile has rules of its own."""
    return sum(is_found_by_default(article, field, site) for article in articles if article is not None)


def _value(field: str, article: Article | None) -> object:
    return value_of(article, field) if article is not None else None


def _is_same(one: object, other: object) -> bool:
    """Tell whether two values are the same for a reader: a time to the minute, a text nearly word for word."""
    if one == other:
        return True
    if isinstance(one, str) and isinstance(other, str):
        lengths = sorted((len(one), len(other)))
        return lengths[0] >= SAME_TEXT * lengths[1] and shared_share(one, other) >= SAME_TEXT
    return isinstance(one, datetime) and isinstance(other, datetime) and abs((one - other).total_seconds()) < 60


def _line(
    each: LearnedField,
    present: Sequence[Article | None],
    better: dict[str, Rule],
    differs: dict[str, int],
    lapsed: dict[str, int],
) -> FieldLine:
    filled = [value for article in present if (value := _value(each.field, article)) not in EMPTY]
    if each.field in better:
        why = f"{learned_text(each)}; it reads something else than now on {differs[each.field]}"
        if number := lapsed[each.field]:
            why += f", and the default rules read the field on {number}"
    elif each.rule is None:
        why = each.without
    elif _is_right(each):
        few = differs.get(each.field, 0)
        why = "a learned rule reads the same" + (f", but on {few} articles" if few else "")
    else:
        why = f"no learned rule is right on nearly all articles; {learned_text(each)}"
    return FieldLine(
        field=each.field,
        rule=rule_text(better[each.field]) if each.field in better else "as now",
        why=why,
        filled=len(filled),
        of=len(present),
        examples=each.examples if each.field in better else (),
    )
