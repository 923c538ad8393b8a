"""Recognises pages that are sent in place of the requested one: challenges, consent walls, error pages, stubs (pure).

`wall_reason` returns which of the first three a page is, or None; `refresh_target` to which URL a stub redirects.
"""

from extract.walls.reason import wall_reason
from extract.walls.refresh import refresh_target

__all__ = ["refresh_target", "wall_reason"]
