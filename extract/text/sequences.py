"""Cuts a text into overlapping sequences of words, and chooses some of them by which copies of it are found (pure).

text | words, letters where a script has no spaces | a sequence of eight words from each word on
sequences | the least hash in each window of them | probes

Probes are local minima of a hash, as in winnowing (Schleimer, Wilkerson, Aiken, SIGMOD 2003): two texts that have as
many sequences in a row in common as the larger of their windows has are sure to have a probe in common, wherever in
either text they stand. A text's window grows with its length up to MAX_WINDOW; the probes by a larger window are
among those by a smaller one, so that a short text and a long one can be compared.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from itertools import accumulate, count
from operator import add
from zlib import crc32

# As in `likeness.py`: different articles made of the same phrases have few sequences of eight words in common.
WORDS_IN_SEQUENCE = 8
# A text of so many sequences or fewer has about two probes in each part of it; longer ones have a larger window.
PARTS, MIN_WINDOW, MAX_WINDOW = 12, 8, 96
PROBE_BITS = 47

# In scripts without spaces each letter is taken for a part of a word: a Chinese or Japanese word has about two of
# them, a Thai, Lao, Khmer or Burmese one, vowel signs included, about four.
_UNITS_OF_WORD, _UNITS_OF_IDEOGRAPH = 4, 2
_UNITS_OF_SEQUENCE = WORDS_IN_SEQUENCE * _UNITS_OF_WORD
_IDEOGRAPH = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003347f"
_LETTER = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
# What stands between words. The rest belongs to them, so that vowel signs stay with their letter.
_BETWEEN = (
    r"\s!-/:-@\[-`{-~\u00a1-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u00d7\u00f7\u02b9-\u02bf\u037e\u0387"
    r"\u055a-\u055f\u0589\u058a\u05be\u05c0\u05c3\u05f3\u05f4\u060c\u060d\u061b-\u061f\u066a-\u066d\u06d4\u0964\u0965"
    r"\u0e2f\u0e5a\u0e5b\u104a-\u104f\u1362-\u1368\u17d4-\u17da\u2000-\u206f\u2190-\u2bff\u2e00-\u2e7f\u3000-\u303f"
    r"\u30fb\ufe10-\ufe6f"
)
_TOKEN = re.compile(rf"[{_IDEOGRAPH}{_LETTER}]|[^{_BETWEEN}{_IDEOGRAPH}{_LETTER}]+")
_HAS_UNSPACED = re.compile(rf"[{_IDEOGRAPH}{_LETTER}]")
# Signs of vowels and the stroke that stretches a word, which Arabic and Hebrew texts may be written with or without,
# and the dot that `casefold` leaves beside a Turkish i.
_OPTIONAL = re.compile(
    "[\u0307\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]+"
)
_ASCII = re.sub(r"[^a-z0-9]", " ", "".join(map(chr, range(128))).lower()).encode().ljust(256)


@dataclass(frozen=True)
class Sequences:
    """The words of a text, parted by single spaces, and where in it each sequence begins and ends.

    `words` is their number; in scripts without spaces, that of about as many words as the letters make.
    """

    text: bytes
    starts: Sequence[int]
    ends: Sequence[int]
    words: int

    def __iter__(self) -> Iterator[bytes]:
        """Return the sequences in the order of the text."""
        return map(self.text.__getitem__, map(slice, self.starts, self.ends))

    @cached_property
    def all(self) -> frozenset[bytes]:
        """Each different sequence."""
        return frozenset(self)

    @property
    def window(self) -> int:
        """How many sequences in a row have a probe at least."""
        return window_of(len(self.starts))

    def probes(self) -> frozenset[int]:
        """Return the hashes of the sequences that are chosen, each of PROBE_BITS bits."""
        hashes = list(map(crc32, self))
        chosen = (self.text[self.starts[at] : self.ends[at]] for at in _local_minima(hashes, self.window))
        return frozenset(_hash(sequence) for sequence in chosen)


def to_sequences(text: str) -> Sequences:
    """Return the sequences of a text, without case, punctuation and width (NFKC)."""
    if text.isascii():
        tokens = text.encode().translate(_ASCII).split()
    else:
        folded = _OPTIONAL.sub("", unicodedata.normalize("NFKC", text).casefold())
        found = _TOKEN.findall(folded)
        if _HAS_UNSPACED.search(folded):
            return _of_letters(found)
        # A lone surrogate, as in JSON that is cut off, cannot be encoded.
        tokens = " ".join(found).encode(errors="replace").split(b" ") if found else []
    number = max(len(tokens) - WORDS_IN_SEQUENCE + 1, 0)
    starts, ends = _places(tokens)
    return Sequences(b" ".join(tokens), starts[:number], ends[WORDS_IN_SEQUENCE - 1 :], len(tokens))


def window_of(sequences: int) -> int:
    """Return the window of a text that has so many sequences."""
    return min(max(sequences // PARTS, MIN_WINDOW), MAX_WINDOW)


def _of_letters(tokens: Sequence[str]) -> Sequences:
    """Return the sequences of words and letters, each as long as eight words or as many letters as those have."""
    encoded = [token.encode(errors="replace") for token in tokens]
    starts, ends = _places(encoded)
    sums = list(accumulate(map(_units, tokens)))
    last = 0
    places: list[int] = []
    for before in (0, *sums[:-1]):
        while last < len(sums) and sums[last] - before < _UNITS_OF_SEQUENCE:
            last += 1
        if last == len(sums):
            break
        places.append(ends[last])
    return Sequences(b" ".join(encoded), starts[: len(places)], places, sums[-1] // _UNITS_OF_WORD)


def _units(token: str) -> int:
    if len(token) > 1 or not _HAS_UNSPACED.match(token):
        return _UNITS_OF_WORD
    return 1 if ord(token) < 0x3000 else _UNITS_OF_IDEOGRAPH


def _places(tokens: Iterable[bytes]) -> tuple[list[int], list[int]]:
    """Return where each token begins and ends in a text of all of them, parted by single spaces."""
    # Before the end of a token stand those before it, and as many spaces.
    ends = list(map(add, accumulate(map(len, tokens)), count()))
    return [0, *map((1).__add__, ends[:-1])], ends


def _local_minima(hashes: Sequence[int], window: int) -> Iterator[int]:
    """Yield the place of the last least hash in each window, each place once; of the whole if that is shorter."""
    if not hashes:
        return
    first = hashes[:window]
    least = min(first)
    place = len(first) - 1 - first[::-1].index(least)
    yield place
    for end in range(window, len(hashes)):
        if hashes[end] <= least:
            least, place = hashes[end], end
        elif place <= end - window:
            inside = hashes[end - window + 1 : end + 1]
            least = min(inside)
            place = end - inside[::-1].index(least)
        else:
            continue
        yield place


def _hash(sequence: bytes) -> int:
    return int.from_bytes(blake2b(sequence, digest_size=6).digest()) >> (48 - PROBE_BITS)
