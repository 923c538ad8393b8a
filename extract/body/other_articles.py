"""Finds lists of other articles and tables of contents within a text, by their labels and links (pure).

A list is one of other articles when a label says so (`Related`, `Most read`, `Lesen Sie auch`) and all it holds are
links to pages of the same site. So an author's own list (`Sources`, `Further reading`) is none, nor is a link to
another site behind `Read also:`.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from extract.blocks import Block, BlockElement
from extract.page import Page
from extract.text import any_pattern, fold_text, lazy_pattern
from extract.urls import registered_domain
from extract.words.box_words import ADVERTISEMENT, CONTENTS, OTHER_ARTICLES, READ_ALSO

# In characters: a label, and what stands beside the link of one article: its date, its author, its first sentences.
MAX_LABEL = 70
MAX_TEASER = 300
# Of a line or list that is links.
MIN_LINK_SHARE = 0.5
# Of an entry of such a list without further marks.
MAX_LINKS_OF_ENTRY, MAX_BESIDE_LINK = 2, 60
# Blocks without a link behind the link of one article.
MAX_LINES_OF_TEASER = 3

_OTHER_ARTICLES = lazy_pattern(any_pattern(OTHER_ARTICLES))
_READ_ALSO = lazy_pattern(rf"(?:{any_pattern(OTHER_ARTICLES)}|{any_pattern(READ_ALSO)})\W*")
_READ_ALSO_COLON = lazy_pattern(
    rf"\W{{0,3}}(?:{any_pattern(OTHER_ARTICLES)}|{any_pattern(READ_ALSO)})\s?[:\uff1a»>|]\s?\S"
)
_ADVERTISEMENT = lazy_pattern(any_pattern(ADVERTISEMENT))
_CONTENTS = lazy_pattern(any_pattern(CONTENTS))
# Marks at the ends of a text; the vowel signs of Indian and other scripts are no marks, nor are accents.
_MARK = r"(?:[^\w\u0300-\u036f\u0900-\u0eff]|_)"
_EDGES = lazy_pattern(rf"^{_MARK}+|{_MARK}+$")
WEB = ("http://", "https://")
_NO_PAGE = ("#", "javascript:")


def label_of(text: str) -> str:
    """Return a short text as labels are compared: lower case, no marks at its ends; "" for a long one."""
    return _label_of_short_text(text) if len(text) <= MAX_LABEL else ""


# The same lines are compared with each kind of label.
@lru_cache(maxsize=1024)
def _label_of_short_text(text: str) -> str:
    return _EDGES.sub("", _folded(text))


def _folded(text: str) -> str:
    """Return a text as words are compared; Python's small letter of Turkish `İ` is two characters."""
    return fold_text(text).replace("i\u0307", "i")


def is_label_of_other_articles(text: str) -> bool:
    """Tell whether a text is the label of a list of other articles, and nothing else."""
    return bool(label := label_of(text)) and _OTHER_ARTICLES.fullmatch(label) is not None


def is_label_of_contents(text: str) -> bool:
    """Tell whether a text is the title of a table of contents, and nothing else."""
    return bool(label := label_of(text)) and _CONTENTS.fullmatch(label) is not None


def is_label_of_advertising(text: str) -> bool:
    """Tell whether a text announces an advertisement, and nothing else."""
    return bool(label := label_of(text)) and _ADVERTISEMENT.fullmatch(label) is not None


def is_linked(block: Block) -> bool:
    """Tell whether most of a block is links. A heading within a link has linked text, and no link of its own."""
    return block.linked_size > 0 and block.linked_size >= MIN_LINK_SHARE * len(block.text)


