"""Proposes rules for a field: selectors of elements that hold known values, `meta` and JSON-LD that say them (pure).

    sample, known value | elements whose text is the value | selectors, from short to long | counted over all samples

A selector is proposed if it was found on most samples.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import islice
from typing import NamedTuple

from lxml.html import HtmlElement

from extract.dates import read_moment
from extract.html import jsonld_strings
from extract.learn.labels import Labels
from extract.learn.lines import line_proposals
from extract.learn.same import COUNTS, LINES, LISTS, TIMES, plain, told_time
from extract.learn.samples import Sample
from extract.learn.selectors import selectors_of
from extract.learn.told import JSONLD_PATHS
from extract.text import clean_text, name_key, to_count, to_names

# Of the samples with a known value, those on which a selector must have been found, where they are few.
MIN_SHARE = 0.7
MAX_PROPOSALS, MAX_LINES = 60, 30
# Elements of one value that are looked at on a page.
MAX_ELEMENTS = 12
MAX_DATE_CHARACTERS, MAX_COUNT_CHARACTERS = 120, 60
META_COST, JSONLD_COST = 2.6, 2.8
NOT_A_HEADING = 1.5
HEADINGS = frozenset({"h1", "h2", "h3"})
# Of a line with a time, so many other characters cost as much as a selector of one name.
CHARACTERS_OF_COST, MAX_COST_BESIDE = 25, 3.0

# What a profile takes for the name of a `meta`.
_META_NAME = re.compile(r"[\w.:@-]+")

# A reader and a selector.
Key = tuple[str, str]


class Proposal(NamedTuple):
    """A rule without its name: cost, reader, selector and cleaners."""

    cost: float
    reader: str
    selector: str
    match: str | None = None
    split: str | None = None
    drop: str | None = None
    keep: str | None = None


def proposals(field: str, samples: Sequence[Sample], labels: Labels, least: int) -> list[Proposal]:
    """Return the rules that may read a field on `least` articles, or on most of those known, the cheapest first."""
    costs: dict[Key, float] = {}
    counts: defaultdict[Key, int] = defaultdict(int)
    for number, value in labels.values.items():
        for key, cost in _of_sample(field, samples[number], value).items():
            counts[key] += 1
            costs[key] = max(cost, costs.get(key, 0.0))
    needed = min(least, MIN_SHARE * len(labels.values))
    kept = [Proposal(costs[key], *key) for key, count in counts.items() if count >= needed]
    found = sorted(kept, key=_rank)[:MAX_PROPOSALS]
    if field in LISTS or (field in LINES and not any(each.reader == "css" for each in kept)):
        lines = (
            Proposal(cost, "css", selector, match, split)
            for cost, selector, match, split in line_proposals(field, samples, labels, needed)
        )
        found += sorted(lines, key=_rank)[:MAX_LINES]
    return sorted(found, key=_rank)


def _rank(proposal: Proposal) -> tuple[float, str, str]:
    return proposal.cost, proposal.reader, proposal.selector


def _of_sample(field: str, sample: Sample, value: tuple[str, ...]) -> dict[Key, float]:
    found: dict[Key, float] = {}
    reader = "time" if field in TIMES else "css"
    for elements in _elements(field, sample, value):
        each: dict[Key, float] = {}
        for element, beside in islice(elements, MAX_ELEMENTS):
            cost = beside + _cost_of_place(field, element)
            for selector in selectors_of(element, field):
                key = (reader, selector.css)
                each[key] = min(selector.cost + cost, each.get(key, selector.cost + cost))
        # Of a list, each item must have been found by the same selector.
        found = each if not found else {key: cost for key, cost in found.items() if key in each}
        if not found:
            break
    found.update(_of_head(field, sample, value))
    return found


def _elements(field: str, sample: Sample, value: tuple[str, ...]) -> Iterator[Iterable[tuple[HtmlElement, float]]]:
    """Yield, for each item of a value, the elements that hold it, each with the cost of what else it holds.

    Only a line that states a time may hold more, since only the time is read.
    """
    if field in TIMES:
        yield _dated(sample, value[0])
        return
    if field in COUNTS:
        yield _counting(sample, int(value[0]))
        return
    key = _key_of(field)
    by_key: defaultdict[str, list[HtmlElement]] = defaultdict(list)
    wanted = {key(item) for item in value}
    for text, element in sample.short_texts:
        if (found := key(text)) in wanted:
            by_key[found].append(element)
    yield from ([(element, 0.0) for element in by_key.get(key(item), [])] for item in value)


def _key_of(field: str) -> Callable[[str], str]:
    return _name_key if field == "authors" else plain


def _name_key(text: str) -> str:
    return name_key(next(iter(to_names([text])), ""))


def _dated(sample: Sample, told: str) -> Iterator[tuple[HtmlElement, float]]:
    """Yield the elements that state a time, as text or attribute, on the same day as the told one."""
    stated = told_time(told)
    day = told[:10] if stated is None else stated.astimezone(sample.zone).date().isoformat()
    context = sample.context.date_context
    seen: dict[str, float | None] = {}
    texts = [(text, element) for text, element in sample.short_texts if len(text) <= MAX_DATE_CHARACTERS]
    attributes = [
        (element.get("datetime") or element.get("content") or "", element)
        for element in sample.context.page.tree.iter()
        if isinstance(element.tag, str)
        and element.tag != "meta"
        and (element.get("datetime") or element.get("content"))
    ]
    for text, element in (*attributes, *texts):
        if not any(map(str.isdigit, text)):
            continue
        if text not in seen:
            moment = read_moment(text, context)
            at = None if moment is None else moment.at
            days = (
                set()
                if moment is None or at is None
                else {str(moment.day), at.astimezone(sample.zone).date().isoformat()}
            )
            beside = 0 if moment is None else len(text) - (moment.end - moment.start)
            seen[text] = min(beside / CHARACTERS_OF_COST, MAX_COST_BESIDE) if day in days else None
        if (cost := seen[text]) is not None:
            yield element, cost


def _counting(sample: Sample, count: int) -> Iterator[tuple[HtmlElement, float]]:
    """Yield the elements whose first number is a count, each with the cost of what else it holds."""
    language = sample.context.language or sample.context.page.tree.get("lang")
    for text, element in sample.short_texts:
        if len(text) > MAX_COUNT_CHARACTERS or not any(map(str.isdigit, text)):
            continue
        number = to_count(text, language)
        if number is not None and number[0] == count:
            yield element, len(text) / CHARACTERS_OF_COST


def _of_head(field: str, sample: Sample, value: tuple[str, ...]) -> dict[tuple[str, str], float]:
    """Return the `meta` names and JSON-LD paths that say a value, or its day; which exactly is scored later."""
    page = sample.context.page
    found = {
        ("meta", name): META_COST
        for name, texts in page.metas.items()
        if _META_NAME.fullmatch(name) and _says(field, sample, value, texts)
    }
    for path in JSONLD_PATHS.get(field, ()):
        if field != "body" and _says(field, sample, value, tuple(jsonld_strings(page.linked_data, path))):
            found["jsonld", path] = JSONLD_COST
    return found


def _says(field: str, sample: Sample, value: tuple[str, ...], texts: Sequence[str]) -> bool:
    if not texts or sum(map(len, texts)) > 10 * MAX_DATE_CHARACTERS:
        return False
    cleaned = [clean_text(text) for text in texts]
    if field in TIMES:
        moment = read_moment(cleaned[0], sample.context.date_context)
        return moment is not None and moment.day is not None and _is_near(moment.day, value[0])
    if field in LISTS:
        return {plain(text) for text in cleaned} == {plain(item) for item in value}
    return plain(cleaned[0]) == plain(value[0])


def _is_near(day: date, told: str) -> bool:
    """Tell whether a day and a told time may be of the same day in different zones."""
    return abs(day - date.fromisoformat(told[:10])) <= timedelta(days=1)


def _cost_of_place(field: str, element: HtmlElement) -> float:
    """Return what counts against an element, whatever selects it: titles stand in headings, times in `time`."""
    if field == "title":
        around = {element.tag, *(ancestor.tag for ancestor in islice(element.iterancestors(), 3))}
        return 0.0 if around & HEADINGS else NOT_A_HEADING
    if field in TIMES:
        return 0.0 if element.get("datetime") or element.get("content") else 0.6
    return 0.0


def as_mapping(proposal: Proposal) -> Mapping[str, str]:
    """Return the cleaners of a proposal that it has."""
    cleaners = {"match": proposal.match, "split": proposal.split, "drop": proposal.drop, "keep": proposal.keep}
    return {name: value for name, value in cleaners.items() if value is not None}
