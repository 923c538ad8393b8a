"""Recognises stubs: pages without a text that redirect by a meta refresh, as static sites leave at old URLs (pure).

Jekyll, Hugo, Hexo and others cannot send a 301. Where an article moved they write a page with `<meta
http-equiv="refresh" content="0; url=…">`, a link, and perhaps the same redirect as a script. A page with a text is no
stub, nor is one that loads itself anew every few minutes.
"""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from lxml.html import HtmlElement

from extract.page import Page
from extract.urls import canonical_url
from extract.walls.challenge import is_challenge
from extract.walls.visible_text import VisibleText

# A page that leads on after a longer time is one to be read meanwhile.
MAX_DELAY_SECONDS = 15
# All in characters: of the whole page with its menu, and of the blocks that are sentences. A page that declares
# itself an article has none.
MAX_TEXT = 1500
# In bytes, of the page that is searched for a word of a redirect before it is parsed.
MAX_BYTES = 1_000_000
MAX_PROSE = 300
# Where only a script redirects, a page shows hardly anything.
MAX_TEXT_WITH_SCRIPT = 200
MAX_SCRIPT_CHARACTERS = 1000

_QUICK = (b"http-equiv", b"location")
# The delay, and the URL after a comma, semicolon or space, perhaps in quotes (HTML Standard, 4.2.5.3).
_CONTENT = re.compile(r"\s*(\d*)(?:\.[\d.]*)?\s*[;,\s]\s*(?:url\s*=\s*)?(.*)", re.IGNORECASE | re.DOTALL)
_LOCATION = re.compile(
    r"""\blocation(?:\.href)?\s*=\s*(["'])(?P<set>[^"']+)\1|\blocation\.(?:replace|assign)\(\s*(["'])(?P<call>[^"']+)\3"""
)


def refresh_target(page: Page) -> str | None:
    """Return the absolute http(s) URL to which a stub redirects, None for any other page.

    ExtractionError when the page is no HTML or beyond the parser's limits.
    """
    # A stub is short; of a sitemap of 50 MB no copy is made.
    body = page.body[:MAX_BYTES]
    if not any(word in body for word in _QUICK) and not any(word in body.lower() for word in _QUICK):
        return None
    refreshes = [meta for meta in page.tree.iter("meta") if _is_refresh(meta)]
    scripted = set(_scripted(page))
    visible = VisibleText(page)
    if not (refreshes or scripted) or visible.text(MAX_TEXT) is None:
        return None
    own = canonical_url(page.url)
    for target, max_text in _targets(page, refreshes, scripted):
        if canonical_url(target) == own or visible.text(max_text) is None:
            continue
        max_prose = 0 if visible.declares_article else MAX_PROSE
        if sum(map(len, visible.prose())) <= max_prose and not is_challenge(visible):
            return target
    return None


def _is_refresh(meta: HtmlElement) -> bool:
    return (meta.get("http-equiv") or "").strip().lower() == "refresh"


def _targets(page: Page, refreshes: Sequence[HtmlElement], scripted: AbstractSet[str]) -> Iterator[tuple[str, int]]:
    """Yield where meta elements and scripts lead, each with the length of the text that a stub may show then."""
    for element in refreshes:
        found = _CONTENT.fullmatch(element.get("content", ""))
        if not found:
            continue
        delay, target = found[1], page.absolute(_unquoted(found[2]))
        # A page that needs scripts sends who has none elsewhere, unless its script goes to the same place.
        is_for_all = next(element.iterancestors("noscript"), None) is None or target in scripted
        is_soon = len(delay) < 3 and int(delay or 0) <= MAX_DELAY_SECONDS
        if target.startswith(("http://", "https://")) and is_soon and is_for_all:
            yield target, MAX_TEXT
    # A link to the same place confirms a script.
    links = {page.absolute(link.get("href", "")) for link in page.tree.iter("a", "link")} if scripted else set()
    yield from ((target, MAX_TEXT_WITH_SCRIPT) for target in sorted(scripted & links))


def _unquoted(text: str) -> str:
    """Return a URL without the quotes around it, and without what stands behind the second one."""
    text = text.strip()
    return text[1:].partition(text[0])[0] if text[:1] in {"'", '"'} else text


def _scripted(page: Page) -> Iterator[str]:
    """Yield the URLs to which short scripts of a page set its location."""
    for script in page.tree.iter("script"):
        code = script.text or ""
        if len(code) <= MAX_SCRIPT_CHARACTERS and "location" in code:
            for found in _LOCATION.finditer(code):
                url = page.absolute((found["set"] or found["call"]).replace("\\/", "/"))
                if url.startswith(("http://", "https://")):
                    yield url
