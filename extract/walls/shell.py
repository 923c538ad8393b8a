"""Recognises a client-side shell: a page that shows nothing of its own until scripts run (pure).

It asks for JavaScript or has an empty element where an application writes, beside scripts and hardly any prose.
"""

import re

from lxml.html import HtmlElement

from extract.html import UNSEEN, text_of
from extract.page import Page
from extract.walls.visible_text import VisibleText

# In characters. What a shell shows besides: its menu, "Loading…", a line on cookies.
MAX_PROSE = 300
MAX_PLACEHOLDER = 60
MIN_BLOCK = 40

# The ids that the starters of React, Vue, Next, Nuxt, Gatsby, Angular, Ember, Svelte and Quasar write.
_ROOTS = frozenset(
    {"root", "app", "__next", "__nuxt", "___gatsby", "app-root", "react-root", "ember-app", "svelte", "q-app"}
)
# The word itself is written so in every language. Beside it stands one for to need, to turn on or to be turned off.
_NEEDS = (
    r"(?:need|enable|require|turn(?:ed)? (?:on|off)|disabled|activate|without|aktivier|benötigt|erforderlich|activ|"
    r"désactivé|nécessaire|habilit|necesar|necesita|requiere|ativ|abilit|attiv|richiede|inschakel|włącz|включ|увімк|"
    r"etkinleştir|gerek|povol|zapn|aktiver|slå på|启用|開啟|啟用|有効|사용|تفعيل|הפעל)"
)
_ASKS = re.compile(rf"{_NEEDS}.{{0,60}}java-?script|java-?script.{{0,60}}{_NEEDS}", re.DOTALL)
# Comments and videos of other sites ask for JavaScript in pages that are whole.
_OF_A_PART = re.compile(r"comment|disqus|video|player|poll|map\b|kommentar|commentaire|comentario|yorum")


def is_shell(page: Page) -> bool:
    """Tell whether a page shows nothing of its own until scripts run.

    It is asked only of pages in which no text, or hardly any, was found: a shell may carry its text as data.
    """
    if not any(script.get("src") or script.text for script in page.tree.iter("script")):
        return False
    visible = VisibleText(page)
    prose = [text for text in visible.prose(min_block=MIN_BLOCK) if "javascript" not in text]
    return sum(map(len, prose)) <= MAX_PROSE and (_has_empty_root(page) or _asks_for_scripts(page))


def _has_empty_root(page: Page) -> bool:
    body = page.tree.find("body")
    elements = () if body is None else body.iter("div", "main", "app-root", "section")
    return any(_is_root(element) and len(text_of(element)) <= MAX_PLACEHOLDER for element in elements)


def _is_root(element: HtmlElement) -> bool:
    has_pictures = next(element.iter("img", "picture", "video", "iframe", "article"), None) is not None
    return (element.get("id") in _ROOTS or element.tag == "app-root") and not has_pictures


def _asks_for_scripts(page: Page) -> bool:
    """Tell whether a `noscript`, or a short text outside of any article, asks for JavaScript for the whole page."""
    texts = [" ".join(element.itertext()).lower() for element in page.tree.iter("noscript")]
    if page.tree.find(".//article") is None and page.tree.find(".//h1") is None:
        body = page.tree.find("body")
        blocks = () if body is None else body.iter("p", "div", "h2", "strong")
        texts += [text_of(element).lower() for element in blocks if element.tag not in UNSEEN]
    return any(_ASKS.search(text) and not _OF_A_PART.search(text) for text in texts if len(text) <= MAX_PROSE)
