"""What a replay changes, as text and as JSON (pure)."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from archive.effect import Effect, Example, Found
from commentary.cli.show.text import align, printable, second

FIELD_COLUMNS = ("field", "other value", "appears", "vanishes")
# Pages that are read as something else, by what they were and are.
MAX_VERDICTS = 20
# Their examples are in the JSON: what follows from the text, and what tells how a value was found.
WITHOUT_EXAMPLES = {"body_markdown", "body_html", "word_count"}
HOW_FOUND = {"found_by", "confidence"}
# Two excerpts of a value and a URL.
MAX_LINE = 1000


def effect_text(effect: Effect) -> str:
    """Return a table of the fields whose values change, and lists of all else that does, each with examples."""
    if not effect:
        return "nothing changes"
    before, after = effect.articles
    if not before:
        return f"articles: none before, {after:,} now"
    parts = [f"articles: {before:,} before, {after:,} now"]
    if effect.fields:
        counts = [
            (name, f"{each.changed:,}", f"{each.appeared:,}", f"{each.vanished:,}")
            for name, each in effect.fields.items()
        ]
        parts.append(align([FIELD_COLUMNS, *counts]))
    hidden = HOW_FOUND | (WITHOUT_EXAMPLES if "body_text" in effect.fields else set())
    for name, each in effect.fields.items():
        if name not in hidden and each.examples:
            parts.append("\n".join([f"{name}, for example", *map(_example, each.examples)]))
    parts += filter(None, (_listed("won", effect.won), _listed("lost", effect.lost), _listed("moved", effect.moved)))
    parts += [_events(word, kinds) for word, kinds in _by_direction(effect) if kinds]
    if effect.verdicts:
        parts.append("\n".join(_verdicts(effect)))
    rows = [
        f"{name} {', '.join(f'{count:,} {word}' for word, count in asdict(each).items() if count)}"
        for name, each in effect.rows.items()
    ]
    return "\n\n".join([*parts, f"rows that differ: {'; '.join(rows)}"])


def effect_json(effect: Effect) -> dict[str, Any]:
    """Return the same as a JSON object.

    {"changes": whether anything does, "articles": {"before", "after"},
     "fields": {name: {"changed", "appeared", "vanished", "examples": [{"url", "before", "after"}]}},
     "won", "lost", "moved": {"count", "examples": [[URL, reason or other URL]]},
     "appeared", "vanished": {kind of change: {"count", "examples": [[URL, time]]}},
     "verdicts": [{"before", "after", "captures", "url"}], "rows": {table: {"added", "removed", "changed"}}}
    """
    verdicts = [dict(zip(("before", "after", "captures", "url"), row, strict=True)) for row in effect.verdicts]
    articles = dict(zip(("before", "after"), effect.articles, strict=True))
    return {"changes": bool(effect)} | asdict(effect) | {"articles": articles, "verdicts": verdicts}


def _example(example: Example) -> str:
    return printable(f"  {_quoted(example.before)} → {_quoted(example.after)}  {example.url}", MAX_LINE)


def _quoted(value: str | None) -> str:
    return "nothing" if value is None else f"«{value}»"


def _listed(word: str, found: Found) -> str:
    if not found.count:
        return ""
    lines = (printable(f"  {': '.join(example)}", MAX_LINE) for example in found.examples)
    return "\n".join([f"articles {word}: {found.count:,}", *lines])


def _by_direction(effect: Effect) -> tuple[tuple[str, Mapping[str, Found]], ...]:
    return ("appear", effect.appeared), ("vanish", effect.vanished)


def _events(word: str, kinds: Mapping[str, Found]) -> str:
    lines = []
    for kind, found in kinds.items():
        lines.append(f"changes of kind {kind} that {word}: {found.count:,}")
        lines += [printable(f"  {second(at)}  {url}", MAX_LINE) for url, at in found.examples]
    return "\n".join(lines)


def _verdicts(effect: Effect) -> Iterator[str]:
    yield "captures that are read as something else"
    for before, after, count, url in effect.verdicts[:MAX_VERDICTS]:
        yield printable(f"  {count:,} x {before} → {after}  {url}", MAX_LINE)
    if len(effect.verdicts) > MAX_VERDICTS:
        yield f"  and {len(effect.verdicts) - MAX_VERDICTS} other kinds"
