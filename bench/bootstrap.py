"""Confidence intervals of differences: a paired bootstrap over sites (pure).

Pages of one site share a template and are right or wrong together, so that resampling pages would give too narrow an
interval. Each resample draws as many sites as there are, with replacement, and takes all pages of each.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass

RESAMPLES = 2000
SEED = 20260101


@dataclass(frozen=True, kw_only=True)
class Difference:
    """A mean difference, and the interval of 95 % of the resamples."""

    mean: float
    low: float
    high: float


def difference(sites: Sequence[str], ours: Sequence[float], theirs: Sequence[float]) -> Difference:
    """Return the mean of ours minus theirs; the three sequences have one item a page."""
    sums: dict[str, float] = {}
    counts: dict[str, int] = {}
    for site, our_score, their_score in zip(sites, ours, theirs, strict=True):
        sums[site] = sums.get(site, 0.0) + our_score - their_score
        counts[site] = counts.get(site, 0) + 1
    means = sorted(_resampled(list(sums.values()), list(counts.values())))
    edge = round(len(means) * 0.025)
    return Difference(mean=sum(sums.values()) / len(sites), low=means[edge], high=means[-1 - edge])


def _resampled(sums: Sequence[float], counts: Sequence[int]) -> list[float]:
    """Return the mean over the pages of each resample."""
    # The same seed for every figure, so that two differences are compared on the same resamples.
    draw = random.Random(SEED)
    positions = range(len(sums))
    means = []
    for _ in range(RESAMPLES):
        drawn = draw.choices(positions, k=len(sums))
        means.append(sum(map(sums.__getitem__, drawn)) / sum(map(counts.__getitem__, drawn)))
    return means
