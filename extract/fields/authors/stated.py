"""Reads the authors that JSON-LD (schema.org `author`, `creator`) and `meta` state (pure)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from extract.fields.authors.byline import split_stated_names, text_after_by
from extract.fields.authors.mention import AuthorMention
from extract.fields.authors.names import may_be_name, may_stand_behind
from extract.html import is_article_object, jsonld_types
from extract.page import Page
from extract.text import clean_text
from extract.words.byline_words import PARTICLES

# How many values of one kind are looked at.
MAX_VALUES = 50
MAX_TEXT_CHARACTERS = 2000

METAS = (
    "author",
    "article:author",
    "article:author_name",
    "og:article:author",
    "parsely-author",
    "sailthru.author",
    "bc:authors",
    "cxenseparse:author",
    "dc.creator",
    "dc:creator",
    "dcterms.creator",
    "dcsext.author",
    "byl",
    "creator",
    "citation_author",
)
# schema.org types that have authors of their own: images, films, comments, works that are reviewed.
OTHER_WORKS = frozenset({
    "ImageObject", "VideoObject", "AudioObject", "Comment", "Review", "Product", "Book", "WebSite", "Quotation",
    "Answer", "Question", "PodcastEpisode", "Movie",
})  # fmt: skip
# Values of `meta twitter:label1` that SEO plug-ins of WordPress write for the author in `twitter:data1`.
AUTHOR_LABELS = frozenset({
    "written by", "author", "by", "verfasst von", "geschrieben von", "von", "autor", "écrit par", "escrito por",
    "scritto da", "geschreven door", "napisane przez", "skrevet av", "skrevet af", "skriven av", "kirjoittanut",
    "yazan", "автор", "написано автором", "作者", "投稿者", "執筆者", "ditulis oleh",
})  # fmt: skip


def in_jsonld(page: Page) -> Iterator[AuthorMention]:
    """Yield the authors of the article in JSON-LD, or else those of another object that describes the page."""
    nodes = page.linked_data
    by_id = {node["@id"]: node for node in reversed(nodes) if isinstance(node.get("@id"), str) and "name" in node}
    # An article before a page, which may be of the site as a whole.
    for node in sorted(nodes, key=lambda node: not is_article_object(node)):
        types = jsonld_types(node)
        for key in ("author", "creator") if OTHER_WORKS.isdisjoint(types) else ():
            found = dict(_people(node.get(key), by_id))
            if found:
                kind = "person" if any(found.values()) else "organisation"
                yield AuthorMention(names=tuple(found), reader=f"jsonld {key}.name", kind=kind)
                if any(name.endswith("NewsArticle") for name in types):
                    yield AuthorMention(names=tuple(found), reader=f"jsonld {key}.name", kind="paper")
                return


def people_at(value: Any, page: Page) -> Iterator[tuple[str, bool]]:
    """Yield (name, whether it may be a person's) for a value of `author` or the like in a page's JSON-LD."""
    nodes = page.linked_data
    by_id = {node["@id"]: node for node in reversed(nodes) if isinstance(node.get("@id"), str) and "name" in node}
    yield from _people(value, by_id)


def _people(value: Any, by_id: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, bool]]:
    """Yield (name, whether it may be a person's) for a value of any type; an `@id` is looked up in `by_id`."""
    waiting = [value]
    for _ in range(MAX_VALUES):
        if not waiting:
            return
        author = waiting.pop(0)
        if isinstance(author, list):
            waiting[:0] = author[:MAX_VALUES]
        elif isinstance(author, dict):
            is_named = author.get("name") or author.get("familyName")
            person = author if is_named else by_id.get(str(author.get("@id")), {})
            is_person = not any(name.endswith(("Organization", "Corporation")) for name in jsonld_types(dict(person)))
            yield from ((name, is_person) for text in _names_of(person) for name in stated_names(text))
        elif isinstance(author, str):
            stated = by_id.get(author, {}).get("name", author)
            yield from ((name, True) for text in _strings(stated) for name in stated_names(text))


def _names_of(person: Mapping[str, Any]) -> Sequence[str]:
    """Return the names of a person, joined from its parts where none is whole."""
    parts = (text for key in ("givenName", "familyName") for text in _strings(person.get(key))[:1])
    return list(filter(None, _strings(person.get("name")))) or [" ".join(parts)]


def _strings(value: Any) -> Sequence[str]:
    given = value if isinstance(value, list) else [value]
    plain = (item.get("@value") if isinstance(item, dict) else item for item in given[:MAX_VALUES])
    return [text for text in plain if isinstance(text, str)]


def stated_names(text: str) -> Iterator[str]:
    """Yield the names in a text of the head; a name with ` | ` in it stays whole."""
    line = clean_text(text[:MAX_TEXT_CHARACTERS]).strip(" ,;")
    if " | " in line and may_be_name(line) and text_after_by(line) is None:
        yield line
    else:
        yield from filter(_may_be_stated, split_stated_names(line))


def _may_be_stated(name: str) -> bool:
    """Tell a name from a phrase: of those that begin with a small letter, a login and two words may be names."""
    words = name.split()
    if len(words) == 1 or not name[0].islower() or words[0] in PARTICLES.split():
        return True
    return len(words) == 2 and name.islower() and may_stand_behind(name.title())


def in_metas(page: Page) -> Iterator[AuthorMention]:
    """Yield the authors of each `meta`, in the order of METAS, then those of `twitter:data1`."""
    for name in METAS:
        read = _given_name_first if name == "citation_author" else stated_names
        texts = page.metas.get(name, ())[:MAX_VALUES]
        found = tuple(dict.fromkeys(author for text in texts for author in read(text)))
        # Dublin Core often holds the login of whoever put the page into the system.
        if found and (not name.startswith("dc") or any(" " in author for author in found)):
            yield AuthorMention(names=found, reader=f"meta {name}", kind="person")
    on_card = tuple(dict.fromkeys(author for text in _twitter_authors(page) for author in stated_names(text)))
    if on_card:
        yield AuthorMention(names=on_card, reader="meta twitter:data1", kind="person")


def _twitter_authors(page: Page) -> Iterator[str]:
    for number in ("1", "2"):
        labels, texts = page.metas.get(f"twitter:label{number}", ()), page.metas.get(f"twitter:data{number}", ())
        for label, text in zip(labels, texts, strict=False):
            if label.casefold().strip(" :") in AUTHOR_LABELS:
                yield text


def _given_name_first(text: str) -> Iterator[str]:
    """Yield `Family, Given` as `Given Family`: library catalogues put the family name first."""
    family, comma, given = clean_text(text[:MAX_TEXT_CHARACTERS]).partition(", ")
    yield f"{given} {family}" if comma else family
