"""Tells which parts of a page are not the article: navigation, related articles, comments, sidebars … (pure).

One table of tags and words stands here for all fields. A field that needs fewer or more areas joins their names, as
`Areas(Area.NAVIGATION, Area.COMMENTS)`, and says why.
"""

import re
from collections.abc import Container, Iterable, Iterator
from enum import Enum
from functools import lru_cache
from itertools import chain, islice
from typing import NamedTuple

from lxml import etree
from lxml.html import HtmlElement

from extract.html.elements import UNSEEN


class Marks(NamedTuple):
    """What marks a kind of part of a page: `words` of class, id or role, and `tags`.

    `words` is a regular expression. It must match whole words of a name: `post-author__name` and `PostAuthorName`
    both have the words `post`, `author` and `name`, joined by `-`.
    """

    words: str = ""
    tags: frozenset[str] = frozenset()


class Area(Enum):
    """A kind of part of a page that is not the article's text."""

    # The page's own frame and its ways to other pages.
    NAVIGATION = Marks(r"menu|nav|navbar|navigation|toc|tag-?cloud", frozenset({"nav"}))
    BREADCRUMBS = Marks(r"breadcrumbs?")
    NEIGHBOURS = Marks(r"prev|previous|next|post-navigation")
    FOOTERS = Marks(r"footer", frozenset({"footer"}))
    # At the start of a name only: `PostsPageHeader` is around the headline.
    SITE_HEADERS = Marks(r"(?<!-)(?:site|page)-header")
    SIDEBARS = Marks(r"sidebar\w*")
    # `elementor-widget` is around each part of a page, and Blogger's `widget Blog` around its posts.
    WIDGETS = Marks(r"(?<!elementor-)widget(?!\sblog(?:\s|$))")
    ASIDES = Marks(tags=frozenset({"aside"}))
    # Other articles.
    RELATED = Marks(
        r"related\w*|recommend\w*|similar|popular|trending|latest|recent|most-?read|read-?(?:more|next)"
        r"|more-(?:posts|stories|articles|news|from)"
    )
    TEASERS = Marks(r"teasers?")
    CARDS = Marks(r"cards?|tiles?")
    CAROUSELS = Marks(r"carousel|slider|swiper|upcoming|events?")
    LISTS = Marks(
        r"view-content|views-\w+|block-views|(?:article|blog|card|entry|item|news|post|product|stor|video)(?:s|y|ies)?"
        r"-?(?:archive|cards|feed|grid|links|list|listing|loop)"
    )
    # What readers write, and what they are asked to do.
    COMMENTS = Marks(r"comment\w*|respond|disqus")
    NEWSLETTERS = Marks(r"newsletter\w*|subscri\w*")
    SHARING = Marks(r"share|sharing")
    SOCIAL = Marks(r"social")
    OVERLAYS = Marks(r"modal|popup|cookie\w*|consent|dialog", frozenset({"dialog"}))
    FORMS = Marks(tags=frozenset({"form"}))
    ADVERTS = Marks(r"ads?|advert\w*|promo")
    # What stands among the text and is none of it.
    CAPTIONS = Marks(r"captions?", frozenset({"figure", "figcaption"}))
    CREDITS = Marks(r"credits?|copyright\w*")
    TOPICS = Marks(r"tags?|category|categories|cats")
    TABLES = Marks(tags=frozenset({"table"}))
    QUOTATIONS = Marks(tags=frozenset({"blockquote"}))
    # Persons who did not write it.
    REVIEWERS = Marks(r"reviewer|reviewed|testimonial\w*")


MAX_NAME_CHARACTERS = 500
MAX_ANCESTORS = 40
# The root of what a page is about; classes on these tell of the page as a whole.
ROOTS = frozenset({"body", "html", "main"})

_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_NO_LETTER = re.compile(r"[^a-z\s]+")
# An article's own footer, where classic themes of WordPress, and its AMP pages, print author, date and topics.
_ARTICLE_FOOTER = re.compile(r"(?:amp-wp-)?(?:entry|article|post|content|story)[a-z-]*-foot")


class Areas:
    """Some areas of a page, asked for together."""

    def __init__(self, *areas: Area, words: str = "", tags: Iterable[str] = ()) -> None:
        """Join areas; `words` and `tags` are what one field needs besides."""
        patterns = filter(None, (*(area.value.words for area in areas), words))
        self._words = re.compile(rf"(?:^|[\s-])(?:{'|'.join(patterns) or '(?!)'})(?:$|[\s-])")
        self._tags = frozenset(tags).union(*(area.value.tags for area in areas))

    def include(self, element: HtmlElement) -> bool:
        """Tell whether an element is the root of such an area, by its tag, class, id or role."""
        names = " ".join(filter(None, map(element.get, ("class", "id", "role"))))
        return self.include_tag(element) or (bool(names) and self.include_name(names))

    def include_tag(self, element: HtmlElement) -> bool:
        """Tell whether an element's tag marks such an area; a footer of an article does not."""
        tag = element.tag
        return tag in self._tags and not (tag == "footer" and _is_article_footer(element))

    @lru_cache(maxsize=8192)  # noqa: B019 - the instances are constants of modules
    def include_name(self, names: str) -> bool:
        """Tell whether the words of a class or id mark such an area."""
        return self._words.search(_without_article_footers(hyphened(names))) is not None

    def surround(self, element: HtmlElement, above: Container[HtmlElement] = ()) -> bool:
        """Tell whether an element is in such an area; one that also holds an element of `above` does not count."""
        return any(self.include(ancestor) for ancestor in up_to(element, above))


