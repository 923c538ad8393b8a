"""Reads the number that a text shows, in the spellings of many languages (pure).

    text | digits of any script, grouped | unit by language | number, and whether it is rounded

The words of units stand in `words/count_units.py`.
"""

# ruff: noqa: RUF001 - units and marks as pages print them
import re

from extract.text.folding import fold_name
from extract.words.count_units import COUNT_UNITS, OWN_LANGUAGE_UNITS

# No page on the web has more views, and SQLite's integers end at 9.2 times 10 to the 18th.
MAX_COUNT = 10**15

_SCALES = {word: scale for row in COUNT_UNITS.values() for scale, words in row.items() for word in words.split()}
# Python's small letters of Turkish `BİN` are not `bin`.
_SCALE_BY_FOLDED = {fold_name(word): scale for word, scale in _SCALES.items()}
_WORDS = {*_SCALES, *(word for units in OWN_LANGUAGE_UNITS.values() for word in units)}
# Scripts without spaces write on behind a unit; in others a letter there makes it another word.
_UNSPACED = "|".join(sorted((word for word in _WORDS if word[0] > "\u0dff"), key=lambda word: (-len(word), word)))
_SPACED = "|".join(sorted((word for word in _WORDS if word[0] <= "\u0dff"), key=lambda word: (-len(word), word)))
_SPACE = " \u00a0\u2007\u2009\u202f"
_COUNT = re.compile(
    rf"(?<![\d.,A-Za-z_])(?P<about>[>≥~≈]\s?)?"
    rf"(?P<whole>\d{{1,3}}(?:(?P<mark>[.,'’٬·{_SPACE}])\d{{3}}(?:(?P=mark)\d{{3}}){{0,6}})(?!\d)"
    rf"|\d{{1,2}}(?:,\d\d){{1,6}},\d{{3}}(?!\d)|\d{{1,18}}(?!\d))"
    rf"(?:[.,٫](?P<part>\d{{1,2}})(?!\d))?"
    rf"(?:[{_SPACE}]?(?P<unit>(?:{_SPACED})(?!['’]?[^\W\d_])|{_UNSPACED}))?\.?(?P<more>\s?\+)?",
    re.IGNORECASE,
)
_FOLLOWS = re.compile(rf"[{_SPACE}]?(?=\d)")


def to_count(text: str, language: str | None = None) -> tuple[int, bool] | None:
    """Return the number that a text shows and whether it is rounded: `1.6k Views` is 1600, rounded.

    `language` is a tag as pages declare it; it decides what `12 B` is.
    """
    match = _COUNT.search(text)
    if match is None:
        return None
    number, scale = _value(match, language)
    rounded = scale > 1 or bool(match["about"] or match["more"])
    # `1万2千` and `1만 2345` go on below their first unit.
    while number is not None and scale > 1 and match["unit"] > "\u0dff":
        behind = _FOLLOWS.match(text, match.end())
        following = _COUNT.match(text, behind.end()) if behind else None
        if following is None:
            break
        rest, next_scale = _value(following, language)
        if rest is None or rest >= scale:
            break
        number, scale, match, rounded = number + rest, next_scale, following, next_scale > 1
    return None if number is None or number > MAX_COUNT else (number, rounded)


def leading_count(text: str) -> str:
    """Return the number and unit at the start of a text, or ""; decimals without a unit are a price or a rating."""
    match = _COUNT.match(text)
    return match.group().strip() if match and _value(match, None)[0] is not None else ""


def is_count(text: str) -> bool:
    """Tell whether a text is a number, with or without a unit, and nothing else."""
    bare = text.strip()
    return bool(bare) and len(bare) <= 40 and leading_count(bare) == bare


def _value(match: re.Match[str], language: str | None) -> tuple[int | None, int]:
    """Return a number and the scale of its unit; (None, 1) for decimals without a unit, a rating or a size."""
    whole, part, unit = int(re.sub(r"\D", "", match["whole"])), match["part"], match["unit"]
    scale = _scale(fold_name(unit), language) if unit else 1
    if part and scale == 1:
        return None, 1
    return whole * scale + int((part or "0").ljust(2, "0")) * scale // 100, scale


def _scale(unit: str, language: str | None) -> int:
    code = (language or "").lower().replace("_", "-").partition("-")[0]
    return OWN_LANGUAGE_UNITS.get(code, {}).get(unit) or _SCALE_BY_FOLDED.get(unit, 1)
