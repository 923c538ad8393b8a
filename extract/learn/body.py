"""Learns which element of a site's pages holds the text, and what in it is none of it (pure).

known texts | of each page the smallest element that has the words of its text, and those around it | selectors
| scored with the reader itself on all samples | what repeats beside the text is dropped | compared with the default
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from statistics import mean, median

from lxml import etree
from lxml.html import HtmlElement

from extract.learn.candidates import Proposal
from extract.learn.drops import (
    Container,
    KnownText,
    learn_drops,
    learn_keeps,
    repeated_paragraphs,
    visible_words,
    without_paragraphs,
)
from extract.learn.labels import MIN_APART, MIN_SHARE_RIGHT, READING
from extract.learn.same import MIN_SAME_BODY, body_likeness, shown, word_counts
from extract.learn.samples import Sample
from extract.learn.scoring import MAX_EXAMPLES, MAX_TRIED, NEEDLESS, made_rule, too_few_known
from extract.learn.selectors import selectors_of
from extract.learn.values import LearnedField
from extract.page import Page
from extract.site import Rule
from extract.text import fold_words

BODY_SOURCES = frozenset({"wordpress", "feed", "jsonld"})
MIN_SHARE_TOLD = 0.4
# A told text of fewer words than this share of what the pages show is an extract, on most articles.
MIN_WHOLE = 0.45
# Of the words of a text, those that its element must have.
MIN_COVERED = 0.95
MAX_LEVELS = 4
LEVEL_COST, AMBIGUOUS_COST, WITH_HEADLINE = 0.5, 1.5, 2.0
# Selectors whose elements are looked up, and different elements for which all pages are read.
MAX_SELECTORS, MAX_CONTAINERS = 60, 6
MIN_SELECTOR_SHARE = 0.7
# Paragraphs of so many articles, and of this share of them, are the site's and not the author's.
REPEATED_LEAST, REPEATED_SHARE = 4, 0.5
# Of articles with a known text, those on which the rule must read it; and the mean likeness to all.
MIN_HIT_SHARE, MIN_MEAN = 0.8, 0.96
# The same where the known texts are what the default rules read, which may be wrong on some.
MIN_READING_HIT_SHARE, MIN_READING_MEAN = 0.7, 0.95
TOLERANCE = 0.002
# Of the rules whose mean likeness is so near that of the best, the cheapest is taken. What the default rules read may
# have a line of the deck too much.
NEAR_BEST, NEAR_BEST_READING = 0.005, 0.03


@dataclass(frozen=True, kw_only=True)
class BodyLabels:
    """The known texts by the number of their sample, without what many articles have, and what they are known by."""

    texts: Mapping[int, str]
    by: str


@dataclass(frozen=True, kw_only=True)
class BodyScore:
    """A rule for the text, its cost, and how like the known text that is which it reads, by sample."""

    rule: Rule
    cost: float
    likeness: Mapping[int, float]

    @property
    def hits(self) -> int:
        """The number of samples on which it reads the known text."""
        return sum(each >= MIN_SAME_BODY for each in self.likeness.values())


def learn_body(samples: Sequence[Sample], least: int) -> LearnedField:
    """Return what was learned of the field `body`."""
    labels = body_labels(samples)
    known = len(labels.texts)
    if problem := too_few_known(known, labels.by, least):
        return LearnedField(field="body", rule=None, hits=0, of=known, without=problem)
    scores = list(_scores(samples, labels, least))
    default = {number: body_likeness(text, _read(samples[number])) for number, text in labels.texts.items()}
    passing = [each for each in scores if not _problem(each, labels, default, least)]
    best = max((round(mean(_with_default(each, default)), 2) for each in passing), default=0.0)
    margin = NEAR_BEST_READING if labels.by == READING else NEAR_BEST
    near_best = (each for each in passing if mean(_with_default(each, default)) >= best - margin)
    chosen = min(near_best, key=lambda each: (each.cost, each.rule.selector), default=None)
    ranked = sorted(scores, key=lambda each: (-each.hits, each.cost))
    problem = "no element has the words of the text on most pages"
    if chosen is not None and labels.by == READING and _is_needless(chosen.rule, samples):
        problem = NEEDLESS
    elif chosen is not None:
        problem = ""
    elif ranked:
        problem = f"{ranked[0].rule.selector}: {_problem(ranked[0], labels, default, least)}"
    return LearnedField(
        field="body",
        rule=None if chosen is None or problem else chosen.rule,
        hits=0 if chosen is None else chosen.hits,
        of=known,
        default_hits=sum(each >= MIN_SAME_BODY for each in default.values()),
        told_by=labels.by,
        examples=() if chosen is None else tuple(_examples(chosen, samples)),
        without=problem,
        tried=tuple((each.rule, each.hits) for each in ranked if each is not chosen)[:MAX_TRIED],
        needless=chosen.rule if chosen is not None and problem else None,
    )


def body_labels(samples: Sequence[Sample]) -> BodyLabels:
    """Return the known texts: told ones if they are whole, else what the default rules read."""
    told = {number: text for number, sample in enumerate(samples) if (text := told_text(sample))}
    read = {number: text for number, sample in enumerate(samples) if (text := _read(sample))}
    wholes = [len(text.split()) / _distinct_words(read[number]) for number, text in told.items() if number in read]
    right = sum(body_likeness(text, read.get(number, "")) >= MIN_SAME_BODY for number, text in told.items())
    is_teacher = len(told) < MIN_APART or right >= MIN_SHARE_RIGHT * len(told)
    is_told = len(told) >= MIN_SHARE_TOLD * len(samples) or not is_teacher
    is_told = is_told and (not wholes or median(wholes) >= MIN_WHOLE)
    texts, by = (told, _by(samples, told)) if is_told else (read, READING)
    repeated = repeated_paragraphs(list(texts.values()), REPEATED_LEAST, REPEATED_SHARE)
    cleaned = {number: without_paragraphs(text, repeated) for number, text in texts.items()}
    return BodyLabels(texts={number: text for number, text in cleaned.items() if text}, by=by)


def _read(sample: Sample) -> str:
    """Return the text that the default rules read, "" where they refuse the page."""
    return "" if sample.article is None else sample.article.body_text


def _distinct_words(text: str) -> int:
    """Return how many words a text has where each paragraph counts once: some pages have it for phones again."""
    return sum(len(part.split()) for part in dict.fromkeys(text.split("\n\n")))


def _by(samples: Sequence[Sample], told: Mapping[int, str]) -> str:
    kinds = Counter(told_of.by["body"] for number in told if (told_of := samples[number].told) is not None)
    return kinds.most_common(1)[0][0] if kinds else ""


def told_text(sample: Sample) -> str:
    """Return the text that the site tells of an article, as the reader writes it, "" for none."""
    told = sample.told
    if told is None or told.by.get("body") not in BODY_SOURCES:
        return ""
    if told.html is None:
        return told.values["body"][0]
    body = f"<html><body><div class='told'>{told.html}</div></body></html>".encode()
    page = Page(
        url=sample.page.url, fetched_at=sample.page.fetched_at, content_type="text/html; charset=utf-8", body=body
    )
    rule = Rule(name="told", reader="css", selector="body")
    values = Sample(page=page, site=sample.site).read_body(rule)
    return str(values.get("body_text", "")) or told.values["body"][0]


def _scores(samples: Sequence[Sample], labels: BodyLabels, least: int) -> Iterator[BodyScore]:
    """Yield the score of the cheapest selector of each different choice of elements, with the cleaners that help."""
    known = {number: KnownText(text) for number, text in labels.texts.items()}
    for cost, css, containers in islice(_choices(samples, labels, least), MAX_CONTAINERS):
        proposal = Proposal(cost, "css", css)
        best, read = _score(proposal, samples, labels, containers)
        holders = {
            number: _container(samples[number], element, known[number], read[number])
            for number, element in containers.items()
        }
        is_told = labels.by != READING
        drops = learn_drops(holders, is_told=is_told)
        keeps = learn_keeps(holders) if is_told else ()
        for cleaner, selectors in (("drop", drops), ("keep", keeps)):
            joined = ", ".join(selectors)
            if joined:
                changed = proposal._replace(drop=joined) if cleaner == "drop" else proposal._replace(keep=joined)
                other, _ = _score(changed, samples, labels, containers)
                if sum(other.likeness.values()) > sum(best.likeness.values()):
                    best, proposal = other, changed
        yield best


def _container(sample: Sample, element: HtmlElement, known: KnownText, read: str) -> Container:
    article = sample.article
    facts = () if article is None else (article.title, *article.authors, article.published_text)
    words = [fold_words(fact) for fact in facts if fact]
    headline = sample.context.headline_element
    return Container(
        element=element, known=known, read=read, headline=headline, facts=sorted(words, key=len, reverse=True)
    )


def _score(
    proposal: Proposal, samples: Sequence[Sample], labels: BodyLabels, numbers: Iterable[int]
) -> tuple[BodyScore, dict[int, str]]:
    """Return the score of a proposal, and the texts that it reads, by the number of the sample."""
    rule = made_rule(samples[0].site.name, "body", proposal)
    read = {number: str(samples[number].read_body(rule).get("body_text", "")) for number in numbers}
    return BodyScore(rule=rule, cost=proposal.cost, likeness=_likeness(read, labels)), read


def _likeness(read: Mapping[int, str], labels: BodyLabels) -> dict[int, float]:
    return {number: body_likeness(labels.texts[number], text) for number, text in read.items() if text}


def _choices(
    samples: Sequence[Sample], labels: BodyLabels, least: int
) -> Iterator[tuple[float, str, dict[int, HtmlElement]]]:
    """Yield selectors, each with the first element that it matches by sample; of equal choices, the cheapest."""
    costs: dict[str, float] = {}
    counts: Counter[str] = Counter()
    for number, text in labels.texts.items():
        found: dict[str, float] = {}
        headline = samples[number].context.headline_ancestors
        for level, element in enumerate(_around(samples[number], text)):
            level_cost = LEVEL_COST * level + (WITH_HEADLINE if element in headline else 0.0)
            for selector in selectors_of(element, "body"):
                found.setdefault(selector.css, selector.cost + level_cost)
        counts.update(found.keys())
        for css, cost in found.items():
            costs[css] = max(cost, costs.get(css, 0.0))
    needed = min(least, MIN_SELECTOR_SHARE * len(labels.texts))
    ranked = sorted((cost, css) for css, cost in costs.items() if counts[css] >= needed)[:MAX_SELECTORS]
    seen: set[tuple[tuple[int, HtmlElement], ...]] = set()
    priced = []
    for cost, css in ranked:
        matches = {number: samples[number].context.page.select(css) for number in labels.texts}
        ambiguous = sum(len(elements) > 1 for elements in matches.values()) / len(matches)
        firsts = {number: elements[0] for number, elements in matches.items() if elements}
        priced.append((cost + AMBIGUOUS_COST * ambiguous, css, firsts))
    for cost, css, firsts in sorted(priced, key=lambda each: each[:2]):
        key = tuple(firsts.items())
        if key not in seen:
            seen.add(key)
            yield cost, css, firsts


def _around(sample: Sample, text: str) -> Iterator[HtmlElement]:
    """Yield the smallest element that has the words of a text, then those around it."""
    wanted = word_counts(text)
    needed = MIN_COVERED * wanted.total()
    path: list[HtmlElement] = []
    inside: HtmlElement | None = sample.context.page.tree.find("body")
    while inside is not None and _covers(inside, wanted, needed):
        path.append(inside)
        inside = next((child for child in inside.iterchildren(etree.Element) if _covers(child, wanted, needed)), None)
    yield from islice((element for element in reversed(path) if element.tag != "body"), MAX_LEVELS)


def _covers(element: HtmlElement, wanted: Counter[str], needed: float) -> bool:
    return (word_counts(visible_words(element)) & wanted).total() >= needed


def _with_default(scored: BodyScore, default: Mapping[int, float]) -> list[float]:
    """Return the likeness of each article with the default rules behind the rule."""
    return [scored.likeness.get(number, fallback) for number, fallback in default.items()]


def _problem(scored: BodyScore, labels: BodyLabels, default: Mapping[int, float], least: int) -> str:
    """Return why a rule is not taken, "" where it is."""
    known = len(labels.texts)
    is_told = labels.by != READING
    share, lowest = (MIN_HIT_SHARE, MIN_MEAN) if is_told else (MIN_READING_HIT_SHARE, MIN_READING_MEAN)
    needed = max(min(least, round(share * known)), 1)
    if scored.hits < needed:
        return f"it reads the text on {scored.hits} of {known} articles, and {needed} are needed"
    likeness = mean(_with_default(scored, default))
    if likeness < lowest:
        return f"its texts have {likeness:.3f} of the known ones, and {lowest} is needed"
    if is_told and likeness < mean(default.values()) - TOLERANCE:
        return "the default rules read the text better"
    return ""


def _is_needless(rule: Rule, samples: Sequence[Sample]) -> bool:
    """Tell whether the default rules read the text that a rule reads, wherever it reads one."""
    texts = ((_read(sample), str(sample.read_body(rule).get("body_text", ""))) for sample in samples)
    return all(default == text for default, text in texts if text)


def _examples(chosen: BodyScore, samples: Sequence[Sample]) -> Iterator[str]:
    right = (number for number, likeness in chosen.likeness.items() if likeness >= MIN_SAME_BODY)
    for number in islice(right, MAX_EXAMPLES):
        values = samples[number].read_body(chosen.rule)
        if values:
            yield shown("body", values)
