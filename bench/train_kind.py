"""Trains the model that tells articles from other pages, on pages whose kind is known.

    python bench/train_kind.py DATA… --folds FOLDER [--model FILE]

DATA are folders as `bench/reading.py` reads them; each page is a row of features (`extract/kind/page_features.py`).
FOLDER holds the models of `bench/train_body.py --folds`: the text of each page is found by a model that was not
trained on its site, as one that was would be too certain. Five models of kinds are written beside these, each trained
without one fifth of the sites. Each page is judged by the model that was not trained on its site; the figures are
printed, and stand in the training card. `--model` writes the model that the package ships, trained on all pages.

A logistic regression with a penalty on its weights, solved by Newton's method: Hastie, Tibshirani and Friedman, "The
Elements of Statistical Learning", 4.4.1. Needs `numpy`, which the package itself does without.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import numpy as np

from extract import models
from extract.context import PageContext
from extract.errors import ExtractionError
from extract.kind.judge import (
    ARTICLE,
    MIN_ARTICLE_PROBABILITY,
    STATED_HOME_SCORE,
    STATED_KIND_SCORE,
    stated_kind_of,
    stated_kind_score,
)
from extract.kind.page_features import PAGE_FEATURES, measure_page
from extract.models.logistic import MAX_DEVIATIONS, parse_logistic_model, probability
from extract.page import Page
from folds import FOLDS, fold_of
from scores import load
from workers import UNKNOWN

PENALTY = 6.0
STEPS = 50
FETCHED_AT = datetime(2026, 11, 1, tzinfo=UTC)
LISTS = ("listing", "collection")


@dataclass(frozen=True)
class Example:
    """One page: its set, kind and fold, its features, and what the kind that it states adds to its score."""

    set: str
    kind: str
    fold: int
    row: Sequence[float]
    stated: float


def examples(folder: Path, fold: int) -> Iterator[Example]:
    """Yield the pages of one set and one fold."""
    for truth, body in load(folder):
        if fold_of(truth["url"]) == fold:
            url = truth["url"] or UNKNOWN
            page = Page(url=url, fetched_at=FETCHED_AT, content_type="text/html", body=body)
            host = (urlsplit(url).netloc,)
            context = PageContext(page=page, hosts=host, articles=None, zone=ZoneInfo("UTC"), language=None)
            try:
                stated = stated_kind_score(stated_kind_of(context))
                yield Example(folder.name, truth["kind"], fold, measure_page(context), stated)
            except ExtractionError as error:
                print(f"{folder.name} {truth['id']}: {error.problem}")


def train(pages: Sequence[Example]) -> dict[str, Any]:
    """Return the model that is trained on some pages, as the JSON file has it: its bias and its features."""
    rows = np.array([page.row for page in pages])
    labels = np.array([page.kind == ARTICLE for page in pages], dtype=float)
    means, deviations = np.nanmean(rows, axis=0), np.nanstd(rows, axis=0) + 0.01
    standardized = np.nan_to_num(np.clip((rows - means) / deviations, -MAX_DEVIATIONS, MAX_DEVIATIONS))
    standardized = np.column_stack([standardized, np.ones(len(rows))])
    stated = np.array([page.stated for page in pages])
    penalty = np.full(standardized.shape[1], PENALTY)
    penalty[-1] = 0
    weights = np.zeros(standardized.shape[1])
    for _ in range(STEPS):
        chances = 1 / (1 + np.exp(-np.clip(standardized @ weights + stated, -30, 30)))
        slope = standardized.T @ (chances - labels) + penalty * weights
        curve = (standardized.T * (chances * (1 - chances))) @ standardized + np.diag(penalty + 1e-9)
        weights -= np.linalg.solve(curve, slope)
    numbers = np.column_stack([means, deviations, weights[:-1]])
    features = {
        name: [float(f"{number:.5g}") for number in row]
        for name, row in zip(PAGE_FEATURES, numbers.tolist(), strict=True)
    }
    return {"bias": float(f"{weights[-1]:.5g}"), "features": features}


def as_json(learned: dict[str, Any], card: dict[str, Any]) -> str:
    """Return the text of a model's file, each feature in a line of its own."""
    head = json.dumps({"card": card, "bias": learned["bias"]}, indent=1)
    lines = [f"{json.dumps(name)}: {json.dumps(numbers)}" for name, numbers in learned["features"].items()]
    return head[:-2] + ',\n "features": {\n  ' + ",\n  ".join(lines) + "\n }\n}\n"


