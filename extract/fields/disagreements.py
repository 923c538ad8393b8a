"""Finds where JSON-LD, `meta` and the visible text of a page disagree on title, authors and dates (pure).

each place's own statement | compared as `extract.text` compares titles, names and times | those of fields that differ

What other fields have found already is used again: a statement that nobody has read is read here only where it stands
in the head.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from extract.context import PageContext
from extract.dates import DatedCandidate, Moment, dates_in_head, read_moment
from extract.fields.authors import stated_authors
from extract.text import StatedTime, is_same_names, is_same_time, is_same_title

Statements = Mapping[str, str]

JSON_LD, META, VISIBLE = "json_ld", "meta", "visible"
# Readers of rules that read what a visitor sees.
ELEMENT_READERS = frozenset({"css", "xpath", "time", "title", "alone"})
MAX_CHARACTERS = 300
# The places in order of the names by which candidates say what found them.
_PLACES = (("jsonld", JSON_LD), ("meta", META), ("byline by", VISIBLE), ("byline marked", VISIBLE))
_REASONS = {"jsonld": JSON_LD, "meta": META, "near": VISIBLE}
_REASONS_OF_UPDATE = _REASONS | {"updated": VISIBLE}


def find_disagreements(
    context: PageContext, values: Mapping[str, Any], found_by: Mapping[str, str]
) -> Mapping[str, Statements]:
    """Return for each field on which places of the page disagree what each of them states.

    The fields are `title`, `authors`, `published_at` and `updated_at`; places `json_ld`, `meta` and `visible`; a time
    is ISO 8601 in UTC, a day its date, and names are joined by `; `. `values` and `found_by` are the article's.
    """
    seen = {field for field, rule in found_by.items() if _is_visible(rule)}
    found: dict[str, Statements] = {}
    if titles := _differing(_titles(context, values, seen), is_same_title):
        found["title"] = titles
    names = dict(_authors(context, values, seen))
    if _differing(names, is_same_names):
        found["authors"] = {place: "; ".join(stated) for place, stated in names.items()}

    def is_same(one: StatedTime, other: StatedTime) -> bool:
        return is_same_time(one, other, context.zone)

    for field in ("published_at", "updated_at"):
        if times := _differing(dict(_times(context, field, values, seen)), is_same):
            found[field] = {place: str(time) for place, time in times.items()}
    return {
        field: {place: text[:MAX_CHARACTERS] for place, text in stated.items()} for field, stated in found.items()
    }


def _is_visible(rule: str) -> bool:
    """Tell whether a rule, named as `site field: reader selector`, reads an element that a visitor sees."""
    return rule.partition(": ")[2].partition(" ")[0] in ELEMENT_READERS


def _differing(stated: Mapping[str, Any], is_same: Callable[[Any, Any], bool]) -> Mapping[str, Any]:
    """Return the statements if two of them are not the same, else none."""
    given = list(stated.values())
    differ = any(not is_same(one, other) for at, one in enumerate(given) for other in given[:at])
    return stated if differ else {}


def _titles(context: PageContext, values: Mapping[str, Any], seen: Iterable[str]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for candidate in context.title.candidates:
        place = VISIBLE if candidate.element is not None else _place(candidate.reader)
        # Of several headings only the chosen one is the headline.
        if place is not None and (place != VISIBLE or candidate in context.title.chosen):
            found.setdefault(place, candidate.text)
    if "title" in seen:
        found[VISIBLE] = values["title"]
    return found


def _authors(
    context: PageContext, values: Mapping[str, Any], seen: Iterable[str]
) -> Iterator[tuple[str, Sequence[str]]]:
    places: dict[str, list[str]] = {}
    for (reader, _), candidates in groupby(stated_authors(context), lambda each: (each.reader, id(each.element))):
        place = _place(reader)
        names = list(dict.fromkeys(candidate.text for candidate in candidates))
        if place is not None:
            places.setdefault(place, names)
    if "authors" in seen:
        places[VISIBLE] = list(values["authors"])
    yield from places.items()


def _times(
    context: PageContext, field: str, values: Mapping[str, Any], seen: Iterable[str]
) -> Iterator[tuple[str, StatedTime]]:
    kind = field.removesuffix("_at")
    shown = values.get(f"{kind}_text") if field in seen else None
    moments = dict(_compared(context, kind)) if "dates" in vars(context) else _in_head(context, kind, shown)
    if shown and moments:
        moments = moments | {VISIBLE: read_moment(shown, context.date_context)}
    for place, moment in moments.items():
        if moment is not None and (time := _stated_time(moment)) is not None:
            yield place, time


def _compared(context: PageContext, kind: str) -> Iterator[tuple[str, Moment]]:
    """Yield the first date of each place among those that were compared when the dates were chosen."""
    dates = context.dates
    reasons = _REASONS if kind == "published" else _REASONS_OF_UPDATE
    first: dict[str, DatedCandidate] = {}
    for dated in dates.stated_published if kind == "published" else dates.stated_updated:
        if dated.reason in reasons:
            first.setdefault(reasons[dated.reason], dated)
    yield from ((place, dated.moment) for place, dated in first.items())


def _in_head(context: PageContext, kind: str, shown: str | None) -> dict[str, Moment | None]:
    """Return the dates in the head; none where all places have the same text, which need not be read."""
    title = context.title.chosen[0].text if context.title.chosen else ""
    texts = dates_in_head(context.page, kind, title)
    if len({*texts.values(), shown or next(iter(texts.values()), None)}) < 2:
        return {}
    return {_REASONS[reason]: read_moment(text, context.date_context) for reason, text in texts.items()}


def _stated_time(moment: Moment) -> StatedTime | None:
    """Return the time of a moment; None where it counts back or does not tell day from month."""
    if moment.day is None or moment.latest is not None or moment.roughly:
        return None
    is_time = moment.precision in {"minute", "second"}
    return StatedTime(day=moment.day, at=moment.at if is_time else None, is_assumed=moment.zone == "assumed")


def _place(reader: str) -> str | None:
    return next((place for begin, place in _PLACES if reader.startswith(begin)), None)
