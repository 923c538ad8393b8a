"""Chooses the original source of a republished article: the URL where its text was first published (pure).

    the first and last paragraphs | a cue and a link to another site | else the canonical URL on another site

A link is needed: `Source: Reuters` alone gives no URL.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from extract.body import links_of
from extract.candidate import NOTHING, Candidate, Choice
from extract.context import PageContext
from extract.fields.trailing_lines import boxes_and_trailing_lines
from extract.html import Area, Areas, landmark_path, text_of, with_ancestors
from extract.page import Page
from extract.text import all_words, any_pattern, fold_text, lazy_pattern
from extract.title import is_host
from extract.words.source_words import FIRST, LABEL, LINK_CUES, NO_SOURCE, READ_MORE, STEMS

# Eight sources were found on evaluation pages without a known container, seven of them canonical URLs: judged by
# these URLs, all eight are the same text elsewhere. In known containers, both links behind a label were the source of
# a part of the text.
CUE_CONFIDENCE = 0.9
LABEL_CONFIDENCE = 0.3

# A longer paragraph is text, even with a label such as `Source:` or with a cue such as `first published in`.
MAX_LABEL_WORDS = 25
# In characters: a paragraph like `Read more`.
MAX_READ_MORE = 120
MAX_CUE_WORDS = 60
# How many paragraphs at each end of a text may hold a label, and how many elements are looked at for a cue.
MAX_END_PARAGRAPHS = 3
MAX_ELEMENTS = 600
# Of a paragraph that may name the source.
MAX_LINKS = 20
INLINE_TAGS = ("em", "small")

# Words of languages that put no spaces between them, or join particles to them, stand beside other letters.
_WITHOUT_SPACES = any_pattern({language: LINK_CUES[language] for language in ("ja", "ko", "th", "zh")})
_LINK_CUES = lazy_pattern(rf"(?<![^\W\d_])(?:{any_pattern(LINK_CUES)})(?![^\W\d_])|{_WITHOUT_SPACES}")
_READ_MORE = lazy_pattern(any_pattern(READ_MORE))
# Marks at the ends of a text; the vowel signs of Indian and other scripts are no marks, nor are accents.
_MARK = r"(?:[^\w\u0300-\u036f\u0900-\u0eff]|_)"
_EDGES = lazy_pattern(rf"^{_MARK}+|{_MARK}+$")
_CUE = lazy_pattern(any_pattern(FIRST))
_LABEL = lazy_pattern(rf"\W{{0,3}}(?:{any_pattern(LABEL)})\s?[:\uff1a]|\W{{0,3}}via\s")
_STEMS = tuple(all_words(STEMS))
_NO_SOURCE = lazy_pattern(NO_SOURCE)

# What follows the text in its container: footnotes, and what themes and plug-ins add.
_APPENDED = Areas(
    Area.RELATED, Area.SHARING, Area.TABLES, Area.FORMS, words=r"footnotes|page-links|post-views\w*|contents"
)


def source_link(container: HtmlElement, context: PageContext) -> Iterator[HtmlElement]:
    """Yield the link to another site in the last paragraph, where it is all of it or has a cue beside it.

    A paragraph like `Read more` goes before the lines behind it that name the source.
    """
    page = context.page
    # Few texts have such a paragraph anywhere, and to find the last one takes far longer.
    if not _may_have_source(container, page):
        return
    last = next(_last_paragraphs(container, context), None)
    link = _link_to_more(container, context)
    if link is None and last is not None:
        link = _link_of(last, page)
    if link is not None:
        yield link


def _may_have_source(container: HtmlElement, page: Page) -> bool:
    """Tell whether any paragraph has a link that may be the source; also where there are too many to be looked at."""
    paragraphs = list(islice(_paragraphs(container), MAX_ELEMENTS + 1))
    if len(paragraphs) > MAX_ELEMENTS:
        return True
    for paragraph in paragraphs:
        links = sum(1 for _ in islice(paragraph.iter("a"), MAX_LINKS + 1))
        if links > MAX_LINKS:
            return True
        if links and (_link_of(paragraph, page) is not None or _more_of(paragraph, page) is not None):
            return True
    return False


def _link_of(paragraph: HtmlElement, page: Page) -> HtmlElement | None:
    """Return a paragraph's last link to another site, where it is all of the paragraph or has a cue beside it."""
    links = [link for link in paragraph.iter("a") if _leads_elsewhere(link, page)]
    if not links:
        return None
    text = text_of(paragraph)
    label = text_of(links[0])
    is_whole = len(links) == 1 and _letters(label) == _letters(text) and _bare(label) == _bare(text)
    has_cue = len(text.split()) <= MAX_LABEL_WORDS and _LINK_CUES.search(fold_text(text)) is not None
    return links[-1] if is_whole or has_cue else None


