"""Scores proposed rules on all samples, and decides whether one of them is better than the default rules (pure)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extract.learn.candidates import Proposal, as_mapping
from extract.learn.labels import READING, Labels, default_score
from extract.learn.same import is_same, shown, values_of
from extract.learn.samples import Sample
from extract.learn.values import LearnedField
from extract.profile import Values
from extract.site import Rule
from extract.text import name_key

# Fewer articles tell nothing; and fewer that only the default rules have read teach by chance what these cannot.
MIN_ARTICLES, MIN_ARTICLES_READ = 3, 8
# Of the articles on which a rule finds something, those on which it may be wrong: a title that was edited since.
MAX_WRONG_SHARE = 0.03
# Of the articles whose value is known, on which a rule must find it.
MIN_HIT_SHARE = 0.8
# The same where it reads more names than the default rules on others.
MIN_SHARE_WITHOUT_MORE = 0.5
MAX_TRIED, MAX_EXAMPLES, MAX_EXAMPLE_CHARACTERS = 5, 3, 120
# What a selector costs that matches more than one element of a page, where one is wanted.
AMBIGUOUS = 1.0
# Why there is no rule, where the default rules are the teacher, and one would teach them nothing.
NEEDLESS = "the default rules read the same on all articles"


@dataclass(frozen=True, kw_only=True)
class Score:
    """How a rule did: the numbers of samples on which it was right, on which wrong; on others it found nothing.

    On `more` samples it read all names that the default rules read, and others.
    """

    rule: Rule
    cost: float
    right: frozenset[int]
    wrong: frozenset[int]
    more: int = 0


def made_rule(name: str, field: str, proposal: Proposal) -> Rule:
    """Return a proposal as a rule of a site's profile, named as the profile's parser names it."""
    cleaners = as_mapping(proposal)
    suffix = "".join(f" {key} {value}" for key, value in cleaners.items())
    return Rule(
        name=f"{name} {field}: {proposal.reader} {proposal.selector}{suffix}",
        reader=proposal.reader,
        selector=proposal.selector,
        match=proposal.match,
        split=proposal.split,
        drop=proposal.drop,
        keep=proposal.keep,
    )


def score(field: str, proposal: Proposal, samples: Sequence[Sample], labels: Labels) -> Score:
    """Return how a proposal does on all samples whose value is known."""
    rule = made_rule(samples[0].site.name, field, proposal)
    right: set[int] = set()
    wrong: set[int] = set()
    more = 0
    for number, told in labels.values.items():
        values = samples[number].read(field, rule)
        if values and is_same(field, told, values, samples[number].zone):
            right.add(number)
        elif values and labels.by == READING and has_more(field, told, values):
            more += 1
        elif values:
            wrong.add(number)
    return Score(rule=rule, cost=proposal.cost, right=frozenset(right), wrong=frozenset(wrong), more=more)


def has_more(field: str, told: Sequence[str], values: Values) -> bool:
    """Tell whether a rule read all names of the default rules, and others: these often take the first alone."""
    return field == "authors" and set(map(name_key, told)) < set(map(name_key, values[field]))


def problem_of(scored: Score, known: int, least: int, default: tuple[frozenset[int], frozenset[int]]) -> str:
    """Return why a rule is not taken, "" where it is.

    It must give the known value on `least` articles, or on most where fewer are known, be wrong on hardly any, and,
    with the default rules behind it, be right on no fewer than these alone.
    """
    hits, misses = len(scored.right), len(scored.wrong)
    share = max(round(MIN_HIT_SHARE * known) - scored.more, round(MIN_SHARE_WITHOUT_MORE * known))
    needed = max(min(least, share), 1)
    if hits < needed:
        return f"it gives the value on {hits} of {known} articles, and {needed} are needed"
    right, wrong = default
    if misses and (misses > MAX_WRONG_SHARE * (hits + misses) or misses > len(wrong)):
        return f"it gives another value on {misses} of {known} articles"
    if len(scored.right | (right - scored.wrong)) < len(right):
        return "the default rules are right more often"
    return ""


def settle(
    field: str, scores: Iterable[Score], samples: Sequence[Sample], labels: Labels, least: int
) -> LearnedField:
    """Return what was learned of a field: the cheapest rule that passes, else why there is none."""
    known = len(labels.values)
    default = default_score(field, labels.values, samples)
    ranked = sorted(scores, key=lambda each: (-len(each.right), len(each.wrong), each.cost))
    chosen, problem = None, too_few_known(known, labels.by, least)
    if not problem:
        passing = [each for each in ranked if not problem_of(each, known, least, default)]
        chosen = min(passing, key=lambda each: (each.cost, each.rule.selector), default=None)
        if chosen is None and ranked:
            problem = f"{ranked[0].rule.selector}: {problem_of(ranked[0], known, least, default)}"
        elif chosen is None:
            problem = "no element of the pages holds the value, and nothing else"
        elif labels.by == READING and is_needless(field, chosen.rule, samples):
            problem = NEEDLESS
    tried = tuple((each.rule, len(each.right)) for each in ranked if each is not chosen)[:MAX_TRIED]
    return LearnedField(
        field=field,
        rule=None if chosen is None or problem else chosen.rule,
        hits=0 if chosen is None else len(chosen.right),
        of=known,
        default_hits=len(default[0]),
        told_by=labels.by if known else "",
        examples=() if chosen is None else _examples(field, chosen, samples),
        without=problem,
        tried=tried,
        needless=chosen.rule if chosen is not None and problem else None,
    )


def too_few_known(known: int, by: str, least: int) -> str:
    """Return why nothing is learned of a field whose value is known of `known` articles, "" where these suffice."""
    needed = min(MIN_ARTICLES_READ if by == READING else MIN_ARTICLES, least)
    if known >= needed:
        return ""
    on = f"{known} articles, where {needed} are needed" if known else "no article"
    if by != READING:
        return f"too little to learn from: the site's lists state it of {on}"
    unstated = "no feed or REST list states it of most articles"
    return f"too little to learn from: {unstated}, and the default rules are sure of it on {on}"


def is_needless(field: str, rule: Rule, samples: Sequence[Sample]) -> bool:
    """Tell whether the default rules read what a rule reads, wherever it reads something."""
    for sample in samples:
        read = sample.read(field, rule)
        default = values_of(field, sample.article) if read and sample.article is not None else {}
        if read and (not default or any(read.get(name) != value for name, value in default.items())):
            return False
    return True


def _examples(field: str, chosen: Score, samples: Sequence[Sample]) -> tuple[str, ...]:
    read = (samples[number].read(field, chosen.rule) for number in sorted(chosen.right)[:MAX_EXAMPLES])
    return tuple(shown(field, values)[:MAX_EXAMPLE_CHARACTERS] for values in read)
