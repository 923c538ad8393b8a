"""From scored pages to the figures of a set: means, differences, kinds (pure)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from bootstrap import difference
from measuring import Scored
from scores import LESS_IS_BETTER

OURS = "ours"
# The reader whose pages per second of CPU are 1.
PACE = "trafilatura"
# In the order of the table; those of kinds are apart.
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


def figures_of(pages: Mapping[str, Sequence[Scored]]) -> dict[str, Any]:
    """Return all figures of one set, given each reader's pages of it in the same order."""
    means = {name: means_of(own) for name, own in pages.items()}
    return {
        "pages": len(next(iter(pages.values()))),
        "figures": means,
        "seconds": {name: round(sum(page.said.seconds for page in own), 3) for name, own in pages.items()},
        "peak": {name: max(page.said.peak for page in own) for name, own in pages.items()},
        "best": best_peers(means),
        "differences": differences_of(pages, means),
        "kinds": {name: kinds_of(own) for name, own in pages.items()},
    }


def means_of(pages: Sequence[Scored]) -> dict[str, float]:
    """Return each figure's mean over the pages that have it; none for a field that the reader never gives."""
    given = {
        "title": any(page.answer.title for page in pages),
        "authors": any(page.answer.authors for page in pages),
        "published": any(page.answer.published for page in pages),
    }
    means = {}
    for figure in FIGURES:
        values = [page.scores[figure] for page in pages if figure in page.scores]
        if values and given.get(figure.partition(" ")[0], True):
            means[figure] = round(sum(values) / len(values), 4)
    return means


def best_peers(means: Mapping[str, Mapping[str, float]]) -> dict[str, str]:
    """Return, for each figure, the peer that is best at it; the first of equals."""
    best = {}
    for figure in FIGURES:
        peers = {name: own[figure] for name, own in means.items() if name != OURS and figure in own}
        if peers:
            best[figure] = (min if figure in LESS_IS_BETTER else max)(peers, key=peers.__getitem__)
    return best


def differences_of(
    pages: Mapping[str, Sequence[Scored]], means: Mapping[str, Mapping[str, float]]
) -> dict[str, dict[str, tuple[float, float, float]]]:
    """Return, for each peer and figure, ours minus theirs, and the ends of its interval."""
    ours = pages[OURS]
    table: dict[str, dict[str, tuple[float, float, float]]] = {}
    for name, theirs in pages.items():
        for figure in FIGURES if name != OURS else ():
            if figure not in means[OURS] or figure not in means[name]:
                continue
            pairs = [
                (one.site, one.scores[figure], other.scores[figure])
                for one, other in zip(ours, theirs, strict=True)
                if figure in one.scores
            ]
            found = difference(*zip(*pairs, strict=True))
            table.setdefault(name, {})[figure] = (round(found.mean, 4), round(found.low, 4), round(found.high, 4))
    return table


def kinds_of(pages: Sequence[Scored]) -> dict[str, Any]:
    """Return how well articles are told from other kinds: what is kept is called an article.

    `refused` has, for each kind, its pages and how many of them were refused; `reasons` how often each was given.
    """
    kept = Counter(page.truth["kind"] for page in pages if page.said.refused is None)
    total = Counter(page.truth["kind"] for page in pages)
    reasons: dict[str, Counter[str]] = {kind: Counter() for kind in sorted(total)}
    for page in pages:
        if page.said.refused is not None:
            reasons[page.truth["kind"]][page.said.refused] += 1
    return {
        "precision": round(kept["article"] / kept.total(), 4) if kept else 0.0,
        "recall": round(kept["article"] / total["article"], 4) if total["article"] else 0.0,
        "refused": {kind: (total[kind], total[kind] - kept[kind]) for kind in sorted(total)},
        "reasons": {kind: dict(counted.most_common()) for kind, counted in reasons.items()},
    }