def _more_of(paragraph: HtmlElement, page: Page) -> HtmlElement | None:
    """Return the link to another site of a paragraph like `Read more`."""
    return _link_of_more(text_of(paragraph), paragraph.iter("a"), page)


def _link_of_more(text: str, links: Iterable[HtmlElement], page: Page) -> HtmlElement | None:
    """Return the last link to another site of a line like `Read more`, or that of `Read more: The Elsewhere Review`.

    A link behind such a mark must name the site that it leads to: the title of another article is no source.
    """
    if len(text) > MAX_READ_MORE:
        return None
    elsewhere = [link for link in islice(links, MAX_LINKS) if _leads_elsewhere(link, page)]
    if elsewhere and is_read_more(text):
        return elsewhere[-1]
    for link in elsewhere:
        name = text_of(link)
        if is_host(name, page.absolute(link.get("href", ""))) and is_read_more(text.replace(name, "", 1)):
            return link
    return None


def _link_to_more(container: HtmlElement, context: PageContext) -> HtmlElement | None:
    """Return the link to another site in a last paragraph like `Read more`; labels of the source may follow it."""
    for paragraph in islice(_last_paragraphs(container, context), MAX_END_PARAGRAPHS):
        text = text_of(paragraph)
        link = _link_of_more(text, paragraph.iter("a"), context.page)
        if link is not None or is_read_more(text):
            return link
        if len(text.split()) > MAX_LABEL_WORDS or not _LABEL.match(text.lower()):
            return None
    return None


def is_read_more(text: str) -> bool:
    """Tell whether a paragraph says that the text goes on elsewhere, and nothing else."""
    return len(text) <= MAX_READ_MORE and _READ_MORE.fullmatch(_bare(fold_text(text))) is not None


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def _bare(text: str) -> str:
    """Return a text without brackets, arrows and other marks at its ends."""
    return _EDGES.sub("", text)


def _last_paragraphs(container: HtmlElement, context: PageContext) -> Iterator[HtmlElement]:
    """Yield the paragraphs of a text, the last one first, without what is appended to it."""
    # Those of this element: a body rule with `drop` was read from a copy.
    boxes = boxes_and_trailing_lines(context, container)
    above = with_ancestors(container)
    for element in _paragraphs(container):
        is_of_text = text_of(element) and not _APPENDED.surround(element, above)
        if is_of_text and boxes.isdisjoint((element, *element.iterancestors())):
            yield element


