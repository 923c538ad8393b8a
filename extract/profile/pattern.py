"""Checks a profile's regular expressions once, and runs them on text of bounded length (pure)."""

import re
from functools import lru_cache

# A pattern may be slow, but only on this much text.
MAX_TEXT_CHARACTERS = 2000

# A repeated group that ends in a repetition, or holds nothing else, can take time exponential in the text's length.
_NESTED = re.compile(r"(?<!\\)\((?:\?:|\?P<\w+>)?(?:[^()\\]|\\.)*(?:[+*]|\{\d+,\d*\})\??\)(?:[+*]|\{\d*,\d*\})")


@lru_cache(maxsize=1024)
def check_pattern(pattern: str) -> re.Pattern[str]:
    """Return a profile's regular expression; ValueError says what is wrong with it."""
    try:
        compiled = re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        raise ValueError(f"not a regular expression of Python: {error}") from error
    nested = _NESTED.search(pattern)
    if nested:
        raise ValueError(
            f"{nested.group()} repeats a group that itself repeats, which can take for ever; "
            "write one repetition, for example a+ instead of (a+)+"
        )
    return compiled


def search(pattern: str, text: str) -> str | None:
    """Return the first group, or else all, of a pattern's first match in a text; None where there is none."""
    match = check_pattern(pattern).search(text[:MAX_TEXT_CHARACTERS])
    if match is None:
        return None
    return match.group(1) if match.re.groups else match.group()
