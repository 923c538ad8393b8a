"""Finds what stands in the element of a text and is none of it, and what is though the reader leaves it out (pure).

container, known text | outermost elements of which the text has nothing | their selectors | those that match no text
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree
from lxml.html import HtmlElement

from extract.html import INLINE, select
from extract.learn.selectors import PLAIN_TAG_COST, Selector, own_selectors
from extract.text import fold_words

# Words in the sequences by which a longer text is looked up, and the share of them that an element without any of the
# text may have by chance.
SEQUENCE, MAX_SHARED = 4, 0.1
MAX_SELECTORS = 6
# Of the pages, those on which a box must stand to be named; on fewer it is a matter of one article.
MIN_PAGES, MIN_PAGE_SHARE = 2, 0.05
# Of what the reader left out; a shorter part may be a label.
MIN_KEPT_WORDS = 4
# Words beside a fact of the article, such as `Posted on`, and the share of pages on which a box says the same.
MAX_BESIDE_FACT, MIN_SAME_SHARE = 3, 0.5
# Tags that name a box by themselves.
BOX_TAGS = frozenset({"aside", "nav", "form", "footer", "header", "button", "time", "h1"})
_TEXTS = etree.XPath(".//text()[not(parent::script or parent::style or parent::noscript or parent::template)]")


def visible_words(element: HtmlElement) -> str:
    """Return the words of an element in lower case, parted by single spaces, without those of scripts and styles."""
    return fold_words(" ".join(map(str, _TEXTS(element))))


@dataclass(frozen=True)
class KnownText:
    """The known text of one page: its words in order, and all runs of a few of them."""

    text: str = field(repr=False)

    @cached_property
    def words(self) -> str:
        """The words in lower case, parted and surrounded by single spaces."""
        return f" {fold_words(self.text)} "

    @cached_property
    def sequences(self) -> frozenset[tuple[str, ...]]:
        """All runs of a few words."""
        return frozenset(_sequences(self.words.split()))

    def has(self, words: str) -> bool:
        """Tell whether the text has these words in this order."""
        return f" {words} " in self.words

    def lacks(self, words: str) -> bool:
        """Tell whether the text has nothing of these words."""
        if self.has(words):
            return False
        parts = words.split()
        found = list(_sequences(parts))
        if len(parts) <= SEQUENCE + 1:
            return True
        return sum(each in self.sequences for each in found) <= MAX_SHARED * len(found)


def _sequences(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(words[at : at + SEQUENCE]) for at in range(max(len(words) - SEQUENCE + 1, 0)))


@dataclass(frozen=True, kw_only=True, eq=False)
class Container:
    """The element of one page's text: what is known of the text, and what the reader gives for the element.

    `headline` is the page's headline, which is none of the text, though the text may repeat its words. `facts` are
    the words of title, authors and date.
    """

    element: HtmlElement
    known: KnownText = field(repr=False)
    read: str = field(repr=False)
    headline: HtmlElement | None = None
    facts: Sequence[str] = ()

    @cached_property
    def shown(self) -> str:
        """The words that the reader gives, parted and surrounded by single spaces."""
        return f" {fold_words(self.read)} "

    def matches(self, css: str) -> list[HtmlElement]:
        """Return the elements within the container that a selector matches, and the container if it does."""
        return select(self.element, css)

    def foreign(self) -> Iterator[HtmlElement]:
        """Yield the outermost elements of which the text has nothing, and which the reader shows."""
        around = frozenset(() if self.headline is None else self.headline.iterancestors())
        unseen = list(self.element.iterchildren(etree.Element))
        while unseen:
            element = unseen.pop()
            words = visible_words(element)
            if element is self.headline or (words and self.known.lacks(words)):
                if f" {' '.join(words.split()[:6])} " in self.shown:
                    yield element
            elif words and (element in around or not self.known.has(words)):
                unseen += [child for child in element.iterchildren(etree.Element) if child.tag not in INLINE]

    def left_out(self) -> Iterator[HtmlElement]:
        """Yield the outermost elements that hold a part of the known text alone, which the reader does not show."""
        unseen = list(self.element.iterchildren(etree.Element))
        while unseen:
            element = unseen.pop()
            words = visible_words(element)
            if len(words.split()) < MIN_KEPT_WORDS or f" {words} " in self.shown:
                continue
            if self.known.has(words):
                yield element
            else:
                unseen += [child for child in element.iterchildren(etree.Element) if child.tag not in INLINE]

    def is_fact(self, element: HtmlElement) -> bool:
        """Tell whether an element is the headline, or a line of author or date."""
        words = visible_words(element)
        beside = words
        for fact in self.facts:
            beside = beside.replace(fact, " ") if fact else beside
        return element is self.headline or (beside != words and len(beside.split()) <= MAX_BESIDE_FACT)


def learn_drops(containers: Mapping[int, Container], *, is_told: bool) -> tuple[str, ...]:
    """Return selectors of elements in the containers of a text that are none of it, on all pages.

    Where the known texts are only what the default rules read, an element must say the same on many pages or be a
    line of author or date: those rules may have missed it.
    """
    found = {number: list(container.foreign()) for number, container in containers.items()}
    if not is_told:
        counts = Counter(words for elements in found.values() for words in set(map(visible_words, elements)))
        least = max(MIN_PAGES, MIN_SAME_SHARE * max(counts.values(), default=0))
        found = {
            number: [
                element
                for element in elements
                if counts[visible_words(element)] >= least or containers[number].is_fact(element)
            ]
            for number, elements in found.items()
        }

    def is_free(container: Container, element: HtmlElement) -> bool:
        words = visible_words(element)
        return element is container.headline or not words or container.known.lacks(words)

    return _selectors(found, containers, is_free)


def learn_keeps(containers: Mapping[int, Container]) -> tuple[str, ...]:
    """Return selectors of elements in the containers of a text that are of it, and which the reader left out."""
    found = {number: list(container.left_out()) for number, container in containers.items()}
    return _selectors(found, containers, lambda container, element: container.known.has(visible_words(element)))


def _selectors(
    wanted: Mapping[int, Sequence[HtmlElement]],
    containers: Mapping[int, Container],
    is_allowed: Callable[[Container, HtmlElement], bool],
) -> tuple[str, ...]:
    """Return selectors of wanted elements that match none, on any page, that is not allowed."""
    pages: defaultdict[Selector, set[int]] = defaultdict(set)
    for number, elements in wanted.items():
        for selector in (each for element in elements for each in _box_selectors(element)):
            pages[selector].add(number)
    least = max(MIN_PAGES, MIN_PAGE_SHARE * len(containers))
    chosen: list[str] = []
    covered: set[HtmlElement] = set()
    for selector in sorted(pages, key=lambda each: (-len(pages[each]), each.cost, each.css)):
        if len(chosen) == MAX_SELECTORS or len(pages[selector]) < least:
            break
        matches = {number: container.matches(selector.css) for number, container in containers.items()}
        fresh = {
            each for number, elements in matches.items() for each in elements if each in wanted[number]
        } - covered
        if fresh and all(
            element is not containers[number].element and is_allowed(containers[number], element)
            for number, elements in matches.items()
            for element in elements
        ):
            chosen.append(selector.css)
            covered |= fresh
    return tuple(chosen)


def _box_selectors(element: HtmlElement) -> Iterator[Selector]:
    for selector in own_selectors(element):
        if selector.cost < PLAIN_TAG_COST and (selector.css != element.tag or element.tag in BOX_TAGS):
            yield selector


def repeated_paragraphs(texts: Sequence[str], least: int, share: float) -> frozenset[str]:
    """Return the words of paragraphs that stand in the texts of many articles, as a sign-up or an author's box."""
    counts = Counter(words for text in texts for words in {fold_words(part) for part in text.split("\n\n")})
    needed = max(least, share * len(texts))
    return frozenset(words for words, count in counts.items() if words and count >= needed)


def without_paragraphs(text: str, repeated: frozenset[str]) -> str:
    """Return a text without paragraphs that are repeated."""
    if not repeated:
        return text
    return "\n\n".join(part for part in text.split("\n\n") if fold_words(part) not in repeated)
