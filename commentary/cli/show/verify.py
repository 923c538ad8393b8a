"""The findings of a verification as text and as JSON (pure)."""

import re
from typing import Any

from archive.verify import Finding, Verified
from commentary.cli.show.text import duration, printable, size

MOST_CHARACTERS = 1000


def verified_text(verified: Verified, seconds: float) -> str:
    """Return the findings, each with what to do, then what was looked at and what was not."""
    lines = [line for finding in verified.findings for line in _lines(finding)]
    lines += [f"not looked at: {printable(each, MOST_CHARACTERS)}" for each in verified.left_out]
    counts = {name: count for name, count in verified.counts.items() if name != "bytes" and count}
    counted = [f"{count:,} {_named(name, count)}" for name, count in counts.items()]
    counted += [size(verified.counts["bytes"])] if verified.counts.get("bytes") else []
    found = len(verified.findings)
    result = f"{found:,} finding{'' if found == 1 else 's'}" if found else "nothing found"
    return "\n".join([*lines, f"{result}; looked at {', '.join(counted) or 'nothing'} in {duration(seconds)}"])


def _named(name: str, count: int) -> str:
    """Return what was counted, such as "links of the chain", in the singular for one."""
    return re.sub(r"s\b", "", name, count=1) if count == 1 else name


def verified_json(verified: Verified, seconds: float) -> dict[str, Any]:
    """Return all of it as a JSON object."""
    return {
        "findings": [vars(finding) for finding in verified.findings],
        "looked_at": dict(verified.counts),
        "not_looked_at": list(verified.left_out),
        "seconds": round(seconds, 3),
    }


def _lines(finding: Finding) -> tuple[str, str]:
    where = f"{finding.file}, byte {finding.offset}" if finding.offset is not None else finding.file
    told = f"{where}: {finding.problem}" if where else finding.problem
    return printable(f"{finding.kind}: {told}", MOST_CHARACTERS), f"  → {finding.remedy}"
