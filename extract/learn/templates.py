"""Joins the rules of two templates, where a site writes its pages in both and no rule reads most of them (pure).

.entry-title, font > b    pages since 2019, and those before
"""

from collections.abc import Sequence

from extract.learn.candidates import Proposal, proposals
from extract.learn.labels import Labels
from extract.learn.samples import Sample
from extract.learn.scoring import Score, score

# Of the articles whose value is known, those that are a template of their own.
MIN_SHARE, MIN_ARTICLES = 0.15, 3
READERS = frozenset({"css", "time"})


def of_two_templates(field: str, samples: Sequence[Sample], labels: Labels) -> Score | None:
    """Return the score of a rule whose selector is two, each right on articles of its own and wrong on none."""
    least = max(MIN_ARTICLES, round(MIN_SHARE * len(labels.values)))
    scores = [
        score(field, each, samples, labels)
        for each in proposals(field, samples, labels, least)
        if each.reader in READERS and (each.match, each.split) == (None, None)
    ]
    clean = [each for each in scores if not each.wrong]
    first = max(clean, key=lambda each: (len(each.right), -each.cost), default=None)
    if first is None:
        return None
    others = [
        each for each in clean if each.rule.reader == first.rule.reader and len(each.right - first.right) >= least
    ]
    second = max(others, key=lambda each: (len(each.right | first.right), -each.cost), default=None)
    if second is None:
        return None
    selector = f"{first.rule.selector}, {second.rule.selector}"
    return score(field, Proposal(first.cost + second.cost, first.rule.reader, selector), samples, labels)
