"""Finds the elements of a text that no reader sees: for screen readers, for print, in another language (pure).

blocks | elements above their text with a sign of hiding | without what a reader can open, notes, and what holds the
text

An element that is hidden until a script runs, or until a reader opens it, is the author's text all the same: answers,
tabs, the rest behind "read more", pages that appear slowly. What holds most of the text is never left out, but for
another language.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from itertools import islice

from lxml.html import HtmlElement

from extract.blocks import Block
from extract.body.hidden_signs import Sign, is_control, is_decoration, is_note, is_openable, sign_of
from extract.html import INLINE, UNSEEN, hiding_names
from extract.page import Page
from extract.text import detect_language

# The share of the text that one hidden element, or hidden siblings alike, must hold to be the rest of the text.
REST_SHARE = 0.3
MOST = 0.5
# In characters: a shorter text may be of any language.
MIN_FOREIGN = 100
# In characters, of the text whose language is detected; and of how many elements it is.
MAX_SAMPLE = 3000
MAX_FOREIGN = 40
# How many elements around a hidden one, and before it, may say that it can be opened.
MAX_AROUND = 3
MAX_CONTROL_ELEMENTS = 12
# The attributes by which a control names the element that it opens.
TARGETS = ("aria-controls", "data-target", "data-bs-target", "href", "for", "data-toggle-target")
# Elements that each hold one paragraph: a program that hides them from screen readers still shows them.
PARAGRAPHS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "pre", "dt", "dd", "td", "th"})


def find_hidden(blocks: Sequence[Block], page: Page) -> frozenset[HtmlElement]:
    """Return the elements in and around blocks of text whose text no reader sees."""
    return frozenset(_Hidden(blocks, page).find())


def shown_text(block: Block, hidden: AbstractSet[HtmlElement]) -> str:
    """Return a block's text with single spaces, without that of the hidden elements within it."""
    shown: list[str] = []
    for node, is_tail in block.text_nodes:
        element = node.getparent() if is_tail else node
        while element is not None and element not in hidden and element is not block.parent.html_element:
            element = element.getparent()
        if element is None or element not in hidden:
            shown.append((node.tail if is_tail else node.text) or "")
    return block.text if len(shown) == len(block.text_nodes) else " ".join("".join(shown).split())


def has_sign(block: Block) -> bool:
    """Tell whether an element around a block is hidden by its own attributes, openable or not."""
    signs = (sign_of(element, {}) for element in block.parent.html_lineage())
    return any(sign is not None and sign is not Sign.SILENT for sign in signs)


