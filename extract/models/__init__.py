"""Models: what was learned from evaluation data, each a JSON file in this folder, with its training card.

    model(name) → Boosted    weights(name) → Weighed    text_of(name) → what a revision hashes

Scripts in `bench/` make them; a person can read which numbers decide.
"""

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from extract.models.logistic import UNKNOWN, Weighed, parse_weights, probability
from extract.models.trees import Boosted, parse_model

__all__ = ["NAMES", "UNKNOWN", "load", "model", "probability", "text_of", "weights"]

NAMES = ("body", "kind")

_folder: Traversable = files(__name__)


@cache
def model(name: str) -> Boosted:
    """Return one of NAMES that is trees."""
    return parse_model(text_of(name))


@cache
def weights(name: str) -> Weighed:
    """Return one of NAMES that is weighed signs."""
    return parse_weights(text_of(name))


@cache
def text_of(name: str) -> str:
    """Return the text of a model's file."""
    return (_folder / f"{name}.json").read_text("utf-8")


def load(folder: Traversable) -> None:
    """Take the models of another folder from now on, as a cross-validation does."""
    global _folder  # noqa: PLW0603 - one process reads with one set of models
    _folder = folder
    model.cache_clear()
    weights.cache_clear()
    text_of.cache_clear()
