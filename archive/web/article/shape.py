"""Gives the HTML of an article's text the paragraphs that a reader of its page sees (pure).

Many sites write a paragraph as a `<div>`, or part paragraphs by two line breaks, and space them by their stylesheet,
which a text in an archive has not:

    <div>One.</div><div>Two.</div>            → <p>One.</p><p>Two.</p>
    <div>One.<br><br>Two.</div>               → <div><p>One.</p><p>Two.</p></div>
    <div>One.<h2>Two</h2>Three.</div>         → <div><p>One.</p><h2>Two</h2><p>Three.</p></div>
    <p>One.</p><p>&nbsp;</p><p>Two.</p>       → <p>One.</p><p>Two.</p>

No word is added, moved or left out.
"""

from collections.abc import Collection, Iterator
from itertools import pairwise

import lxml.html
from lxml.html import HtmlElement

_BLOCKS = """
    address article aside blockquote caption center dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6
    header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul
"""
BLOCKS = frozenset(_BLOCKS.split())
# Of their text that stands beside blocks, or is parted by line breaks, paragraphs are made.
HOLDERS = frozenset(
    {"address", "article", "aside", "blockquote", "center", "div", "footer", "header", "main", "p", "section"}
)
# Of these, if they hold nothing but text, paragraphs are made too.
PLAIN = frozenset({"article", "center", "div", "header", "main", "section"})
# What is shown although it has no words.
SHOWN = ("img", "video", "audio", "iframe", "hr", "table")
# Invisible characters that leave a paragraph empty: no-break space, zero-width space and joiners, byte-order mark.
BLANK = "\xa0\u200b\u200c\u200d\u2060\ufeff"
# Names that mean the same; the page's own headline is the only `h1`.
RENAMED = {"h1": "h2", "strike": "s", "tt": "code"}
# Headings above which a list of contents shows, and how many of them it has.
MAX_HEADINGS = 40


def shape(root: HtmlElement) -> None:
    """Change a tree so that each paragraph of its text is an element; empty ones go."""
    for former, name in RENAMED.items():
        for element in list(root.iter(former)):
            element.tag = name
    with_blocks = _with_blocks(root)
    for element in list(root.iter(*HOLDERS)):
        _make_paragraphs(element, with_blocks)
    # The last first, so that what becomes empty goes too.
    for element in reversed(list(root.iter("p", "div", "section", "figure"))):
        if element is not root and _is_empty(element):
            element.drop_tree()


def number_headings(root: HtmlElement) -> list[tuple[int, str, str]]:
    """Give each heading of a text an id, and return level (2 to 6), id and words of the first MAX_HEADINGS."""
    found: list[tuple[int, str, str]] = []
    for heading in root.iter("h2", "h3", "h4", "h5", "h6"):
        words = " ".join(heading.text_content().split())
        if not words:
            continue
        name = heading.get("id") or f"text-heading-{len(found) + 1}"
        heading.set("id", name)
        found.append((int(str(heading.tag)[1]), name, words))
        if len(found) == MAX_HEADINGS:
            break
    return found


def _with_blocks(root: HtmlElement) -> Collection[HtmlElement]:
    """Return the elements that have a block in them."""
    found: set[HtmlElement] = set()
    for block in root.iter(*BLOCKS):
        parent = block.getparent()
        while parent is not None and parent not in found:
            found.add(parent)
            parent = parent.getparent()
    return found


def _make_paragraphs(element: HtmlElement, with_blocks: Collection[HtmlElement]) -> None:
    pieces = list(_pieces(element))
    groups = list(_groups(pieces, with_blocks))
    runs = [group for is_run, group in groups if is_run]
    if len(groups) <= 1 and element.getparent() is not None:
        if runs and element.tag in PLAIN:
            element.tag = "p"
        return
    if not runs:
        return
    if element.tag == "p":
        # Paragraphs do not nest.
        element.tag = "div"
    for child in element:
        child.tail = None
    element.text = None
    del element[:]
    for is_run, group in groups:
        holder = lxml.html.Element("p") if is_run else element
        for piece in group:
            _append(holder, piece)
        if is_run:
            element.append(holder)


def _pieces(element: HtmlElement) -> Iterator[HtmlElement | str]:
    """Yield an element's texts and children in order; a comment is none."""
    if element.text:
        yield element.text
    for child in element:
        if isinstance(child.tag, str):
            yield child
        if child.tail:
            yield child.tail


def _groups(
    pieces: list[HtmlElement | str], with_blocks: Collection[HtmlElement]
) -> Iterator[tuple[bool, list[HtmlElement | str]]]:
    """Yield blocks, each by itself (False), and runs of what stands in lines (True), without blank ones."""
    run: list[HtmlElement | str] = []
    breaks = _double_breaks(pieces)
    for place, piece in enumerate(pieces):
        is_block = not isinstance(piece, str) and (piece.tag in BLOCKS or piece in with_blocks)
        if not is_block and place not in breaks:
            run.append(piece)
            continue
        if trimmed := _trimmed(run):
            yield True, trimmed
        run = []
        if is_block:
            yield False, [piece]
    if trimmed := _trimmed(run):
        yield True, trimmed


def _double_breaks(pieces: list[HtmlElement | str]) -> Collection[int]:
    """Return the places of line breaks that follow one another, and of the white space between them."""
    places = [place for place, piece in enumerate(pieces) if not (isinstance(piece, str) and not piece.strip())]
    return {
        place
        for left, right in pairwise(places)
        if _is_break(pieces[left]) and _is_break(pieces[right])
        for place in range(left, right + 1)
    }


def _trimmed(run: list[HtmlElement | str]) -> list[HtmlElement | str]:
    """Return a run without the line breaks and white space at its ends."""
    start, end = 0, len(run)
    while start < end and _is_space(run[start]):
        start += 1
    while end > start and _is_space(run[end - 1]):
        end -= 1
    return run[start:end]


def _is_space(piece: HtmlElement | str) -> bool:
    return not piece.strip().strip(BLANK) if isinstance(piece, str) else _is_break(piece)


def _is_break(piece: HtmlElement | str) -> bool:
    return not isinstance(piece, str) and piece.tag == "br"


def _append(holder: HtmlElement, piece: HtmlElement | str) -> None:
    if not isinstance(piece, str):
        holder.append(piece)
    elif len(holder):
        holder[-1].tail = (holder[-1].tail or "") + piece
    else:
        holder.text = (holder.text or "") + piece


def _is_empty(element: HtmlElement) -> bool:
    """Tell whether an element shows nothing, and nothing leads to it."""
    if element.text_content().strip().strip(BLANK).strip():
        return False
    return next(element.iter(*SHOWN), None) is None and not any(each.get("id") for each in element.iter())
