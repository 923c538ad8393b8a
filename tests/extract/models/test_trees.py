import json
from math import exp

import pytest

from extract import models
from extract.blocks.features import BLOCK_FEATURES
from extract.models.trees import EARLY_TREES, parse_boosted_trees

TREES = [["size", 2.5, ["links", 0, 0.5, -1.0], 1.5], ["links", 3, -0.25, 0.75], 0.125]
MODEL = parse_boosted_trees(json.dumps({"features": ["size", "links"], "base": 0.25, "trees": TREES}))


@pytest.mark.parametrize(
    ("row", "leaves"),
    [((1, 0), [0.5, -0.25]), ((2.5, 1), [-1.0, -0.25]), ((2.6, 3), [1.5, -0.25]), ((9, 4), [1.5, 0.75])],
)
def test_a_row_is_judged_as_by_hand(row, leaves):
    score = 0.25 + sum(leaves) + 0.125
    assert MODEL.probability(row) == pytest.approx(1 / (1 + exp(-score)))


@pytest.mark.parametrize(("leaf", "counted"), [(0.2, EARLY_TREES), (0.01, 2 * EARLY_TREES)])
def test_the_later_trees_count_only_where_the_first_are_not_sure(leaf, counted):
    model = parse_boosted_trees(json.dumps({"features": [], "base": 0, "trees": [leaf] * 2 * EARLY_TREES}))
    assert model.probability(()) == pytest.approx(1 / (1 + exp(-leaf * counted)))


@pytest.mark.parametrize("text", ["", "[]", '{"features": [], "base": 0}', '{"features": [], "base": 0, "trees": [["x", 1, 0, 0]]}'])  # fmt: skip
def test_a_file_that_is_no_model_is_an_error(text):
    with pytest.raises((ValueError, KeyError, TypeError)):
        parse_boosted_trees(text)


def test_the_shipped_model_has_the_features_that_are_measured():
    assert models.boosted_trees("body").features == BLOCK_FEATURES