def up_to(element: HtmlElement, above: Container[HtmlElement] = ()) -> Iterator[HtmlElement]:
    """Yield an element and its ancestors, up to the first of `above`, `main` or `body`, which is left out."""
    for ancestor in islice(chain((element,), element.iterancestors()), MAX_ANCESTORS):
        if ancestor.tag in ROOTS or ancestor in above:
            return
        yield ancestor


def _is_article_footer(element: HtmlElement) -> bool:
    """Tell whether a footer is an article's own, by its class or because it stands in an `article`."""
    return (
        _ARTICLE_FOOTER.search(hyphened(element.get("class", ""))) is not None
        or next(element.iterancestors("article"), None) is not None
    )


@lru_cache(maxsize=8192)
def hyphened(names: str) -> str:
    """Return names in lower case with a `-` between their words, and a space between one name and the next."""
    return _NO_LETTER.sub("-", _HUMP.sub("-", names[:MAX_NAME_CHARACTERS]).lower())


def _without_article_footers(names: str) -> str:
    return " ".join(name for name in names.split() if not _ARTICLE_FOOTER.match(name))


@lru_cache(maxsize=8192)
def _words(names: str) -> frozenset[str]:
    return frozenset(hyphened(names).replace("-", " ").split())


def class_words(element: HtmlElement) -> frozenset[str]:
    """Return the words that an element's classes are made of: `article-title__kicker` has three."""
    return _words(element.get("class", ""))


# What is beside an article whose headline is known.
_BESIDE = Areas(
    Area.RELATED, Area.TEASERS, Area.CARDS, Area.CAROUSELS, Area.SIDEBARS, Area.WIDGETS, Area.ASIDES, Area.NAVIGATION,
    Area.NEIGHBOURS, Area.NEWSLETTERS, Area.FOOTERS, Area.SITE_HEADERS, Area.FORMS, Area.TABLES,
)  # fmt: skip

# Boxes that may be a card of another article: something short with a heading that is a link.
_BOX_TAGS = frozenset({"article", "div", "li", "ol", "section", "ul"})
MAX_CARD_CHARACTERS = 800
MAX_CARD_ELEMENTS = 80
_HAS_LINKED_HEADING = etree.XPath(
    "boolean(.//h2//a | .//h3//a | .//h4//a | descendant-or-self::a//h2 | descendant-or-self::a//h3"
    " | descendant-or-self::a//h4)"
)
_VISIBLE_TEXTS = etree.XPath(f".//text()[not({' or '.join(f'parent::{tag}' for tag in sorted(UNSEEN))})]")

# How many elements before and behind the headline its line of small facts may lie in, and how many an element of
# such a line may hold.
MAX_ELEMENTS_BEFORE = 25
MAX_ELEMENTS_BEHIND = 60
MAX_ELEMENTS_WITHIN = 12


def with_ancestors(headline: HtmlElement | None) -> frozenset[HtmlElement]:
    """Return a headline and all its ancestors."""
    return frozenset() if headline is None else frozenset((headline, *headline.iterancestors()))


def belongs_to_article(element: HtmlElement, above: Container[HtmlElement]) -> bool:
    """Tell whether an element belongs to the article whose headline and its ancestors are `above`.

    Between the element and the first ancestor that it shares with the headline there must be no navigation, sidebar,
    form, table or list of other articles, and no card: something short with a heading that is a link.
    """
    ancestors = list(up_to(element, above))
    if any(map(_BESIDE.include, ancestors)):
        return False
    return not any(_is_card(ancestor) for ancestor in ancestors if ancestor.tag in _BOX_TAGS)


def is_in_card(element: HtmlElement, above: Container[HtmlElement]) -> bool:
    """Tell whether an element is in a card of another article, up to the first of `above`; `a` may be one."""
    return any(_is_card(ancestor) for ancestor in up_to(element, above) if ancestor.tag in _BOX_TAGS | {"a"})


def elements_near(headline: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the elements soon before and behind a headline, in no order."""
    return chain(islice(_before(headline), MAX_ELEMENTS_BEFORE), islice(_behind(headline), MAX_ELEMENTS_BEHIND))


def has_few_elements(element: HtmlElement) -> bool:
    """Tell whether an element holds at most MAX_ELEMENTS_WITHIN elements, itself among them."""
    return isinstance(element.tag, str) and not _has_more_than(MAX_ELEMENTS_WITHIN, element.iter())


def _has_more_than(count: int, elements: Iterable[HtmlElement]) -> bool:
    return next(islice(elements, count, None), None) is not None


def _is_card(element: HtmlElement) -> bool:
    without_scripts = (part for part in element.iter() if part.tag != "script")
    if _has_more_than(MAX_CARD_ELEMENTS, without_scripts) or not _HAS_LINKED_HEADING(element):
        return False
    return len(" ".join("".join(_VISIBLE_TEXTS(element)).split())) < MAX_CARD_CHARACTERS


def _behind(headline: HtmlElement) -> Iterator[HtmlElement]:
    for ancestor in (headline, *headline.iterancestors()):
        for sibling in ancestor.itersiblings():
            yield from sibling.iter()


def _before(headline: HtmlElement) -> Iterator[HtmlElement]:
    for ancestor in (headline, *islice(headline.iterancestors(), 3)):
        for sibling in islice(ancestor.itersiblings(preceding=True), MAX_ELEMENTS_BEFORE):
            yield from islice(sibling.iter(), MAX_ELEMENTS_BEFORE)
