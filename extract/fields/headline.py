"""Chooses the headline that a page's head states, where readers see another title (pure)."""

from extract.candidate import Choice
from extract.context import PageContext

# The share right on the news pages whose known title is the head's: 12 of 18.
CONFIDENCE = 0.67


def choose_headline(context: PageContext) -> Choice:
    """Return the title that the head states, JSON-LD before OpenGraph, where that is not the chosen title."""
    title = context.title
    stated = tuple(candidate for candidate in title.candidates if candidate.landmark_path == "head")
    best = next((candidate for candidate in stated if candidate.reader in {"jsonld headline", "meta og:title"}), None)
    shown = title.chosen[0].text if title.chosen else ""
    if best is None or best.text == shown:
        return Choice(candidates=stated)
    return Choice(chosen=(best,), confidence=CONFIDENCE, candidates=stated)
