"""Titles: which of a page's headlines is the article's (pure)."""

from extract.candidate import Candidate, Choice
from extract.headline import headlines
from extract.page import Page


def choose_title(page: Page) -> Choice:
    """Return the headline as the reader sees it; its element where it stands in the text."""
    found = [
        Candidate(text=text, reader="h1", element=element) for text, element in headlines(page, page.select("h1"))
    ]
    return Choice(chosen=tuple(found[:1]), confidence=0.5, candidates=tuple(found))
