"""Chooses the title of an article among its headings and the titles of its head (pure).

headings, without names of site and section | those that a title of the head supports | best one | without a kicker
      none supported | another element with the text of a head title | a lone h1 | what most head titles say
      no two head titles say the same | what a class calls the title
Counts of comments and the names of templates (`Untitled`) are titles only where there is nothing else.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from lxml.html import HtmlElement

from extract.candidate import NOTHING, Candidate, Choice
from extract.html import Area, Areas, landmark_path, text_of
from extract.page import Page
from extract.text import fold_name, split_words
from extract.title.head_titles import MAX_TITLES, HeadTitles, is_part
from extract.title.heading import headline_texts, links_upwards, plain_headline, whole_text
from extract.title.no_title import is_about_comments, is_of_template, names_nothing
from extract.title.wordpress_labels import without_label
from extract.urls import canonical_url

# The share right of all evaluation pages (1,328) whose title was chosen for that reason. The rules were made on half
# of the hosts: .973 there and .967 on the others for the first reason, .900 and .917 for the second. The others are
# no clean proof: their figures were seen at each step, and their losses were read once and mended.
CONFIDENCE: Mapping[str, float] = {
    "h1 equal to all head titles": 0.97,
    "heading equal to a head title": 0.91,
    "h1 equal to a head title": 0.86,
    "head titles agree": 0.8,
    "heading like a head title": 0.75,
    "h1 like a head title": 0.69,
    "h1 alone": 0.67,
    "class alone": 0.5,
    "head title alone": 0.37,
}
# The least support by a head title, as `shared_words` measures it, that makes an h1 the title.
MIN_SUPPORT = 0.5
# Of headings of lower rank only those nearly the same as a head title are more than a section's.
MIN_NEARNESS = 0.75
# A headline is one or two sentences, and no paragraph.
MAX_HEADLINE_CHARACTERS = 400
MAX_ELEMENTS_OF_CLASS = 3

TITLE_CLASSES = (
    "entry-title", "post-title", "article-title", "page-title", "headline", "title", "story-title", "post_title",
    "article_title", "article-headline", "news-title", "blog-title", "newstitle", "articletitle", "titre", "titulo",
    "p-name",
)  # fmt: skip
# Of these the ones that themes give to nothing but the title of a post.
SURE_TITLE_CLASSES = frozenset(
    {
        "entry-title",
        "post-title",
        "article-title",
        "story-title",
        "post_title",
        "article_title",
        "article-headline",
        "p-name",
    }
)
# Here stand headings of other articles, of forms and of overlays. The words of navigation are not among them: a
# `navbar` that is never closed holds the article too.
_BESIDE = Areas(
    Area.ASIDES, Area.SIDEBARS, Area.WIDGETS, Area.FOOTERS, Area.FORMS, Area.OVERLAYS, Area.NEWSLETTERS, tags={"nav"}
)


@dataclass(frozen=True)
class Heading:
    """A heading of a page, compared with the titles of the head.

    `support` and `nearness` are the greatest likeness to one of them, 0 to 1, as `shared_words` and `_nearness`
    measure it; `equal` is how many of them have the same words.
    """

    element: HtmlElement = field(repr=False)
    text: str
    support: float
    nearness: float
    equal: int

    @cached_property
    def rank(self) -> tuple[float, int, int]:
        """What makes one heading better than another: support, equal head titles, length in words."""
        return self.support, self.equal, len(split_words(self.text))


def choose_title(page: Page) -> Choice:
    """Return the headline as the reader sees it, with its element; else the title that the head states."""
    head_titles = HeadTitles(page)
    firsts = _headings(page, list(islice(page.tree.iter("h1"), MAX_TITLES)), head_titles)
    candidates = [_candidate(heading) for heading in firsts]
    chosen, reason = _chosen(page, head_titles, firsts)
    candidates += [_head_candidate(reader, text) for reader, text in head_titles.cleaned]
    if chosen is None:
        return NOTHING if not candidates else Choice(candidates=tuple(candidates))
    return Choice(chosen=(chosen,), confidence=CONFIDENCE[reason], candidates=tuple(candidates))


def best_headings(page: Page, elements: Sequence[HtmlElement]) -> Iterator[tuple[str, HtmlElement]]:
    """Yield text and element of the headings that a head title supports, best first; all if the head has none."""
    head_titles = HeadTitles(page)
    headings = _headings(page, elements[:MAX_TITLES], head_titles)
    supported = [heading for heading in headings if heading.support >= MIN_SUPPORT or not head_titles.cleaned]
    for heading in sorted(supported, key=lambda heading: heading.rank, reverse=True):
        yield heading.text, heading.element


def _chosen(page: Page, head_titles: HeadTitles, firsts: Sequence[Heading]) -> tuple[Candidate | None, str]:
    """Return the title, and the reason for which it was chosen: a key of CONFIDENCE."""
    rest = [heading for heading in firsts if not is_about_comments(heading.text)]
    named = [heading for heading in rest if not is_of_template(heading.text)]
    if equal := _equal(head_titles, named):
        return equal
    others = [heading for heading in _other_headings(page, head_titles) if not names_nothing(heading.text)]
    own = [heading for heading in others if not _leads_elsewhere(heading, page)]
    found = _supported(head_titles, named, others) or _by_class(head_titles, own)
    nothing_named = all(names_nothing(text) for _, text in head_titles.cleaned)
    if found is None and nothing_named and not named:
        marked = [heading for heading in own if _has_title_class(heading) and _may_stand_alone(heading, head_titles)]
        found = (_candidate(marked[0]), "class alone") if len({heading.text for heading in marked}) == 1 else None
    if found is None and len(named) < len(rest):
        found = _equal(head_titles, rest) or _supported(head_titles, rest, others)
    if found is None and nothing_named and not _has_empty_h1(page):
        # Where neither the head nor an h1 names anything, the first heading is the page's; a template writes an empty
        # h1 for a post without a title.
        free = (heading for heading in own if _may_stand_alone(heading, head_titles))
        found = next(((_candidate(heading), "class alone") for heading in free), None)
    return found or _most_frequent(head_titles)


def _equal(head_titles: HeadTitles, firsts: Sequence[Heading]) -> tuple[Candidate, str] | None:
    """Return the best h1 if it equals a head title."""
    best = max(firsts, key=lambda heading: heading.rank, default=None)
    if best is None or best.support < MIN_SUPPORT or not best.equal:
        return None
    is_unanimous = best.equal == len(head_titles.cleaned)
    return _candidate(best), "h1 equal to all head titles" if is_unanimous else "h1 equal to a head title"


def _supported(
    head_titles: HeadTitles, firsts: Sequence[Heading], others: Sequence[Heading]
) -> tuple[Candidate, str] | None:
    """Return the h1, or else another heading, that the head supports, or the only h1."""
    best = max(firsts, key=lambda heading: heading.rank, default=None)
    other = max(others, key=lambda heading: (heading.nearness, heading.rank), default=None)
    if best is not None and best.support >= MIN_SUPPORT:
        return _candidate(best), "h1 like a head title"
    if other is not None and other.nearness >= MIN_NEARNESS:
        return _candidate(other), "heading equal to a head title" if other.equal else "heading like a head title"
    lone = {heading.text: heading for heading in firsts if _may_stand_alone(heading, head_titles)}
    if len(lone) == 1:
        return _candidate(next(iter(lone.values()))), "h1 alone"
    return None


def _by_class(head_titles: HeadTitles, others: Sequence[Heading]) -> tuple[Candidate, str] | None:
    """Return the only heading that a class calls the title, where no two titles of the head say the same."""
    named = [fold_name(text) for _, text in head_titles.cleaned if not names_nothing(text)]
    marked = {
        heading.text: heading
        for heading in others
        if not SURE_TITLE_CLASSES.isdisjoint(heading.element.get("class", "").split())
        and _may_stand_alone(heading, head_titles)
    }
    if len(marked) != 1 or len(named) > len(set(named)):
        return None
    return _candidate(next(iter(marked.values()))), "class alone"


def _has_title_class(heading: Heading) -> bool:
    return not frozenset(TITLE_CLASSES).isdisjoint(heading.element.get("class", "").split())


def _has_empty_h1(page: Page) -> bool:
    return any(not text_of(heading) and heading.find(".//img") is None for heading in page.tree.iter("h1"))


def _leads_elsewhere(heading: Heading, page: Page) -> bool:
    """Tell whether a heading is a link to another page, as that of a related article is."""
    own = canonical_url(page.url)
    links = (page.absolute(link.get("href", "").strip()) for link in heading.element.iter("a"))
    return any(url and canonical_url(url) != own for url in links)


def _may_stand_alone(heading: Heading, head_titles: HeadTitles) -> bool:
    # `{{` begins the placeholder of a template that a script fills in.
    is_template = "{{" in heading.text
    return not (_BESIDE.surround(heading.element) or is_template or fold_name(heading.text) in head_titles.sections)


def _most_frequent(head_titles: HeadTitles) -> tuple[Candidate | None, str]:
    """Return the most frequent head title, the first of several, and its reason."""
    votes: dict[str, int] = {}
    for _, text in head_titles.cleaned:
        votes[fold_name(text)] = votes.get(fold_name(text), 0) + 1
    named = [title for title in head_titles.cleaned if not names_nothing(title[1])] or head_titles.cleaned
    best = max(named, key=lambda title: votes[fold_name(title[1])], default=None)
    if best is None:
        return None, ""
    reason = "head titles agree" if votes[fold_name(best[1])] > 1 else "head title alone"
    return _head_candidate(*best), reason


def _headings(page: Page, elements: Sequence[HtmlElement], head_titles: HeadTitles) -> list[Heading]:
    """Return the headings that are no name of the site or of a section."""
    stated = {fold_name(text) for reader, text in head_titles.stated if reader != "css title"}
    known = {fold_name(text): text for _, text in head_titles.cleaned}
    counted = [fold_name(text) for _, text in head_titles.cleaned]
    headings = []
    for element in elements:
        whole = whole_text(element)
        is_site_link = links_upwards(element, page) and fold_name(whole) not in stated
        if whole and len(whole) <= MAX_HEADLINE_CHARACTERS and not is_site_link and not head_titles.is_name(whole):
            text = without_label(head_titles.without_section(_headline_of(element, whole, known)), page)
            words = split_words(text)
            support = max((shared_words(words, split_words(title)) for title in known.values()), default=0.0)
            nearness = max((_nearness(text, title) for title in known.values()), default=0.0)
            headings.append(Heading(element, text, support, nearness, counted.count(fold_name(text))))
    return headings


def _headline_of(element: HtmlElement, whole: str, head_titles: Mapping[str, str]) -> str:
    """Return the headline in a heading: the part that equals a head title, else all but kicker, date and byline."""
    if not len(element):
        return whole
    texts = {fold_name(text): text for text in reversed(headline_texts(element))}
    for key, title in head_titles.items():
        # Words that the head joins with a mark stand in lines of their own where the heading has none.
        if key in texts and (texts[key] != whole or _equal_but_for_spaces(whole, title)):
            return texts[key]
    return plain_headline(element)


def _equal_but_for_spaces(text: str, other: str) -> bool:
    """Tell whether two texts are the same but for case and spaces; marks between their words count."""
    return "".join(text.casefold().split()) == "".join(other.casefold().split())


def _other_headings(page: Page, head_titles: HeadTitles) -> list[Heading]:
    """Return what else may be a headline: headings of lower rank, and what a class calls one."""
    elements = list(islice(page.tree.iter("h2", "h3"), MAX_TITLES * 2))
    for name in TITLE_CLASSES:
        of_class = page.by_class.get(name, ())[:MAX_ELEMENTS_OF_CLASS]
        elements += [element for element in of_class if element.tag not in {"h1", "a", "body"}]
    in_article = dict.fromkeys(element for element in elements if not _BESIDE.surround(element))
    return _headings(page, list(in_article), head_titles)


def shared_words(words: Sequence[str], other_words: Sequence[str]) -> float:
    """Return which share of the shorter title's words both have, 0 to 1, with a little more where all agree."""
    own, other = set(words), set(other_words)
    both = len(own & other)
    if not both or both * 4 < len(other):
        return 0.0
    return both / min(len(own), len(other)) * 0.9 + both / len(own | other) * 0.1


def _nearness(text: str, title: str) -> float:
    """Return which share of all their words two titles have in common; 0.9 where one is a part of the other."""
    words, title_set = set(split_words(text)), set(split_words(title))
    if len(words) > 1 and (is_part(text, title) or is_part(title, text)):
        return 0.9
    return len(words & title_set) / max(len(words | title_set), 1)


def _candidate(heading: Heading) -> Candidate:
    return Candidate(
        text=heading.text,
        reader=str(heading.element.tag),
        landmark_path=landmark_path(heading.element),
        element=heading.element,
    )


def _head_candidate(reader: str, text: str) -> Candidate:
    return Candidate(text=text, reader=reader, landmark_path="head")
