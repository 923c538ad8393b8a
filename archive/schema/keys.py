"""The ids of articles and changes, and the short key of an article, which no spreadsheet takes for a number (pure).

An article's id has up to 16 digits, and spreadsheets keep 15. Its key is the letter `a` and the same 52 bits in
eleven characters of Crockford's base32 (https://www.crockford.com/base32.html), in lower case: `a130vj9v6n69`. Being
made of letters and digits, it is also a key of BibTeX and a part of a URL.
"""

import hashlib

DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH = 11
BITS = 5
# Two digits at once: exports make a key for every row.
_PAIRS = [first + second for first in DIGITS for second in DIGITS]
# The id has so many bits, so that JavaScript can represent it.
MOST = 2**52
# What people read for a digit, as Crockford advises.
_READ_AS = str.maketrans("oil", "011")
_VALUES = {digit: value for value, digit in enumerate(DIGITS)}


def article_id(url: str) -> int:
    """Return the row id of an article: 52 bits of a hash of its URL, which JavaScript can represent exactly."""
    return int.from_bytes(hashlib.sha256(url.encode()).digest()[:8], "big") >> 12


def change_id(change: str, capture: str | None, article: str) -> int:
    """Return the row id of a change of an article, given by its URL: 52 bits of a hash, as of `article_id`."""
    return article_id(f"{change} {capture} {article}")


def article_key(article: int) -> str:
    """Return the key of an article by its id, `articles.id`."""
    return (
        f"a{DIGITS[article >> 50]}{_PAIRS[article >> 40 & 1023]}{_PAIRS[article >> 30 & 1023]}"
        f"{_PAIRS[article >> 20 & 1023]}{_PAIRS[article >> 10 & 1023]}{_PAIRS[article & 1023]}"
    )


def article_of_key(key: str) -> int | None:
    """Return the id of the article with this key, in either case; None for what is no key."""
    key = key.strip().lower()
    digits = key[1:].translate(_READ_AS)
    if not key.startswith("a") or len(digits) != LENGTH or not all(digit in _VALUES for digit in digits):
        return None
    article = 0
    for digit in digits:
        article = article << BITS | _VALUES[digit]
    return article if article < MOST else None