def _paragraphs(container: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the elements that may be paragraphs, the last one first."""
    for element in reversed(list(container.iter("p", "li", "div"))):
        if element.tag != "div" or next(islice(element.iter("p", "div"), 1, None), None) is None:
            yield element


def choose_source(context: PageContext, container: HtmlElement | None = None) -> Choice:
    """Return the URL where the text was first published.

    A label such as `Source:` counts only at the ends of a known `container` of the text; without one, only sentences
    such as `First published in …` and the canonical URL do.
    """
    page = context.page
    whole = page.tree if container is None else container
    more = _behind_text(context) if container is None else _link_to_more(container, context)
    found = [*_after_cues(whole, page, is_text=container is not None), *_more(more, page), *_canonical(context)]
    if not found:
        return NOTHING
    confidence = LABEL_CONFIDENCE if _LABEL.match(f"{found[0].reader} ") else CUE_CONFIDENCE
    return Choice(chosen=tuple(found[:1]), confidence=confidence, candidates=tuple(found))


def _behind_text(context: PageContext) -> HtmlElement | None:
    """Return the link in a paragraph like `Read more` at the end of the text that was read."""
    if context.containers:
        found = (_link_to_more(container, context) for container in context.containers)
        return next((link for link in found if link is not None), None)
    blocks, kept = context.block_tree.blocks, context.selection.kept
    end = kept[-1] if kept else len(blocks)
    for block in blocks[end : end + MAX_END_PARAGRAPHS]:
        if block.linked_size:
            link = _link_of_more(block.text, links_of(block), context.page)
            if link is not None or is_read_more(block.text):
                return link
    return None


def _more(link: HtmlElement | None, page: Page) -> Iterator[Candidate]:
    if link is not None:
        url = page.absolute(link.get("href", ""))
        yield Candidate(text=url, reader="read more", landmark_path=landmark_path(link), element=link)


def _after_cues(container: HtmlElement, page: Page, *, is_text: bool) -> Iterator[Candidate]:
    """Yield the links behind a cue in any paragraph, and behind a label at the ends of a text."""
    if is_text:
        elements = islice(container.iter("p", "li", "div", *INLINE_TAGS), MAX_ELEMENTS)
        paragraphs = list(filter(_is_linked_paragraph, elements))
        ends = dict.fromkeys([*paragraphs[:MAX_END_PARAGRAPHS], *paragraphs[-MAX_END_PARAGRAPHS:]])
    else:
        ends = {}
    for paragraph in dict.fromkeys([*ends, *_with_links_elsewhere(container, page)]):
        text = text_of(paragraph).lower()
        words = len(text.split())
        may_have_cue = words <= MAX_CUE_WORDS and any(stem in text for stem in _STEMS)
        cue = _CUE.search(text) if may_have_cue else None
        if cue is None and paragraph in ends and words <= MAX_LABEL_WORDS:
            cue = _LABEL.match(text)
        if cue:
            yield from _link_behind(cue, paragraph, text, page)


def _link_behind(cue: re.Match[str], paragraph: HtmlElement, text: str, page: Page) -> Iterator[Candidate]:
    """Yield the first link behind a cue: in `published in 2019` a link may stand before it, or nowhere."""
    for link in paragraph.iter("a"):
        if text.find(text_of(link).lower(), cue.start()) >= 0 and _leads_elsewhere(link, page):
            url = page.absolute(link.get("href", ""))
            yield Candidate(text=url, reader=cue.group().strip(), landmark_path=landmark_path(link), element=link)
            return


def _with_links_elsewhere(container: HtmlElement, page: Page) -> Iterator[HtmlElement]:
    """Yield the paragraphs with a link that may lead to another site; `_leads_elsewhere` decides later."""
    own = (urlsplit(page.own_url).hostname or "").removeprefix("www.")
    own_hosts = (f"/{own}/", f".{own}/") if own else ()
    seen: set[HtmlElement] = set()
    for link in islice(container.iter("a"), MAX_ELEMENTS):
        href = (link.get("href") or "").lstrip()
        if href.startswith(("http", "//")) and not any(host in href for host in own_hosts):
            paragraph = next(link.iterancestors("p", "li", "div"), None)
            if paragraph is not None and paragraph not in seen:
                seen.add(paragraph)
                if _is_linked_paragraph(paragraph):
                    yield paragraph


def _is_linked_paragraph(element: HtmlElement) -> bool:
    """Tell whether an element holds a link and no paragraph; inline elements count only outside of paragraphs."""
    if next(element.iter("a"), None) is None:
        return False
    if element.tag in INLINE_TAGS:
        return next(element.iterancestors("p", "li"), None) is None
    return next(islice(element.iter("p", "li", "div", "table"), 1, None), None) is None


def _canonical(context: PageContext) -> Iterator[Candidate]:
    """Yield the canonical URL where it is on another site than the page's own URL.

    A page that was read from a file has no URL that could be compared: its canonical URL may well be its own.
    """
    page = context.page
    if not page.url.startswith(("http://", "https://")):
        return
    for link in islice(page.tree.iter("link"), MAX_ELEMENTS):
        if "canonical" in link.get("rel", "").lower().split() and _leads_elsewhere(link, page):
            url = page.absolute(link.get("href", ""))
            host = urlsplit(url).hostname or ""
            if urlsplit(url).path.strip("/") and not any(_same_site(host, own) for own in context.hosts):
                yield Candidate(text=url, reader="link canonical", landmark_path="head")


def _leads_elsewhere(link: HtmlElement, page: Page) -> bool:
    """Tell whether a link leads to another site; for a page from a file, its canonical URL names its own site."""
    address = page.absolute(link.get("href", ""))
    try:
        url = urlsplit(address)
        own = urlsplit(page.own_url).hostname or ""
    except ValueError:
        return False
    is_web = url.scheme in {"http", "https"}
    return is_web and not _same_site(url.hostname or "", own) and not _NO_SOURCE.search(address)


def _same_site(host: str, other: str) -> bool:
    """Tell whether two hosts are the same or one is below the other, apart from `www.`."""
    bare, other_bare = host.lower().removeprefix("www."), other.lower().removeprefix("www.")
    return bare == other_bare or bare.endswith(f".{other_bare}") or other_bare.endswith(f".{bare}")
