"""Reads whom a site names as its owner: who writes a blog writes each of its posts (pure).

`WebSite.author` in JSON-LD | `link rel=author` with a title | an h-card that leads to the site | `a rel=author`

Only a person's name counts, and only where everything of one kind names the same person.
"""

from collections.abc import Iterator

from lxml.html import HtmlElement

from extract.context import PageContext
from extract.fields.authors.mention import AuthorMention
from extract.fields.authors.names import is_name, may_stand_behind
from extract.fields.authors.stated import people_at
from extract.fields.authors.tagged_text import short_line
from extract.html import Area, Areas, jsonld_types, landmark_path
from extract.urls import registered_domain

# In characters: a longer text is no name. How many elements of one kind are looked at.
MAX_NAME_CHARACTERS, MAX_ELEMENTS = 60, 40
SITES = frozenset({"Blog", "WebSite"})
# What stands in them is of other people.
_OTHERS = Areas(Area.COMMENTS, Area.RELATED, Area.QUOTATIONS, Area.TEASERS, Area.ADVERTS)


def read_owner(context: PageContext) -> AuthorMention | None:
    """Return the only person whom the site names as its owner, None where it names nobody or several."""
    for reader, read in (
        ("jsonld WebSite.author", _in_jsonld),
        ("link rel=author", _in_links),
        ("h-card", _in_cards),
        ("rel=author", _in_anchors),
    ):
        found = dict(read(context))
        if len(found) == 1:
            name, element = next(iter(found.items()))
            place = "head" if element is None else landmark_path(element)
            return AuthorMention(names=(name,), reader=reader, kind="owner", landmark_path=place, element=element)
        if found:
            return None
    return None


def _in_jsonld(context: PageContext) -> Iterator[tuple[str, HtmlElement | None]]:
    for node in context.page.linked_data:
        if not SITES.isdisjoint(jsonld_types(node)):
            people = people_at(node.get("author") or node.get("creator") or node.get("publisher"), context.page)
            yield from ((name, None) for name, is_person in people if is_person and _is_person(name))


def _in_links(context: PageContext) -> Iterator[tuple[str, HtmlElement | None]]:
    for link in context.page.tree.iter("link"):
        if "author" in link.get("rel", "").lower().split() and _is_person(title := link.get("title", "").strip()):
            yield title, None


def _in_cards(context: PageContext) -> Iterator[tuple[str, HtmlElement | None]]:
    for card in context.page.by_class.get("h-card", ())[:MAX_ELEMENTS]:
        names = [element for element in card.iter() if "p-name" in (element.get("class") or "").split()]
        element = names[0] if names else card
        name = short_line(element, MAX_NAME_CHARACTERS) or element.get("alt", "").strip()
        if _is_person(name) and _leads_home(card, context) and not _OTHERS.surround(card):
            yield name, element


def _in_anchors(context: PageContext) -> Iterator[tuple[str, HtmlElement | None]]:
    for link in context.page.by_rel.get("author", ())[:MAX_ELEMENTS]:
        name = short_line(link, MAX_NAME_CHARACTERS)
        if _is_person(name) and _is_of_site(link, context) and not _OTHERS.surround(link):
            yield name, link


def _is_person(name: str) -> bool:
    return is_name(name) and may_stand_behind(name)


def _leads_home(card: HtmlElement, context: PageContext) -> bool:
    """Tell whether a card leads to its own site, or nowhere: one that leads elsewhere is of somebody in the text."""
    links = list(card.iter("a"))
    is_of_owner = any("me" in link.get("rel", "").split() or _is_of_site(link, context) for link in links)
    return is_of_owner or not links


def _is_of_site(link: HtmlElement, context: PageContext) -> bool:
    url = context.page.absolute(link.get("href", ""))
    return bool(url) and registered_domain(_host(url)) == registered_domain(_host(context.page.base_url))


def _host(url: str) -> str:
    return url.partition("//")[2].partition("/")[0].partition(":")[0]
