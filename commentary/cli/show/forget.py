"""Returns as text what is to be forgotten, what was, and the list of all that was (pure)."""

import json
import sqlite3
from collections import Counter
from collections.abc import Sequence

from archive.forget import Plan, Scan
from archive.warc import Forgotten
from commentary.cli.show.text import align, minute, printable, size

SHOWN = 20
COPIES = "Snapshots, exports, backups and copies that were made before still hold it."


def plan_text(plan: Plan, found: Scan) -> str:
    """Return what would go: addresses, records, files and bytes."""
    what = "site" if plan.kind == "site" else "page"
    articles = list(plan.articles.items())
    addresses = sorted(plan.addresses)
    lines = [
        # An article is named with its title.
        *([(what, plan.target)] if plan.kind == "site" or not plan.articles else []),
        *(("article", f"{title or 'without a title'}, {url}") for url, title in articles[:SHOWN]),
        *([("", f"and {len(articles) - SHOWN:,} more articles")] if len(articles) > SHOWN else []),
        *(("address", each) for each in addresses[:SHOWN]),
        *([("", f"and {len(addresses) - SHOWN:,} more addresses")] if len(addresses) > SHOWN else []),
        ("captures", f"{len(plan.captures):,}"),
        ("records", f"{_counted(found.removed) or 'none'} removed, {size(found.bytes_removed)}"),
        ("", f"{_counted(found.redacted) or 'none'} redacted"),
        ("files", f"{len(found.files):,} of the WARC files change"),
        *(("copy", f"{url} has {share:.0%} of its words, and stays") for url, share in plan.copies),
        *(("not searched", place) for place in found.unsearched),
    ]
    if not plan.captures and not found.files:
        lines.append(("", "the archive has nothing of it; it will never be fetched"))
    return align(lines)


def done_text(forgotten: Forgotten, found: Scan) -> str:
    """Return what was done."""
    unsearched = f" {len(found.unsearched):,} parts of WARC files could not be searched." if found.unsearched else ""
    return f"forgotten; the tombstone is {forgotten.id}. {COPIES}{unsearched}"


def list_text(rows: Sequence[sqlite3.Row]) -> str:
    """Return the tombstones, the oldest first."""
    if not rows:
        return "nothing was forgotten"
    return align(
        (
            minute(row["forgotten_at"]),
            row["kind"],
            _addresses(len(json.loads(row["addresses"]))),
            f"by {printable(row['forgotten_by'])}",
            row["reason"],
        )
        for row in rows
    )


def _addresses(number: int) -> str:
    return f"{number:,} {'address' if number == 1 else 'addresses'}"


def _counted(counts: Counter[str]) -> str:
    return ", ".join(f"{count:,} x {kind}" for kind, count in counts.most_common())
