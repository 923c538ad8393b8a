"""Applies a profile's rules to a page: in order, until one finds a value of the field (pure)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.context import PageContext
from extract.html import text_of, without_elements
from extract.profile.converters import FIELDS, Values
from extract.profile.pattern import MAX_TEXT_CHARACTERS, check_pattern, search
from extract.profile.readers import READERS, Found
from extract.site import Rule

__all__ = ["READERS", "RuleResult", "apply", "apply_rules", "read_field"]


@dataclass(frozen=True, kw_only=True)
class RuleResult:
    """The values that one rule found for one field, empty where it found none.

    `confidence` is 1 for a site's own rule, that of the choice for an inherited rule that chooses among candidates,
    and None for another inherited rule. `candidate_reader` names what found the chosen candidate, "" where there is
    none.
    """

    rule: Rule
    values: Values
    confidence: float | None = None
    candidate_reader: str = ""

    @property
    def name(self) -> str:
        """The rule's name, and where it chose among candidates, the reader that found the chosen one."""
        return f"{self.rule.name}, {self.candidate_reader}" if self.candidate_reader else self.rule.name


def apply_rules(field: str, rules: Sequence[Rule], context: PageContext) -> Iterator[RuleResult]:
    """Yield the result of each rule of a field, in order; a rule runs only when its result is asked for."""
    for rule in rules:
        found = tuple(apply(rule, context))
        confidences = [item.confidence for item in found if item.confidence is not None]
        yield RuleResult(
            rule=rule,
            values=FIELDS[field](field, found, context),
            confidence=min(confidences, default=None if rule.inherited else 1.0),
            candidate_reader=found[0].candidate_reader if found else "",
        )


def read_field(field: str, rules: Sequence[Rule], context: PageContext) -> RuleResult | None:
    """Return the first result that has a value, None where no rule found one."""
    return next((result for result in apply_rules(field, rules, context) if result.values), None)


def apply(rule: Rule, context: PageContext) -> Iterator[Found]:
    """Yield what a rule's reader finds, after the rule's cleaners: drop, then match, then split."""
    for found in READERS[rule.reader].find(context, rule.selector):
        element, text = found.element, found.text
        if rule.drop is not None and element is not None:
            element = without_elements(element, rule.drop)
            text = text_of(element)
        if rule.match is not None:
            text = search(rule.match, text) or ""
        parts = check_pattern(rule.split).split(text[:MAX_TEXT_CHARACTERS]) if rule.split is not None else [text]
        for part in parts:
            if part or element is not None:
                yield Found(part or "", element, found.confidence, found.candidate_reader, rule.keep, found.element)
