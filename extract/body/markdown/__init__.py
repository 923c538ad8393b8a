"""Writes a tree of HTML as paragraphs, each as plain text and as Markdown (pure).

Tables, lists, footnotes and links have a module or a table entry each.
"""

from extract.body.markdown.convert import Written, numbers_of, plain_text, to_markdown, to_text, write
from extract.body.markdown.elements import OPEN, SIGNS

__all__ = ["OPEN", "SIGNS", "Written", "numbers_of", "plain_text", "to_markdown", "to_text", "write"]
