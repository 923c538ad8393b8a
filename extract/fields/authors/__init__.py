"""Chooses the authors of an article among all the names on its page (pure).

Candidates come from JSON-LD and `meta`, from the texts near the headline, and from author boxes elsewhere.
"""

from extract.fields.authors.byline import text_after_by
from extract.fields.authors.choose import choose_authors, stated_authors
from extract.fields.authors.east_asian import is_credit_line
from extract.fields.authors.names import is_name

__all__ = ["choose_authors", "is_credit_line", "is_name", "stated_authors", "text_after_by"]
