"""Takes values out of columns and of JSON for what they should be; a damaged database may hold anything (pure)."""

import json
from typing import Any


def text_in(value: Any) -> str | None:
    """Return a text, also where bytes stand in its place, None for anything else."""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return value if isinstance(value, str) else None


def number_in(value: Any) -> int | None:
    """Return a whole number, None for anything else."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def object_in(text: Any) -> dict[str, Any]:
    """Return the JSON object that a column holds, empty for anything else."""
    value = json_in(text)
    return value if isinstance(value, dict) else {}


def json_in(text: Any) -> Any:
    """Return what a column holds as JSON, None for what is no JSON."""
    try:
        return json.loads(text) if isinstance(text, str | bytes) else None
    except (ValueError, RecursionError):
        return None


def counts_in(value: Any) -> dict[str, int]:
    """Return the numbers of an object by name, without all that are none."""
    items = value.items() if isinstance(value, dict) else ()
    return {str(name): number for name, each in items if (number := number_in(each)) is not None}
