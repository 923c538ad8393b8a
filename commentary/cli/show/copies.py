"""Copies of articles, as text and as JSON (pure)."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from archive.ask import Copy, CopySide
from commentary.cli.show.text import align, minute, printable

COLUMNS = ("its text there", "of the original", "known since (UTC)", "by", "site", "title", "URL", "notes")
BY = {"publication": "date", "capture": "capture", "edit": "edit"}
SOURCES = {
    "agrees": "names the original as its source",
    "same site": "names the original's site as its source",
    "names another": "names a page of another site as its source",
    "the other way round": "the original names it as the source",
}


def copies_text(pairs: Sequence[Copy]) -> str:
    """Return each original with a table of its copies, and their number."""
    if not pairs:
        return "no copies"
    groups: dict[int, list[Copy]] = {}
    for pair in pairs:
        groups.setdefault(pair.original.id, []).append(pair)
    copies = len({pair.copy.id for pair in pairs})
    texts = f"{len(groups)} {'text' if len(groups) == 1 else 'texts'}"
    total = f"{copies} {'copy' if copies == 1 else 'copies'} of {texts}"
    return "\n\n".join([*map(_group, groups.values()), total])


def _group(pairs: Sequence[Copy]) -> str:
    original = pairs[0].original
    gone = ", gone since" if original.gone_at else ""
    head = (
        f"{printable(original.title or 'Untitled')} ({printable(original.site)}, {minute(original.at)} by"
        f" {BY[original.by]}{gone})\n{printable(original.url)}"
    )
    return f"{head}\n{align([COLUMNS, *map(_row, pairs)])}"


def _row(pair: Copy) -> tuple[str, ...]:
    copy = pair.copy
    return (
        f"{copy.share:.1f} %",
        f"{pair.original.share:.1f} %",
        minute(copy.at),
        BY[copy.by],
        copy.site,
        copy.title or "",
        copy.url,
        "; ".join(_notes(pair)),
    )


def _notes(pair: Copy) -> list[str]:
    notes = [SOURCES[pair.source_says]] if pair.source_says else []
    notes += ["of an earlier version of the original"] * (not pair.original.is_newest)
    notes += ["in an earlier version of it"] * (not pair.copy.is_newest)
    return [*notes, *["gone"] * bool(pair.copy.gone_at)]


def copy_json(pair: Copy) -> dict[str, Any]:
    """Return a pair as a JSON object.

    {"original", "copy": {"id", "url", "site", "title", "at", "by", "share", "version", "is_newest", "published_at",
     "published_day", "first_captured_at", "gone_at", "source_url"}, "shared": sequences of words, "is_candidate",
     "source_says"}
    """
    return {
        "original": _side(pair.original),
        "copy": _side(pair.copy),
        "shared": pair.shared,
        "is_candidate": pair.is_candidate,
        "source_says": pair.source_says,
    }


def _side(side: CopySide) -> dict[str, Any]:
    return asdict(side)
