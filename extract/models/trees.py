"""Boosted trees: a model that was learned elsewhere, as JSON, and its verdict on a row of numbers (pure).

The file holds what a person may check: the names of the features, and trees whose nodes are
`[feature, threshold, tree below or at it, tree above it]` and whose leaves are numbers. A row's score is the sum of
the leaves it comes to; its probability is the logistic function of that (Friedman, "Greedy function approximation",
2001). The trees are compiled to Python's own conditional expressions, which halves their time: they are numbers and
comparisons of numbers only, whatever the file says.
"""

import ast
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import exp
from typing import Any

# After the first trees, a score beyond the bound is taken for the verdict: those that are left seldom turn it.
FIRST = 25
SURE = 3.0

Score = Callable[[Sequence[float]], float]


@dataclass(frozen=True, kw_only=True)
class Boosted:
    """A model: `features` are what its rows hold, in order; `base` is every row's score before the first tree."""

    features: tuple[str, ...]
    base: float
    first: Score
    rest: Score

    def probability(self, row: Sequence[float]) -> float:
        """Return how likely the row is what the model was taught to find, from 0 to 1."""
        score = self.base + self.first(row)
        if -SURE < score < SURE:
            score += self.rest(row)
        return 1.0 / (1.0 + exp(-score))


def parse_model(text: str) -> Boosted:
    """Return the model that a file holds."""
    content: Mapping[str, Any] = json.loads(text)
    names = tuple(content["features"])
    places = {name: place for place, name in enumerate(names)}
    trees = [_expression(tree, places) for tree in content["trees"]]
    return Boosted(features=names, base=content["base"], first=_sum(trees[:FIRST]), rest=_sum(trees[FIRST:]))


def _expression(node: Any, places: Mapping[str, int]) -> ast.expr:
    """Return a tree as `low if row[feature] <= threshold else high`."""
    if not isinstance(node, list):
        return ast.Constant(float(node))
    feature, threshold, low, high = node
    value = ast.Subscript(ast.Name("row", ast.Load()), ast.Constant(places[feature]), ast.Load())
    test = ast.Compare(value, [ast.LtE()], [ast.Constant(float(threshold))])
    return ast.IfExp(test, _expression(low, places), _expression(high, places))


def _sum(trees: Sequence[ast.expr]) -> Score:
    """Return the function of a row that adds up what trees say of it."""
    row = ast.arguments(posonlyargs=[], args=[ast.arg("row")], kwonlyargs=[], kw_defaults=[], defaults=[])
    total = ast.Call(ast.Name("sum", ast.Load()), [ast.Tuple(list(trees), ast.Load())], [])
    function = ast.fix_missing_locations(ast.Expression(ast.Lambda(row, total)))
    score: Score = eval(compile(function, "<trees>", "eval"), {"sum": sum})  # noqa: S307 - built above, of numbers
    return score
