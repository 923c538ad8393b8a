"""Tells by an element's attributes whether and how it is hidden, and whether a reader can open it (pure)."""

import re
from collections.abc import Mapping
from enum import Enum
from functools import lru_cache

from lxml.html import HtmlElement

from extract.html import INLINE, NOT_SHOWN, hiding, hyphened
from extract.words.hidden_classes import (
    ANIMATIONS,
    HIDING_CLASSES,
    ICON_FONTS,
    NOTES,
    OPENABLE,
    PRINT_CLASSES,
    SCREEN_READER,
    SCREEN_READER_CLASSES,
    SHOWN_ON_SOME,
    TOOLTIP_CLASSES,
)

MAX_STYLE = 2000
MAX_NAMES = 500
# A heading's link to itself, signs of fonts and of pictures instead of words.
DECORATIONS = frozenset("#¶§\u00d7✕⚓🔗 \u200b\ufeff\u00a0\n\t")
_PRIVATE_USE = re.compile("[\ue000-\uf8ff]")

_STREAMED = re.compile(r"[A-Z]:[0-9a-f]+")
_ICON_WORD = re.compile(r"[a-z_]{2,30}")
# Attributes by which scripts of a page open and close an element.
OPENING_ATTRIBUTES = frozenset({
    "data-accordion-content", "data-accordion-panel", "data-collapse", "data-collapsible",
    "data-panel", "data-state", "data-tab", "data-tab-content", "data-tabs-panel", "data-toggle-content", "ng-show",
    "v-show", "x-collapse", "x-show",
})  # fmt: skip
OPENED_ROLES = frozenset({"region", "tabpanel"})
BESIDE_ROLES = frozenset({"alertdialog", "dialog", "tooltip"})


class Sign(Enum):
    """How an element is hidden.

    OUT_OF_SIGHT: moved, clipped or made tiny, as for screen readers; NOT_SHOWN: taken from the page, until a script
    may show it; ASIDE: beside the page, as a dialog or a tooltip; SILENT: shown, but hidden from screen readers.
    """

    OUT_OF_SIGHT = "out of sight"
    NOT_SHOWN = "not shown"
    ASIDE = "aside"
    SILENT = "silent"


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^|[\s-])(?:{pattern})(?:$|[\s-])")


_SCREEN_READER, _NOTES, _OPENABLE = _words(SCREEN_READER), _words(NOTES), _words(OPENABLE)
_ANIMATIONS = re.compile(rf"(?:^|\s)(?:{ANIMATIONS})", re.IGNORECASE)
_ICON_FONTS = re.compile(rf"(?:^|\s)(?:{ICON_FONTS})(?:$|\s)", re.IGNORECASE)
_NO_HEIGHT = re.compile(r"(?:^|[;\s])(?:max-)?height\s*:\s*0(?:px)?\s*(?:;|$|!)")
_SHOWN_ON_SOME = re.compile(rf"(?:^|\s)(?:{SHOWN_ON_SOME})(?:$|\s)", re.IGNORECASE)
_PRINTED = re.compile(r"(?:^|\s)(?:d-print-(?!none)\S+|print:(?!hidden)\S+)")


def sign_of(element: HtmlElement, style_names: Mapping[str, str]) -> Sign | None:
    """Return how an element is hidden, None where it is not.

    `style_names` are the classes and ids that the page's `style` elements hide (`hiding_names`).
    """
    attributes = element.attrib
    if not attributes:
        return Sign.ASIDE if element.tag == "dialog" else None
    get = attributes.get
    if get("role") in BESIDE_ROLES or get("popover") is not None or (element.tag == "dialog" and get("open") is None):
        return Sign.ASIDE
    classes = get("class", "")
    if classes and (sign := _sign_of_classes(classes)):
        return sign
    if get("hidden") is not None:
        # What the browser's own search finds and opens is a reader's to see.
        return None if get("hidden") == "until-found" or _STREAMED.fullmatch(get("id", "")) else Sign.NOT_SHOWN
    if sign := _sign_of_styles(element, classes, style_names):
        return sign
    return Sign.SILENT if get("aria-hidden") == "true" else None


