"""Reads which classes and ids a page's `style` elements hide (pure).

style | rules | those of one class or id that hide it, but for those that another rule shows again
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

# In characters, of all `style` elements together.
MAX_CSS = 120_000
MAX_SELECTORS = 5000
# What no rule that hides lacks: most rules need not be looked at.
HINTS = (
    "display:none", "display: none", "y:hidden", "y: hidden", "rect(", "inset(", "99px", "99em", "99rem", "00px",
    "00em", "00rem", "99%", "00%", "font-size:0", "font-size: 0", "collapse",
)  # fmt: skip

OUT_OF_SIGHT = "out of sight"
NOT_SHOWN = "not shown"

_NOT_SHOWN = re.compile(r"display:none|visibility:(?:hidden|collapse)")
_POSITIONED = re.compile(r"position:(?:absolute|fixed)")
_FAR_AWAY = re.compile(r"(?:left|right|top|margin-left|margin|inset-inline-start|inset):-\d{3,}")
_INDENTED = re.compile(r"text-indent:-\d{3,}")
_CLIPPED = re.compile(
    r"clip:rect\((?:[01](?:px)?[,\s]*){4}\)|clip-path:(?:inset\((?:50|100)%|polygon\((?:0(?:px)?[,\s]*)+\)|circle\(0)"
)
_ONE_PIXEL = re.compile(r"(?:^|;)(?:width|height):[01](?:px)?(?=;|$|!)")
_TINY = re.compile(r"font-size:(?:0(?:px|pt|em|rem|%)?|1(?:px|pt))(?=;|$|!)")
# What opens slowly is there to be opened.
_OPENS = re.compile(r"transition|max-height:0")
_TRANSPARENT = re.compile(r"(?:^|;)opacity:0(?:\.0+)?(?=;|$|!)")
_SPACES = re.compile(r"\s*([:;,(])\s*")
_SIMPLE = re.compile(r"[a-z]{0,12}([.#][\w-]{1,80})")
_NAME = re.compile(r"[.#][\w-]{1,80}")
_SHOWN = re.compile(r"display\s*:\s*(?!none|\s)|visibility\s*:\s*visible", re.IGNORECASE)


ALWAYS, CONDITIONAL, PRINT = "always", "conditional", "print"
_EVERY_SCREEN = re.compile(r"@media\s+(?:only\s+)?(?:screen|all)\s*$")


class _Rule(NamedTuple):
    selectors: str
    declarations: str
    may_hide: bool
    is_conditional: bool


def hiding(declarations: str) -> str | None:
    """Return how CSS declarations hide an element: NOT_SHOWN, OUT_OF_SIGHT, None where they do not.

    Opacity alone hides nothing: scripts write it on what they let appear slowly.
    """
    style = _SPACES.sub(r"\1", declarations.lower())
    if _NOT_SHOWN.search(style):
        return None if _OPENS.search(style) else NOT_SHOWN
    if _INDENTED.search(style) or _TINY.search(style):
        return OUT_OF_SIGHT
    if not _POSITIONED.search(style):
        return None
    is_away = _FAR_AWAY.search(style) or _CLIPPED.search(style) or _TRANSPARENT.search(style)
    is_small = len(_ONE_PIXEL.findall(style)) >= 2
    return OUT_OF_SIGHT if is_away or is_small else None


def hiding_names(styles: Iterable[str]) -> Mapping[str, str]:
    """Return the classes (`.name`) and ids (`#name`) that CSS hides on every screen, each with how."""
    rules = list(_rules(styles))
    hidden: dict[str, str] = {}
    for rule in rules:
        # Few selectors are simple, and declarations take longer to read.
        names = _simple_names(rule.selectors) if rule.may_hide and not rule.is_conditional else []
        if names and (how := hiding(rule.declarations)):
            hidden.update(dict.fromkeys(names, how))
    # A class that a state, another class or a wider screen shows is one that readers can open, or see.
    for rule in rules if hidden else ():
        if _SHOWN.search(rule.declarations):
            for name in _NAME.findall(rule.selectors):
                if hidden.get(name) == NOT_SHOWN:
                    del hidden[name]
    return hidden


def _simple_names(selectors: str) -> list[str]:
    simple = (_SIMPLE.fullmatch(selector.strip()) for selector in selectors.split(",")[:MAX_SELECTORS])
    return [match.group(1) for match in simple if match]


def _rules(styles: Iterable[str]) -> Iterator[_Rule]:
    """Yield the rules that may hide or show an element, but those for print."""
    left = MAX_CSS
    for style in styles:
        css = _without_comments(style[:left])
        left -= len(css)
        # The preludes of the open blocks around, such as `@media (max-width: 600px)`.
        around: list[str] = []
        for part in css.split("}"):
            prelude, opening, declarations = part.rpartition("{")
            if not opening:
                del around[-1:]
                continue
            if "{" in prelude:
                *outer, prelude = prelude.split("{")
                around += outer
            may_hide = any(hint in declarations for hint in HINTS)
            if may_hide or "display" in declarations:
                media = _media(around)
                if media is not PRINT:
                    yield _Rule(prelude.rpartition(";")[2].strip(), declarations, may_hide, media is CONDITIONAL)


def _media(around: Sequence[str]) -> str:
    """Return whether rules within some blocks count on every screen, on some, or in print."""
    media = " ".join(around[-4:]).lower() if around else ""
    if "print" in media and "screen" not in media:
        return PRINT
    is_conditional = "@media" in media and _EVERY_SCREEN.search(media) is None
    return CONDITIONAL if is_conditional else ALWAYS


def _without_comments(css: str) -> str:
    if "/*" not in css:
        return css
    first, *others = css.split("/*")
    return first + "".join(other.partition("*/")[2] for other in others)
