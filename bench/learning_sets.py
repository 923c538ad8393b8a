"""Measures what is learned of the sites of a set with known values (reads files).

A site is a registered domain with several articles in the set. From all of them but one, or but a quarter where there
are many, its rules are learned, without REST interface and feeds, since a set has none, and the others are read with
and without them.
"""

import json
import statistics
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import sites
from extract.errors import ExtractionError
from extract.learn import Learned, learn_rules, tell
from extract.page import Page
from extract.profile import parse_site
from extract.read import read_article
from extract.site import Site
from extract.urls import registered_domain
from own_reader import FETCHED_AT, to_output_object
from scores import LESS_IS_BETTER, ReaderOutput, by_convention, convention_of, load, score

# From fewer than three pages nothing is learned.
MIN_PAGES = 4
# So many times the rules of a site are learned, each time without other pages.
MAX_FOLDS, MANY_PAGES = 4, 8
FIGURES = (
    "body F1",
    "with",
    "without",
    "title =",
    "authors F1",
    "authors spurious",
    "published",
    "published spurious",
)
# A difference of a figure of one page that counts.
MIN_DIFFERENCE = 0.005

Scored = tuple[str, dict[str, float], dict[str, float], tuple[str, ...]]


def measure_set(folder: Path, least: int = MIN_PAGES) -> str:
    """Return a table of the sites of a set: the figures with the default rules and with the learned ones."""
    by_site: defaultdict[str, list[tuple[dict[str, Any], Page]]] = defaultdict(list)
    for truth, body in load(folder):
        host = (urlsplit(truth["url"]).hostname or "").lower()
        if truth["kind"] == "article" and host:
            page = Page(url=truth["url"], fetched_at=FETCHED_AT, content_type="text/html", body=body)
            by_site[registered_domain(host) or host].append((truth, page))
    scored = [
        each
        for site, pages in sorted(by_site.items())
        if len(pages) >= least
        for each in _left_out(site, pages, folder.name)
    ]
    return _table(folder.name, scored)


def _left_out(domain: str, pages: Sequence[tuple[dict[str, Any], Page]], name: str) -> list[Scored]:
    """Return the scores of each page of a site, and which fields have a rule learned from others."""
    hosts = sorted({urlsplit(page.url).netloc.lower() for _, page in pages})
    site = bare_site(hosts, "UTC")
    folds = len(pages) if len(pages) <= MANY_PAGES else MAX_FOLDS
    found = []
    for fold in range(folds):
        others = [other for number, (_, other) in enumerate(pages) if number % folds != fold]
        learned = learn_rules(others, tell(others), site)
        rules = tuple(name for name, each in learned.fields.items() if each.rule is not None)
        taught = with_rules(site, learned)
        for truth, page in pages[fold::folds]:
            before, after = _scores(truth, page, site, name), _scores(truth, page, taught, name)
            found.append((domain, before, after, rules))
    return found


def bare_site(hosts: Sequence[str], zone: str) -> Site:
    """Return a profile that names nothing but hosts and a zone."""
    profile = f'title = "Made"\nhosts = {json.dumps(hosts)}\ntimezone = "{zone}"\n'
    return parse_site("made", profile, defaults=sites.load_defaults())


def with_rules(site: Site, learned: Learned) -> Site:
    """Return a site with the learned rules before its own."""
    fields = dict(site.fields)
    for name, each in learned.fields.items():
        if each.rule is not None:
            fields[name] = (each.rule, *fields.get(name, ()))
    return replace(site, fields=fields)


def _scores(truth: Mapping[str, Any], page: Page, site: Site, name: str) -> dict[str, float]:
    try:
        output = to_output_object(read_article(page, site), page)
    except ExtractionError:
        return score(truth, None)
    made = ReaderOutput(
        title=output["title"],
        headline=output["headline"],
        authors=tuple(output["authors"]),
        published=output["published"],
        body=output["body"],
        blocks=tuple(map(tuple, output["blocks"])),
    )
    return score(truth, by_convention(made, convention_of(name)))


def _table(name: str, scored: Sequence[Scored]) -> str:
    figures = [each for each in FIGURES if any(each in before for _, before, _, _ in scored)]
    rows = [
        f"### {name}, sites with at least {MIN_PAGES} articles",
        "",
        f"| site | pages | rules learned | {' | '.join(figures)} | better, worse |",
        f"| {' | '.join(['---'] * (len(figures) + 4))} |",
    ]
    groups: defaultdict[str, list[Scored]] = defaultdict(list)
    for each in scored:
        groups[each[0]].append(each)
        groups["all"].append(each)
    for site in sorted(groups, key=lambda site: (site == "all", site)):
        members = groups[site]
        counts = [len(rules) for *_, rules in members]
        cells = [_cell(figure, members) for figure in figures]
        learned = f"{statistics.mean(counts):.1f}"
        rows.append(f"| {site} | {len(members)} | {learned} | {' | '.join(cells)} | {_changes(members)} |")
    return "\n".join(rows)


def _changes(members: Sequence[Scored]) -> str:
    """Return how many figures of single pages are better with the learned rules, and how many worse."""
    differences = [
        (before[figure] - after[figure] if figure in LESS_IS_BETTER else after[figure] - before[figure])
        for _, before, after, _ in members
        for figure in FIGURES
        if figure in before
    ]
    better = sum(each > MIN_DIFFERENCE for each in differences)
    worse = sum(each < -MIN_DIFFERENCE for each in differences)
    return f"{better}, {worse}"


def _cell(figure: str, members: Sequence[Scored]) -> str:
    pairs = [(before[figure], after[figure]) for _, before, after, _ in members if figure in before]
    if not pairs:
        return ""
    before, after = (statistics.mean(values) for values in zip(*pairs, strict=True))
    return f"{before:.3f} → {after:.3f}"
