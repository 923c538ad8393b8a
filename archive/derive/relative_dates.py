"""Settles when an article was published if its pages count back from the capture: `2 weeks ago` (pure).

Each look at such a page gives another date, and words that have only aged are no edit. So the readings of an article
by one revision are taken in order of time, and neighbours are grouped while they fit each other:

- words that count back fit if what they allow overlaps with what all words of the group allow, or if they are the
  words of the reading before: a cache or a static page prints old words;
- a date that the page states fits if the words of the group allow it, or if it is the date that the group has;
- no date fits beside words that count back, because not all words are read that may stand in their place (`last
  week`, `the other day`), unless the words say that the article is newer than the reading.

A group has one date: the first that the page states, else that of its first words. Where the next reading does not
fit, such as `2 hours ago` a week after `3 weeks ago`, the article was dated anew, and a new group begins: an edit. So
it is where a page that stated its date states another one or none.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from archive.schema import fold

# A page out of a cache prints words that are as old as it is there.
CACHE_AGE = timedelta(hours=1)
# How far a stated day or a time without a zone may lie from UTC (IANA: UTC+14, Kiritimati).
ZONE_OFFSET = timedelta(hours=14)
DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Shown:
    """The date of publication that one reading of an article shows, in ISO 8601; `at` is None if it shows none.

    `earliest` and `latest` are the times that words allow which count back from the capture, None for other dates.
    `text` is the date as the page prints it.
    """

    capture: str
    captured_at: str
    revision: str
    at: str | None
    text: str | None
    precision: str | None = None
    zone: str | None = None
    earliest: str | None = None
    latest: str | None = None

    @property
    def counts_back(self) -> bool:
        """Whether the page counts back from the capture."""
        return self.latest is not None


@dataclass
class _Group:
    """Neighbouring readings whose dates fit each other, and the times that all of them allow."""

    members: list[Shown]
    earliest: datetime | None
    latest: datetime | None

    @property
    def source(self) -> Shown:
        """Return the reading whose date counts for the whole group."""
        dated = [each for each in self.members if each.at]
        stated = (each for each in dated if not each.counts_back)
        return next(stated, dated[0] if dated else self.members[0])

    def takes(self, shown: Shown) -> bool:
        """Add a reading if its date fits."""
        dated = next((each for each in reversed(self.members) if each.at), None)
        if not shown.at:
            fits = shown.precision is None and (dated is None or dated.counts_back)
        elif dated is None:
            fits = shown.counts_back and self._begins(shown)
        elif not shown.counts_back and not self.source.counts_back:
            fits = shown.at == self.source.at
        else:
            fits = _is_same_text(dated, shown) or self._narrow(shown)
        if fits:
            self.members.append(shown)
        return fits

    def _begins(self, shown: Shown) -> bool:
        """Take the times that words allow, if all readings before them, which show no date, may have shown that."""
        first = self.members[0]
        self.earliest, self.latest = _span(shown)
        # A text that may be either of two days is a date, though it has no time.
        return first.precision is None and self.earliest <= _time(first.captured_at)

    def _narrow(self, shown: Shown) -> bool:
        low, high = _span(shown)
        if self.earliest is None or self.latest is None or max(low, self.earliest) > min(high, self.latest):
            return False
        self.earliest, self.latest = max(low, self.earliest), min(high, self.latest)
        return True


def settle_dates(readings: Iterable[Shown]) -> Mapping[str, Shown]:
    """Return by capture the reading whose date counts for it, for each reading that shows no stated date of its own.

    Readings without a date that fit no group are left out, as are those that state their own.
    """
    by_revision: dict[str, list[Shown]] = {}
    for shown in sorted(readings, key=lambda each: (each.captured_at, each.capture)):
        by_revision.setdefault(shown.revision, []).append(shown)
    return {
        each.capture: group.source
        for readings in by_revision.values()
        for group in _groups(readings)
        for each in group.members
        if group.source.at and (each.counts_back or not each.at)
    }


def _groups(readings: Sequence[Shown]) -> list[_Group]:
    groups: list[_Group] = []
    for shown in readings:
        if not groups or not groups[-1].takes(shown):
            low, high = _span(shown) if shown.at else (None, None)
            groups.append(_Group([shown], low, high))
    return groups


def _span(shown: Shown) -> tuple[datetime, datetime]:
    """Return the earliest and the latest time that a date allows."""
    if shown.earliest is not None and shown.latest is not None:
        return _time(shown.earliest) - CACHE_AGE, _time(shown.latest) + CACHE_AGE
    at = _time(str(shown.at))
    around = ZONE_OFFSET if shown.zone != "stated" else timedelta(minutes=1)
    return at - around, at + around + (DAY if shown.precision == "day" else timedelta())


def _is_same_text(before: Shown, shown: Shown) -> bool:
    return shown.counts_back and before.counts_back and fold(before.text or "") == fold(shown.text or "")


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)
