"""Learns the rules of a site from pages of its articles and from what the site says of them (pure).

pages, Told | samples | for each field: known values | proposed rules, short to long | scored on all samples
| the shortest that gives exactly the known value | compared with the default rules | LearnedField
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from math import log2

from extract.learn.articles import learn_articles
from extract.learn.body import learn_body
from extract.learn.candidates import proposals
from extract.learn.labels import Labels, labels_of
from extract.learn.same import COUNTS, LINES, TIMES
from extract.learn.samples import Sample, samples_of
from extract.learn.scoring import AMBIGUOUS, Score, score, settle
from extract.learn.values import Learned, LearnedField, Told
from extract.page import Page
from extract.site import Site

# On so many articles a rule must give the known value; where fewer are known, on most of them.
LEAST_ARTICLES = 20
MAX_PAGES = 60
LIST_RELATIONS = ("tag", "category", "author")
# Of one field as in a profile: what people read first.
SHORT_FIELDS = ("title", "subtitle", "authors", "published_at", "updated_at", *sorted(COUNTS), "categories", "tags")
SINGLE = LINES | TIMES | COUNTS


def learn_rules(
    pages: Sequence[Page],
    told: Mapping[str, Told],
    site: Site,
    *,
    others: Collection[str] = (),
    least: int = LEAST_ARTICLES,
) -> Learned:
    """Return the rules of a site, learned from pages of its articles.

    `told` is by the URL of the page, see `tell`. `site` gives hosts, zone and language, and its inherited rules are
    those that a learned rule must not be worse than; rules of its own do not count. `others` are URLs of the site
    that are no articles, such as its categories. `least` is on how many articles a rule must give the known value.
    """
    samples = samples_of(spread(pages), told, site)
    fields = {name: _learn_field(name, samples, least) for name in SHORT_FIELDS}
    fields["body"] = learn_body(samples, least)
    positives = [page.url for page in pages]
    pattern = learn_articles(positives, [*others, *_linked_lists(samples)], site.hosts)
    return Learned(fields=fields, articles=pattern.pattern, articles_without=pattern.without)


def spread(pages: Sequence[Page]) -> Sequence[Page]:
    """Return at most MAX_PAGES pages, taken evenly from all: more teach nothing new, and each takes time."""
    return pages if len(pages) <= MAX_PAGES else [pages[at * len(pages) // MAX_PAGES] for at in range(MAX_PAGES)]


def _linked_lists(samples: Sequence[Sample]) -> list[str]:
    """Return the URLs to which pages link as lists: of a topic or an author."""
    links = (
        sample.context.page.absolute(link.get("href", ""))
        for sample in samples
        for relation in LIST_RELATIONS
        for link in sample.context.page.by_rel.get(relation, ())
    )
    return list(dict.fromkeys(filter(None, links)))


def _learn_field(field: str, samples: Sequence[Sample], least: int) -> LearnedField:
    labels = labels_of(field, samples)
    scores = [score(field, each, samples, labels) for each in proposals(field, samples, labels)]
    if field in SINGLE:
        scores = [_with_ambiguity(each, samples, labels) for each in scores]
    return settle(field, scores, samples, labels, least)


def _with_ambiguity(scored: Score, samples: Sequence[Sample], labels: Labels) -> Score:
    """Return a score at a higher cost where the selector matches several elements of a page, the more the higher."""
    if scored.rule.reader not in {"css", "time"}:
        return scored
    counts = [len(samples[number].context.page.select(scored.rule.selector)) for number in labels.values]
    beyond = sum(log2(max(count, 1)) for count in counts) / max(len(counts), 1)
    return replace(scored, cost=scored.cost + AMBIGUOUS * beyond)
