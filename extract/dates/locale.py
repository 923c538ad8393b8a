"""Finds the language tag by which a page's dates are to be read (pure).

A page with `lang="en"` may be written anywhere: the top-level domain of its host says more.
"""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from extract.page import Page

# The English of each top-level domain.
ENGLISH_BY_TOP_LEVEL_DOMAIN: Mapping[str, str] = {
    end: f"en-{end}" for end in ("ie", "au", "nz", "in", "za", "sg", "pk", "ng", "ke", "hk", "my", "us", "ph")
} | {"uk": "en-gb", "gov": "en-us", "mil": "en-us"}

_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z]{2,4})*")


def date_locale(page: Page) -> str | None:
    """Return the language tag by which a page's dates are to be read, in lower case, None where it states none."""
    stated = [page.tree.get("lang", ""), page.tree.get("xml:lang", "")]
    stated += [
        *page.metas.get("og:locale", ())[:1],
        *page.metas.get("language", ())[:1],
        *page.metas.get("inlanguage", ())[:1],
    ]
    tags = [match.group().lower().replace("_", "-") for text in stated if (match := _TAG.match(text.strip()))]
    if not tags:
        return ENGLISH_BY_TOP_LEVEL_DOMAIN.get(_top_level_domain(page))
    if tags[0] == "en":
        fuller = next((tag for tag in tags if tag.startswith("en-")), None)
        # `en_US` is the default of many systems, for any English.
        return ENGLISH_BY_TOP_LEVEL_DOMAIN.get(_top_level_domain(page)) or (
            fuller if fuller not in {None, "en-us"} else "en"
        )
    return tags[0]


def _top_level_domain(page: Page) -> str:
    try:
        return (urlsplit(page.url).hostname or "").rpartition(".")[2]
    except ValueError:
        return ""
