"""Dates: which of all that a page says is when its article came out, and when it was changed (pure).

Published: what JSON-LD, the head and marked elements state, the date by the headline, and the one in the address
vote; of those with as many votes the first wins. Where none of these says anything: looser statements, state in
scripts, a date elsewhere on the page. The day of the capture is never one. A date that says it is of an update is
taken only where the page shows it and tells no other, as one cites such a page: its reader says `updated`, and its
confidence is low, as the text may be years older. Updated: what is stated, else a date by the headline that says so;
none before the day of publication.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, timedelta, timezone

from lxml.html import HtmlElement

from extract.candidate import NOTHING, Candidate, Choice
from extract.dates.parse import DateContext, Moment, read_moment
from extract.dates.stated import Stated, addressed, linked, marked, metas, month_of_address, scripted, with_marks
from extract.dates.visible import DATELINE, Seen, by_headline, elsewhere, is_of_another
from extract.dates.visit_day import is_of_masthead
from extract.html import landmark_path
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
# No zone is further from UTC.
FURTHEST_ZONE = timedelta(hours=14)
VOTERS = ("jsonld", "meta", "marked", "near", "url")
# How far from the headline, in characters, a date that bears no label is the article's.
NEAR, NEAR_LABELLED = 600, 1200
LABEL_IS_WORTH = 300
BESIDE = 150
LONGEST_LINE = 160
# What a headline may be where the title stands in none that is looked at first.
HEADINGS = ("h1", "h2", "h3", "h4", "legend")


@dataclass(frozen=True, kw_only=True)
class Dates:
    """When an article came out and when it was changed; `basis` is what the texts of both are to be read by."""

    published: Choice
    updated: Choice
    basis: DateContext


@dataclass(frozen=True, kw_only=True)
class _Dated:
    candidate: Candidate
    moment: Moment
    reason: str
    distance: int = 0


def choose_dates(page: Page, title: Choice, basis: DateContext) -> Dates:
    """Return what a page says of when its article came out and when it was changed."""
    headline = _headline(page, title)
    around = by_headline(headline, basis) if headline is not None else ()
    seen = [one for one in around if not is_of_masthead(one, headline, basis)]
    name = title.chosen[0].text if title.chosen else ""
    marks = with_marks(page)
    updated = [*_stated(page, "updated", name, basis, marks), *_labelled(seen, "updated", "near")]
    voters = [*_stated(page, "published", name, basis, marks), *_near(seen), *_read(addressed(page), "url", basis)]
    own = _own_zone(voters, basis)
    if own is not None:
        shown = _shown(voters)
        return Dates(
            published=_choice(shown, voters, agreed=True), updated=_choice(_first(updated), updated), basis=own
        )
    less = _otherwise(page, name, basis, headline=headline, seen=seen, updated=updated)
    published = _vote(voters, updated, month_of_address(page)) or _first(less)
    return Dates(
        published=_choice(published, voters),
        updated=_choice(_later(updated, published), updated),
        basis=basis,
    )


def _headline(page: Page, title: Choice) -> HtmlElement | None:
    if title.chosen and title.chosen[0].element is not None:
        return title.chosen[0].element
    named = best_headings(page, [one for tag in HEADINGS for one in page.tree.iter(tag)])
    return next((element for _, element in named), None)


def _stated(page: Page, kind: str, title: str, basis: DateContext, marks: Sequence[HtmlElement]) -> Iterator[_Dated]:
    """Yield the first date of each way to state one exactly."""
    own = (one for one in marked(page, kind, marks) if one.element is not None and not is_of_another(one.element))
    for reason, found in (("jsonld", linked(page, kind, title)), ("meta", metas(page, kind)), ("marked", own)):
        yield from list(_read((one for one in found if one.rank == 0), reason, basis))[:1]


def _near(seen: Iterable[Seen]) -> Iterator[_Dated]:
    """Yield the date by the headline: one that says it is of the publication, else one that says nothing."""
    lines = [one for one in seen if one.line <= LONGEST_LINE]
    labelled = [one for one in lines if one.label == "published" and one.distance <= NEAR_LABELLED]
    bare = [one for one in lines if not one.label and one.distance <= NEAR]
    # `Released: 1 March` further down may be said of what the article is about.
    nearest = min([*labelled, *bare], key=lambda one: one.distance - LABEL_IS_WORTH * bool(one.label), default=None)
    if nearest is not None:
        yield _of_seen(nearest, "near")


def _labelled(seen: Iterable[Seen], label: str, reason: str) -> Iterator[_Dated]:
    yield from (_of_seen(one, reason) for one in seen if one.label == label and one.moment.day)


def _otherwise(  # noqa: PLR0913 - what the better sources were asked with, and what they said
    page: Page,
    title: str,
    basis: DateContext,
    *,
    headline: HtmlElement | None,
    seen: list[Seen],
    updated: list[_Dated],
) -> Iterator[_Dated]:
    """Yield what is believed only where nothing better is there."""
    yield from _read((one for one in metas(page, "published") if one.rank), "loose", basis)
    yield from _read((one for one in linked(page, "published", title) if one.rank), "loose", basis)
    yield from _alone(_read(scripted(page, "published"), "script", basis))
    yield from (_of_seen(one, "far") for one in seen if one.label in {"published", DATELINE})
    others = [one for one in elsewhere(page, basis) if not is_of_masthead(one, headline, basis)]
    yield from (_of_seen(one, "far") for one in others if one.label == "published")
    changed = {one.moment.day for one in updated}
    yield from _alone(_of_seen(one, "far") for one in others if not one.label and one.moment.day not in changed)
    yield from _labelled(seen, "updated", "updated")
    yield from (_of_seen(one, "updated") for one in others if one.label == "updated")


def _alone(found: Iterable[_Dated]) -> list[_Dated]:
    """Return the first of the dates, where all are of one day."""
    dated = list(found)
    return dated[:1] if len({one.moment.day for one in dated}) == 1 else []


def _shown(voters: list[_Dated]) -> _Dated | None:
    """Return the time of day by the headline, where it does not say of which zone."""
    near = next((one for one in voters if one.reason == "near" and one.moment.zone == "assumed"), None)
    return near if near and near.moment.precision in {"minute", "second"} else None


def _own_zone(voters: list[_Dated], basis: DateContext) -> DateContext | None:
    """Return a Basis of the page's own zone, where it shows on another day the minute that it states.

    `2020-02-25T02:25:54Z` beside `February 24, 9:25 pm` is one time, five hours behind: the day that readers see is
    the day as written.
    """
    shown = _shown(voters)
    stated = voters[0].moment if voters else None
    if stated is None or shown is None or shown.moment.at is None or stated.at is None or stated.zone != "stated":
        return None
    if shown.moment.day == stated.day or stated.precision not in {"minute", "second"}:
        return None
    on_the_wall = shown.moment.at.astimezone(basis.zone).replace(tzinfo=UTC, second=0, microsecond=0)
    ahead = on_the_wall - stated.at.replace(second=0, microsecond=0)
    if abs(ahead) > FURTHEST_ZONE or ahead % timedelta(minutes=15):
        return None
    return replace(basis, zone=timezone(ahead))


def _vote(voters: list[_Dated], updated: list[_Dated], month: str) -> _Dated | None:
    changed = next((one.moment.day for one in updated if one.reason != "near" and one.moment.day), None)
    near = next((one for one in voters if one.reason == "near" and one.moment.day), None)
    if near is not None and near.distance <= BESIDE and _moved(voters[0].moment.day, near.moment.day, changed, month):
        return near
    votes = Counter(one.moment.day for one in voters if one.moment.day)
    winner = max(voters, key=lambda one: votes[one.moment.day] if one.moment.day else 0, default=None)
    return winner and _most_precise(winner, voters)


def _most_precise(winner: _Dated, voters: list[_Dated]) -> _Dated:
    """Return who of those that agree knows the time of day, where the winner does not."""
    same = [winner, *(one for one in voters if one.moment.day and one.moment.day == winner.moment.day)]
    return max(same, key=lambda one: one.moment.precision in {"minute", "second"})


def _moved(stated: date | None, near: date | None, changed: date | None, month: str) -> bool:
    """Tell whether what is stated is when the site moved: the reader sees an older date.

    A system that takes over old articles states the day on which it did, as publication and as last change alike.
    It is right where the page's address has its `month`.
    """
    if stated is None or near is None or f"{stated:%Y-%m}" == month:
        return False
    return near < stated - timedelta(days=1) and (changed is None or changed <= stated)


def _later(updated: list[_Dated], published: _Dated | None) -> _Dated | None:
    """Return the first update that is not before the day of publication."""
    first = published.moment.day if published else None
    return next((one for one in updated if one.moment.day and (first is None or one.moment.day >= first)), None)


def _first(found: Iterable[_Dated]) -> _Dated | None:
    return next(iter(found), None)


def _choice(chosen: _Dated | None, candidates: list[_Dated], *, agreed: bool = False) -> Choice:
    if chosen is None:
        return Choice(candidates=tuple(one.candidate for one in candidates)) if candidates else NOTHING
    voters = [one for one in candidates if one.moment.day]
    agreeing = {one.reason for one in voters if one.moment.day == chosen.moment.day}
    reason = chosen.reason
    if chosen.moment.day is None or chosen.moment.roughly:
        reason = "ambiguous" if chosen.moment.day is None else "roughly"
    elif agreed or len(agreeing) > 1:
        reason = "agreed"
    elif reason in VOTERS:
        reason += ", others differ" if len({one.reason for one in voters}) > 1 else ", alone"
    everything = candidates if chosen in candidates else [*candidates, chosen]
    return Choice(
        chosen=(chosen.candidate,),
        confidence=CONFIDENCE[reason],
        candidates=tuple(one.candidate for one in everything),
    )


def _read(found: Iterable[Stated], reason: str, basis: DateContext) -> Iterator[_Dated]:
    for one in found:
        moment = read_moment(one.text, basis)
        if moment is not None and moment.day is not None:
            place = (
                "head"
                if one.reader.startswith("meta")
                else landmark_path(one.element)
                if one.element is not None
                else ""
            )
            yield _Dated(
                candidate=Candidate(
                    text=one.text.strip(), reader=one.reader, landmark_path=place, element=one.element
                ),
                moment=moment,
                reason=reason,
            )


def _of_seen(one: Seen, reason: str) -> _Dated:
    reader = f"{'by headline' if one.distance >= 0 else 'on page'} {one.label}".strip()
    return _Dated(
        candidate=Candidate(
            text=one.text, reader=reader, landmark_path=landmark_path(one.element), element=one.element
        ),
        moment=one.moment,
        reason=reason,
        distance=one.distance,
    )
