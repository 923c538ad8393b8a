"""Writes the data dictionary as Markdown, as `docs/schema.md` has it (pure)."""

from collections.abc import Iterator

from archive.schema.dictionary import TYPES, Entry, description_of, entries_of
from archive.schema.tables import TABLES
from archive.schema.views import VIEWS

_HEAD = """# The schema

What each table, view and column of an archive means. `make schema` writes this page from the schema's own
descriptions, of which the page *Data dictionary* (`/-/schema`) of a served archive is made, too.
"""


def to_markdown() -> str:
    """Return the whole dictionary as one page of Markdown."""
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    yield _HEAD
    yield "| type | a cell holds |"
    yield "| --- | --- |"
    yield from (f"| {name} | {words} |" for name, words in TYPES.items())
    yield ""
    names = (*TABLES, *(name for name in VIEWS if name not in TABLES))
    yield ", ".join(f"[{name}](#{name})" for name in names)
    for name in names:
        yield f"\n## {name}\n"
        yield f"{description_of(name)}.{'' if name in TABLES else ' A view.'}\n"
        yield "| column | type | meaning | example |"
        yield "| --- | --- | --- | --- |"
        yield from map(_row, entries_of(name))
    yield ""


def _row(entry: Entry) -> str:
    kind = f"{entry.type}, key" if entry.is_key else entry.type
    meaning = f"{entry.description}."
    if entry.allowed:
        meaning += f" One of: {', '.join(f'`{value}`' for value in entry.allowed)}."
    if entry.references:
        table, _, column = entry.references.partition(".")
        meaning += f" Refers to `{column}` of [{table}](#{table})."
    example = f"`{entry.example}`" if entry.example else ""
    return f"| `{entry.column}` | {kind} | {_cell(meaning)} | {_cell(example)} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
