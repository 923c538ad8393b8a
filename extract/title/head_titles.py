"""Reads the titles in a page's head, and cuts the names of site and section off them (pure).

A head title is `Headline | Section | Site` in any order and with any mark. What is cut off is what the page states
elsewhere: its site's names, its sections, its host, and what a shorter title of the same head leaves out.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from urllib.parse import urlsplit

from extract.html import jsonld_strings, text_of
from extract.page import Page
from extract.text import clean_text, fold_name, lazy_pattern, split_words
from extract.title.heading import links_upwards, whole_text
from extract.title.wordpress_labels import without_label

# A page has few titles; comparing all of thousands with all headlines would take minutes.
MAX_TITLES = 20
MAX_TITLE_CHARACTERS = 1000
MAX_NAME_CHARACTERS = 100
# How often a part may be cut off one title, and from how many letters on a title may shorten the others.
MAX_CUTS = 4
MIN_SHARED_LETTERS = 8

TITLE_METAS = ("og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title", "dcterms.title", "title")
SITE_NAME_METAS = ("og:site_name", "application-name", "apple-mobile-web-app-title", "al:ios:app_name")
SECTION_METAS = ("article:section", "parsely-section", "section")

SITE_NAME_CLASSES = ("site-title", "site-name", "navbar-brand", "site-branding", "blogname", "sitename", "logo")

# What stands between a headline and the name of a site.
SEPARATORS = " |:·•»«>–—-｜_"  # noqa: RUF001 - dashes as sites write them
_IDEOGRAPHS = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
# Nobody writes these within a headline, so that what follows is cut off even where no other title confirms it.
# Chinese, Japanese and Korean write no spaces around a mark, nor a dash so near a headline's end.
_SPACELESS = rf"[-_\u2013\u2014]+(?=[{_IDEOGRAPHS}]{{1,10}}$)"
_HARD = lazy_pattern(rf"\s*(?:[|｜ㅣ¦]|{_SPACELESS}|\s[•·]\s)\s*")  # noqa: RUF001
JOINT = lazy_pattern(
    rf"\s+(?:[-\u2013\u2014:/~•·>»«]|--|::)\s+|\s*[|｜ㅣ¦]\s*|{_SPACELESS}"  # noqa: RUF001
    rf"|(?<=[{_IDEOGRAPHS}》」？！])\s*[-_\u2013\u2014]+\s*(?=[\w《「])"  # noqa: RUF001
)


@dataclass(frozen=True)
class HeadTitles:
    """The titles in one page's head, and the names of site and section to be cut off them."""

    page: Page = field(repr=False)

    @cached_property
    def stated(self) -> tuple[tuple[str, str], ...]:
        """(reader, title) of each title as written: JSON-LD, then `meta`, then the `title` element."""
        linked = [
            ("jsonld headline", text)
            for text in islice(jsonld_strings(self.page.linked_data, "headline"), MAX_TITLES)
        ]
        metas = [(f"meta {name}", text) for name in TITLE_METAS for text in self.page.metas.get(name, ())[:2]]
        titles = [
            ("css title", text_of(title)) for title in islice(self.page.tree.iter("title"), 2) if _is_of_page(title)
        ]
        all_titles = (*linked, *metas, *titles[:1])
        found = [
            (reader, without_label(clean_text(text[:MAX_TITLE_CHARACTERS]), self.page)) for reader, text in all_titles
        ]
        return tuple((reader, text) for reader, text in found if split_words(text))[:MAX_TITLES]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of the site: those that the page states, and the texts of links to a page above this one."""
        shown = [element for name in SITE_NAME_CLASSES for element in self.page.by_class.get(name, ())[:1]]
        shown += islice(self.page.tree.iter("h1"), MAX_TITLES)
        texts = (whole_text(element) for element in shown if links_upwards(element, self.page))
        return tuple(
            dict.fromkeys((*site_names(self.page), *(text for text in texts if 0 < len(text) <= MAX_NAME_CHARACTERS)))
        )

    @cached_property
    def sections(self) -> frozenset[str]:
        """The names of the page's sections, folded: from `meta`, JSON-LD, breadcrumbs and its address."""
        stated = [text for name in SECTION_METAS for text in self.page.metas.get(name, ())[:MAX_TITLES]]
        stated += islice(jsonld_strings(self.page.linked_data, "articleSection"), MAX_TITLES)
        stated += islice(jsonld_strings(self.page.linked_data, "BreadcrumbList.itemListElement.name"), MAX_TITLES)
        stated += urlsplit(self.page.own_url).path.split("/")[:-2]
        return frozenset(filter(None, (fold_name(text[:MAX_TITLE_CHARACTERS]) for text in stated)))

    @cached_property
    def cleaned(self) -> tuple[tuple[str, str], ...]:
        """(reader, title) of each title without names of site and section; one that is nothing else is left out."""
        bare = [(reader, self._bare(text)) for reader, text in self.stated]
        shorter = [text for _, text in bare if len(fold_name(text)) >= MIN_SHARED_LETTERS]
        agreed = [(reader, next((part for part in shorter if is_part(part, text)), text)) for reader, text in bare]
        return tuple((reader, text) for reader, text in agreed if text)

    def is_name(self, text: str) -> bool:
        """Tell whether a text is the site's name, as stated or as its host spells it."""
        own = fold_name(text)
        return any(own == fold_name(name) for name in self.names) or is_host(text, self.page.own_url)

    def without_section(self, text: str) -> str:
        """Return a headline without ` | Opinion`, where the page states that as its section."""
        front, mark, tail = text.rpartition("|")
        return front.strip() if mark and fold_name(tail) in self.sections and front.strip() else text

    def _bare(self, text: str) -> str:
        for _ in range(MAX_CUTS):
            shorter = self._cut(without_site_name(text, self.names))
            if shorter == text:
                break
            text = shorter
        return text

    def _cut(self, text: str) -> str:
        """Return a title without its last part, or its first, where that is a name."""
        joints = list(islice(JOINT.finditer(text), MAX_TITLES))
        if not joints:
            return "" if self.is_name(text) else text
        last, first = joints[-1], joints[0]
        front, tail = text[: last.start()], text[last.end() :]
        # The breadcrumb's last name is the page's own.
        if front and (self.is_name(tail) or (fold_name(tail) in self.sections and len(tail) < len(front))):
            return front
        if text[first.end() :] and self.is_name(text[: first.start()]):
            return text[first.end() :]
        hard = _HARD.match(text, last.start())
        return front if hard and len(split_words(tail)) <= len(split_words(front)) else text


