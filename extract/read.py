"""read_article: a page and its site's profile to an Article, or the reason why it is none (pure).

page | refusals by address | tree | refusals by content | its kind, where no profile knows it
| each field's first rule that finds something | Article
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from extract.access import cut_off, is_free
from extract.article import Article
from extract.body import read_body, read_text
from extract.candidate import Candidate
from extract.choosers import CHOOSERS
from extract.container import completed
from extract.errors import NotAnArticle
from extract.fields import FIELDS, Values
from extract.hidden_text import hidden_container
from extract.judgement import judged_container
from extract.kind import ARTICLE, THRESHOLD, Kind, judge_kind
from extract.language import detect_language
from extract.openings import without_opening
from extract.page import Page
from extract.pruning import kept_container
from extract.refusal import is_post, refusal_by_address, refusal_by_content, refusal_by_number
from extract.rules import read_field, readings
from extract.selection import LEAST, confidence_of
from extract.setting import Setting
from extract.signs import WORDS
from extract.site import Site
from extract.urls import canonical_url

HIDDEN_CONFIDENCE = 0.8
# The names that `found_by` gives where no rule of the profile found the body.
MODEL = "blocks"
HIDDEN = "hidden text"
TRAFILATURA = "trafilatura"
# The name that `explain` gives for what no rule finds.
WHOLE = "the whole page"


class Body(NamedTuple):
    """The values that a text gives, the name of what found it, and how sure that is."""

    values: Values
    name: str
    confidence: float | None


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


def read_article(page: Page, site: Site) -> Article:
    """Return what a page says; NotAnArticle with the reason, ExtractionError when it cannot be read."""
    reason = refusal_by_address(page, site) or refusal_by_content(page)
    if reason:
        raise NotAnArticle(page.url, reason)
    setting = _setting(page, site)
    number = setting.parts.number
    if reason := refusal_by_number(page, site, number):
        raise NotAnArticle(page.url, reason)
    body = _body(page, site, setting)
    values: dict[str, Any] = dict(body.values)
    found_by = {"body": body.name}
    confidence = {} if body.confidence is None else {"body": body.confidence}
    for field in FIELDS:
        reading = None if field == "body" else read_field(field, site.fields.get(field, ()), setting)
        if reading is not None:
            values.update(reading.values)
            found_by[field] = reading.name
            if reading.confidence is not None:
                confidence[field] = reading.confidence
    values.update(_of_the_whole(page, body.values["body_text"]))
    values.setdefault("canonical_url", canonical_url(page.url))
    return Article(url=page.url, page_number=number, found_by=found_by, confidence=confidence, **values)


def _body(page: Page, site: Site, setting: Setting) -> Body:
    """Return the values that the text gives, and the rule that found it."""
    for reading in readings("body", site.fields.get("body", ()), setting):
        if reading.values.get("body_text"):
            if reading.rule.inherited:
                _refuse_other_kinds(site, setting)
            return Body(reading.values, reading.name, reading.confidence)
        # A container that the profile names, or that holds the post's picture, is the post's: what else is on the
        # page is not the author's. An empty one that the defaults only suppose may be any.
        if reading.values and (not reading.rule.inherited or reading.values["images"]):
            raise NotAnArticle(page.url, "no text")
    _refuse_other_kinds(site, setting)
    for name, values, confidence in _judged_bodies(setting):
        if values.get("body_text"):
            return Body(values, name, confidence)
    raise NotAnArticle(page.url, "no text")


def _refuse_other_kinds(site: Site, setting: Setting) -> None:
    """Refuse what is no article by its looks; a profile that names its articles, or WordPress, knows better."""
    if not _is_known(site, setting.page) and setting.survey.blocks:
        kind = judge_kind(setting)
        if kind.name != ARTICLE:
            raise NotAnArticle(setting.page.url, kind.name)


def _is_known(site: Site, page: Page) -> bool:
    """Tell whether the profile or WordPress says which pages are articles."""
    return site.articles is not None or is_post(page)


def _judged_bodies(setting: Setting) -> Iterator[tuple[str, Values, float]]:
    """Yield what is judged to be the text where no rule finds it, the best judge first."""
    page = setting.page
    selection = setting.selection
    shown: Values = {}
    if selection.kept:
        container = kept_container(setting.survey.blocks, frozenset(without_opening(setting, selection.kept)))
        shown = read_text(completed(container, page), page)
    titles = [one.text for one in setting.title.candidates]
    hidden = hidden_container(page, titles, shown.get("body_text", ""), setting.survey.root.prose)
    if hidden is not None:
        yield HIDDEN, read_body(hidden, page), HIDDEN_CONFIDENCE
    if shown:
        yield MODEL, shown, confidence_of(selection)
    judged = judged_container(page)
    if judged is not None:
        yield TRAFILATURA, read_body(judged, page), LEAST


def _of_the_whole(page: Page, text: str) -> Values:
    """Return what no rule reads, as it takes the page and its text together."""
    free = is_free(page)
    return {
        "is_free": free,
        "cut_off": cut_off(page, text, free=free),
        "language_detected": detect_language(text),
    }


def explain(page: Page, site: Site) -> tuple[Explanation, ...]:
    """Return, for each field, its value, its rule, and what the other rules found; it refuses nothing."""
    setting = _setting(page, site)
    fields = [_explanation(field, site, setting) for field in FIELDS]
    text = next(str(one.value or "") for one in fields if one.field == "body")
    whole = {**_of_the_whole(page, text), "page_number": setting.parts.number}
    return (
        *fields,
        *(
            Explanation(field=name, value=value, rule=None if value is None else WHOLE)
            for name, value in whole.items()
        ),
        _kind(judge_kind(setting), asked=not _is_known(site, page)),
    )


def _kind(kind: Kind, *, asked: bool) -> Explanation:
    """Return what the page is by its looks, and how its score comes about, so that the numbers add up.

    `asked` tells that it decides; where a profile or WordPress knows, it does not.
    """
    is_one = kind.name == ARTICLE
    verdict = "an article" if is_one else f"refused as {kind.name}" if asked else f"by its looks: {kind.name}"
    limit = f"probability {kind.probability:.2f}, {'not below' if is_one else 'below'} the threshold {THRESHOLD:.2f}"
    known = () if asked else ("which does not count here: the profile's `articles` or WordPress says what is one",)
    signs = [*((WORDS.get(name, name), value) for name, value in kind.signs), ("all other signs", kind.others)]
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


def _explanation(field: str, site: Site, setting: Setting) -> Explanation:
    rules = site.fields.get(field, ())
    found = [
        (one.name, shown(field, one.values), one.confidence, details_of(field, one.values))
        for one in readings(field, rules, setting)
        if one.values
    ]
    if field == "body":
        judged = (one for one in _judged_bodies(setting) if one[1]["body_text"])
        found += [(name, shown(field, values), confidence, ()) for name, values, confidence in judged]
    candidates = [one for rule in rules if rule.reader == "choose" for one in CHOOSERS[field](setting).candidates]
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


def _setting(page: Page, site: Site) -> Setting:
    return Setting(
        page=page, hosts=site.hosts, articles=site.articles, zone=ZoneInfo(site.timezone), language=site.language
    )
