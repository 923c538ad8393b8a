"""Which page stands in the place of the one that was asked for, be that an article or a listing (pure)."""

from collections.abc import Callable, Mapping

from extract.page import Page
from extract.walls.challenge import is_challenge
from extract.walls.consent import is_consent_wall
from extract.walls.error_page import is_error_page
from extract.walls.visible_text import VisibleText

STAND_INS: Mapping[str, Callable[[VisibleText], bool]] = {
    "challenge": is_challenge,
    "consent wall": is_consent_wall,
    "error page": is_error_page,
}


def wall_reason(page: Page) -> str | None:
    """Return what an HTML page is instead: a guard's, a consent wall, an error that says 200; None when it is itself.

    ExtractionError when the page is no HTML or beyond our limits.
    """
    glance = VisibleText(page)
    return next((reason for reason, is_one in STAND_INS.items() if is_one(glance)), None)