class _Hidden:
    """One search. `signs` are the hidden elements in page order, `sizes` the characters of text in each.

    `alike` are the sizes of all children of one parent that are hidden by one sign. `samples` are texts of each
    hidden element, under None of what is in none: there may be other languages among the hidden ones.
    """

    def __init__(self, blocks: Sequence[Block], page: Page) -> None:
        self.page = page
        self.names = hiding_names(
            style.text or "" for style in page.tree.iter("style") if style.get("media") != "print"
        )
        self.signs: dict[HtmlElement, Sign] = {}
        self.sizes: Counter[HtmlElement | None] = Counter()
        self.alike: Counter[tuple[HtmlElement | None, Sign]] = Counter()
        self.samples: defaultdict[HtmlElement | None, list[str]] = defaultdict(list)
        self.asked = 0
        self.total = 0
        self._above: dict[HtmlElement, tuple[HtmlElement, ...]] = {}
        for block in blocks:
            for node, is_tail in block.text_nodes:
                text = (node.tail if is_tail else node.text) or ""
                self._add(text, self._hidden_above(node.getparent() if is_tail else node))

    def _add(self, text: str, above: tuple[HtmlElement, ...]) -> None:
        size = len(text.strip())
        self.total += size
        if not above and self.sizes[None] < MAX_SAMPLE:
            self.sizes[None] += size
            self.samples[None].append(text)
        for element in above:
            if self.sizes[element] < MAX_SAMPLE:
                self.samples[element].append(text)
            self.sizes[element] += size
            self.alike[element.getparent(), self.signs[element]] += size

    def _hidden_above(self, element: HtmlElement | None) -> tuple[HtmlElement, ...]:
        """Return the hidden ones of an element and its ancestors, from the outermost."""
        path = []
        while element is not None and element not in self._above:
            path.append(element)
            element = element.getparent()
        above = () if element is None else self._above[element]
        for inner in reversed(path):
            sign = sign_of(inner, self.names)
            if sign is not None:
                self.signs[inner] = sign
                above = (*above, inner)
            self._above[inner] = above
        return above

    def find(self) -> Iterator[HtmlElement]:
        """Yield the elements that hold no text for readers; of those within one another the outer ones at least."""
        found: set[HtmlElement] = set()
        for element, sign in self.signs.items():
            if self.sizes[element] and found.isdisjoint(element.iterancestors()) and self._is_hidden(element, sign):
                found.add(element)
                yield element

    def _is_hidden(self, element: HtmlElement, sign: Sign) -> bool:
        if element.tag in INLINE:
            return self._is_hidden_in_line(element, sign)
        if sign is not Sign.OUT_OF_SIGHT and self._is_foreign(element):
            return True
        if self.sizes[element] > MOST * self.total:
            return False
        match sign:
            case Sign.OUT_OF_SIGHT | Sign.ASIDE:
                return True
            case Sign.SILENT:
                return (
                    element.tag not in PARAGRAPHS
                    and not self._is_rest(element, sign)
                    and not self._can_be_opened(element)
                )
            case Sign.NOT_SHOWN:
                return not (self._is_rest(element, sign) or is_note(element) or self._can_be_opened(element))

    def _is_hidden_in_line(self, element: HtmlElement, sign: Sign) -> bool:
        if sign is Sign.SILENT:
            return is_decoration(element, "".join(element.itertext()))
        if sign is Sign.OUT_OF_SIGHT:
            return self.sizes[element] <= MOST * self.total
        return not (self._is_rest(element, sign) or is_note(element) or self._can_be_opened(element))

    def _is_rest(self, element: HtmlElement, sign: Sign) -> bool:
        """Tell whether an element, or it and its siblings alike, hold so much that they are the rest of the text."""
        return self.alike[element.getparent(), sign] >= REST_SHARE * self.total

    def _can_be_opened(self, element: HtmlElement) -> bool:
        return any(map(is_openable, islice(self._around(element), MAX_AROUND))) or self._has_control(element)

    def _around(self, element: HtmlElement) -> Iterator[HtmlElement]:
        """Yield an element and those around it that are not around the whole text."""
        yield element
        for above in element.iterancestors():
            if above.tag in {"body", "main", "article", "html"}:
                return
            yield above

    def _has_control(self, element: HtmlElement) -> bool:
        """Tell whether a button stands before an element, or a control of the page names it."""
        if element.get("id") and element.get("id") in self._targets:
            return True
        before = element.getprevious()
        while before is not None and before.tag in UNSEEN:
            before = before.getprevious()
        return before is not None and any(map(is_control, islice(before.iter(), MAX_CONTROL_ELEMENTS)))

    @cached_property
    def _targets(self) -> frozenset[str]:
        """The ids that the page's controls name."""
        controls = self.page.tree.iter("a", "button", "label", "div", "span", "h2", "h3", "h4", "li")
        names = (control.get(attribute) for control in controls for attribute in TARGETS)
        return frozenset(name.lstrip("#") for name in names if name)

    def _is_foreign(self, element: HtmlElement) -> bool:
        """Tell whether a hidden text is of another language than what is shown."""
        if self.sizes[element] < MIN_FOREIGN or self.asked >= MAX_FOREIGN:
            return False
        self.asked += 1
        inside = detect_language(" ".join(self.samples[element]))
        return None not in {inside, self._language} and inside != self._language

    @cached_property
    def _language(self) -> str | None:
        """The language of the text that is not hidden."""
        return detect_language(" ".join(self.samples[None]))
