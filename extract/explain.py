"""explain: what every rule finds for each field of a page, and how the page's kind was decided (pure)."""

from dataclasses import dataclass

from extract.candidate import Candidate
from extract.context import PageContext, context_of
from extract.fields import CHOOSERS
from extract.kind import (
    ARTICLE,
    FEATURE_DESCRIPTIONS,
    MIN_ARTICLE_PROBABILITY,
    STATIC_PAGE,
    Kind,
    judge_kind,
    static_page_sign,
)
from extract.page import Page
from extract.profile import FIELDS, Values, apply_rules
from extract.read import generic_bodies, kind_is_known, whole_page_values
from extract.site import Site

# `rule` of the values that no rule finds.
WHOLE_PAGE = "the whole page"


@dataclass(frozen=True, kw_only=True)
class Explanation:
    """How one field was read.

    `value` and `rule` are those of the first rule that found something, both None where none did; `others` are the
    names and values of the later ones. `confidence` (0 to 1) is the value's; `candidates` are all that were found for
    the field, by whichever rule. `details` are remarks on the value, as how precise a time is.
    """

    field: str
    value: object
    rule: str | None
    others: tuple[tuple[str, object], ...] = ()
    confidence: float | None = None
    candidates: tuple[Candidate, ...] = ()
    details: tuple[str, ...] = ()


def explain(page: Page, site: Site) -> tuple[Explanation, ...]:
    """Return an Explanation of each field, and of the page's kind last; no page is refused."""
    context = context_of(page, site)
    fields = [_explain_field(field, site, context) for field in FIELDS]
    text = next(str(explanation.value or "") for explanation in fields if explanation.field == "body")
    values = {**whole_page_values(context, text), "page_number": context.parts.number}
    return (
        *fields,
        *(
            Explanation(field=name, value=value, rule=None if value is None else WHOLE_PAGE)
            for name, value in values.items()
        ),
        _explain_kind(page, site, judge_kind(context)),
    )


def _explain_kind(page: Page, site: Site, kind: Kind) -> Explanation:
    """Return the page's kind and the contributions to its score, which add up to it.

    The score does not decide where the profile or the page itself tells whether it is an article.
    """
    is_article = kind.name == ARTICLE
    decides = not kind_is_known(page, site)
    verdict = "an article" if is_article else f"refused as {kind.name}" if decides else f"{kind.name}, by its score"
    stated = []
    if (sign := static_page_sign(page)) is not None:
        remedy = "; `pages = true` in the profile takes it in" if site.pages is False else ""
        verdict = f"refused as {STATIC_PAGE}" if site.pages is False else verdict
        stated = [f"{STATIC_PAGE}, by {sign}{remedy}"]
    limit = (
        f"probability of an article {kind.probability:.2f}, {'at least' if is_article else 'below'} the threshold"
        f" {MIN_ARTICLE_PROBABILITY:.2f}"
    )
    unused = () if decides else ("not used: the profile's `articles` or WordPress tells which pages are articles",)
    contributions = (
        *((FEATURE_DESCRIPTIONS.get(name, name), contribution) for name, contribution in kind.features),
        ("all other features", kind.other_features),
        ("the model's constant, the same for every page", kind.bias),
        ("the score: the sum, in log-odds, above 0 for an article", kind.score),
    )
    return Explanation(
        field="kind",
        value=verdict,
        rule=f"score {kind.score:+.1f}",
        others=tuple((f"{contribution:+.1f}", description) for description, contribution in contributions),
        details=(*stated, limit, *unused),
    )


def _explain_field(field: str, site: Site, context: PageContext) -> Explanation:
    rules = site.fields.get(field, ())
    found = [
        (result.name, main_value(field, result.values), result.confidence, time_details(field, result.values))
        for result in apply_rules(field, rules, context)
        if result.values
    ]
    if field == "body":
        found += [
            (body.found_by, main_value(field, body.values), body.confidence, ())
            for body in generic_bodies(context)
            if body.values["body_text"]
        ]
    candidates = [
        candidate for rule in rules if rule.reader == "choose" for candidate in CHOOSERS[field](context).candidates
    ]
    if not found:
        return Explanation(field=field, value=None, rule=None, candidates=tuple(candidates))
    (rule, value, confidence, details), *others = found
    return Explanation(
        field=field,
        value=value,
        rule=rule,
        others=tuple((name, other_value) for name, other_value, *_ in others),
        confidence=confidence,
        candidates=tuple(candidates),
        details=details,
    )


def time_details(field: str, values: Values) -> tuple[str, ...]:
    """Return how precise a time is, and whether the page states its zone; () for any other field."""
    stem = field.removesuffix("_at")
    precision, zone = values.get(f"{stem}_precision"), values.get(f"{stem}_zone")
    if precision == "ambiguous":
        return (f"{values[f'{stem}_text']} may mean two days",)
    earliest, latest = values.get(f"{stem}_from"), values.get(f"{stem}_until")
    return (
        *([f"to the {precision}"] if precision else []),
        *([f"zone {zone}"] if zone else []),
        *([f"counted back: between {earliest:%Y-%m-%d %H:%M} and {latest:%Y-%m-%d %H:%M}"] if latest else []),
    )


def main_value(field: str, values: Values) -> object:
    """Return the value of Article that stands for a field: for the body its text."""
    return values["body_text"] if field == "body" else values[field]
