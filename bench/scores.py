r"""Scores the output of a reader against the truth of a page, by the conventions of its set (pure but for load).

A set is a folder with `truth.jsonl` and `html/ID.html.gz`. A truth has `id kind url` and, where known, `title authors
published body with without`. A field is scored if its truth is known:

    body       word-level F1 (multiset overlap of `\w+`, lower-cased), precision, recall; `with`: of the texts that
               must be in the body, the share that is; `without`: of those that must not be in it, likewise
    title      `=`: equal after NFKC, case folding, and normalising white space and quotes; `~`: one contains the
               other and is at most twice as long
    authors    F1 of the sets of names; spurious: the share of pages known to have no author for which one is returned
    published  the same day as written; spurious likewise
    kind       on pages of another kind: the share refused; on articles: the share kept

All figures but `refused` are means over pages of kind `article`. A refused page scores 0 on every field.
"""

import gzip
import json
import re
import statistics
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

STRAIGHT = dict.fromkeys((0x2018, 0x2019, 0x201A, 0x201B), "'") | dict.fromkeys(
    (0x201C, 0x201D, 0x201E, 0x201F, 0xAB, 0xBB), '"'
)
# Figures for which lower is better.
LESS_IS_BETTER = frozenset({"without", "authors spurious", "published spurious"})
# The word-level F1 from which on a body counts as right, for calibration.
MIN_RIGHT_BODY_F1 = 0.9


@dataclass(frozen=True, kw_only=True)
class ReaderOutput:
    """What a reader found on a page; `published` is a day as written on the page, `YYYY-MM-DD`.

    `headline` is that of the HTML head where it differs from the title; `blocks` are pairs of kind and text, empty
    for a reader without kinds; `confidence` is by field.
    """

    title: str = ""
    headline: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    body: str = ""
    blocks: tuple[tuple[str, str], ...] = ()
    confidence: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Convention:
    """What a set calls the title and the body.

    `heads_title`: the title is the headline in the HTML head. `no_body`: kinds of block outside the body.
    """

    heads_title: bool = False
    no_body: frozenset[str] = frozenset({"embed"})


# By the set's name up to its first dash. An embed is stored as a link, which no set has in its texts.
CONVENTIONS: Mapping[str, Convention] = {
    "aeb": Convention(no_body=frozenset({"embed", "deck", "caption"})),
    "fundus": Convention(heads_title=True, no_body=frozenset({"embed", "caption"})),
}


def convention_of(name: str) -> Convention:
    """Return the convention of a set, by its folder's name."""
    return CONVENTIONS.get(name.partition("-")[0], Convention())


def by_convention(output: ReaderOutput, convention: Convention) -> ReaderOutput:
    """Return an output with the title and body that the convention of a set asks for."""
    title, confidence = output.title, dict(output.confidence)
    if convention.heads_title and output.headline:
        title = output.headline
        # The confidence of the visible title does not apply to the headline.
        confidence.pop("title", None)
        confidence |= {"title": confidence["headline"]} if "headline" in confidence else {}
    kept = (text for kind, text in output.blocks if kind not in convention.no_body)
    body = "\n\n".join(kept) if output.blocks else output.body
    return ReaderOutput(
        title=title, authors=output.authors, published=output.published, body=body, confidence=confidence
    )


def load(folder: Path) -> Iterator[tuple[dict[str, Any], bytes]]:
    """Yield each page's truth and its bytes."""
    for line in (folder / "truth.jsonl").read_text("utf8").strip().split("\n"):
        truth = json.loads(line)
        yield truth, gzip.decompress((folder / "html" / f"{truth['id']}.html.gz").read_bytes())


def words(text: str) -> Counter[str]:
    """Return the counts of the words by which bodies are compared."""
    return Counter(re.findall(r"\w+", text.lower()))


def plain(text: str) -> str:
    """Return a text in the form in which titles and names are compared."""
    folded = unicodedata.normalize("NFKC", text).translate(STRAIGHT).casefold()
    return " ".join(folded.split())


def f1(found: Counter[str], true: Counter[str]) -> tuple[float, float, float]:
    """Return F1, precision and recall of two multisets; all are 1 for two empty ones."""
    if not found and not true:
        return 1.0, 1.0, 1.0
    same = (found & true).total()
    precision = same / found.total() if found else 0.0
    recall = same / true.total() if true else 0.0
    return (2 * precision * recall / (precision + recall) if same else 0.0), precision, recall


def names(values: Sequence[str]) -> Counter[str]:
    """Return the set of names as a Counter; one string may hold several names."""
    split = (part for value in values for part in re.split(r"\s*(?:,|;| and | & )\s*", value))
    return Counter({plain(part): 1 for part in split if part.strip()})


def score(truth: Mapping[str, Any], output: ReaderOutput | None) -> dict[str, float]:
    """Return the scores of an output on the fields whose truth is known; None is a refused page."""
    if truth["kind"] != "article":
        return {"refused": float(output is None)}
    got = output or ReaderOutput()
    return {"kept": float(output is not None)} | _body(truth, got) | _title(truth, got) | _rest(truth, got)


def _body(truth: Mapping[str, Any], got: ReaderOutput) -> dict[str, float]:
    scores: dict[str, float] = {}
    if truth.get("body"):
        scores["body F1"], scores["body P"], scores["body R"] = f1(words(got.body), words(truth["body"]))
    flat = plain(got.body)
    for key in ("with", "without"):
        if truth.get(key):
            scores[key] = statistics.mean(plain(part) in flat for part in truth[key])
    return scores


def _title(truth: Mapping[str, Any], got: ReaderOutput) -> dict[str, float]:
    if not truth.get("title"):
        return {}
    true, found = plain(truth["title"]), plain(got.title)
    shorter, longer = sorted((true, found), key=len)
    return {"title =": float(true == found), "title ~": float(shorter in longer and len(shorter) * 2 >= len(longer))}


def _rest(truth: Mapping[str, Any], got: ReaderOutput) -> dict[str, float]:
    scores: dict[str, float] = {}
    if truth.get("authors"):
        scores["authors F1"] = f1(names(got.authors), names(truth["authors"]))[0]
    elif truth.get("authors") == []:
        scores["authors spurious"] = float(bool(got.authors))
    if truth.get("published"):
        scores["published"] = float(got.published == truth["published"][:10])
    elif "published" in truth:
        scores["published spurious"] = float(bool(got.published))
    return scores


def rights(truth: Mapping[str, Any], output: ReaderOutput) -> dict[str, bool]:
    """Return, for each field with a value whose truth is known, whether the value is right."""
    scores = score(truth, output)
    found = {"title": output.title, "authors": output.authors, "published": output.published, "body": output.body}
    right = {
        "title": scores.get("title ="),
        "authors": scores.get("authors F1", _none_named(scores, "authors")),
        "published": scores.get("published", _none_named(scores, "published")),
        "body": float(scores["body F1"] >= MIN_RIGHT_BODY_F1) if "body F1" in scores else None,
    }
    return {field: share == 1 for field, share in right.items() if share is not None and found[field]}


def _none_named(scores: Mapping[str, float], field: str) -> float | None:
    """Return 0 for a value where the page is known to have none."""
    return 0.0 if f"{field} spurious" in scores else None
