"""Chooses the authors among all that the page names (pure)."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from extract.candidate import Candidate, Choice
from extract.context import PageContext
from extract.fields.authors.elsewhere import read_marked, read_signed
from extract.fields.authors.mention import AuthorMention
from extract.fields.authors.names import is_role
from extract.fields.authors.near_headline import MAX_NEAR, read_bylines
from extract.fields.authors.owner import read_owner
from extract.fields.authors.signature import read_signature
from extract.fields.authors.stated import in_jsonld, in_metas
from extract.text import fold_name
from extract.title import site_names

# Two names with no more characters of text between them are of one byline.
MAX_BYLINE_GAP = 150
# A name with no more characters between it and the headline stands right below it.
MAX_BELOW_HEADLINE = 60
# A shorter text is not looked for within the site's names.
MIN_SITE_NAME_CHARACTERS = 4
_LOGIN = re.compile(r"[a-z0-9._-]+")


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """The authors that the head states, and those that a reader sees near the headline."""

    context: PageContext
    stated: Sequence[AuthorMention]
    visible: Sequence[AuthorMention]

    @cached_property
    def site_keys(self) -> tuple[str, ...]:
        """The letters and digits of the site's names and of its host."""
        host = (urlsplit(self.context.page.url).hostname or "").removeprefix("www.")
        return tuple(filter(None, map(fold_name, (*site_names(self.context.page), host))))

    def is_site(self, name: str) -> bool:
        """Tell whether a name is the site's, or a part of it."""
        key = fold_name(name)
        return any(key == own or (len(key) >= MIN_SITE_NAME_CHARACTERS and key in own) for own in self.site_keys)

    @cached_property
    def persons(self) -> Sequence[AuthorMention]:
        """The persons that the head states, without the site's name."""
        mentions = (mention.without(self.is_site) for mention in self.stated if mention.kind == "person")
        persons = [mention for mention in mentions if mention is not None]
        # A job, as `Senior Reporter`, gives way to the person whom the reader sees.
        has_name = any(mention.has_only_names for mention in self.bylines)
        return [mention for mention in persons if not (has_name and all(map(is_role, mention.names)))]

    @cached_property
    def stated_person(self) -> AuthorMention | None:
        """The first of them, None where it is only logins."""
        return next((mention for mention in self.persons[:1] if not all(map(_LOGIN.fullmatch, mention.names))), None)

    @cached_property
    def bylines(self) -> Sequence[AuthorMention]:
        """The visible bylines without the site's name."""
        mentions = (mention.without(self.is_site) for mention in self.visible if mention.kind in {"by", "marked"})
        return [mention for mention in mentions if mention is not None]

    @cached_property
    def byline(self) -> AuthorMention | None:
        """The first byline; if others stand close behind it, the first of them that surely names a person."""
        near = [mention for mention in self.visible if mention.kind in {"by", "marked"}]
        surer = [mention for mention in self.bylines if mention.kind == "by" or mention.has_only_names]
        if surer and surer[0].distance - near[0].distance < MAX_BYLINE_GAP:
            return surer[0]
        return near[0] if near else None

    @cached_property
    def marked(self) -> Sequence[AuthorMention]:
        """The authors in marked elements anywhere on the page."""
        return read_marked(self.context)


def choose_authors(context: PageContext) -> Choice:
    """Return the persons, or else the organisations, that the page names as the article's authors."""
    # The lines around the text are told by them too, when it is not known yet where the text ends and who signs it.
    key = "authors", len(context.containers)
    if key not in context.choices:
        context.choices[key] = _choose(context)
    return context.choices[key]


def stated_authors(context: PageContext) -> Sequence[Candidate]:
    """Return the candidates among which the authors were chosen; where a rule read them, those of the head alone."""
    known = [choice for (field, _), choice in context.choices.items() if field == "authors"]
    if known:
        return known[-1].candidates
    mentions = (*in_jsonld(context.page), *in_metas(context.page))
    return [candidate for mention in mentions for candidate in mention.candidates()]


def _choose(context: PageContext) -> Choice:
    stated = (*in_jsonld(context.page), *in_metas(context.page))
    evidence = Evidence(context=context, stated=stated, visible=read_bylines(context))
    candidates = tuple(candidate for mention in (*stated, *evidence.visible) for candidate in mention.candidates())
    for choose, confidence in REASONS:
        mention = choose(evidence)
        if mention is not None:
            chosen = mention.candidates()
            more = tuple(candidate for candidate in chosen if candidate not in candidates)
            return Choice(chosen=chosen, confidence=confidence, candidates=candidates + more)
    return Choice(candidates=candidates)


