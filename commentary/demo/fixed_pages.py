"""The demo site's static pages: WordPress' pages and no posts (values only)."""

from collections.abc import Mapping
from typing import NamedTuple


class FixedPage(NamedTuple):
    """A static page: its id, which no post has, its heading and its one sentence."""

    id: int
    heading: str
    text: str


_TEXTS = {
    "/about/": ("About", "An invented house for invented commentary, used to try out archives."),
    "/privacy-policy/": ("Privacy Policy", "We keep nothing, since there is nobody to keep it of."),
    "/terms-of-use/": ("Terms of Use", "Read, copy, change, and think for yourself."),
    "/risk-advisory/": ("Risk Advisory", "Risks are advised against."),
    "/jobs/": ("Jobs", "There are no vacancies at present, nor were there before."),
    "/register/": ("Register", "Registration is closed."),
    "/my-bookmarks/": ("My Bookmarks", "You have no bookmarks yet."),
    "/submit/": ("Submit an Op-Ed", "Please write to the editors, briefly."),
}
# By the page's path.
FIXED_PAGES: Mapping[str, FixedPage] = {
    path: FixedPage(2 + number, *words) for number, (path, words) in enumerate(_TEXTS.items())
}
