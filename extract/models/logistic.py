"""Weighed signs: a logistic regression that was learned elsewhere, and its verdict on a row of numbers (pure).

The file holds, for each sign, its mean and spread over the pages that it was learned from, and its weight: what one
spread more adds to the score. A score is in log-odds: 0 is one in two, 3 is nineteen in twenty.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, isnan
from typing import Any

# A sign says no more than it would so many spreads away from its mean.
FARTHEST = 3.0
# What a sign is that cannot be measured; it says nothing.
UNKNOWN = float("nan")


@dataclass(frozen=True, kw_only=True)
class Weighed:
    """A model: `signs` are what its rows hold, in order, `weights` a mean, a spread and a weight for each."""

    signs: tuple[str, ...]
    weights: tuple[tuple[float, float, float], ...]
    bias: float

    def spoken(self, row: Sequence[float]) -> list[float]:
        """Return what each sign adds to the score."""
        return [
            weight * away(value, mean, spread)
            for value, (mean, spread, weight) in zip(row, self.weights, strict=True)
        ]  # fmt: skip


def away(value: float, mean: float, spread: float) -> float:
    """Return how many spreads a value is away from a mean."""
    return 0.0 if isnan(value) else max(-FARTHEST, min(FARTHEST, (value - mean) / spread))


def probability(score: float) -> float:
    """Return the probability that a score in log-odds says."""
    return 1.0 / (1.0 + exp(-max(-50.0, min(50.0, score))))


def parse_weights(text: str) -> Weighed:
    """Return the model that a file holds."""
    content: Mapping[str, Any] = json.loads(text)
    signs = content["signs"]
    return Weighed(
        signs=tuple(signs),
        weights=tuple((float(mean), float(spread), float(weight)) for mean, spread, weight in signs.values()),
        bias=float(content["bias"]),
    )
