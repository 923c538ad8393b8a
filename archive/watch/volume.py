"""Detects that a site publishes fewer or more articles than by its own past (pure).

    days of publication → level x weekday → expected in the last 3, 4, 5, 7 … 56 days → observed → chance
                        ↘ spread of windows of that length     ↘ the same weeks of past years

Windows of many lengths are a scan statistic: the short ones find what stops at once, the long ones what fades. A
chance alone is not enough: a pause has to be longer than those of the past, and few articles fewer than ever.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import accumulate

from archive.watch.published import Published
from archive.watch.tails import chance_of_at_least, chance_of_at_most
from archive.watch.values import Alarm, Sign, day_of

LOW, HIGH = "volume low", "volume high"
# Windows and the stretches before them from which a level is taken, in days.
LOW_WINDOWS = (4, 5, 7, 10, 14, 21, 28, 42, 56)
HIGH_WINDOWS = (1, 2, 3, 7, 14)
FEW_DAYS = 7
LEVELS = (28, 84, 182)
LOOK_BACK = LEVELS[-1]
LEAST_DAYS, LEAST_DAYS_HIGH = 14, 28
YEAR, YEARS, SLIPS, AROUND = 364, 3, (-7, 0, 7), 91
# The dispersion that a site is believed to have before so many windows of its own tell another one.
PRIOR_DISPERSION, PRIOR_WINDOWS = 3.0, 4
# Of what is expected there has to be so little, or so much; and the chance of that by the site's own past.
LOW_SHARE, LOW_CHANCE, LEAST_EXPECTED = 0.6, 1e-4, 4.0
HIGH_TIMES, HIGH_MORE, HIGH_CHANCE = 3, 5, 1e-6
# A pause is long if it exceeds the longest but one so many times; a site with many short pauses is judged sooner.
PAUSES, REGULAR_PAUSES, MANY_PAUSES, REGULAR_CHANCE = 2, 3, 30, 3e-3
FEWER_THAN_EVER, MORE_THAN_EVER = 0.7, 2
# Of the days of a window so many have to be known, for a comparison by days.
LEAST_KNOWN = 0.75
# Where such a share was found, though dated otherwise, none are missing.
FOUND_SHARE = 0.75
# From what share of the former level on a site is back, and after how many days a new level is its own.
BACK_SHARE, BACK_EXPECTED, SETTLED_DAYS, BACK_HIGH_TIMES = 0.75, 5.0, 120, 2


class Rhythm:
    """The level and the weekdays of a site up to its last known day."""

    def __init__(self, published: Published) -> None:
        self.published = published
        self.last = published.last
        self.first = max(published.first, self.last - LOOK_BACK - LOW_WINDOWS[-1])
        self._counts = published.sums(self.first, self.last)
        self._weekdays = self._factors()
        days = range(self.first, self.last + 1)
        known = [self._weekdays[day % 7] if published.is_known(day) else 0.0 for day in days]
        self._weights = [0.0, *accumulate(known)]
        self._known = [0, *accumulate(map(published.is_known, days))]

    def count(self, first: int, last: int) -> float:
        """Return how many articles were published from one known day to another."""
        return _between(self._counts, first - self.first, last + 1 - self.first)

    def weight(self, first: int, last: int) -> float:
        """Return for how many average days these count: a site may publish on Mondays only."""
        return _between(self._weights, first - self.first, last + 1 - self.first)

    def daily(self, first: int, last: int) -> float | None:
        """Return articles a known day from one day to another, None if many of these days are not known."""
        known = _between(self._known, first - self.first, last + 1 - self.first)
        return self.count(first, last) / known if known >= LEAST_KNOWN * (last + 1 - first) else None

    def levels(self, before: int, since: int) -> list[float]:
        """Return articles an average day in each of the stretches before a day, but no earlier than `since`."""
        found = []
        for length in LEVELS:
            first = max(since, self.first, before - length)
            if weight := self.weight(first, before - 1):
                found.append(self.count(first, before - 1) / weight)
        return found

    def windows(self, length: int, before: int, since: int) -> list[tuple[float, float]]:
        """Return articles and weight of each stretch of so many days before a day, none of which overlap."""
        ends = range(before - 1, max(since, self.first, before - LOOK_BACK) + length - 2, -length)
        return [(self.count(end - length + 1, end), self.weight(end - length + 1, end)) for end in ends]

    def dispersion(self, length: int, before: int, since: int) -> float:
        """Return the variance of the number of articles in so many days over its mean, at least 1."""
        windows = self.windows(length, before, since)
        weight = sum(weight for _, weight in windows)
        level = sum(count for count, _ in windows) / weight if weight else 0.0
        squares = [(count - level * weight) ** 2 / (level * weight) for count, weight in windows if level * weight]
        whole = sum(squares) + PRIOR_DISPERSION * PRIOR_WINDOWS
        return max(1.0, whole / (len(squares) + PRIOR_WINDOWS))

    def _factors(self) -> list[float]:
        """Return by how much more than on an average day is published on each weekday, by ordinal modulo 7.

        Two average weeks are added, so that a short past tells little.
        """
        end = self.last - FEW_DAYS if self.last - self.first > LOOK_BACK else self.last
        days = range(max(self.first, end - LOOK_BACK + 1), end + 1)
        counts, numbers = [0.0] * 7, [0] * 7
        for day in days:
            counts[day % 7] += self.count(day, day)
            numbers[day % 7] += 1
        mean = sum(counts) / len(days) if days else 0.0
        if not mean:
            return [1.0] * 7
        return [(count + 2 * mean) / (number + 2) / mean for count, number in zip(counts, numbers, strict=True)]


def find_volume(published: Published, ends: Mapping[str, int]) -> Iterator[Sign]:
    """Yield a sign if the last days had fewer, or more, articles than by the site's past.

    `ends` are the days on which the last alarms of a kind ended: what was before has been told.
    """
    if published.first_run is None or published.last - published.first < LEAST_DAYS:
        return
    rhythm = Rhythm(published)
    if low := _low(rhythm, ends.get(LOW, 0)):
        yield Sign(kind=LOW, what=low)
    elif high := _high(rhythm, published.first_run, ends.get(HIGH, 0)):
        yield Sign(kind=HIGH, what=high)


def is_volume_back(published: Published, alarm: Alarm) -> bool:
    """Tell whether the site publishes again as it did before an alarm, or has long done as it does now."""
    rhythm = Rhythm(published)
    began = day_of(alarm.began_at)
    is_settled = rhythm.last - began > SETTLED_DAYS
    for length in (FEW_DAYS,) if alarm.kind == HIGH else LOW_WINDOWS:
        first = rhythm.last - length + 1
        before = first if is_settled else began - min(LEVELS[0], (began - rhythm.first) // 2)
        if before <= rhythm.first:
            return True
        levels = rhythm.levels(before, rhythm.first)
        weight, count = rhythm.weight(first, rhythm.last), rhythm.count(first, rhythm.last)
        if alarm.kind == HIGH:
            return count <= BACK_HIGH_TIMES * max(levels, default=0) * weight + HIGH_MORE
        expected = min(levels, default=0) * weight
        if expected >= BACK_EXPECTED or length == LOW_WINDOWS[-1]:
            return count > BACK_SHARE * expected
    return False


def _low(rhythm: Rhythm, told_until: int) -> str | None:
    published, last = rhythm.published, rhythm.last
    *pauses, pause = published.pauses(max(rhythm.first, last - LOOK_BACK), last)
    for length in LOW_WINDOWS:
        first = last - length + 1
        if first - rhythm.first < LEAST_DAYS or first < told_until:
            break
        count = rhythm.count(first, last)
        expected = min(rhythm.levels(first, rhythm.first), default=0) * rhythm.weight(first, last)
        if (
            expected < LEAST_EXPECTED
            or count > LOW_SHARE * expected
            or published.found(first, last) > FOUND_SHARE * expected
        ):
            continue
        if count and not _is_fewest(rhythm, length):
            continue
        if not count and pause <= PAUSES * _longest_but_one(pauses) + 1:
            continue
        expected *= min(1.0, *_seasons(published, first, length))
        if not _is_low_now(rhythm, first):
            continue
        is_regular = len(pauses) >= MANY_PAUSES and pause > REGULAR_PAUSES * _longest_but_one(pauses) + 1
        limit = REGULAR_CHANCE if is_regular and not count else LOW_CHANCE
        if chance_of_at_most(count, expected, rhythm.dispersion(length, first, rhythm.first)) < limit:
            return _silence(last - pause, pause, pauses) if not count else _fewer(first, count, expected)
    return None


def _is_low_now(rhythm: Rhythm, before: int) -> bool:
    """Tell whether the newest days have few articles too, by the level before a day; not so if a pause is over."""
    level = min(rhythm.levels(before, rhythm.first), default=0)
    for length in LOW_WINDOWS:
        first = rhythm.last - length + 1
        expected = level * rhythm.weight(first, rhythm.last)
        if expected >= BACK_EXPECTED or first <= before:
            return rhythm.count(first, rhythm.last) <= BACK_SHARE * expected
    return True


def _high(rhythm: Rhythm, first_run: int, told_until: int) -> str | None:
    last = rhythm.last
    for length in HIGH_WINDOWS:
        first = last - length + 1
        if first - max(first_run, rhythm.first) < LEAST_DAYS_HIGH or first < told_until:
            break
        count, weight = rhythm.count(first, last), rhythm.weight(first, last)
        expected = max(rhythm.levels(first, first_run), default=0) * weight
        if count < HIGH_TIMES * expected + HIGH_MORE:
            continue
        most = max(
            (rhythm.count(day, day + length - 1) for day in _starts(rhythm, length, first, first_run)), default=0
        )
        if count <= MORE_THAN_EVER * most:
            continue
        expected *= max(1.0, *_seasons(rhythm.published, first, length))
        spread = rhythm.dispersion(length, first, first_run)
        if count >= HIGH_TIMES * expected and chance_of_at_least(count, expected, spread) < HIGH_CHANCE:
            return (
                f"{count:.0f} articles are dated {_days(first, last)}, where {expected:.1f} were to be expected by"
                f" the past of the site; there were never more than {most:.0f} in {_number(length)} before."
            )
    return None


def _is_fewest(rhythm: Rhythm, length: int) -> bool:
    first = rhythm.last - length + 1
    now = rhythm.daily(first, rhythm.last)
    found = (rhythm.daily(day, day + length - 1) for day in _starts(rhythm, length, first, rhythm.first))
    past = [each for each in found if each is not None]
    return now is not None and len(past) >= length and now < FEWER_THAN_EVER * min(past)


def _starts(rhythm: Rhythm, length: int, before: int, since: int) -> range:
    """Return the first day of each stretch of so many days before a day, of the last half year."""
    return range(max(since, rhythm.first, before - LOOK_BACK), before - length + 1)


def _seasons(published: Published, first: int, length: int) -> list[float]:
    """Return what share of its usual number a site published around these days of past years; [1] if nobody knows."""
    shares = [1.0]
    oldest = published.oldest
    for years in range(1, YEARS + 1):
        for slip in SLIPS:
            start = first - years * YEAR + slip
            if start - AROUND < oldest:
                continue
            count = published.count(start, start + length - 1)
            around = published.count(start - AROUND, start + length - 1 + AROUND) - count
            shares.append((count + 1) / (around / (2 * AROUND) * length + 1))
    return shares


def _longest_but_one(pauses: Sequence[int]) -> int:
    return sorted(pauses)[-2] if len(pauses) > 1 else max(pauses, default=0)


def _between(sums: Sequence[float], first: int, last: int) -> float:
    return sums[max(0, last)] - sums[max(0, first)] if last > first else 0.0


def _silence(since: int, pause: int, pauses: Sequence[int]) -> str:
    before = "there was no day without one in the half year before"
    if pauses:
        before = f"the longest pause of the half year before was {_number(max(pauses))}"
    return f"The newest article is of {date.fromordinal(since)}, {_number(pause)} ago; {before}."


def _fewer(first: int, count: float, expected: float) -> str:
    return (
        f"{count:.0f} articles are dated since {date.fromordinal(first)}, where {expected:.1f} were to be expected by"
        " the past of the site; there were never so few in as many days."
    )


def _days(first: int, last: int) -> str:
    one, other = date.fromordinal(first), date.fromordinal(last)
    return f"of {one}" if first == last else f"from {one} to {other}"


def _number(days: int) -> str:
    return "1 day" if days == 1 else f"{days} days"