def is_part(part: str, whole: str) -> bool:
    """Tell whether a title is the beginning or end of another, with a mark between it and the rest."""
    if len(part) >= len(whole):
        return False
    if whole.startswith(part):
        joint = JOINT.match(whole, len(part))
        return joint is not None and joint.end() < len(whole)
    return whole.endswith(part) and any(
        joint.end() == len(whole) - len(part) for joint in islice(JOINT.finditer(whole), MAX_TITLES)
    )


def is_host(text: str, url: str) -> bool:
    """Tell whether a text is the host's name, whole or most of it: `The Pier` at www.thepier.example."""
    own = fold_name(text)
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    if len(own) < 3 or len(own) > 60:
        return False
    labels = host.split(".")
    if any(own in {fold_name(label), fold_name(".".join(labels[start:]))} for start, label in enumerate(labels[:6])):
        return True
    site = fold_name(max(labels[:-1], key=len, default=""))
    # `Pier` is most of thepier.example, and pier.example most of `The Pier`.
    return len(site) >= 4 and (
        (own in site and len(own) * 2 >= len(site)) or (site in own and len(site) * 4 >= len(own) * 3)
    )


def site_names(page: Page) -> tuple[str, ...]:
    """Return the site's names as `meta` and JSON-LD state them."""
    stated = [text for name in SITE_NAME_METAS for text in page.metas.get(name, ())[:MAX_TITLES]]
    for path in ("WebSite.name", "publisher.name", "WebSite.alternateName"):
        stated += islice(jsonld_strings(page.linked_data, path), MAX_TITLES)
    return tuple(dict.fromkeys(filter(None, (clean_text(text[:MAX_TITLE_CHARACTERS]) for text in stated))))


def without_site_name(title: str, names: Iterable[str]) -> str:
    """Return a title without a site's name at its end or start; "" when it is nothing else."""
    for name in names:
        for rest, cut, index in _cut_at_ends(title, len(name)):
            headline = rest.strip(SEPARATORS)
            # A mark must stand between, or a headline that ends with the name would lose it.
            has_separator = not headline or rest.strip()[index] in SEPARATORS
            if cut.casefold() == name.casefold() and has_separator:
                return headline
    return title


def _cut_at_ends(title: str, length: int) -> Iterator[tuple[str, str, int]]:
    """Yield a title without as many characters at its end or start, these, and where in the rest the cut lies."""
    yield title[:-length], title[-length:], -1
    yield title[length:], title[:length], 0


def _is_of_page(title: object) -> bool:
    """Tell whether a `title` element is the page's: an SVG drawing has its own."""
    parent = getattr(title, "getparent", lambda: None)()
    return parent is None or parent.tag != "svg"
