"""Make the model that judges blocks of text, out of pages whose text is known.

    python bench/train_body.py DATA… [--folds FOLDER] [--model FILE]

DATA are folders as `bench/reading.py` reads them. Each page of kind `article` gives a row a block: the features of
`extract/features.py`, and whether the block is in the text that is known; where only pieces are known, the blocks
that hold one. Every row is there twice, with and without what trafilatura says of it, so that one model judges both
ways. Sets of news weigh more than their number, or a model of blogs would keep the next story under each.

`--folds` writes five models, each learned without one fifth of the sites: what `bench/reading.py --models` measures
with. `--model` writes the one that the package ships, learned from all, with its training card. Needs `lightgbm`,
which the package itself does without: its trees are written out as JSON.
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

from extract.blocks.features import FEATURES, add_agreement
from extract.body.agreement import agreement_of
from extract.body.select import is_caption, rows_of
from extract.context import PageContext
from extract.errors import ExtractionError
from extract.page import Page
from folds import FOLDS, fold_of
from labels import labels, segment_labels

NEWS = 3.0
SEGMENT = 3.0
WITNESS = [place for place, name in enumerate(FEATURES) if "witness" in name]
ROUNDS = 100
PARAMETERS = {
    "objective": "binary", "learning_rate": 0.12, "num_leaves": 24, "min_data_in_leaf": 60, "feature_fraction": 0.5,
    "bagging_fraction": 0.7, "bagging_freq": 1, "lambda_l2": 5.0, "extra_trees": True, "seed": 1,
    "deterministic": True, "num_threads": 1, "verbose": -1,
}  # fmt: skip


@dataclass(frozen=True)
class Example:
    """The rows of one page: features asked and not asked of the witness, labels, weights."""

    fold: int
    rows: list[list[float]]
    labels: list[float]
    weights: list[float]


def examples(folder: Path) -> Iterator[Example]:
    """Yield what one set teaches."""
    news = NEWS if folder.name != "wcxb-dev" else 1.0
    for line in (folder / "truth.jsonl").read_text("utf8").strip().split("\n"):
        truth = json.loads(line)
        if truth["kind"] == "article":
            body = gzip.decompress((folder / "html" / f"{truth['id']}.html.gz").read_bytes())
            example = _example(truth, body, news)
            if example is not None:
                yield example


def _example(truth: dict[str, Any], body: bytes, news: float) -> Example | None:
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
    rows = rows_of(page, context.block_tree, context.title)
    asked = [list(row) for row in rows]
    add_agreement(asked, blocks, agreement_of(page))
    known = labels(blocks, truth["body"]) if truth.get("body") else segment_labels(blocks, truth)
    sizes = [len(block.text.split()) for block in blocks]
    total = sum(size for size, label in zip(sizes, known, strict=True) if label) or 1
    found = Example(fold_of(truth["url"]), [], [], [])
    for number, label in enumerate(known):
        # Captions are kept or left with their pictures, and the sets do not agree on them.
        if label is None or is_caption(blocks[number]) or not rows[number]:
            continue
        weight = news * (min(sizes[number], 100) ** 0.7 + 1) / total**0.5 * 10 if truth.get("body") else SEGMENT
        for row in (rows[number], asked[number]):
            found.rows.append(row)
            found.labels.append(label)
            found.weights.append(weight)
    return found


def train(pages: Sequence[Example]) -> lightgbm.Booster:
    """Return the model that some pages teach."""
    rows = np.array([row for page in pages for row in page.rows], dtype=np.float32)
    known = np.array([label for page in pages for label in page.labels])
    weights = np.array([weight for page in pages for weight in page.weights])
    return lightgbm.train(PARAMETERS, lightgbm.Dataset(rows, known, weight=weights), ROUNDS)


def as_json(booster: lightgbm.Booster, card: dict[str, Any]) -> str:
    """Return the text of a model's file: a line a tree, so that a change can be seen."""
    trees = [json.dumps(_node(one["tree_structure"])) for one in booster.dump_model()["tree_info"]]
    head = json.dumps({"card": card, "features": list(FEATURES), "base": 0.0}, indent=1)
    return head[:-2] + ',\n "trees": [\n  ' + ",\n  ".join(trees) + "\n ]\n}\n"


def _node(node: dict[str, Any]) -> Any:
    if "leaf_value" in node:
        return round(node["leaf_value"], 4)
    name = FEATURES[node["split_feature"]]
    return [name, float(f"{node['threshold']:.5g}"), _node(node["left_child"]), _node(node["right_child"])]


def card_of(folders: Sequence[Path], pages: Sequence[Example], what: str) -> dict[str, Any]:
    """Return what a model was made of."""
    return {
        "what": "probability that a block of text is of its page's article",
        "sets": [folder.name for folder in folders],
        "pages": len(pages),
        "rows": sum(len(page.rows) for page in pages),
        "learned": what,
        "made": datetime.now(UTC).date().isoformat(),
        "by": f"bench/train_body.py with lightgbm {lightgbm.__version__}",
        "parameters": PARAMETERS | {"rounds": ROUNDS, "news": NEWS, "segment": SEGMENT},
    }


def main() -> None:
    """Run as a script."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("data", nargs="+", type=Path)
    parser.add_argument("--folds", type=Path, help="write FOLDER/0 to FOLDER/4, each learned without that fold")
    parser.add_argument("--model", type=Path, help="write the model learned from all pages to this file")
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
            file.write_text(as_json(train(others), card_of(arguments.data, others, f"without fold {fold}")), "utf8")
            print(f"fold {fold}: {file}", flush=True)
    if arguments.model:
        arguments.model.write_text(as_json(train(pages), card_of(arguments.data, pages, "from all")), "utf8")
        print(arguments.model)


if __name__ == "__main__":
    main()
