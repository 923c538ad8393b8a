"""Detects what stands in the place of articles: short bodies, equal pages, blocks, walls, old dates (pure)."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice, pairwise
from statistics import fmean, median, stdev

from archive.watch.published import PUBLISHED
from archive.watch.shares import Part, percent, pooled
from archive.watch.values import Alarm, Measures, Sign

SHORT, STILL, ALIKE = "bodies short", "dates stand still", "pages alike"
BLOCKED, CONSENT, FAILING = "blocked", "consent wall", "failing"
# New articles that are judged together, and groups of them in the past that tell what is usual.
TOGETHER, LEAST_GROUPS, MOST_GROUPS, MOST_RUNS = 6, 6, 60, 300
# How short bodies have to be, by the past's median and least and by its spread of logarithms.
SHORT_SHARE, SHORTER_THAN_EVER, SHORT_DEVIATIONS, PRIOR_SPREAD, PRIOR_GROUPS = 0.45, 0.6, 2.5, 0.35, 3
# Of a few articles the longest tells most, of many the median.
FEW, MANY, LEAST_LONGEST = 7, 10, 12
LATELY, A_LITTLE_SHORT = 120, 0.85
BACK_SHARE = 0.7
# A share of the new articles that are equal, and of those of the past.
MANY_ALIKE, USUALLY_ALIKE, BACK_ALIKE = 0.6, 0.1, 0.2
# A share of responses of a run that block, and of those of the past; and how many there have to be.
MANY_HELD_OFF, USUALLY_HELD_OFF, LEAST_HELD_OFF, BACK_HELD_OFF = 0.5, 0.15, 3, 0.2
# A new article is of the time of its run if it is dated so many days before the run before, or later.
FRESH_DAYS, USUALLY_FRESH, LEAST_STILL_DAYS, FRESH_RUNS = 3, 0.8, 5, 200
# Runs in a row that have to show it, for what passes by itself.
FAILING_RUNS = 2

# What stands in the way, and of what it is a share.
HELD_OFF: Mapping[str, tuple[str, str]] = {
    BLOCKED: ("blocked", "answers refuse this client or show a challenge"),
    CONSENT: ("consent walls", "answers show a consent wall"),
    FAILING: ("failed", "pages failed: an error, no text, or cut off"),
}


def find_pages(runs: Sequence[Measures]) -> Iterator[Sign]:
    """Yield what the newest run shows in the place of articles."""
    for find in (_find_short, _find_alike, _find_still):
        if sign := find(runs):
            yield sign
    yield from _find_held_off(runs)


def is_page_back(runs: Sequence[Measures], alarm: Alarm) -> bool:
    """Tell whether the runs since an alarm show articles again."""
    if alarm.kind in HELD_OFF:
        return _is_let_through(runs[-1], HELD_OFF[alarm.kind][0])
    began = next((at for at, run in enumerate(runs) if run.run == alarm.began_run), None)
    return began is None or _IS_BACK[alarm.kind](runs, began)


def _groups(runs: Sequence[Measures]) -> Iterator[float]:
    """Yield the median of the logarithm of words of each MANY new articles or more, newest first."""
    group: list[tuple[float, int]] = []
    for run in reversed(runs):
        words, number = run.values.get("words"), run.number("new")
        if words and number:
            group.append((math.log(words), number))
            if sum(each for _, each in group) >= MANY:
                yield _upper_median(group)
                group = []


def _upper_median(weighted: Sequence[tuple[float, int]]) -> float:
    """Return the value that at least half of the articles have or exceed."""
    left = sum(number for _, number in weighted) / 2
    for value, number in sorted(weighted, reverse=True):
        left -= number
        if left <= 0:
            return value
    return 0.0


def _longest(runs: Sequence[Measures]) -> Iterator[float]:
    """Yield the words of the longest of each FEW new articles or more, newest first."""
    longest, number = 0.0, 0
    for run in reversed(runs):
        longest, number = max(longest, run.values.get("longest", 0)), number + run.number("new")
        if number >= FEW:
            yield longest
            longest, number = 0.0, 0


def _find_short(runs: Sequence[Measures]) -> Sign | None:
    if not runs[-1].values.get("words"):
        return None
    lately = [math.log(words) for run in runs[-LATELY:] if (words := run.values.get("words"))]
    # Most runs need no look at the whole past.
    if lately[-1] > fmean(lately) + math.log(A_LITTLE_SHORT):
        return None
    return _find_all_short(runs, math.exp(fmean(lately))) or _find_most_short(runs, fmean(lately))


def _find_all_short(runs: Sequence[Measures], usual_words: float) -> Sign | None:
    """Find that even the longest of a few articles is short."""
    groups = _longest(runs)
    now = next(groups, 0.0)
    # The longest of some is longer than what is usual of one.
    if not now or now > usual_words:
        return None
    past = list(islice(groups, MOST_GROUPS))
    if len(past) < LEAST_LONGEST or now > SHORT_SHARE * median(past) or now > SHORTER_THAN_EVER * min(past):
        return None
    return Sign(
        kind=SHORT,
        what=f"The longest of the newest {FEW} articles or more has {now:.0f} words; {median(past):.0f} are usual,"
        f" and {min(past):.0f} were the fewest.",
    )


def _find_most_short(runs: Sequence[Measures], usual_length: float) -> Sign | None:
    """Find that half of many articles are short, and of as many before them: half of ten may be notes by chance."""
    pairs = (max(pair) for pair in pairwise(_groups(runs)))
    now = next(pairs, math.inf)
    if now > usual_length + math.log(A_LITTLE_SHORT):
        return None
    # The next pair shares a group with this one.
    past = list(islice(pairs, 1, MOST_GROUPS))
    if len(past) < LEAST_GROUPS:
        return None
    usual, least = median(past), min(past)
    spread = math.sqrt((stdev(past) ** 2 * len(past) + PRIOR_SPREAD**2 * PRIOR_GROUPS) / (len(past) + PRIOR_GROUPS))
    is_short = now - usual < math.log(SHORT_SHARE) and now < least
    if not is_short or fmean(past) - now < SHORT_DEVIATIONS * spread:
        return None
    return Sign(
        kind=SHORT,
        what=f"Half of the newest {2 * MANY} articles or more have at most {math.exp(now):.0f} words, where"
        f" {math.exp(usual):.0f} are usual and {math.exp(least):.0f} were the fewest.",
    )


def _is_long_again(runs: Sequence[Measures], began: int) -> bool:
    now, longest = next(_groups(runs[began:]), 0.0), next(_longest(runs[began:]), 0.0)
    past = list(islice(_groups(runs[: began + 1]), 1, MOST_GROUPS))
    longest_past = list(islice(_longest(runs[: began + 1]), 1, MOST_GROUPS))
    is_long = not longest_past or longest > BACK_SHARE * median(longest_past)
    return is_long and (not now or not past or now > median(past) + math.log(BACK_SHARE))


def _find_alike(runs: Sequence[Measures]) -> Sign | None:
    if not runs[-1].number("alike"):
        return None
    newest: list[Part] = []
    for run in reversed(runs[-MOST_RUNS:]):
        newest.append(Part(run.number("alike"), run.number("new")))
        if pooled(newest).of >= TOGETHER:
            break
    now = pooled(newest)
    past = pooled([Part(run.number("alike"), run.number("new")) for run in runs[: -len(newest)][-MOST_RUNS:]])
    if now.of < TOGETHER or now.hits < MANY_ALIKE * now.of or past.of < 2 * TOGETHER:
        return None
    if past.hits > USUALLY_ALIKE * past.of:
        return None
    return Sign(kind=ALIKE, what=f"{now.hits} of the newest {now.of} articles have the text of another one.")


def _is_unlike_again(runs: Sequence[Measures], began: int) -> bool:
    since = pooled([Part(run.number("alike"), run.number("new")) for run in runs[began + 1 :]][-3:])
    return since.of > 0 and since.hits <= BACK_ALIKE * since.of and not _events(runs[-1], "same page")


def _find_held_off(runs: Sequence[Measures]) -> Iterator[Sign]:
    for kind, (name, words) in HELD_OFF.items():
        in_a_row = FAILING_RUNS if kind == FAILING else 1
        newest = [_held_off(run, name) for run in runs[-in_a_row:]]
        if len(newest) < in_a_row or not all(map(_is_held_off, newest)):
            continue
        # A site that begins to refuse may do so in a part of its answers: the run before tells nothing usual.
        usual = _held_off_before(runs, FAILING_RUNS, name)
        if not usual.of or usual.hits <= USUALLY_HELD_OFF * usual.of:
            now, past = newest[-1], _held_off_before(runs, in_a_row, name)
            before = f"; {percent(past)} of {past.of} did before" if past.of else ""
            yield Sign(kind=kind, what=f"{now.hits} of {now.of} {words}{before}.")


def _held_off_before(runs: Sequence[Measures], newest: int, name: str) -> Part:
    return pooled([_held_off(run, name) for run in runs[:-newest][-MOST_RUNS:]])


def _is_held_off(part: Part) -> bool:
    return part.hits >= LEAST_HELD_OFF and part.hits >= MANY_HELD_OFF * part.of


def _held_off(run: Measures, name: str) -> Part:
    of = run.number("pages") + (0 if name == "failed" else run.number("listings") + run.number("listings failed"))
    return Part(run.number(name), of)


def _is_let_through(run: Measures, name: str) -> bool:
    now = _held_off(run, name)
    return run.is_answered and now.hits <= BACK_HELD_OFF * now.of


def _fresh(runs: Sequence[Measures], at: int) -> Part:
    """Return how many of a run's new dated articles are dated since about the run before."""
    run = runs[at]
    since = date.fromordinal(runs[at - 1].day - FRESH_DAYS).isoformat()
    dated = {
        name.removeprefix(PUBLISHED): int(number) for name, number in run.values.items() if name.startswith(PUBLISHED)
    }
    return Part(sum(number for day, number in dated.items() if day >= since), sum(dated.values()))


