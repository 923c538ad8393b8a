import json
from math import exp

import pytest

from extract import models
from extract.blocks.features import FEATURES
from extract.models.trees import FIRST, parse_model

TREES = [["size", 2.5, ["links", 0, 0.5, -1.0], 1.5], ["links", 3, -0.25, 0.75], 0.125]
MODEL = parse_model(json.dumps({"features": ["size", "links"], "base": 0.25, "trees": TREES}))


@pytest.mark.parametrize(
    ("row", "leaves"),
    [((1, 0), [0.5, -0.25]), ((2.5, 1), [-1.0, -0.25]), ((2.6, 3), [1.5, -0.25]), ((9, 4), [1.5, 0.75])],
)
def test_a_row_is_judged_as_by_hand(row, leaves):
    score = 0.25 + sum(leaves) + 0.125
    assert MODEL.probability(row) == pytest.approx(1 / (1 + exp(-score)))


@pytest.mark.parametrize(("leaf", "counted"), [(0.2, FIRST), (0.01, 2 * FIRST)])
def test_the_later_trees_are_only_asked_where_the_first_are_not_sure(leaf, counted):
    model = parse_model(json.dumps({"features": [], "base": 0, "trees": [leaf] * 2 * FIRST}))
    assert model.probability(()) == pytest.approx(1 / (1 + exp(-leaf * counted)))


@pytest.mark.parametrize("text", ["", "[]", '{"features": [], "base": 0}', '{"features": [], "base": 0, "trees": [["x", 1, 0, 0]]}'])  # fmt: skip
def test_a_file_that_is_no_model_is_an_error(text):
    with pytest.raises((ValueError, KeyError, TypeError)):
        parse_model(text)


def test_the_shipped_model_is_of_the_features_that_are_measured():
    assert models.model("body").features == FEATURES
