"""Trains the model that judges blocks of text, on pages whose article's text is known.

    python bench/train_body.py DATA… [--folds FOLDER] [--model FILE]

DATA are folders as `bench/reading.py` reads them. Each page of kind `article` gives a row for each block: its
features (`extract/blocks/features.py`), and as label whether it is in the known text; where a set knows only snippets
of the text, only blocks with a snippet. Every row is there twice, with and without agreement with trafilatura, so
that one model judges both. Pages of news sets weigh more than those of blogs, or the model would keep the next story
below each.

`--folds` writes five models, each trained without one fifth of the sites, for `bench/reading.py --models`. `--model`
writes the one that the package ships, trained on all pages, with its training card. Needs `lightgbm`, which the
package itself does without: the trees are written as JSON.
"""

import argparse
import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import lightgbm
import numpy as np

from extract.blocks.features import BLOCK_FEATURES, add_agreement
from extract.body.agreement import agreement_with_trafilatura
from extract.body.captions import is_in_caption
from extract.body.select import feature_rows
from extract.context import PageContext
from extract.errors import ExtractionError
from extract.page import Page
from folds import FOLDS, fold_of
from labels import label_blocks, label_by_snippets

# Weights of a page of news sets, and of a block that is known by a snippet.
NEWS_WEIGHT = 3.0
SNIPPET_WEIGHT = 3.0
ROUNDS = 100
PARAMETERS = {
    "objective": "binary", "learning_rate": 0.12, "num_leaves": 24, "min_data_in_leaf": 60, "feature_fraction": 0.5,
    "bagging_fraction": 0.7, "bagging_freq": 1, "lambda_l2": 5.0, "extra_trees": True, "seed": 1,
    "deterministic": True, "num_threads": 1, "verbose": -1,
}  # fmt: skip


@dataclass(frozen=True)
class Example:
    """The rows of one page, each with a label and a weight: features with and without agreement with trafilatura."""

    fold: int
    rows: list[list[float]]
    labels: list[float]
    weights: list[float]


def examples(folder: Path) -> Iterator[Example]:
    """Yield the examples of one set."""
    set_weight = NEWS_WEIGHT if folder.name != "wcxb-dev" else 1.0
    for line in (folder / "truth.jsonl").read_text("utf8").strip().split("\n"):
        truth = json.loads(line)
        if truth["kind"] == "article":
            body = gzip.decompress((folder / "html" / f"{truth['id']}.html.gz").read_bytes())
            example = _example(truth, body, set_weight)
            if example is not None:
                yield example


def _example(truth: dict[str, Any], body: bytes, set_weight: float) -> Example | None:
    url = truth["url"] or "https://unknown.example/?id=0"
    page = Page(url=url, fetched_at=datetime.now(UTC), content_type="text/html", body=body)
    host = (urlsplit(url).netloc,)
    context = PageContext(page=page, hosts=host, articles=None, zone=ZoneInfo("UTC"), language=None)
    try:
        blocks = context.block_tree.blocks
    except ExtractionError:
        return None
    if not blocks:
        return None
    rows = feature_rows(page, context.block_tree, context.title)
    rows_with_agreement = [list(row) for row in rows]
    add_agreement(rows_with_agreement, blocks, agreement_with_trafilatura(page))
    labels = label_blocks(blocks, truth["body"]) if truth.get("body") else label_by_snippets(blocks, truth)
    sizes = [len(block.text.split()) for block in blocks]
    total = sum(size for size, label in zip(sizes, labels, strict=True) if label) or 1
    example = Example(fold_of(truth["url"]), [], [], [])
    for index, label in enumerate(labels):
        # Captions are kept or dropped with their pictures, and the sets do not agree on them.
        if label is None or is_in_caption(blocks[index]) or not rows[index]:
            continue
        by_size = set_weight * (min(sizes[index], 100) ** 0.7 + 1) / total**0.5 * 10
        for row in (rows[index], rows_with_agreement[index]):
            example.rows.append(row)
            example.labels.append(label)
            example.weights.append(by_size if truth.get("body") else SNIPPET_WEIGHT)
    return example


def train(pages: Sequence[Example]) -> lightgbm.Booster:
    """Return the model that is trained on some pages."""
    rows = np.array([row for page in pages for row in page.rows], dtype=np.float32)
    labels = np.array([label for page in pages for label in page.labels])
    weights = np.array([weight for page in pages for weight in page.weights])
    return lightgbm.train(PARAMETERS, lightgbm.Dataset(rows, labels, weight=weights), ROUNDS)


def as_json(booster: lightgbm.Booster, card: dict[str, Any]) -> str:
    """Return the text of a model's file, each tree in a line of its own so that a diff shows which changed."""
    trees = [json.dumps(_node(tree["tree_structure"])) for tree in booster.dump_model()["tree_info"]]
    head = json.dumps({"card": card, "features": list(BLOCK_FEATURES), "base": 0.0}, indent=1)
    return head[:-2] + ',\n "trees": [\n  ' + ",\n  ".join(trees) + "\n ]\n}\n"


def _node(node: dict[str, Any]) -> Any:
    if "leaf_value" in node:
        return round(node["leaf_value"], 4)
    name = BLOCK_FEATURES[node["split_feature"]]
    return [name, float(f"{node['threshold']:.5g}"), _node(node["left_child"]), _node(node["right_child"])]


def training_card(folders: Sequence[Path], pages: Sequence[Example], trained_on: str) -> dict[str, Any]:
    """Return what a model was trained on and with; `trained_on` tells which of the pages."""
    return {
        "what": "probability that a block of text is of its page's article",
        "sets": [folder.name for folder in folders],
        "pages": len(pages),
        "rows": sum(len(page.rows) for page in pages),
        "learned": trained_on,
        "made": datetime.now(UTC).date().isoformat(),
        "by": f"bench/train_body.py with lightgbm {lightgbm.__version__}",
        "parameters": PARAMETERS | {"rounds": ROUNDS, "news": NEWS_WEIGHT, "segment": SNIPPET_WEIGHT},
    }


def main() -> None:
    """Run as a script."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("data", nargs="+", type=Path)
    parser.add_argument("--folds", type=Path, help="write FOLDER/0 to FOLDER/4, each trained without that fold")
    parser.add_argument("--model", type=Path, help="write the model trained on all pages to this file")
    arguments = parser.parse_args()
    pages = []
    for folder in arguments.data:
        pages += list(examples(folder))
        print(f"{folder.name}: {len(pages)} pages so far", flush=True)
    if arguments.folds:
        for fold in range(FOLDS):
            others = [page for page in pages if page.fold != fold]
            file = arguments.folds / str(fold) / "body.json"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(
                as_json(train(others), training_card(arguments.data, others, f"without fold {fold}")), "utf8"
            )
            print(f"fold {fold}: {file}", flush=True)
    if arguments.model:
        arguments.model.write_text(as_json(train(pages), training_card(arguments.data, pages, "from all")), "utf8")
        print(arguments.model)


if __name__ == "__main__":
    main()