def _find_still(runs: Sequence[Measures]) -> Sign | None:
    newest = _fresh(runs, len(runs) - 1) if len(runs) > 1 else Part(0, 0)
    if newest.hits or not newest.of:
        return None
    parts = {at: _fresh(runs, at) for at in range(max(1, len(runs) - FRESH_RUNS), len(runs))}
    still = 0
    first = len(runs)
    for at in reversed(parts):
        if parts[at].hits:
            break
        if parts[at].of:
            still, first = still + parts[at].of, at
    past = pooled([part for at, part in parts.items() if at < first])
    days = runs[-1].day - runs[min(first, len(runs) - 1)].day
    if still < TOGETHER or days < LEAST_STILL_DAYS:
        return None
    if past.of < TOGETHER * LEAST_GROUPS or past.hits < USUALLY_FRESH * past.of:
        return None
    return Sign(
        kind=STILL,
        what=f"None of the {still} new articles of the last {days} days is dated later than the run before it;"
        f" {percent(past)} of {past.of} were.",
    )


def _is_dated_again(runs: Sequence[Measures], began: int) -> bool:
    parts = pooled([_fresh(runs, at) for at in range(began + 1, len(runs))][-3:])
    return parts.of > 0 and parts.hits >= parts.of / 2


def _events(run: Measures, kind: str) -> list[str]:
    return [what for event, what in run.events if event == kind]


_IS_BACK: Mapping[str, Callable[[Sequence[Measures], int], bool]] = {
    SHORT: _is_long_again,
    ALIKE: _is_unlike_again,
    STILL: _is_dated_again,
}
