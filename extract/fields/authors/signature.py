"""Reads who signs a text: its last line, which is a name alone (pure).

An institution signs in plain letters; a person's name alone may be a place, so that a dash, italics or the right edge
must set it apart.
"""

import re

from extract.blocks import Block
from extract.context import PageContext
from extract.fields.authors.byline import text_after_by
from extract.fields.authors.mention import AuthorMention
from extract.fields.authors.names import is_name, may_stand_behind
from extract.html import Area, Areas, landmark_path
from extract.text import any_pattern, lazy_pattern
from extract.words.signing_words import ADDRESSED, INSTITUTIONS

# In characters, and in words of an institution's name.
MAX_LINE, MIN_WORDS, MAX_WORDS = 70, 2, 9
MAX_PARTICLE = 4
MIN_EMPHASIS = 0.9
# How many blocks from the last one of the text on may be the signature.
MAX_BLOCKS = 2
TAGS = frozenset({"address", "div", "footer", "p"})
# ruff: noqa: RUF001 - dashes as authors write them
_DASH = lazy_pattern(r"\s?[-–—―~]\s?(?=[^\W\d_])")
_RIGHT = lazy_pattern(r"(?<![a-z])right(?![a-z])")
_INSTITUTION = lazy_pattern(rf"(?<![^\W\d_])(?:{any_pattern(INSTITUTIONS)})(?![^\W\d_])", re.IGNORECASE)
_ADDRESSED = lazy_pattern(rf"(?<![^\W\d_])(?:{ADDRESSED})(?![^\W\d_])", re.IGNORECASE)
_ARTICLE = lazy_pattern(r"(?:the|der|die|das|le|la|les|el|los|las|il|lo|l['’])\s?", re.IGNORECASE)
_OTHERS = Areas(
    Area.QUOTATIONS, Area.CAPTIONS, Area.RELATED, Area.COMMENTS, Area.FOOTERS, Area.TABLES, Area.NAVIGATION
)


def read_signature(context: PageContext) -> AuthorMention | None:
    """Return whom the last line of the text names alone, None where it names nobody."""
    for block in context.last_blocks(MAX_BLOCKS):
        if block.parent.tag in TAGS and block.size <= MAX_LINE and not block.link_count:
            name = _signed_name(block)
            if name and not _OTHERS.surround(block.parent.html_element):
                element = block.parent.html_element
                return AuthorMention(
                    names=(name,),
                    reader="signature",
                    kind="signed",
                    landmark_path=landmark_path(element),
                    element=element,
                )
    return None


def _signed_name(block: Block) -> str:
    text = block.text.strip("() ")
    dash = _DASH.match(text)
    bare = text[dash.end() :] if dash else text
    by = text_after_by(bare)
    # `By the Institute for Salt`, and `The Salt Council`.
    name = _ARTICLE.sub("", by, count=1) if by else bare
    if _is_institution(name):
        return name
    is_apart = dash is not None or block.emphasized_size >= MIN_EMPHASIS * len(block.text) or _is_at_right(block)
    return name if is_apart and is_name(name) and may_stand_behind(name) else ""


def _is_institution(text: str) -> bool:
    """Tell whether a text is an institution's name: words with capitals, one of which says what it is."""
    words = text.split()
    if not MIN_WORDS <= len(words) <= MAX_WORDS or text[-1] in ".!?:;,…" or _ADDRESSED.search(text):
        return False
    return (
        words[0][0].isupper()
        and _INSTITUTION.search(text) is not None
        and all(word[0].isupper() or len(word) <= MAX_PARTICLE or "'" in word or "’" in word for word in words)
    )


def _is_at_right(block: Block) -> bool:
    element = block.parent.html_element
    return (
        _RIGHT.search(f"{element.get('style', '')} {element.get('class', '')} {element.get('align', '')}") is not None
    )
