"""Selects the article's text on its page and reads its values: text, Markdown, HTML, links, images (pure).

The body model judges each block of text; trafilatura is asked where the model is unsure or keeps nothing (its caches
are the only state).
"""

from extract.body.boxes import find_boxes
from extract.body.calls import is_call_line, is_copyright_line, is_plea, links_of
from extract.body.container import complete_container
from extract.body.flight import has_stream, streamed_page
from extract.body.hidden_elements import find_hidden, shown_text
from extract.body.hidden_text import hidden_article
from extract.body.long_texts import to_html
from extract.body.markdown import plain_text
from extract.body.other_articles import Links, label_of
from extract.body.paywall import find_cut_off, is_free
from extract.body.pruning import container_of_blocks
from extract.body.select import TRAFILATURA_CONFIDENCE, Selection, select_text, selection_confidence
from extract.body.trafilatura_body import is_too_much, trafilatura_container
from extract.body.values import read_body, read_text, with_deck

__all__ = [
    "TRAFILATURA_CONFIDENCE",
    "Links",
    "Selection",
    "complete_container",
    "container_of_blocks",
    "find_boxes",
    "find_cut_off",
    "find_hidden",
    "has_stream",
    "hidden_article",
    "is_call_line",
    "is_copyright_line",
    "is_free",
    "is_plea",
    "is_too_much",
    "label_of",
    "links_of",
    "plain_text",
    "read_body",
    "read_text",
    "select_text",
    "selection_confidence",
    "shown_text",
    "streamed_page",
    "to_html",
    "trafilatura_container",
    "with_deck",
]
