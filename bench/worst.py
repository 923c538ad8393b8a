"""The pages that our reader reads worst, field by field, for whoever goes on (pure)."""

import heapq
from collections.abc import Iterator, Sequence

from measuring import Scored
from scores import plain

# What is ranked, and the figures that say how bad a page is: the lowest comes first.
RANKED = {
    "body": ("body F1",),
    "title": ("title =", "title ~"),
    "authors": ("authors F1",),
    "authors spurious": ("authors spurious",),
    "published": ("published",),
    "published spurious": ("published spurious",),
    "with": ("with",),
    "without": ("without",),
    "kind": ("kept", "refused"),
}
BAD_WHEN_HIGH = frozenset({"authors spurious", "published spurious", "without"})
SHOWN = 100


def worst(pages: Sequence[Scored], most: int) -> Iterator[str]:
    """Yield lines: a heading for each field, then its worst pages, those without fault left out."""
    for field, figures in RANKED.items():
        faulty = [page for page in pages if badness(page, figures)]
        if not faulty:
            continue
        yield f"\n{field}: {len(faulty)} pages with a fault"
        # A stable order: pages as bad as each other come as in their sets.
        for page in heapq.nlargest(most, faulty, key=lambda page: badness(page, figures)):
            yield from lines(field, page, figures)


def badness(page: Scored, figures: Sequence[str]) -> float:
    """Return 0 for a page without fault, more for a worse one."""
    known = [(figure, page.scores[figure]) for figure in figures if figure in page.scores]
    return sum(value if figure in BAD_WHEN_HIGH else 1 - value for figure, value in known)


def lines(field: str, page: Scored, figures: Sequence[str]) -> Iterator[str]:
    """Yield what was said of a page and what is true."""
    shown = (figure for figure in page.scores if figure in figures or figure.startswith(f"{field} "))
    known = "  ".join(f"{figure} {page.scores[figure]:.3f}" for figure in shown)
    yield f"  {page.set}/{page.truth['id']}  {known}  {page.truth['url'] or ''}"
    yield f"      said  {said(field, page)}"
    yield f"      true  {true(field, page)}"


def said(field: str, page: Scored) -> str:
    """Return what we said of a field, shortened."""
    if page.said.refused is not None:
        return f"refused: {page.said.refused}"
    answer = page.answer
    values = {
        "title": answer.title,
        "authors": " | ".join(answer.authors),
        "published": answer.published,
        "kind": "article",
    }
    value = values.get(field.partition(" ")[0], answer.body)
    confidence = answer.confidence.get(field.partition(" ")[0])
    return shortened(value) + ("" if confidence is None else f"  ({confidence:.2f})")


def true(field: str, page: Scored) -> str:
    """Return what is true of a field, shortened; of texts that must or must not be there, those that are at fault."""
    value = page.truth.get(field.partition(" ")[0])
    if field in {"with", "without"}:
        flat = plain(page.answer.body)
        value = [part for part in page.truth[field] if (plain(part) in flat) == (field == "without")]
    return shortened(" | ".join(value) if isinstance(value, list) else value or "")


def shortened(text: str) -> str:
    """Return a text on one line, of a long one its length in words and both ends."""
    flat = " ".join(text.split())
    if len(flat) <= SHOWN * 2:
        return flat
    return f"[{len(flat.split())} words] {flat[:SHOWN]} … {flat[-SHOWN:]}"