class Links:
    """What the links of one page lead to."""

    def __init__(self, page: Page) -> None:
        """Take the page's own URL; a page from a file has none, and its canonical URL names its site."""
        self.page = page
        self.url = page.url.partition("#")[0]
        self.is_from_web = page.url.startswith(WEB)
        own = page.url if self.is_from_web else _canonical_url(page)
        self.domain = registered_domain(_host_of(own))

    def lead_to_other_articles(self, element: HtmlElement) -> bool:
        """Tell whether an element has a link to another page of the site, and none to another site."""
        hosts = [self.is_of_site(url) for url in self._pages(element)]
        return bool(hosts) and all(hosts)

    def lead_within_page(self, element: HtmlElement) -> bool:
        """Tell whether an element has links, and all of them lead to a place on the page."""
        hrefs = [link.get("href", "") for link in element.iter("a")]
        return bool(hrefs) and all(map(self._is_fragment, hrefs))

    def _is_fragment(self, href: str) -> bool:
        return href.startswith("#") or ("#" in href and self.page.absolute(href).partition("#")[0] == self.url)

    def _pages(self, element: HtmlElement) -> Iterator[str]:
        for link in element.iter("a"):
            href = link.get("href", "").strip()
            if href and not href.lower().startswith(_NO_PAGE):
                yield href

    def is_of_site(self, href: str) -> bool:
        """Tell whether an address, as it is written, is one of the page's site."""
        url = self.page.absolute(href)
        if not url.startswith(WEB):
            return not self.is_from_web and ":" not in href.partition("/")[0]
        return registered_domain(urlsplit(url).hostname or "") == self.domain


def _canonical_url(page: Page) -> str:
    stated = (link.get("href", "") for link in page.select("link[rel~='canonical']"))
    return next((url for url in stated if url.startswith(WEB)), "")


def _host_of(url: str) -> str:
    """Return the host of a URL, "" for a broken one."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def is_labelled_list(blocks: Sequence[Block], element: HtmlElement, links: Links) -> bool:
    """Tell whether blocks of one element are a label, and then links with their teasers.

    Behind the label of other articles, the links must lead to them; behind that of advertising, anywhere.
    """
    if len(blocks) < 2 or not are_teasers(blocks[1:]):
        return False
    if is_label_of_advertising(blocks[0].text):
        return True
    return is_label_of_other_articles(blocks[0].text) and links.lead_to_other_articles(element)


def are_teasers(blocks: Iterable[Block]) -> bool:
    """Tell whether blocks are links, each with at most some short lines behind it, or before the first."""
    since_link = 0
    found = False
    for block in blocks:
        if is_linked(block):
            since_link, found = 0, True
            continue
        since_link += 1
        if block.size > (MAX_TEASER if found else MAX_LABEL) or since_link > MAX_LINES_OF_TEASER:
            return False
    return found


def is_read_also_line(block: Block, element: HtmlElement, links: Links) -> bool:
    """Tell whether a block, all that an element holds, is words like `Read also:` and a link to another article."""
    if not is_linked(block) or block.size > MAX_LABEL + MAX_TEASER or block.text[0] == "(":
        return False
    outside = len(block.text) - block.linked_size
    label = _folded(text_outside_links(element))
    if outside > 3:
        is_labelled = len(label) <= MAX_LABEL and _READ_ALSO.fullmatch(_EDGES.sub("", label)) is not None
    else:
        is_labelled = _READ_ALSO_COLON.match(_folded(block.text[:200])) is not None
    return is_labelled and links.lead_to_other_articles(element)


def text_outside_links(element: HtmlElement) -> str:
    """Return an element's text without that of its links, with single spaces."""
    texts = [element.text or ""]
    for child in element:
        texts += ["" if child.tag == "a" else text_outside_links(child), child.tail or ""]
    return " ".join(" ".join(texts).split())


def linked_siblings(
    label: BlockElement, siblings: Sequence[BlockElement], blocks: Sequence[Block], links: Links
) -> list[BlockElement]:
    """Return the siblings right behind a label that hold nothing but links to other articles.

    `blocks` are those behind the label's.
    """
    found: list[BlockElement] = []
    at = 0
    for sibling in siblings[label.position :]:
        own = blocks[at : at + sibling.block_count]
        at += sibling.block_count
        if own and not (all(map(_is_link_alone, own)) and links.lead_to_other_articles(sibling.html_element)):
            break
        found += [sibling] if own else []
    return found


def _is_link_alone(block: Block) -> bool:
    """Tell whether a block is one link, or two, and beside it no more than a date or a name."""
    return 0 < block.link_count <= MAX_LINKS_OF_ENTRY and len(block.text) - block.linked_size <= MAX_BESIDE_LINK
