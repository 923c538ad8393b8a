"""Boosted trees: a model that was learned elsewhere, as JSON, and its verdict on a row of numbers (pure).

The file holds what a person may check: the names of the features, and trees whose nodes are
`[feature, threshold, tree below or at it, tree above it]` and whose leaves are numbers. A row's score is the sum of the
leaves it comes to; its probability is the logistic function of that (Friedman, "Greedy function approximation", 2001).
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp
from typing import Any

# After so many trees, a score beyond the bound is taken for the verdict: the trees that are left do not turn it.
FIRST = 30
SURE = 2.5


@dataclass(frozen=True, kw_only=True)
class Boosted:
    """A model: `features` are what its rows hold, in order; `base` is every row's score before the first tree."""

    features: tuple[str, ...]
    base: float
    trees: tuple[Any, ...]

    def probability(self, row: Sequence[float]) -> float:
        """Return how likely the row is what the model was taught to find, from 0 to 1."""
        score = self.base
        for node in self.trees[:FIRST]:
            while node.__class__ is tuple:
                feature, threshold, low, high = node
                node = low if row[feature] <= threshold else high  # noqa: PLW2901 - the way down
            score += node
        if -SURE < score < SURE:
            for node in self.trees[FIRST:]:
                while node.__class__ is tuple:
                    feature, threshold, low, high = node
                    node = low if row[feature] <= threshold else high  # noqa: PLW2901 - the way down
                score += node
        return 1.0 / (1.0 + exp(-score))


def parse_model(text: str) -> Boosted:
    """Return the model that a file holds."""
    content: Mapping[str, Any] = json.loads(text)
    names = tuple(content["features"])
    places = {name: place for place, name in enumerate(names)}
    return Boosted(features=names, base=content["base"], trees=tuple(_node(one, places) for one in content["trees"]))


def _node(node: Any, places: Mapping[str, int]) -> Any:
    if not isinstance(node, list):
        return float(node)
    feature, threshold, low, high = node
    return places[feature], float(threshold), _node(low, places), _node(high, places)
