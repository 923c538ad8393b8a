"""Fingerprints of texts, by which one page that stands at many addresses is recognised (pure).

text → words in lower case, without what such a page changes from one address to the next → hash
"""

import hashlib
import re
from urllib.parse import unquote, urlsplit

from extract.text.folding import fold_text

_QUOTED = re.compile('"[^"]{1,200}"|[\u201c\u201e\u00ab][^\u201c\u201d\u00bb]{1,200}[\u201c\u201d\u00bb]')
# A token with one of these is an address, a path, a mail address, a date, a time or an id.
_CHANGING = re.compile(r"[/\\@\d]")
_WORD = re.compile(r"[^\W_]+")
_FILE_EXTENSION = re.compile(r"\.\w{2,5}$")
# Last segments of a path that tell in which form an article is shown.
_FORMS = frozenset({"amp", "embed", "feed", "index", "print"})
# A page that was not found may name what was requested, and is short. Fewer words of an address are in any text.
MIN_QUOTED_WORDS = 3
MAX_QUOTING_WORDS = 60


def text_hash(text: str, url: str) -> str:
    """Return a hash of a text's words, the same for two texts that differ in their own URL, a date, an id or a quote.

    It is empty for a text that has no other words.
    """
    words = _WORD.findall(_without_changing(_QUOTED.sub(" ", fold_text(text))))
    if len(words) <= MAX_QUOTING_WORDS:
        words = _without_slug(words, _WORD.findall(slug_of(url)))
    return hashlib.sha256(" ".join(words).encode()).hexdigest()[:16] if words else ""


def _without_changing(text: str) -> str:
    """Leave out the tokens of a text that have a character of _CHANGING; its tokens are parted by spaces alone."""
    kept, at = [], 0
    for found in _CHANGING.finditer(text):
        # Not once more within the token that was left out last.
        if found.start() >= at:
            kept.append(text[at : text.rfind(" ", at, found.start()) + 1 or at])
            end = text.find(" ", found.start())
            at = len(text) if end < 0 else end
    return " ".join([*kept, text[at:]])


def slug_of(url: str) -> str:
    """Return what names a page in its URL: the query, and the last segment of the path that is no form of a page."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    segments = [_FILE_EXTENSION.sub("", segment.lower()) for segment in unquote(parts.path).split("/")]
    named = [segment for segment in segments if segment and segment not in _FORMS]
    return " ".join(filter(None, (named[-1] if named else "", parts.query)))


def _without_slug(words: list[str], slug: list[str]) -> list[str]:
    """Leave out words that stand in a row in the slug."""
    size = MIN_QUOTED_WORDS
    quoted = {tuple(slug[at : at + size]) for at in range(len(slug) - size + 1)}
    found = [at for at in range(len(words) - size + 1) if tuple(words[at : at + size]) in quoted] if quoted else []
    dropped = {at + step for at in found for step in range(size)}
    return [word for at, word in enumerate(words) if at not in dropped]
