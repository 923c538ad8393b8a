"""Detects that a share falls: of readings that have a field, or of a rule that wins (pure).

    runs → hits and number of each → newest runs together, until they are enough → share ⇄ share of the runs before

The runs before tell how much the share varies of itself: an author who signs nothing, a section without pictures. An
article that is read in many runs tells no more than once: what counts are different articles, of which there are
at least as many as a run reads, and as are new.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from archive.watch.tails import chance_of_share

# So many articles of the newest runs are judged together, the fewest first; a shift that is slight needs more.
POOLS = (6, 15, 40)
# Runs and articles before them that tell what is usual.
LEAST_RUNS, LEAST_ARTICLES, MOST_RUNS = 6, 30, 200
# The dispersion of shares that a site is believed to have before so many groups of its runs tell another one.
PRIOR_DISPERSION, PRIOR_GROUPS = 2.0, 5
# How far a share has to move, and beyond the least of the past, and what the chance of that may be.
MOVED, BEYOND, CHANCE = 0.4, 0.15, 1e-6
# At which distance from its former value a share is back, and of how many articles.
BACK, BACK_ARTICLES = 0.2, 6


class Part(NamedTuple):
    """Of how many readings of a run how many are meant, and how many of the articles are new."""

    hits: int
    of: int
    new: int = 0


class Shift(NamedTuple):
    """A share that has fallen: that of the newest articles, and of the readings of the runs before.

    `runs` is the number of the newest runs.
    """

    now: Part
    before: Part
    runs: int


def find_fall(newest_first: Callable[[], Iterator[Part]], usual: float) -> Shift | None:
    """Return by what a share fell in the newest runs; None if it did not.

    `newest_first` begins to yield the runs anew. `usual` is the share of a longer past: most runs have about that,
    and need no closer look.
    """
    newest = next(newest_first(), None)
    if newest is None or usual - newest.hits / newest.of < MOVED / 2:
        return None
    for least in POOLS:
        recent = _newest(newest_first(), least)
        if recent is None:
            return None
        if usual - share_of(recent) < MOVED / 2:
            continue
        parts = [part for _, part in zip(range(len(recent) + MOST_RUNS), newest_first(), strict=False)]
        past = parts[len(recent) :]
        if len(past) < LEAST_RUNS or articles_of(past) < LEAST_ARTICLES:
            return None
        if _has_fallen(recent, past):
            articles = articles_of(recent)
            return Shift(Part(round(share_of(recent) * articles), articles), pooled(past), len(recent))
    return None


def is_back(newest_first: Iterator[Part], before: float, least: int = BACK_ARTICLES) -> bool:
    """Tell whether the newest runs, of so many articles at least, have the share again that there was before."""
    recent = _newest(newest_first, least)
    if recent is None:
        return False
    return share_of(recent) >= before - BACK


def pooled(parts: Sequence[Part]) -> Part:
    """Return several runs as if they were one."""
    return Part(sum(part.hits for part in parts), sum(part.of for part in parts), sum(part.new for part in parts))


def articles_of(parts: Sequence[Part]) -> int:
    """Return how many different articles runs have read at least."""
    return max(*(part.of for part in parts), sum(min(part.new, part.of) for part in parts)) if parts else 0


def share_of(parts: Sequence[Part]) -> float:
    """Return the share of different articles: of the largest run, or of all runs by their new articles."""
    largest = max(parts, key=lambda part: part.of)
    new = sum(min(part.new, part.of) for part in parts)
    if largest.of >= new:
        return largest.hits / largest.of
    return sum(part.hits / part.of * min(part.new, part.of) for part in parts) / new


def percent(part: Part) -> str:
    """Return a share as a person reads it."""
    return f"{100 * part.hits / part.of:.0f} %"


def _has_fallen(recent: Sequence[Part], past: Sequence[Part]) -> bool:
    before = pooled(past)
    articles, share, of_now = articles_of(recent), (before.hits + 1) / (before.of + 2), share_of(recent)
    if share - of_now < MOVED:
        return False
    groups = list(_groups(past, articles))
    squares = [(number * (of - share)) ** 2 / (number * share * (1 - share)) for of, number in groups]
    dispersion = max(1.0, (sum(squares) + PRIOR_DISPERSION * PRIOR_GROUPS) / (len(squares) + PRIOR_GROUPS))
    if chance_of_share(round(articles * of_now), articles, share, dispersion) > CHANCE:
        return False
    return of_now < min((of for of, _ in groups), default=share) - BEYOND


def _groups(past: Sequence[Part], least: int) -> Iterator[tuple[float, int]]:
    """Yield the share of runs one after another that have together so many articles, and the number of these."""
    group: list[Part] = []
    for part in past:
        group.append(part)
        number = articles_of(group)
        if number >= least:
            yield share_of(group), number
            group = []


def _newest(newest_first: Iterator[Part], least: int) -> list[Part] | None:
    """Return the newest runs that have together so many articles; None if all have fewer."""
    recent: list[Part] = []
    most = new = 0
    for part in newest_first:
        recent.append(part)
        most, new = max(most, part.of), new + min(part.new, part.of)
        if max(most, new) >= least:
            return recent
        if len(recent) == MOST_RUNS:
            break
    return None
