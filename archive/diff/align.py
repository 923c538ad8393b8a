"""Aligns two sequences in bounded time (pure): difflib for short ones, elements unique in both for long ones."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

# difflib compares every pair of elements in its worst case, so it gets no longer sequence than this.
MAX_SEQUENCE_LENGTH = 3_000
# Pairing compares every pair too; a longer run of changed paragraphs is a rewrite and needs no pairs.
MAX_PARAGRAPHS_TO_PAIR = 60


@dataclass(frozen=True)
class Step:
    """`before[i1:i2]` became `after[j1:j2]`; `same` tells that they are equal."""

    same: bool
    i1: int
    i2: int
    j1: int
    j2: int


@dataclass
class Budget:
    """How many pairs of elements may still be compared; one budget bounds all parts of a comparison together."""

    pairs: int = 20_000_000

    def spend(self, before: int, after: int) -> bool:
        """Tell whether two sequences of these lengths may be compared; if so, reduce the budget."""
        cost = before * after
        if max(before, after) > MAX_SEQUENCE_LENGTH or cost > self.pairs:
            return False
        self.pairs -= cost
        return True


def align(before: Sequence[Hashable], after: Sequence[Hashable], budget: Budget) -> list[Step]:
    """Return the steps that turn one sequence into the other, equal and unequal ones in turn."""
    steps = []
    for step in _cut_at_landmarks(before, after):
        i1, i2, j1, j2 = step.i1, step.i2, step.j1, step.j2
        if step.same or i1 == i2 or j1 == j2 or not budget.spend(i2 - i1, j2 - j1):
            steps.append(step)
            continue
        matcher = SequenceMatcher(None, before[i1:i2], after[j1:j2], autojunk=False)
        steps += [Step(tag == "equal", a + i1, b + i1, c + j1, d + j1) for tag, a, b, c, d in matcher.get_opcodes()]
    return _join(steps)


def pair_similar(
    before: Sequence[frozenset[str]], after: Sequence[frozenset[str]], *, floor: float, budget: Budget
) -> Iterator[tuple[int | None, int | None]]:
    """Yield pairs of indexes of the sets that have most in common, in order; None stands for no partner.

    Two sets are paired only if they share at least `floor` (0 to 1) of their elements.
    """
    if max(len(before), len(after)) > MAX_PARAGRAPHS_TO_PAIR or not budget.spend(sum(map(len, before)), len(after)):
        yield from ((i, None) for i in range(len(before)))
        yield from ((None, j) for j in range(len(after)))
        return
    best = _best_sums(before, after, floor)
    i = j = 0
    while i < len(before) or j < len(after):
        if j == len(after) or (i < len(before) and best[i][j] == best[i + 1][j]):
            yield i, None
            i += 1
        elif i == len(before) or best[i][j] == best[i][j + 1]:
            yield None, j
            j += 1
        else:
            yield i, j
            i, j = i + 1, j + 1


def _best_sums(before: Sequence[frozenset[str]], after: Sequence[frozenset[str]], floor: float) -> list[list[float]]:
    """Return the greatest sum of similarities that can be reached from each pair of indexes on."""
    best = [[0.0] * (len(after) + 1) for _ in range(len(before) + 1)]
    for i in reversed(range(len(before))):
        for j in reversed(range(len(after))):
            alike = 2 * len(before[i] & after[j]) / max(len(before[i]) + len(after[j]), 1)
            together = best[i + 1][j + 1] + alike if alike >= floor else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], together)
    return best


def _cut_at_landmarks(before: Sequence[Hashable], after: Sequence[Hashable]) -> Iterator[Step]:
    """Cut off what is equal at both ends; cut a long middle at the elements that are unique in both."""
    short = min(len(before), len(after))
    head = next((n for n in range(short) if before[n] != after[n]), short)
    tail = next((n for n in range(short - head) if before[-1 - n] != after[-1 - n]), short - head)
    i2, j2 = len(before) - tail, len(after) - tail
    yield Step(same=True, i1=0, i2=head, j1=0, j2=head)
    marks = [(head - 1, head - 1), (i2, j2)]
    if max(i2, j2) - head > MAX_SEQUENCE_LENGTH:
        marks[1:1] = _landmarks(before, after, head, i2, j2)
    for (i, j), (next_i, next_j) in pairwise(marks):
        yield Step(same=False, i1=i + 1, i2=next_i, j1=j + 1, j2=next_j)
        if next_i < i2:
            yield Step(same=True, i1=next_i, i2=next_i + 1, j1=next_j, j2=next_j + 1)
    yield Step(same=True, i1=i2, i2=len(before), j1=j2, j2=len(after))


def _landmarks(
    before: Sequence[Hashable], after: Sequence[Hashable], head: int, i2: int, j2: int
) -> list[tuple[int, int]]:
    """Return the longest rising chain of elements that occur once in each (patience sorting)."""
    left, right = Counter(before[head:i2]), Counter(after[head:j2])
    place = {item: j for j, item in enumerate(after[head:j2], head) if right[item] == 1}
    common = [(i, place[item]) for i, item in enumerate(before[head:i2], head) if left[item] == 1 and item in place]
    tops: list[int] = []
    chain: list[int] = []
    links: list[int] = []
    for number, (_, j) in enumerate(common):
        pile = bisect_left(tops, j)
        tops[pile:] = [j, *tops[pile + 1 :]]
        chain[pile:] = [number, *chain[pile + 1 :]]
        links.append(chain[pile - 1] if pile else -1)
    found = []
    number = chain[-1] if chain else -1
    while number >= 0:
        found.append(common[number])
        number = links[number]
    return found[::-1]


def _join(steps: list[Step]) -> list[Step]:
    """Join adjacent steps of one kind, and leave out empty ones."""
    joined: list[Step] = []
    for step in steps:
        if step.i1 == step.i2 and step.j1 == step.j2:
            continue
        if joined and joined[-1].same == step.same:
            last = joined.pop()
            joined.append(Step(last.same, last.i1, step.i2, last.j1, step.j2))
        else:
            joined.append(step)
    return joined
