"""The forecast of the disk as text and as JSON (pure)."""

from typing import Any

from archive.upkeep import Forecast
from commentary.cli.show.text import size


def forecast_text(found: Forecast) -> str:
    """Return how much is free, how much comes to it a day, and when the disk is full, in one line."""
    free = f"{size(found.free)} free"
    if found.bytes_a_day is None:
        return f"{free}; what a day takes is known after the second run of a site"
    pace = f"about {size(round(found.bytes_a_day))} a day by the last runs"
    if not found.bytes_a_day:
        return f"{free}; {pace}"
    return f"{free}; {pace}: {f'full on {found.full_on}' if found.full_on else 'enough for ten years and more'}"


def forecast_json(found: Forecast) -> dict[str, Any]:
    """Return it as a JSON object; sizes in bytes."""
    return {
        "free": found.free,
        "warcs": found.warcs,
        "database": found.database,
        "bytes_a_day": None if found.bytes_a_day is None else round(found.bytes_a_day),
        "full_on": found.full_on.isoformat() if found.full_on else None,
    }
