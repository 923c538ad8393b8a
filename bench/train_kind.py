"""Make the model that tells articles from other pages, out of pages whose kind is known.

    python bench/train_kind.py DATA… --folds FOLDER [--model FILE]

DATA are folders as `bench/reading.py` reads them; each page is a row of the signs of `extract/signs.py`. FOLDER holds
what `bench/train_body.py --folds` wrote, since a page's text must be found as on a page that was never seen: what the
body's own model was learned from is told too surely. Five models of kinds are written beside these, each learned
without one fifth of the sites, and all pages are judged by the one that does not know theirs: what is printed, and
stands in the training card. `--model` writes the one that the package ships, learned from all.

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
from extract.kind.judge import ARTICLE, STATED, STATED_HOME, THRESHOLD, stated_of, weight_of
from extract.kind.page_features import SIGNS, signs_of
from extract.models.logistic import FARTHEST, parse_weights, probability
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
    """One page: its set, its kind, its fold, its signs, and what the kind that it states adds to its score."""

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
                stated = weight_of(stated_of(context))
                yield Example(folder.name, truth["kind"], fold, signs_of(context), stated)
            except ExtractionError as error:
                print(f"{folder.name} {truth['id']}: {error.problem}")


def train(pages: Sequence[Example]) -> dict[str, Any]:
    """Return the bias and the signs' means, spreads and weights that some pages teach."""
    rows = np.array([page.row for page in pages])
    known = np.array([page.kind == ARTICLE for page in pages], dtype=float)
    means, spreads = np.nanmean(rows, axis=0), np.nanstd(rows, axis=0) + 0.01
    away = np.nan_to_num(np.clip((rows - means) / spreads, -FARTHEST, FARTHEST))
    away = np.column_stack([away, np.ones(len(rows))])
    stated = np.array([page.stated for page in pages])
    penalty = np.full(away.shape[1], PENALTY)
    penalty[-1] = 0
    weights = np.zeros(away.shape[1])
    for _ in range(STEPS):
        chances = 1 / (1 + np.exp(-np.clip(away @ weights + stated, -30, 30)))
        slope = away.T @ (chances - known) + penalty * weights
        curve = (away.T * (chances * (1 - chances))) @ away + np.diag(penalty + 1e-9)
        weights -= np.linalg.solve(curve, slope)
    numbers = np.column_stack([means, spreads, weights[:-1]])
    signs = {
        name: [float(f"{one:.5g}") for one in row] for name, row in zip(SIGNS, numbers.tolist(), strict=True)
    }  # fmt: skip
    return {"bias": float(f"{weights[-1]:.5g}"), "signs": signs}


def as_json(learned: dict[str, Any], card: dict[str, Any]) -> str:
    """Return the text of a model's file: a line a sign."""
    head = json.dumps({"card": card, "bias": learned["bias"]}, indent=1)
    lines = [f"{json.dumps(name)}: {json.dumps(numbers)}" for name, numbers in learned["signs"].items()]
    return head[:-2] + ',\n "signs": {\n  ' + ",\n  ".join(lines) + "\n }\n}\n"


def judged(pages: Sequence[Example], learned: dict[str, Any]) -> list[float]:
    """Return how likely each page is an article."""
    model = parse_weights(json.dumps(learned))
    return [probability(model.bias + page.stated + sum(model.spoken(page.row))) for page in pages]


def figures(pages: Sequence[Example], chances: Sequence[float]) -> dict[str, Any]:
    """Return what articles, listings and collections of each set were taken for."""
    found: dict[str, Any] = {}
    for name in dict.fromkeys(page.set for page in pages):
        own = [
            (page.kind, chance >= THRESHOLD) for page, chance in zip(pages, chances, strict=True) if page.set == name
        ]
        kept = [kept for kind, kept in own if kind == ARTICLE]
        wrong = sum(kept for kind, kept in own if kind in LISTS)
        figure = {"recall": round(sum(kept) / len(kept), 4)}
        if any(kind in LISTS for kind, _ in own):
            figure |= {"precision": round(sum(kept) / (sum(kept) + wrong), 4)}
        found[name] = figure
    return found


def card_of(pages: Sequence[Example], what: str, found: dict[str, Any]) -> dict[str, Any]:
    """Return what a model was made of, and what those without each fifth of the sites are worth on it."""
    return {
        "what": "log-odds that a page is an article: the bias, and for each sign its mean, its spread and its weight",
        "sets": list(dict.fromkeys(page.set for page in pages)),
        "pages": len(pages),
        "articles": sum(page.kind == ARTICLE for page in pages),
        "learned": what,
        "made": datetime.now(UTC).date().isoformat(),
        "by": f"bench/train_kind.py with numpy {np.__version__}",
        "parameters": {"penalty": PENALTY, "threshold": THRESHOLD, "stated": STATED, "home": STATED_HOME},
        "cross-validated": found,
    }


def write_models(pages: Sequence[Example], folds: Path, model: Path | None) -> dict[str, Any]:
    """Write the models of all folds, and the one from all pages; return the figures of the cross-validation."""
    held: list[Example] = []
    chances: list[float] = []
    for fold in range(FOLDS):
        others = [page for page in pages if page.fold != fold]
        learned = train(others)
        text = as_json(learned, card_of(others, f"without fold {fold}", {}))
        (folds / str(fold) / "kind.json").write_text(text, "utf8")
        own = [page for page in pages if page.fold == fold]
        held += own
        chances += judged(own, learned)
    found = figures(held, chances)
    if model is not None:
        model.write_text(as_json(train(pages), card_of(pages, "from all", found)), "utf8")
    return found


def main() -> None:
    """Run as a script."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("data", nargs="+", type=Path)
    parser.add_argument("--folds", type=Path, required=True, help="FOLDER/0 to FOLDER/4 with the bodies' models")
    parser.add_argument("--model", type=Path, help="write the model learned from all pages to this file")
    arguments = parser.parse_args()
    pages = []
    for fold in range(FOLDS):
        models.load(arguments.folds / str(fold))
        for folder in arguments.data:
            pages += list(examples(folder, fold))
        print(f"fold {fold}: {len(pages)} pages so far", flush=True)
    print(json.dumps(write_models(pages, arguments.folds, arguments.model), indent=1))


if __name__ == "__main__":
    main()
