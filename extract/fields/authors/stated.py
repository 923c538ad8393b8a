"""Authors that a page's head states: JSON-LD (schema.org `author`, `creator`) and `meta` (pure)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from extract.fields.authors.mention import AuthorMention
from extract.fields.authors.names import may_be_name, split_names, text_after_by
from extract.html import is_article_object, jsonld_types
from extract.page import Page
from extract.text import clean_text
from extract.words.byline_words import PARTICLES

MOST = 50
MOST_TEXT = 2000

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
# Objects beside the article that have authors too: pictures, films, comments, what is reviewed.
NOT_THE_PAGE = frozenset(
    (
        *(
            "ImageObject",
            "VideoObject",
            "AudioObject",
            "Comment",
            "Review",
            "Product",
            "Book",
            "WebSite",
            "Quotation",
        ),
        *("Answer", "Question", "PodcastEpisode", "Movie"),
    )
)
# What the cards of messengers write before the name, as SEO plug-ins of WordPress fill them.
WRITTEN_BY = frozenset(
    (
        *(
            "written by",
            "author",
            "by",
            "verfasst von",
            "geschrieben von",
            "von",
            "autor",
            "écrit par",
            "escrito por",
        ),
        *(
            "scritto da",
            "geschreven door",
            "napisane przez",
            "skrevet av",
            "skrevet af",
            "skriven av",
            "kirjoittanut",
        ),
        *("yazan", "автор", "написано автором", "作者", "投稿者", "執筆者", "ditulis oleh"),
    )
)


def in_jsonld(page: Page) -> Iterator[AuthorMention]:
    """Yield the authors that JSON-LD states: the article's, or else those of another object that is the page."""
    nodes = page.linked_data
    known = {node["@id"]: node for node in reversed(nodes) if isinstance(node.get("@id"), str) and "name" in node}
    # An article before a page, which may be of the site as a whole.
    for node in sorted(nodes, key=lambda one: not is_article_object(one)):
        types = jsonld_types(node)
        for key in ("author", "creator") if NOT_THE_PAGE.isdisjoint(types) else ():
            found = dict(_people(node.get(key), known))
            if found:
                kind = "person" if any(found.values()) else "organisation"
                yield AuthorMention(names=tuple(found), reader=f"jsonld {key}.name", kind=kind)
                if any(name.endswith("NewsArticle") for name in types):
                    yield AuthorMention(names=tuple(found), reader=f"jsonld {key}.name", kind="paper")
                return


def _people(value: Any, known: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, bool]]:
    """Yield the names in a value of whatever type, and of each whether it can be a person's."""
    waiting = [value]
    for _ in range(MOST):
        if not waiting:
            return
        one = waiting.pop(0)
        if isinstance(one, list):
            waiting[:0] = one[:MOST]
        elif isinstance(one, dict):
            person = one if one.get("name") else known.get(str(one.get("@id")), {})
            is_person = not any(name.endswith(("Organization", "Corporation")) for name in jsonld_types(dict(person)))
            yield from ((name, is_person) for text in _strings(person.get("name")) for name in stated_names(text))
        elif isinstance(one, str):
            text_or_person = known.get(one, {}).get("name", one)
            yield from ((name, True) for text in _strings(text_or_person) for name in stated_names(text))


def _strings(value: Any) -> Sequence[str]:
    given = value if isinstance(value, list) else [value]
    plain = (one.get("@value") if isinstance(one, dict) else one for one in given[:MOST])
    return [one for one in plain if isinstance(one, str)]


def stated_names(text: str) -> Iterator[str]:
    """Yield the names in a statement: one name with a bar within it stays whole."""
    line = clean_text(text[:MOST_TEXT]).strip(" ,;")
    if " | " in line and may_be_name(line) and text_after_by(line) is None:
        yield line
    else:
        # Several words that begin with a small letter are a phrase; one is a login.
        yield from (
            name
            for name in split_names(line)
            if " " not in name or not name[0].islower() or name.split()[0] in PARTICLES.split()
        )


def in_metas(page: Page) -> Iterator[AuthorMention]:
    """Yield whom each `meta` names, in the order of METAS."""
    for name in METAS:
        turned = name == "citation_author"
        read = _turned if turned else stated_names
        found = tuple(dict.fromkeys(one for text in page.metas.get(name, ())[:MOST] for one in read(text)))
        # Library metadata often holds who put the page into the system.
        if found and (not name.startswith("dc") or any(" " in one for one in found)):
            yield AuthorMention(names=found, reader=f"meta {name}", kind="person")
    carded = tuple(dict.fromkeys(one for text in _on_card(page) for one in stated_names(text)))
    if carded:
        yield AuthorMention(names=carded, reader="meta twitter:data1", kind="person")


def _on_card(page: Page) -> Iterator[str]:
    for number in ("1", "2"):
        labels, texts = page.metas.get(f"twitter:label{number}", ()), page.metas.get(f"twitter:data{number}", ())
        for label, text in zip(labels, texts, strict=False):
            if label.casefold().strip(" :") in WRITTEN_BY:
                yield text


def _turned(text: str) -> Iterator[str]:
    """Yield `Family, Given` as `Given Family`: catalogues turn names."""
    family, comma, given = clean_text(text[:MOST_TEXT]).partition(", ")
    yield f"{given} {family}" if comma else family
