"""explain: what every rule says of each field of a page, and how a page's kind was decided (pure)."""

from dataclasses import dataclass

from extract.candidate import Candidate
from extract.context import PageContext, context_of
from extract.fields import CHOOSERS
from extract.kind import ARTICLE, FEATURE_LABELS, THRESHOLD, Kind, judge_kind
from extract.page import Page
from extract.profile import FIELDS, Values, apply_rules
from extract.read import judged_bodies, kind_is_known, whole_page_values
from extract.site import Site

# The name that `explain` gives for what no rule finds.
WHOLE = "the whole page"


@dataclass(frozen=True, kw_only=True)
class Explanation:
    """What was read of one field: its value, the rule that won, and what every other rule would have said.

    `confidence` is that of the value; `candidates` are all that a chooser weighed, wherever its rule stands;
    `details` are words on the value, as how exact a time is.
    """

    field: str
    value: object
    rule: str | None
    others: tuple[tuple[str, object], ...] = ()
    confidence: float | None = None
    candidates: tuple[Candidate, ...] = ()
    details: tuple[str, ...] = ()


def explain(page: Page, site: Site) -> tuple[Explanation, ...]:
    """Return, for each field, its value, its rule, and what the other rules found; it refuses nothing."""
    context = context_of(page, site)
    fields = [_explanation(field, site, context) for field in FIELDS]
    text = next(str(one.value or "") for one in fields if one.field == "body")
    whole = {**whole_page_values(page, text), "page_number": context.parts.number}
    return (
        *fields,
        *(
            Explanation(field=name, value=value, rule=None if value is None else WHOLE)
            for name, value in whole.items()
        ),
        _kind(judge_kind(context), asked=not kind_is_known(site, page)),
    )


def _kind(kind: Kind, *, asked: bool) -> Explanation:
    """Return what the page is by its looks, and how its score comes about, so that the numbers add up.

    `asked` tells that it decides; where a profile or WordPress knows, it does not.
    """
    is_one = kind.name == ARTICLE
    verdict = "an article" if is_one else f"refused as {kind.name}" if asked else f"by its looks: {kind.name}"
    limit = f"probability {kind.probability:.2f}, {'not below' if is_one else 'below'} the threshold {THRESHOLD:.2f}"
    known = () if asked else ("which does not count here: the profile's `articles` or WordPress says what is one",)
    signs = [
        *((FEATURE_LABELS.get(name, name), value) for name, value in kind.signs),
        ("all other signs", kind.others),
    ]
    parts = [(_spoken(value), words) for words, value in (*signs, ("what every page begins with", kind.bias))]
    return Explanation(
        field="kind",
        value=verdict,
        rule=f"score {kind.score:+.1f}",
        others=(*parts, (_spoken(kind.score), "the sum, in log-odds")),
        details=(limit, *known),
    )


def _spoken(value: float) -> str:
    return f"{'for' if value > 0 else 'against'} {abs(value):.1f}"


def _explanation(field: str, site: Site, context: PageContext) -> Explanation:
    rules = site.fields.get(field, ())
    found = [
        (one.name, shown(field, one.values), one.confidence, details_of(field, one.values))
        for one in apply_rules(field, rules, context)
        if one.values
    ]
    if field == "body":
        judged = (one for one in judged_bodies(context) if one[1]["body_text"])
        found += [(name, shown(field, values), confidence, ()) for name, values, confidence in judged]
    candidates = [one for rule in rules if rule.reader == "choose" for one in CHOOSERS[field](context).candidates]
    if not found:
        return Explanation(field=field, value=None, rule=None, candidates=tuple(candidates))
    (rule, value, confidence, details), *others = found
    return Explanation(
        field=field,
        value=value,
        rule=rule,
        others=tuple((name, said) for name, said, *_ in others),
        confidence=confidence,
        candidates=tuple(candidates),
        details=details,
    )


def details_of(field: str, values: Values) -> tuple[str, ...]:
    """Return how exact a time is, and whether the page states its zone."""
    stem = field.removesuffix("_at")
    precision, zone = values.get(f"{stem}_precision"), values.get(f"{stem}_zone")
    if precision == "ambiguous":
        return (f"{values[f'{stem}_text']} may mean two days",)
    return (*([f"to the {precision}"] if precision else []), *([f"zone {zone}"] if zone else []))


def shown(field: str, values: Values) -> object:
    """Return the value that a person knows a field by."""
    return values["body_text"] if field == "body" else values[field]
