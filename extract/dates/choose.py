"""Chooses when an article was published and when it was updated, among all dates of its page (pure).

Published: JSON-LD, `meta` elements, elements with date attributes, the date near the headline and the date in the URL
vote for a day; the day with the most votes wins, of equals the first in this order. Without a vote: names of `meta`
and properties of JSON-LD that are used for other dates too, JSON in scripts, a date elsewhere on the page. The day
of the capture is left out. Where the page shows only the date of an update, that is taken with low confidence and a
reader that ends in `updated`, since the text may be years older. Updated: what is stated, else a date near the
headline or around the end of the text with a word such as `Updated`; none before the day of publication.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from lxml.html import HtmlElement

from extract.candidate import NOTHING, Choice
from extract.dates.dated import DatedCandidate, from_stated, from_visible
from extract.dates.parse import DateContext
from extract.dates.regions import is_beside_article
from extract.dates.stated import (
    attribute_dates,
    elements_with_date_attributes,
    jsonld_dates,
    meta_dates,
    script_dates,
    url_dates,
    url_month,
)
from extract.dates.visible import (
    DATELINE,
    VisibleDate,
    dates_elsewhere,
    dates_near_headline,
    updates_in,
)
from extract.dates.visit_day import is_visit_day
from extract.dates.vote import VOTERS, later, own_zone, shown, vote, without_rough
from extract.html import NearbyText
from extract.page import Page
from extract.title import best_headings

# The share of evaluation pages on which a day that was chosen for this reason is right.
CONFIDENCE: Mapping[str, float] = {
    "agreed": 0.95,
    "meta, alone": 0.93,
    "near, alone": 0.89,
    "url, alone": 0.85,
    "near, others differ": 0.8,
    "far": 0.8,
    "script": 0.7,
    "meta, others differ": 0.62,
    "url, others differ": 0.6,
    "updated": 0.55,
    "jsonld, alone": 0.52,
    "marked, alone": 0.5,
    "marked, others differ": 0.5,
    "roughly": 0.5,
    "ambiguous": 0.5,
    "loose": 0.4,
    "jsonld, others differ": 0.3,
}
# How many characters from the headline the article's date stands: without and with a word such as `Published`.
MAX_DISTANCE, MAX_DISTANCE_WITH_KIND = 600, 1200
# Such a word makes up for so many characters of distance.
KIND_BONUS = 300
MAX_LINE_CHARACTERS = 160
# Tags that may hold the headline where the title was found in the head alone.
HEADINGS = ("h1", "h2", "h3", "h4", "legend")


@dataclass(frozen=True, kw_only=True)
class Dates:
    """When an article came out and when it was changed; the texts of both are read with `date_context`.

    `stated_published` and `stated_updated` are the dates that were compared for each, with the moments that they state.
    """

    published: Choice
    updated: Choice
    date_context: DateContext
    stated_published: Sequence[DatedCandidate] = ()
    stated_updated: Sequence[DatedCandidate] = ()


def choose_dates(
    page: Page, title: Choice, date_context: DateContext, around_end: Iterable[NearbyText] = ()
) -> Dates:
    """Return when a page's article was published and when it was updated; `around_end` are the text's last lines."""
    headline = _headline(page, title)
    around = dates_near_headline(headline, date_context) if headline is not None else ()
    seen = [visible for visible in around if not is_visit_day(visible, headline, date_context)]
    name = title.chosen[0].text if title.chosen else ""
    marks = elements_with_date_attributes(page)
    updated = [*_stated(page, "updated", name, date_context, marks), *_of_kind(seen, "updated", "near")]
    updated += _of_kind(updates_in(around_end, date_context), "updated", "updated")
    voters = without_rough(
        [
            *_stated(page, "published", name, date_context, marks),
            *_near(seen),
            *from_stated(url_dates(page), "url", date_context),
        ]
    )
    own = own_zone(voters, date_context)
    if own is not None:
        visible = shown(voters)
        return Dates(
            published=_choice(visible, voters, agreed=True),
            updated=_choice(_first(updated), updated),
            date_context=own,
            stated_published=voters,
            stated_updated=updated,
        )
    less = _otherwise(page, name, date_context, headline=headline, seen=seen, updated=updated)
    published = vote(voters, updated, url_month(page)) or _first(less)
    return Dates(
        published=_choice(published, voters),
        updated=_choice(later(updated, published), updated),
        date_context=date_context,
        stated_published=voters,
        stated_updated=updated,
    )


def dates_in_head(page: Page, kind: str, title: str) -> Mapping[str, str]:
    """Return the text of the first date that JSON-LD (`jsonld`) and `meta` state; `kind` is `published` or `updated`."""
    ways = {"jsonld": jsonld_dates(page, kind, title), "meta": meta_dates(page, kind)}
    firsts = {reason: next((stated for stated in found if stated.rank == 0), None) for reason, found in ways.items()}
    return {reason: stated.text.strip() for reason, stated in firsts.items() if stated is not None}


def _headline(page: Page, title: Choice) -> HtmlElement | None:
    if title.chosen and title.chosen[0].element is not None:
        return title.chosen[0].element
    headings = best_headings(page, [element for tag in HEADINGS for element in page.tree.iter(tag)])
    return next((element for _, element in headings), None)


def _stated(
    page: Page, kind: str, title: str, date_context: DateContext, marks: Sequence[HtmlElement]
) -> Iterator[DatedCandidate]:
    """Yield the first date of each way to state stated exactly."""
    own = (
        stated
        for stated in attribute_dates(page, kind, marks)
        if stated.element is not None and not is_beside_article(stated.element)
    )
    for reason, found in (
        ("jsonld", jsonld_dates(page, kind, title)),
        ("meta", meta_dates(page, kind)),
        ("marked", own),
    ):
        yield from islice(from_stated((stated for stated in found if stated.rank == 0), reason, date_context), 1)


def _near(seen: Iterable[VisibleDate]) -> Iterator[DatedCandidate]:
    """Yield the nearest date by the headline that is of the publication or has no word that says what it is of."""
    lines = [visible for visible in seen if visible.line_characters <= MAX_LINE_CHARACTERS]
    with_kind = [
        visible for visible in lines if visible.kind == "published" and visible.distance <= MAX_DISTANCE_WITH_KIND
    ]
    bare = [
        visible for visible in lines if not (visible.kind or visible.is_told) and visible.distance <= MAX_DISTANCE
    ]
    # `Released: 1 March` further down may be the date of a film that the article is about.
    nearest = min(
        [*with_kind, *bare], key=lambda visible: visible.distance - KIND_BONUS * bool(visible.kind), default=None
    )
    if nearest is not None:
        yield from_visible(nearest, "near")


def _of_kind(seen: Iterable[VisibleDate], kind: str, reason: str) -> Iterator[DatedCandidate]:
    yield from (from_visible(visible, reason) for visible in seen if visible.kind == kind and visible.moment.day)


def _otherwise(  # noqa: PLR0913 - what the better sources found decides what is left
    page: Page,
    title: str,
    date_context: DateContext,
    *,
    headline: HtmlElement | None,
    seen: list[VisibleDate],
    updated: list[DatedCandidate],
) -> Iterator[DatedCandidate]:
    """Yield the dates that are taken only where no date had a vote, the surest first."""
    yield from from_stated((stated for stated in meta_dates(page, "published") if stated.rank), "loose", date_context)
    yield from from_stated(
        (stated for stated in jsonld_dates(page, "published", title) if stated.rank), "loose", date_context
    )
    yield from _alone(from_stated(script_dates(page, "published"), "script", date_context))
    yield from (from_visible(visible, "far") for visible in seen if visible.kind in {"published", DATELINE})
    others = [
        visible
        for visible in dates_elsewhere(page, date_context)
        if not is_visit_day(visible, headline, date_context)
    ]
    yield from (from_visible(visible, "far") for visible in others if visible.kind == "published")
    changed = {dated.moment.day for dated in updated}
    yield from _alone(
        from_visible(visible, "far")
        for visible in others
        if not (visible.kind or visible.is_told) and visible.moment.day not in changed
    )
    yield from _of_kind(seen, "updated", "updated")
    yield from (from_visible(visible, "updated") for visible in others if visible.kind == "updated")


def _alone(found: Iterable[DatedCandidate]) -> list[DatedCandidate]:
    """Return the first of the dates, where all are of the same day."""
    dates = list(found)
    return dates[:1] if len({dated.moment.day for dated in dates}) == 1 else []


def _first(found: Iterable[DatedCandidate]) -> DatedCandidate | None:
    return next(iter(found), None)


def _choice(chosen: DatedCandidate | None, candidates: list[DatedCandidate], *, agreed: bool = False) -> Choice:
    if chosen is None:
        return Choice(candidates=tuple(dated.candidate for dated in candidates)) if candidates else NOTHING
    voters = [dated for dated in candidates if dated.moment.day]
    agreeing = {dated.reason for dated in voters if dated.moment.day == chosen.moment.day}
    reason = chosen.reason
    if chosen.moment.day is None or chosen.moment.roughly:
        reason = "ambiguous" if chosen.moment.day is None else "roughly"
    elif agreed or len(agreeing) > 1:
        reason = "agreed"
    elif reason in VOTERS:
        reason += ", others differ" if len({dated.reason for dated in voters}) > 1 else ", alone"
    everything = candidates if chosen in candidates else [*candidates, chosen]
    return Choice(
        chosen=(chosen.candidate,),
        confidence=CONFIDENCE[reason],
        candidates=tuple(dated.candidate for dated in everything),
    )
