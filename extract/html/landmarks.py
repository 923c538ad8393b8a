"""Belonging: whether an element is of the article that a page is about, or of something beside it (pure)."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, islice

from lxml import etree
from lxml.html import HtmlElement

from extract.html.elements import UNSEEN

AROUND = frozenset({"aside", "form", "nav", "table"})
BOXES = frozenset({"article", "div", "li", "ol", "section", "ul"})

# How many elements before and behind the headline its line of small facts may lie in, and how much one may hold.
BEFORE = 25
BEHIND = 60
FULLEST = 12
FULLEST_CARD = 80
MOST_ABOVE = 40

# Boxes about other articles, by the tokens of their class or id, and what lies around every article of a site.
_ELSEWHERE = re.compile(
    r"(?:^|[\s_-])(?:related\w*|recommend\w*|popular|trending|latest|teasers?|cards?|tiles?|sidebar\w*|widget|carousel|menu|"
    r"nav|navbar|navigation|newsletter|tag-?cloud|most-?read|similar|(?:site|page)-(?:header|footer)|"
    r"more-(?:posts|stories|news|from)|post-navigation)(?:$|[\s_-])",
    re.IGNORECASE,
)
_HAS_LINKED_HEADING = etree.XPath("boolean(.//h2//a | .//h3//a | .//h4//a | .//a//h2 | .//a//h3 | .//a//h4)")
_SEEN = etree.XPath(f".//text()[not({' or '.join(f'parent::{tag}' for tag in sorted(UNSEEN))})]")
# A card is short, as a reader sees it; a text whose own headings are links is not.
LONGEST_CARD = 800
_OF_ARTICLE = re.compile(r"entry|post|article|content|story", re.IGNORECASE)


def with_ancestors(headline: HtmlElement | None) -> frozenset[HtmlElement]:
    """Return a headline and all that it stands in."""
    return frozenset() if headline is None else frozenset((headline, *headline.iterancestors()))


def belongs_to_article(element: HtmlElement, above: frozenset[HtmlElement]) -> bool:
    """Tell whether an element belongs to the article whose headline has the lineage `above`, and to no box beside it.

    What lies between it and the first element that holds both must be no box of others, and no card: something short
    with a heading that is a link.
    """
    boxes = []
    for height, one in enumerate((element, *element.iterancestors())):
        if one in above or one.tag in {"body", "html", "main"} or height > MOST_ABOVE:
            break
        names = f"{one.get('class', '')} {one.get('id', '')}"
        if one.tag in AROUND or _elsewhere(names):
            return False
        if one.tag == "footer" and not _OF_ARTICLE.search(names) and next(one.iterancestors("article"), None) is None:
            return False
        if one.tag in BOXES:
            boxes.append(one)
    return not any(_is_card(one) for one in boxes)


def elements_near(headline: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the elements soon before and behind a headline, in no order."""
    return chain(islice(_before(headline), BEFORE), islice(_behind(headline), BEHIND))


def has_few_elements(element: HtmlElement) -> bool:
    """Tell whether an element holds few others."""
    return isinstance(element.tag, str) and sum(1 for _ in islice(element.iter(), FULLEST + 1)) <= FULLEST


def _is_card(element: HtmlElement) -> bool:
    parts = (one for one in element.iter() if one.tag != "script")
    if sum(1 for _ in islice(parts, FULLEST_CARD + 1)) > FULLEST_CARD or not _HAS_LINKED_HEADING(element):
        return False
    return len(" ".join("".join(_SEEN(element)).split())) < LONGEST_CARD


def _behind(headline: HtmlElement) -> Iterator[HtmlElement]:
    for one in (headline, *headline.iterancestors()):
        for sibling in one.itersiblings():
            yield from sibling.iter()


def _before(headline: HtmlElement) -> Iterator[HtmlElement]:
    for one in (headline, *islice(headline.iterancestors(), 3)):
        for sibling in islice(one.itersiblings(preceding=True), BEFORE):
            yield from islice(sibling.iter(), BEFORE)


@lru_cache(maxsize=4096)
def _elsewhere(names: str) -> bool:
    return bool(_ELSEWHERE.search(names))
