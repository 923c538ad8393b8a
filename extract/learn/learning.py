"""Learns the rules of a site from pages of its articles and from what the site says of them (pure).

pages, Told | samples | for each field: known values | proposed rules, short to long | scored on all samples
| the shortest that gives exactly the known value | compared with the default rules | LearnedField
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from math import log2

from lxml.html import HtmlElement

from extract.learn.articles import learn_articles
from extract.learn.body import learn_body
from extract.learn.candidates import Proposal, proposals
from extract.learn.labels import READING, Labels, labels_of
from extract.learn.lines import split_of_names
from extract.learn.same import COUNTS, LINES, TIMES
from extract.learn.samples import Sample, samples_of
from extract.learn.scoring import AMBIGUOUS, Score, made_rule, score, settle
from extract.learn.templates import of_two_templates
from extract.learn.values import Learned, LearnedField, Told
from extract.page import Page
from extract.site import Site

# On so many articles a rule must give the known value; where fewer are known, on most of them.
LEAST_ARTICLES = 20
MAX_PAGES = 60
# Of the articles whose value is known; where a rule reads fewer, another template is looked for.
MIN_SHARE_READ = 0.9
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
    scores = [score(field, each, samples, labels) for each in proposals(field, samples, labels, least)]
    if field in SINGLE:
        scores = [_with_ambiguity(each, samples, labels) for each in scores]
    learned = settle(field, scores, samples, labels, least)
    if labels.by != READING and learned.hits < MIN_SHARE_READ * learned.of:
        learned = _of_two_templates(learned, samples, labels, least)
    return _with_split(learned, samples, labels) if field == "authors" else learned


def _of_two_templates(learned: LearnedField, samples: Sequence[Sample], labels: Labels, least: int) -> LearnedField:
    """Return what was learned of a field with a rule for two templates, if that is right on more articles."""
    both = of_two_templates(learned.field, samples, labels)
    joined = learned if both is None else settle(learned.field, [both], samples, labels, least)
    return learned if joined.rule is None or joined.hits <= learned.hits else replace(joined, tried=learned.tried)


def _with_split(learned: LearnedField, samples: Sequence[Sample], labels: Labels) -> LearnedField:
    """Return what was learned of authors with a rule that parts names, where no article is known to have two."""
    rule = learned.rule
    if rule is None or rule.reader != "css" or rule.split or any(len(names) > 1 for names in labels.values.values()):
        return learned
    # A link leads to one author, and a name such as "Institute for Rivers and Roads" is not to be parted.
    elements = [element for sample in samples for element in sample.context.page.select(rule.selector)]
    if all(map(_is_link, elements)):
        return learned
    read = [sample.read("authors", rule) for sample in samples]
    if any(len(values["authors"]) > 1 for values in read if values):
        return learned
    split = split_of_names(samples[0].context.language)
    parting = made_rule(samples[0].site.name, "authors", Proposal(0.0, "css", rule.selector, rule.match, split))
    is_same = all(sample.read("authors", parting) == values for sample, values in zip(samples, read, strict=True))
    return replace(learned, rule=parting) if is_same else learned


def _is_link(element: HtmlElement) -> bool:
    """Tell whether an element is a link, lies within one, or holds one that is all of its text."""
    if element.tag == "a" or next(element.iterancestors("a"), None) is not None:
        return True
    links = list(element.iter("a"))
    return len(links) == 1 and links[0].text_content().split() == element.text_content().split()


def _with_ambiguity(scored: Score, samples: Sequence[Sample], labels: Labels) -> Score:
    """Return a score at a higher cost where the selector matches several elements of a page, the more the higher."""
    if scored.rule.reader not in {"css", "time"}:
        return scored
    counts = [len(samples[number].context.page.select(scored.rule.selector)) for number in labels.values]
    beyond = sum(log2(max(count, 1)) for count in counts) / max(len(counts), 1)
    return replace(scored, cost=scored.cost + AMBIGUOUS * beyond)
