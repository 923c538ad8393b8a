"""How sure a difference is: a paired bootstrap over sites (pure).

Pages of one site share a template, and are right or wrong together: resampling pages would make an interval that is
too narrow. Each resample draws as many sites as there are, with repetition, and takes all pages of each.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass

RESAMPLES = 2000
SEED = 20260101


@dataclass(frozen=True, kw_only=True)
class Difference:
    """A mean difference, and the interval that holds 95 % of the resamples."""

    mean: float
    low: float
    high: float


def difference(sites: Sequence[str], ours: Sequence[float], theirs: Sequence[float]) -> Difference:
    """Return ours minus theirs over pages, given page by page with each one's site."""
    sums: dict[str, float] = {}
    counts: dict[str, int] = {}
    for site, one, other in zip(sites, ours, theirs, strict=True):
        sums[site] = sums.get(site, 0.0) + one - other
        counts[site] = counts.get(site, 0) + 1
    means = sorted(_resampled(list(sums.values()), list(counts.values())))
    edge = round(len(means) * 0.025)
    return Difference(mean=sum(sums.values()) / len(sites), low=means[edge], high=means[-1 - edge])


def _resampled(sums: Sequence[float], counts: Sequence[int]) -> list[float]:
    """Return the mean over the pages of each resample."""
    # The same draws for every figure of as many sites, so that two differences are compared on the same resamples.
    draw = random.Random(SEED)
    positions = range(len(sums))
    means = []
    for _ in range(RESAMPLES):
        drawn = draw.choices(positions, k=len(sums))
        means.append(sum(map(sums.__getitem__, drawn)) / sum(map(counts.__getitem__, drawn)))
    return means
