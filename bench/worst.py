"""Lists the pages with our reader's lowest scores, field by field (pure)."""

import heapq
from collections.abc import Iterator, Sequence

from measuring import ScoredPage
from scores import plain

# For each heading, the figures by which pages are ranked, the worst first.
RANKED_FIGURES = {
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
MAX_END_CHARACTERS = 100


def worst_pages(pages: Sequence[ScoredPage], most: int) -> Iterator[str]:
    """Yield a heading for each field, then its worst pages, without those that have full scores."""
    for field, figures in RANKED_FIGURES.items():
        faulty = [page for page in pages if badness(page, figures)]
        if not faulty:
            continue
        yield f"\n{field}: {len(faulty)} pages with a fault"
        # Stable: equally bad pages keep the order of their sets.
        for page in heapq.nlargest(most, faulty, key=lambda page: badness(page, figures)):
            yield from page_lines(field, page, figures)


def badness(page: ScoredPage, figures: Sequence[str]) -> float:
    """Return 0 for a page with full scores, more for lower scores."""
    known = [(figure, page.scores[figure]) for figure in figures if figure in page.scores]
    return sum(value if figure in BAD_WHEN_HIGH else 1 - value for figure, value in known)


def page_lines(field: str, page: ScoredPage, figures: Sequence[str]) -> Iterator[str]:
    """Yield the scores of a page, our value of the field and the true one."""
    shown = (figure for figure in page.scores if figure in figures or figure.startswith(f"{field} "))
    known = "  ".join(f"{figure} {page.scores[figure]:.3f}" for figure in shown)
    yield f"  {page.set}/{page.truth['id']}  {known}  {page.truth['url'] or ''}"
    yield f"      ours  {output_text(field, page)}"
    yield f"      true  {truth_text(field, page)}"


def output_text(field: str, page: ScoredPage) -> str:
    """Return our value of a field, shortened, or the reason of the refusal."""
    if page.reply.refused is not None:
        return f"refused: {page.reply.refused}"
    output = page.output
    values = {
        "title": output.title,
        "authors": " | ".join(output.authors),
        "published": output.published,
        "kind": "article",
    }
    value = values.get(field.partition(" ")[0], output.body)
    confidence = output.confidence.get(field.partition(" ")[0])
    return shortened(value) + ("" if confidence is None else f"  ({confidence:.2f})")


def truth_text(field: str, page: ScoredPage) -> str:
    """Return the true value of a field, shortened; for `with` and `without` the texts that were wrong."""
    value = page.truth.get(field.partition(" ")[0])
    if field in {"with", "without"}:
        flat = plain(page.output.body)
        value = [part for part in page.truth[field] if (plain(part) in flat) == (field == "without")]
    return shortened(" | ".join(value) if isinstance(value, list) else value or "")


def shortened(text: str) -> str:
    """Return a text on one line; of a long text its number of words and both ends."""
    flat = " ".join(text.split())
    if len(flat) <= MAX_END_CHARACTERS * 2:
        return flat
    return f"[{len(flat.split())} words] {flat[:MAX_END_CHARACTERS]} … {flat[-MAX_END_CHARACTERS:]}"
