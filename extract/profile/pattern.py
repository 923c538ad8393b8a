"""Regular expressions out of profiles: checked once, run on bounded text (pure)."""

import re
from functools import lru_cache

# A pattern may still be slow, but only on as much text as a field can hold.
MAX_TEXT = 2000

# A repeated group that ends in a repetition, or holds nothing else, can take time exponential in the text's length.
_NESTED = re.compile(r"(?<!\\)\((?:\?:|\?P<\w+>)?(?:[^()\\]|\\.)*(?:[+*]|\{\d+,\d*\})\??\)(?:[+*]|\{\d*,\d*\})")


@lru_cache(maxsize=1024)
def check_pattern(pattern: str) -> re.Pattern[str]:
    """Return a profile's regular expression; ValueError says what is wrong with it."""
    try:
        compiled = re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        raise ValueError(f"not a regular expression: {error}") from error
    nested = _NESTED.search(pattern)
    if nested:
        raise ValueError(f"{nested.group()} repeats a repetition, which can run for ever: repeat only one of the two")
    return compiled


def search(pattern: str, text: str) -> str | None:
    """Return the first group, or all, of what a pattern finds early enough in a text, else None."""
    match = check_pattern(pattern).search(text[:MAX_TEXT])
    if match is None:
        return None
    return match.group(1) if match.re.groups else match.group()
