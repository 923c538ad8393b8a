"""Selects an article's text on its page, and reads its values (pure but for trafilatura's caches).

Where neither a profile's rule nor the model finds a text, trafilatura is asked.
"""

from extract.body.container import completed
from extract.body.hidden_text import hidden_container
from extract.body.markdown import plain_text
from extract.body.paywall import cut_off, is_free
from extract.body.pruning import kept_container
from extract.body.select import LEAST_CONFIDENCE, Selection, confidence_of, select_text
from extract.body.trafilatura_body import judged_container
from extract.body.values import read_body, read_text

__all__ = [
    "LEAST_CONFIDENCE",
    "Selection",
    "completed",
    "confidence_of",
    "cut_off",
    "hidden_container",
    "is_free",
    "judged_container",
    "kept_container",
    "plain_text",
    "read_body",
    "read_text",
    "select_text",
]
