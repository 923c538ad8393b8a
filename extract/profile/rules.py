"""Rules: a profile's ways to read a field, tried in order; the first that finds something wins (pure)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.context import PageContext
from extract.html import text_of, without_elements
from extract.profile.converters import FIELDS, Values
from extract.profile.pattern import MAX_TEXT, check_pattern, search
from extract.profile.readers import READERS, Found
from extract.site import Rule

__all__ = ["READERS", "RuleResult", "apply", "apply_rules", "read_field"]


@dataclass(frozen=True, kw_only=True)
class RuleResult:
    """What one rule says of one field: Article's values, empty when it found none, and how sure they are.

    A site's own rule is sure, 1; an inherited one says how sure it is only where it weighs candidates.
    """

    rule: Rule
    values: Values
    confidence: float | None = None
    way: str = ""

    @property
    def name(self) -> str:
        """The rule's name, and where it weighs candidates, what found the one that it chose."""
        return f"{self.rule.name}, {self.way}" if self.way else self.rule.name


def apply_rules(field: str, rules: Sequence[Rule], context: PageContext) -> Iterator[RuleResult]:
    """Yield what each rule says of a field, in order; none runs before it is asked for."""
    for rule in rules:
        found = tuple(apply(rule, context))
        weighed = [one.confidence for one in found if one.confidence is not None]
        confidence = min(weighed, default=None if rule.inherited else 1.0)
        way = found[0].way if found else ""
        yield RuleResult(rule=rule, values=FIELDS[field](field, found, context), confidence=confidence, way=way)


def read_field(field: str, rules: Sequence[Rule], context: PageContext) -> RuleResult | None:
    """Return the reading that wins: the first that has a value."""
    return next((reading for reading in apply_rules(field, rules, context) if reading.values), None)


def apply(rule: Rule, context: PageContext) -> Iterator[Found]:
    """Yield what a rule's reader finds, after its cleaners: drop, then match, then split."""
    for found in READERS[rule.reader].find(context, rule.selector):
        element, text = found.element, found.text
        if rule.drop is not None and element is not None:
            element = without_elements(element, rule.drop)
            text = text_of(element)
        if rule.match is not None:
            text = search(rule.match, text) or ""
        parts = check_pattern(rule.split).split(text[:MAX_TEXT]) if rule.split is not None else [text]
        for part in parts:
            if part or element is not None:
                yield Found(part or "", element, found.confidence, found.way)
