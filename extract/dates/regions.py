"""Tells where on the page a date stands: in the text, in a margin, by a picture, or in a card of another article (pure)."""

from collections.abc import Container

from lxml.html import HtmlElement

from extract.html import Area, Areas, NearbyText, up_to

# A longer line by a picture is a sentence, and no byline with a portrait.
MAX_BYLINE_CHARACTERS = 60
# What stands this close to the headline, in characters, is of the article, whatever class it has.
CLOSE_CHARACTERS = 100

# A picture, a menu or a card by the headline. Of navigation and cards only these words: breadcrumbs, and a card around
# the whole article, may hold its date.
_BESIDE = Areas(
    Area.CAPTIONS, Area.CREDITS, Area.RELATED, words="menu|swiper|event-(?:date|time|info|meta|details?|header|when)"
)
# Other articles, comments, pictures and the site's frame, elsewhere on the page. The word `card` is not among them:
# margins with the article's own facts are styled as cards.
_CARD = Areas(
    Area.RELATED, Area.CAROUSELS, Area.COMMENTS, Area.NAVIGATION, Area.NEIGHBOURS, Area.FOOTERS, Area.NEWSLETTERS,
    Area.ADVERTS, Area.CAPTIONS, Area.WIDGETS,
)  # fmt: skip
_MARGIN = Areas(Area.SIDEBARS, Area.ASIDES, Area.TEASERS)


def is_beside_article(element: HtmlElement) -> bool:
    """Tell whether an element belongs to another article, a comment, a picture, or stands beside the text."""
    return region_of(element) != "text"


def region_of(element: HtmlElement) -> str:
    """Return the region of an element: `card` (a picture, navigation or another article), `margin` or `text`."""
    region = "text"
    for ancestor in up_to(element):
        # A word may mark what holds the article too; a tag does not.
        if _CARD.include_tag(ancestor) or (_CARD.include(ancestor) and not _holds_headline(ancestor)):
            return "card"
        if _MARGIN.include(ancestor) and not _holds_headline(ancestor):
            region = "margin"
    return region


def _holds_headline(element: HtmlElement) -> bool:
    return next(element.iter("h1"), None) is not None


def is_beside(block: NearbyText, above: Container[HtmlElement]) -> bool:
    """Tell whether a block near the headline is of a picture, a menu or a card; `above` holds the headline."""
    for ancestor in (block.element, *block.element.iterancestors()):
        if ancestor in above:
            return False
        if _BESIDE.include(ancestor):
            return True
        if ancestor.tag == "aside" and block.distance > CLOSE_CHARACTERS:
            return True
    return False


def is_below_a_picture(block: NearbyText, above: Container[HtmlElement]) -> bool:
    """Tell whether a block is a sentence beside a picture in one container; a byline with a portrait is shorter."""
    container = block.element.getparent()
    if container is None or container in above or len(block.text) <= MAX_BYLINE_CHARACTERS:
        return False
    return container.find(".//img") is not None
