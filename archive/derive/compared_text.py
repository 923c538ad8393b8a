"""What the text of a version is compared by, and texts that were just read (pure, and a bounded memory of results).

Who reads a page has its text, and works it out there: a worker, beside the process that writes.
"""

from collections import OrderedDict
from dataclasses import dataclass

from archive.schema import fold
from extract.text import Sequences, to_sequences

# Of a longer text only its beginning is compared: so much is a book.
MAX_CHARACTERS = 200_000
# Of so many versions that were read last it is kept, about 300 bytes each.
VERSIONS_KEPT = 10_000


@dataclass(frozen=True, kw_only=True)
class ComparedText:
    """How many words and sequences of words a text has, and the sequences by which it is looked for."""

    words: int
    sequences: int
    probes: tuple[int, ...]


_read: OrderedDict[str, ComparedText] = OrderedDict()


def sequences_of_text(text: str) -> Sequences:
    """Return the sequences of a text, the same for each form in which a version may be stored."""
    return to_sequences(fold(text[:MAX_CHARACTERS]))


def to_compared_text(text: str) -> ComparedText:
    """Return by what a text is compared."""
    found = sequences_of_text(text)
    return ComparedText(words=found.words, sequences=len(found.starts), probes=tuple(sorted(found.probes())))


def read_compared_text(text: str) -> ComparedText | None:
    """Return by what a text that was read is compared, None if it is too long to be compared as a whole."""
    return to_compared_text(text) if len(text) <= MAX_CHARACTERS else None


def keep_compared_text(version: str, compared: ComparedText) -> None:
    """Keep by what the text of a version is compared, as `read_compared_text` returned it of one of its forms."""
    _read[version] = compared
    if len(_read) > VERSIONS_KEPT:
        _read.popitem(last=False)


def kept_compared_text(version: str) -> ComparedText | None:
    """Return by what the text of a version is compared, None if that is not kept."""
    return _read.get(version)
