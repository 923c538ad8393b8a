"""The models that were trained on evaluation data, each a JSON file of this folder with its training card.

`bench/train_body.py` and `bench/train_kind.py` write them; a person can read which numbers decide.
"""

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from extract.models.logistic import UNKNOWN, LogisticModel, parse_logistic_model, probability
from extract.models.trees import BoostedTrees, parse_boosted_trees

__all__ = [
    "MODEL_NAMES",
    "UNKNOWN",
    "boosted_trees",
    "logistic_model",
    "model_text",
    "probability",
    "use_folder",
]

MODEL_NAMES = ("body", "kind")

_folder: Traversable = files(__name__)


@cache
def boosted_trees(name: str) -> BoostedTrees:
    """Return a model of MODEL_NAMES that is made of trees."""
    return parse_boosted_trees(model_text(name))


@cache
def logistic_model(name: str) -> LogisticModel:
    """Return a model of MODEL_NAMES that is a logistic regression."""
    return parse_logistic_model(model_text(name))


@cache
def model_text(name: str) -> str:
    """Return the text of a model's file, which is part of a site's revision."""
    return (_folder / f"{name}.json").read_text("utf-8")


def use_folder(folder: Traversable) -> None:
    """Read all models from another folder from now on, as a cross-validation does."""
    global _folder  # noqa: PLW0603 - one process reads with one set of models
    _folder = folder
    boosted_trees.cache_clear()
    logistic_model.cache_clear()
    model_text.cache_clear()
