"""Probabilities of counts and shares that vary more than by chance alone (pure).

A count of articles varies more than a Poisson variable: articles come in bursts, and the level drifts. The negative
binomial with the mean m and the variance f · m has one number more, f, the dispersion.
"""

import math

# Below this dispersion the distribution is that of Poisson.
LEAST_DISPERSION = 1.01
# How alike the hits of one group are, from 0 (each by itself) to 1 (all or none).
LEAST_TOGETHER, MOST_TOGETHER = 1e-4, 0.9


def chance_of_at_most(count: float, mean: float, dispersion: float) -> float:
    """Return the probability of at most so many where `mean` are expected; `dispersion` is variance over mean."""
    if mean <= 0:
        return 1.0
    return min(1.0, math.fsum(_chances(math.floor(count) + 1, mean, dispersion)))


def chance_of_at_least(count: float, mean: float, dispersion: float) -> float:
    """Return the probability of at least so many where `mean` are expected."""
    if count <= 0:
        return 1.0
    if mean <= 0:
        return 0.0
    first = math.ceil(count)
    # The terms fall faster than by halves so far beyond the mean that few of them count.
    total, chance = 0.0, math.exp(_log_chance(first, mean, dispersion))
    while chance > total * 1e-9:
        total += chance
        first += 1
        chance = math.exp(_log_chance(first, mean, dispersion))
    return min(1.0, total)


def chance_of_share(hits: int, of: int, share: float, dispersion: float) -> float:
    """Return the probability of at most so many hits of `of` where a share of them is expected.

    `dispersion` is the variance over that of the binomial distribution; above 1 the distribution is beta-binomial.
    """
    together = (dispersion - 1) / (of - 1) if of > 1 else 0.0
    if together < LEAST_TOGETHER:
        chances = (_binomial(count, of, share) for count in range(hits + 1))
    else:
        spread = 1 / min(together, MOST_TOGETHER) - 1
        chances = (_beta_binomial(count, of, share * spread, (1 - share) * spread) for count in range(hits + 1))
    return min(1.0, math.fsum(chances))


def _binomial(count: int, of: int, share: float) -> float:
    return math.comb(of, count) * share**count * (1 - share) ** (of - count)


def _beta_binomial(count: int, of: int, one: float, other: float) -> float:
    logarithm = _log_beta(count + one, of - count + other) - _log_beta(one, other)
    return math.comb(of, count) * math.exp(logarithm)


def _log_beta(one: float, other: float) -> float:
    return math.lgamma(one) + math.lgamma(other) - math.lgamma(one + other)


def _chances(number: int, mean: float, dispersion: float) -> list[float]:
    return [math.exp(_log_chance(count, mean, dispersion)) for count in range(number)]


def _log_chance(count: int, mean: float, dispersion: float) -> float:
    if dispersion < LEAST_DISPERSION:
        return count * math.log(mean) - mean - math.lgamma(count + 1)
    size = mean / (dispersion - 1)
    choose = math.lgamma(count + size) - math.lgamma(size) - math.lgamma(count + 1)
    return choose - size * math.log(dispersion) + count * math.log1p(-1 / dispersion)
