"""Boosted trees that were trained elsewhere, and the probability they give a row of numbers (pure).

The JSON file holds the names of the features, and trees whose nodes are `[feature, threshold, tree at or below it,
tree above it]` and whose leaves are numbers. A row's score is the sum of the leaves it comes to; its probability is
the logistic function of the score (Friedman, "Greedy function approximation", 2001). The trees are compiled to
conditional expressions of Python, which halves the time, and the values of a row to its arguments, which a third of
it: only numbers and comparisons of numbers, whatever the file holds.
"""

import ast
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import exp
from typing import Any

# After so many trees, a score beyond the limit counts as final: the later trees seldom turn it.
EARLY_TREES = 25
EARLY_SCORE_LIMIT = 3.0

# A function of the values of a row, each an argument.
Score = Callable[..., float]


@dataclass(frozen=True, kw_only=True)
class BoostedTrees:
    """A model of boosted trees.

    `features` are the names of a row's values in order; `base` is the score of every row before the first tree.
    `early` and `late` return the sum of the first EARLY_TREES for the values of a row, and that of the others.
    """

    features: tuple[str, ...]
    base: float
    early: Score
    late: Score

    def probability(self, row: Sequence[float]) -> float:
        """Return how likely the row is what the model was trained to find, from 0 to 1."""
        score = self.base + self.early(*row)
        if -EARLY_SCORE_LIMIT < score < EARLY_SCORE_LIMIT:
            score += self.late(*row)
        return 1.0 / (1.0 + exp(-score))


def parse_boosted_trees(text: str) -> BoostedTrees:
    """Return the model in the text of a JSON file; ValueError, KeyError or TypeError when it holds none."""
    content: Mapping[str, Any] = json.loads(text)
    features = tuple(content["features"])
    columns = {name: column for column, name in enumerate(features)}
    trees = [_expression(tree, columns) for tree in content["trees"]]
    return BoostedTrees(
        features=features,
        base=content["base"],
        early=_sum(trees[:EARLY_TREES], len(features)),
        late=_sum(trees[EARLY_TREES:], len(features)),
    )


def _expression(node: Any, columns: Mapping[str, int]) -> ast.expr:
    """Return a tree as the expression `low if value <= threshold else high`."""
    if not isinstance(node, list):
        return ast.Constant(float(node))
    feature, threshold, low, high = node
    value = ast.Name(_value(columns[feature]), ast.Load())
    test = ast.Compare(value, [ast.LtE()], [ast.Constant(float(threshold))])
    return ast.IfExp(test, _expression(low, columns), _expression(high, columns))


def _value(column: int) -> str:
    return f"value_{column}"


def _sum(trees: Sequence[ast.expr], column_count: int) -> Score:
    """Return the function of a row's values that adds up the leaves of some trees."""
    values = [ast.arg(_value(column)) for column in range(column_count)]
    row = ast.arguments(posonlyargs=[], args=values, kwonlyargs=[], kw_defaults=[], defaults=[])
    total = ast.Call(ast.Name("sum", ast.Load()), [ast.Tuple(list(trees), ast.Load())], [])
    function = ast.fix_missing_locations(ast.Expression(ast.Lambda(row, total)))
    score: Score = eval(compile(function, "<trees>", "eval"), {"sum": sum})  # noqa: S307 - built above, of numbers
    return score
