"""The findings of an examination as text and as JSON (pure)."""

from collections.abc import Sequence
from typing import Any

from archive.upkeep import Finding, Level
from commentary.cli.show.text import printable

MOST_CHARACTERS = 1000
ORDER: tuple[Level, ...] = ("error", "warning", "fine")


def doctor_text(findings: Sequence[Finding]) -> str:
    """Return the findings, the worst first, each with what to do, and how many of each level there are."""
    lines = [line for level in ORDER for each in findings if each.level == level for line in _lines(each)]
    counts = {level: sum(each.level == level for each in findings) for level in ORDER}
    errors = "1 error" if counts["error"] == 1 else f"{counts['error']:,} errors"
    warnings = "1 warning" if counts["warning"] == 1 else f"{counts['warning']:,} warnings"
    return "\n".join([*lines, f"{errors}, {warnings}, {counts['fine']:,} fine"])


def doctor_json(findings: Sequence[Finding]) -> dict[str, Any]:
    """Return the findings as a JSON object, with the worst level."""
    return {"level": worst(findings), "findings": [vars(each) for each in findings]}


def worst(findings: Sequence[Finding]) -> Level:
    """Return the worst level of some findings."""
    return next((level for level in ORDER if any(each.level == level for each in findings)), "fine")


def _lines(finding: Finding) -> list[str]:
    told = printable(f"{finding.level:<7}  {finding.kind}: {finding.what}", MOST_CHARACTERS)
    return [told, *([f"         → {printable(finding.do, MOST_CHARACTERS)}"] if finding.do else [])]
