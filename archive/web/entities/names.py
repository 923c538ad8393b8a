"""What articles have in common that has a page of its own: kinds, addresses, and names near an unknown one (pure)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from datasette.utils import tilde_encode
from markupsafe import Markup

from archive.web.plugins.values import cut

MAX_NEAR = 8
MAX_NAME = 300


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of name: as in tallies.what, in the plural, and the table and column with a row for each article."""

    name: str
    plural: str
    table: str = ""
    column: str = "name"
    words: str = ""


KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind(name="site", plural="sites", words="Sites of which the archive has articles"),
        Kind(name="author", plural="authors", table="authors", words="Names in the bylines of articles"),
        Kind(name="category", plural="categories", table="categories", words="Categories of articles"),
        Kind(
            name="domain",
            plural="domains",
            table="links",
            column="domain",
            words="Registered domains to which articles link, other than their own",
        ),
    )
}


def address(kind: str, name: object) -> str:
    """Return the address of the page of a name, which may have any characters."""
    return f"/-/{kind}/{tilde_encode(str(name))}"


def links_to(kind: str, names: Iterable[str]) -> Markup:
    """Return links to the pages of names, separated by commas."""
    link = Markup('<a href="{}">{}</a>')
    return Markup(", ").join(link.format(address(kind, name), cut(name, MAX_NAME)) for name in names)


def words_of(name: str) -> list[str]:
    """Return the parts of a name by which others like it are looked for."""
    parts = name.replace("-", " ").replace(".", " ").replace("/", " ").split()
    return [part for part in parts if len(part) > 2][:4] or [name.strip()[:40]]


def near_names(name: str, others: Iterable[str]) -> list[str]:
    """Return names that are written nearly as this one, the nearest first."""
    by_fold = {other.casefold(): other for other in others}
    return [by_fold[each] for each in get_close_matches(name.casefold(), by_fold, n=MAX_NEAR, cutoff=0.5)]


def page_of(arguments: Mapping[str, Any], total: int, size: int, *, name: str = "page") -> dict[str, Any]:
    """Return which page a request asks for: {"name", "number", "pages", "items", "offset"}.

    What is no number is the first page, beyond the last the last one.
    """
    asked = arguments.get(name) or "1"
    pages = max(1, -(-total // size))
    number = min(max(int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 1, 1), pages)
    return {"name": name, "number": number, "pages": pages, "items": total, "offset": (number - 1) * size}


def shares(counts: Sequence[tuple[str, int]], total: int) -> list[tuple[str, int, float]]:
    """Return each name with its count and its share of the total, from 0 to 1."""
    return [(name, count, count / total if total > 0 else 0) for name, count in counts]
