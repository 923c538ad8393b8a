"""Detects the language of a text by its script and its short words (pure).

text | the script of most letters | its only language, or that whose stop words are most frequent
"""

import re
from bisect import bisect
from collections import Counter
from collections.abc import Mapping

from extract.words.stop_words import ARABIC, CYRILLIC, DEVANAGARI, LATIN

# A longer text gives no better answer; with fewer letters or words no answer is sure.
MAX_CHARACTERS = 2500
MIN_LETTERS = 40
MIN_WORDS = 20
# Of the words of a text, 20 to 50 % are stop words of its language, and at most 12 % those of another (measured).
MIN_SHARE = 0.12
MIN_LEAD = 1.05

# The first code point of each script, "" for what ends it. The script of a single language has the language's code.
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
# `\w` leaves out the vowel signs of Indian scripts.
_WORD = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f\u0900-\u0903\u093a-\u094f'‘]+[^\W\d_]*)*")  # noqa: RUF001 - as Uzbek writes


def _by_word(languages: Mapping[str, str]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for language, words in languages.items():
        for word in words.split():
            found.setdefault(word, []).append(language)
    return {word: tuple(codes) for word, codes in found.items()}


_WORDS = {
    "Arabic": _by_word(ARABIC),
    "Cyrillic": _by_word(CYRILLIC),
    "Devanagari": _by_word(DEVANAGARI),
    "Latin": _by_word(LATIN),
}


def detect_language(text: str) -> str | None:
    """Return the code (ISO 639) of a text's language, None where that is not sure."""
    text = text[:MAX_CHARACTERS]
    script = _script(text)
    return _by_stop_words(text, _WORDS[script]) if script in _WORDS else script


def _script(text: str) -> str | None:
    """Return the script of most letters of a text, or the code of the only language that writes it."""
    letters = [letter for letter in text[:: max(1, len(text) // 600)] if letter.isalpha()]
    if len(letters) < MIN_LETTERS:
        return None
    counted: Counter[str] = Counter()
    for letter, count in Counter(letters).items():
        counted[_NAMES[bisect(_STARTS, ord(letter))]] += count
    # Japanese and, at times, Korean are written with Chinese characters too.
    for own in ("ja", "ko"):
        if counted[own] * 10 > counted["zh"] and counted[own] + counted["zh"] > len(letters) / 2:
            return own
    name, most = max(counted.items(), key=lambda counted_script: (counted_script[1], counted_script[0]))
    return name if name and most > len(letters) / 2 else None


def _by_stop_words(text: str, words: Mapping[str, tuple[str, ...]]) -> str | None:
    words_of_text = _WORD.findall(text.lower())
    if len(words_of_text) < MIN_WORDS:
        return None
    counted: Counter[str] = Counter()
    for word, count in Counter(words_of_text).items():
        for language in words.get(word, ()):
            counted[language] += count
    ranked = counted.most_common(2)
    best, hits = ranked[0] if ranked else ("", 0)
    second = ranked[1][1] if len(ranked) > 1 else 0
    sure = hits >= MIN_SHARE * len(words_of_text) and hits >= second * MIN_LEAD and hits > second
    return best if sure else None
