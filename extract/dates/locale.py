"""Spelling: whose habits a page's dates are written by, as far as it says (pure).

A page that says `en` may be written anywhere: the country of its host says more.
"""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from extract.page import Page

# Where English is written and what the end of a host says of that.
ENGLISH: Mapping[str, str] = {
    end: f"en-{end}" for end in ("ie", "au", "nz", "in", "za", "sg", "pk", "ng", "ke", "hk", "my", "us", "ph")
} | {"uk": "en-gb", "gov": "en-us", "mil": "en-us"}

_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z]{2,4})*")


def date_locale(page: Page) -> str | None:
    """Return the language tag that a page's dates follow, or None."""
    stated = [page.tree.get("lang", ""), page.tree.get("xml:lang", "")]
    stated += [
        *page.metas.get("og:locale", ())[:1],
        *page.metas.get("language", ())[:1],
        *page.metas.get("inlanguage", ())[:1],
    ]
    tags = [match.group().lower().replace("_", "-") for one in stated if (match := _TAG.match(one.strip()))]
    if not tags:
        return ENGLISH.get(_end_of_host(page))
    if tags[0] == "en":
        fuller = next((tag for tag in tags if tag.startswith("en-")), None)
        # Systems write `en_US` for any English where nobody has said more.
        return ENGLISH.get(_end_of_host(page)) or (fuller if fuller not in {None, "en-us"} else "en")
    return tags[0]


def _end_of_host(page: Page) -> str:
    try:
        return (urlsplit(page.url).hostname or "").rpartition(".")[2]
    except ValueError:
        return ""
