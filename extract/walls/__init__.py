"""Recognises pages that are sent in place of the requested one: challenges, consent walls, error pages, stubs (pure).

`wall_reason` returns which of the first three a page is by its content, `head_reason` by its status and headers;
`refresh_target` returns to which URL a stub redirects; `is_shell` tells a page that shows nothing until scripts run.
"""

from extract.walls.reason import wall_reason
from extract.walls.refresh import refresh_target
from extract.walls.response_head import head_reason, is_challenge_head
from extract.walls.shell import is_shell
from extract.walls.visible_text import declares_article

__all__ = ["declares_article", "head_reason", "is_challenge_head", "is_shell", "refresh_target", "wall_reason"]
