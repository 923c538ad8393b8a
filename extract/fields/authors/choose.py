"""Authors: who wrote the article, of all that the page names (pure)."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from extract.candidate import Choice
from extract.context import PageContext
from extract.fields.authors.elsewhere import read_marked, read_signed
from extract.fields.authors.mention import AuthorMention
from extract.fields.authors.names import is_name
from extract.fields.authors.near_headline import NEAR, read_bylines
from extract.fields.authors.stated import in_jsonld, in_metas
from extract.text import fold_name
from extract.title import site_names

# So near to one another two names are of one byline, in characters.
SAME_LINE = 150
JUST_BELOW = 60
_LOGIN = re.compile(r"[a-z0-9._-]+")


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """Whom the head states, whom the texts near the headline show, and how the site is called."""

    context: PageContext
    stated: Sequence[AuthorMention]
    shown: Sequence[AuthorMention]

    @cached_property
    def own(self) -> tuple[str, ...]:
        """The site's names and its host, as `fold_name` gives them."""
        host = (urlsplit(self.context.page.url).hostname or "").removeprefix("www.")
        return tuple(filter(None, map(fold_name, (*site_names(self.context.page), host))))

    def is_own(self, name: str) -> bool:
        """Tell whether a name is the site's."""
        short = fold_name(name)
        return any(short == one or (len(short) > 3 and short in one) for one in self.own)

    @cached_property
    def persons(self) -> Sequence[AuthorMention]:
        """Whom the head states as persons and not by the site's name."""
        parts = (one.without(self.is_own) for one in self.stated if one.kind == "person")
        return [one for one in parts if one is not None]

    @cached_property
    def sure(self) -> AuthorMention | None:
        """The first of them, where it is more than a login."""
        return next((one for one in self.persons[:1] if not all(map(_LOGIN.fullmatch, one.names))), None)

    @cached_property
    def others(self) -> Sequence[AuthorMention]:
        """The bylines that do not name the site."""
        parts = (one.without(self.is_own) for one in self.shown if one.kind in {"by", "marked"})
        return [one for one in parts if one is not None]

    @cached_property
    def byline(self) -> AuthorMention | None:
        """The first byline; a person's before the site's and before a marked word, where they stand together."""
        near = [one for one in self.shown if one.kind in {"by", "marked"}]
        surer = [one for one in self.others if one.kind == "by" or all(map(is_name, one.names))]
        if surer and surer[0].distance - near[0].distance < SAME_LINE:
            return surer[0]
        return near[0] if near else None

    @cached_property
    def marked(self) -> Sequence[AuthorMention]:
        """Whom marked elements name anywhere on the page."""
        return read_marked(self.context)


def choose_authors(context: PageContext) -> Choice:
    """Return the persons, or else the organisations, that the page names as the article's authors."""
    stated = (*in_jsonld(context.page), *in_metas(context.page))
    evidence = Evidence(context=context, stated=stated, shown=read_bylines(context))
    candidates = tuple(one for named in (*stated, *evidence.shown) for one in named.candidates())
    for choose, confidence in REASONS:
        chosen = choose(evidence)
        if chosen is not None:
            found = chosen.candidates()
            more = tuple(one for one in found if one not in candidates)
            return Choice(chosen=found, confidence=confidence, candidates=candidates + more)
    return Choice(candidates=candidates)


def _fuller(evidence: Evidence) -> AuthorMention | None:
    """Take a byline, or another statement, that names all the stated persons and more."""
    best = evidence.sure
    for one in (*evidence.persons[1:], *evidence.others) if best else ():
        if best and one.keys > best.keys and all(map(is_name, one.names)):
            return one
    return None


def _below_headline(evidence: Evidence) -> AuthorMention | None:
    """Take a person behind `By` right below the headline where the head knows only who put the page in."""
    one, best = evidence.byline, evidence.sure
    if not best or not one or one.kind != "by" or one.distance >= JUST_BELOW or not all(map(is_name, one.names)):
        return None
    return None if any(one.keys & best.keys for one in evidence.others) else one


def _agreed(evidence: Evidence) -> AuthorMention | None:
    """Take the stated persons where another statement or a byline names one of them."""
    best = evidence.sure
    return best if best and any(one.keys & best.keys for one in (*evidence.persons[1:], *evidence.others)) else None


def _in_jsonld(evidence: Evidence) -> AuthorMention | None:
    best = evidence.sure
    return best if best and best.reader.startswith("jsonld") else None


def _by(evidence: Evidence) -> AuthorMention | None:
    return evidence.byline if evidence.byline and evidence.byline.kind == "by" else None


def _person_near(evidence: Evidence) -> AuthorMention | None:
    one = evidence.byline
    return one if one and one.distance < NEAR and all(map(is_name, one.names)) else None


def _marked(evidence: Evidence) -> AuthorMention | None:
    return evidence.byline


def _stated(evidence: Evidence) -> AuthorMention | None:
    return evidence.sure


def _paper(evidence: Evidence) -> AuthorMention | None:
    """Take the paper, where it says of its news that it wrote them itself."""
    return next((one for one in evidence.stated if one.kind == "paper"), None)


def _dated(evidence: Evidence) -> AuthorMention | None:
    return next((one for one in evidence.shown if one.kind == "dated"), None)


def _alone(evidence: Evidence) -> AuthorMention | None:
    return _only(evidence.marked)


def _signed(evidence: Evidence) -> AuthorMention | None:
    return _only(read_signed(evidence.context))


def _login(evidence: Evidence) -> AuthorMention | None:
    return next(iter(evidence.persons), None)


def _own(evidence: Evidence) -> AuthorMention | None:
    """Take the site's name where JSON-LD and `meta` both state it."""
    first, rest = evidence.stated[:1], evidence.stated[1:]
    both = (one for one in first if any(one.keys & other.keys for other in rest if other.kind != "paper"))
    return None if evidence.sure else next(both, None)


def _site(evidence: Evidence) -> AuthorMention | None:
    """Take the site's name where `meta` states it, or where it reads like a person's."""
    for one in evidence.stated:
        if one.reader.startswith("meta") or (one.kind == "person" and all(map(is_name, one.names))):
            return one
    return None


def _box(evidence: Evidence) -> AuthorMention | None:
    return _only([one for one in evidence.shown if one.kind == "box" and all(map(is_name, one.names))])


def _only(found: Sequence[AuthorMention]) -> AuthorMention | None:
    """Take what is named where nobody else is."""
    return found[0] if found and all(one.keys <= found[0].keys for one in found) else None


# In this order, each with the share of its values that are wholly right on wcxb-dev, fundus-dev and segments-dev: of
# 468 agreed ones, 185 behind `By`, 77 of a person near, and 5 to 37 of the others; that of a box is a guess. The
# rules were mended on pages of all hosts, so that no share is of hosts never looked at.
REASONS: tuple[tuple[Callable[[Evidence], AuthorMention | None], float], ...] = (
    (_fuller, 0.7),
    (_below_headline, 0.6),
    (_agreed, 0.95),
    (_in_jsonld, 0.65),
    (_by, 0.86),
    (_person_near, 0.93),
    (_dated, 0.4),
    (_own, 0.8),
    (_stated, 0.75),
    (_marked, 0.74),
    (_paper, 0.8),
    (_alone, 0.8),
    (_signed, 0.8),
    (_login, 0.6),
    (_site, 0.5),
    (_box, 0.5),
)
