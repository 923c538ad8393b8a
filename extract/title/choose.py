"""Titles: which of a page's headlines is the article's, and what its head calls it (pure).

headings, without names of site and section | those that the head's titles bear out | best one | without a kicker
      none borne out | another element that says what the head says | a lone h1 | what most titles of the head say
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from lxml.html import HtmlElement

from extract.candidate import NOTHING, Candidate, Choice
from extract.html import landmark_path
from extract.page import Page
from extract.text import fold_name, split_words
from extract.title.head_titles import MOST, Heads, is_part
from extract.title.heading import headline_texts, links_upwards, plain_headline, tokens, whole_text
from extract.title.wordpress_labels import without_label

# The share right of all evaluation pages (1,328) whose title was chosen for that reason. The rules were made on half
# of the hosts: .973 there and .967 on the others for the first reason, .900 and .917 for the second. The others are
# no clean proof: their figures were seen at each step, and their losses were read once and mended.
CONFIDENCE: Mapping[str, float] = {
    "h1 as all heads": 0.97,
    "heading as a head": 0.91,
    "h1 as a head": 0.86,
    "heads agree": 0.8,
    "heading like a head": 0.75,
    "h1 like a head": 0.69,
    "h1 alone": 0.67,
    "head alone": 0.37,
}
# The same of what the head calls a page otherwise, on the news pages whose known title is the head's: 12 of 18.
HEADLINE_CONFIDENCE = 0.67
ENOUGH = 0.5
# Of headings of lower rank only those nearly the same as a title are more than a section's.
NEAR = 0.75
# A headline is one or two sentences, and no paragraph.
LONGEST = 400

TITLE_CLASSES = (
    "entry-title", "post-title", "article-title", "page-title", "headline", "title", "story-title", "post_title",
    "article_title", "article-headline", "news-title", "blog-title", "newstitle", "articletitle", "titre", "titulo",
    "p-name",
)  # fmt: skip
# Beside, above and below what a page is about.
AROUND = frozenset({"aside", "footer", "nav", "dialog", "form"})
AROUND_TOKENS = frozenset(
    {"modal", "popup", "cookie", "consent", "sidebar", "footer", "dialog", "widget", "newsletter"}
)


@dataclass(frozen=True)
class Heading:
    """A heading of a page, and how well its best head bears it out, 0 to 1."""

    element: HtmlElement = field(repr=False)
    text: str
    support: float
    nearness: float
    equal: int

    @cached_property
    def rank(self) -> tuple[float, int, int]:
        """What makes one heading better than another: support, equal heads, length."""
        return self.support, self.equal, len(split_words(self.text))


def choose_title(page: Page) -> Choice:
    """Return the headline as the reader sees it; its element where it stands in the text."""
    heads = Heads(page)
    firsts = _headings(page, list(islice(page.tree.iter("h1"), MOST)), heads)
    candidates = [_candidate(one) for one in firsts]
    chosen, reason = _chosen(page, heads, firsts)
    candidates += [Candidate(text=text, reader=reader, place="head") for reader, text in heads.cleaned]
    if chosen is None:
        return NOTHING if not candidates else Choice(candidates=tuple(candidates))
    return Choice(chosen=(chosen,), confidence=CONFIDENCE[reason], candidates=tuple(candidates))


def choose_headline(title: Choice) -> Choice:
    """Return what the head calls the article, JSON-LD before OpenGraph, where that is not the chosen title."""
    found = tuple(one for one in title.candidates if one.place == "head")
    best = next((one for one in found if one.reader in {"jsonld headline", "meta og:title"}), None)
    shown = title.chosen[0].text if title.chosen else ""
    if best is None or best.text == shown:
        return Choice(candidates=found)
    return Choice(chosen=(best,), confidence=HEADLINE_CONFIDENCE, candidates=found)


def best_headings(page: Page, elements: Sequence[HtmlElement]) -> Iterator[tuple[str, HtmlElement]]:
    """Yield those of some elements that a title of the head bears out, best first; all if the head has none."""
    heads = Heads(page)
    found = [one for one in _headings(page, elements[:MOST], heads) if one.support >= ENOUGH or not heads.cleaned]
    for one in sorted(found, key=lambda heading: heading.rank, reverse=True):
        yield one.text, one.element


def _chosen(page: Page, heads: Heads, firsts: Sequence[Heading]) -> tuple[Candidate | None, str]:
    best = max(firsts, key=lambda one: one.rank, default=None)
    supported = best is not None and best.support >= ENOUGH
    if best is not None and supported and best.equal:
        reason = "h1 as all heads" if best.equal == len(heads.cleaned) else "h1 as a head"
        return _candidate(best), reason
    others = _others(page, heads)
    other = max(others, key=lambda one: (one.nearness, one.rank), default=None)
    if best is not None and supported:
        return _candidate(best), "h1 like a head"
    if other is not None and other.nearness >= NEAR:
        return _candidate(other), "heading as a head" if other.equal else "heading like a head"
    lone = {one.text: one for one in firsts if _may_stand_alone(one, heads)}
    if len(lone) == 1:
        return _candidate(next(iter(lone.values()))), "h1 alone"
    return _of_head(heads)


def _may_stand_alone(heading: Heading, heads: Heads) -> bool:
    return not (_is_around(heading.element) or "{{" in heading.text or fold_name(heading.text) in heads.sections)


def _of_head(heads: Heads) -> tuple[Candidate | None, str]:
    """Return what most titles of the head say, the first where as many say another."""
    votes: dict[str, int] = {}
    for _, text in heads.cleaned:
        votes[fold_name(text)] = votes.get(fold_name(text), 0) + 1
    best = max(heads.cleaned, key=lambda one: votes[fold_name(one[1])], default=None)
    if best is None:
        return None, ""
    reason = "heads agree" if votes[fold_name(best[1])] > 1 else "head alone"
    return Candidate(text=best[1], reader=best[0], place="head"), reason


def _headings(page: Page, elements: Sequence[HtmlElement], heads: Heads) -> list[Heading]:
    """Return the headings that are no name of the site or of a section."""
    stated = {fold_name(text) for reader, text in heads.stated if reader != "css title"}
    known = {fold_name(text): text for _, text in heads.cleaned}
    counted = [fold_name(text) for _, text in heads.cleaned]
    found = []
    for element in elements:
        whole = whole_text(element)
        above = links_upwards(element, page) and fold_name(whole) not in stated
        if whole and len(whole) <= LONGEST and not above and not heads.is_name(whole):
            text = without_label(heads.without_section(_headline_of(element, whole, known)), page)
            support = max((shared(split_words(text), split_words(head)) for head in known.values()), default=0.0)
            nearness = max((_nearness(text, head) for head in known.values()), default=0.0)
            found.append(Heading(element, text, support, nearness, counted.count(fold_name(text))))
    return found


def _headline_of(element: HtmlElement, whole: str, heads: Mapping[str, str]) -> str:
    """Return a heading without what stands beside its headline: what a head says as a whole is whole."""
    if not len(element):
        return whole
    texts = {fold_name(one): one for one in reversed(headline_texts(element))}
    for own, head in heads.items():
        # Words that the head joins with a mark stand in lines of their own where the heading has none.
        if own in texts and (texts[own] != whole or _same(whole, head)):
            return texts[own]
    return plain_headline(element)


def _same(one: str, other: str) -> bool:
    """Tell whether two texts are the same to a reader, marks between their words too."""
    return "".join(one.casefold().split()) == "".join(other.casefold().split())


def _others(page: Page, heads: Heads) -> list[Heading]:
    """Return what else may be a headline: headings of lower rank, and what a class or itemprop calls one."""
    elements = list(islice(page.tree.iter("h2", "h3"), MOST * 2))
    for name in TITLE_CLASSES:
        elements += [one for one in page.by_class.get(name, ())[:3] if one.tag not in {"h1", "a", "body"}]
    seen = dict.fromkeys(one for one in elements if not _is_around(one))
    return _headings(page, list(seen), heads)


def _is_around(element: HtmlElement) -> bool:
    """Tell whether an element stands beside what the page is about."""
    return any(
        one.tag in AROUND or one.get("role") == "dialog" or not AROUND_TOKENS.isdisjoint(tokens(one))
        for one in islice(element.iterancestors(), 12)
        if one.tag not in {"body", "html"}
    )


def shared(words: Sequence[str], head: Sequence[str]) -> float:
    """Return which share of the shorter one's words both have, with a little more for the fuller agreement."""
    one, other = set(words), set(head)
    both = len(one & other)
    if not both or both * 4 < len(other):
        return 0.0
    return both / min(len(one), len(other)) * 0.9 + both / len(one | other) * 0.1


def _nearness(text: str, head: str) -> float:
    """Return which share of all their words two titles share; of one that is the other's part, nearly all."""
    one, other = set(split_words(text)), set(split_words(head))
    if len(one) > 1 and (is_part(text, head) or is_part(head, text)):
        return 0.9
    return len(one & other) / max(len(one | other), 1)


def _candidate(heading: Heading) -> Candidate:
    return Candidate(
        text=heading.text,
        reader=str(heading.element.tag),
        place=landmark_path(heading.element),
        element=heading.element,
    )
