"""Reads what a WARC file tells of compactions, and which digests are of the same content by that (disk)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from archive.warc.compacted import Compacted, is_compacted_name, read_compacted
from archive.warc.examined import Examined, examine
from archive.warc.files import why_unreadable


def compactions_in(path: Path) -> Iterator[Compacted]:
    """Yield what a file tells of others that were written anew; nothing if it is no file of a compaction.

    Verification tells of records that cannot be read; they are passed over here.
    """
    if not is_compacted_name(path.name) or why_unreadable(path) is not None:
        return
    for item in examine(path):
        if isinstance(item, Examined) and item.fields["WARC-Type"] == "metadata":
            with suppress(ValueError):
                yield read_compacted(item.id, item.block)


def are_same(one: str, other: str, pairs: Iterable[tuple[str, str]]) -> bool:
    """Tell whether two digests are of the same content by pairs of digests before and after a compaction (pure)."""
    beside: defaultdict[str, set[str]] = defaultdict(set)
    for before, after in pairs:
        beside[before].add(after)
        beside[after].add(before)
    seen, left = {one}, [one]
    while left:
        new = beside[left.pop()] - seen
        seen |= new
        left += new
    return other in seen
