"""Shows what was found of a site, and each field with its rule, its share and examples (pure)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from commentary.cli.show.article import in_line
from commentary.cli.show.text import align, printable
from crawler.discover import Found

MAX_EXAMPLE = 90
MAX_NOTES = 12


@dataclass(frozen=True, kw_only=True)
class FieldLine:
    """One field of a proposed profile.

    `rule` is the new rule as it stands in a profile, "" where the default rules are left to read the field; `why`
    says how often it is right, or why there is none. `filled` of `of` articles have a value, `examples` are three.
    """

    field: str
    rule: str
    why: str
    filled: int
    of: int
    examples: tuple[object, ...]


def found_text(found: Found, articles: str | None, without: str) -> str:
    """Return what was found of a site, a line for each thing, with where it was found."""
    system = " ".join(filter(None, (found.system.value, found.theme.value and f"with the theme {found.theme.value}")))
    refused = ", ".join(f"{number} x {reason}" for reason, number in found.refused[:4])
    lines = [
        ("title", found.title, ""),
        ("hosts", ", ".join(found.hosts), ""),
        *((each.source.kind, each.source.url, f"{each.size}, {each.why}") for each in found.sources),
        ("made with", system or "not found", found.system.why),
        ("time zone", found.timezone.value or "not found, UTC is assumed", found.timezone.why),
        ("language", found.language.value or "not found", found.language.why),
        ("delay", f"{found.delay:g} seconds", found.delay_why),
        ("articles", articles or "no pattern of their URLs", without),
        *([("static pages", "are its articles", "")] if found.takes_pages else []),
        *([("browser", "needed", "its pages show nothing until scripts run")] if found.render else []),
        ("sample", f"{len(found.pages)} articles", f"other pages: {refused}" if refused else ""),
    ]
    notes = [f"not found: {printable(note)}" for note in found.notes[:MAX_NOTES]]
    return "\n".join([align(lines), *notes])


def fields_text(fields: Sequence[FieldLine]) -> str:
    """Return each field with its rule, how often it has a value, three examples, and why it has no new rule."""
    return "\n".join(line for each in fields for line in _lines(each))


def _lines(each: FieldLine) -> Iterator[str]:
    name = each.field.ljust(max(13, len(each.field)))
    yield f"{name}  {each.filled} of {each.of} articles  {printable(each.rule) or 'default rules'}"
    if each.why:
        yield f"{'':13}  {printable(each.why)}"
    for value in each.examples:
        yield f"{'':13}  · {printable(in_line(value), MAX_EXAMPLE)}"


def relearned_text(fields: Sequence[FieldLine], pages: int, origin: str) -> str:
    """Return what was learned of each field, beside what the profile reads now."""
    return f"{pages} articles, {origin}\n{fields_text(fields)}"