def judged(pages: Sequence[Example], learned: dict[str, Any]) -> list[float]:
    """Return how likely each page is an article."""
    model = parse_logistic_model(json.dumps(learned))
    return [probability(model.bias + page.stated + sum(model.contributions(page.row))) for page in pages]


def figures(pages: Sequence[Example], chances: Sequence[float]) -> dict[str, Any]:
    """Return recall and precision of each set; only listings and collections count as wrongly kept."""
    found: dict[str, Any] = {}
    for name in dict.fromkeys(page.set for page in pages):
        own = [
            (page.kind, chance >= MIN_ARTICLE_PROBABILITY)
            for page, chance in zip(pages, chances, strict=True)
            if page.set == name
        ]
        kept = [kept for kind, kept in own if kind == ARTICLE]
        wrong = sum(kept for kind, kept in own if kind in LISTS)
        figure = {"recall": round(sum(kept) / len(kept), 4)}
        if any(kind in LISTS for kind, _ in own):
            figure |= {"precision": round(sum(kept) / (sum(kept) + wrong), 4)}
        found[name] = figure
    return found


def training_card(pages: Sequence[Example], trained_on: str, cross_validated: dict[str, Any]) -> dict[str, Any]:
    """Return what a model was trained on and with, and the figures of the cross-validation."""
    return {
        "what": "log-odds that a page is an article: the bias, and for each feature its mean, its standard deviation"
        " and its weight",
        "sets": list(dict.fromkeys(page.set for page in pages)),
        "pages": len(pages),
        "articles": sum(page.kind == ARTICLE for page in pages),
        "learned": trained_on,
        "made": datetime.now(UTC).date().isoformat(),
        "by": f"bench/train_kind.py with numpy {np.__version__}",
        "parameters": {
            "penalty": PENALTY,
            "threshold": MIN_ARTICLE_PROBABILITY,
            "stated": STATED_KIND_SCORE,
            "home": STATED_HOME_SCORE,
        },
        "cross-validated": cross_validated,
    }


def write_models(pages: Sequence[Example], folds: Path, model: Path | None) -> dict[str, Any]:
    """Write the models of all folds, and the one trained on all pages; return the figures of the cross-validation."""
    judged_pages: list[Example] = []
    chances: list[float] = []
    for fold in range(FOLDS):
        others = [page for page in pages if page.fold != fold]
        learned = train(others)
        text = as_json(learned, training_card(others, f"without fold {fold}", {}))
        (folds / str(fold) / "kind.json").write_text(text, "utf8")
        own = [page for page in pages if page.fold == fold]
        judged_pages += own
        chances += judged(own, learned)
    found = figures(judged_pages, chances)
    if model is not None:
        model.write_text(as_json(train(pages), training_card(pages, "from all", found)), "utf8")
    return found


def main() -> None:
    """Run as a script."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("data", nargs="+", type=Path)
    parser.add_argument("--folds", type=Path, required=True, help="FOLDER/0 to FOLDER/4 with the body models")
    parser.add_argument("--model", type=Path, help="write the model trained on all pages to this file")
    arguments = parser.parse_args()
    pages = []
    for fold in range(FOLDS):
        models.use_folder(arguments.folds / str(fold))
        for folder in arguments.data:
            pages += list(examples(folder, fold))
        print(f"fold {fold}: {len(pages)} pages so far", flush=True)
    print(json.dumps(write_models(pages, arguments.folds, arguments.model), indent=1))


if __name__ == "__main__":
    main()
