"""Writes a tree of HTML as a list of paragraphs, each as plain text and as Markdown (pure).

`elements.py` holds what each element writes; lists, tables and footnotes have a module or a handler each.
"""

from extract.body.markdown.convert import (
    WrittenText,
    paragraph_numbers,
    plain_text,
    to_markdown,
    to_text,
    write_paragraphs,
)
from extract.body.markdown.elements import EMBED_MARK, WRITTEN_TAGS

__all__ = [
    "EMBED_MARK",
    "WRITTEN_TAGS",
    "WrittenText",
    "paragraph_numbers",
    "plain_text",
    "to_markdown",
    "to_text",
    "write_paragraphs",
]