def _more_names(evidence: Evidence) -> AuthorMention | None:
    """Take a byline, or another statement, that names all the stated persons and more."""
    stated = evidence.stated_person
    for mention in (*evidence.persons[1:], *evidence.bylines) if stated else ():
        if stated and mention.keys > stated.keys and mention.has_only_names:
            return mention
    return None


def _below_headline(evidence: Evidence) -> AuthorMention | None:
    """Take a person behind `By` right below the headline where the head names only who entered the page."""
    byline, stated = evidence.byline, evidence.stated_person
    if not stated or not byline or byline.kind != "by" or byline.distance >= MAX_BELOW_HEADLINE:
        return None
    is_confirmed = any(mention.keys & stated.keys for mention in evidence.bylines)
    return byline if byline.has_only_names and not is_confirmed else None


def _agreed(evidence: Evidence) -> AuthorMention | None:
    """Take the stated persons where another statement or a byline names one of them."""
    stated = evidence.stated_person
    others = (*evidence.persons[1:], *evidence.bylines)
    return stated if stated and any(mention.keys & stated.keys for mention in others) else None


def _jsonld_person(evidence: Evidence) -> AuthorMention | None:
    stated = evidence.stated_person
    return stated if stated and stated.reader.startswith("jsonld") else None


def _behind_by(evidence: Evidence) -> AuthorMention | None:
    return evidence.byline if evidence.byline and evidence.byline.kind == "by" else None


def _person_near_headline(evidence: Evidence) -> AuthorMention | None:
    byline = evidence.byline
    return byline if byline and byline.distance < MAX_NEAR and byline.has_only_names else None


def _byline(evidence: Evidence) -> AuthorMention | None:
    return evidence.byline


def _stated_person(evidence: Evidence) -> AuthorMention | None:
    return evidence.stated_person


def _newspaper(evidence: Evidence) -> AuthorMention | None:
    """Take the newspaper where JSON-LD states it as the author of its NewsArticle."""
    return next((mention for mention in evidence.stated if mention.kind == "paper"), None)


def _beside_date(evidence: Evidence) -> AuthorMention | None:
    return next((mention for mention in evidence.visible if mention.kind == "dated"), None)


def _only_marked(evidence: Evidence) -> AuthorMention | None:
    return _only(evidence.marked)


def _signed(evidence: Evidence) -> AuthorMention | None:
    return _only(read_signed(evidence.context))


def _login(evidence: Evidence) -> AuthorMention | None:
    return next(iter(evidence.persons), None)


def _site_stated_twice(evidence: Evidence) -> AuthorMention | None:
    """Take the site's name where JSON-LD and `meta` both state it."""
    rest = [mention for mention in evidence.stated[1:] if mention.kind != "paper"]
    firsts = (first for first in evidence.stated[:1] if any(first.keys & mention.keys for mention in rest))
    return None if evidence.stated_person else next(firsts, None)


def _site(evidence: Evidence) -> AuthorMention | None:
    """Take the site's name where `meta` states it, or where it reads like a person's."""
    for mention in evidence.stated:
        if mention.reader.startswith("meta") or (mention.kind == "person" and mention.has_only_names):
            return mention
    return None


def _author_box(evidence: Evidence) -> AuthorMention | None:
    return _only([mention for mention in evidence.visible if mention.kind == "box" and mention.has_only_names])


def _signature(evidence: Evidence) -> AuthorMention | None:
    return read_signature(evidence.context)


def _owner(evidence: Evidence) -> AuthorMention | None:
    return read_owner(evidence.context)


def _only(mentions: Sequence[AuthorMention]) -> AuthorMention | None:
    """Take the first mention where the others name nobody else."""
    return mentions[0] if mentions and all(mention.keys <= mentions[0].keys for mention in mentions) else None


# In this order, each with the share of its values that are wholly right on wcxb-dev, fundus-dev and segments-dev:
# measured on 468 agreed values, 185 behind `By`, 77 of a person near the headline, and 5 to 37 of each of the others;
# those of an author box, a signature and an owner are estimates. The rules were mended on pages of all hosts, so that
# no share is of hosts that were never looked at.
REASONS: tuple[tuple[Callable[[Evidence], AuthorMention | None], float], ...] = (
    (_more_names, 0.7),
    (_below_headline, 0.6),
    (_agreed, 0.95),
    (_jsonld_person, 0.65),
    (_behind_by, 0.86),
    (_person_near_headline, 0.93),
    (_beside_date, 0.4),
    (_site_stated_twice, 0.8),
    (_stated_person, 0.75),
    (_byline, 0.74),
    (_newspaper, 0.8),
    (_only_marked, 0.8),
    (_signed, 0.8),
    (_login, 0.6),
    (_site, 0.5),
    (_author_box, 0.5),
    (_signature, 0.5),
    (_owner, 0.5),
)
