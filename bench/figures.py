"""Computes the figures of a set from scored pages: means, differences, kinds of page (pure)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from bootstrap import difference
from measuring import ScoredPage
from scores import LESS_IS_BETTER

OURS = "ours"
# The reader whose speed, in pages per CPU second, counts as 1.
BASELINE = "trafilatura"
# The columns of the table, in order; kinds of page have a table of their own.
FIGURES = (
    "body F1",
    "body P",
    "body R",
    "with",
    "without",
    "title =",
    "title ~",
    "authors F1",
    "authors spurious",
    "published",
    "published spurious",
)


def figures_of(pages: Mapping[str, Sequence[ScoredPage]]) -> dict[str, Any]:
    """Return all figures of one set; the pages of all readers are in the same order."""
    means = {name: means_of(scored) for name, scored in pages.items()}
    return {
        "pages": len(next(iter(pages.values()))),
        "figures": means,
        "seconds": {name: round(sum(page.reply.seconds for page in scored), 3) for name, scored in pages.items()},
        "peak": {name: max(page.reply.peak for page in scored) for name, scored in pages.items()},
        "best": best_peers(means),
        "differences": differences_of(pages, means),
        "kinds": {name: kinds_of(scored) for name, scored in pages.items()},
    }


def means_of(pages: Sequence[ScoredPage]) -> dict[str, float]:
    """Return each figure's mean over the pages that have it, without fields that the reader never returns."""
    given = {
        "title": any(page.output.title for page in pages),
        "authors": any(page.output.authors for page in pages),
        "published": any(page.output.published for page in pages),
    }
    means = {}
    for figure in FIGURES:
        values = [page.scores[figure] for page in pages if figure in page.scores]
        if values and given.get(figure.partition(" ")[0], True):
            means[figure] = round(sum(values) / len(values), 4)
    return means


def best_peers(means: Mapping[str, Mapping[str, float]]) -> dict[str, str]:
    """Return, for each figure, the peer with the best mean; of equal ones the first."""
    best = {}
    for figure in FIGURES:
        peers = {name: values[figure] for name, values in means.items() if name != OURS and figure in values}
        if peers:
            best[figure] = (min if figure in LESS_IS_BETTER else max)(peers, key=peers.__getitem__)
    return best


def differences_of(
    pages: Mapping[str, Sequence[ScoredPage]], means: Mapping[str, Mapping[str, float]]
) -> dict[str, dict[str, tuple[float, float, float]]]:
    """Return, for each peer and figure, the mean of ours minus theirs and the two ends of its interval."""
    ours = pages[OURS]
    table: dict[str, dict[str, tuple[float, float, float]]] = {}
    for name, theirs in pages.items():
        for figure in FIGURES if name != OURS else ():
            if figure not in means[OURS] or figure not in means[name]:
                continue
            pairs = [
                (our_page.site, our_page.scores[figure], their_page.scores[figure])
                for our_page, their_page in zip(ours, theirs, strict=True)
                if figure in our_page.scores
            ]
            found = difference(*zip(*pairs, strict=True))
            table.setdefault(name, {})[figure] = (round(found.mean, 4), round(found.low, 4), round(found.high, 4))
    return table


def kinds_of(pages: Sequence[ScoredPage]) -> dict[str, Any]:
    """Return precision and recall of calling a page an article, which a reader does by not refusing it.

    `refused` has, for each kind, the number of pages and of refused ones; `reasons` counts the reasons of refusals.
    """
    kept = Counter(page.truth["kind"] for page in pages if page.reply.refused is None)
    total = Counter(page.truth["kind"] for page in pages)
    reasons: dict[str, Counter[str]] = {kind: Counter() for kind in sorted(total)}
    for page in pages:
        if page.reply.refused is not None:
            reasons[page.truth["kind"]][page.reply.refused] += 1
    return {
        "precision": round(kept["article"] / kept.total(), 4) if kept else 0.0,
        "recall": round(kept["article"] / total["article"], 4) if total["article"] else 0.0,
        "refused": {kind: (total[kind], total[kind] - kept[kind]) for kind in sorted(total)},
        "reasons": {kind: dict(counted.most_common()) for kind, counted in reasons.items()},
    }
