"""Heads: what a page's head calls the page and its site, each without the other (pure).

A head's title is `Headline | Section | Site` in any order and with any mark. What is cut off it is what the page
states elsewhere: its site's names, its sections, its host, another head's shorter title.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from urllib.parse import urlsplit

from extract.html import jsonld_strings, text_of
from extract.page import Page
from extract.text import clean_text, fold_name, split_words
from extract.title.heading import links_upwards, whole_text
from extract.title.wordpress_labels import without_label

# A page has few titles; comparing all of thousands with all headlines would take minutes.
MOST = 20
MAX_TEXT = 1000

TITLES = ("og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title", "dcterms.title", "title")
NAMES = ("og:site_name", "application-name", "apple-mobile-web-app-title", "al:ios:app_name")
SECTIONS = ("article:section", "parsely-section", "section")

SITE_CLASSES = ("site-title", "site-name", "navbar-brand", "site-branding", "blogname", "sitename", "logo")

# What stands between a headline and the name of a site.
SEPARATORS = " |:·•»«>–—-｜_"  # noqa: RUF001 - dashes as sites write them
_IDEOGRAPHS = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
# Nobody writes these within a headline, so that what follows them is cut off without a witness. Chinese, Japanese
# and Korean have no spaces to stand around a mark, nor a dash so near a headline's end.
_SPACELESS = rf"[-_\u2013\u2014]+(?=[{_IDEOGRAPHS}]{{1,10}}$)"
_HARD = re.compile(rf"\s*(?:[|｜ㅣ¦]|{_SPACELESS}|\s[•·]\s)\s*")  # noqa: RUF001
JOINT = re.compile(
    rf"\s+(?:[-\u2013\u2014:/~•·>»«]|--|::)\s+|\s*[|｜ㅣ¦]\s*|{_SPACELESS}"  # noqa: RUF001
    rf"|(?<=[{_IDEOGRAPHS}》」？！])\s*[-_\u2013\u2014]+\s*(?=[\w《「])"  # noqa: RUF001
)


@dataclass(frozen=True)
class Heads:
    """The titles in one page's head, and the names that are to be cut off them."""

    page: Page = field(repr=False)

    @cached_property
    def stated(self) -> tuple[tuple[str, str], ...]:
        """The titles as they stand, each with the name of its reader: JSON-LD, OpenGraph and others, `title`."""
        linked = [
            ("jsonld headline", text) for text in islice(jsonld_strings(self.page.linked_data, "headline"), MOST)
        ]
        metas = [(f"meta {name}", text) for name in TITLES for text in self.page.metas.get(name, ())[:2]]
        titles = [("css title", text_of(one)) for one in islice(self.page.tree.iter("title"), 2) if _is_of_page(one)]
        all_titles = (*linked, *metas, *titles[:1])
        found = [(reader, without_label(clean_text(text[:MAX_TEXT]), self.page)) for reader, text in all_titles]
        return tuple((reader, text) for reader, text in found if split_words(text))[:MOST]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """What the page calls its site: what it states, and the words that link to a page above this one."""
        shown = [one for name in SITE_CLASSES for one in self.page.by_class.get(name, ())[:1]]
        shown += islice(self.page.tree.iter("h1"), MOST)
        texts = (whole_text(one) for one in shown if links_upwards(one, self.page))
        return tuple(dict.fromkeys((*site_names(self.page), *(text for text in texts if 0 < len(text) <= 100))))

    @cached_property
    def sections(self) -> frozenset[str]:
        """What the page calls its sections, folded."""
        stated = [text for name in SECTIONS for text in self.page.metas.get(name, ())[:MOST]]
        stated += islice(jsonld_strings(self.page.linked_data, "articleSection"), MOST)
        stated += islice(jsonld_strings(self.page.linked_data, "BreadcrumbList.itemListElement.name"), MOST)
        stated += urlsplit(self.page.url).path.split("/")[:-2]
        return frozenset(filter(None, (fold_name(text[:MAX_TEXT]) for text in stated)))

    @cached_property
    def cleaned(self) -> tuple[tuple[str, str], ...]:
        """The titles without names of site and section; one that is nothing else is left out."""
        bare = [(reader, self._bare(text)) for reader, text in self.stated]
        shorter = [text for _, text in bare if len(fold_name(text)) >= 8]
        agreed = [(reader, next((one for one in shorter if is_part(one, text)), text)) for reader, text in bare]
        return tuple((reader, text) for reader, text in agreed if text)

    def is_name(self, text: str) -> bool:
        """Tell whether a text is the site's name, as stated or as its host spells it."""
        own = fold_name(text)
        return any(own == fold_name(name) for name in self.names) or is_host(text, self.page.url)

    def without_section(self, text: str) -> str:
        """Return a headline without `| Opinion`, where the page says that this is its section."""
        front, mark, tail = text.rpartition("|")
        return front.strip() if mark and fold_name(tail) in self.sections and front.strip() else text

    def _bare(self, text: str) -> str:
        for _ in range(4):
            shorter = self._cut(without_site_name(text, self.names))
            if shorter == text:
                break
            text = shorter
        return text

    def _cut(self, text: str) -> str:
        """Return a title without its last part, or its first, where that is a name."""
        joints = list(islice(JOINT.finditer(text), MOST))
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
    """Tell whether a title is the other's beginning or end, with a mark between it and the rest."""
    if len(part) >= len(whole):
        return False
    if whole.startswith(part):
        joint = JOINT.match(whole, len(part))
        return joint is not None and joint.end() < len(whole)
    return whole.endswith(part) and any(
        joint.end() == len(whole) - len(part) for joint in islice(JOINT.finditer(whole), MOST)
    )


def is_host(text: str, url: str) -> bool:
    """Tell whether a text is the host's name, whole or most of it: `The Pier` at www.thepier.example."""
    own = fold_name(text)
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    if len(own) < 3 or len(own) > 60:
        return False
    labels = host.split(".")
    if any(own in {fold_name(label), fold_name(".".join(labels[place:]))} for place, label in enumerate(labels[:6])):
        return True
    site = fold_name(max(labels[:-1], key=len, default=""))
    # `Pier` is most of thepier.example, and pier.example most of `The Pier`.
    return len(site) >= 4 and (
        (own in site and len(own) * 2 >= len(site)) or (site in own and len(site) * 4 >= len(own) * 3)
    )


def site_names(page: Page) -> tuple[str, ...]:
    """Return what the page calls its site."""
    stated = [text for name in NAMES for text in page.metas.get(name, ())[:MOST]]
    for path in ("WebSite.name", "publisher.name", "WebSite.alternateName"):
        stated += islice(jsonld_strings(page.linked_data, path), MOST)
    return tuple(dict.fromkeys(filter(None, (clean_text(text[:MAX_TEXT]) for text in stated))))


def without_site_name(title: str, names: Iterable[str]) -> str:
    """Return a title without a site's name at its end or start; "" when it is nothing else."""
    for name in names:
        for rest, there, end in _divided(title, name):
            headline = rest.strip(SEPARATORS)
            # A mark must stand between, or a headline that ends with the name would lose it.
            parted = not headline or rest.strip()[end] in SEPARATORS
            if there.casefold() == name.casefold() and parted:
                return headline
    return title


def _divided(title: str, name: str) -> Iterator[tuple[str, str, int]]:
    yield title[: -len(name)], title[-len(name) :], -1
    yield title[len(name) :], title[: len(name)], 0


def _is_of_page(title: object) -> bool:
    """Tell whether a `title` is the page's: drawings have some too."""
    parent = getattr(title, "getparent", lambda: None)()
    return parent is None or parent.tag != "svg"
