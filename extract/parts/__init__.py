"""Tells which page of an article in several pages this is, and where its next page is (pure).

Page numbers are read from addresses, the next page from links.
"""

from extract.parts.page_number import page_numbers_of
from extract.parts.pages import Parts

__all__ = ["Parts", "page_numbers_of"]
