"""Recognises pages that are sent in place of the requested one: challenges, consent walls, error pages (pure).

`wall_reason` returns which of them a page is by its content, `head_reason` by its status and headers.
"""

from extract.walls.reason import wall_reason
from extract.walls.response_head import head_reason, is_challenge_head

__all__ = ["head_reason", "is_challenge_head", "wall_reason"]
