"""Language: which one a text is in, by its script and its short words (pure).

text | the script of most letters | its only language, or the one whose stop words are most frequent
"""

import re
from bisect import bisect
from collections import Counter
from collections.abc import Mapping
from itertools import chain

from extract.words.stop_words import ARABIC, CYRILLIC, DEVANAGARI, LATIN

# A page of text tells as much as ten; below these nobody can be sure.
LONGEST = 2500
FEWEST_LETTERS = 40
FEWEST_WORDS = 20
# Of a text's words, stop words of its language make 20 to 50 %; those of another at most 12 %, measured.
LEAST_SHARE = 0.12
LEAST_LEAD = 1.05

# Where each script begins in Unicode, and what ends it; scripts that one language alone writes bear its code.
_SCRIPTS = (
    (0x41, "Latin"),
    (0x2B0, ""),
    (0x370, "el"),
    (0x400, "Cyrillic"),
    (0x531, "hy"),
    (0x590, "he"),
    (0x600, "Arabic"),
    (0x700, ""),
    (0x750, "Arabic"),
    (0x780, ""),
    (0x900, "Devanagari"),
    (0x980, "bn"),
    (0xA00, "pa"),
    (0xA80, "gu"),
    (0xB00, "or"),
    (0xB80, "ta"),
    (0xC00, "te"),
    (0xC80, "kn"),
    (0xD00, "ml"),
    (0xD80, "si"),
    (0xE00, "th"),
    (0xE80, "lo"),
    (0xF00, "bo"),
    (0x1000, "my"),
    (0x10A0, "ka"),
    (0x1100, "ko"),
    (0x1200, "am"),
    (0x13A0, ""),
    (0x1780, "km"),
    (0x1800, ""),
    (0x1E00, "Latin"),
    (0x1F00, "el"),
    (0x2000, ""),
    (0x3040, "ja"),
    (0x3100, ""),
    (0x3400, "zh"),
    (0xA000, ""),
    (0xAC00, "ko"),
    (0xD7B0, ""),
    (0xF900, "zh"),
    (0xFB00, ""),
)
_STARTS = [start for start, _ in _SCRIPTS]
_NAMES = ["", *(name for _, name in _SCRIPTS)]
# Vowel signs of Indian scripts are no word characters to `\w`, yet part of their words.
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u0900-\u0903\u093a-\u094f'‘])*")  # noqa: RUF001 - as Uzbek writes


def _by_word(languages: Mapping[str, str]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for language, words in languages.items():
        for word in words.split():
            found.setdefault(word, []).append(language)
    return {word: tuple(spoken) for word, spoken in found.items()}


_WORDS = {
    "Arabic": _by_word(ARABIC),
    "Cyrillic": _by_word(CYRILLIC),
    "Devanagari": _by_word(DEVANAGARI),
    "Latin": _by_word(LATIN),
}


def detect_language(text: str) -> str | None:
    """Return the code (ISO 639) of the language that a text is in, None where that is not sure."""
    text = text[:LONGEST]
    script = _script(text)
    return _by_stop_words(text, _WORDS[script]) if script in _WORDS else script


def _script(text: str) -> str | None:
    """Return the script of most of a text's letters, or the language that alone writes it."""
    letters = [letter for letter in text[:: max(1, len(text) // 600)] if letter.isalpha()]
    if len(letters) < FEWEST_LETTERS:
        return None
    counted = Counter(_NAMES[bisect(_STARTS, ord(letter))] for letter in letters)
    # Japanese and, at times, Korean are written with Chinese characters too.
    for own in ("ja", "ko"):
        if counted[own] * 10 > counted["zh"] and counted[own] + counted["zh"] > len(letters) / 2:
            return own
    name, most = max(counted.items(), key=lambda one: (one[1], one[0]))
    return name if name and most > len(letters) / 2 else None


def _by_stop_words(text: str, words: Mapping[str, tuple[str, ...]]) -> str | None:
    said = _WORD.findall(text.lower())
    if len(said) < FEWEST_WORDS:
        return None
    ranked = Counter(chain.from_iterable(words[word] for word in said if word in words)).most_common(2)
    best, hits = ranked[0] if ranked else ("", 0)
    second = ranked[1][1] if len(ranked) > 1 else 0
    sure = hits >= LEAST_SHARE * len(said) and hits >= second * LEAST_LEAD and hits > second
    return best if sure else None
