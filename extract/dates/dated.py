"""Makes candidates of the dates that a page states or shows, each with the moment that its text states (pure)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extract.candidate import Candidate
from extract.dates.parse import DateContext, Moment, read_moment
from extract.dates.stated import StatedDate
from extract.dates.visible import VisibleDate
from extract.html import landmark_path


@dataclass(frozen=True, kw_only=True)
class DatedCandidate:
    """A candidate and the moment that its text states; `reason` is the first part of a key of CONFIDENCE."""

    candidate: Candidate
    moment: Moment
    reason: str
    distance: int = 0


def from_stated(found: Iterable[StatedDate], reason: str, date_context: DateContext) -> Iterator[DatedCandidate]:
    """Yield a candidate for each stated date whose text states a day."""
    for stated in found:
        moment = read_moment(stated.text, date_context)
        if moment is not None and moment.day is not None:
            place = (
                "head"
                if stated.reader.startswith("meta")
                else landmark_path(stated.element)
                if stated.element is not None
                else ""
            )
            yield DatedCandidate(
                candidate=Candidate(
                    text=stated.text.strip(), reader=stated.reader, landmark_path=place, element=stated.element
                ),
                moment=moment,
                reason=reason,
            )


def from_visible(visible: VisibleDate, reason: str) -> DatedCandidate:
    """Return the candidate of a date that a reader sees."""
    reader = f"{'by headline' if visible.distance >= 0 else 'on page'} {visible.kind}".strip()
    return DatedCandidate(
        candidate=Candidate(
            text=visible.text, reader=reader, landmark_path=landmark_path(visible.element), element=visible.element
        ),
        moment=visible.moment,
        reason=reason,
        distance=visible.distance,
    )
