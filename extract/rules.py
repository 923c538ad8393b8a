"""Rules: a profile's ways to read a field, tried in order; the first that finds something wins (pure)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.fields import FIELDS, Setting, Values
from extract.page import Page
from extract.pattern import MAX_TEXT, check_pattern, search
from extract.readers import READERS, Found
from extract.site import Rule
from extract.tree import text_of, without

__all__ = ["READERS", "Reading", "apply", "read_field", "readings"]


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What one rule says of one field: Article's values, empty when it found none."""

    rule: Rule
    values: Values


def readings(field: str, rules: Sequence[Rule], setting: Setting) -> Iterator[Reading]:
    """Yield what each rule says of a field, in order; none runs before it is asked for."""
    for rule in rules:
        yield Reading(rule=rule, values=FIELDS[field](field, tuple(apply(rule, setting.page)), setting))


def read_field(field: str, rules: Sequence[Rule], setting: Setting) -> Reading | None:
    """Return the reading that wins: the first that has a value."""
    return next((reading for reading in readings(field, rules, setting) if reading.values), None)


def apply(rule: Rule, page: Page) -> Iterator[Found]:
    """Yield what a rule's reader finds, after its cleaners: drop, then match, then split."""
    for found in READERS[rule.reader].find(page, rule.selector):
        element, text = found.element, found.text
        if rule.drop is not None and element is not None:
            element = without(element, rule.drop)
            text = text_of(element)
        if rule.match is not None:
            text = search(rule.match, text) or ""
        parts = check_pattern(rule.split).split(text[:MAX_TEXT]) if rule.split is not None else [text]
        for part in parts:
            if part or element is not None:
                yield Found(part or "", element)
