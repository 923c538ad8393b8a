"""Fetches a sample of a site's articles, over its sources, new and old (network by way of the Visitor)."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from crawler.discover.answer import Answer
from crawler.discover.lists import Listed
from crawler.discover.sampler import Sampler
from crawler.discover.visit import NeedsBrowser
from crawler.discover.visitor import Visitor
from extract.errors import CommentaryError
from extract.kind import BLOCKED_REASONS, NEEDS_BROWSER, OTHER_KINDS, STATIC_PAGE
from extract.page import Page

# Articles of a sample: as many as are looked for, so many are enough to be sure, and fewer do not tell what they
# have in common.
MOST_ARTICLES, ENOUGH_ARTICLES, LEAST_ARTICLES = 40, 20, 5
# Pages that are fetched to find one of them, on average.
MOST_PAGES_OF_ARTICLE = 2
# So many pages of the sample, from the first on, that show a wall, or nothing, tell that all do.
MOST_BLOCKED, MOST_SHELLS = 5, 3
# Two URLs may redirect to one page.
SAME = "the same page as another one"
Report = Callable[[str, int, int], None]


@dataclass
class Sample:
    """Pages of a sample: the articles, the static pages, URLs of pages of other kinds, and why they are no articles.

    `seconds` is the time that each page took to answer.
    """

    articles: list[Page] = field(default_factory=list)
    static: list[Page] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)


async def read_sample(visitor: Visitor, lists: Iterable[Listed], url: str, most: int, report: Report) -> Sample:
    """Fetch pages of all lists until `most` of them are articles, or static pages.

    CommentaryError where all that is shown are walls; NeedsBrowser where nothing is until scripts run.
    """
    sampler, sample = Sampler(), Sample()
    for listed in lists:
        sampler.add(listed.source, listed.links)
    looked, shells, blocked = 0, 0, 0
    while (
        looked < MOST_PAGES_OF_ARTICLE * max(most, MOST_ARTICLES)
        and max(len(sample.articles), len(sample.static)) < most
    ):
        page_url = sampler.next_url()
        if page_url is None:
            break
        looked += 1
        report("articles", len(sample.articles), most)
        reason = await _look(visitor, await visitor.fetch(page_url), sample)
        sampler.tell(page_url, is_article=reason in {"", STATIC_PAGE})
        shells, blocked = shells + (reason == NEEDS_BROWSER), blocked + (reason in BLOCKED_REASONS)
        if shells == looked >= MOST_SHELLS and not visitor.renders:
            raise NeedsBrowser(url)
        if blocked == looked >= MOST_BLOCKED:
            kinds = " or a ".join(sorted(sample.refused))
            raise CommentaryError(
                f"{url}: each of the first {looked} pages shows a {kinds} in its place; the site lets no program in"
            )
    return sample


async def _look(visitor: Visitor, answer: Answer, sample: Sample) -> str:
    """Put a page into the sample, and return why it is no article, "" if it is."""
    page = answer.page
    if page is None:
        sample.refused[answer.why] += 1
        return answer.why
    if any(page.url == other.url for other in sample.articles):
        sample.refused[SAME] += 1
        return SAME
    reading = await visitor.read(answer)
    reason = "" if reading.outcome == "article" else reading.reason or reading.outcome
    if not reason:
        sample.articles.append(page)
        sample.seconds.append(answer.seconds)
        return ""
    sample.refused[reason] += 1
    if reason == STATIC_PAGE:
        sample.static.append(page)
    elif reason in OTHER_KINDS:
        sample.others.append(page.url)
    return reason
