"""Finds the JSON of a list among what servers write around it (pure).

byte order marks, blank lines, PHP's notices | the JSON | comments of cache plug-ins, more notices
"""

import json
import re
from typing import Any

# A list of objects, or an object. PHP's notices and the mark-up around them have neither at the start of a line or
# behind a tag; a list of numbers or words, as notices may print it, is no list of posts.
_START = re.compile(r"\[\s*\{\s*[\"}]|\{\s*\"(?:[^\"\\\n]|\\.){0,200}\"\s*:")
# An empty list has nothing that tells it from a notice (`Undefined offset: [] in …`): it must begin a line or stand
# behind a tag, with nothing but comments behind it.
_EMPTY = re.compile(r"(?:\A|[\n>])\s{0,9}(?:\[\s{0,9}\]|\{\s{0,9}\})\s*(?:<!--.{0,500}?-->\s*){0,3}\Z", re.DOTALL)
_MAX_BEHIND = 2000
_HTML = re.compile(r"<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_AROUND = "\ufeff \t\r\n\0"


def json_start(text: str) -> int | None:
    """Return where the first object or list of objects begins, None if there is none."""
    found = _START.search(text)
    # The scripts of an HTML page hold JSON too.
    return found.start() if found and not _HTML.search(text, 0, found.start()) else None


def find_json(text: str) -> Any:
    """Return the value of a JSON document, also with noise before and behind it.

    ValueError (or RecursionError) if the text holds none, or if it is cut off: a list within a broken one, such as
    the links of a post, is not taken for the whole.
    """
    try:
        return json.loads(text.strip(_AROUND), strict=False)
    except ValueError as error:
        start = json_start(text)
        if start is not None:
            return json.JSONDecoder(strict=False).raw_decode(text, start)[0]
        if _EMPTY.search(text.strip(_AROUND)[-_MAX_BEHIND:].replace("\ufeff", "\n")):
            return []
        raise error from None
