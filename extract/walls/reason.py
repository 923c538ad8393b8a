"""Tells whether a page was sent in place of the requested article or listing (pure)."""

from collections.abc import Callable, Mapping

from extract.page import Page
from extract.walls.challenge import is_challenge
from extract.walls.consent import is_consent_wall
from extract.walls.error_page import is_error_page
from extract.walls.visible_text import VisibleText

CHECKS: Mapping[str, Callable[[VisibleText], bool]] = {
    "challenge": is_challenge,
    "consent wall": is_consent_wall,
    "error page": is_error_page,
}


def wall_reason(page: Page) -> str | None:
    """Return "challenge", "consent wall" or "error page" for a page that is one, None for any other.

    ExtractionError when the page is no HTML or beyond the parser's limits.
    """
    visible = VisibleText(page)
    return next((reason for reason, check in CHECKS.items() if check(visible)), None)
