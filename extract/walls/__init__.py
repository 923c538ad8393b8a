"""Recognises pages that are sent in place of the requested one: challenges, consent walls, error pages (pure).

`wall_reason` returns which of them a page is, or None.
"""

from extract.walls.reason import wall_reason

__all__ = ["wall_reason"]
