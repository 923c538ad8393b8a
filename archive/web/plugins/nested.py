"""Shows what a JSON column holds as lists and small tables, so that nobody reads JSON (pure)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from markupsafe import Markup, escape

from archive.web.plugins.dates import is_moment, second
from archive.web.plugins.labels import label
from archive.web.plugins.links import is_web_url, original_link
from archive.web.plugins.values import MAX_ITEMS, MAX_LINE, cut, json_of, text_of

# Deeper than that nothing that we store is nested.
MAX_DEPTH = 4
_YES, _NO = Markup("yes"), Markup("no")


class _Budget:
    """How many more values one cell may show."""

    def __init__(self, most: int) -> None:
        self.left = most

    def take(self, values: Sequence[Any]) -> Sequence[Any]:
        """Return as many of the values as may be shown."""
        taken = values[: max(self.left, 0)]
        self.left -= len(taken)
        return taken


def nested(value: object) -> Markup | None:
    """Return the HTML of a text that holds a JSON array or object, None for other values."""
    found = json_of(value)
    if not isinstance(found, list | dict):
        return None
    return _shown(found, _Budget(MAX_ITEMS), 0) if found else Markup("")


def summary(value: object, column: str) -> str | None:
    """Return a JSON array or object in a few words, such as `3 links`; None for other values."""
    found = json_of(value)
    if isinstance(found, dict):
        names = ", ".join(label(name) for name in list(found)[:MAX_ITEMS])
        return f"{len(found):,}: {cut(names, 60)}" if found else ""
    if not isinstance(found, list):
        return None
    if all(isinstance(item, str | int | float) for item in found):
        return cut(", ".join(text_of(item) or "" for item in found[:MAX_ITEMS]), MAX_LINE)
    noun = label(column)
    return f"{len(found):,} {noun.removesuffix('s') if len(found) == 1 else noun}"


def _shown(value: Any, budget: _Budget, depth: int) -> Markup:
    if depth > MAX_DEPTH:
        return escape(cut(str(value), 60))
    if isinstance(value, dict):
        return _object(value, budget, depth)
    if isinstance(value, list):
        return _list(value, budget, depth)
    return _scalar(value)


def _scalar(value: Any) -> Markup:
    if isinstance(value, bool):
        return _YES if value else _NO
    if isinstance(value, int | float):
        return escape(f"{value:,}" if abs(value) < 2**63 else str(value)[:60])
    text = text_of(value) or ""
    if is_moment(text):
        return second(text)
    return original_link(text) if is_web_url(text) else escape(text)


def _object(value: Mapping[str, Any], budget: _Budget, depth: int) -> Markup:
    rows = [
        Markup('<tr><th scope="row">{}</th><td>{}</td></tr>').format(
            label(cut(name, 100)), _shown(item, budget, depth + 1)
        )
        for name, item in budget.take(list(value.items()))
        if item not in (None, "", [], {})
    ]
    left_out = _left_out(len(value), len(rows), budget)
    return Markup('<table class="nested"><tbody>{}</tbody></table>{}').format(Markup("").join(rows), left_out)


def _list(value: Sequence[Any], budget: _Budget, depth: int) -> Markup:
    taken = budget.take(value)
    left_out = _left_out(len(value), len(taken), budget)
    if taken and all(isinstance(item, dict) for item in taken):
        return _table(taken, budget, depth) + left_out
    if all(not isinstance(item, list | dict) for item in taken) and sum(map(len, map(str, taken))) <= MAX_LINE // 20:
        return Markup(", ").join(map(_scalar, taken)) + left_out
    items = Markup("").join(Markup("<li>{}</li>").format(_shown(item, budget, depth + 1)) for item in taken)
    return Markup("<ul>{}</ul>{}").format(items, left_out)


def _table(rows: Sequence[Mapping[str, Any]], budget: _Budget, depth: int) -> Markup:
    names = list(_names(rows))
    heads = Markup("").join(Markup('<th scope="col">{}</th>').format(label(cut(name, 100))) for name in names)
    body = Markup("").join(
        Markup("<tr>{}</tr>").format(
            Markup("").join(Markup("<td>{}</td>").format(_shown(row.get(name), budget, depth + 1)) for name in names)
        )
        for row in rows
    )
    return Markup('<table class="nested"><thead><tr>{}</tr></thead><tbody>{}</tbody></table>').format(heads, body)


def _names(rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Yield the names that any of the rows has a value for, at most twelve."""
    seen: dict[str, None] = {}
    for row in rows:
        seen.update((name, None) for name, value in row.items() if value not in (None, "", [], {}))
    yield from list(seen)[:12]


def _left_out(all_of_them: int, shown: int, budget: _Budget) -> Markup:
    if budget.left > 0 or shown == all_of_them:
        return Markup("")
    return Markup(' <span class="note">and {} more, in the JSON of this row</span>').format(
        f"{all_of_them - shown:,}"
    )
