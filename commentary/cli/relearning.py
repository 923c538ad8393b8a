"""Decides which learned rules are better than those of a profile (pure)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from commentary.cli.proposal import learned_text, least_hits, read_pages
from commentary.cli.show.proposal import FieldLine
from extract.article import Article
from extract.learn import Learned, LearnedField, learn_rules, tell
from extract.page import Page
from extract.profile import parse_site
from extract.site import Rule, Site
from extract.text import shared_share
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
    told = tell(material.pages, material.told)
    learned = learn_rules(material.pages, told, site, others=material.others, least=least_hits(len(material.pages)))
    present = list(read_pages(site, material.pages))
    rules = {
        field: each.rule
        for field, each in learned.fields.items()
        if each.rule is not None and _is_right(each) and not _has_rule(site, field, each.rule)
    }
    proposed = list(read_pages(_site(site, text, rules), material.pages))
    differs = {field: _count_different(field, present, proposed) for field in rules}
    lapsed = {field: count_lapsed(field, present, site) for field in rules}
    few = MIN_DIFFERENT * len(material.pages)
    better = {field: rule for field, rule in rules.items() if max(differs[field], lapsed[field]) > few}
    articles = _articles(site, learned, material)
    changed = with_rules(text, better, articles=articles) if better or articles else text
    lines = tuple(_line(each, present, better, differs, lapsed) for each in learned.fields.values())
    return Proposal(text=changed, lines=lines)


def _has_rule(site: Site, field: str, rule: Rule) -> bool:
    return any(rule_text(own) == rule_text(rule) for own in site.fields.get(field, ()) if not own.inherited)


def _is_right(field: LearnedField) -> bool:
    return field.of > 0 and field.hits >= MIN_RIGHT * field.of


def _site(site: Site, text: str, rules: dict[str, Rule]) -> Site:
    return parse_site(site.name, with_rules(text, rules), defaults=load_defaults(), origin=f"{site.name}.toml")


def _articles(site: Site, learned: Learned, material: Material) -> str | None:
    """Return a new pattern of the URLs of articles, None where the present one matches them, or none is known."""
    if site.articles is None or learned.articles is None:
        return None
    missed = sum(re.search(site.articles, page.url) is None for page in material.pages)
    return learned.articles if missed > MIN_DIFFERENT * len(material.pages) else None


def _count_different(field: str, present: Sequence[Article | None], proposed: Sequence[Article | None]) -> int:
    pairs = zip(present, proposed, strict=True)
    return sum(not _is_same(_value(field, one), _value(field, other)) for one, other in pairs)


def count_lapsed(field: str, articles: Sequence[Article | None], site: Site) -> int:
    """Return on how many pages a default rule finds a field for which the profile has rules of its own."""
    own = tuple(rule.name for rule in site.fields.get(field, ()) if not rule.inherited)
    found = (article.found_by.get(field, "") for article in articles if article is not None)
    return sum(bool(name) and not name.startswith(own) for name in found) if own else 0


def _value(field: str, article: Article | None) -> object:
    return getattr(article, "body_text" if field == "body" else field) if article is not None else None


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
    filled = [value for article in present if (value := _value(each.field, article)) not in {None, "", ()}]
    if each.field in better:
        why = f"{learned_text(each)}; it reads something else than now on {differs[each.field]}"
        if number := lapsed[each.field]:
            why += f", and the default rules read the field on {number}"
    elif each.rule is None:
        why = each.without
    else:
        few = differs.get(each.field, 0)
        why = "a learned rule reads the same" + (f", but on {few} articles" if few else "")
        why = why if _is_right(each) else f"no learned rule is right on nearly all articles; {learned_text(each)}"
    return FieldLine(
        field=each.field,
        rule=rule_text(better[each.field]) if each.field in better else "as now",
        why=why,
        filled=len(filled),
        of=len(present),
        examples=each.examples if each.field in better else (),
    )