def _sign_of_styles(element: HtmlElement, classes: str, style_names: Mapping[str, str]) -> Sign | None:
    """Return how an element's own style hides it, or the page's rule for one of its classes or its id."""
    style = element.get("style")
    if style and (how := hiding(style[:MAX_STYLE])):
        return _sign(how, classes, element)
    if not style_names:
        return None
    names = (f"#{element.get('id', '')}", *(f".{name}" for name in classes.split()))
    stated = next(filter(None, map(style_names.get, names)), None)
    return None if stated is None else _sign(stated, classes, element)


def _sign(how: str, classes: str, element: HtmlElement) -> Sign | None:
    if how == NOT_SHOWN:
        return None if _ANIMATIONS.search(classes) else Sign.NOT_SHOWN
    style = element.get("style", "")
    # A font size of 0 on a block takes the spaces from between its children, unless it has no height either, or has
    # a text of its own.
    is_tiny = element.tag in INLINE or "font-size" not in style or _NO_HEIGHT.search(style) or _is_line(element)
    return Sign.OUT_OF_SIGHT if is_tiny else None


def _is_line(element: HtmlElement) -> bool:
    """Tell whether an element holds a text of its own, and no child has a size of its own."""
    texts = (element.text, *(child.tail for child in element))
    return any(text and not text.isspace() for text in texts) and not any(
        "font-size" in child.get("style", "") for child in element
    )


@lru_cache(maxsize=8192)
def _sign_of_classes(classes: str) -> Sign | None:
    tokens = frozenset(classes[:MAX_NAMES].split())
    if not TOOLTIP_CLASSES.isdisjoint(tokens):
        return Sign.ASIDE
    plain = " ".join(token for token in tokens if ":" not in token)
    is_for_some = _SHOWN_ON_SOME.search(classes) is not None
    if not SCREEN_READER_CLASSES.isdisjoint(tokens) or _SCREEN_READER.search(hyphened(plain)):
        return None if is_for_some or "not-sr-only" in tokens else Sign.OUT_OF_SIGHT
    if not PRINT_CLASSES.isdisjoint(tokens):
        return Sign.OUT_OF_SIGHT
    if HIDING_CLASSES.isdisjoint(tokens) or is_for_some or _ANIMATIONS.search(classes):
        return None
    return Sign.OUT_OF_SIGHT if _PRINTED.search(classes) else Sign.NOT_SHOWN


def is_openable(element: HtmlElement) -> bool:
    """Tell whether an element's own attributes say that a reader can open it, or switch to it."""
    get = element.get
    if (
        element.tag in {"details", "template"}
        or get("role") in OPENED_ROLES
        or get("itemprop") in {"text", "acceptedAnswer"}
    ):
        return True
    return not OPENING_ATTRIBUTES.isdisjoint(element.attrib) or _has_words(_OPENABLE, element)


def is_note(element: HtmlElement) -> bool:
    """Tell whether an element is a note that a script shows beside its mark."""
    return element.get("role", "").startswith("doc-") or _has_words(_NOTES, element)


def is_control(element: HtmlElement) -> bool:
    """Tell whether an element opens and closes what follows it."""
    if element.tag in {"summary", "button"} or element.get("role") in {"button", "tab"}:
        return True
    return any(element.get(name) is not None for name in ("aria-expanded", "aria-controls", "onclick"))


def is_decoration(element: HtmlElement, text: str) -> bool:
    """Tell whether a text within a line is a sign of the page and no word: a permalink's `#`, an icon's letter."""
    classes = element.get("class", "")
    if classes and _ICON_FONTS.search(classes):
        return _ICON_WORD.fullmatch(text.strip()) is not None
    return all(character in DECORATIONS or _PRIVATE_USE.match(character) for character in text[:MAX_NAMES])


def _has_words(pattern: re.Pattern[str], element: HtmlElement) -> bool:
    names = f"{element.get('class', '')} {element.get('id', '')}"
    return pattern.search(hyphened(names)) is not None
