"""A logistic regression that was trained elsewhere, and the score it gives a row of numbers (pure).

The file holds, for each feature, its mean and standard deviation over the training pages, and its weight: what one
standard deviation more adds to the score. Scores are log-odds: 0 is a probability of one in two, 3 of nineteen in
twenty.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, isnan
from typing import Any

# A value farther from the mean counts as this many standard deviations.
MAX_DEVIATIONS = 3.0
# The value of a feature that cannot be measured on a page; it adds nothing to the score.
UNKNOWN = float("nan")


@dataclass(frozen=True, kw_only=True)
class LogisticModel:
    """A logistic regression.

    `features` are the names of a row's values in order; `parameters` are the mean, standard deviation and weight of
    each; `bias` is the score before any feature counts.
    """

    features: tuple[str, ...]
    parameters: tuple[tuple[float, float, float], ...]
    bias: float

    def contributions(self, row: Sequence[float]) -> list[float]:
        """Return what each feature adds to the score."""
        return [
            weight * standardized(value, mean, deviation)
            for value, (mean, deviation, weight) in zip(row, self.parameters, strict=True)
        ]  # fmt: skip


def standardized(value: float, mean: float, deviation: float) -> float:
    """Return how many standard deviations a value is above a mean, within MAX_DEVIATIONS; 0 for UNKNOWN."""
    return 0.0 if isnan(value) else max(-MAX_DEVIATIONS, min(MAX_DEVIATIONS, (value - mean) / deviation))


def probability(score: float) -> float:
    """Return the probability, 0 to 1, that log-odds stand for."""
    return 1.0 / (1.0 + exp(-max(-50.0, min(50.0, score))))


def parse_logistic_model(text: str) -> LogisticModel:
    """Return the model in the text of a JSON file; ValueError, KeyError or TypeError when it holds none."""
    content: Mapping[str, Any] = json.loads(text)
    features = content["features"]
    return LogisticModel(
        features=tuple(features),
        parameters=tuple((float(mean), float(spread), float(weight)) for mean, spread, weight in features.values()),
        bias=float(content["bias"]),
    )
